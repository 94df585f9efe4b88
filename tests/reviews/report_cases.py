"""An article in every stage of its check, made by the verbs, for the tests of reports."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article, Claim
from articles.terms import QuoteKind
from reviews.models import Draft, Plan, RatingScale, Review
from reviews.moves import Request, perform
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.terms import Format
from reviews.workflow import Policy, Verb
from tests.factories import draft_payload, make_article, make_claim

NOW = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
HOSTILE = "</style></script><script>alert(1)</script>"
SENTENCES = {
    "published": "The river rose by 40 centimetres in 2019.",
    "off_scale": "The harbour froze twice that winter.",
    "decided": "The wall cost 2.1 million crowns.",
    "quoted": "“We built it in six weeks,” said the mayor.",
    "submitted": "Nobody was hurt.",
    "begun": "It rained for nine days.",
    "accepted": "The bridge is the oldest in the county.",
    "proposed": "The town has 4,000 people.",
    "dismissed": "Everybody loves the river.",
    "formula": f"=HYPERLINK(1) {HOSTILE} & the bill came to 90 crowns.",
}


@dataclass
class Case:
    """The article, its claims by the name of their stage, and the people."""

    article: Article
    checker: Any
    second: Any
    editor: Any
    claims: dict[str, Claim] = field(default_factory=dict)

    def check(self, name: str, **fields: Any) -> Review:
        """Start and submit a claim."""
        claim = self.claims[name]
        perform(Verb.START, claim, by=self.checker, now=NOW)
        review = Review.objects.get(claim=claim)
        Draft.store(review, draft_payload(**fields), by=self.checker, base_rev=0, now=NOW)
        perform(Verb.SUBMIT, claim, by=self.checker, now=NOW)
        return Review.objects.get(claim=claim)

    def decide(self, name: str, **fields: Any) -> Review:
        verdict = self.check(name, **fields).current_verdict()
        perform(Verb.APPROVE, self.claims[name], by=self.second, now=NOW, asked=Request(verdict=verdict.uid))
        return Review.objects.get(claim=self.claims[name])

    def publish(self, name: str, **fields: Any) -> Review:
        self.decide(name, **fields)
        perform(Verb.PUBLISH, self.claims[name], by=self.editor, now=NOW)
        return Review.objects.get(claim=self.claims[name])

    def scope(self) -> Scope:
        return Scope.of_articles([self.article.uid])

    def export(self, format: Format, by: Any = None) -> Any:
        return make_report(self.scope(), format, by=by or self.editor, now=NOW)


def make_case(checker: Any, second: Any, editor: Any) -> Case:
    """One article whose ten claims stand in ten different places."""
    article = make_article(
        editor,
        text="River levels\n\nBy Ola Berg\n\n" + " ".join(SENTENCES.values()) + "\n",
        publisher="The Bank",
        url="https://news.example.org/river",
        published_on=datetime.date(2026, 3, 1),
    )
    case = Case(article, checker, second, editor)
    for name, words in SENTENCES.items():
        case.claims[name] = make_claim(article, words, claimant="Ola Berg")
    _quote(case.claims["quoted"])
    case.publish("published")
    case.publish("off_scale", rating="unproven", search_note="The harbour office, by phone, 18 November.")
    case.decide("decided", rating="mostly_true", rationale="The budget says 2.08 million.")
    case.publish("quoted", rating="", quotation="exact")
    case.check("submitted", rationale="SECRET of a verdict that nobody approved")
    perform(Verb.START, case.claims["begun"], by=checker, now=NOW)
    perform(Verb.ACCEPT, case.claims["accepted"], by=checker, now=NOW)
    dismissal = Request(why="opinion", reason="A matter of taste")
    perform(Verb.DISMISS, case.claims["dismissed"], by=checker, now=NOW, asked=dismissal)
    case.publish("formula", rating="false", rationale=f"+1 {HOSTILE}", suggested_wording="@cmd")
    return case


def blind_case(case: Case) -> Claim:
    """A claim of the same article whose blind round is still open, with one verdict submitted in it."""
    Plan.objects.create(article=case.article, policy=Policy.BLIND_DOUBLE, scale=RatingScale.default())
    case.claims["blind"] = make_claim(case.article, "The town", claimant="Ola Berg")
    case.check("blind", rationale="SECRET of a blind round")
    return case.claims["blind"]


def _quote(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(quote=QuoteKind.DIRECT, claimant="the mayor")
    claim.refresh_from_db()
