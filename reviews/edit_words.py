"""The words people read about changing a claim: what was done, and why something cannot be."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from articles.terms import Zone
from reviews import words
from reviews.terms import Edge, Edit

HISTORY = {
    Edit.ADD: _("added this claim"),
    Edit.REWORD: _("changed the wording"),
    Edit.MOVE_BOUNDS: _("changed which words of the text it is"),
    Edit.MERGE: _("merged claims into this one"),
    Edit.SAME_AS: _("said it is the same as another claim"),
    Edit.TAKE_BACK: _("took back a change"),
}
MERGED_AWAY = _("merged this claim into another")
NOT_WORDS = {
    frozenset({"claimant"}): _("changed who said it"),
    frozenset({"quote"}): _("changed how it is quoted"),
    frozenset({"claimant", "quote"}): _("changed who said it and how it is quoted"),
}
TAKEN_BACK = {
    Edit.ADD: _("took back that it was added"),
    Edit.REWORD: _("took back a change of the wording"),
    Edit.MOVE_BOUNDS: _("took back a change of which words it is"),
    Edit.MERGE: _("took the merging back"),
    Edit.SAME_AS: _("took back that it is the same as another"),
}
DONE = {
    Edit.ADD: _("Added as claim %(number)s. It is to do now."),
    Edit.REWORD: _("Changed."),
    Edit.MOVE_BOUNDS: _("Changed. The claim is now: “%(words)s”"),
    Edit.MERGE: _("Merged. The others are put aside."),
    Edit.SAME_AS: _("It is the same as claim %(number)s now, and is not checked by itself."),
    Edit.TAKE_BACK: _("Taken back."),
}
ZONES = {
    Zone.TITLE: _("headline"),
    Zone.DECK: _("deck"),
    Zone.BYLINE: _("byline"),
    Zone.METADATA: _("date and place"),
    Zone.HEADING: _("heading"),
    Zone.BODY: _("body"),
    Zone.BLOCKQUOTE: _("set-off quotation"),
    Zone.CAPTION: _("caption"),
    Zone.BIO: _("about the author"),
    Zone.BOILERPLATE: _("page furniture"),
}
UNCHANGED = _("Nothing was changed.")
EDGES = {
    Edge.START_OUT: _("Begin one word earlier"),
    Edge.START_IN: _("Begin one word later"),
    Edge.END_IN: _("End one word earlier"),
    Edge.END_OUT: _("End one word later"),
}
FIELDS = {
    "statement": _("to be checked"),
    "claimant": _("said by"),
    "quote": _("quotation"),
    "exact": _("in the text"),
}
REFUSALS = {
    "may_not_edit": _("Changing claims needs the role Fact-checker. An administrator can give it to you."),
    "claim_changed": _(
        "Somebody changed this claim a moment ago. Nothing of yours was saved: look at it as it is now, then "
        "change it again."
    ),
    "claim_frozen": _(
        "A verdict was given on this claim, so its words stay. Have the verdict sent back or the check reopened first."
    ),
    "claim_dismissed": _("This claim is put aside (%(why)s). Restore it first."),
    "claim_is_same": _("This claim is the same as another and not checked by itself. Take that back first."),
    "claim_held": _("%(who)s has this claim until %(until)s. Ask for the change, or wait until it is given back."),
    "claim_judged": _(
        "A verdict was given on these words. Change what is to be checked instead, or add another claim."
    ),
    "no_text": _("This article has no text yet. Wait until it is read."),
    "newer_version": _(
        "Version %(number)s of the article came in meanwhile. Look at the words there, then choose again."
    ),
    "not_in_text": _(
        "Its words are no longer in the text, so they cannot be moved. Change what is to be checked instead."
    ),
    "nothing_selected": _("No words are chosen. Select at least one word of the text."),
    "too_many_words": _("That is %(n)s characters; a claim has at most %(most)s. Choose the sentence that says it."),
    "words_differ": _("The text reads otherwise there: “%(passage)s”. Select the words again."),
    "words_not_found": _("These words are not in the text. Copy them from the article exactly as they stand there."),
    "words_twice": _("These words stand in the text %(n)s times. Choose which place you mean."),
    "is_claim": _("These words are claim %(number)s already: “%(claim)s”. Open that one."),
    "no_word": _("There is no word to take there."),
    "statement_empty": _("Write what is to be checked."),
    "claimant_empty": _("Write who says it; the article itself is “%(voice)s”."),
    "too_long": _("Too long: at most %(most)s characters are kept."),
    "quote_unknown": _("Choose whether it is a direct quotation, an indirect one, or none."),
    "merge_one": _("Choose at least two claims of this article to merge."),
    "merge_many": _("At most %(most)s claims are merged at once."),
    "merge_not": _("Claim “%(claim)s”: %(why)s"),
    "has_verdict": _("A verdict was given on it."),
    "has_repeats": _("“%(claim)s” is kept as the same as this one. Take that back first."),
    "same_itself": _("A claim is not the same as itself. Choose another one."),
    "same_circle": _("“%(claim)s” is kept as the same as this one already."),
    "same_unknown": _("There is no such claim in this article. Write the number it has in the text."),
    "same_dismissed": _("“%(claim)s” is put aside. Choose one that is checked, or restore it first."),
    "no_edit": _("This step is no change of a claim that can be taken back."),
    "claim_reworded": _(
        "The claim was changed while you wrote. It is now: “%(claim)s”. What you typed is kept; submit it if it holds."
    ),
    "is_same_as": _("This claim is the same as another. Take that back, and it is checked by itself again."),
    "taken_back": _("This was taken back already."),
    "changed_since": _("It was changed again since. Take the later change back first."),
}


def refusal(code: str, kind: Kind = Kind.CONFLICT, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    told = str(REFUSALS[code]) % {name: str(value) for name, value in params.items()}
    return Refusal(code, told, kind=kind, field=field, **params)


def held(who: Any, until: datetime.datetime | None) -> Refusal:
    """Somebody else is at work on the claim."""
    return refusal("claim_held", who=who, until=words.clock(until))
