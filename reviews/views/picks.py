"""What the buttons of the tray do where no script runs: they change the posted draft before it is saved."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reviews.drafts import CitationText, day
from reviews.tray import TraySource
from reviews.views.typed import place_of
from reviews.views.verdict_form import offer_for

BUTTONS = ("pick", "use_words", "use_as_of")


def asks_of_tray(post: Mapping[str, str]) -> bool:
    return any(name in post for name in BUTTONS)


def apply_picks(
    payload: dict[str, Any], post: Mapping[str, str], tray: list[TraySource], *, today: datetime.date
) -> None:
    """Add the source that was picked, or take over the words a source was last cited with, or a date given before."""
    citations = payload["citations"]
    picked = next((one for one in tray if one.key == post.get("pick") and not one.phrase), None)
    if picked is not None:
        citations.append(asdict(picked.picked(today)))
    place = place_of(post, "use_words")
    if place is not None:
        offer = offer_for(CitationText(**citations[place]), tray)
        citations[place] |= {"quote": offer.quote, "locator": offer.locator} if offer else {}
    if day(post.get("use_as_of", "")):
        payload["as_of"] = post["use_as_of"]
