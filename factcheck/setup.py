"""What a new installation gets: roles, rating scales and one person a role. Nothing that exists is changed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission

from reviews.models import Rating, RatingScale


def create_roles(data: dict[str, Any]) -> dict[str, Group]:
    """Create the roles that are missing, with their permissions, from the shape of fixtures/roles.json."""
    everybody = data["everybody"]
    roles = {}
    for role in data["roles"]:
        group, is_new = Group.objects.get_or_create(name=role["name"])
        if is_new:
            group.permissions.set([permission(name) for name in [*everybody, *role["permissions"]]])
        roles[role["name"]] = group
    return roles


def permission(name: str) -> Permission:
    """The permission "app.codename"."""
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


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
