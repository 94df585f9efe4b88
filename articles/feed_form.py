"""The form by which a feed is subscribed to and changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import words
from articles.feeds import Wish
from articles.importers.base import one_line
from articles.importers.intake import is_web_address
from articles.language_names import languages_by_name
from articles.models.feeds import HOURLY


class FeedForm(forms.Form):
    """How a feed is to be looked at."""

    address = forms.CharField(
        label=_("Address of the feed"),
        max_length=2000,
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("RSS, Atom or JSON Feed. Sites often call it “RSS” or “Feed”."),
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Left empty, it is what the feed calls itself.")
    )
    every = forms.TypedChoiceField(
        label=_("How often it is looked at"), choices=list(words.FEED_PACES.items()), coerce=int, initial=HOURLY
    )
    stores = forms.BooleanField(
        label=_("Good articles go in without being asked about"),
        required=False,
        help_text=_("Otherwise what the feed brings waits under Imports to be looked over."),
    )
    publisher = forms.CharField(
        label=_("Publisher"), max_length=200, required=False, help_text=_("Left empty, it is what each page says.")
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Decides how the texts are cut into sentences.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = languages_by_name()
        kept = self.initial.get("language")  # one that a program named more exactly, such as en-GB
        more = [(kept, kept)] if kept and kept not in dict(known) else []
        self.fields["language"].choices = [("", _("Automatic")), *more, *known]  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if not is_web_address(address):
            raise forms.ValidationError(str(words.BAD_ADDRESS) % {"url": one_line(address, 80)})
        return address

    def wish(self) -> Wish:
        """What the person wants; call it on a valid form."""
        return Wish(**self.cleaned_data)
