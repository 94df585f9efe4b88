"""Tables of the admin to look at: nobody adds, changes or deletes there; long lists are counted only so far."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db import DataError
from django.http import HttpRequest

MOST_COUNTED = 1_000


class CappedPaginator(Paginator):
    """Counts no further than a thousand rows: beyond that people filter."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[: MOST_COUNTED + 1].count()


class CalmChangeList(ChangeList):
    """Takes a condition in the address that the database cannot even read for a wrong one, not for an error of ours."""

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (DataError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error


class CalmLookups(admin.ModelAdmin):
    """A table that any address may be asked of."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CalmChangeList


class ReadOnlyAdmin(CalmLookups):
    """The work is done on pages and in the API; here it can be looked up."""

    actions = None
    change_form_template = "articles/table_row.html"
    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50
    ordering = ("-pk",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        hidden = {"id", *(self.exclude or ())}
        return self.fields or [field.name for field in self.opts.concrete_fields if field.name not in hidden]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_readonly_fields(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
