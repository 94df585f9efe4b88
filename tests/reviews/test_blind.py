"""What others did in a blind round is hidden while it is open: every address is walked, every byte searched."""

import datetime
import json
import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from articles.models import Event
from reviews.models import Comment, Draft, Plan, Review, Verdict
from reviews.querysets import events_visible_to
from reviews.workflow import Policy, State
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
SECRETS = {
    "rationale": "gauge-of-the-first-person",
    "search_note": "asked-the-harbour-master",
    "suggested_wording": "rose-by-a-forearm",
}
SOURCE = {"url": "https://first.example/secret-page", "title": "Page-only-the-first-read", "publisher": "Hidden-Office"}
NAME = "Zephyrine First"
COMMENT = "whispered-between-us"
PEOPLE = ("/admin/factcheck/", "/admin/auth/", "/static/")  # who works here is no secret
WORDS = (*SECRETS.values(), *SOURCE.values(), NAME, "zephyrine", COMMENT)


@pytest.fixture
def first(person):
    return person("zephyrine", "Fact-checker", display_name=NAME)


@pytest.fixture
def open_round(importer, first, scales):
    """A verdict of the first person in a blind round, in each state in which it is secret."""

    def make(state: State = State.AWAITING_SECOND, *, second=None, rating: str = "false") -> Review:
        article = make_article(importer)
        Plan.objects.create(article=article, policy=Policy.BLIND_DOUBLE, scale=scales["five-point"])
        now = datetime.datetime.now(datetime.UTC)
        review = Review.begin(make_claim(article), by=first, now=now)
        payload = draft_payload(rating=rating, **SECRETS)
        payload["citations"][0] |= SOURCE
        Draft.store(review, payload, by=first, base_rev=0, now=now)
        Comment.objects.create(article=article, claim=review.claim, author=first, text=COMMENT, round=1)
        if state is State.IN_REVIEW:
            return review
        review.submit(by=first, now=now)
        first.is_active = False  # so that no list of people to choose from names them
        first.save(update_fields=["is_active"])
        if state is State.SECOND_REVIEW:
            review.start(by=second, now=now)
        return review

    return make


def addresses(review: Review) -> list[str]:
    """Every address of pages, admin and API that takes no argument, or a uid or key of what the round is about."""
    keys = {
        "uid": [review.claim.uid, review.article.uid, review.uid, *Verdict.objects.values_list("uid", flat=True)],
        "event": list(Event.objects.values_list("uid", flat=True)),
        "object_id": [1, review.pk, *Event.objects.values_list("pk", flat=True)],
    }
    found = []
    for name, arguments in _names(get_resolver()):
        choices = [{}] if not arguments else [dict.fromkeys(arguments, key) for key in keys.get(arguments[0], [])]
        for given in choices:
            try:
                found.append(reverse(name, kwargs=given))
            except NoReverseMatch:
                continue
    return sorted({address for address in found if not address.startswith(PEOPLE)})


def _names(resolver, prefix: str = "") -> list[tuple[str, list[str]]]:
    found = []
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found += _names(pattern, space)
        elif pattern.name:
            found.append((prefix + pattern.name, list(pattern.pattern.converters or pattern.pattern.regex.groupindex)))
    return found


@pytest.mark.parametrize("who", ["the second person", "an editor with every role", "a superuser"])
def test_no_address_gives_the_first_verdict_away(client, open_round, who, checker2, person, root):
    lead = person("lead", "Editor", "Importer", "Administrator")
    somebody = {"the second person": checker2, "a superuser": root}.get(who, lead)
    review = open_round(State.SECOND_REVIEW if somebody is checker2 else State.AWAITING_SECOND, second=checker2)
    client.force_login(somebody)
    walked, leaks = 0, []
    for address in addresses(review):
        told = client.get(address)
        walked += told.status_code == 200
        body = (b"".join(told.streaming_content) if told.streaming else told.content).decode("utf-8", "replace")
        leaks += [(address, word) for word in WORDS if word in body]
    assert not leaks
    assert walked > 30


def test_nobody_is_named_while_the_first_person_writes(client, open_round, checker2, root):
    review = open_round(State.IN_REVIEW)
    for somebody in (checker2, root):
        client.force_login(somebody)
        for name in ("reviews:claim", "reviews:second_look_claim"):
            assert NAME not in client.get(reverse(name, args=[review.claim.uid])).content.decode()
        told = client.get(reverse("api:claim", args=[review.claim.uid])).content.decode()
        assert NAME not in told and json.loads(told)["review"]["held_by"] is None


def test_nobody_is_found_by_name_while_they_write(client, open_round, first, checker2):
    review = open_round(State.IN_REVIEW)
    client.force_login(checker2)
    for narrowed, is_listed in (({}, True), ({"holder": str(first.uid)}, False)):
        told = client.get(reverse("reviews:queue"), {"state": "in_review"} | narrowed).content.decode()
        assert (str(review.claim.uid) in told) == is_listed


def test_the_pages_are_the_same_whatever_the_first_rating_was(client, open_round, first, checker2, editor):
    seen = {}
    for rating in ("true", "false"):
        review = open_round(rating=rating)
        first.is_active = True
        first.save(update_fields=["is_active"])
        for somebody in (checker2, editor):
            client.force_login(somebody)
            for name in ("reviews:claim", "reviews:article", "api:claim", "api:claim_review"):
                key = review.article.uid if name == "reviews:article" else review.claim.uid
                body = _plain(client.get(reverse(name, args=[key])).content.decode())
                assert seen.setdefault((somebody.pk, name), body) == body


def _plain(body: str) -> str:
    """A page without what differs from one to the next: uids, tokens, times, numbers of archives."""
    body = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken.*?>|[0-9a-f]{64}|[0-9a-f]{12}…", "", body)
    return re.sub(r"Archive number \d+|\d{4}-\d\d-\d\dT[\d:.]+Z?|\d\d:\d\d", "", body)


def test_the_history_of_an_open_blind_round_is_its_actor_s_alone(open_round, first, checker2, editor):
    review = open_round()
    assert {"start", "submit"} <= {event.verb for event in events_visible_to(first)}
    for other in (checker2, editor):
        assert not events_visible_to(other).filter(claim=review.claim).exists()


def test_the_table_of_events_hides_it_too(open_round, client, root):
    open_round()
    submit = Event.objects.get(verb="submit")
    client.force_login(root)
    told = client.get(reverse("admin:articles_event_changelist"))
    assert told.status_code == 200
    assert reverse("admin:articles_event_change", args=[submit.pk]) not in told.content.decode()
    assert client.get(reverse("admin:articles_event_change", args=[submit.pk])).status_code in {302, 404}


def test_the_first_person_still_reads_their_own(client, open_round, first):
    review = open_round()
    first.is_active = True
    first.save(update_fields=["is_active"])
    client.force_login(first)
    assert SECRETS["rationale"] in client.get(reverse("reviews:claim", args=[review.claim.uid])).content.decode()


def test_once_both_have_judged_everybody_reads_both(client, open_round, checker2, editor):
    review = open_round(State.SECOND_REVIEW, second=checker2)
    now = datetime.datetime.now(datetime.UTC)
    Draft.store(review, draft_payload(), by=checker2, base_rev=0, now=now)
    review.submit(by=checker2, now=now)
    client.force_login(editor)
    told = client.get(reverse("reviews:claim", args=[review.claim.uid])).content.decode()
    assert SECRETS["rationale"] in told and "The gauge says so." in told
