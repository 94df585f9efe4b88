"""What the tests of saved copies have in common: a web site on this machine, a page on it, and copies of it."""

from __future__ import annotations

from django.utils import timezone

from reviews import evidence, snapshot_task
from reviews.drafts import CitationText
from reviews.models import Draft, Review, Snapshot
from tests.articles.test_fetching import at, pages
from tests.factories import draft_payload

PAGE = """<!doctype html><html lang="en"><head><title>Levels of the river</title>
<meta property="og:site_name" content="Water Office"></head><body><article><h1>Levels of the river</h1>
<p>The office keeps a gauge at the old bridge and writes down the level every day.</p>
<p>The river rose by <b>40 centimetres</b> in 2019, the water office said on Monday.</p>
<p>“We built the wall in six weeks,” said the mayor.</p>
<script>document.title = "stolen"</script><p>&lt;script&gt;alert(1)&lt;/script&gt; is how the page ends.</p>
</article></body></html>"""


def serve(server, settings, name="page", body=None, status=200, kind="text/html") -> str:
    """Put something on the site, else the page; returns its address."""
    body = PAGE.encode() if body is None else body
    settings.FETCH_ALLOWED = ["127.0.0.0/8"]
    pages(server, **{name: (status, {"Content-Type": kind}, body)})
    return at(server, f"/{name}")


def ask(claim, url, *, by, now=None, **fields) -> Snapshot:
    asked = evidence.ask_for_copy(claim, CitationText(url=url, **fields), by=by, now=now or timezone.now())
    return asked.snapshot


def kept(claim, url, *, by, **fields) -> Snapshot:
    """A copy that was asked for and fetched."""
    snapshot = ask(claim, url, by=by, **fields)
    snapshot_task.keep_snapshot(snapshot.pk)
    return Snapshot.objects.select_related("evidence").get(pk=snapshot.pk)


def passage(claim, *, by, url="https://data.example.org/river", text="The river rose by 40 cm in 2019.") -> Snapshot:
    """A copy that somebody pasted."""
    return evidence.supply_passage(claim, CitationText(url=url), text, by=by, now=timezone.now())


def hand_in(claim, *, by, **cited) -> Review:
    """A submitted verdict with one citation."""
    review = Review.objects.filter(claim=claim).first() or Review.begin(claim, by=by, now=timezone.now())
    payload = draft_payload()
    payload["citations"][0] |= cited
    Draft.store(review, payload, by=by, base_rev=0, now=timezone.now())
    review.submit(by=by, now=timezone.now())
    evidence.after_verdict(claim, by=by, now=timezone.now())
    return Review.objects.select_related("claim").get(pk=review.pk)
