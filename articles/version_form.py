"""The form by which a new version of an article is handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles import files
from articles.forms import AnyText
from articles.importers.formats import ARTICLES
from articles.importers.problems import too_big
from articles.importing import Received
from articles.terms import Channel


class VersionForm(forms.Form):
    """Paste the text as it is now, or choose the file; a chosen file counts."""

    text = AnyText(label=_("The text as it is now"), required=False, max_length=settings.MAX_TEXT_CHARS)
    file = forms.FileField(label=_("Or a file"), required=False, allow_empty_file=True)
    file.widget.attrs["accept"] = ",".join(ARTICLES)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        if file and file.size > settings.MAX_FILE_BYTES:
            self.add_error("file", too_big(file.size, settings.MAX_FILE_BYTES, file.name).words)
        elif not file and not (data.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Paste the article's text, or choose a file."))
        return data

    def received(self) -> tuple[Channel, Received]:
        """What was handed in, stored under its hash; call it on a valid form."""
        if file := self.cleaned_data["file"]:
            sha256 = files.store_chunks(file.chunks())
            return Channel.UPLOAD, Received(sha256, file.size, file.name, file.content_type or "")
        raw = self.cleaned_data["text"].encode()
        return Channel.PASTE, Received(files.store(raw), len(raw))
