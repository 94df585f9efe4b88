"""A verdict as a browser's form sends it, turned into the text of a draft; nothing typed is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from reviews.drafts import CITATION_FIELDS, LONG, SHORT, CitationText, DraftText
from reviews.models.parts import PartAsked
from reviews.rules import Rule

CITATION_NAME = re.compile(r"citation-(\d{1,4})-([a-z_]+)")
FILLED_BY_PAGE = {"kind", "accessed_on", "snapshot"}
MARKER = "verdict_form"
PARTS_MARKER = "parts_form"
PART_KEY = re.compile(r"(\d{1,7})-(\d{1,7})")
MOST_PARTS = 50
NOWHERE = PartAsked(0, 0)  # a part that no claim has: a form with a broken one is told that the parts are others now


def payload_of(post: Mapping[str, str]) -> dict[str, Any]:
    """The draft in a posted form, as `DraftText.read` takes it: line ends as the browser shows them."""
    return {
        **{name: _lines(post.get(name, "")) for name in (*SHORT, *LONG)},
        "reasons": {rule.value: _lines(post.get(f"reason-{rule}", "")) for rule in Rule},
        "citations": [block for _, block in _blocks(post)],
    }


def place_of(post: Mapping[str, str], name: str) -> int | None:
    """Which citation of the draft a button of the form is about: from 0; None where it is about none."""
    index = number(post.get(name, ""), missing=-1)
    return next((place for place, (block, _) in enumerate(_blocks(post)) if block == index), None)


def _blocks(post: Mapping[str, str]) -> list[tuple[int, dict[str, str]]]:
    """The sources in a posted form with their numbers in it, those apart that are empty or to be removed."""
    blocks: dict[int, dict[str, str]] = {}
    for name, value in post.items():
        match = CITATION_NAME.fullmatch(name)
        if match and match[2] in CITATION_FIELDS:
            blocks.setdefault(int(match[1]), {})[match[2]] = _lines(value)
    removed = number(post.get("remove_citation", ""), missing=-1)
    return [(place, block) for place, block in sorted(blocks.items()) if place != removed and _is_typed(block)]


def typed_text(payload: dict[str, Any]) -> DraftText:
    """The draft to show again, also where it is over a limit and was refused: then as it came."""
    citations = [
        CitationText(**{name: str(one.get(name, "")) for name in CITATION_FIELDS}) for one in payload["citations"]
    ]
    return DraftText(
        **{name: payload[name] for name in (*SHORT, *LONG)},
        reasons={Rule(code): words for code, words in payload["reasons"].items() if words.strip()},
        citations=tuple(citations),
    )


def parts_of(post: QueryDict) -> tuple[PartAsked, ...] | None:
    """The parts ticked in a posted form, in the words typed there; None where the form shows no parts."""
    if PARTS_MARKER not in post:
        return None
    return tuple(_part(key, post.get(f"statement-{key}")) for key in post.getlist("part")[:MOST_PARTS])


def _part(key: str, statement: str | None) -> PartAsked:
    place = PART_KEY.fullmatch(key)
    return PartAsked(int(place[1]), int(place[2]), statement) if place else NOWHERE


def number(text: str, *, missing: int) -> int:
    """A whole number a form or address carried, or `missing`."""
    return int(text) if re.fullmatch(r"\d{1,9}", text or "") else missing


def _is_typed(block: dict[str, str]) -> bool:
    return any(value.strip() for name, value in block.items() if name not in FILLED_BY_PAGE)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
