"""The review page: what it shows to whom, without JavaScript, with hostile text, at size."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, Event, Sentence
from articles.terms import QuoteKind
from reviews.models import Draft, Review
from reviews.moves import Request, perform
from reviews.workflow import Verb
from tests.factories import draft_payload, make_article, make_claim

HOSTILE = "<script>alert(1)</script> \u202eevil\u202c <b onclick=x>rose</b>"


@pytest.fixture
def article(importer, scales):
    return make_article(importer, published_on=datetime.date(2026, 11, 3))


@pytest.fixture
def claim(article):
    return make_claim(article)


def page(client, person, claim):
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.uid]))


def submitted(claim, by, **fields):
    now = timezone.now()
    review = Review.begin(claim, by=by, now=now)
    Draft.store(review, draft_payload(**fields), by=by, base_rev=0, now=now)
    return review.submit(by=by, now=now)


def approved(claim, by, second):
    verdict = submitted(claim, by)
    perform(Verb.APPROVE, claim, by=second, now=timezone.now(), asked=Request(verdict=verdict.uid))
    return verdict


def test_a_checker_sees_claim_context_speaker_and_an_enabled_form(client, checker, article, claim):
    make_claim(article, "The town spent 2.1 million crowns on the wall.")
    html = page(client, checker, claim).content.decode()
    assert "Claim 1 of 2" in html
    assert "Ola Berg" in html
    assert "data-writable" in html
    assert 'name="rating"' in html and "Mostly false" in html
    assert "Choose a rating." in html
    assert 'aria-label="claim 1, proposed"' in html
    assert 'aria-current="true"' in html


def test_looking_changes_nothing(client, checker, claim):
    page(client, checker, claim)
    assert not Review.objects.exists() and not Event.objects.exists() and not Draft.objects.exists()


def test_people_without_a_role_may_not_look(client, outsider, claim):
    assert page(client, outsider, claim).status_code == 403


def test_strangers_are_asked_to_log_in(client, claim):
    assert client.get(reverse("reviews:claim", args=[claim.uid])).status_code == 302


def test_an_importer_reads_but_has_no_form(client, importer, claim):
    html = page(client, importer, claim).content.decode()
    assert "Fact-checkers write its verdict." in html
    assert 'id="verdict"' not in html


def test_an_unknown_claim_is_not_found(client, checker, claim):
    client.force_login(checker)
    assert client.get("/claims/01890000-0000-7000-8000-000000000000/").status_code == 404


def test_the_second_person_sees_who_has_it_and_a_form_to_read(client, checker, checker2, claim):
    review = Review.begin(claim, by=checker, now=timezone.now())
    html = page(client, checker2, claim).content.decode()
    until = timezone.localtime(review.lease_until).strftime("%H:%M")
    assert f"Noor has this claim until {until}." in html
    assert "data-writable" not in html
    assert '<fieldset class="verdict__fields" disabled>' in html


def test_a_draft_is_seen_by_its_author_alone(client, checker, checker2, editor, root, claim):
    now = timezone.now()
    review = Review.begin(claim, by=checker, now=now)
    Draft.store(review, draft_payload(rationale="quokka words"), by=checker, base_rev=0, now=now)
    assert b"quokka words" in page(client, checker, claim).content
    for other in (checker2, editor, root):
        assert b"quokka words" not in page(client, other, claim).content


def test_a_lease_that_is_over_leaves_the_claim_to_others(client, checker, checker2, claim):
    Review.begin(claim, by=checker, now=timezone.now() - datetime.timedelta(minutes=16))
    assert "data-writable" in page(client, checker2, claim).content.decode()


def test_a_claim_assigned_to_somebody_is_theirs(client, checker, checker2, editor, claim):
    review = Review.accept(claim, by=editor, now=timezone.now())
    review.assign(checker, by=editor, now=timezone.now())
    html = page(client, checker2, claim).content.decode()
    assert "assigned to Noor" in html and "data-writable" not in html


def test_a_direct_quotation_asks_about_the_quotation(client, checker, article):
    quoted = make_claim(article, "We built it in six weeks", quote=QuoteKind.DIRECT)
    html = page(client, checker, quoted).content.decode()
    assert 'name="quotation"' in html and "Say what you found out about the quotation." in html
    assert "direct quotation" in html


def test_verdict_decision_and_history_are_told_in_words(client, checker, checker2, importer, claim):
    approved(claim, checker, checker2)
    html = page(client, importer, claim).content.decode()
    assert "The gauge says so." in html and "rose by 40 cm" in html
    assert "approved by a second person: Tomás" in html
    assert "submitted a verdict" in html and "approved the verdict" in html
    assert re.search(r'<a href="https://data\.example\.org/river" rel="noopener noreferrer"', html)


def test_earlier_rounds_stay_readable(client, checker, checker2, editor, claim):
    approved(claim, checker, checker2)
    perform(Verb.REOPEN, claim, by=editor, now=timezone.now(), asked=Request(reason="New figures."))
    html = page(client, checker2, claim).content.decode()
    assert "The gauge says so." in html and "round 1" in html and "New figures." in html
    assert "data-writable" in html


def test_the_reason_it_came_back_stands_over_the_form_until_it_is_submitted(client, checker, checker2, claim):
    submitted(claim, checker)
    claim.review.send_back(by=checker2, reason="Say which archive.", now=timezone.now())
    html = page(client, checker, claim).content.decode()
    assert html.index("Say which archive.") < html.index('id="verdict"')
    claim.review.refresh_from_db()
    claim.review.start(by=checker, now=timezone.now())
    claim.review.refresh_from_db()
    claim.review.submit(by=checker, now=timezone.now())
    assert "sent it back:" not in page(client, checker, claim).content.decode()


def test_hostile_text_stays_text(client, checker, checker2, importer, scales):
    article = make_article(importer, text=f"{HOSTILE}\n\nThe river rose.\n", headline=HOSTILE)
    claim = make_claim(article, HOSTILE, claimant=HOSTILE)
    citation = draft_payload()["citations"][0] | {"title": HOSTILE, "quote": HOSTILE, "locator": HOSTILE}
    submitted(claim, checker, rationale=HOSTILE, citations=[citation])
    for person in (checker, checker2, importer):
        html = page(client, person, claim).content.decode()
        assert "<script>alert" not in html and "<b onclick" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_an_address_that_is_none_is_shown_and_not_linked(client, checker, claim):
    now = timezone.now()
    review = Review.begin(claim, by=checker, now=now)
    citation = draft_payload()["citations"][0] | {"url": "javascript:alert(1)", "title": "A page"}
    Draft.store(review, draft_payload(citations=[citation]), by=checker, base_rev=0, now=now)
    html = page(client, checker, claim).content.decode()
    assert 'href="javascript' not in html
    assert "is not a web address" in html


def test_overlapping_claims_are_both_marked(client, checker, article, claim):
    make_claim(article, "rose by 40 centimetres in 2019. The town spent")
    html = page(client, checker, claim).content.decode()
    assert "mark--shared" in html and 'aria-label="claim 2, proposed"' in html


def test_titles_and_furniture_are_styled_by_zone(client, checker, article, claim):
    Sentence.objects.create(
        version=article.current, position=0, start=0, end=12, zone="title", is_claim=False, check_worthiness=0
    )
    assert (
        '<p class="zone zone--title" dir="auto" data-start="0">River levels</p>'
        in page(client, checker, claim).content.decode()
    )


@pytest.fixture
def long_article(importer, scales):
    words = [
        f"In {1600 + n} the river at gauge {n} rose by {n} centimetres, said the office of the water."
        for n in range(400)
    ]
    text = "\n\n".join(" ".join([line, *["Nobody knew why it did so in that year."] * 2]) for line in words)
    article = make_article(importer, text=text, published_on=datetime.date(2026, 11, 3))
    for line in words:
        make_claim(article, line)
    return article


def state_fresh(claim, checker, checker2, editor):
    return None


def state_drafted(claim, checker, checker2, editor):
    review = Review.begin(claim, by=checker, now=timezone.now())
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=timezone.now())


def state_returned(claim, checker, checker2, editor):
    submitted(claim, checker)
    perform(Verb.RETURN, claim, by=checker2, now=timezone.now(), asked=Request(reason="Which gauge?"))


def state_decided(claim, checker, checker2, editor):
    approved(claim, checker, checker2)


@pytest.mark.parametrize("reach", [state_fresh, state_drafted, state_returned, state_decided])
def test_a_page_of_four_hundred_claims_is_small_and_asks_little(client, checker, checker2, editor, long_article, reach):
    claim = Claim.objects.filter(article=long_article)[200]
    reach(claim, checker, checker2, editor)
    client.force_login(checker)
    url = reverse("reviews:claim", args=[claim.uid])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    assert response.status_code == 200
    assert len(response.content) < 400_000
    assert len(asked) <= 14, "\n".join(q["sql"][:150] for q in asked)
