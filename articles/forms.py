"""The two forms of an import: what is handed in, and what was read in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from articles.importers.base import ArticleDraft
from articles.importers.formats import ENDINGS
from articles.importers.problems import too_big
from articles.language_names import language_name, languages_by_name
from articles.terms import Channel

PASTE, FILE = "paste", "file"
DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT_INPUT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class AnyText(forms.CharField):
    """Text as it was pasted: spaces stay, and a NUL in it is no reason to send it back."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").replace("\0", "")


@dataclass(frozen=True, slots=True)
class Received:
    """What came in, byte for byte."""

    raw: bytes
    file_name: str
    channel: Channel
    field: str


class ImportForm(forms.Form):
    """Paste a text or choose a file; with styles only the chosen way shows, without them both do."""

    how = forms.ChoiceField(
        choices=[(PASTE, _("Paste the text")), (FILE, _("Choose a file"))],
        widget=forms.RadioSelect,
        initial=PASTE,
        required=False,
        label=_("How it comes in"),
    )
    text = AnyText(label=_("The article's text"), required=False, max_length=settings.MAX_TEXT_CHARS)
    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)
    file.widget.attrs["accept"] = ",".join(ENDINGS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text, file = data.get("text"), data.get("file")
        is_file = file is not None and (data.get("how") == FILE or not text)
        if file is not None and is_file and file.size > settings.MAX_FILE_BYTES:
            self.add_error("file", too_big(file.size, settings.MAX_FILE_BYTES, file.name).words)
        elif not is_file and not (text or "").strip() and not self.errors:
            self._ask(data.get("how") or PASTE)
        return data | {"is_file": is_file}

    def _ask(self, how: str) -> None:
        if how == FILE:
            self.add_error("file", _("Choose the file that holds the article."))
        else:
            self.add_error("text", _("Paste the article's text, or choose a file."))

    def received(self) -> Received:
        """What was handed in; call it on a valid form."""
        if self.cleaned_data["is_file"]:
            file = self.cleaned_data["file"]
            return Received(file.read(), file.name, Channel.UPLOAD, "file")
        return Received(self.cleaned_data["text"].encode(), "", Channel.PASTE, "text")


class CheckForm(forms.Form):
    """What was read about the article, to be corrected before it is stored."""

    headline = forms.CharField(label=_("Headline"), max_length=500)
    byline = forms.CharField(label=_("Byline"), max_length=300, required=False)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    published_on = forms.DateField(label=_("Published on"), required=False, widget=DATE_INPUT)
    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        required=False,
        validators=[
            URLValidator(
                schemes=["http", "https"],
                message=_("Write an address that begins with http:// or https://, or leave it empty."),
            )
        ],
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Decides how the text is cut into sentences.")
    )
    deadline_at = forms.DateTimeField(
        label=_("Deadline"),
        required=False,
        widget=MOMENT_INPUT,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        help_text=_("When the check has to be done, in your time zone."),
    )
    notes = AnyText(
        label=_("Notes"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For those who check it. Not part of the article."),
    )
    allow_copy = forms.BooleanField(label=_("Store a copy all the same"), required=False)

    def clean_deadline_at(self) -> datetime.datetime | None:
        """A deadline that can be shown in every time zone."""
        deadline: datetime.datetime | None = self.cleaned_data["deadline_at"]
        if deadline is not None and not 2000 <= deadline.year < 3000:
            raise ValidationError(_("Write a deadline between the years 2000 and 2999."))
        return deadline

    READ = ("headline", "byline", "publisher", "published_on", "url", "language")

    @classmethod
    def about(cls, draft: ArticleDraft, data: Any = None) -> CheckForm:
        """The form filled with what was read; a date nobody found is called unknown."""
        form = cls(data, initial={name: getattr(draft, name) for name in cls.READ} | {"language": ""})
        automatic = _("Automatic: %(language)s") % {"language": language_name(draft.language)}
        form.fields["language"].choices = [("", automatic), *languages_by_name()]  # type: ignore[attr-defined]
        for name in ("byline", "publisher", "published_on", "url"):
            if not getattr(draft, name):
                form.fields[name].help_text = _("Unknown: the text does not say. Leave it empty if you do not know.")
        return form

    def corrected(self, draft: ArticleDraft) -> ArticleDraft:
        """The draft with what the person wrote; call it on a valid form."""
        typed = {name: self.cleaned_data[name] for name in (*self.READ, "notes", "deadline_at")}
        typed["language"] = typed["language"] or draft.language
        return replace(draft, **typed)
