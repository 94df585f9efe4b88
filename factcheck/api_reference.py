"""The API's reference as a page shows it, read from the OpenAPI schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles import words as article_words
from factcheck.api_schema import api_schema
from reviews import bulk_words, coverage_words, desk_words, edit_words, list_words, words
from reviews.reports import words as report_words

METHODS = ("get", "post", "put", "patch", "delete")
FILLED_IN = re.compile(r"%\(\w+\)[sd]")
MANNERS = {
    "invalid": _("Something in the request is not as it should be; errors names the fields."),
    "invalid_cursor": _("The cursor is not one of ours; begin again without it."),
    "parse_error": _("The body cannot be read as JSON."),
    "not_authenticated": _("Nobody is signed in and no token was sent."),
    "authentication_failed": _("The token is wrong, revoked or over."),
    "permission_denied": _("You may not do this."),
    "not_found": _("There is nothing here."),
    "method_not_allowed": _("This address does not know the method."),
    "not_acceptable": _("The API answers in JSON."),
    "precondition_failed": _("If-Match names another revision; read again before you write."),
    "too_large": _("The request is too large."),
    "unsupported_media_type": _("The body is of another type than the address takes."),
    "throttled": _("Too many requests; Retry-After tells how many seconds to wait."),
    "claim_changed": article_words.CLAIM_CHANGED,
    "may_not_import": article_words.MAY_NOT_IMPORT,
    "no_headline": article_words.NO_HEADLINE,
    "bad_address": article_words.BAD_ADDRESS,
    "import_moved_on": article_words.IMPORT_MOVED_ON,
    "nothing_received": article_words.NOTHING_RECEIVED,
    "nothing_chosen": article_words.NOTHING_CHOSEN,
    "rows_stored": article_words.ROWS_STORED,
    "feed_here": article_words.FEED_HERE,
    "feed_paused": article_words.FEED_IS_PAUSED,
}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or one field of a body or an answer."""

    name: str
    type: str
    note: str = ""
    place: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One status an operation answers with, and the shape of the body where it has one."""

    code: str
    phrase: str
    shape: str
    note: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one address."""

    name: str
    method: str
    path: str
    about: str
    parameters: tuple[Field, ...]
    bodies: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a body holds."""

    name: str
    about: str
    fields: tuple[Field, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    sections: tuple[tuple[str, tuple[Operation, ...]], ...]
    shapes: tuple[Shape, ...]


@cache
def reference() -> Reference:
    """The whole reference, operations by section and the shapes they name."""
    schema = api_schema()
    sections: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                sections.setdefault(methods[method]["tags"][0], []).append(_operation(path, method, methods[method]))
    shapes = tuple(_shape(name, told) for name, told in sorted(schema["components"]["schemas"].items()))
    return Reference(tuple((name, tuple(found)) for name, found in sections.items()), shapes)


def problem_codes() -> list[tuple[str, Any]]:
    """The codes of problems and what they say; what is filled in later stands as “…”."""
    every = (
        coverage_words.REFUSALS
        | article_words.IMPORT_PROBLEMS
        | report_words.REFUSALS
        | bulk_words.REFUSALS
        | desk_words.REFUSALS
        | list_words.REFUSALS
        | words.REFUSALS
        | edit_words.REFUSALS
        | words.GUARDS
        | MANNERS
    )
    told = {str(code): sentence for code, sentence in every.items()}
    return [(code, FILLED_IN.sub("…", str(sentence))) for code, sentence in sorted(told.items())]


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    parameters = tuple(
        Field(
            one["name"], _type(one.get("schema", {})), one.get("description", ""), one["in"], one.get("required", False)
        )
        for one in told.get("parameters", ())
    )
    content = told.get("requestBody", {}).get("content", {})
    bodies = tuple((kind, _type(body.get("schema", {}))) for kind, body in content.items())
    answers = tuple(_answers(told["responses"]))
    return Operation(
        told["operationId"], method.upper(), path, told.get("description", ""), parameters, bodies, answers
    )


def _answers(responses: dict[str, Any]) -> Iterator[Answer]:
    for code, told in responses.items():
        kinds = list(told.get("content", {}).values())
        shape = _type(kinds[0]["schema"]) if kinds and "$ref" in kinds[0].get("schema", {}) else ""
        yield Answer(code, HTTPStatus(int(code)).phrase, shape, told.get("description", ""))


def _shape(name: str, told: dict[str, Any]) -> Shape:
    required = set(told.get("required", ()))
    fields = tuple(
        Field(field, _type(one), one.get("description", ""), is_required=field in required)
        for field, one in told.get("properties", {}).items()
    )
    values = tuple(str(value) for value in told.get("enum", ()))
    return Shape(name, "" if values else told.get("description", ""), fields, values)


def _type(schema: dict[str, Any]) -> str:
    """The type in a word; the name of a shape where it is one."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in schema:
            return " or ".join(filter(None, (_type(one) for one in schema[joined]))) + _or_null(schema)
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {})) or 'any'}"
    return str(schema.get("format") or schema.get("type") or "") + _or_null(schema)


def _or_null(schema: dict[str, Any]) -> str:
    return " or null" if schema.get("nullable") else ""
