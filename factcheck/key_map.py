"""Whose keys do what: the letters that pages listen to, each of which a person may put elsewhere or switch off."""

from __future__ import annotations

import json
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEYS: dict[str, str | Promise] = {
    "j": _("next claim"),
    "k": _("previous claim"),
    "n": _("write why; when settling: write your own"),
    "e": _("cite another source, or the words selected in a saved copy"),
    "o": _("open the saved copy of the source, and go back"),
    "t": _("go to the sources of this article"),
    "q": _("answer about the quotation"),
    "c": _("write a comment"),
    "a": _("add the selected words as a claim"),
    "w": _("change the wording"),
    "p": _("at a source: use the words it was last cited with"),
    "+": _("at a source: it backs the claim"),
    "-": _("at a source: it contradicts the claim"),
    "s": _("begin a word earlier"),
    "d": _("end a word later"),
    "x": _("dismiss the claim"),
    "r": _("give the claim back"),
    "z": _("undo"),
    "y": _("approve, in a second look"),
    "b": _("send back, in a second look"),
    "u": _("next sentence that is not accounted for"),
    "/": _("search"),
    "?": _("show the keys"),
}


def own_keys(stored: Any) -> dict[str, str]:
    """What a person chose, default key → own key; anything else that is stored is left aside."""
    given = stored.get("keys", {}) if isinstance(stored, dict) else {}
    return {key: own for key, own in given.items() if key in KEYS and isinstance(own, str) and len(own) == 1}


def are_off(stored: Any) -> bool:
    return isinstance(stored, dict) and stored.get("off") is True


def problem_with(chosen: dict[str, str]) -> str:
    """Why these keys cannot be: one that is a digit or no letter or sign, or the same for two things; else ""."""
    if any(len(own) != 1 or own.isdigit() or own.isspace() or not own.isprintable() for own in chosen.values()):
        return str(_("A key is one letter or sign; digits choose ratings."))
    keys = [chosen.get(key, key) for key in KEYS]
    twice = next((own for own in keys if keys.count(own) > 1), "")
    return str(_("“%(key)s” would do two things. Give each its own key.")) % {"key": twice} if twice else ""


def for_pages(stored: Any) -> str:
    """What the pages' script reads: {"off": …, "keys": {own key: default key}}, empty where nothing was changed."""
    keys = {own: key for key, own in own_keys(stored).items() if own != key}
    return json.dumps({"off": are_off(stored), "keys": keys}) if keys or are_off(stored) else ""
