"""ClaimReview goes out for published ratings alone, and never a document that breaks a rule."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.files import open_stored
from articles.refusals import Kind, Refusal
from articles.terms import QuoteKind
from reviews.models import Report
from reviews.reports import claimreview
from reviews.reports.claimreview_schema import Rule, validate
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.terms import Format
from tests.reviews.report_cases import NOW, SENTENCES, make_case

SITE = "https://checks.example.org"
GOOD = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": f"{SITE}/claims/1/",
    "datePublished": "2026-11-20",
    "author": {"@type": "Organization", "name": "checks.example.org", "url": SITE},
    "claimReviewed": "The river rose.",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ola Berg"},
        "appearance": {"@type": "CreativeWork", "url": "https://news.example.org/river"},
    },
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Mostly true",
        "ratingValue": 4,
        "bestRating": 5,
        "worstRating": 1,
    },
}
GONE = object()


@pytest.fixture
def case(settings, scales, checker, checker2, editor):
    settings.PUBLIC_URL = SITE
    return make_case(checker, checker2, editor)


def feed(report: Report) -> dict:
    with open_stored(report.sha256) as file:
        return json.loads(file.read())


def documents(report: Report) -> list[dict]:
    return [one for element in feed(report)["dataFeedElement"] for one in element["item"]]


def broken(path: str, value: object) -> dict:
    """The good document with one field changed or gone."""
    document = copy.deepcopy(GOOD)
    *parents, last = path.split(".")
    place = document
    for name in parents:
        place = place[name]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return document


def rules(document: object) -> set[Rule]:
    return {problem.rule for problem in validate(document, site=SITE)}


def test_a_good_document_passes():
    assert validate(GOOD, site=SITE) == []


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("claimReviewed", GONE, Rule.SHAPE),
        ("claimReviewed", " ", Rule.SHAPE),
        ("claimReviewed", 7, Rule.SHAPE),
        ("claimReviewed", "Mostly true: the river rose.", Rule.NAMES_RATING),
        ("claimReviewed", "It is MOSTLY TRUE that the river rose.", Rule.NAMES_RATING),
        ("reviewRating", GONE, Rule.SHAPE),
        ("reviewRating.alternateName", GONE, Rule.SHAPE),
        ("reviewRating.worstRating", 5, Rule.SCALE_ORDER),
        ("reviewRating.worstRating", 6, Rule.SCALE_ORDER),
        ("reviewRating.worstRating", 0, Rule.SHAPE),
        ("reviewRating.worstRating", GONE, Rule.HALF_A_SCALE),
        ("reviewRating.ratingValue", GONE, Rule.HALF_A_SCALE),
        ("reviewRating.ratingValue", 6, Rule.VALUE_OFF_SCALE),
        ("reviewRating.ratingValue", 0, Rule.VALUE_OFF_SCALE),
        ("reviewRating.ratingValue", "4", Rule.SHAPE),
        ("url", GONE, Rule.SHAPE),
        ("url", "https://elsewhere.example.net/claims/1/", Rule.OTHER_SITE),
        ("url", "https://checks.example.org.evil.example/claims/1/", Rule.OTHER_SITE),
        ("url", "/claims/1/", Rule.SHAPE),
        ("url", "javascript:alert(1)", Rule.SHAPE),
        ("itemReviewed.appearance.url", "https://a b/", Rule.ADDRESS),
        ("itemReviewed.author.name", GONE, Rule.SHAPE),
        ("itemReviewed.author.name", "", Rule.SHAPE),
        ("itemReviewed.@type", "Thing", Rule.SHAPE),
        ("author", GONE, Rule.SHAPE),
        ("datePublished", GONE, Rule.SHAPE),
        ("datePublished", "yesterday", Rule.SHAPE),
        ("datePublished", "", Rule.SHAPE),
        ("@context", "http://example.org", Rule.SHAPE),
        ("@type", "Review", Rule.SHAPE),
        ("rating", "true", Rule.SHAPE),
    ],
)
def test_a_document_that_breaks_a_rule_is_found_out(path, value, rule):
    assert rule in rules(broken(path, value))


def test_a_rating_off_the_scale_needs_no_numbers():
    document = broken("reviewRating", {"@type": "Rating", "alternateName": "Unproven"})
    assert validate(document, site=SITE) == []


@given(value=st.integers(-3, 12), best=st.integers(-3, 12), worst=st.integers(-3, 12))
def test_numbers_pass_only_in_order(value, best, worst):
    document = broken(
        "reviewRating",
        {"@type": "Rating", "alternateName": "So", "ratingValue": value, "bestRating": best, "worstRating": worst},
    )
    assert (validate(document, site=SITE) == []) == (1 <= worst < best and worst <= value <= best)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*GOOD, "name"]), inner),
    )
)
def test_anything_at_all_is_judged_without_falling_over(anything):
    assert validate(anything, site=SITE)


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_the_word_of_the_rating_is_found_wherever_it_stands(before, after):
    assert Rule.NAMES_RATING in rules(broken("claimReviewed", f"{before} Mostly true, {after}"))


@pytest.mark.django_db
def test_published_ratings_become_documents_that_are_good(case):
    made = documents(case.export(Format.CLAIMREVIEW))
    assert [one["claimReviewed"] for one in made] == [
        SENTENCES["published"],
        SENTENCES["off_scale"],
        SENTENCES["formula"],
    ]
    for one in made:
        assert validate(one, site=SITE) == []


@pytest.mark.django_db
def test_a_document_says_who_claimed_what_and_where(case):
    made = documents(case.export(Format.CLAIMREVIEW))[0]
    assert made["url"] == f"{SITE}/claims/{case.claims['published'].uid}/"
    assert made["author"] == {"@type": "Organization", "name": "checks.example.org", "url": SITE}
    assert made["datePublished"] == "2026-11-20"
    assert made["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "True",
        "ratingValue": 5,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": "The gauge says so.",
    }
    assert made["itemReviewed"] == {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ola Berg"},
        "datePublished": "2026-03-01",
        "appearance": {
            "@type": "CreativeWork",
            "url": "https://news.example.org/river",
            "headline": "River levels",
            "datePublished": "2026-03-01",
            "publisher": {"@type": "Organization", "name": "The Bank"},
        },
    }


@pytest.mark.django_db
def test_words_that_are_put_on_nobody_have_no_author(case):
    claim = case.claims["published"]
    claim.claimant = claim.article.claimant("", QuoteKind.INDIRECT)
    claim.save(update_fields=["claimant"])
    assert "author" not in documents(case.export(Format.CLAIMREVIEW))[0]["itemReviewed"]


@pytest.mark.django_db
def test_a_rating_off_the_scale_goes_out_as_a_word(case):
    rating = documents(case.export(Format.CLAIMREVIEW))[1]["reviewRating"]
    assert rating["alternateName"] == "Unproven"
    assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)


@pytest.mark.django_db
def test_what_is_left_out_is_told_with_the_reason(case):
    report = case.export(Format.CLAIMREVIEW)
    assert report.scope["left_out"] == {
        "unpublished": 1,
        "no_rating": 1,
        "undecided": 3,
        "proposed": 1,
        "dismissed": 1,
    }
    assert feed(report)["description"].startswith("3 of 10 claims. Left out: ")


@pytest.mark.django_db
def test_the_file_can_stand_in_a_script_element(case):
    with open_stored(case.export(Format.CLAIMREVIEW).sha256) as file:
        assert b"<" not in file.read()


@pytest.mark.django_db
def test_a_claim_that_holds_the_word_of_its_rating_is_left_out_and_told(case):
    case.claims["proposed"].statement = "It is true that the town has 4,000 people."
    case.claims["proposed"].save(update_fields=["statement"])
    case.publish("proposed")
    report = case.export(Format.CLAIMREVIEW)
    assert report.scope["left_out"]["names_rating"] == 1
    assert len(documents(report)) == 3


@pytest.mark.django_db
def test_without_a_public_url_it_is_refused_and_nothing_is_kept(case, settings):
    settings.PUBLIC_URL = ""
    with pytest.raises(Refusal) as refused:
        case.export(Format.CLAIMREVIEW)
    assert (refused.value.code, refused.value.kind) == ("public_url_missing", Kind.INVALID)
    assert "PUBLIC_URL=https://" in refused.value.words
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_without_a_published_rating_it_is_refused_with_the_reasons(case, editor):
    scope = Scope.of_list(case.scope().claims.filter(pk=case.claims["quoted"].pk), title="One", asked={})
    with pytest.raises(Refusal) as refused:
        make_report(scope, Format.CLAIMREVIEW, by=editor, now=NOW)
    assert "1 claim has a quotation answer and no rating" in refused.value.words


@pytest.mark.django_db
def test_a_failing_document_is_refused_by_claim_and_rule(case, monkeypatch):
    good = claimreview.document

    def bad(row, site):
        return good(row, site) | {"url": "https://elsewhere.example.net/1"}

    monkeypatch.setattr(claimreview, "document", bad)
    with pytest.raises(Refusal) as refused:
        case.export(Format.CLAIMREVIEW)
    assert refused.value.code == "claimreview_invalid"
    assert SENTENCES["published"] in refused.value.words
    assert "not on the site of PUBLIC_URL" in refused.value.words
    assert not Report.objects.exists()
