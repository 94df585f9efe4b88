"""The API of claims and reviews: what is shown to whom, history, drafts, scales."""

import uuid

import pytest
from django.utils import timezone

from articles.terms import QuoteKind
from reviews.models import Draft, Plan, Review
from reviews.workflow import Policy, State
from tests.factories import draft_payload, make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims/"
REVIEWS = "/api/v1/reviews/"


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claim(article):
    return make_claim(article)


@pytest.fixture
def submitted(claim, checker):
    """The claim's review, submitted by the checker."""
    now = timezone.now()
    review = Review.begin(claim, by=checker, now=now)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now)
    review.submit(by=checker, now=now)
    return review


def at(claim, more=""):
    return f"{CLAIMS}{claim.uid}/{more}"


def test_a_claim_shows_its_words_place_and_state(claim, checker):
    told = said(program(checker).get(at(claim)))
    assert told["statement"] == "The river rose by 40 centimetres in 2019."
    assert told["state"] == "proposed"
    assert told["review"] is None
    anchor = told["anchor"]
    assert claim.article.current.text[anchor["start"] : anchor["end"]] == anchor["exact"]
    assert anchor["version"] == str(claim.article.current.uid)


def test_the_list_is_read_in_few_queries(article, checker, django_assert_max_num_queries):
    now = timezone.now()
    for number in range(30):
        claim = make_claim(article)
        if number % 2:
            Review.begin(claim, by=checker, now=now)
    with django_assert_max_num_queries(10):
        assert len(said(program(checker).get(CLAIMS))["results"]) == 30
    with django_assert_max_num_queries(8):
        assert len(said(program(checker).get(REVIEWS))["results"]) == 15


def test_claims_are_filtered_by_article_triage_state_and_claimant(article, importer, checker):
    other = make_claim(make_article(importer), claimant="Mia Holm")
    mine = make_claim(article)
    Review.begin(mine, by=checker, now=timezone.now())
    client = program(checker)

    def found(**asked):
        return [claim["uid"] for claim in said(client.get(CLAIMS, asked))["results"]]

    assert found(article=str(article.uid)) == [str(mine.uid)]
    assert found(state="proposed") == found(triage="proposed") == found(claimant="Mia Holm") == [str(other.uid)]
    assert found(state="in_review") == found(triage="accepted") == [str(mine.uid)]
    assert found(state="dismissed") == found(article=str(uuid.uuid4())) == []
    assert len(found(state="")) == 2


@pytest.mark.parametrize("few", [0, 5_000])
def test_a_state_has_the_same_claims_however_many_there_are(article, checker, monkeypatch, few):
    monkeypatch.setattr("reviews.api.claims.FEW", few)
    now = timezone.now()
    begun, proposed, away = (make_claim(article) for _ in range(3))
    Review.begin(begun, by=checker, now=now)
    Review.dismiss(away, by=checker, now=now, why="opinion")
    for original in (begun, proposed):
        make_claim(article, same_as=original, triage="dismissed", dismiss_reason="same_as")
    listed = {
        state: len(said(program(checker).get(CLAIMS, {"state": state}))["results"])
        for state in ("in_review", "open", "proposed", "dismissed")
    }
    assert listed == {"in_review": 2, "open": 0, "proposed": 2, "dismissed": 1}


@pytest.mark.parametrize(
    "asked", [{"article": "1"}, {"state": "asleep"}, {"triage": "x"}, {"claimant": "a\x00b"}, {"claimant": "x" * 301}]
)
def test_a_filter_that_means_nothing_is_refused(checker, asked):
    told = problem(program(checker).get(CLAIMS, asked), 400, "invalid")
    assert told["errors"][0]["field"] in asked


@pytest.mark.parametrize("more", ["", "events/", "review/", "draft/"])
def test_a_claim_that_is_not_there_is_a_problem(checker, more):
    problem(program(checker).get(f"{CLAIMS}{uuid.uuid4()}/{more}"), 404, "not_found")


@pytest.mark.parametrize("more", ["", "events/", "review/", "draft/"])
def test_claims_are_read_by_people_with_a_role_only(claim, outsider, more):
    problem(program(outsider).get(at(claim, more)), 403)


def test_a_review_shows_verdicts_citations_and_what_one_may_do(submitted, claim, checker2, checker):
    told = said(program(checker2).get(at(claim, "review/")))
    assert said(program(checker2).get(f"{REVIEWS}{submitted.uid}/")) == told
    verdict = told["verdicts"][0]
    assert verdict["author"] == {"uid": str(checker.uid), "name": "Noor"}
    assert verdict["rating"]["label"] == "True"
    assert verdict["citations"][0]["quote"] == "rose by 40 cm"
    assert told["decision"] is None
    assert {"verb": "approve", "needs_reason": False} in told["moves"]
    assert {"verb": "return", "needs_reason": True} in told["moves"]
    assert "approve" not in [m["verb"] for m in said(program(checker).get(at(claim, "review/")))["moves"]]


def test_the_decision_is_shown_once_it_is_made(submitted, claim, checker2):
    submitted.approve(submitted.current_verdict(), by=checker2, now=timezone.now())
    told = said(program(checker2).get(at(claim, "review/")))
    assert told["decision"]["kind"] == "second_look"
    assert told["decision"]["verdict"] == told["verdicts"][0]["uid"]
    assert told["rating"]["code"] == "true"


def test_a_review_is_read_in_few_queries(submitted, claim, checker2, django_assert_max_num_queries):
    client = program(checker2)
    with django_assert_max_num_queries(12):
        said(client.get(at(claim, "review/")))


def test_a_blind_round_shows_nobody_the_others_verdict(article, claim, checker, checker2, scales):
    Plan.objects.create(article=article, policy=Policy.BLIND_DOUBLE, scale=scales["five-point"])
    now = timezone.now()
    review = Review.begin(claim, by=checker, now=now)
    Draft.store(review, draft_payload(rationale="Seen by one only."), by=checker, base_rev=0, now=now)
    review.submit(by=checker, now=now)
    assert said(program(checker).get(at(claim, "review/")))["verdicts"]
    for more in ("", "review/", "events/", "draft/"):
        answer = program(checker2).get(at(claim, more))
        assert "Seen by one only" not in str(said(answer))
    assert said(program(checker2).get(at(claim, "review/")))["verdicts"] == []
    assert "submit" not in [e["verb"] for e in said(program(checker2).get(at(claim, "events/")))["results"]]


def test_the_history_names_who_did_what(submitted, claim, checker):
    told = said(program(checker).get(at(claim, "events/")))["results"]
    assert [event["verb"] for event in told] == ["submit", "start", "accept"]
    assert told[0]["actor"]["name"] == "Noor"


def test_saving_a_draft_starts_the_check(claim, checker):
    client = program(checker)
    before = said(client.get(at(claim, "draft/")))
    assert (before["rev"], before["obstacles"]) == (0, [])
    saved = said(client.put(at(claim, "draft/"), {"payload": {"rating": "true"}, "base_rev": 0}, format="json"))
    assert saved["rev"] == 1
    assert {"citation_missing", "rationale_missing"} <= {line["rule"] for line in saved["obstacles"]}
    assert Review.objects.get(claim=claim).state == State.IN_REVIEW
    full = said(client.put(at(claim, "draft/"), {"payload": draft_payload(), "base_rev": 1}, format="json"))
    assert full["obstacles"] == []
    assert full["payload"]["citations"][0]["title"] == "River gauge 2019"


def test_a_draft_saved_from_elsewhere_is_not_overwritten(claim, checker):
    client = program(checker)
    client.put(at(claim, "draft/"), {"payload": {"rationale": "first"}, "base_rev": 0}, format="json")
    late = client.put(at(claim, "draft/"), {"payload": {"rationale": "second"}, "base_rev": 0}, format="json")
    told = problem(late, 409, "draft_stale")
    assert told["current"]["payload"]["rationale"] == "first"
    assert told["current"]["draft_rev"] == 1
    etag = client.get(at(claim, "draft/"))["ETag"]
    body = {"payload": {"rationale": "third"}, "base_rev": 1}
    said(client.put(at(claim, "draft/"), body, format="json", headers={"if-match": etag}))
    problem(client.put(at(claim, "draft/"), body, format="json", headers={"if-match": etag}), 412)


def test_a_draft_is_its_author_s_alone(claim, checker, checker2, importer):
    program(checker).put(at(claim, "draft/"), {"payload": {"rationale": "mine"}, "base_rev": 0}, format="json")
    assert said(program(checker2).get(at(claim, "draft/")))["payload"]["rationale"] == ""
    problem(program(importer).get(at(claim, "draft/")), 403)
    told = problem(
        program(checker2).put(at(claim, "draft/"), {"payload": {"rationale": "x"}, "base_rev": 0}, format="json"), 409
    )
    assert told["current"]["state"] == "in_review"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"payload": {}},
        {"payload": [], "base_rev": 0},
        {"payload": {"rationale": {"a": 1}}, "base_rev": 0},
        {"payload": {"rationale": "a\x00"}, "base_rev": 0},
        {"payload": {"rationale": "a" * 20_001}, "base_rev": 0},
        {"payload": {"citations": [{}] * 51}, "base_rev": 0},
        {"payload": {"citations": ["x"]}, "base_rev": 0},
        {"payload": {}, "base_rev": -1},
        {"payload": {}, "base_rev": 2**63},
        {"payload": {}, "base_rev": True},
    ],
)
def test_a_draft_of_another_shape_is_refused(claim, checker, body):
    problem(program(checker).put(at(claim, "draft/"), body, format="json"), 400, "invalid")
    assert not Draft.objects.exists()


def test_scales_are_listed_with_their_ratings(scales, importer, django_assert_max_num_queries):
    client = program(importer)
    with django_assert_max_num_queries(7):
        told = said(client.get("/api/v1/scales/"))["results"]
    assert {scale["code"] for scale in told} == {"five-point", "magazine", "six-point"}
    one = said(client.get(f"/api/v1/scales/{told[0]['uid']}/"))
    assert [rating["label"] for rating in one["ratings"]]
    problem(client.get(f"/api/v1/scales/{uuid.uuid4()}/"), 404)
    problem(client.post("/api/v1/scales/", {}, format="json"), 405)


def test_a_quotation_claim_gives_its_kind(article, checker):
    claim = make_claim(article, "We built it in six weeks", quote=QuoteKind.DIRECT, claimant="the mayor")
    told = said(program(checker).get(at(claim)))
    assert (told["quote"], told["claimant"]) == ("direct", "the mayor")


def test_an_etag_saves_sending_the_same_again(submitted, claim, checker2):
    client = program(checker2)
    for address in (at(claim), at(claim, "review/")):
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    claim_tag, review_tag = client.get(at(claim))["ETag"], client.get(at(claim, "review/"))["ETag"]
    submitted.approve(submitted.current_verdict(), by=checker2, now=timezone.now())
    assert client.get(at(claim), headers={"if-none-match": claim_tag}).status_code == 200
    assert client.get(at(claim, "review/"), headers={"if-none-match": review_tag}).status_code == 200
