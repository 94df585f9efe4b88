"""What a feed may hold: all usual kinds are read, and each broken or hostile one ends in a message of its own."""

import time

import pytest

from articles import files
from articles.importers import apart, feeds, formats, pieces
from articles.importers.base import ImportProblem
from articles.terms import ImportCode

AT = "https://river.example.org/news/feed.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The River &amp; Post</title>
<entry><title type="html">River &lt;b&gt;levels&lt;/b&gt; &amp;amp; more</title>
<link href="../a?b=1&amp;c=2"/><id>urn:1</id>
<updated>2026-11-02T23:30:00-05:00</updated><author><name>Ola Berg</name></author>
<content type="html">&lt;p&gt;The river rose.&lt;/p&gt;</content></entry>
<entry><title>Lake</title><link rel="alternate" href="https://lake.example.org/1"/><id>urn:2</id><summary>Short.</summary></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old</title></channel><item rdf:about="https://x.example.org/1"><title>One</title>
<link>https://x.example.org/1</link></item></rdf:RDF>"""
ITEM = "<item><title>One</title><link>https://x.example.org/1</link></item>"
PAGE = "<html><head><title>x</title>{}</head><body><p>The river rose by 40 centimetres in 2019.</p></body></html>"
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


JSON = """{
"version": "https://jsonfeed.org/version/1.1", "title": "The River Post", "home_page_url": "https://river.example.org/",
"items": [
{"id": 1, "url": "/a?b=1&c=2", "title": "Levels & <more>", "date_published": "2026-11-02T23:30:00-05:00",
 "authors": [{"name": "Ola Berg"}, {"name": "Ines Roth"}], "content_html": "<p>The river rose.</p>"},
{"id": "2", "external_url": "https://lake.example.org/1", "content_text": "The lake fell.", "author": {"name": "Kim"}},
{"id": "3", "url": "https://lake.example.org/2", "summary": "Short.", "tags": null}, "no item"
]}"""


def rss(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>T</title>{inside}</channel></rss>'.encode()


def stored(raw: bytes):
    return files.path_of(files.store(raw))


@pytest.mark.parametrize(
    ("raw", "title", "links"),
    [
        (ATOM.encode(), "The River & Post", ["https://river.example.org/a?b=1&c=2", "https://lake.example.org/1"]),
        (
            ATOM.encode("utf-16"),
            "The River & Post",
            ["https://river.example.org/a?b=1&c=2", "https://lake.example.org/1"],
        ),
        (b"\xef\xbb\xbf  <!-- by a program <html> -->" + RDF.encode(), "Old", ["https://x.example.org/1"]),
        (rss(ITEM), "T", ["https://x.example.org/1"]),
        (
            JSON.encode(),
            "The River Post",
            ["https://river.example.org/a?b=1&c=2", "https://lake.example.org/1", "https://lake.example.org/2"],
        ),
        (
            b'\xef\xbb\xbf{"items": [{"id": "1", "url": "https://x.example.org/1"}], '
            b'"version": "https:\\/\\/jsonfeed.org\\/version\\/1"}',
            "",
            ["https://x.example.org/1"],
        ),
        (rss(ITEM + ITEM)[:-60], "T", ["https://x.example.org/1"]),
        (rss(ITEM).replace(b"<title>T<", "<title>Tür<".encode("cp1252")), "Tür", ["https://x.example.org/1"]),
    ],
    ids=["atom", "utf-16", "rdf", "rss", "json", "json on one line", "cut off", "western"],
)
def test_every_usual_feed_is_read(raw, title, links):
    read = feeds.read(raw, AT, AT)
    assert (read.title, [entry.link for entry in read.entries]) == (title, links)
    assert formats.kind_of(stored(raw)) == "feed"


def test_an_entry_says_who_wrote_it_when_and_carries_its_text():
    levels, lake = feeds.read(ATOM.encode(), AT, AT).entries
    draft = feeds.draft_of(levels, {"publisher": "Post"})
    assert (draft.headline, draft.byline, str(draft.published_on)) == ("River levels & more", "Ola Berg", "2026-11-02")
    assert "The river rose." in draft.text and draft.publisher == "Post"
    assert feeds.draft_of(lake, {}).text == ""


def test_an_item_of_a_json_feed_says_the_same():
    levels, lake, short = feeds.read(JSON.encode(), AT, AT).entries
    draft = feeds.draft_of(levels, {})
    assert (draft.headline, draft.byline, str(draft.published_on)) == ("Levels &", "Ola Berg, Ines Roth", "2026-11-02")
    assert "The river rose." in draft.text
    assert (feeds.draft_of(lake, {}).text, lake.byline, feeds.draft_of(short, {}).text) == ("The lake fell.", "Kim", "")
    changed = JSON.replace('"Short."', '"Shorter."')
    assert feeds.read(changed.encode(), AT, AT).entries[2].digest != short.digest


@pytest.mark.parametrize(
    "items", ["7", "{}", "[[[", '[{"id": "1"'], ids=["number", "object", "cut off", "cut in an item"]
)
def test_a_json_feed_that_is_damaged_says_so(items):
    with pytest.raises(ImportProblem) as caught:
        feeds.read(f'{{"version": "https://jsonfeed.org/version/1.1", "items": {items}}}'.encode(), AT, AT)
    assert caught.value.code is ImportCode.FEED_BROKEN


def test_entries_that_share_an_identifier_are_told_apart_by_their_links():
    two = "".join(ITEM.replace("/1", f"/{n}").replace("<title>", "<guid>same</guid><title>") for n in (1, 2, 2))
    assert len({entry.key for entry in feeds.read(rss(two)).entries}) == 2


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (rss(ITEM, '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), ImportCode.FEED_DECLARES, "entities"),
        (
            rss(ITEM, '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]>'),
            ImportCode.FEED_DECLARES,
            "entities",
        ),
        (rss("<item><title>&j;</title></item>", BOMB), ImportCode.FEED_DECLARES, "entities"),
        (
            rss(ITEM, '<!-- <rss> --><!DOCTYPE rss [<!ENTITY x "<rss>"><!ENTITY y "&x;">]>'),
            ImportCode.FEED_DECLARES,
            "ent",
        ),
        (rss("<item/>" * 5_001), ImportCode.TOO_MANY_ENTRIES, "5,001"),
        (rss(""), ImportCode.FEED_EMPTY, "holds nothing"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>x', ImportCode.FEED_BROKEN, "damaged"),
        (PAGE.format("").encode(), ImportCode.PAGE_NO_FEED, "is a web page"),
        (
            PAGE.format('<link rel="alternate" type="application/atom+xml" href="/all.atom">').encode(),
            ImportCode.PAGE_NAMES_FEED,
            "https://river.example.org/all.atom",
        ),
        (
            PAGE.format('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">').encode(),
            ImportCode.PAGE_NO_FEED,
            "is a web page",
        ),
        (b'{"version": "https://jsonfeed.org/version/1"}', ImportCode.FEED_BROKEN, "damaged"),
        (b'{"version": "1.1", "items": [{"id": "1"}]}', ImportCode.NO_FEED, "is no feed"),
        (b"\x00\x01\x02\x03" * 500, ImportCode.NO_FEED, "is no feed"),
        (b"", ImportCode.NO_FEED, "is no feed"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', ImportCode.NO_FEED, "is no feed"),
    ],
)
def test_what_is_no_fit_feed_ends_in_its_own_message(raw, code, said):
    with pytest.raises(ImportProblem) as caught:
        feeds.read(raw, AT, AT)
    assert (caught.value.code, said in caught.value.words, "%(" in caught.value.words) == (code, True, False)


def test_a_feed_that_is_too_big_is_not_parsed(settings):
    settings.MAX_FEED_BYTES = 1_000
    with pytest.raises(ImportProblem) as caught:
        feeds.read(rss(ITEM * 50), AT, AT)
    assert caught.value.code is ImportCode.TOO_BIG


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("<item><title>x</title><link>javascript:alert(1)</link></item>", ImportCode.ENTRY_NO_ADDRESS),
        ("<item><title>x</title><link>file:///etc/passwd</link></item>", ImportCode.ENTRY_NO_ADDRESS),
        ("<item><title>x</title><link>/news/1</link></item>", ImportCode.ENTRY_RELATIVE),
        ("<item><title>x</title></item>", ImportCode.ENTRY_EMPTY),
    ],
)
def test_an_entry_without_a_fit_address_says_so_and_harms_no_other(item, code):
    path = stored(rss(item + ITEM))
    bad, good = pieces.pieces(path, "feed.xml", path.name, {})
    assert (bad.problem.code, good.link) == (code, "https://x.example.org/1")


def test_a_relative_link_is_completed_with_the_address_of_the_feed():
    path = stored(rss("<item><title>x</title><link>/news/1</link></item>"))
    [piece] = pieces.pieces(path, "feed.xml", path.name, {"address": AT})
    assert piece.link == "https://river.example.org/news/1"


def test_bytes_that_look_like_a_file_or_an_address_are_never_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("builtins.open", lambda *args, **options: pytest.fail("opened a file"))
    for raw in (b"/etc/passwd", b"http://127.0.0.1/"):
        with pytest.raises(ImportProblem):
            feeds.read(raw, AT, AT)


def test_an_entity_that_is_only_used_is_not_looked_up():
    [entry] = feeds.read(rss("<item><title>&xxe; &lt;b&gt;</title><link>https://x.example.org/1</link></item>")).entries
    assert entry.link == "https://x.example.org/1" and "root:" not in entry.headline


def test_a_reader_of_a_feed_that_needs_too_long_or_too_much_is_stopped(monkeypatch, settings):
    settings.READER_SECONDS = 1
    child = apart._CHILD.replace(
        "apart.serve()",
        "apart.listing = lambda *args: __import__('time').sleep(600); apart.serve()",
    )
    monkeypatch.setattr(apart, "_CHILD", child)
    began = time.monotonic()
    with pytest.raises(ImportProblem) as caught:
        apart.read_listing(stored(rss(ITEM)), AT)
    assert caught.value.code is ImportCode.FEED_TOO_HEAVY and time.monotonic() - began < 30
    hungry = child.replace("__import__('time').sleep(600)", "[bytearray(10**9) for _ in range(9)]")
    monkeypatch.setattr(apart, "_CHILD", hungry)
    with pytest.raises(ImportProblem) as caught:
        apart.read_listing(stored(rss(ITEM)), AT)
    assert caught.value.code is ImportCode.FEED_TOO_HEAVY


def test_more_than_a_hundred_entries_of_a_file_are_told_not_dropped():
    many = "".join(ITEM.replace("/1", f"/{n}") for n in range(103))
    path = stored(rss(many))
    found = list(pieces.pieces(path, "feed.xml", path.name, {}))
    assert (len(found), found[-1].problem.code) == (101, ImportCode.TOO_MANY_ENTRIES)
    assert "103" in found[-1].problem.words


def test_a_listing_is_read_apart():
    told = apart.read_listing(stored(ATOM.encode()), AT)
    assert told["title"] == "The River & Post" and len(told["entries"]) == 2
