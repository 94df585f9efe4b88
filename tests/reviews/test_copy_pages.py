"""Saved copies on the review page: asked for, read beside the claim, cited without typing, told beside quotes."""

import datetime
import json
import re

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews import evidence, snapshot_task
from reviews.beside import beside, words_of
from reviews.drafts import CitationText
from reviews.models import Draft, Review, Snapshot
from reviews.tray import copies_in, tray_of
from tests.articles.pdfs import make_pdf
from tests.factories import draft_payload, make_article, make_claim, submitted
from tests.reviews.copies import ask, hand_in, passage

pytestmark = pytest.mark.django_db
URL = "https://data.example.org/river"
TEXT = "The gauge is read daily.\n\nThe river rose by 40 cm in 2019.\n\n“Six weeks,” said the mayor."


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer, published_on=datetime.date(2026, 11, 3)))


def drafted(claim, by, **cited):
    review = Review.objects.filter(claim=claim).first() or Review.begin(claim, by=by, now=timezone.now())
    payload = draft_payload()
    payload["citations"][0] |= cited
    return Draft.store(review, payload, by=by, base_rev=0, now=timezone.now())


def page(client, person, claim, **query):
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.uid]), query)


def post(client, person, claim, **fields):
    client.force_login(person)
    return client.post(reverse("reviews:draft", args=[claim.uid]), {"verdict_form": "1", "base_rev": "0"} | fields)


def act(client, person, copy, **fields):
    client.force_login(person)
    return client.post(reverse("reviews:saved_copy", args=[copy.uid]), fields)


def test_a_button_beside_a_source_asks_for_its_copy_and_keeps_what_was_typed(client, checker, claim):
    typed = {f"citation-0-{name}": value for name, value in draft_payload()["citations"][0].items()}
    answer = post(client, checker, claim, rationale="typed before", keep_copy="0", **typed)
    copy = Snapshot.objects.get()
    assert answer.url == f"{reverse('reviews:claim', args=[claim.uid])}?source={copy.uid}"
    assert (copy.by, copy.claim, copy.evidence.url, copy.title) == (checker, claim, URL, "River gauge 2019")
    assert Draft.objects.get().payload["rationale"] == "typed before"
    told = client.get(answer.url).content.decode()
    assert "being fetched and read" in told and "hx-get" in told


def test_a_source_that_cannot_be_copied_says_so_over_what_was_saved(client, checker, claim):
    typed = {"citation-0-url": "ftp://data.example.org/", "citation-0-quote": "rose"}
    answer = post(client, checker, claim, keep_copy="0", **typed)
    told = answer.content.decode()
    assert answer.status_code == 400 and "This is no web address." in told and not Snapshot.objects.exists()
    assert f'name="base_rev" value="{Draft.objects.get().rev}"' in told


def test_a_source_at_hand_is_copied_by_its_button(client, checker, checker2, claim):
    submitted(make_claim(claim.article, "The town spent 2.1 million crowns on the wall."), checker2)
    assert "Keep a copy" in page(client, checker, claim).content.decode()
    [source] = tray_of(claim, checker)
    post(client, checker, claim, keep_copy_of=source.key)
    copy = Snapshot.objects.get()
    assert copy.evidence.url == URL
    assert f"?source={copy.uid}" in page(client, checker, claim).content.decode()


def test_the_copy_stands_in_place_of_the_article_with_the_nearest_passage_marked(client, checker, claim):
    copy = passage(claim, by=checker, text=TEXT)
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert "Back to the article" in told and "The town spent 2.1 million" not in told.partition('id="claim"')[0]
    [near] = re.findall(r'<mark class="copy__near">(.*?)</mark>', told)
    assert "river rose by 40 cm in 2019" in near.lower()
    assert copy.file_sha256 in told and told.count("data-paragraph=") == 3
    drafted(claim, checker, quote="Six weeks")
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert re.findall(r'<mark class="copy__near">(.*?)</mark>', told) == ["Six weeks"]


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "‮gnp.exe 40 cm", "א" * 50]
)
def test_whatever_is_in_a_copy_is_words(client, checker, claim, words):
    copy = passage(claim, by=checker, text=f"{words} the river rose by 40 cm.")
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert "<script>alert" not in told and "<img src=x" not in told and 'dir="auto"' in told


def test_a_copy_of_any_length_is_shown_in_stretches_from_the_nearest_passage(client, checker, claim):
    text = "\n\n".join(
        f"Line {n} of nothing." if n != 700 else "The river rose by 40 cm in 2019." for n in range(1_000)
    )
    copy = passage(claim, by=checker, text=text)
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert "What stands before" in told and "What comes after" in told and "copy__near" in told
    assert told.count("data-paragraph=") == 250
    told = page(client, checker, claim, source=str(copy.uid), **{"from": "1"}).content.decode()
    assert 'data-paragraph="1"' in told and "What stands before" not in told


def test_a_paragraph_is_cited_without_a_script_and_without_typing(client, checker, claim):
    copy = passage(claim, by=checker, text=TEXT)
    answer = post(client, checker, claim, rationale="typed", cite=f"{copy.uid}.2")
    assert answer.url.endswith(f"?source={copy.uid}#citations")
    [cited] = Draft.objects.get().payload["citations"]
    assert (cited["url"], cited["quote"]) == (URL, "The river rose by 40 cm in 2019.")
    assert (cited["locator"], cited["snapshot"], cited["stance"]) == ("paragraph 2", str(copy.uid), "")
    assert cited["accessed_on"] == timezone.localtime(copy.kept_at).date().isoformat()
    assert cited["quote_found"] == "exactly" and Draft.objects.get().payload["rationale"] == "typed"


def test_a_paragraph_of_a_pdf_is_cited_by_its_page(client, checker, claim):
    now = timezone.now()
    second = [(500, "The gauge is"), (488, "read daily."), (300, "The river rose by 40 cm in 2019.")]
    pdf = make_pdf([[(500, "Levels.")], second])
    file = SimpleUploadedFile("river.pdf", pdf)
    copy = evidence.supply_file(claim, CitationText(url=URL), file, by=checker, now=now)
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert re.findall(r'<h3 class="copy__page">(.*?)</h3>', told) == ["Page 1", "Page 2"]
    assert 'data-paragraph="2" data-page="2"' in told and "Cite page 2, paragraph 2" in told
    post(client, checker, claim, cite=f"{copy.uid}.3")
    [cited] = Draft.objects.get().payload["citations"]
    assert (cited["locator"], cited["quote"]) == ("page 2, paragraph 2", "The river rose by 40 cm in 2019.")
    told = page(client, checker, claim, source=str(copy.uid), **{"from": "3"}).content.decode()
    assert re.findall(r'<h3 class="copy__page">(.*?)</h3>', told) == ["Page 2"]  # also where its beginning is not shown


@pytest.mark.parametrize("cite", ["", "x.1", "00000000-0000-7000-8000-000000000000.1", "{}.0", "{}.9", "{}"])
def test_a_paragraph_that_is_not_there_is_not_cited(client, checker, claim, cite):
    copy = passage(claim, by=checker, text=TEXT)
    answer = post(client, checker, claim, cite=cite.format(copy.uid))
    assert answer.status_code == 400 and "no such paragraph" in answer.content.decode()


def test_saving_says_what_became_of_the_quote_and_what_differs(client, checker, claim):
    copy = passage(claim, by=checker, text=TEXT)
    cited = draft_payload()["citations"][0] | {"snapshot": str(copy.uid), "quote": "The river rose by 45 cm in 2019"}
    client.force_login(checker)
    body = {"payload": draft_payload(citations=[cited, draft_payload()["citations"][0]]), "base_rev": 0}
    told = client.post(
        reverse("reviews:draft", args=[claim.uid]), json.dumps(body), content_type="application/json"
    ).json()
    first, second = told["found"]
    assert (first["code"], second) == ("closely", None)
    assert ["40", True] in first["pieces"] and first["words"] == "found nearly word for word"
    html = page(client, checker, claim).content.decode()
    assert "Found nearly word for word" in html and "<ins>40</ins>" in html


def test_what_a_browser_says_of_a_quote_does_not_count(client, checker, claim):
    copy = passage(claim, by=checker, text=TEXT)
    cited = draft_payload()["citations"][0] | {"snapshot": str(copy.uid), "quote": "nothing of this is there"}
    client.force_login(checker)
    body = {"payload": {"citations": [cited | {"quote_found": "exactly", "passage": "x"}]}, "base_rev": 0}
    client.post(reverse("reviews:draft", args=[claim.uid]), json.dumps(body), content_type="application/json")
    assert Draft.objects.get().text().citations[0].quote_found == "not"


def test_the_second_person_sees_the_copy_and_what_became_of_the_quote(client, checker, checker2, claim):
    copy = passage(claim, by=checker, text="The river rose by 41 cm in 2019.")
    hand_in(claim, by=checker, snapshot=str(copy.uid), quote="The river rose by 40 cm in 2019.")
    client.force_login(checker2)
    told = client.get(reverse("reviews:second_look_claim", args=[claim.uid])).content.decode()
    assert f"?source={copy.uid}" in told and "Found nearly word for word" in told and "<ins>41</ins>" in told
    assert page(client, checker2, claim, source=str(copy.uid)).status_code == 200


def test_a_failure_offers_another_try_and_a_place_to_supply_the_page(client, checker, claim):
    copy = ask(claim, URL, by=checker)
    Snapshot.objects.update(state="failed", reason="The server answers 403 instead of a page.")
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert "answers 403" in told and "Try again" in told and 'type="file"' in told
    act(client, checker, copy, do="again")
    assert Snapshot.objects.get().state == "waiting"
    Snapshot.objects.update(state="failed")
    act(client, checker, copy, do="put_away")
    assert "saved copy: not kept" not in page(client, checker, claim).content.decode()
    answer = act(client, checker, copy, do="supply", passage=TEXT)
    supplied = Snapshot.objects.latest("pk")
    assert answer.url.endswith(str(supplied.uid)) and supplied.is_kept
    file = SimpleUploadedFile("river.txt", b"The river rose by 40 cm.")
    act(client, checker, copy, do="supply", file=file)
    assert Snapshot.objects.latest("pk").channel == "file"
    told = page(client, checker, claim, source=str(supplied.uid)).content.decode()
    assert "Other copies of this source" in told


def test_nothing_supplied_is_said(client, checker, claim):
    copy = passage(claim, by=checker)
    answer = client.get(act(client, checker, copy, do="supply").url)
    assert "Choose a file, or paste the passage." in answer.content.decode()


def ended(copy, monkeypatch, why="No."):
    """The copy was fetched in vain."""

    def not_there(url):
        raise snapshot_task.NotKept(why)

    monkeypatch.setattr(snapshot_task.snapshots, "fetched", not_there)
    snapshot_task.keep_snapshot(copy.pk)


def asked_again(client, copy):
    """What a page that waits for a copy is answered."""
    return client.get(reverse("reviews:saved_copy_status", args=[copy.uid]), headers={"HX-Request": "true"})


def test_a_page_that_waits_for_a_copy_is_told_once_how_it_ended(client, checker, claim, monkeypatch):
    copy = ask(claim, URL, by=checker)
    address = reverse("reviews:saved_copy_status", args=[copy.uid])
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert f'hx-get="{address}"' in told and 'type="file"' in told and "Try again" not in told
    assert asked_again(client, copy).status_code == 204
    ended(copy, monkeypatch)
    answer = asked_again(client, copy)
    assert answer.status_code == 286  # htmx asks no more
    told = answer.content.decode()
    assert "No copy is kept. No." in told and 'id="copy-failed" hx-swap-oob="innerHTML"' in told
    assert f'action="{reverse("reviews:saved_copy", args=[copy.uid])}"' in told
    assert "csrfmiddlewaretoken" in told and 'value="again"' in told and 'value="put_away"' in told
    assert client.get(address).status_code == 302  # without scripts, to the page, which says the same
    told = page(client, checker, claim, source=str(copy.uid)).content.decode()
    assert "No copy is kept. No." in told and 'value="again"' in told and "hx-get" not in told


def test_a_copy_that_failed_again_offers_the_same_again(client, checker, claim, monkeypatch):
    copy = ask(claim, URL, by=checker)
    ended(copy, monkeypatch)
    act(client, checker, copy, do="again")
    assert asked_again(client, copy).status_code == 204
    ended(copy, monkeypatch, why="Still no.")
    told = asked_again(client, copy).content.decode()
    assert "Still no." in told and 'value="again"' in told


def test_a_page_that_waits_is_offered_a_copy_that_is_kept(client, checker, claim):
    copy = passage(claim, by=checker, text=TEXT)
    client.force_login(checker)
    answer = asked_again(client, copy)
    assert answer.status_code == 286 and "The copy is kept." in answer.content.decode()
    assert f"?source={copy.uid}" in answer.content.decode() and 'value="again"' not in answer.content.decode()


def test_who_may_not_keep_copies_is_told_of_a_failure_without_buttons(client, checker, importer, claim, monkeypatch):
    copy = ask(claim, URL, by=checker)
    ended(copy, monkeypatch)
    Snapshot.objects.update(by=importer)
    client.force_login(importer)
    told = asked_again(client, copy).content.decode()
    assert "No copy is kept." in told and "<form" not in told


def test_who_may_not_check_reads_a_copy_that_is_cited_and_changes_nothing(client, checker, importer, claim):
    copy = passage(claim, by=checker, text=TEXT)
    assert page(client, importer, claim, source=str(copy.uid)).status_code == 404  # not cited yet: their own
    hand_in(claim, by=checker)
    told = page(client, importer, claim, source=str(copy.uid)).content.decode()
    assert "Six weeks" in told and "Supply a copy" not in told and 'name="cite"' not in told
    act(client, importer, copy, do="supply", passage="x y z")
    assert Snapshot.objects.count() == 1


def test_outsiders_and_nobody_logged_in_are_kept_out(client, outsider, checker, claim):
    copy = passage(claim, by=checker)
    address = reverse("reviews:saved_copy", args=[copy.uid])
    assert client.get(address).status_code == 302 and "login" in client.get(address).url
    client.force_login(outsider)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("source", ["x", "", "00000000-0000-7000-8000-000000000000", "1" * 5_000])
def test_an_address_with_a_copy_that_is_not_there(client, checker, claim, source):
    assert page(client, checker, claim, source=source).status_code == (404 if source else 200)


def test_the_facts_of_copies_come_with_the_tray(checker, claim, checker2):
    other = make_claim(claim.article, "The town spent 2.1 million crowns on the wall.")
    for n in range(5):
        passage(other, by=checker2, url=f"https://data.example.org/{n}")
    passage(other, by=checker2)
    passage(claim, by=checker, url="https://own.example/")
    hand_in(other, by=checker2)
    with CaptureQueriesContext(connection) as asked:
        rows = beside(claim, checker, None)
    assert len(asked) == 1
    tray, copies = tray_of(claim, checker, rows), copies_in(rows)
    assert [one.copy.is_kept for one in tray] == [True]
    assert set(copies) == {URL, "https://own.example/"}  # of the other person's, those that are not cited are theirs


def copies_at_hand(claim, person):
    return copies_in(beside(claim, person, words_of(claim)))


def test_the_newest_copy_that_is_kept_is_at_hand(checker, claim):
    now = timezone.now()
    older = passage(claim, by=checker)
    failed = evidence.ask_for_copy(claim, CitationText(url=URL), by=checker, now=now).snapshot
    Snapshot.objects.filter(pk=failed.pk).update(state="failed")
    assert copies_at_hand(claim, checker)[URL].uid == older.uid
    newer = passage(claim, by=checker, text="The river fell.")
    assert copies_at_hand(claim, checker)[URL].uid == newer.uid
