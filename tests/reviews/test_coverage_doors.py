"""Coverage where people and programs meet it: the card, going through the text, zones, who may and who may not."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Claim, Confirmation, Event, Sentence
from reviews.coverage_rows import coverage_of
from reviews.last_step import last_step, seconds_left
from reviews.models import Review
from reviews.views import coverage as views
from tests.factories import make_claim, now
from tests.reviews.covered import BIO, HOLD, HURT, NEXT, RISE, WALL, place, read_article

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> rose & fell \u202eagain."


@pytest.fixture
def article(importer, scales):
    return read_article(importer)


def at(article, name="coverage", *more):
    return reverse(f"reviews:{name}", args=[article.uid, *more])


def look(client, person, article, **asked):
    client.force_login(person)
    return client.get(at(article), asked).content.decode()


def fields_of(page: str, words: str) -> dict[str, str]:
    """The fields of the form beside some words on the page."""
    form = re.search(r"<form.*?</form>", page[page.index(words) :], re.DOTALL)[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


class TestCard:
    def test_the_article_says_how_many_sentences_are_accounted_for(self, client, checker, article):
        Review.dismiss(make_claim(article, HURT), by=checker, now=now(), why="opinion")
        make_claim(article, RISE)
        client.force_login(checker)
        page = client.get(at(article, "article")).content.decode()
        assert "1 of 9 sentences accounted for" in page
        assert 'aria-label="1 of 9 sentences accounted for: its claims are dismissed 1, not looked at 8"' in page
        assert at(article) in page and at(article, "copy") in page
        assert at(article, "coverage_zone", "bio") in page
        assert "No claim in 3 sentences…" in page

    def test_there_is_none_before_the_text_is_split(self, client, checker, article):
        Sentence.objects.all().delete()
        client.force_login(checker)
        assert "accounted for" not in client.get(at(article, "article")).content.decode()

    def test_people_who_may_not_choose_see_it_without_buttons(self, client, importer, article):
        client.force_login(importer)
        page = client.get(at(article, "article")).content.decode()
        assert "0 of 9 sentences accounted for" in page and "No claim in" not in page


class TestGoingThrough:
    def test_each_sentence_that_is_left_stands_by_itself_with_what_is_missing(self, client, checker, article):
        Review.accept(make_claim(article, RISE), by=checker, now=now())
        Review.dismiss(make_claim(article, WALL[4:]), by=checker, now=now(), why="opinion")
        page = look(client, checker, article)
        assert page.count('class="walk__step ') == 9
        assert re.search(r"Waits for.*claim 1</a> \(to do\)", page)
        assert "Choose claim" not in page
        assert '<mark class="walk__left">But</mark>' in page
        assert page.count("No claim here") == 7 and page.count("No other claim here") == 1

    def test_pressing_the_button_confirms_and_goes_on_to_the_next(self, client, checker, article):
        page = look(client, checker, article)
        answer = client.post(at(article, "confirm"), fields_of(page, HURT[:-1]))
        assert answer.url == f"{at(article)}#s{place(article, WALL)[0]}"
        after = client.get(answer.url).content.decode()
        assert "1 of 9 sentences accounted for" in after and "Noor" in after

    def test_a_sentence_that_is_one_becomes_a_claim(self, client, checker, article):
        Review.dismiss(make_claim(article, WALL[4:]), by=checker, now=now(), why="opinion")
        page = look(client, checker, article)
        form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'value="{HURT}"' in form)
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        answer = client.post(at(article, "walk_add"), fields)
        assert answer.url == f"{at(article)}#s{place(article, WALL)[0]}"
        made = Claim.objects.get(origin="human")
        assert (made.statement, coverage_of(article.current, checker).n_accounted) == (HURT, 0)
        assert 'value="But"' in page
        again = client.post(at(article, "walk_add"), fields | {"version": "x"}, follow=True)
        assert "notice--bad" in again.content.decode() and Claim.objects.filter(origin="human").count() == 1

    def test_a_paragraph_at_once(self, client, checker, article):
        make_claim(article, HOLD)
        page = look(client, checker, article)
        fields = fields_of(page, '<form class="walk__rest"')
        client.post(at(article, "confirm"), fields)
        assert coverage_of(article.current, checker).n_accounted == 3

    def test_all_of_a_zone_with_a_look_before(self, client, checker, article):
        make_claim(article, RISE)
        client.force_login(checker)
        preview = client.get(at(article, "coverage_zone", "body")).content.decode()
        assert "4 sentences hold no claim" in preview and "1 sentence with an open claim is left alone" in preview
        assert HURT in preview and RISE not in preview
        done = client.post(at(article, "coverage_zone", "body"), fields_of(preview, 'class="card__foot'), follow=True)
        assert "Confirmed: no claim in 4 places." in done.content.decode()
        assert coverage_of(article.current, checker).n_accounted == 4

    def test_a_zone_that_changed_since_the_look_is_shown_again(self, client, checker, article):
        client.force_login(checker)
        fields = fields_of(client.get(at(article, "coverage_zone", "body")).content.decode(), 'class="card__foot')
        make_claim(article, RISE)
        again = client.post(at(article, "coverage_zone", "body"), fields, follow=True)
        assert "not what you looked at any more" in again.content.decode() and not Confirmation.objects.exists()
        assert client.get(at(article, "coverage_zone", "nonsense")).status_code == 404

    def test_what_was_confirmed_can_be_taken_back_once(self, client, checker, checker2, article):
        page = look(client, checker, article)
        client.post(at(article, "confirm"), fields_of(page, NEXT[:-1]))
        row = Confirmation.objects.get()
        for _ in range(2):
            answer = client.post(at(article, "unconfirm", row.uid), follow=True)
        assert "taken back already" in answer.content.decode()
        assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["confirm", "unconfirm"]

    def test_when_nothing_is_left_it_says_so(self, client, checker, article):
        client.force_login(checker)
        for zone in ("title", "byline", "body", "heading", "bio"):
            page = client.get(at(article, "coverage_zone", zone)).content.decode()
            client.post(at(article, "coverage_zone", zone), fields_of(page, 'class="card__foot'))
        assert "Every sentence is accounted for." in look(client, checker, article)

    def test_a_stale_form_and_a_claim_marked_meanwhile_change_nothing(self, client, checker, article):
        fields = fields_of(look(client, checker, article), HURT[:-1])
        make_claim(article, HURT)
        answer = client.post(at(article, "confirm"), fields, follow=True)
        assert "A claim stands on these words" in answer.content.decode()
        for wrong in ({"version": "x"}, {"text_sha256": "0" * 64}, {"start": "", "end": "x"}):
            assert client.post(at(article, "confirm"), fields | wrong, follow=True).status_code == 200
        assert not Confirmation.objects.exists()

    def test_only_people_who_may_choose_confirm(self, client, importer, outsider, article):
        page = look(client, importer, article)
        assert "No claim here" not in page and "walk__step" in page
        for name, more in (("confirm", []), ("unconfirm", [article.uid])):
            assert client.post(at(article, name, *more)).status_code == 403
        assert client.post(at(article, "coverage_zone", "body"), follow=True).content.decode().count("You may not")
        client.force_login(outsider)
        assert client.get(at(article)).status_code == 403

    def test_looking_confirms_nothing(self, client, checker, article):
        client.force_login(checker)
        assert client.get(at(article, "confirm")).status_code == 405
        assert client.get(at(article, "unconfirm", article.uid)).status_code == 405
        assert not Confirmation.objects.exists()

    def test_hostile_text_is_shown_as_text(self, client, checker, importer, scales):
        page = look(client, checker, read_article(importer, f"Head\n\n{HOSTILE} {HURT}\n"))
        assert "<script>alert" not in page and "rose &amp; fell" in page

    def test_a_long_text_comes_in_parts(self, client, checker, article, monkeypatch):
        monkeypatch.setattr(views, "PAGE_SIZE", 4)
        first, last = look(client, checker, article), look(client, checker, article, page="99")
        assert "Part 1 of 3" in first and 'rel="next"' in first and BIO not in first
        assert "Part 3 of 3" in last and 'rel="prev"' in last
        fields = fields_of(last, BIO[:-1])
        assert client.post(at(article, "confirm"), fields).url == f"{at(article)}#s0"
        fields = fields_of(look(client, checker, article, page="2"), NEXT[:-1])
        assert client.post(at(article, "confirm"), fields).url == f"{at(article)}?page=2#s{place(article, HOLD)[0]}"

    def test_four_hundred_claims_take_few_queries(self, client, checker, importer, scales):
        lines = [f"The river rose by {n} centimetres in 2019. Nobody was hurt in {n}." for n in range(400)]
        article = read_article(importer, "River levels\n\n" + "\n\n".join(lines))
        for line in lines:
            make_claim(article, line.split(" Nobody")[0])
        client.force_login(checker)
        client.get(at(article))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(at(article))
        assert len(asked) <= 14, "\n".join(q["sql"][:150] for q in asked)
        assert len(page.content) < 600_000


class TestClaimsOnTheWay:
    """Proposed claims met while going through the text: chosen, dismissed, and each step taken back, in place."""

    def triage(self, client, article, claim, **fields):
        start = place(article, claim.statement)[0]
        return client.post(at(article, "walk_triage", claim.uid), {"start": str(start)} | fields)

    def undo(self, client, article):
        form = re.search(r'<form class="notice".*?</form>', client.get(at(article)).content.decode(), re.DOTALL)[0]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        return client.post(re.search(r'action="([^"]+)"', form)[1], fields)

    def test_a_proposal_is_chosen_and_the_next_sentence_comes(self, client, checker, article):
        claim = make_claim(article, RISE)
        assert "Choose claim 1" in look(client, checker, article)
        answer = self.triage(client, article, claim)
        assert answer.url == f"{at(article)}#s{place(article, HURT)[0]}"
        page = client.get(answer.url).content.decode()
        assert Review.objects.get(claim=claim).state == "open" and f"Chosen: “{RISE}”" in page

    def test_two_in_one_sentence_are_looked_at_one_after_the_other(self, client, checker, article):
        first, second = make_claim(article, "The river rose by 40 centimetres"), make_claim(article, "in 2019.")
        client.force_login(checker)
        assert self.triage(client, article, first).url == f"{at(article)}#s{place(article, RISE)[0]}"
        assert self.triage(client, article, second).url == f"{at(article)}#s{place(article, HURT)[0]}"

    def test_one_is_dismissed_by_the_reason_that_is_pressed(self, client, checker, article):
        claim = make_claim(article, RISE)
        assert 'name="why" value="prediction"' in look(client, checker, article)
        page = client.get(self.triage(client, article, claim, why="prediction").url).content.decode()
        claim.refresh_from_db()
        assert (claim.triage, claim.dismiss_reason) == ("dismissed", "prediction")
        assert f"Dismissed (prediction): “{RISE}”" in page and "1 of 9 sentences accounted for" in page

    @pytest.mark.parametrize("why", ["", "opinion"])
    def test_either_is_undone_in_place(self, client, checker, article, why):
        claim = make_claim(article, RISE)
        client.force_login(checker)
        self.triage(client, article, claim, why=why)
        assert self.undo(client, article).url == f"{at(article)}#s{place(article, RISE)[0]}"
        claim.refresh_from_db()
        assert claim.triage == "proposed" and not Review.objects.filter(claim=claim).exists()
        assert "data-key" not in client.get(at(article)).content.decode()

    def test_a_claim_that_was_added_is_taken_back(self, client, checker, article):
        client.force_login(checker)
        start, end = place(article, HURT)
        asked = {"version": article.current.uid, "passage_start": start, "passage_end": end, "passage_words": HURT}
        client.post(at(article, "walk_add"), asked)
        assert self.undo(client, article).url == f"{at(article)}#s{start}"
        assert Claim.objects.get().dismiss_reason == "taken_back"

    def test_what_was_confirmed_at_once_is_taken_back_at_once(self, client, checker, article):
        client.force_login(checker)
        page = client.get(at(article, "coverage_zone", "body")).content.decode()
        client.post(at(article, "coverage_zone", "body"), fields_of(page, 'class="card__foot'))
        assert Confirmation.objects.count() == 5
        assert self.undo(client, article).url == f"{at(article)}#s{place(article, RISE)[0]}"
        assert not Confirmation.objects.exists()
        assert len(Event.objects.get(verb="unconfirm").data["before"]) == 5

    def test_a_step_is_offered_for_half_a_minute_to_its_own_person_and_while_nothing_came_after(
        self, client, checker, checker2, article
    ):
        rise, hurt = make_claim(article, RISE), make_claim(article, HURT)
        Review.accept(rise, by=checker, now=now())
        step = Event.objects.get()
        assert last_step(article, checker, now()) == step
        assert last_step(article, checker2, now()) is None
        assert last_step(article, checker, now() + datetime.timedelta(seconds=31)) is None
        Review.accept(hurt, by=checker2, now=now())
        assert last_step(article, checker, now()) is None
        client.force_login(checker2)
        assert client.post(at(article, "walk_undo", step.uid)).status_code == 404
        client.force_login(checker)
        started = Event.objects.filter(verb="accept").count()
        client.post(at(article, "walk_undo", step.uid))
        assert not Review.objects.filter(claim=rise).exists() and started == 2

    def test_the_page_knows_for_how_long_a_step_is_undone_and_says_when_it_is_too_late(self, client, checker, article):
        rise, hurt = make_claim(article, RISE), make_claim(article, HURT)
        Review.accept(rise, by=checker, now=now() - datetime.timedelta(seconds=12))
        left = re.search(r'data-left="(\d+)"', look(client, checker, article))
        assert left and 10 <= int(left[1]) <= 18
        late = now() - datetime.timedelta(seconds=31)
        Review.accept(hurt, by=checker, now=late)
        assert "data-left" not in look(client, checker, article)
        step = Event.objects.get(claim=hurt, verb="accept")
        told = client.post(at(article, "walk_undo", step.uid), follow=True).content.decode()
        assert "there is half a minute for it" in told and Review.objects.filter(claim=hurt).exists()
        assert seconds_left(step, late) == 30 and seconds_left(step, now()) == 0

    def test_a_page_left_open_undoes_the_step_it_shows_and_no_later_one(self, client, checker, article):
        claim = make_claim(article, RISE)
        client.force_login(checker)
        self.triage(client, article, claim)
        shown = Event.objects.get(verb="accept")
        self.undo(client, article)
        self.triage(client, article, claim, why="opinion")
        told = client.post(at(article, "walk_undo", shown.uid), follow=True).content.decode()
        assert "notice--bad" in told
        claim.refresh_from_db()
        assert (claim.triage, claim.dismiss_reason) == ("dismissed", "opinion")

    def test_somebody_who_was_faster_is_told_and_nothing_is_lost(self, client, checker, checker2, article):
        claim = make_claim(article, RISE)
        Review.accept(claim, by=checker2, now=now())
        client.force_login(checker)
        answer = self.triage(client, article, claim)
        page = client.get(answer.url).content.decode()
        assert "notice--bad" in page and answer.url.startswith(at(article))
        wrong = self.triage(client, article, make_claim(article, HURT), why="because")
        assert "notice--bad" in client.get(wrong.url).content.decode()

    def test_when_all_is_looked_at_it_says_what_waits(self, client, checker, article):
        Review.accept(make_claim(article, RISE), by=checker, now=now())
        client.force_login(checker)
        for zone in ("title", "byline", "body", "heading", "bio"):
            page = client.get(at(article, "coverage_zone", zone)).content.decode()
            answer = client.post(at(article, "coverage_zone", zone), fields_of(page, 'class="card__foot'))
        page = client.get(at(article)).content.decode()
        assert answer.url == f"{at(article)}#done" and "1 waits for the checks of its claims" in page

    def test_only_people_who_may_choose_do_it(self, client, importer, article):
        claim = make_claim(article, RISE)
        assert "Choose claim" not in look(client, importer, article)
        for name, more in (("walk_triage", [claim.uid]), ("walk_add", []), ("walk_undo", [claim.uid])):
            assert client.post(at(article, name, *more)).status_code == 403


def test_the_review_page_tells_how_many_sentences_are_accounted_for(client, checker, article):
    claim = make_claim(article, RISE)
    Review.dismiss(make_claim(article, HURT), by=checker, now=now(), why="opinion")
    client.force_login(checker)
    page = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    measure = reverse("reviews:measure", args=[article.uid])
    assert f'<a href="{at(article)}" data-measure="{measure}">' in page
    assert client.get(measure).content.decode() == "1 of 9 accounted for"
