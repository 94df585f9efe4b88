"""People and roles. Nobody is deleted, and only a superuser makes or touches a superuser."""

from __future__ import annotations

from typing import Any, ClassVar

from axes.models import AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.tables import CalmLookups
from factcheck.admin_forms import PasswordForm, PersonChangeForm, PersonCreationForm, RoleForm
from factcheck.models import User

ABOUT = ("username", "display_name", "email", "time_zone")


@admin.register(User)
class PersonAdmin(CalmLookups, UserAdmin):
    """People are made, changed and deactivated; what they did stays theirs."""

    form = PersonChangeForm
    add_form = PersonCreationForm
    add_form_template = None
    change_password_form = PasswordForm
    change_user_password_template = "factcheck/person_password.html"  # noqa: S105
    list_display = ("username", "display_name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "display_name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": (*ABOUT, "uid", "password")}),
        (_("Work"), {"fields": ("groups", "is_active")}),
        (_("Stamps"), {"fields": ("last_login", "date_joined")}),
    )
    superuser_fieldsets = (
        *fieldsets[:1],
        (_("Work"), {"fields": ("groups", "is_active", "is_superuser")}),
        fieldsets[2],
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "display_name", "groups", "password1", "password2")}),
    )
    readonly_fields = ("uid", "last_login", "date_joined")

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["factcheck/admin_forms.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None and request.user.is_superuser:
            return self.superuser_fieldsets
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        own = ("is_active", "is_superuser") if obj is not None and obj.pk == request.user.pk else ()
        return (*self.readonly_fields, *own)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Everybody who works here may open the workbench; the rest comes from roles."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description=_("roles"))
    def roles(self, person: User) -> str:
        return ", ".join(sorted(group.name for group in person.groups.all()))


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(CalmLookups, GroupAdmin):
    """A role: a name and what its people may do."""

    form = RoleForm
    search_fields = ("name",)
    filter_horizontal = ()
    show_full_result_count = False

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["factcheck/admin_forms.css"]}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Roles"), **(extra_context or {})})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        title = _("Change role") if object_id else _("Add role")
        return super().changeform_view(request, object_id, form_url, {"title": title, **(extra_context or {})})


for noise in (AccessLog, AccessFailureLog):
    if admin.site.is_registered(noise):
        admin.site.unregister(noise)
