"""Changing a claim before anybody judges it: added, reworded, its ends moved. Each is one UPDATE and one step."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from articles import words as article_words
from articles.models import Anchor, Article, Claim, Event, Sentence, Version
from articles.reading import without_markup
from articles.refusals import Kind
from articles.terms import DismissReason, Origin, QuoteKind, Triage
from reviews import claim_words, edit_words, words
from reviews.drafts import MAX_TEXT
from reviews.models import Review, Verdict
from reviews.models.shaping import enlist
from reviews.terms import Edge, Edit
from reviews.workflow import CHECK, TRIAGE

NAME_CHARS = 300
ON_CLAIM = ("statement", "claimant", "quote", "hints", "same_as")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words somebody selected: the version they read, from where to where, and what they saw there."""

    version: uuid.UUID
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a claim is to say from now on; None stays as it is."""

    statement: str | None = None
    claimant: str | None = None
    quote: str | None = None


def may_edit(person: Any) -> bool:
    return bool(person.has_perm(TRIAGE) or person.has_perm(CHECK))


def add_claim(article: Article, asked: Passage, *, by: Any, now: datetime.datetime) -> Claim:
    """Make selected words a claim to be checked."""
    check_permission(by)
    with transaction.atomic():
        version = current_version(article, asked.version)
        start, end = place_asked(version, asked)
        _check_is_no_claim(version, start, end)
        claim = Claim(article=article, origin=Origin.HUMAN, triage=Triage.ACCEPTED, touched_at=now)
        claim.statement = claim_words.one_line(without_markup(version.text)[start:end])
        said = _sentence_at(version, start, end)
        claim.quote = said.quote if said else QuoteKind.NONE
        claim.claimant = article.claimant(said.speaker if said else "", claim.quote)[:NAME_CHARS]
        claim.save(force_insert=True)
        Anchor.at(claim, version, start, end).save(force_insert=True)
        review = enlist(claim)
        after = {"statement": claim.statement, "claimant": claim.claimant, "quote": claim.quote}
        log_edit(Edit.ADD, claim, {}, after | _bounds(start, end, version), by=by, now=now, version=version, on=review)
    return claim


def reword(claim: Claim, asked: Wording, *, by: Any, now: datetime.datetime, rev: int | None = None) -> bool:
    """Change what is to be checked, who says it, or how it is quoted. False where nothing is other than before."""
    check_permission(by)
    given = {name: value for name, value in _cleaned(claim, asked).items() if value != getattr(claim, name)}
    before = {name: getattr(claim, name) for name in given}
    with transaction.atomic():
        review = lock_editable(claim, by=by, now=now, rev=rev)
        if given:
            write(Edit.REWORD, claim, before, given, by=by, now=now, on=review)
    return bool(given)


def step_bounds(claim: Claim, edge: Edge, *, by: Any, now: datetime.datetime, rev: int | None = None) -> Anchor:
    """Move one end of a claim's words by a word."""
    check_permission(by)
    anchor = _standing(claim)
    if anchor is None:
        raise edit_words.refusal("not_in_text")
    place = claim_words.stepped(without_markup(anchor.version.text), anchor.start, anchor.end, edge)
    if place is None:
        raise edit_words.refusal("no_word", Kind.INVALID, field="edge")
    return _set_bounds(claim, anchor, *place, by=by, now=now, rev=rev)


def set_bounds(claim: Claim, asked: Passage, *, by: Any, now: datetime.datetime, rev: int | None = None) -> Anchor:
    """Have a claim be other words of the text than before."""
    check_permission(by)
    version = current_version(claim.article, asked.version)
    anchor = _standing(claim)
    if anchor is None:
        raise edit_words.refusal("not_in_text")
    return _set_bounds(claim, anchor, *place_asked(version, asked), by=by, now=now, rev=rev)


def _set_bounds(
    claim: Claim, anchor: Anchor, start: int, end: int, *, by: Any, now: datetime.datetime, rev: int | None
) -> Anchor:
    if end - start > claim_words.MOST_CHARS:
        raise too_many_words(end - start)
    with transaction.atomic():
        current_version(claim.article, anchor.version.uid)
        review = lock_editable(claim, by=by, now=now, rev=rev)
        if Verdict.objects.filter(anchor=anchor).exists():
            raise edit_words.refusal("claim_judged")
        if (start, end) != (anchor.start, anchor.end):
            before, after = moved(claim, anchor, start, end)
            write(Edit.MOVE_BOUNDS, claim, before, after, by=by, now=now, on=review, version=anchor.version)
    return Anchor.objects.get(pk=anchor.pk)


def moved(claim: Claim, anchor: Anchor, start: int, end: int, *, statement: str | None = None) -> tuple[Values, Values]:
    """What moving the ends of a claim's words changes, before and after: a statement that was these words follows."""
    version, shown = anchor.version, without_markup(anchor.version.text)
    before, after = _bounds(anchor.start, anchor.end, version), _bounds(start, end, version)
    is_words = claim_words.reads(claim.statement, shown[anchor.start : anchor.end])
    if statement is None and is_words:
        statement = claim_words.one_line(shown[start:end])
    if statement is not None and statement != claim.statement:
        before["statement"], after["statement"] = claim.statement, statement
    hints = claim.read_hints()
    if start != anchor.start or end < anchor.end:
        hints = hints.within(start - anchor.start, end - anchor.start)
    if hints.as_json() != claim.hints:
        before["hints"], after["hints"] = claim.hints, hints.as_json()
    return before, after


# What every change goes through


def write(
    verb: Edit,
    claim: Claim,
    before: Values,
    after: Values,
    *,
    by: Any,
    now: datetime.datetime,
    on: Review | None,
    version: Version | None = None,
    undoes: Event | None = None,
    data: Values | None = None,
) -> Event:
    """One conditional UPDATE of a claim nobody has judged, its words in the text, and one step, in a transaction."""
    values = {name: value for name, value in after.items() if name in ON_CLAIM}
    unchanged = Claim.objects.filter(pk=claim.pk, rev=claim.rev, frozen_at=None)
    if not unchanged.update(rev=F("rev") + 1, touched_at=now, **values):
        raise edit_words.refusal("claim_changed")
    if "start" in after and version is not None:
        fresh = Anchor.at(claim, version, after["start"], after["end"])
        names = ("start", "end", "exact", "prefix", "suffix")
        Anchor.objects.filter(claim=claim, version=version).update(**{name: getattr(fresh, name) for name in names})
    claim.refresh_from_db()
    return log_edit(verb, claim, before, after, by=by, now=now, version=version, on=on, undoes=undoes, data=data)


def log_edit(
    verb: Edit,
    claim: Claim,
    before: Values,
    after: Values,
    *,
    by: Any,
    now: datetime.datetime,
    on: Review | None = None,
    version: Version | None = None,
    undoes: Event | None = None,
    data: Values | None = None,
) -> Event:
    """Write the step of a change, with what was before and is after."""
    told = {"before": _as_json(before), "after": _as_json(after), **(data or {})}
    return Event.log(
        verb,
        claim,
        article=claim.article_id,
        by=by,
        at=now,
        claim=claim,
        version=version,
        round=on.round if on else None,
        rev_after=claim.rev,
        undoes=undoes,
        data=told,
    )


def _as_json(values: Values) -> Values:
    return {name: str(value.uid) if isinstance(value, Claim) else value for name, value in values.items()}


def check_permission(by: Any) -> None:
    if not may_edit(by):
        raise edit_words.refusal("may_not_edit", Kind.FORBIDDEN)


def lock_editable(claim: Claim, *, by: Any, now: datetime.datetime, rev: int | None = None) -> Review | None:
    """Hold a claim and its check until the transaction ends. Raises Refusal where its words may not be changed now."""
    review, fresh = lock(claim)
    if fresh.rev != claim.rev or rev not in (None, fresh.rev):
        raise edit_words.refusal("claim_changed")
    check_editable(fresh, review, by=by, now=now)
    return review


def lock(claim: Claim) -> tuple[Review | None, Claim]:
    """The check of a claim and the claim as they are, which nobody changes before the transaction ends."""
    review = lock_review(claim)
    fresh = Claim.objects.select_for_update().filter(pk=claim.pk).first()
    if fresh is None or (review is None and Review.objects.filter(claim=claim).exists()):  # chosen in between
        raise edit_words.refusal("claim_changed")
    return review, fresh


def lock_review(claim: Claim) -> Review | None:
    found = Review.objects.select_related("lease_by", "claim").select_for_update(of=("self",))
    review: Review | None = found.filter(claim=claim).first()
    return review


def check_editable(claim: Claim, review: Review | None, *, by: Any, now: datetime.datetime) -> None:
    """Raise the Refusal that stands against changing a claim."""
    if claim.frozen_at is not None:
        raise edit_words.refusal("claim_frozen")
    if claim.same_as_id is not None:
        raise edit_words.refusal("claim_is_same")
    if claim.triage == Triage.DISMISSED:
        reasons, why = article_words.DISMISS_REASONS, claim.dismiss_reason
        raise edit_words.refusal("claim_dismissed", why=reasons[DismissReason(why)] if why else "–")
    if review is not None and review.is_leased(now) and review.lease_by_id != by.pk:
        raise edit_words.held(words.holder(review), review.lease_until)


def current_version(article: Article, asked: uuid.UUID) -> Version:
    """The version that was read; refused where another one came in since. In a transaction none comes in before its
    end."""
    rows = Article.objects.filter(pk=article.pk)
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(no_key=True)
    version = Version.objects.filter(pk=rows.values_list("current", flat=True).get()).first()
    if version is None:
        raise edit_words.refusal("no_text")
    if version.uid != asked:
        raise edit_words.refusal("newer_version", number=version.number)
    return version


def place_asked(version: Version, asked: Passage) -> tuple[int, int]:
    """Where the selected words stand, blanks trimmed. Refused where the text reads otherwise there."""
    text, shown = version.text, without_markup(version.text)
    if not 0 <= asked.start < asked.end <= len(text):
        raise edit_words.refusal("nothing_selected", Kind.INVALID, field="words")
    start, end = claim_words.trimmed(shown, asked.start, asked.end)
    if start >= end:
        raise edit_words.refusal("nothing_selected", Kind.INVALID, field="words")
    if not any(claim_words.reads(asked.words, one[asked.start : asked.end]) for one in (shown, text)):
        passage = claim_words.one_line(shown[start:end])[:600]
        raise edit_words.refusal("words_differ", field="words", passage=passage)
    if end - start > claim_words.MOST_CHARS:
        raise too_many_words(end - start)
    return start, end


def too_many_words(n: int) -> Exception:
    most = f"{claim_words.MOST_CHARS:,}"
    return edit_words.refusal("too_many_words", Kind.INVALID, field="words", n=f"{n:,}", most=most)


def _check_is_no_claim(version: Version, start: int, end: int) -> None:
    """Refuse words that are a claim already, proposed or chosen; the refusal names it."""
    standing = list(Anchor.objects.filter(version=version).standing().in_reading_order().select_related("claim"))
    for number, anchor in enumerate(standing, 1):
        if (anchor.start, anchor.end) == (start, end) and anchor.claim.triage != Triage.DISMISSED:
            told = str(anchor.claim)
            raise edit_words.refusal("is_claim", field="words", number=number, claim=told, uid=str(anchor.claim.uid))


def _standing(claim: Claim) -> Anchor | None:
    """Where the claim stands in the current version."""
    found = Anchor.objects.filter(claim=claim, version=claim.article.current_id).standing()
    anchor: Anchor | None = found.select_related("version").first()
    return anchor


def _sentence_at(version: Version, start: int, end: int) -> Sentence | None:
    """The sentence that has most of these words."""
    rows = Sentence.objects.filter(version=version, start__lt=end, end__gt=start).order_by("start", "position")
    return max(rows, key=lambda row: _shared(row, start, end), default=None)


def _shared(row: Sentence, start: int, end: int) -> int:
    """How many letters of a stretch are a sentence's own, the holes in it apart."""
    holes = sum(max(0, min(end, right) - max(start, left)) for left, right in row.holes)
    return min(end, row.end) - max(start, row.start) - holes


def _cleaned(claim: Claim, asked: Wording) -> Values:
    given = {name: value for name, value in asdict(asked).items() if value is not None}
    clean = {name: _plain(value) for name, value in given.items()}
    if clean.get("statement") == "":
        raise edit_words.refusal("statement_empty", Kind.INVALID, field="statement")
    if clean.get("claimant") == "":
        raise edit_words.refusal("claimant_empty", Kind.INVALID, field="claimant", voice=claim.article.own_voice())
    for name, most in (("statement", MAX_TEXT), ("claimant", NAME_CHARS)):
        if len(clean.get(name, "")) > most:
            raise edit_words.refusal("too_long", Kind.INVALID, field=name, most=f"{most:,}")
    if clean.get("quote", QuoteKind.NONE) not in set(QuoteKind):
        raise edit_words.refusal("quote_unknown", Kind.INVALID, field="quote")
    return clean


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").split())


def _bounds(start: int, end: int, version: Version) -> Values:
    return {"start": start, "end": end, "exact": version.text[start:end]}
