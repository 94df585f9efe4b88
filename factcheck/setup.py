"""What a new installation gets: roles, rating scales and one person a role. Nothing that exists is changed."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from reviews.models import Rating, RatingScale


def fixture(name: str) -> dict[str, Any]:
    """One of the documents that ship with the workbench: roles, scales or demo."""
    document: dict[str, Any] = json.loads((Path(settings.BASE_DIR) / "fixtures" / f"{name}.json").read_text("utf-8"))
    return document


def create_roles(data: dict[str, Any]) -> dict[str, Group]:
    """Create the roles that are missing, with their permissions, from the shape of fixtures/roles.json."""
    everybody = data["everybody"]
    known: dict[str, Permission] = {}
    roles = {}
    for role in data["roles"]:
        group, is_new = Group.objects.get_or_create(name=role["name"])
        if is_new:
            known = known or permissions()
            group.permissions.set([known[name] for name in [*everybody, *role["permissions"]]])
        roles[role["name"]] = group
    return roles


def permissions() -> dict[str, Permission]:
    """Every permission by its name, "app.codename"."""
    rows = Permission.objects.select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}": one for one in rows}


def create_scales(data: dict[str, Any]) -> dict[str, RatingScale]:
    """Create the scales that are missing, from the shape of fixtures/scales.json."""
    scales = {}
    has_default = RatingScale.objects.filter(is_default=True).exists()
    for given in data["scales"]:
        scale, is_new = RatingScale.objects.get_or_create(
            code=given["code"],
            version=given["version"],
            defaults={"name": given["name"], "is_default": given["is_default"] and not has_default},
        )
        if is_new:
            Rating.objects.bulk_create(
                Rating(scale=scale, position=position, **rating) for position, rating in enumerate(given["ratings"])
            )
        scales[given["code"]] = scale
    return scales


def create_people(data: dict[str, Any], roles: dict[str, Group], *, only: str = "") -> dict[str, str]:
    """Create one person a role and the second checker, or the one with the role `only`; their passwords by name.

    Done only where nobody works yet: who renamed or deactivated these people does not find them again.
    """
    if get_user_model().objects.exists():
        return {}
    with transaction.atomic():
        return {
            given["person"]: create_person(given, roles[role])
            for given, role in shipped_people(data)
            if only in {"", role}
        }


def create_person(given: dict[str, Any], role: Group) -> str:
    """Create a person of fixtures/roles.json and return their password."""
    password = new_password()
    person = get_user_model().objects.create_user(
        given["person"], password=password, display_name=given["display_name"], is_staff=True
    )
    person.groups.add(role)
    return password


def shipped_people(data: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """The shipped people with the names of their roles."""
    second = data["second_checker"]
    return [*((role, role["name"]) for role in data["roles"]), (second, second["role"])]


def new_password() -> str:
    """Twelve letters and digits that are not mistaken for one another, in groups of four."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(3))
