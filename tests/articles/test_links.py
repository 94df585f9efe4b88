"""Links given on the import page: fetched, read and told like any other row."""

import pytest
from celery import current_app
from django.urls import reverse

from articles import fetching, tasks
from articles.fetching import Fetched, FetchProblem
from articles.importers.links import links_in
from articles.models import Article, Import, ImportRow
from articles.terms import Channel, FetchCode, ImportCode, Outcome

PAGE = """<html lang="en"><head><title>River levels</title></head><body><article><h1>River levels</h1>
<p>The river rose by 40 centimetres in 2019, the water office said on Monday.</p>
<p>The town spent two million crowns on the wall, which held for three days.</p></article></body></html>"""
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def web(monkeypatch):
    """What lies at which address; everything else does not answer."""
    found = {}
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)

    def fetch(self, url):
        if isinstance(found.get(url), FetchCode):
            raise FetchProblem(found[url], host="x", limit=5, status=404, port=22)
        if url not in found:
            raise FetchProblem(FetchCode.NO_ANSWER, host="x")
        return Fetched(url, "text/html", found[url])

    monkeypatch.setattr(fetching.Fetcher, "fetch", fetch)
    return found


def give(client, links, **data):
    answer = client.post(reverse("admin:articles_article_add"), {"how": "link", "links": links} | data)
    if answer.status_code == 302:
        tasks.run_import(Import.objects.latest("pk").pk)
    return answer


def test_an_article_comes_in_from_its_address(client, importer, web):
    web["https://example.org/river"] = PAGE.encode()
    client.force_login(importer)
    answer = give(client, "https://example.org/river\n")
    page = client.get(answer.url, follow=True)
    assert b"The river rose by 40 centimetres" in page.content
    row = ImportRow.objects.get()
    assert (row.draft["url"], row.draft["headline"]) == ("https://example.org/river", "River levels")
    assert Import.objects.get().channel == Channel.LINK
    typed = {"headline": "River levels", "language": "en", "url": "https://example.org/river"}
    client.post(page.redirect_chain[-1][0], typed)
    article = Article.objects.get()
    assert (article.current.channel, article.url) == (Channel.LINK, "https://example.org/river")


@pytest.mark.parametrize("code", FetchCode)
def test_what_is_not_fetched_says_why_and_harms_no_other(client, importer, web, code):
    web |= {"https://example.org/a": code, "https://example.org/b": PAGE.encode()}
    client.force_login(importer)
    give(client, "https://example.org/a\nhttps://example.org/b\nhttps://example.org/a")
    bad, good = ImportRow.objects.in_order()
    assert (bad.outcome, bad.code, good.outcome) == (Outcome.ERROR, ImportCode.NOT_FETCHED, Outcome.NEW)
    assert bad.problem and "%(" not in bad.problem and bad.place == "https://example.org/a"


def test_a_link_to_a_sheet_is_said(client, importer, web):
    web["https://example.org/week.csv"] = b"title,text\nRiver,The river rose.\n"
    client.force_login(importer)
    give(client, "https://example.org/week.csv")
    assert ImportRow.objects.get().code == ImportCode.LINK_TO_MANY


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ("", "Write the address"),
        ("javascript:alert(1)", "is no web address"),
        ("file:///etc/passwd", "is no web address"),
        ("\n".join(f"https://example.org/{n}" for n in range(201)), "at most 200"),
    ],
)
def test_what_is_no_list_of_addresses_is_said_at_its_field(client, importer, links, said):
    client.force_login(importer)
    answer = give(client, links)
    assert answer.status_code == 200 and said in str(answer.context["form"].errors["links"])
    assert not Import.objects.exists()


def test_a_list_keeps_its_order_and_drops_repeats_and_remarks():
    assert links_in(" https://b/ \n# remark\n\nhttps://a/\nhttps://b/") == ["https://b/", "https://a/"]
