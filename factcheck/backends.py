"""Who is logged in and what they may do, in one question a request."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db.models import Aggregate, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from articles.prepared import Prepared, columns, row_of

SEPARATOR = ","
ASKED = Prepared()


class Joined(Aggregate):
    """The texts of a group one after another, on both databases."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s)"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"STRING_AGG(%(expressions)s, '{SEPARATOR}')"
        return self.as_sql(compiler, connection, template=template, **context)


class PeopleBackend(ModelBackend):
    """Django's own, with a person, their permissions and those of their roles read together."""

    def get_user(self, user_id: Any) -> Any:
        person = _person(int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> Any:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        return user_obj.granted


def _person(pk: int) -> Any:
    """The person as their model would read them, with what is granted to them."""
    people = get_user_model()

    def row(pk: int) -> QuerySet[Any, Any]:
        found = people._default_manager.filter(pk=pk).annotate(codes=Subquery(_codes()))
        return found.values(*columns(people), "codes")

    found = ASKED.rows(row, pk)
    if not found:
        return None
    person: Any = row_of(people, found[0])
    person.granted = frozenset((found[0]["codes"] or "").split(SEPARATOR)) - {""}
    return person


def _codes() -> QuerySet[Permission, Any]:
    """One row: everything granted to a person (the outer row) or to a role of theirs, as "app.codename,…"."""
    own = get_user_model().user_permissions.through._default_manager.filter(user=OuterRef(OuterRef("pk")))
    of_roles = Group.permissions.through.objects.filter(group__user=OuterRef(OuterRef("pk")))
    granted = Permission.objects.filter(Q(pk__in=own.values("permission")) | Q(pk__in=of_roles.values("permission")))
    code = Concat("content_type__app_label", Value("."), "codename", output_field=TextField())
    return granted.order_by().annotate(one=Value(1)).values("one").annotate(all=Joined(code)).values("all")
