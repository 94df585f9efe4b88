"""Shaping claims before anybody judges them: added, reworded, moved, merged, likened, and each of it taken back."""

import datetime

import pytest
from django.db.models import F

from articles.extraction import store_split
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.models import Anchor, Article, Claim, Event, Sentence, Version
from articles.refusals import Kind, Refusal
from articles.splitting import split
from articles.terms import AnchorState, Channel, DismissReason, Origin, QuoteKind, SplitState, Triage, Zone
from reviews import claim_words
from reviews.claim_edits import Passage, Wording, add_claim, reword, set_bounds, step_bounds
from reviews.claim_merging import merge
from reviews.coverage_rows import coverage_of
from reviews.drafts import CitationText, DraftText
from reviews.edit_undo import take_back, undoable
from reviews.models import Draft, Review
from reviews.models.shaping import joined, wording_of
from reviews.moves import Request, perform
from reviews.progress import progress_of
from reviews.reports.build import Builder
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.same_claims import keep_apart, keep_as
from reviews.terms import Edge, Edit, Format
from reviews.workflow import State, Verb
from tests.factories import IN_PARTS, draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
WALL = "The town spent 2.1 million crowns on the wall."
RIVER = "The river rose by 40 centimetres in 2019."


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claim(article):
    return make_claim(article)


def selected(article, passage, **fields) -> Passage:
    start = article.current.text.index(passage.strip())
    start -= len(passage) - len(passage.lstrip())
    given = {"version": article.current.uid, "start": start, "end": start + len(passage), "words": passage} | fields
    return Passage(**given)


def refused(act, *args, **kwargs) -> Refusal:
    before = Event.objects.count()
    with pytest.raises(Refusal) as no:
        act(*args, **kwargs)
    assert Event.objects.count() == before
    return no.value


def fresh(claim) -> Claim:
    return Claim.objects.select_related("article__current").get(pk=claim.pk)


def place(claim) -> str:
    return Anchor.objects.get(claim=claim).exact


def last(claim) -> Event:
    return claim.events.newest_first().first()


def judged(claim, checker) -> Review:
    review = Review.begin(claim, by=checker, now=NOW)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
    review.submit(by=checker, now=NOW)
    return review


# Adding


def test_selected_words_become_a_claim_to_do(article, checker):
    claim = add_claim(article, selected(article, f" {WALL} "), by=checker, now=NOW)
    assert (claim.statement, place(claim), claim.origin, claim.triage) == (WALL, WALL, Origin.HUMAN, Triage.ACCEPTED)
    assert (claim.claimant, claim.quote, claim.hints) == ("Ola Berg", QuoteKind.NONE, {})
    assert claim.review.state == State.OPEN
    step = last(claim)
    assert (step.verb, step.actor, step.data["before"], step.data["after"]["exact"]) == (Edit.ADD, checker, {}, WALL)


def test_an_added_claim_is_said_by_who_the_sentence_gives(article, checker):
    words = "“We built it in six weeks,” said the mayor."
    start = article.current.text.index(words)
    common = {"version": article.current, "zone": Zone.BODY, "is_claim": True, "check_worthiness": 0.5}
    Sentence.objects.create(position=0, start=start, end=start + 43, speaker="the mayor", quote="direct", **common)
    Sentence.objects.create(position=1, start=start - 40, end=start - 1, speaker="nobody", **common)
    claim = add_claim(article, selected(article, "built it in six weeks"), by=checker, now=NOW)
    assert (claim.claimant, claim.quote) == ("the mayor", QuoteKind.DIRECT)


def test_words_that_are_not_there_are_answered_with_the_passage_as_it_is(article, checker):
    asked = selected(article, WALL, words="The town spent 3.1 million crowns on the wall.")
    no = refused(add_claim, article, asked, by=checker, now=NOW)
    assert (no.code, no.kind) == ("words_differ", Kind.CONFLICT)
    assert WALL in no.words
    shifted = refused(add_claim, article, selected(article, WALL, start=0), by=checker, now=NOW)
    assert shifted.code == "words_differ"


def test_line_ends_markup_and_straight_quotes_do_not_count_as_other_words(importer, checker, scales):
    article = make_article(
        importer, text="# Head\n\nThe **town** spent\n2.1 million. “Yes,” he said.\n\n---\n\nThe end.\n"
    )
    asked = Passage(
        article.current.uid, 8, article.current.text.index("The end"), 'The town spent 2.1 million. "Yes," he said.'
    )
    claim = add_claim(article, asked, by=checker, now=NOW)
    assert claim.statement == "The town spent 2.1 million. “Yes,” he said."


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"start": 5, "end": 5}, "nothing_selected"),
        ({"start": -1, "end": 5}, "nothing_selected"),
        ({"start": 0, "end": 10**9}, "nothing_selected"),
        ({"start": 12, "end": 14, "words": "\n\n"}, "nothing_selected"),
    ],
)
def test_nothing_selected_is_no_claim(article, checker, fields, code):
    assert refused(add_claim, article, selected(article, WALL, **fields), by=checker, now=NOW).code == code


def test_a_selection_that_is_too_long_is_refused(importer, checker, scales):
    article = make_article(importer, text="word " * 1000)
    asked = Passage(article.current.uid, 0, 4999, article.current.text)
    assert refused(add_claim, article, asked, by=checker, now=NOW).code == "too_many_words"


def test_words_that_are_a_claim_already_name_that_claim(article, claim, checker):
    no = refused(add_claim, article, selected(article, RIVER), by=checker, now=NOW)
    assert (no.code, no.params["uid"], no.params["number"]) == ("is_claim", str(claim.uid), 1)
    perform(Verb.DISMISS, claim, by=checker, now=NOW, asked=Request(why=DismissReason.OPINION))
    assert add_claim(article, selected(article, RIVER), by=checker, now=NOW).triage == Triage.ACCEPTED


def test_words_read_in_an_older_version_are_not_taken(article, importer, checker):
    asked = selected(article, WALL)
    newer(article, article.current.text.replace("six", "seven"), importer)
    assert refused(add_claim, article, asked, by=checker, now=NOW).code == "newer_version"


def test_people_without_the_role_change_nothing(article, claim, importer, outsider):
    for person in (importer, outsider):
        for act in (
            lambda by: add_claim(article, selected(article, WALL), by=by, now=NOW),
            lambda by: reword(claim, Wording(statement="Other."), by=by, now=NOW),
            lambda by: step_bounds(claim, Edge.END_IN, by=by, now=NOW),
            lambda by: merge([claim, make_claim(article, WALL)], by=by, now=NOW),
            lambda by: keep_as(claim, make_claim(article, WALL), by=by, now=NOW),
        ):
            assert refused(act, person).kind is Kind.FORBIDDEN


# Rewording and moving


def test_a_claim_is_reworded_with_one_step(claim, checker):
    wording = Wording(statement=" The river\nrose by 40 cm. ", claimant="the mayor", quote="indirect")
    assert reword(claim, wording, by=checker, now=NOW)
    now = fresh(claim)
    assert (now.statement, now.claimant, now.quote, now.rev) == ("The river rose by 40 cm.", "the mayor", "indirect", 1)
    assert last(claim).data["before"] == {"statement": RIVER, "claimant": "Ola Berg", "quote": "none"}
    assert not reword(now, wording, by=checker, now=NOW)
    assert claim.events.count() == 1


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        (Wording(statement=" "), "statement_empty"),
        (Wording(claimant="\x00"), "claimant_empty"),
        (Wording(statement="x" * 20_001), "too_long"),
        (Wording(claimant="x" * 301), "too_long"),
        (Wording(quote="loud"), "quote_unknown"),
    ],
)
def test_a_wording_that_cannot_be_is_refused(claim, checker, wording, code):
    no = refused(reword, claim, wording, by=checker, now=NOW)
    assert (no.code, no.kind) == (code, Kind.INVALID)


def test_an_end_moves_by_a_word_and_the_statement_follows(claim, checker):
    for edge, words in (
        (Edge.END_IN, "The river rose by 40 centimetres in"),
        (Edge.START_IN, "river rose by 40 centimetres in"),
        (Edge.END_OUT, "river rose by 40 centimetres in 2019."),
        (Edge.START_OUT, RIVER),
    ):
        step_bounds(fresh(claim), edge, by=checker, now=NOW)
        assert (place(claim), fresh(claim).statement) == (words, words)
    assert claim.events.filter(verb=Edit.MOVE_BOUNDS).count() == 4


def test_a_statement_of_its_own_stays_when_an_end_moves(claim, checker):
    reword(claim, Wording(statement="The river rose."), by=checker, now=NOW)
    step_bounds(fresh(claim), Edge.END_IN, by=checker, now=NOW)
    assert (place(claim), fresh(claim).statement) == (RIVER.removesuffix(" 2019."), "The river rose.")


def test_hints_move_along_with_the_words_they_are_about(article, checker):
    date = {"start": 33, "end": 40, "words": "in 2019", "relative_to": "2021", "suggestion": "2019"}
    claim = make_claim(article, hints=IN_PARTS | {"dates": [date]})
    step_bounds(claim, Edge.START_IN, by=checker, now=NOW)
    moved = fresh(claim)
    assert [one.words for one in moved.read_hints().dates_in(place(claim))] == ["in 2019"]
    take_back(last(claim), by=checker, now=NOW)
    assert fresh(claim).hints == claim.hints | IN_PARTS | {"dates": [date]}


def test_there_is_no_word_before_the_first_or_after_the_last():
    text = "one two"
    assert claim_words.stepped(text, 0, 3, Edge.START_OUT) is None
    assert claim_words.stepped(text, 4, 7, Edge.END_OUT) is None
    assert claim_words.stepped(text, 0, 3, Edge.START_IN) is None
    assert claim_words.stepped(text, 0, 3, Edge.END_IN) is None
    assert claim_words.stepped(text, 1, 2, Edge.START_OUT) == (0, 2)
    assert claim_words.stepped(text, 0, 6, Edge.END_OUT) == (0, 7)
    assert claim_words.stepped("😀 one 😀", 2, 5, Edge.END_OUT) == (2, 7)


def test_other_words_are_chosen_for_a_claim(article, claim, checker):
    set_bounds(claim, selected(article, "rose by 40 centimetres"), by=checker, now=NOW)
    assert (place(claim), fresh(claim).statement) == ("rose by 40 centimetres",) * 2
    assert last(claim).version == article.current


def test_a_claim_with_a_verdict_stays_as_it_was_judged(article, claim, checker, checker2):
    review = judged(claim, checker)
    for act in (
        lambda: reword(fresh(claim), Wording(statement="Other."), by=checker2, now=NOW),
        lambda: step_bounds(fresh(claim), Edge.END_IN, by=checker2, now=NOW),
        lambda: keep_as(fresh(claim), make_claim(article, WALL), by=checker2, now=NOW),
    ):
        no = refused(act)
        assert no.code == "claim_frozen"
        assert "sent back" in no.words
    review.send_back(by=checker2, now=NOW, reason="Which table?")
    assert reword(fresh(claim), Wording(statement="The river rose."), by=checker, now=NOW)
    assert refused(step_bounds, fresh(claim), Edge.END_IN, by=checker, now=NOW).code == "claim_judged"


def test_what_somebody_else_holds_is_not_changed_under_their_hands(claim, checker, checker2):
    Review.begin(claim, by=checker, now=NOW)
    no = refused(reword, fresh(claim), Wording(statement="Other."), by=checker2, now=NOW)
    assert (no.code, "Noor has this claim until" in no.words) == ("claim_held", True)
    assert reword(fresh(claim), Wording(statement="Other."), by=checker, now=NOW)
    later = NOW + datetime.timedelta(minutes=16)
    assert reword(fresh(claim), Wording(statement="Another."), by=checker2, now=later)


def test_a_stale_or_dismissed_claim_is_not_changed(claim, checker):
    stale = fresh(claim)
    reword(fresh(claim), Wording(statement="Other."), by=checker, now=NOW)
    assert refused(reword, stale, Wording(statement="Mine."), by=checker, now=NOW).code == "claim_changed"
    assert refused(step_bounds, fresh(claim), Edge.END_IN, by=checker, now=NOW, rev=0).code == "claim_changed"
    perform(Verb.DISMISS, fresh(claim), by=checker, now=NOW, asked=Request(why=DismissReason.OPINION))
    no = refused(reword, fresh(claim), Wording(statement="Mine."), by=checker, now=NOW)
    assert (no.code, "opinion" in no.words) == ("claim_dismissed", True)


def test_a_verdict_is_not_given_on_words_its_author_did_not_see(claim, checker):
    review = Review.begin(claim, by=checker, now=NOW)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
    reword(fresh(claim), Wording(statement="Another thing."), by=checker, now=NOW)
    no = refused(perform, Verb.SUBMIT, fresh(claim), by=checker, now=NOW, asked=Request(wording=wording_of(claim)))
    assert (no.code, "Another thing." in no.words) == ("claim_reworded", True)
    perform(Verb.SUBMIT, fresh(claim), by=checker, now=NOW, asked=Request(wording=wording_of(fresh(claim))))
    assert fresh(claim).frozen_at


# Merging


def test_claims_become_one_that_spans_them(article, claim, checker):
    other = make_claim(article, WALL)
    first = merge([other, claim], by=checker, now=NOW)
    assert first == claim
    assert (place(claim), fresh(claim).statement) == (f"{RIVER} {WALL}",) * 2
    away = fresh(other)
    assert (away.triage, away.dismiss_reason, away.touched_at) == (Triage.DISMISSED, DismissReason.MERGED, NOW)
    assert [last(claim).verb, last(other).verb, last(other).data["into"]] == ["merge", "merge", str(claim.uid)]


def test_merged_claims_keep_what_people_had_worded_and_typed(article, claim, checker, checker2):
    other = make_claim(article, WALL)
    for one, text in ((claim, "First."), (other, "Second.")):
        review = Review.begin(one, by=checker, now=NOW)
        Draft.store(review, draft_payload(rationale=text), by=checker, base_rev=0, now=NOW)
    Draft.store(other.review, draft_payload(rationale="Theirs."), by=checker2, base_rev=0, now=NOW)
    reword(fresh(other), Wording(statement="The wall cost 2.1 million."), by=checker, now=NOW)
    merge([fresh(claim), fresh(other)], by=checker, now=NOW)
    assert fresh(claim).statement == f"{RIVER} The wall cost 2.1 million."
    texts = {one.author: one.text() for one in Draft.objects.filter(review__claim=claim)}
    assert texts[checker].rationale == "First.\n\nSecond."
    assert len(texts[checker].citations) == 1
    assert texts[checker2].rationale == "Theirs."
    assert Review.objects.get(claim=other).state == State.DISMISSED


def test_a_proposal_that_takes_in_a_chosen_claim_is_chosen(article, claim, checker, editor):
    other = make_claim(article, WALL)
    Review.accept(other, by=checker, now=NOW).assign(checker, by=editor, now=NOW)
    merge([claim, fresh(other)], by=checker, now=NOW)
    review = Review.objects.get(claim=claim)
    assert (review.state, review.assigned_to, fresh(claim).triage) == (State.OPEN, checker, Triage.ACCEPTED)


def test_claims_that_somebody_holds_judged_or_likened_are_not_merged(article, claim, checker, checker2):
    held, seen, away = make_claim(article, WALL), make_claim(article, "in six weeks"), make_claim(article, "the mayor")
    Review.begin(held, by=checker2, now=NOW)
    judged(seen, checker)
    perform(Verb.DISMISS, away, by=checker, now=NOW, asked=Request(why=DismissReason.OPINION))
    for other, told in ((held, "Tomás has this claim"), (seen, "A verdict was given"), (away, "put aside (opinion)")):
        no = refused(merge, [claim, other], by=checker, now=NOW)
        assert (no.code, told in no.words) == ("merge_not", True)
    root, repeat = make_claim(article, "six weeks"), make_claim(article, "six")
    keep_as(repeat, root, by=checker, now=NOW)
    assert refused(merge, [claim, root], by=checker, now=NOW).code == "merge_not"
    assert refused(merge, [claim, repeat], by=checker, now=NOW).code == "merge_not"
    assert refused(merge, [claim], by=checker, now=NOW).code == "merge_one"
    assert fresh(claim).rev == 0


def test_claims_of_two_articles_are_not_merged(importer, claim, checker):
    other = make_claim(make_article(importer))
    assert refused(merge, [claim, other], by=checker, now=NOW).code == "merge_one"


def test_merging_is_taken_back_with_every_claim_as_it_was(article, claim, checker):
    other, third = make_claim(article, WALL), make_claim(article, "in six weeks")
    Review.begin(third, by=checker, now=NOW)
    merge([claim, other, fresh(third)], by=checker, now=NOW)
    take_back(claim.events.get(verb=Edit.MERGE), by=checker, now=NOW)
    assert (place(claim), fresh(claim).statement) == (RIVER, RIVER)
    assert [fresh(one).triage for one in (other, third)] == [Triage.PROPOSED, Triage.ACCEPTED]
    assert Review.objects.get(claim=third).state == State.OPEN


# The same as another


def test_a_claim_that_is_the_same_counts_with_the_other(article, claim, checker, checker2):
    other = make_claim(article, WALL)
    Review.accept(other, by=checker, now=NOW)
    assert keep_as(fresh(other), claim, by=checker, now=NOW) == claim
    same = fresh(other)
    assert (same.same_as, same.dismiss_reason, same.review.state) == (claim, DismissReason.SAME_AS, State.DISMISSED)
    assert progress_of([article], checker)[article.pk].counts == {State.PROPOSED: 2}
    review = judged(fresh(claim), checker)
    assert progress_of([article], checker)[article.pk].counts == {State.AWAITING_SECOND: 2}
    review.approve(review.current_verdict(), by=checker2, now=NOW)
    assert progress_of([article], checker)[article.pk].counts == {State.DECIDED: 2}
    keep_apart(fresh(other), by=checker, now=NOW)
    assert (fresh(other).same_as, fresh(other).review.state) == (None, State.OPEN)
    assert progress_of([article], checker)[article.pk].counts == {State.DECIDED: 1, State.OPEN: 1}


def test_a_report_gives_a_claim_the_verdict_of_the_one_it_is_the_same_as(article, claim, checker, checker2, editor):
    other, away = make_claim(article, WALL), make_claim(article, "six weeks")
    keep_as(other, claim, by=checker, now=NOW)
    merge([make_claim(article, "in six weeks"), away], by=checker, now=NOW)
    before = {row.claim_uid: row for row in Builder(editor).rows(Scope.of_articles([article.uid]))}
    assert (before[str(other.uid)].state, before[str(other.uid)].same_as) == ("proposed", str(claim.uid))
    review = judged(fresh(claim), checker)
    review.approve(review.current_verdict(), by=checker2, now=NOW)
    builder = Builder(editor)
    rows = {row.claim_uid: row for row in builder.rows(Scope.of_articles([article.uid]))}
    same = rows[str(other.uid)]
    assert (same.state, same.rating, same.statement, same.exact) == ("decided", "True", WALL, WALL)
    assert (same.same_as_words, same.checked_by) == ("No. 1", "Noor")
    assert len(set(builder.decisions.values())) == 1
    assert (rows[str(away.uid)].dismissed_because, rows[str(away.uid)].dismissed_by) == ("merged", "Noor")
    assert make_report(Scope.of_articles([article.uid]), Format.HTML, by=editor, now=NOW).n_claims == 2


def test_there_are_no_chains_and_no_circles(article, claim, checker):
    second, third = make_claim(article, WALL), make_claim(article, "in six weeks")
    keep_as(second, claim, by=checker, now=NOW)
    assert keep_as(third, fresh(second), by=checker, now=NOW) == claim
    assert fresh(third).same_as == claim
    assert refused(keep_as, fresh(claim), fresh(second), by=checker, now=NOW).code == "same_circle"
    assert refused(keep_as, fresh(claim), claim, by=checker, now=NOW).code == "same_itself"
    fourth = make_claim(article, "the mayor")
    assert refused(keep_as, fresh(claim), fourth, by=checker, now=NOW).code == "has_repeats"
    assert refused(keep_as, fresh(second), fourth, by=checker, now=NOW).code == "claim_is_same"


def test_a_claim_is_the_same_only_as_one_of_its_article_that_is_checked(article, importer, claim, checker):
    elsewhere, away = make_claim(make_article(importer)), make_claim(article, WALL)
    assert refused(keep_as, claim, elsewhere, by=checker, now=NOW).code == "same_unknown"
    perform(Verb.DISMISS, away, by=checker, now=NOW, asked=Request(why=DismissReason.OPINION))
    assert refused(keep_as, claim, fresh(away), by=checker, now=NOW).code == "same_dismissed"
    assert fresh(claim).rev == 0


def test_a_claim_with_a_verdict_of_its_own_is_not_the_same_as_another(article, claim, checker, checker2):
    judged(claim, checker).send_back(by=checker2, now=NOW, reason="Why?")
    assert refused(keep_as, fresh(claim), make_claim(article, WALL), by=checker, now=NOW).code == "has_verdict"


def test_a_claim_that_is_the_same_is_not_restored_behind_its_back(article, claim, checker):
    same = make_claim(article, WALL)
    Review.accept(same, by=checker, now=NOW)
    keep_as(fresh(same), claim, by=checker, now=NOW)
    no = refused(perform, Verb.RESTORE, fresh(same), by=checker, now=NOW)
    assert no.code == "is_same_as"
    assert not fresh(same).review.allows(Verb.RESTORE, checker, NOW)


# Taking back


def test_each_change_is_taken_back_in_its_turn(claim, checker, checker2):
    reword(claim, Wording(statement="Second."), by=checker, now=NOW)
    first = last(claim)
    reword(fresh(claim), Wording(claimant="the mayor"), by=checker, now=NOW)
    reword(fresh(claim), Wording(statement="Third."), by=checker, now=NOW)
    third = last(claim)
    events = list(claim.events.newest_first())
    assert undoable(events) == {third.pk, events[1].pk}
    assert refused(take_back, first, by=checker2, now=NOW).code == "changed_since"
    step = take_back(third, by=checker2, now=NOW)
    assert (step.undoes, step.verb, fresh(claim).statement) == (third, Edit.TAKE_BACK, "Second.")
    assert refused(take_back, third, by=checker, now=NOW).code == "taken_back"
    assert refused(take_back, step, by=checker, now=NOW).code == "no_edit"
    take_back(first, by=checker, now=NOW)
    assert (fresh(claim).statement, fresh(claim).claimant) == (RIVER, "the mayor")


def test_nothing_is_taken_back_once_a_verdict_is_given(claim, checker):
    reword(claim, Wording(statement="Second."), by=checker, now=NOW)
    step = last(claim)
    judged(fresh(claim), checker)
    assert refused(take_back, step, by=checker, now=NOW).code == "claim_frozen"


def test_an_added_claim_is_put_aside_when_that_is_taken_back(article, checker):
    claim = add_claim(article, selected(article, WALL), by=checker, now=NOW)
    take_back(last(claim), by=checker, now=NOW)
    assert (fresh(claim).triage, fresh(claim).dismiss_reason) == (Triage.DISMISSED, DismissReason.TAKEN_BACK)
    assert Review.objects.get(claim=claim).state == State.DISMISSED
    perform(Verb.RESTORE, fresh(claim), by=checker, now=NOW)
    assert Review.objects.get(claim=claim).state == State.OPEN


def test_an_addition_that_is_taken_back_accounts_for_nothing(article, checker):
    read_again(article)
    words = next(row for row in Sentence.objects.order_by("position") if not row.is_claim)
    before = coverage_of(article.current, checker)
    passage = selected(article, article.current.text[words.start : words.end])
    claim = add_claim(article, passage, by=checker, now=NOW)
    assert coverage_of(article.current, checker) != before
    take_back(last(claim), by=checker, now=NOW)
    assert coverage_of(article.current, checker) == before


def test_moved_ends_are_not_taken_back_in_a_newer_version(article, claim, importer, checker):
    step_bounds(claim, Edge.END_IN, by=checker, now=NOW)
    newer(article, article.current.text + "More.\n", importer)
    assert refused(take_back, last(claim), by=checker, now=NOW).code == "newer_version"


def test_two_drafts_become_one_with_nothing_lost():
    one = DraftText(rating="true", rationale="One.", citations=(CitationText(url="https://a.example.org"),))
    other = DraftText(rating="false", rationale="Two.", search_note="Asked.", citations=one.citations)
    both = joined(one, other)
    assert (both.rating, both.rationale, both.search_note, both.citations) == (
        "true",
        "One.\n\nTwo.",
        "Asked.",
        one.citations,
    )
    assert joined(one, one) == one
    long = DraftText(rationale="x" * 20_000)
    assert joined(long, one).rationale == long.rationale


# What the machine does afterwards


def newer(article: Article, text: str, by) -> None:
    """The next version of an article, by the door that carries its claims over."""
    draft = ArticleDraft(text=text, headline=article.headline)
    assert add_version(article, draft, Source(by, Channel.PASTE, "0" * 64), now=NOW).is_new
    article.refresh_from_db()


def test_splitting_again_leaves_edited_and_added_claims_as_they_are(article, checker):
    n_proposed, shaped = shape(article, checker)
    before = told(shaped)
    read_again(article)
    assert told(shaped) == before
    assert Claim.objects.count() == n_proposed + 1


def test_a_new_version_carries_edited_and_added_claims_along(article, importer, checker):
    _n, shaped = shape(article, checker)
    before = told(shaped)
    newer(article, "A line before.\n\n" + article.current.text, importer)
    read_again(article)
    assert told(shaped) == before
    assert set(Anchor.objects.filter(version=article.current, claim__in=shaped).values_list("state", flat=True)) == {
        AnchorState.MOVED
    }


def shape(article, checker) -> tuple[int, list[Claim]]:
    """How many claims the machine proposed, and those a person reworded, moved, added and likened."""
    read_again(article)
    river, wall, built = proposed = list(Claim.objects.order_by("pk"))[:3]
    n_proposed = Claim.objects.count()
    reword(fresh(river), Wording(statement="Quite another thing."), by=checker, now=NOW)
    step_bounds(fresh(wall), Edge.END_IN, by=checker, now=NOW)
    keep_as(fresh(built), fresh(river), by=checker, now=NOW)
    return n_proposed, [*proposed, add_claim(article, selected(article, "six weeks"), by=checker, now=NOW)]


def told(claims: list[Claim]) -> list[tuple]:
    rows = Anchor.objects.filter(claim__in=claims, version=F("claim__article__current")).order_by("claim")
    return list(rows.values_list("claim", "claim__statement", "claim__same_as", "claim__rev", "exact"))


def read_again(article) -> None:
    version = Version.objects.select_related("article").get(pk=article.current.pk)
    Version.objects.filter(pk=version.pk).update(split_state=SplitState.SPLITTING, split_fence=7)
    assert store_split(version, split(version.text), fence=7, now=NOW)
