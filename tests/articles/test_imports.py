"""Imports from the first byte to the articles: told before anything is stored, chosen, stored once whatever happens."""

import csv
import datetime
import io

import pytest
from celery import current_app
from django.urls import reverse

from articles import files, import_task, importing, tasks
from articles.importers.intake import Source, add_version, import_article
from articles.importers.storing import draft_of
from articles.models import Anchor, Article, ColumnMap, Event, Fingerprint, Import, ImportRow, Pulse, Upload, Version
from articles.refusals import Refusal
from articles.terms import AnchorState, Channel, ImportState, Outcome, RowState
from tests.factories import make_claim, now

BODY = (
    "The river rose by {n} centimetres in 2019, the water office said. The town spent two million crowns on the wall. "
    "Nobody was hurt in flood {n}, and the mayor of town {n} thanked the {n} people who had carried sand to bridge {n}."
)
HEADS = ["title", "text", "url", "desk"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """The jobs that were sent to the queue; none runs by itself."""
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append((name, *args)))
    return jobs


def row(n, **fields):
    return [fields.get("title", f"River {n}"), fields.get("text", BODY.format(n=n)), fields.get("url", ""), "city"]


def sheet(*rows) -> importing.Received:
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    raw = out.getvalue().encode()
    return importing.Received(files.store(raw), len(raw), "week.csv")


def begin(by, *rows, **options) -> Import:
    return importing.begin_import([sheet(*rows)], by=by, channel=Channel.UPLOAD, now=now(), options=options)


def read(by, *rows, **options) -> Import:
    job = begin(by, *rows, **options)
    tasks.run_import(job.pk)
    job.refresh_from_db()
    return job


def outcomes(job) -> list:
    return list(ImportRow.objects.filter(job=job).in_order().values_list("outcome", flat=True))


def test_rows_are_told_before_anything_is_stored(importer):
    job = read(importer, row(1), row(2, text=" "), row(3))
    assert (job.state, job.is_read, job.n_read, job.n_stored) == (ImportState.READY, True, 3, 0)
    assert outcomes(job) == [Outcome.NEW, Outcome.ERROR, Outcome.NEW]
    assert not Article.objects.exists()


def test_good_rows_go_in_although_bad_ones_stay(importer, sent, django_capture_on_commit_callbacks):
    job = read(importer, row(1), row(2, text=" "), row(3))
    assert importing.choose(job, by=importer, now=now(), outcomes=[Outcome.NEW]) == 2
    with django_capture_on_commit_callbacks(execute=True):
        tasks.run_import(job.pk)
    job.refresh_from_db()
    assert (job.state, job.n_chosen, job.n_stored) == (ImportState.DONE, 2, 2)
    assert list(Article.objects.order_by("pk").values_list("headline", flat=True)) == ["River 1", "River 3"]
    article = Article.objects.first()
    assert article.current.text == BODY.format(n=1) and article.current.file_name == "week.csv"
    event = Event.objects.filter(article=article).get()
    assert (event.verb, event.actor, event.data["place"]) == ("import", importer, "week.csv, row 2")
    assert ImportRow.objects.filter(state=RowState.STORED, article=article).count() == 1
    versions = list(Article.objects.order_by("pk").values_list("current", flat=True))
    assert ("articles.tasks.split_versions", versions) in sent
    assert Fingerprint.objects.filter(version=article.current).count() == 8


def test_each_row_says_what_it_would_do(importer):
    address = "https://www.example.org/river/?utm_source=x"
    old = read(importer, row(1), row(2, url=address), row(3, url="https://example.org/three"), store=True)
    assert (old.state, old.n_stored) == (ImportState.DONE, 3)
    near = BODY.format(n=1).replace("two million crowns", "three million crowns")
    job = read(
        importer,
        row(1),
        row(2, url="http://example.org/river", text=BODY.format(n=2) + " It rained again."),
        row(3, url="https://elsewhere.example.org/copied"),
        row(4, text=near),
        row(5),
        row(5, title="River five"),
        row(6, url="not an address"),
    )
    assert outcomes(job) == [
        Outcome.SAME, Outcome.UPDATE, Outcome.DUPLICATE, Outcome.NEAR, Outcome.NEW, Outcome.REPEATED, Outcome.ERROR,
    ]  # fmt: skip
    rows = list(ImportRow.objects.filter(job=job).in_order())
    assert [found.twin and found.twin.headline for found in rows[:4]] == ["River 1", "River 2", "River 3", "River 1"]
    assert rows[5].twin_place == "week.csv, row 6"
    assert rows[6].column == "url" and "not an address" in rows[6].problem


def test_an_update_is_a_new_version_and_carries_its_claims(importer):
    address = "https://example.org/river"
    read(importer, row(2, url=address), store=True)
    article = Article.objects.get()
    kept = make_claim(article, "The town spent two million crowns on the wall.", touched_at=now())
    changed = make_claim(article, "The river rose by 2 centimetres in 2019, the water office said.", touched_at=now())
    untouched = make_claim(article, "Nobody was hurt in flood 2")
    new = "Again. " + BODY.format(n=2).replace("rose by 2", "rose by 3").replace("hurt in flood 2", "seen at all")
    job = read(importer, row(2, url=address, text=new), store=True)
    article.refresh_from_db()
    assert (job.n_stored, article.current.number, article.versions.count()) == (1, 2, 2)
    assert Article.objects.count() == 1
    anchors = {anchor.claim_id: anchor for anchor in Anchor.objects.filter(version=article.current)}
    assert anchors[kept.pk].state == AnchorState.MOVED and anchors[kept.pk].exact == kept.statement
    assert anchors[changed.pk].state == AnchorState.CHANGED and "rose by 3" in anchors[changed.pk].exact
    assert untouched.pk not in anchors
    assert Event.objects.filter(verb="new_version", version=article.current).count() == 1


def test_the_same_text_is_no_new_version(importer):
    read(importer, row(2), store=True)
    version = Version.objects.get()
    draft = draft_of(ImportRow.objects.get())
    done = add_version(version.article, draft, Source(importer, Channel.API, version.file_sha256), now=now())
    assert not done.is_new and Version.objects.count() == 1


def test_a_text_that_came_in_meanwhile_is_left_out_and_the_rest_stored(importer):
    job = read(importer, row(1), row(2), row(3))
    other = draft_of(ImportRow.objects.get(job=job, position=1))
    import_article(other, Source(importer, Channel.API, files.store(b"x")), now=now())
    importing.choose(job, by=importer, now=now(), outcomes=[Outcome.NEW])
    tasks.run_import(job.pk)
    states = list(ImportRow.objects.filter(job=job).in_order().values_list("state", flat=True))
    assert states == [RowState.STORED, RowState.LEFT_OUT, RowState.STORED]
    assert Article.objects.count() == 3


def test_a_worker_that_dies_leaves_its_rows_and_the_next_goes_on(importer, monkeypatch):
    monkeypatch.setattr(import_task, "CHUNK_ROWS", 2)
    job = begin(importer, *[row(n) for n in range(7)])
    keep, n_kept = import_task._keep_rows, []

    def dies(*args):
        if len(n_kept) == 2:
            raise KeyboardInterrupt
        n_kept.append(keep(*args))

    monkeypatch.setattr(import_task, "_keep_rows", dies)
    with pytest.raises(KeyboardInterrupt):
        tasks.run_import(job.pk)
    job.refresh_from_db()
    assert (job.state, job.n_read) == (ImportState.READING, 4)
    monkeypatch.setattr(import_task, "_keep_rows", keep)
    tasks.run_import(job.pk)
    assert Import.objects.get().state == ImportState.READING, "the lease still runs"
    Import.objects.update(lease_until=now() - datetime.timedelta(seconds=1))
    tasks.run_import(job.pk)
    job.refresh_from_db()
    assert (job.state, job.n_read) == (ImportState.READY, 7)
    assert list(ImportRow.objects.in_order().values_list("draft__headline", flat=True)) == [
        f"River {n}" for n in range(7)
    ]


def test_an_import_that_kills_its_workers_is_given_up(importer):
    job = begin(importer, row(1))
    Import.objects.update(tries=import_task.MOST_TRIES)
    tasks.run_import(job.pk)
    job.refresh_from_db()
    assert job.state == ImportState.FAILED and "Several workers" in job.reason
    importing.try_again(job, by=importer)
    tasks.run_import(job.pk)
    job.refresh_from_db()
    assert job.state == ImportState.READY


def test_an_error_of_ours_is_a_visible_state(importer, monkeypatch):
    def broken(*args):
        raise ValueError("ours")

    monkeypatch.setattr(import_task.twins, "judge", broken)
    job = read(importer, row(1))
    assert job.state == ImportState.FAILED and "broke off" in job.reason


def test_a_cancelled_import_stops_and_can_go_on(importer, monkeypatch):
    monkeypatch.setattr(import_task, "CHUNK_ROWS", 1)
    job = begin(importer, *[row(n) for n in range(4)])
    keep = import_task._keep_rows

    def cancelled_after_two(held, rows):
        keep(held, rows)
        if held.n_read == 2:
            importing.cancel(held, by=importer, now=now())

    monkeypatch.setattr(import_task, "_keep_rows", cancelled_after_two)
    tasks.run_import(job.pk)
    job.refresh_from_db()
    assert (job.state, job.n_read) == (ImportState.CANCELLED, 2)
    with pytest.raises(Refusal, match="Not all rows are read"):
        importing.choose(job, by=importer, now=now(), outcomes=[Outcome.NEW])
    monkeypatch.setattr(import_task, "_keep_rows", keep)
    importing.try_again(job, by=importer)
    tasks.run_import(job.pk)
    job.refresh_from_db()
    assert (job.state, job.n_read) == (ImportState.READY, 4)


def test_a_forgotten_import_is_swept_up_once(importer, sent):
    job = begin(importer, row(1))
    sent.clear()
    tasks.sweep_imports()
    tasks.sweep_imports()
    assert sent == [("articles.tasks.run_import", job.pk)]


def test_columns_told_are_read_with_and_remembered(importer):
    raw = f"Nr,Was\n1,{BODY.format(n=1).replace(',', ' ')}\n".encode()
    received = importing.Received(files.store(raw), len(raw), "liste.csv")
    job = importing.begin_import([received], by=importer, channel=Channel.UPLOAD, now=now())
    tasks.run_import(job.pk)
    job.refresh_from_db()
    assert outcomes(job) == [Outcome.ERROR] and job.options["heads"] == ["Nr", "Was"]
    importing.read_again(job, {"text": "Was", "headline": "Nr"}, by=importer)
    tasks.run_import(job.pk)
    assert outcomes(job) == [Outcome.NEW]
    assert ColumnMap.objects.get().columns == {"text": "Was", "headline": "Nr"}
    again = importing.begin_import([received], by=importer, channel=Channel.UPLOAD, now=now())
    tasks.run_import(again.pk)
    assert ImportRow.objects.get(job=again).draft["headline"] == "1"


@pytest.mark.parametrize("role", ["Fact-checker", "Editor", "Administrator"])
@pytest.mark.parametrize(
    "verb",
    [
        lambda job, by: importing.choose(job, by=by, now=now(), outcomes=[Outcome.NEW]),
        lambda job, by: importing.cancel(job, by=by, now=now()),
        lambda job, by: importing.try_again(job, by=by),
        lambda job, by: importing.acknowledge(job, by=by, now=now()),
        lambda job, by: importing.read_again(job, {}, by=by),
        lambda job, by: begin(by, row(9)),
    ],
    ids=["choose", "cancel", "again", "acknowledge", "read again", "begin"],
)
def test_only_importers_do_anything_with_imports(importer, person, role, verb):
    job = read(importer, row(1))
    with pytest.raises(Refusal, match="Importer"):
        verb(job, person("x", role))
    job.refresh_from_db()
    assert job.state == ImportState.READY


def test_every_state_refuses_what_does_not_fit_it(importer):
    job = begin(importer, row(1))
    fits = {
        "choose": {ImportState.READY, ImportState.DONE, ImportState.CANCELLED},
        "cancel": {ImportState.WAITING, ImportState.READING, ImportState.READY, ImportState.STORING},
        "again": {ImportState.FAILED, ImportState.CANCELLED},
        "acknowledge": {ImportState.READY, ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED},
    }
    tasks.run_import(job.pk)
    for state in ImportState:
        for verb, states in fits.items():
            Import.objects.update(state=state)
            ImportRow.objects.update(state=RowState.READ)
            done = True
            try:
                match verb:
                    case "choose":
                        importing.choose(job, by=importer, now=now(), outcomes=[Outcome.NEW])
                    case "cancel":
                        importing.cancel(job, by=importer, now=now())
                    case "again":
                        importing.try_again(job, by=importer)
                    case "acknowledge":
                        importing.acknowledge(job, by=importer, now=now())
            except Refusal:
                done = False
            assert done == (state in states), (state, verb)


def test_the_page_shows_rows_and_stores_the_ticked_ones(client, importer):
    job = read(importer, row(1), row(2, text=" "), row(3, title="=River <b>"))
    client.force_login(importer)
    address = reverse("articles:import", args=[job.uid])
    shown = client.get(address)
    assert b"Store 2 articles" in shown.content and b"=River &lt;b&gt;" in shown.content
    answer = client.post(reverse("articles:import_act", args=[job.uid]), {"do": "choose", "row": ["2"]})
    assert answer.url == address
    tasks.run_import(job.pk)
    assert Article.objects.get().headline == "=River <b>"
    shown = client.get(address + "?show=error")
    assert b"is empty here" in shown.content and b"River 1" not in shown.content


def test_bad_rows_go_out_as_a_sheet_and_come_back_mended(client, importer):
    job = read(importer, row(1), ["=2+3", "", "", "city"])
    client.force_login(importer)
    answer = client.get(reverse("articles:import_bad_rows", args=[job.uid]))
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert lines[0] == [*HEADS, "Where", "Reason"]
    assert lines[1][:4] == ["'=2+3", "", "", "city"] and "is empty here" in lines[1][5]
    lines[1][1] = BODY.format(n=7)
    mended = read(importer, lines[1][:4])
    assert ImportRow.objects.get(job=mended).draft["headline"] == "=2+3"


def test_a_long_import_is_shown_a_page_at_a_time_with_few_reads(client, importer, django_assert_max_num_queries):
    job = read(importer, *[row(n) for n in range(130)])
    client.force_login(importer)
    with django_assert_max_num_queries(12):
        shown = client.get(reverse("articles:import", args=[job.uid]))
    assert shown.content.count(b'name="row"') == 100 and b"after=99" in shown.content
    rest = client.get(reverse("articles:import", args=[job.uid]) + "?after=99")
    assert rest.content.count(b'name="row"') == 30


def test_the_jobs_page_says_when_no_worker_answers(client, importer):
    client.force_login(importer)
    assert b"No worker answers" in client.get(reverse("articles:jobs")).content
    Pulse.beat(now())
    assert b"No worker answers" not in client.get(reverse("articles:jobs")).content
    Pulse.beat(now() - datetime.timedelta(minutes=5))
    assert b"No worker answers" in client.get(reverse("articles:jobs")).content


def test_jobs_can_be_put_away_and_found_again(client, importer, django_assert_max_num_queries):
    job = read(importer, row(1))
    client.force_login(importer)
    client.post(reverse("articles:import_act", args=[job.uid]), {"do": "put_away"})
    assert b"week.csv" not in client.get(reverse("articles:jobs")).content
    with django_assert_max_num_queries(10):
        assert b"week.csv" in client.get(reverse("articles:jobs") + "?all").content


def test_what_came_in_is_kept_whole(importer):
    received = sheet(row(1))
    importing.begin_import([received], by=importer, channel=Channel.UPLOAD, now=now())
    upload = Upload.objects.get()
    assert files.read_stored(upload.file_sha256).startswith(b"title,text")
