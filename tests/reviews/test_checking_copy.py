"""The checking copy: what is printed, what is numbered, and who may print it."""

import re

import pytest
from django.urls import reverse

from articles.models import AuthorSource
from reviews.models import Review
from tests.factories import make_claim, now
from tests.reviews.covered import HOLD, RISE, TEXT, WALL, place, read_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(importer, scales):
    return read_article(importer, url="https://example.org/river")


def printed(client, person, article) -> str:
    client.force_login(person)
    return client.get(reverse("reviews:copy", args=[article.uid])).content.decode()


def words(page: str) -> str:
    """The text without the numbers in its margin and at its words."""
    text = page[page.index("<article") : page.index("</article>")]
    bare = re.sub(r'<span class="no">.*?</span>\d+</span>|<sup.*?</sup>|<[^>]*>', "", text)
    return " ".join(bare.split())


def test_claims_are_numbered_in_the_margin_with_a_box_each(client, checker, article):
    for claim in (RISE, WALL, HOLD):
        make_claim(article, claim)
    page = printed(client, checker, article)
    assert re.findall(r'<span class="no"><span class="box"></span>(\d)</span>', page) == ["1", "2", "3"]
    assert page.count('class="claim"') == 3
    assert "3 claims, numbered as on their pages" in page


def test_version_and_hash_stand_in_the_footer_and_the_address_is_written_out(client, checker, article):
    page = printed(client, checker, article)
    footer = page[page.index("<footer") :]
    assert "Version 1" in footer and article.current.text_sha256 in footer
    assert "https://example.org/river</dd>" in page
    assert "copy.css" in page and "<script" not in page and "style=" not in page


def test_claims_that_overlap_tell_where_each_ends(client, checker, article):
    make_claim(article, WALL)
    make_claim(article, "2.1 million crowns on the wall")
    page = printed(client, checker, article)
    assert '<sup class="at">[1</sup>' in page and '<sup class="at">[2</sup>' in page
    assert page.index('<sup class="at">2]</sup>') < page.index('<sup class="at">1]</sup>')
    assert '<span class="claim claim--shared">2.1 million crowns on the wall</span>' in page


def test_dismissed_claims_are_left_out_and_the_others_keep_their_numbers(client, checker, article):
    Review.dismiss(make_claim(article, RISE), by=checker, now=now(), why="opinion")
    make_claim(article, WALL)
    page = printed(client, checker, article)
    assert re.findall(r'class="box"></span>(\d)', page) == ["2"]
    assert "1 dismissed one is left out." in page


def test_the_author_s_links_are_numbered_at_their_words_and_written_out(client, checker, article):
    start, end = place(article, "40 centimetres")
    AuthorSource.objects.create(
        version=article.current, start=start, end=end, kind="link", url="https://data.example.org/gauge?a=1&b=2"
    )
    AuthorSource.objects.create(version=article.current, start=start, end=start + 2, kind="comment", note="Ask <Mia>.")
    make_claim(article, RISE)
    page = printed(client, checker, article)
    assert '40<sup class="at">L1</sup>' in re.sub(r"</?span[^>]*>", "", page)
    assert '40</span><sup class="at">L1</sup><span class="claim"> centimetres</span><sup class="at">L2</sup>' in page
    assert "https://data.example.org/gauge?a=1&amp;b=2" in page and "Ask &lt;Mia&gt;." in page


def test_the_whole_text_is_there_and_hostile_text_is_text(client, checker, importer, scales):
    text = f"# <script>alert(1)</script>\n\n{RISE} **Bold** [told](https://x.example).\n\n3 < 4 & so on.\n"
    page = printed(client, checker, read_article(importer, text))
    assert "<script>" not in page
    assert words(page) == f"alert(1) {RISE} Bold told . 3 &lt; 4 &amp; so on."


def test_it_is_for_people_with_a_role_and_takes_few_queries(
    client, checker, outsider, article, django_assert_max_num_queries
):
    for claim in (RISE, WALL, HOLD):
        make_claim(article, claim)
    client.force_login(outsider)
    assert client.get(reverse("reviews:copy", args=[article.uid])).status_code == 403
    assert client.get(reverse("reviews:copy", args=["01890000-0000-7000-8000-000000000000"])).status_code == 403
    client.force_login(checker)
    assert client.get(reverse("reviews:copy", args=["01890000-0000-7000-8000-000000000000"])).status_code == 404
    with django_assert_max_num_queries(9):
        page = client.get(reverse("reviews:copy", args=[article.uid])).content.decode()
    assert words(page) == " ".join(TEXT.split())
