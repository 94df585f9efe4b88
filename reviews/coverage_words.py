"""The words people read about coverage: what accounts for a sentence, where it stands, why something was refused."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from articles.terms import DismissReason, Zone
from articles.words import DISMISS_REASONS
from reviews.terms import Edit, Standing
from reviews.workflow import Verb

STANDINGS = {
    Standing.DECIDED: _("its claims are decided"),
    Standing.DISMISSED: _("its claims are dismissed"),
    Standing.CONFIRMED: _("confirmed: no claim"),
    Standing.WAITING: _("waiting for its claims"),
    Standing.UNTOUCHED: _("not looked at"),
}
ZONES = {
    Zone.TITLE: _("headline"),
    Zone.DECK: _("deck"),
    Zone.BYLINE: _("byline"),
    Zone.METADATA: _("date and place"),
    Zone.HEADING: _("headings"),
    Zone.BODY: _("body"),
    Zone.BLOCKQUOTE: _("set-off quotations"),
    Zone.CAPTION: _("captions"),
    Zone.BIO: _("about the author"),
    Zone.BOILERPLATE: _("page furniture"),
}
REFUSALS = {
    "not_allowed": _("You may not say what holds no claim. Ask an administrator for the role that may."),
    "version_replaced": _("Version %(number)s came in meanwhile. Look at the text as it is now."),
    "words_differ": _("These are not the words that stand there. They are: “%(words)s”"),
    "out_of_text": _("This stretch is not in the text, which has %(n)s characters."),
    "no_words": _("There are no words in this stretch."),
    "words_missing": _("Send the words you saw, or their hash."),
    "claim_stands": _("A claim stands on these words: “%(claim)s”. Confirm what stands beside it, or look again."),
    "nothing_left": _("Nothing in these words is left to account for."),
    "zone_changed": _("What is left here is not what you looked at any more. Look again."),
    "taken_back": _("This was taken back already."),
}


STEPS: dict[str, Any] = {
    Verb.ACCEPT: _("Chosen: “%(words)s”"),
    Verb.DISMISS: _("Dismissed (%(why)s): “%(words)s”"),
    Edit.ADD: _("Now a claim: “%(words)s”"),
}
_SHOWN = 90


def refusal(code: str, kind: Kind = Kind.CONFLICT, *, field: str = "", current: Any = None, **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in; `current` is how things stand, for programs."""
    told = str(REFUSALS[code]) % {name: str(value) for name, value in params.items()}
    return Refusal(code, told, kind=kind, field=field, current=current)


def accounted(n_accounted: int, n: int) -> str:
    """The measure in words."""
    told = ngettext("%(done)s of %(n)s sentence accounted for", "%(done)s of %(n)s sentences accounted for", n)
    return told % {"done": n_accounted, "n": n}


def accounted_in_short(n_accounted: int, n: int) -> str:
    """The measure where it is plain that sentences are meant."""
    return gettext("%(done)s of %(n)s accounted for") % {"done": n_accounted, "n": n}


def step_words(verb: str, why: str, words: str, n: int) -> str:
    """What somebody did last in going through a text; `n` is in how many places."""
    reason = DISMISS_REASONS[DismissReason(why)] if why in set(DismissReason) else why
    known = {"words": Truncator(words).chars(_SHOWN), "why": reason, "n": n}
    if verb in STEPS:
        return str(STEPS[verb]) % known
    return ngettext("No claim: “%(words)s”", "Confirmed: no claim in %(n)s places.", n) % known
