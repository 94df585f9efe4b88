"""The forms of an import: what is handed in, which column holds what, and what was read in it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from articles import words
from articles.importers.base import MOST_LINKS, ArticleDraft, one_line
from articles.importers.formats import ENDINGS
from articles.importers.heads import TEXT, URL, Columns, guessed
from articles.importers.intake import is_web_address
from articles.importers.links import links_in
from articles.importers.problems import too_big
from articles.importing import Received, received_file, received_links, received_text
from articles.language_names import language_name, languages_by_name
from articles.terms import Channel

PASTE, FILE, LINK = "paste", "file", "link"
COLUMN_LABELS = {
    TEXT: _("The text"),
    "headline": _("Headline"),
    "byline": _("Byline"),
    "publisher": _("Publisher"),
    "published_on": _("Published on"),
    "url": _("Address"),
    "language": _("Language"),
    "deadline_at": _("Deadline"),
    "notes": _("Notes"),
}
DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT_INPUT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class AnyText(forms.CharField):
    """Text as it was pasted: spaces stay, and a NUL in it is no reason to send it back."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").replace("\0", "")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; empty ones too, which are told apart later, each by its own name."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class ImportForm(forms.Form):
    """Paste a text or choose files; with styles only the chosen way shows, without them both do."""

    how = forms.ChoiceField(
        choices=[(PASTE, _("Paste the text")), (FILE, _("Choose files")), (LINK, _("Give links"))],
        widget=forms.RadioSelect,
        initial=PASTE,
        required=False,
        label=_("How it comes in"),
    )
    text = AnyText(label=_("The article's text"), required=False, max_length=settings.MAX_TEXT_CHARS)
    links = AnyText(label=_("Addresses"), required=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 6}))
    file = FilesField(label=_("Files"), required=False, allow_empty_file=True)
    file.widget.attrs["accept"] = ",".join(ENDINGS)

    tracked = forms.ChoiceField(
        label=_("Tracked changes in drafts"),
        choices=[("accepted", _("as accepted")), ("original", _("as originally written"))],
        required=False,
        help_text=_("Which text of a Word or OpenDocument file with tracked changes is read."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text, chosen = data.get("text"), data.get("file") or []
        links = links_in(data.get("links") or "")
        is_link = bool(links) and (data.get("how") == LINK or not (text or chosen))
        is_file = not is_link and bool(chosen) and (data.get("how") == FILE or not text)
        if is_link:
            self._check_links(links)
        elif is_file:
            self._check_sizes(chosen)
        elif not (text or "").strip() and not self.errors:
            self._ask(data.get("how") or PASTE)
        return data | {"is_file": is_file, "addresses": links if is_link else []}

    def _check_links(self, links: list[str]) -> None:
        if len(links) > MOST_LINKS:
            self.add_error("links", _("Give at most %(limit)s addresses at once.") % {"limit": MOST_LINKS})
        for link in links[:MOST_LINKS]:
            if not is_web_address(link):
                self.add_error("links", str(words.BAD_ADDRESS) % {"url": one_line(link, 80)})

    def _check_sizes(self, chosen: list[Any]) -> None:
        if len(chosen) > settings.MAX_ARCHIVE_FILES:
            limit = settings.MAX_ARCHIVE_FILES
            self.add_error("file", _("Choose at most %(limit)s files at once.") % {"limit": f"{limit:,}"})
        for file in chosen:
            if file.size > settings.MAX_SHEET_BYTES:
                self.add_error("file", too_big(file.size, settings.MAX_SHEET_BYTES, file.name).words)

    def _ask(self, how: str) -> None:
        if how == LINK:
            self.add_error("links", _("Write the address of the article, one a line."))
        elif how == FILE:
            self.add_error("file", _("Choose the file that holds the article."))
        else:
            self.add_error("text", _("Paste the article's text, or choose a file."))

    def options(self) -> dict[str, Any]:
        """How the files are read; call it on a valid form."""
        tracked = self.cleaned_data["tracked"]
        return {"tracked": tracked} if tracked and self.cleaned_data["is_file"] else {}

    def received(self) -> tuple[Channel, list[Received]]:
        """What was handed in, stored under its hash; call it on a valid form."""
        if addresses := self.cleaned_data["addresses"]:
            return Channel.LINK, [received_links(addresses)]
        if self.cleaned_data["is_file"]:
            return Channel.UPLOAD, [received_file(file) for file in self.cleaned_data["file"]]
        return Channel.PASTE, [received_text(self.cleaned_data["text"])]


class ColumnsForm(forms.Form):
    """Which column of a sheet holds what."""

    def __init__(self, *args: Any, heads: list[str], columns: Columns | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = columns or guessed(heads)
        choices = [("", _("no column")), *((head, head) for head in heads)]
        for field, label in COLUMN_LABELS.items():
            self.fields[field] = forms.ChoiceField(
                choices=choices, label=label, required=False, initial=known.get(field, "")
            )
        self.fields[URL].help_text = _("Rows without a text are fetched from there.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get(TEXT) or data.get(URL)) and not self.errors:
            self.add_error(TEXT, _("Say which column holds the text, or the address that it is fetched from."))
        return data

    def columns(self) -> Columns:
        """Field → head; call it on a valid form."""
        return {field: head for field, head in self.cleaned_data.items() if head}


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
