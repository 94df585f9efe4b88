"""Sources of an article at hand on the review page: whose, in which order, and what picking one fills in."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import AuthorSource
from articles.terms import SourceKind
from reviews.as_of import earlier_answer
from reviews.models import Draft, Review
from reviews.tray import MOST_SOURCES, tray_of
from reviews.workflow import Policy
from tests.factories import draft_payload, make_article, make_claim

GAUGE = draft_payload()["citations"][0]
TOWN = GAUGE | {"url": "https://town.example.org/wall", "title": "The wall", "quote": "2.1 million", "locator": "p. 4"}


@pytest.fixture
def article(importer, scales):
    return make_article(importer, published_on=datetime.date(2026, 11, 3))


@pytest.fixture
def claim(article):
    return make_claim(article)


@pytest.fixture
def other(article):
    return make_claim(article, "The town spent 2.1 million crowns on the wall.")


def drafted(claim, by, *citations, **fields):
    now = timezone.now()
    review = Review.objects.filter(claim=claim).first() or Review.begin(claim, by=by, now=now)
    payload = draft_payload(citations=list(citations) or [GAUGE], **fields)
    return Draft.store(review, payload, by=by, base_rev=0, now=now)


def submitted(claim, by, *citations, **fields):
    drafted(claim, by, *citations, **fields)
    return Review.objects.get(claim=claim).submit(by=by, now=timezone.now())


def hang(claim, words, kind=SourceKind.LINK, **fields):
    version = claim.article.current
    start = version.text.index(words)
    return AuthorSource.objects.create(version=version, start=start, end=start + len(words), kind=kind, **fields)


def page(client, person, claim):
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()


def post(client, person, claim, **fields):
    client.force_login(person)
    return client.post(reverse("reviews:draft", args=[claim.uid]), {"verdict_form": "1", "base_rev": "0"} | fields)


def test_what_was_used_in_the_article_is_at_hand_last_used_first(client, checker, checker2, article, claim, other):
    third = make_claim(article, "“We built it in six weeks,” said the mayor.")
    submitted(other, checker2, GAUGE)
    drafted(third, checker, TOWN)
    assert [one.title for one in tray_of(claim, checker)] == ["The wall", "River gauge 2019"]
    assert [one.title for one in tray_of(claim, checker2)] == ["River gauge 2019"]
    html = page(client, checker, claim)
    assert "Sources of this article" in html and "2.1 million" in html and "Water Office" in html


def test_sources_of_other_articles_and_of_the_claim_s_own_draft_are_not_there(importer, checker, claim):
    elsewhere = make_claim(make_article(importer))
    submitted(elsewhere, checker)
    drafted(claim, checker)
    assert tray_of(claim, checker) == []


def test_a_source_is_there_once_with_the_words_of_its_last_use_that_had_any(checker, article, claim, other):
    third = make_claim(article, "“We built it in six weeks,” said the mayor.")
    submitted(other, checker, GAUGE | {"locator": "table 1"})
    drafted(third, checker, GAUGE | {"quote": "", "locator": ""})
    (one,) = tray_of(claim, checker)
    assert (one.quote, one.locator) == ("rose by 40 cm", "table 1")


@pytest.mark.parametrize("where", ["other claim", "same claim"])
def test_sources_of_another_person_in_an_open_blind_round_are_never_there(
    client, checker, checker2, claim, other, where
):
    judged = claim if where == "same claim" else other
    submitted(judged, checker)
    Review.objects.filter(claim=judged).update(policy=Policy.BLIND_DOUBLE)
    assert tray_of(claim, checker2) == []
    assert "data.example.org" not in page(client, checker2, claim)
    assert [s.title for s in tray_of(claim, checker)] == ["River gauge 2019"]
    uid = judged.review.verdicts.get().citations.get().uid
    post(client, checker2, other if judged == claim else claim, pick=str(uid))
    assert not any("data.example.org" in str(one.payload) for one in Draft.objects.filter(author=checker2))


def test_the_author_s_own_sources_at_the_words_come_first(client, checker, claim, other):
    submitted(other, checker)
    hang(claim, "rose by 40 centimetres", url="https://author.example.org/levels", note="rose by 40 centimetres")
    hang(claim, "in 2019.", kind=SourceKind.FOOTNOTE, note="Water Office, Levels, p. 12, https://water.example.org/l.")
    hang(claim, "The town spent", url="https://author.example.org/elsewhere", note="The town spent")
    hang(claim, "The river", note="a page that is gone")
    link, note, phrase, used = tray_of(claim, checker)
    assert (link.url, link.title) == ("https://author.example.org/levels", "")
    assert (note.url, note.title) == ("https://water.example.org/l", "Water Office, Levels, p. 12")
    assert phrase.phrase == "a page that is gone"
    assert used.authors is None and used.title == "River gauge 2019"
    html = page(client, checker, claim)
    assert "The author&#x27;s source · footnote" in html
    assert "leads nowhere; search for" in html and "“a page that is gone”" in html
    assert "author.example.org/elsewhere" not in html


def test_an_author_s_source_that_was_cited_brings_what_is_known_of_it(checker, claim, other):
    submitted(other, checker)
    hang(claim, "rose by", url=GAUGE["url"], note="rose by")
    (one,) = tray_of(claim, checker)
    assert (one.title, one.authors, one.quote) == ("River gauge 2019", SourceKind.LINK, "rose by 40 cm")


def test_picking_without_a_script_fills_the_source_and_leaves_the_rest_to_the_person(client, checker, claim, other):
    submitted(other, checker)
    (source,) = tray_of(claim, checker)
    answer = post(client, checker, claim, rationale="typed before", pick=source.key)
    assert answer.status_code == 302 and answer.url.endswith("#citations")
    payload = Draft.objects.get(review__claim=claim).payload
    (cited,) = payload["citations"]
    assert payload["rationale"] == "typed before"
    assert (cited["url"], cited["title"], cited["kind"]) == (GAUGE["url"], "River gauge 2019", "official")
    assert (cited["stance"], cited["quote"], cited["locator"]) == ("", "", "")
    assert cited["accessed_on"] == timezone.localdate().isoformat()
    html = page(client, checker, claim)
    assert "Last cited with" in html and "“rose by 40 cm” · table 2" in html
    fields = {f"citation-0-{name}": value for name, value in cited.items()}
    post(client, checker, claim, **fields, base_rev="1", use_words="0")
    (cited,) = Draft.objects.get(review__claim=claim).payload["citations"]
    assert (cited["quote"], cited["locator"]) == ("rose by 40 cm", "table 2")


def test_words_that_were_typed_are_not_replaced(client, checker, claim, other):
    submitted(other, checker)
    fields = {"citation-0-url": GAUGE["url"], "citation-0-quote": "my own reading"}
    post(client, checker, claim, **fields, use_words="0")
    (cited,) = Draft.objects.get(review__claim=claim).payload["citations"]
    assert (cited["quote"], cited["locator"]) == ("my own reading", "")


def test_a_key_that_is_not_in_the_tray_adds_nothing(client, checker, claim):
    phrase = hang(claim, "The river", note="gone")
    for key in ("nonsense", str(phrase.uid), ""):
        post(client, checker, claim, rationale="x", pick=key, base_rev=str(Draft.objects.count()))
    assert Draft.objects.get().payload["citations"] == []


def test_hostile_words_stay_words(client, checker, claim, other):
    submitted(other, checker, GAUGE | {"title": "<b onclick=x>\"'", "quote": "</q><script>alert(1)</script>"})
    hang(claim, "The river", note="<script>alert(2)</script>")
    html = page(client, checker, claim)
    assert "<script>alert" not in html and "<b onclick" not in html


def test_the_tray_is_bounded_and_asks_little(checker, article, claim, other):
    for n in range(2):
        many = [GAUGE | {"url": f"https://example.org/{n}-{m}", "title": f"Page {n}-{m}"} for m in range(25)]
        submitted(other, checker, *many) if n == 0 else drafted(
            make_claim(article, "“We built it in six weeks,” said the mayor."), checker, *many
        )
    with CaptureQueriesContext(connection) as asked:
        assert len(tray_of(claim, checker)) == MOST_SOURCES
    assert len(asked) == 3  # where the words stand, their sentence, and everything beside them


def test_an_empty_tray_is_not_shown(client, checker, claim):
    assert 'id="tray"' not in page(client, checker, claim)


def test_the_day_a_verdict_holds_for_is_asked_once_of_an_undated_article(client, checker, checker2, importer, scales):
    article = make_article(importer)
    first, second = make_claim(article), make_claim(article, "The town spent 2.1 million crowns on the wall.")
    assert "the article has no date; asked once" in page(client, checker, first)
    drafted(first, checker, as_of="2026-10-01")
    assert earlier_answer(second, checker) == datetime.date(2026, 10, 1)
    assert earlier_answer(second, checker2) is None and earlier_answer(first, checker) is None
    assert 'name="use_as_of" value="2026-10-01"' in page(client, checker, second)
    post(client, checker, second, use_as_of="2026-10-01")
    assert Draft.objects.get(review__claim=second).payload["as_of"] == "2026-10-01"
    Review.objects.get(claim=first).submit(by=checker, now=timezone.now())
    Draft.objects.filter(review__claim=second).delete()
    assert earlier_answer(second, checker) == datetime.date(2026, 10, 1)


def test_a_dated_article_asks_nobody(checker, claim, other):
    drafted(other, checker, as_of="2026-10-01")
    assert earlier_answer(claim, checker) is None
