"""What others did in a blind round is hidden while it is open: every address is walked, every byte searched."""

import datetime
import json
import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from articles.models import Event
from reviews import talking
from reviews.drafts import CitationText
from reviews.evidence import after_verdict, ask_for_copy, supply_passage
from reviews.inbox import inbox_of
from reviews.models import CitedCopy, Comment, Draft, Evidence, Plan, Review, Snapshot, Verdict
from reviews.querysets import events_visible_to
from reviews.saving import save_draft
from reviews.terms import QuoteFound
from reviews.workflow import Policy, State
from tests.factories import decided, draft_payload, make_article, make_claim, submitted

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
EARLIER = "said-before-anybody-chose-it"
PEOPLE = ("/admin/factcheck/", "/admin/auth/", "/static/")  # who works here is no secret
COPIED = {"title": "Title-the-first-typed", "text": "Passage-only-the-first-pasted of the gauge."}
WORDS = (*SECRETS.values(), *SOURCE.values(), NAME, "zephyrine", COMMENT, EARLIER, *COPIED.values())


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
        claim = make_claim(article)
        talking.write(claim, f"{EARLIER} @checker2 @editor @lead @root", by=first, now=now)
        review = Review.begin(claim, by=first, now=now)
        payload = draft_payload(rating=rating, **SECRETS)
        payload["citations"][0] |= SOURCE
        Draft.store(review, payload, by=first, base_rev=0, now=now)
        Comment.objects.create(article=article, claim=review.claim, author=first, text=COMMENT, round=1)
        source = CitationText(url=SOURCE["url"], title=COPIED["title"])
        supply_passage(review.claim, source, COPIED["text"], by=first, now=now)
        if state is State.IN_REVIEW:
            return review
        review.submit(by=first, now=now)
        after_verdict(review.claim, by=first, now=now)
        assert CitedCopy.objects.get(citation__verdict__review=review).found == QuoteFound.NOT
        first.is_active = False  # so that no list of people to choose from names them
        first.save(update_fields=["is_active"])
        if state is State.SECOND_REVIEW:
            review.start(by=second, now=now)
        return review

    return make


def addresses(review: Review) -> list[str]:
    """Every address of pages, admin and API that takes no argument, or a uid or key of what the round is about."""
    judged = Verdict.objects.values_list("uid", flat=True)
    copied = Snapshot.objects.values_list("uid", flat=True)
    keys = {
        "uid": [review.claim.uid, review.article.uid, review.uid, *judged, *copied],
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


def test_a_copy_of_the_first_person_is_not_there_for_the_second_even_of_the_same_source(
    client, open_round, checker2, editor, monkeypatch
):
    """Whoever asks for a copy of the same page gets one of their own; nothing tells that there was another."""
    review = open_round(State.SECOND_REVIEW, second=checker2)
    [firsts] = Snapshot.objects.all()
    now = datetime.datetime.now(datetime.UTC)
    for somebody in (checker2, editor):
        assert not Snapshot.objects.visible_to(somebody).exists()
        client.force_login(somebody)
        for name in ("reviews:saved_copy", "reviews:saved_copy_status"):
            assert client.get(reverse(name, args=[firsts.uid])).status_code == 404
        page = reverse("reviews:claim", args=[review.claim.uid])
        assert client.get(page, {"source": str(firsts.uid)}).status_code == 404
    own = ask_for_copy(review.claim, CitationText(url=SOURCE["url"]), by=checker2, now=now).snapshot
    assert own != firsts and own.title == "" and str(own) == SOURCE["url"]
    client.force_login(checker2)
    told = client.get(page, {"source": str(own.uid)}).content.decode()
    assert COPIED["title"] not in told and str(firsts.uid) not in told and SOURCE["title"] not in told


def test_a_copy_from_a_blind_round_is_told_of_nowhere_though_its_source_is_cited_elsewhere(
    open_round, checker, checker2, scales
):
    review = open_round()
    shared = Evidence.objects.get(url=SOURCE["url"])
    elsewhere = submitted(make_claim(make_article(checker)), checker).current_verdict().citations.get()
    shared.citations.model.objects.bulk_create(
        [shared.citations.model.from_text(elsewhere.as_text(), verdict=elsewhere.verdict, position=2, today=NOW.date())]
    )
    assert Snapshot.objects.get().claim == review.claim
    assert not Snapshot.objects.visible_to(checker2).exists()


def test_what_the_first_called_a_source_stays_unsaid_though_the_second_cites_it_too(
    client, open_round, first, checker2, root
):
    review = open_round(State.SECOND_REVIEW, second=checker2)
    Plan.objects.update(policy=Policy.SECOND_LOOK)
    for words in ("The town spent 2.1 million crowns on the wall.", "We built it in six weeks"):
        elsewhere = Review.begin(make_claim(review.article, words), by=checker2, now=NOW)
        bare = draft_payload(citations=[draft_payload()["citations"][0] | {"url": SOURCE["url"], "title": ""}])
        bare["citations"][0] |= {"publisher": "", "kind": "primary"}
        bare["reasons"] = {"publishers_single": "Nobody else measures it."}
        Draft.store(elsewhere, bare, by=checker2, base_rev=0, now=NOW)
        (citation,) = elsewhere.submit(by=checker2, now=NOW).citations.all()
        assert (citation.title, citation.publisher, citation.kind) == ("", "", "primary")
    own = ask_for_copy(review.claim, CitationText(url=SOURCE["url"]), by=checker2, now=NOW).snapshot
    client.force_login(checker2)
    told = client.get(reverse("reviews:claim", args=[review.claim.uid]), {"source": str(own.uid)}).content.decode()
    assert "&quot;kind&quot;: &quot;primary&quot;" in told
    assert SOURCE["title"] not in told and SOURCE["publisher"] not in told
    client.force_login(root)
    evidence = citation.evidence
    assert (evidence.title, evidence.kind) == (COPIED["title"], "secondary")
    for name, args in (("changelist", []), ("change", [evidence.pk])):
        told = client.get(reverse(f"admin:reviews_evidence_{name}", args=args)).content.decode()
        assert SOURCE["url"] in told and "primary" in told
        assert not any(word in told for word in (COPIED["title"], SOURCE["title"], SOURCE["publisher"], "secondary"))


def test_a_copy_of_the_first_person_that_they_cite_elsewhere_does_not_name_the_blind_claim(
    client, open_round, first, checker2
):
    review = open_round()
    elsewhere = make_claim(review.article, "The town spent 2.1 million crowns on the wall.")
    Plan.objects.update(policy=Policy.SECOND_LOOK)
    first.is_active = True
    taken = Review.begin(elsewhere, by=first, now=NOW)
    cited = draft_payload()["citations"][0] | {"url": SOURCE["url"], "snapshot": str(Snapshot.objects.get().uid)}
    Draft.store(taken, draft_payload(citations=[cited]), by=first, base_rev=0, now=NOW)
    (citation,) = taken.submit(by=first, now=NOW).citations.all()
    assert (citation.copy.snapshot.claim, citation.copy.snapshot.round) == (elsewhere, 1)
    assert list(Snapshot.objects.visible_to(checker2)) == [citation.copy.snapshot]
    assert citation.copy.snapshot.text == Snapshot.objects.first().text and citation.copy.found == QuoteFound.UNCHECKED
    client.force_login(checker2)
    told = client.get(reverse("api:claim_copies", args=[elsewhere.uid])).json()["results"]
    assert [one["claim"] for one in told] == [str(elsewhere.uid)]


def test_a_named_copy_that_a_person_may_not_see_is_not_compared_with(open_round, checker2):
    review = open_round(State.SECOND_REVIEW, second=checker2)
    cited = draft_payload()["citations"][0] | SOURCE
    cited |= {"quote": COPIED["text"], "snapshot": str(Snapshot.objects.get().uid)}
    now = datetime.datetime.now(datetime.UTC)
    saved = save_draft(review.claim, {"citations": [cited]}, by=checker2, base_rev=0, now=now)
    assert saved.draft.text().citations[0].quote_found == ""


def test_the_same_address_cited_elsewhere_is_not_completed_from_a_blind_round(open_round, checker2):
    review = open_round()
    elsewhere = make_claim(review.article, "The town spent 2.1 million crowns on the wall.")
    bare = draft_payload(citations=[draft_payload()["citations"][0] | SOURCE | {"title": "", "publisher": ""}])
    bare["reasons"] = {"publishers_single": "Nobody else measures it."}
    taken = Review.begin(elsewhere, by=checker2, now=NOW)
    Draft.store(taken, bare, by=checker2, base_rev=0, now=NOW)
    (citation,) = taken.submit(by=checker2, now=NOW).citations.all()
    assert (citation.url, citation.title, citation.publisher) == (SOURCE["url"], "", "")


def test_once_both_have_judged_everybody_reads_both(client, open_round, checker2, editor):
    review = open_round(State.SECOND_REVIEW, second=checker2)
    now = datetime.datetime.now(datetime.UTC)
    Draft.store(review, draft_payload(), by=checker2, base_rev=0, now=now)
    review.submit(by=checker2, now=now)
    client.force_login(editor)
    told = client.get(reverse("reviews:claim", args=[review.claim.uid])).content.decode()
    assert SECRETS["rationale"] in told and "The gauge says so." in told


def test_talk_before_a_blind_round_is_seen_before_it_and_after_it(importer, first, checker2, editor, scales):
    article, now = make_article(importer), datetime.datetime.now(datetime.UTC)
    Plan.objects.create(article=article, policy=Policy.BLIND_DOUBLE, scale=scales["five-point"])
    claim = make_claim(article)
    talking.write(claim, f"{EARLIER} @checker2", by=first, now=now)
    talking.write(article, "Of the article @checker2", by=first, now=now)

    def read_by(person):
        seen = Comment.objects.visible_to(person)
        return seen.about(claim).count(), seen.about_article(article).count(), inbox_of(person).count()

    assert read_by(checker2) == (1, 1, 2)
    for person in (first, checker2):
        review = Review.begin(claim, by=person, now=now)
        assert [read_by(first), read_by(checker2), read_by(editor)] == [(1, 1, 0), (0, 1, 1), (0, 1, 0)]
        Draft.store(review, draft_payload(), by=person, base_rev=0, now=now)
        review.submit(by=person, now=now)
    assert read_by(editor) == (1, 1, 0)
    assert read_by(checker2) == (1, 1, 3)  # the verdicts agree, which is news as well


def test_talk_of_a_round_that_is_over_stays_readable_in_a_blind_one(importer, first, checker2, editor, scales):
    article, now = make_article(importer), datetime.datetime.now(datetime.UTC)
    claim = make_claim(article)
    talking.write(claim, "Before", by=first, now=now)
    review = decided(claim, first, checker2)
    review.reopen(by=editor, now=now, reason="A new gauge was found.")
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    talking.write(claim, "In the second round", by=first, now=now)
    seen = Comment.objects.visible_to(checker2).about(claim)
    assert list(seen.values_list("text", "round")) == [("Before", 1)]
