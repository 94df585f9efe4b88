"""A person's own settings: the name shown to others, time zone, mail."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.pages import page, render_page
from factcheck.models import User

MAIL_WORDS = gettext_lazy("When you are told something and have not read it after half a minute, a letter goes out.")
NO_MAIL_WORDS = gettext_lazy("This workbench sends no mail yet. An administrator sets it up with EMAIL_HOST.")


class MySettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=lambda: [(name, name) for name in sorted(available_timezones())],
        help_text=gettext_lazy("Every time on the pages is shown in it."),
    )
    wants_mail = forms.BooleanField(label=gettext_lazy("Send me what I am told by mail"), required=False)

    class Meta:
        model = User
        fields = ("display_name", "time_zone", "email", "wants_mail")
        labels = {"display_name": gettext_lazy("Name shown to others"), "email": gettext_lazy("Mail address")}
        help_texts = {"display_name": gettext_lazy("Left empty, your user name is shown.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mail = self.fields["wants_mail"]
        mail.help_text = MAIL_WORDS if settings.EMAIL_HOST else NO_MAIL_WORDS
        mail.disabled = not settings.EMAIL_HOST

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("wants_mail") and settings.EMAIL_HOST and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address that mail is to go to."))
        return given

    def save_own(self) -> None:
        """Write these fields and no other."""
        self.instance.save(update_fields=list(self.Meta.fields))

    def clean_display_name(self) -> str:
        """A name is one line: it stands in lists, histories and letters."""
        return " ".join(self.cleaned_data["display_name"].split())


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def my_settings(request: HttpRequest) -> HttpResponse:
    """Show and save what is one's own to set."""
    mine = get_object_or_404(User, username=request.user.get_username())
    form = MySettingsForm(request.POST if request.method == "POST" else None, instance=mine)
    if request.method == "POST" and form.is_valid():
        form.save_own()
        messages.success(request, _("Your settings are saved."))
        return redirect("my_settings")
    status = 400 if form.is_bound else 200
    return render_page(request, "factcheck/my_settings.html", {"form": form, "title": _("My settings")}, status=status)
