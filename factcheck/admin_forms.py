"""Forms of the admin for people and roles, without what a role has no use for."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group, Permission
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from factcheck.models import User

# Each permission that a role may carry: the work, people, roles and scales. Nothing else is a role's to give.
GRANTABLE = (
    Q(content_type__app_label__in=["articles", "reviews"])
    | Q(content_type__app_label="factcheck", content_type__model="user")
    | Q(content_type__app_label="auth", content_type__model="group")
) & ~Q(codename__startswith="delete_")


class RolesField(forms.ModelMultipleChoiceField):
    """Roles to tick."""

    def __init__(self, **options: Any) -> None:
        roles = Group.objects.order_by("name")
        super().__init__(roles, required=False, label=_("Roles"), widget=forms.CheckboxSelectMultiple, **options)


class PersonCreationForm(UserCreationForm):
    groups = RolesField()

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username", "display_name", "groups")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)


class PersonChangeForm(UserChangeForm):
    groups = RolesField()
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=lambda: [(name, name) for name in sorted(available_timezones())]
    )

    class Meta(UserChangeForm.Meta):
        model = User


class PasswordForm(AdminPasswordChangeForm):
    """A new password; somebody who is not to come in any more is deactivated instead."""

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields.pop("usable_password", None)
        for field in self.fields.values():
            field.required = True


class PermissionsField(forms.ModelMultipleChoiceField):
    """What a role may do, in words, to tick: first the work, then what may be looked at."""

    def __init__(self, **options: Any) -> None:
        rows = Permission.objects.filter(GRANTABLE).select_related("content_type")
        looking = Case(When(codename__startswith="view_", then=1), default=0)
        ordered = rows.order_by(looking, "-content_type__app_label", "content_type__model", "codename")
        super().__init__(ordered, required=False, label=_("May do"), widget=forms.CheckboxSelectMultiple, **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class RoleForm(forms.ModelForm):
    permissions = PermissionsField()

    class Meta:
        model = Group
        fields = ("name", "permissions")
