"""The people who do a kind of work: what lists to choose from, and news, ask for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"  # the one that can list who holds a permission


def who_may(permission: str) -> QuerySet[Any]:
    """Everybody at work here who holds a permission for work, which no superuser has by being one."""
    people: Any = get_user_model()._default_manager
    found: QuerySet[Any] = people.with_perm(permission, include_superusers=False, backend=MODEL_BACKEND)
    return found
