"""The doors by which claims are shaped: the API and the pages, each with its answer in words."""

import datetime
import html
import re
import uuid

import pytest
from django.urls import reverse

from articles.models import Anchor, Claim, Event
from articles.terms import Origin, Triage
from reviews.claim_edits import Wording, reword
from reviews.models import Draft, Review
from reviews.same_claims import keep_as
from reviews.terms import Edit
from reviews.workflow import State
from tests.factories import draft_payload, make_article, make_claim
from tests.programs import problem, program, said

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


def fresh(claim) -> Claim:
    return Claim.objects.select_related("article__current").get(pk=claim.pk)


def passage(article, words) -> dict:
    start = article.current.text.index(words)
    return {"version": str(article.current.uid), "start": start, "end": start + len(words), "words": words}


# Programs


def test_a_program_adds_a_claim(article, checker):
    response = program(checker).post(f"/api/v1/articles/{article.uid}/claims/", passage(article, WALL), format="json")
    told = said(response, 201)
    assert (told["statement"], told["origin"], told["state"]) == (WALL, "human", "open")
    assert response["Location"].endswith(f"/api/v1/claims/{told['uid']}/")
    again = program(checker).post(f"/api/v1/articles/{article.uid}/claims/", passage(article, WALL), format="json")
    assert "claim 1 already" in problem(again, 409, "is_claim")["detail"]
    other = passage(article, WALL) | {"words": "Something else."}
    assert (
        WALL
        in problem(
            program(checker).post(f"/api/v1/articles/{article.uid}/claims/", other, format="json"), 409, "words_differ"
        )["detail"]
    )
    assert Claim.objects.count() == 1


def test_a_program_changes_a_claim_it_has_read(article, claim, checker):
    client, address = program(checker), f"/api/v1/claims/{claim.uid}/"
    etag = client.get(address)["ETag"]
    change = {"statement": "The river rose.", "quote": "indirect", "passage": passage(article, WALL)}
    told = said(client.patch(address, change, format="json", headers={"if-match": etag}))
    assert (told["statement"], told["quote"], told["anchor"]["exact"]) == ("The river rose.", "indirect", WALL)
    problem(client.patch(address, change, format="json", headers={"if-match": etag}), 412)
    stale = problem(client.patch(address, {"statement": "Mine.", "rev": 0}, format="json"), 409, "claim_changed")
    assert "change it again" in stale["detail"]
    problem(client.patch(address, {"statement": " "}, format="json"), 400)
    problem(client.patch(address, {"quote": "loud"}, format="json"), 400)
    assert claim.events.count() == 2


def test_a_change_that_is_refused_in_one_part_is_refused_whole(article, claim, checker):
    wrong = passage(article, WALL) | {"words": "Something else."}
    problem(
        program(checker).patch(
            f"/api/v1/claims/{claim.uid}/", {"statement": "The river rose.", "passage": wrong}, format="json"
        ),
        409,
        "words_differ",
    )
    assert (fresh(claim).statement, fresh(claim).rev) == (RIVER, 0)


def test_a_program_merges_claims_and_takes_it_back(article, claim, checker):
    other = make_claim(article, WALL)
    client, address = program(checker), f"/api/v1/claims/{claim.uid}/"
    told = said(client.post(f"{address}merge/", {"claims": [str(other.uid)], "rev": 0}, format="json"))
    assert told["anchor"]["exact"] == f"{RIVER} {WALL}"
    step = Event.objects.get(claim=claim, verb=Edit.MERGE)
    told = said(client.post(f"{address}events/{step.uid}/undo/", {}, format="json"))
    assert told["anchor"]["exact"] == RIVER
    problem(client.post(f"{address}events/{step.uid}/undo/", {}, format="json"), 409, "taken_back")
    problem(client.post(f"{address}events/{uuid.uuid4()}/undo/", {}, format="json"), 404)
    problem(client.post(f"{address}merge/", {"claims": [str(uuid.uuid4())]}, format="json"), 400, "same_unknown")


def test_a_program_likens_claims(article, claim, checker):
    other = make_claim(article, WALL)
    client, address = program(checker), f"/api/v1/claims/{other.uid}/same-as/"
    told = said(client.post(address, {"claim": str(claim.uid)}, format="json"))
    assert (told["same_as"], told["state"]) == (str(claim.uid), "proposed")
    Review.begin(claim, by=checker, now=NOW)
    assert said(client.get(f"/api/v1/claims/{other.uid}/"))["state"] == "in_review"
    assert said(client.post(address, {"claim": None}, format="json"))["same_as"] is None
    problem(client.post(address, {"claim": str(other.uid)}, format="json"), 400, "same_itself")
    problem(client.post(address, {"claim": str(uuid.uuid4())}, format="json"), 400, "same_unknown")


def test_programs_of_people_without_the_role_change_nothing(article, claim, importer):
    client, address = program(importer), f"/api/v1/claims/{claim.uid}/"
    problem(client.post(f"/api/v1/articles/{article.uid}/claims/", passage(article, WALL), format="json"), 403)
    problem(client.patch(address, {"statement": "Other."}, format="json"), 403)
    problem(client.post(f"{address}same-as/", {"claim": str(claim.uid)}, format="json"), 403)
    problem(client.post(f"{address}merge/", {"claims": [str(claim.uid)]}, format="json"), 403)
    assert Event.objects.filter(claim=claim).count() == 0


# Pages


def page(client, person, claim, query="") -> str:
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.uid]) + query).content.decode()


def text_of(page_html: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page_html)).split())


def seen(page_html: str) -> dict[str, str]:
    """The hidden fields by which the page says what it showed."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page_html)[1] for name in ("wording", "claim_place")}


def test_the_page_changes_a_claim_and_takes_it_back(client, checker, claim):
    shown = seen(page(client, checker, claim))
    fields = shown | {"new_statement": "The river rose.", "new_claimant": "the mayor", "new_quote": "indirect"}
    told = client.post(reverse("reviews:change_claim", args=[claim.uid]), fields, follow=True).content.decode()
    assert "Noor changed the wording" in text_of(told)
    assert "before: River" not in told and "<del>" in told
    assert fresh(claim).claimant == "the mayor"
    undo = re.search(r'formaction="(/claims/[^"]+/undo/)"', told)[1]
    assert "took back a change of the wording" in text_of(client.post(undo, follow=True).content.decode())
    assert (fresh(claim).statement, fresh(claim).claimant) == (RIVER, "Ola Berg")
    assert "undo/" not in page(client, checker, claim)


def test_the_page_refuses_a_change_decided_on_other_words_and_keeps_what_was_typed(client, checker, checker2, claim):
    shown = seen(page(client, checker, claim))
    reword(claim, Wording(statement="Theirs."), by=checker2, now=NOW)
    fields = shown | {"new_statement": "Mine.", "new_claimant": "me", "new_quote": "none"}
    response = client.post(reverse("reviews:change_claim", args=[claim.uid]), fields)
    assert response.status_code == 409
    told = response.content.decode()
    assert "Somebody changed this claim" in told and "Mine.</textarea>" in told
    assert re.search(r'<details class="change" id="change" open', told)
    assert fresh(claim).statement == "Theirs."


def test_the_page_moves_an_end_and_stays_open_to_go_on(client, checker, claim):
    fields = seen(page(client, checker, claim)) | {"edge": "end_in"}
    response = client.post(reverse("reviews:claim_bounds", args=[claim.uid]), fields)
    assert response["Location"].endswith("?change=1#change")
    assert Anchor.objects.get(claim=claim).exact == RIVER.removesuffix(" 2019.")
    assert client.post(reverse("reviews:claim_bounds", args=[claim.uid]), fields).status_code == 409
    wrong = client.post(reverse("reviews:claim_bounds", args=[claim.uid]), {"edge": "sideways"})
    assert wrong.status_code == 400


def test_what_was_typed_in_the_verdict_is_saved_with_a_change(client, checker, claim):
    fields = seen(page(client, checker, claim))
    typed = {"verdict_form": "1", "base_rev": "0", "rationale": "typed before"}
    client.post(
        reverse("reviews:change_claim", args=[claim.uid]), fields | typed | {"new_statement": "The river rose."}
    )
    assert Draft.objects.get(review__claim=claim).text().rationale == "typed before"
    assert fresh(claim).statement == "The river rose."


def test_the_page_does_not_take_a_verdict_on_words_it_did_not_show(client, checker, claim):
    shown = seen(page(client, checker, claim))
    Review.begin(claim, by=checker, now=NOW)
    reword(fresh(claim), Wording(statement="Other."), by=checker, now=NOW)
    typed = {"verdict_form": "1", "base_rev": "0", "rationale": "typed before", "rating": "true"}
    response = client.post(reverse("reviews:move", args=[claim.uid, "submit"]), shown | typed)
    assert response.status_code == 409
    assert "typed before" in response.content.decode()
    assert fresh(claim).frozen_at is None


def test_the_page_merges_with_a_neighbor(client, checker, article, claim):
    other = make_claim(article, WALL)
    shown = page(client, checker, claim)
    assert WALL in text_of(shown[shown.index('id="change"') :])
    fields = seen(shown) | {"merge_with": [str(other.uid)]}
    response = client.post(reverse("reviews:merge_claim", args=[other.uid]), {"merge_with": [str(claim.uid)]})
    assert response["Location"] == reverse("reviews:claim", args=[claim.uid])
    assert Anchor.objects.get(claim=claim).exact == f"{RIVER} {WALL}"
    assert client.post(reverse("reviews:merge_claim", args=[claim.uid]), fields).status_code == 409


def test_the_list_of_an_article_merges_the_ticked_ones(client, checker, article, claim):
    other = make_claim(article, WALL)
    client.force_login(checker)
    address = reverse("reviews:merge_ticked", args=[article.uid])
    told = client.post(address, {"claims": [str(claim.uid)]}, follow=True)
    assert "Choose at least two claims" in text_of(told.content.decode())
    done = client.post(address, {"claims": [str(claim.uid), str(other.uid)]})
    assert done["Location"] == reverse("reviews:claim", args=[claim.uid])


def test_the_page_of_a_claim_that_is_the_same_leads_to_the_other(client, checker, article, claim):
    other = make_claim(article, WALL)
    shown = seen(page(client, checker, other))
    client.post(reverse("reviews:same_as", args=[other.uid]), shown | {"same_number": "1"})
    told = page(client, checker, other)
    assert "Same as claim 1" in text_of(told)
    assert reverse("reviews:claim", args=[claim.uid]) in told
    assert 'id="rating"' not in told and "pill--proposed" in told
    assert "same as claim 1" in text_of(client.get(reverse("reviews:article", args=[article.uid])).content.decode())
    assert 'aria-label="claim 2, proposed, same as claim 1"' in told
    client.post(reverse("reviews:same_as", args=[other.uid]), {"apart": "1"})
    assert "Same as claim" not in text_of(page(client, checker, other)).replace("Same as claim No.", "")
    nowhere = client.post(reverse("reviews:same_as", args=[other.uid]), {"same_number": "99"})
    assert nowhere.status_code == 400


def test_selected_words_are_added_from_the_page(client, checker, article, claim):
    shown = page(client, checker, claim)
    assert 'data-start="0"' in shown
    address = reverse("reviews:new_claim", args=[article.uid])
    given = passage(article, WALL)
    fields = {f"passage_{name}": given[name] for name in ("start", "end", "words")} | {"version": given["version"]}
    typed = {"verdict_form": "1", "base_rev": "0", "rationale": "typed before"}
    response = client.post(f"{address}?claim={claim.uid}", fields | typed)
    made = Claim.objects.get(origin=Origin.HUMAN)
    assert response["Location"] == reverse("reviews:claim", args=[made.uid])
    assert Draft.objects.get(review__claim=claim).text().rationale == "typed before"
    other = client.post(address, fields | {"passage_words": "Something else."})
    assert other.status_code == 409
    assert WALL in text_of(other.content.decode())


def test_words_are_pasted_without_javascript_and_the_place_is_chosen(client, checker, importer, scales):
    article = make_article(
        importer, text="The wall fell. Nobody\nsaw it.\n\nA year later the wall fell. Nobody saw it.\n"
    )
    client.force_login(checker)
    address = reverse("reviews:new_claim", args=[article.uid])
    assert "Add the claim" in client.get(address).content.decode()
    asked = client.post(address, {"pasted": "wall fell. Nobody saw it."})
    told = text_of(asked.content.decode())
    assert asked.status_code == 400
    assert "2 times" in told and "A year later the" in told
    keys = re.findall(r'name="place" value="([^"]+)"', asked.content.decode())
    client.post(address, {"pasted": "wall fell. Nobody saw it.", "place": keys[1]})
    made = Claim.objects.get()
    assert (made.triage, Anchor.objects.get().start) == (Triage.ACCEPTED, article.current.text.rindex("wall"))
    for pasted, words in (("", "Select at least one word"), ("The bridge fell.", "not in the text")):
        no = client.post(address, {"pasted": pasted})
        assert no.status_code == 400
        assert words in text_of(no.content.decode())
    again = client.post(address, {"pasted": "wall fell. Nobody saw it.", "place": keys[1]})
    assert reverse("reviews:claim", args=[made.uid]) in again.content.decode()


def test_who_may_not_change_claims_is_not_offered_to(client, importer, article, claim):
    shown = page(client, importer, claim)
    assert "Change the claim" not in shown and "Add a claim" not in shown
    assert client.get(reverse("reviews:new_claim", args=[article.uid])).status_code == 403
    response = client.post(reverse("reviews:change_claim", args=[claim.uid]), {"new_statement": "Mine."})
    assert response.status_code == 403
    assert fresh(claim).statement == RIVER


def test_the_setting_of_a_claim_is_told(client, checker, importer, scales):
    text = "Rivers\n\nThe wall\n\nThe river rose by 40 centimetres in 2019.\n"
    article = make_article(importer, text=text, published_on=datetime.date(2021, 3, 14))
    claim = make_claim(article)
    rows = [
        ("title", 0, 6, []),
        ("heading", 8, 16, []),
        ("caption", 18, len(text) - 1, ["the water office", "Reuters"]),
    ]
    for position, (zone, start, end, chain) in enumerate(rows):
        speaker = "the mayor" if chain else ""
        article.current.sentences.create(
            position=position, start=start, end=end, zone=zone, chain=chain, speaker=speaker, is_claim=True,
            check_worthiness=0.5,
        )  # fmt: skip
    told = text_of(page(client, checker, claim))
    assert "the mayor, as told by the water office, as told by Reuters" in told
    assert "· caption · under “ The wall ” · 14 March 2021" in told


def test_a_claim_that_was_judged_shows_no_fields_and_no_undo(client, checker, claim):
    reword(claim, Wording(statement="The river rose."), by=checker, now=NOW)
    review = Review.begin(fresh(claim), by=checker, now=NOW)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
    review.submit(by=checker, now=NOW)
    assert review.state == State.AWAITING_SECOND
    told = page(client, checker, claim)
    assert 'id="change"' not in told and "/undo/" not in told


def test_a_likened_claim_costs_its_page_no_more_than_another(
    client, checker, article, claim, django_assert_max_num_queries
):
    other = make_claim(article, WALL)
    keep_as(other, claim, by=checker, now=NOW)
    client.force_login(checker)
    with django_assert_max_num_queries(24):
        client.get(reverse("reviews:claim", args=[other.uid]))
