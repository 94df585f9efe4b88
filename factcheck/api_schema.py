"""The OpenAPI schema: every operation with the problems it may answer, and the schema itself, made once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_bearer_security_scheme_object

from articles.terms import AnchorState, Channel, DismissReason, FeedState, ImportState, Outcome, QuoteKind, RowState
from reviews.bulk_terms import BulkState
from reviews.rules import SETTABLE, Level, Rule
from reviews.terms import CopyChannel, CopyState, CorrectionKind, EvidenceKind, Priority
from reviews.workflow import State

# Names for enumerations that several fields share; the settings point here.
States = [state.value for state in State]
AnchorStates = [state.value for state in AnchorState]
DismissReasons = [reason.value for reason in DismissReason]
QuoteKinds = [kind.value for kind in QuoteKind]
Channels = [channel.value for channel in Channel]
ImportStates = [state.value for state in ImportState]
RowStates = [state.value for state in RowState]
Outcomes = [outcome.value for outcome in Outcome]
ListStates = [*States, "all"]
CopyStates = [state.value for state in CopyState]
CopyChannels = [channel.value for channel in CopyChannel]
BulkStates = [state.value for state in BulkState]
PriorityNames = [priority.name.lower() for priority in Priority]
FeedStates = [state.value for state in FeedState]
CorrectionKinds = [kind.value for kind in CorrectionKind]
EvidenceKinds = [kind.value for kind in EvidenceKind]
Levels = [level.value for level in Level]
Rules = [rule.value for rule in Rule]
SettableRules = [rule.value for rule in SETTABLE]

PROBLEMS = {
    "400": "Something in the request is not as it should be.",
    "401": "Nobody is signed in and no token was sent.",
    "403": "You may not do this.",
    "404": "There is nothing here.",
    "405": "This address does not know the method.",
    "406": "The API answers in JSON.",
    "409": "The state or the revision does not allow it; `current` tells what it is.",
    "412": "If-Match names another revision.",
    "413": "The request is too large.",
    "415": "The body is of another type than the address takes.",
    "429": "Too many requests; Retry-After tells how many seconds to wait.",
}
ALWAYS = {"401", "403", "405", "406", "413", "429"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Problem details (RFC 9457). `code` is for programs, `detail` for people.",
    "required": ["type", "title", "status", "detail", "code", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {
            "type": "array",
            "description": "The fields to mend, their place written with dots.",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "detail")},
            },
        },
        "obstacles": {"type": "array", "items": {"$ref": "#/components/schemas/Obstacle"}},
        "current": {"type": "object", "additionalProperties": {}, "description": "State and revision as they are."},
    },
}


class Described(AutoSchema):
    """Adds to each operation the problems it may answer."""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        answers: dict[str, Any] = super()._get_response_bodies(direction)
        known = answers.keys() | ALWAYS | self._of_this_operation()
        return {code: answers.get(code) or _answer(code) for code in sorted(known)}

    def _of_this_operation(self) -> set[str]:
        codes = {"404"} if "{" in self.path else set()
        if self.method == "GET":
            return codes | ({"400"} if self._is_list_view() or self.get_override_parameters() else set())
        return codes | {"400", "409", "412", "415"}


class PersonalTokenScheme(OpenApiAuthenticationExtension):
    target_class = "factcheck.tokens.PersonalToken"
    name = "personalToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> Any:
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Token")  # noqa: S106


def with_problems(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Put the shape of a problem among the components."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    return result


def _answer(code: str) -> dict[str, Any]:
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": PROBLEMS[code], "content": {"application/problem+json": shape}}


@cache
def api_schema() -> dict[str, Any]:
    """The whole schema, as the reference page shows it."""
    return dict(SchemaGenerator().get_schema(request=None, public=True))
