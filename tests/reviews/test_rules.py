"""Rules over plain facts: two publishers that do not lean on each other."""

import pytest

from reviews.drafts import CitationText, host_of
from reviews.rules import Level, Rule, VerdictFacts, obstacles
from reviews.terms import EvidenceKind, Need, Quotation

NEWS = {"title": "River rises", "kind": "secondary", "stance": "backs", "quote": "rose"}
ONE = CitationText(url="https://www.example.org/a", publisher="Harbor Courier", **NEWS)
SAME_HOST = CitationText(url="https://example.org/b", publisher="The Courier", **NEWS)
SAME_PUBLISHER = CitationText(url="https://archive.example.net/b", publisher="harbor  courier", **NEWS)
OTHER = CitationText(url="https://example.com/c", publisher="Water Weekly", **NEWS)
RECORD = CitationText(**(NEWS | {"kind": "official"}), url="https://data.example.gov/r", publisher="Water Office")


def found(*citations, quotation=Quotation.NOT_ASKED, **facts):
    rules = VerdictFacts(
        **{
            "is_quotation": False,
            "has_rating": True,
            "is_top_rating": True,
            "needs": frozenset({Need.CITATION}),
            "has_rationale": True,
            "has_search_note": False,
            "is_end_rating": True,
        }
        | facts,
        quotation=quotation,
        citations=tuple(one.facts() for one in citations),
    )
    return [line for line in obstacles(rules) if line.rule is Rule.PUBLISHERS_SINGLE]


@pytest.mark.parametrize("citations", [(ONE,), (ONE, ONE), (ONE, SAME_HOST), (ONE, SAME_PUBLISHER)])
def test_one_house_for_the_end_of_a_scale_is_warned_of(citations):
    (line,) = found(*citations)
    assert line.level is Level.WARN and line.stops and line.place == "reasons"


def test_a_contested_allegation_is_warned_of_whatever_its_rating():
    assert found(ONE, is_end_rating=False, is_contested=True)
    assert not found(ONE, is_end_rating=False)


def test_a_reason_meets_the_warning():
    (line,) = found(ONE, reasons=frozenset({Rule.PUBLISHERS_SINGLE}))
    assert not line.stops


def test_two_houses_are_enough():
    assert not found(ONE, OTHER)
    assert not found(ONE, ONE, OTHER)


def test_a_record_stands_alone():
    assert RECORD.facts().kind is EvidenceKind.OFFICIAL
    assert not found(RECORD)


def test_quotations_are_never_warned_of():
    assert not found(ONE, is_quotation=True, is_contested=True)
    assert not found(ONE, is_quotation=True, quotation=Quotation.EXACT)
    assert found(ONE, is_quotation=True, quotation=Quotation.NOT_A_QUOTATION)


def test_no_source_at_all_is_told_by_another_rule():
    assert not found()


def test_a_source_without_publisher_and_address_proves_nothing():
    nameless = CitationText(**NEWS)
    assert found(ONE, nameless) and found(nameless, nameless)


def test_hosts_are_read_from_web_addresses_only():
    assert host_of("https://www.Example.org:8080/a") == "example.org"
    assert host_of("not an address") == "" and host_of("http://[::1") == ""
