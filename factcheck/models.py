"""People and their tokens for programs."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractUser, Permission
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from articles.identity import Identified, new_uid
from factcheck import key_map

WORK_APPS = ("articles.", "reviews.")


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("There is no time zone “%(name)s”; write one such as Europe/Berlin."), params={"name": name}
        )


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A person who works here; deactivated, never deleted."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    display_name = models.CharField(_("name shown to others"), max_length=120, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, default="UTC", validators=[validate_time_zone]
    )
    language = models.CharField(_("language"), max_length=12, blank=True, default="en")
    wants_mail = models.BooleanField(_("mail when somebody waits for me"), default=False)
    key_map = models.JSONField(_("keys"), default=dict, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]
        verbose_name_plural = _("people")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.display_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether the person may do this. A superuser's shortcut does not reach the work itself: checking,
        approving and publishing need the role, so that two pairs of eyes are two pairs of eyes."""
        if self.is_superuser and is_work(perm):
            return self.is_active and perm in self.granted
        return super().has_perm(perm, obj)

    @property
    def keys_for_pages(self) -> str:
        """The person's own keys as the pages' script reads them."""
        return key_map.for_pages(self.key_map)

    @property
    def rights(self) -> tuple[bool, bool, frozenset[str]]:
        """All that `has_perm` depends on: the kind of a question that is kept for everybody who has the same."""
        return self.is_active, self.is_superuser, self.granted

    @cached_property
    def granted(self) -> frozenset[str]:
        """The permissions given to the person or to a role of theirs, as "app.codename"."""
        rows = Permission.objects.filter(Q(group__user=self) | Q(user=self))
        return frozenset(f"{app}.{name}" for app, name in rows.values_list("content_type__app_label", "codename"))


def is_work(perm: str) -> bool:
    """Whether a permission is for doing work on articles and claims, not for looking."""
    return perm.startswith(WORK_APPS) and not perm.split(".", 1)[1].startswith("view_")


class Token(Identified, AbstractAuthToken):  # type: ignore[django-manager-missing]
    """A personal token for programs; only its hash is stored."""

    name = models.CharField(_("what it is for"), max_length=80)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self) -> str:
        return self.name
