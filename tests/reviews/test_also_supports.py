"""One source for several claims at once: into the person's own drafts, with a result for each."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Event
from articles.refusals import Refusal
from reviews.also import MOST_CLAIMS, append_citation, put_on
from reviews.drafts import CITATION_FIELDS, MAX_CITATIONS, MAX_TEXT, CitationText
from reviews.models import Draft, Review
from reviews.moves import Request, perform
from reviews.terms import Put, Stance
from reviews.workflow import Policy, State, Verb
from tests.factories import draft_payload, make_article, make_claim
from tests.programs import problem, program, said

GAUGE = CitationText(**draft_payload()["citations"][0])


@pytest.fixture
def article(importer, scales):
    return make_article(importer, published_on=datetime.date(2026, 11, 3))


@pytest.fixture
def claim(article):
    return make_claim(article)


@pytest.fixture
def second(article):
    return make_claim(article, "The town spent 2.1 million crowns on the wall.")


@pytest.fixture
def third(article):
    return make_claim(article, "“We built it in six weeks,” said the mayor.")


def put(claim, on, by, citation=GAUGE, now=None):
    stances = {one.uid: stance for one, stance in on.items()}
    return put_on(claim, citation, stances, by=by, now=now or timezone.now())


def payload_of(claim, person):
    return Draft.objects.get(review__claim=claim, author=person).payload


def test_it_lands_in_the_own_draft_of_each_with_its_own_stance(checker, claim, second, third):
    rows = put(claim, {second: "backs", third: "contradicts"}, checker)
    assert [(row.claim, row.put) for row in rows] == [(second, Put.ADDED), (third, Put.ADDED)]
    for one, stance in ((second, "backs"), (third, "contradicts")):
        (cited,) = payload_of(one, checker)["citations"]
        assert (cited["stance"], cited["quote"], cited["locator"]) == (stance, "rose by 40 cm", "table 2")


def test_nothing_is_started_or_held_and_a_proposed_claim_is_chosen(checker, claim, second):
    put(claim, {second: "backs"}, checker)
    review = Review.objects.get(claim=second)
    assert (review.state, review.lease_by, review.assigned_to) == (State.OPEN, None, None)
    assert [event.verb for event in Event.objects.filter(claim=second)] == [Verb.ACCEPT]


def test_nothing_typed_there_is_lost(checker, claim, second):
    now = timezone.now()
    review = Review.begin(second, by=checker, now=now)
    half = {"translation": "only this was typed"}
    typed = draft_payload(rationale="half a thought", citations=[half], as_of="2026-10")
    Draft.store(review, typed, by=checker, base_rev=0, now=now)
    put(claim, {second: "background"}, checker)
    payload = payload_of(second, checker)
    assert (payload["rationale"], payload["as_of"]) == ("half a thought", "2026-10")
    assert [one["translation"] for one in payload["citations"]] == ["only this was typed", ""]
    assert payload["citations"][1]["stance"] == "background"


def test_a_draft_that_is_saved_meanwhile_keeps_both(checker, claim, second, monkeypatch):
    now = timezone.now()
    review = Review.begin(second, by=checker, now=now)
    Draft.store(review, draft_payload(rationale="before"), by=checker, base_rev=0, now=now)
    store, raced = Draft.store.__func__, []

    def slow(cls, *args, base_rev, **fields):
        if not raced:
            raced.append(1)
            store(cls, review, draft_payload(rationale="typed meanwhile"), by=checker, base_rev=base_rev, now=now)
        return store(cls, *args, base_rev=base_rev, **fields)

    monkeypatch.setattr(Draft, "store", classmethod(slow))
    other = CitationText(url="https://example.org/other", title="Other", stance="backs")
    assert append_citation(review, other, by=checker, now=now) is Put.ADDED
    payload = payload_of(second, checker)
    assert payload["rationale"] == "typed meanwhile"
    assert [one["title"] for one in payload["citations"]] == ["River gauge 2019", "Other"]


def test_twice_is_once(checker, claim, second):
    put(claim, {second: "backs"}, checker)
    (row,) = put(claim, {second: "contradicts"}, checker)
    assert row.put is Put.THERE
    assert [one["stance"] for one in payload_of(second, checker)["citations"]] == ["backs"]


def test_each_claim_that_cannot_be_drafted_on_says_why(checker, checker2, editor, article, claim, second, third):
    now = timezone.now()
    Review.begin(second, by=checker2, now=now)
    Review.accept(third, by=editor, now=now).assign(checker2, by=editor, now=now)
    gone = make_claim(article, "River levels")
    perform(Verb.DISMISS, gone, by=checker, now=now, asked=Request(why="opinion"))
    rows = put(claim, {second: "backs", third: "backs", gone: "backs"}, checker)
    assert {row.put for row in rows} == {Put.REFUSED}
    told = [row.refusal.words for row in rows]
    assert "Tomás has this claim until" in told[0] and "assigned to Tomás" in told[1] and "dismissed" in told[2]
    assert not Draft.objects.exists()


def test_a_verdict_that_waits_is_not_drafted_on(checker, checker2, claim, second):
    now = timezone.now()
    review = Review.begin(second, by=checker2, now=now)
    Draft.store(review, draft_payload(), by=checker2, base_rev=0, now=now)
    review.submit(by=checker2, now=now)
    (row,) = put(claim, {second: "backs"}, checker)
    assert row.put is Put.REFUSED and not Draft.objects.filter(author=checker).exists()


def test_one_refusal_stops_no_other_row(checker, checker2, claim, second, third):
    Review.begin(second, by=checker2, now=timezone.now())
    assert [row.put for row in put(claim, {second: "backs", third: "backs"}, checker)] == [Put.REFUSED, Put.ADDED]


def test_a_stance_is_asked_of_each(checker, claim, second):
    (row,) = put(claim, {second: ""}, checker)
    assert row.refusal.code == "stance_missing" and not Review.objects.filter(claim=second).exists()


def test_a_full_draft_takes_no_more(checker, claim, second):
    now = timezone.now()
    review = Review.begin(second, by=checker, now=now)
    many = [{"url": f"https://example.org/{n}"} for n in range(MAX_CITATIONS)]
    Draft.store(review, draft_payload(citations=many), by=checker, base_rev=0, now=now)
    (row,) = put(claim, {second: "backs"}, checker)
    assert row.refusal.code == "citations_full" and len(payload_of(second, checker)["citations"]) == MAX_CITATIONS


@pytest.mark.parametrize(
    ("citation", "code"),
    [
        (CitationText(quote="words of nothing"), "no_source"),
        (CitationText(title="Long", quote="x" * (MAX_TEXT + 1)), "draft_too_long"),
    ],
)
def test_what_cannot_be_put_anywhere_is_refused_as_a_whole(checker, claim, second, citation, code):
    with pytest.raises(Refusal) as refused:
        put(claim, {second: "backs"}, checker, citation)
    assert refused.value.code == code and not Draft.objects.exists()


def test_claims_of_other_articles_the_claim_itself_and_none_are_refused(importer, checker, claim):
    elsewhere = make_claim(make_article(importer))
    for on in ({}, {elsewhere.uid: "backs"}, {claim.uid: "backs"}, {uuid.uuid4(): "backs"}):
        with pytest.raises(Refusal) as refused:
            put_on(claim, GAUGE, on, by=checker, now=timezone.now())
        assert refused.value.code == "no_claim_ticked"
    too_many = {uuid.uuid4(): "backs" for _ in range(MOST_CLAIMS + 1)}
    with pytest.raises(Refusal):
        put_on(claim, GAUGE, too_many, by=checker, now=timezone.now())
    assert not Review.objects.exists()


def test_whoever_may_not_check_puts_nothing(importer, claim, second):
    with pytest.raises(Refusal) as refused:
        put(claim, {second: "backs"}, importer)
    assert refused.value.code == "not_allowed"


# The page


def also(client, person, claim, **query):
    client.force_login(person)
    return client.get(reverse("reviews:also", args=[claim.uid]), query)


def fields(citation=GAUGE):
    return {f"source-{name}": getattr(citation, name) for name in CITATION_FIELDS}


def test_the_button_in_the_form_saves_and_leads_to_the_claims(client, checker, claim, second):
    client.force_login(checker)
    typed = {"citation-3-url": "https://example.org/a", "citation-3-title": "A page", "citation-3-quote": "its words"}
    answer = client.post(
        reverse("reviews:draft", args=[claim.uid]),
        {"verdict_form": "1", "base_rev": "0", "rationale": "so far", "also": "3"} | typed,
    )
    assert answer.status_code == 302
    html = client.get(answer.url).content.decode()
    assert "A page" in html and "its words" in html
    assert "The town spent 2.1 million crowns on the wall." in html
    assert f'value="{claim.uid}"' not in html
    assert payload_of(claim, checker)["rationale"] == "so far"


def test_a_post_tells_the_result_of_each_row(client, checker, checker2, claim, second, third):
    client.force_login(checker)
    Review.begin(third, by=checker2, now=timezone.now())
    answer = client.post(
        reverse("reviews:also", args=[claim.uid]),
        fields()
        | {
            "claims": [str(second.uid), str(third.uid)],
            f"stance-{second.uid}": "backs",
            f"stance-{third.uid}": "backs",
        },
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "It is in your draft of 1 claim." in html and "1 was refused" in html
    assert "put into your draft" in html and "Tomás has this claim until" in html
    assert payload_of(second, checker)["citations"][0]["stance"] == "backs"


def test_saying_what_it_does_is_a_tick(client, checker, claim, second):
    client.force_login(checker)
    client.post(reverse("reviews:also", args=[claim.uid]), fields() | {f"stance-{second.uid}": "contradicts"})
    assert payload_of(second, checker)["citations"][0]["stance"] == "contradicts"


def test_nothing_ticked_is_told_and_the_source_stays(client, checker, claim, second):
    client.force_login(checker)
    answer = client.post(reverse("reviews:also", args=[claim.uid]), fields())
    assert answer.status_code == 400
    assert "Tick the claims" in answer.content.decode() and "River gauge 2019" in answer.content.decode()


def test_a_source_of_a_verdict_is_taken_up_by_whoever_may_read_it(client, checker, checker2, claim, second):
    now = timezone.now()
    review = Review.begin(claim, by=checker, now=now)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now)
    cited = review.submit(by=checker, now=now).citations.get()
    assert "River gauge 2019" in also(client, checker2, claim, citation=cited.uid).content.decode()
    assert f"?citation={cited.uid}" in client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    assert also(client, checker2, claim, citation=cited.uid).status_code == 404
    assert also(client, checker, claim, citation=cited.uid).status_code == 200


def test_sources_that_are_not_there_and_people_who_may_not(client, checker, importer, claim):
    for query in ({}, {"source": "0"}, {"source": "x"}, {"citation": "x"}, {"citation": str(uuid.uuid4())}):
        assert also(client, checker, claim, **query).status_code == 404
    assert also(client, importer, claim, source="0").status_code == 403
    client.force_login(importer)
    assert client.post(reverse("reviews:also", args=[claim.uid]), fields()).status_code == 403


def test_hostile_words_stay_words(client, checker, claim, second):
    evil = "</textarea><script>alert(1)</script>"
    client.force_login(checker)
    hostile = CitationText(url="javascript:alert(1)", title=evil, quote=evil, publisher=evil)
    html = client.post(reverse("reviews:also", args=[claim.uid]), fields(hostile)).content.decode()
    assert "<script>alert" not in html and 'href="javascript' not in html


def test_every_stance_is_offered(client, checker, claim, second):
    now = timezone.now()
    Draft.store(Review.begin(claim, by=checker, now=now), draft_payload(), by=checker, base_rev=0, now=now)
    html = also(client, checker, claim, source="0").content.decode()
    assert all(f'value="{stance}"' in html for stance in Stance)


# The API


def at(claim, more=""):
    return f"/api/v1/claims/{claim.uid}/sources/{more}"


def test_a_program_reads_the_sources_at_hand(checker, checker2, importer, claim, second):
    now = timezone.now()
    review = Review.begin(second, by=checker, now=now)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now)
    review.submit(by=checker, now=now)
    (source,) = said(program(checker2).get(at(claim)))["sources"]
    assert (source["title"], source["quote"], source["authors"]) == ("River gauge 2019", "rose by 40 cm", None)
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    assert said(program(checker2).get(at(claim)))["sources"] == []
    problem(program(importer).get(at(claim)), 403)


def test_a_program_puts_a_source_on_several_claims(checker, checker2, claim, second, third):
    Review.begin(third, by=checker2, now=timezone.now())
    source = {name: getattr(GAUGE, name) for name in CITATION_FIELDS}
    claims = [{"claim": str(one.uid), "stance": "backs"} for one in (second, third)]
    told = said(program(checker).post(at(claim, "also/"), {"typed": source, "claims": claims}, format="json"))
    added, refused = told["results"]
    assert (added["claim"], added["put"], added["code"]) == (str(second.uid), "added", "")
    assert refused["put"] == "refused" and refused["code"] == "free_lease" and "Tomás" in refused["detail"]
    assert payload_of(second, checker)["citations"][0]["title"] == "River gauge 2019"


def test_a_program_names_a_citation_it_may_read(checker, checker2, claim, second):
    now = timezone.now()
    review = Review.begin(claim, by=checker2, now=now)
    Draft.store(review, draft_payload(), by=checker2, base_rev=0, now=now)
    cited = review.submit(by=checker2, now=now).citations.get()
    body = {"citation": str(cited.uid), "claims": [{"claim": str(second.uid), "stance": "contradicts"}]}
    client = program(checker)
    assert said(client.post(at(claim, "also/"), body, format="json"))["results"][0]["put"] == "added"
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    problem(client.post(at(claim, "also/"), body, format="json"), 400)
    problem(client.post(at(claim, "also/"), {"claims": body["claims"]}, format="json"), 400)
    problem(client.post(at(claim, "also/"), body | {"claims": []}, format="json"), 400)
