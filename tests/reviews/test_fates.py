"""What became of a claim's words in a newer version, wherever claims are shown, listed, judged and reported."""

import csv
import io

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from articles import files
from articles.files import open_stored
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.models import Anchor, Article
from articles.terms import AnchorState, Channel
from reviews.closing import close_check
from reviews.contents import lines_of
from reviews.fates import fates_for, is_worded
from reviews.models import Draft, Plan, Review
from reviews.moves import Request, perform
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.second_looks import waiting_second_looks
from reviews.terms import Change, Format
from reviews.workflow import Policy, State, Verb
from tests.at_once import at_once
from tests.factories import IN_PARTS, draft_payload, make_article, make_claim
from tests.programs import program, said

TEXT = (
    "River levels\n\nThe river rose by 40 centimetres in 2019. The town spent 2.1 million crowns on the wall. "
    "“Nobody was hurt that year,” said the mayor.\n"
)
RISE, WALL = "The river rose by 40 centimetres in 2019.", "The town spent 2.1 million crowns on the wall."
HURT = "“Nobody was hurt that year,” said the mayor."
HIGHER = RISE.replace("40", "45")
NEW = TEXT.replace(RISE, HIGHER).replace(HURT, "It was sunny then.")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def article(importer, scales):
    return make_article(importer, text=TEXT)


@pytest.fixture
def claims(article):
    return [make_claim(article, words, touched_at=timezone.now()) for words in (RISE, WALL, HURT)]


@pytest.fixture
def bring(article, importer):
    def new_version(text):
        draft = ArticleDraft(text=text, headline="", media_type="text/plain")
        source = Source(importer, Channel.PASTE, files.store(text.encode()))
        done = add_version(Article.objects.get(pk=article.pk), draft, source, now=timezone.now())
        article.refresh_from_db()
        return done

    return new_version


def submit(claim, by, **fields):
    now = timezone.now()
    review = Review.begin(claim, by=by, now=now)
    Draft.store(review, draft_payload(**fields), by=by, base_rev=0, now=now)
    return review.submit(by=by, now=now)


def decide(claim, by, second, **fields):
    verdict = submit(claim, by, **fields)
    perform(Verb.APPROVE, claim, by=second, now=timezone.now(), asked=Request(verdict=verdict.uid))
    return verdict


def fate(claim, person):
    return fates_for(person, [claim.pk]).get(claim.pk)


def page(client, person, address, *args):
    client.force_login(person)
    answer = client.get(reverse(address, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_claims_that_nobody_judged_are_to_be_looked_at_again(claims, bring, checker):
    bring(NEW)
    rise, wall, hurt = (fate(claim, checker) for claim in claims)
    assert (rise.change, rise.words, rise.was, rise.now) == (Change.CHANGED, "changed, look again", RISE, HIGHER)
    assert wall is None
    assert (hurt.change, hurt.words, hurt.was, hurt.now) == (Change.GONE, "no longer in the text", HURT, "")
    assert [piece.text for piece in rise.apart.new if piece.is_changed] == ["45"]


def test_a_verdict_on_changed_words_says_that_the_source_has_changed(claims, bring, checker, checker2):
    decide(claims[0], checker, checker2)
    bring(NEW)
    assert fate(claims[0], checker).words == "the source has changed"
    bring("Once more.\n\n" + NEW)
    assert fate(claims[0], checker).change is Change.CHANGED
    bring("And back.\n\n" + TEXT)
    assert fate(claims[0], checker) is None


def test_a_new_verdict_on_the_new_words_settles_it(claims, bring, checker, checker2):
    bring(NEW)
    decide(claims[0], checker, checker2)
    assert fate(claims[0], checker) is None
    bring("Once more.\n\n" + NEW)
    assert fate(claims[0], checker) is None


def test_words_made_as_suggested_keep_their_verdict(claims, bring, checker, checker2):
    verdict = decide(claims[0], checker, checker2, suggested_wording=f" {HIGHER.replace(' ', '  ')} ")
    decide(claims[2], checker, checker2, suggested_wording='The mayor said "some were hurt" then')
    bring(TEXT.replace(RISE, HIGHER).replace(HURT, "The mayor said “some were\nhurt” then."))
    assert fate(claims[0], checker).change is Change.AS_SUGGESTED
    assert fate(claims[2], checker).change is Change.AS_SUGGESTED
    review = Review.objects.get(claim=claims[0])
    assert (review.state, review.current_verdict()) == (State.DECIDED, verdict)
    bring(TEXT.replace(RISE, RISE.replace("40", "46")))
    assert fate(claims[0], checker).change is Change.CHANGED


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“So it is,” he said.", '"So it is,"  he\nsaid', True),
        ("It’s so.", "It's so", True),
        ("It is so.", "It is not so.", False),
        ("", "", False),
    ],
)
def test_wordings_are_one_however_they_are_typed(one, other, same):
    assert is_worded(one, other) is same


def test_the_claim_page_and_the_second_look_show_both_wordings(client, claims, bring, checker, checker2):
    submit(claims[0], checker)
    bring(NEW)
    for person, address in ((checker, "reviews:claim"), (checker2, "reviews:second_look_claim")):
        html = page(client, person, address, claims[0].uid)
        assert "The source has changed." in html and "<del>40</del>" in html and "<ins>45</ins>" in html
        assert "claim 1, waiting for a second look, the source has changed" in html
    gone = page(client, checker, "reviews:claim", claims[2].uid)
    assert "Claim, no longer in the text" in gone and "Nobody was hurt that year" in gone and 'id="fate"' in gone


def test_lists_say_it(client, claims, bring, checker):
    bring(NEW)
    desk = page(client, checker, "reviews:article", claims[0].article.uid)
    assert desk.count("changed, look again") == 1 and desk.count("no longer in the text") == 1
    client.force_login(checker)
    queue = client.get(reverse("reviews:queue") + "?state=proposed").content.decode()
    assert queue.count("changed, look again") == 1 and queue.count("no longer in the text") == 1


def test_an_open_check_of_a_gone_claim_goes_on(client, claims, bring, checker, checker2):
    review = Review.begin(claims[2], by=checker, now=timezone.now())
    bring(NEW)
    client.force_login(checker)
    assert "Claim, no longer in the text" in client.get(reverse("reviews:claim", args=[claims[2].uid])).content.decode()
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=timezone.now())
    verdict = review.submit(by=checker, now=timezone.now())
    assert verdict.anchor.state == AnchorState.ORPHANED
    perform(Verb.APPROVE, claims[2], by=checker2, now=timezone.now(), asked=Request(verdict=verdict.uid))
    assert Review.objects.get(claim=claims[2]).state == State.DECIDED


def test_a_verdict_belongs_to_the_version_that_was_read(client, claims, bring, checker):
    review = Review.begin(claims[0], by=checker, now=timezone.now())
    read = claims[0].article.current
    draft = Draft.store(review, draft_payload(), by=checker, base_rev=0, now=timezone.now())
    assert f'name="version" value="{read.uid}"' in page(client, checker, "reviews:claim", claims[0].uid)
    bring(NEW)
    asked = Request(version=read.uid)
    perform(Verb.SUBMIT, claims[0], by=checker, now=timezone.now(), asked=asked)
    assert review.verdicts.get().anchor.version == read and draft.pk
    assert fate(claims[0], checker).words == "the source has changed"


@pytest.mark.django_db(transaction=True)
def test_a_version_that_comes_in_while_somebody_submits_loses_nothing(claims, bring, checker):
    now = timezone.now()
    reviews = [Review.begin(claim, by=checker, now=now) for claim in claims]
    for review in reviews:
        Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now)
    read = claims[0].article.current.uid

    def submits(claim):
        asked = Request(version=read)
        return lambda: perform(Verb.SUBMIT, claim, by=checker, now=timezone.now(), asked=asked) or "submitted"

    answers = at_once(lambda: bring(NEW), *[submits(claim) for claim in claims])
    assert answers[0].is_new and answers[1:] == ["submitted"] * 3
    assert [fate(claim, checker) and fate(claim, checker).change for claim in claims] == [
        Change.CHANGED, None, Change.GONE,
    ]  # fmt: skip


def test_a_blind_verdict_shows_nothing_of_itself(claims, bring, editor, checker, checker2):
    plan = Plan.of(claims[0].article_id)
    plan.policy = Policy.BLIND_DOUBLE
    plan.save()
    submit(claims[0], checker, suggested_wording=HIGHER)
    bring(NEW)
    assert fate(claims[0], checker).change is Change.AS_SUGGESTED
    assert fate(claims[0], checker2).words == "changed, look again"


def test_gone_claims_come_last_in_every_order(claims, bring, checker, checker2, editor):
    for claim in claims:
        submit(claim, checker)
    bring(TEXT.replace(RISE, "It rained."))
    in_order = [claims[1].uid, claims[2].uid, claims[0].uid]
    assert waiting_second_looks(checker2) == in_order
    assert [line.claim.uid for line in lines_of(claims[0].article, checker2)][:3] == in_order
    for uid in in_order:
        claim = next(claim for claim in claims if claim.uid == uid)
        verdict = Review.objects.get(claim=claim).current_verdict()
        perform(Verb.APPROVE, claim, by=checker2, now=timezone.now(), asked=Request(verdict=verdict.uid))
    outcomes = close_check(claims[0].article, by=editor, now=timezone.now())
    assert [outcome.review.claim.uid for outcome in outcomes] == in_order


def test_reports_say_it_in_every_format(claims, bring, checker, checker2, editor):
    for claim in claims:
        decide(claim, checker, checker2)
    bring(NEW)
    article = Article.objects.get()
    scope = Scope.of_articles([article.uid])

    def raw(format):
        report = make_report(scope, format, by=editor, now=timezone.now())
        with open_stored(report.sha256) as file:
            return file.read().decode("utf-8-sig")

    rows = {row["exact"]: row for row in csv.DictReader(io.StringIO(raw(Format.CSV), newline=""))}
    assert (rows[RISE]["source_change"], rows[RISE]["exact_now"]) == ("changed", HIGHER)
    assert (rows[HURT]["source_change_words"], rows[HURT]["claim_number"]) == ("no longer in the text", "")
    assert rows[WALL]["source_change"] == ""
    html = " ".join(raw(Format.HTML).split())
    assert html.count("The source has changed") == 1 and f"In the text now: “{HIGHER}”" in html
    assert '"source_change": "changed"' in raw(Format.JSON)


def test_programs_are_told(claims, bring, checker, django_assert_max_num_queries):
    submit(claims[0], checker)
    bring(NEW)
    client = program(checker)
    rise = said(client.get(f"/api/v1/claims/{claims[0].uid}/"))
    assert rise["source_change"] == {"change": "changed", "was": RISE, "now": HIGHER, "since": 1, "is_judged": True}
    assert rise["anchor"]["state"] == "changed"
    gone = said(client.get(f"/api/v1/claims/{claims[2].uid}/"))
    assert gone["anchor"] is None and gone["source_change"]["change"] == "gone"
    with django_assert_max_num_queries(12):
        rows = said(client.get("/api/v1/claims/"))["results"]
    assert [row["source_change"] and row["source_change"]["change"] for row in rows] == ["gone", None, "changed"]


def test_a_changed_claim_is_not_split_by_old_hints(article, bring, checker):
    claim = make_claim(article, RISE, touched_at=timezone.now(), hints=IN_PARTS)
    bring(NEW)
    assert fate(claim, checker).change is Change.CHANGED
    assert Anchor.objects.filter(claim=claim).count() == 2


def test_many_changed_claims_take_few_queries(client, importer, scales, checker, django_assert_max_num_queries):
    lines = [f"The river rose by {n} centimetres in the year {n}." for n in range(1000, 1200)]
    article = make_article(importer, text="\n\n".join(lines))
    claims = [make_claim(article, line, touched_at=timezone.now()) for line in lines]
    submit(claims[0], checker)
    text = "\n\n".join(line.replace("rose", "fell") for line in lines)
    source = Source(importer, Channel.PASTE, files.store(text.encode()))
    add_version(article, ArticleDraft(text=text, headline="", media_type="text/plain"), source, now=timezone.now())
    client.force_login(checker)
    for address, limit in (("reviews:article", 24), ("reviews:claim", 24)):
        of = article if address == "reviews:article" else claims[7]
        with django_assert_max_num_queries(limit):
            html = client.get(reverse(address, args=[of.uid])).content.decode()
        assert "changed, look again" in html


def test_suggestions_are_listed_as_made_not_made_or_made_differently(
    client, claims, bring, checker, checker2, importer, django_assert_max_num_queries
):
    uid = claims[0].article.uid
    assert "No verdict suggests other words." in page(client, checker, "reviews:suggestions", uid)
    for claim, wording in zip(claims, (HIGHER, WALL.replace("2.1", "2.08"), "Two were hurt that year."), strict=True):
        decide(claim, checker, checker2, suggested_wording=wording)
    assert "There is no newer version yet." in page(client, checker, "reviews:suggestions", uid)
    bring(NEW.replace("River levels", "High river").replace("It was sunny then.", "Nobody knows.") + "\nA new line.\n")
    client.force_login(importer)
    with django_assert_max_num_queries(18):
        context = client.get(reverse("reviews:suggestions", args=[uid])).context
    found = {one.review.claim_id: str(one.made) for one in context["answer"].suggestions}
    assert found == dict(zip((claim.pk for claim in claims), ("as_suggested", "not", "differently"), strict=True))
    assert [(one.was, one.now) for one in context["answer"].unasked] == [
        ("River levels", "High river"), ("", "A new line"),
    ]  # fmt: skip


def test_a_blind_suggestion_is_nobody_elses_to_read(client, claims, checker, checker2):
    plan = Plan.of(claims[0].article_id)
    plan.policy = Policy.BLIND_DOUBLE
    plan.save()
    submit(claims[0], checker, suggested_wording="SECRET wording")
    assert "SECRET" in page(client, checker, "reviews:suggestions", claims[0].article.uid)
    assert "SECRET" not in page(client, checker2, "reviews:suggestions", claims[0].article.uid)
