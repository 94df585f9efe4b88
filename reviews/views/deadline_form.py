"""The small form that holds the deadline of an article, in the time zone of the person."""

from __future__ import annotations

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.refusals import Kind, Refusal

MINUTES = "%Y-%m-%dT%H:%M"


class DeadlineForm(forms.Form):
    """A day and a time; left empty, there is no deadline."""

    deadline_at = forms.DateTimeField(
        label=gettext_lazy("Deadline"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTES),
        error_messages={"invalid": gettext_lazy("The deadline cannot be read; write it as 2026-11-20 18:00.")},
    )

    @classmethod
    def of(cls, article: Article) -> DeadlineForm:
        at = article.deadline_at
        return cls(initial={"deadline_at": localtime(at).strftime(MINUTES) if at else ""})

    def refusal(self) -> Refusal:
        """What is wrong with what was typed; call it on an invalid form."""
        told = str(self.errors["deadline_at"][0])
        return Refusal("deadline_unreadable", told, kind=Kind.INVALID, field="deadline_at")

    def done(self) -> str:
        if self.cleaned_data["deadline_at"] is None:
            return _("The deadline is taken away.")
        return _("The deadline is set. Claims that had the article’s deadline have the new one.")
