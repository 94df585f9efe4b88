"""The demo of a new installation: sample articles through the importer, reviews through the verbs, by its people."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from articles import files
from articles.importers.formats import read_article
from articles.importers.intake import Source, import_article
from articles.models import Anchor, Article, Claim
from articles.split_task import split_version
from articles.terms import Channel
from reviews import talking
from reviews.models import Draft, Review

Given = dict[str, Any]
SPAN = datetime.timedelta(hours=14)  # how long ago the demo's people began
STEP = datetime.timedelta(minutes=4)


class Demo:
    """Plays fixtures/demo.json once; `skipped` tells what found no claim in its article."""

    def __init__(self, document: Given, roles: Given, *, root: Path | None = None) -> None:
        self.articles: list[Given] = document["articles"]
        self.root = root or Path(settings.BASE_DIR)
        self.names = parts(roles)
        self.people: dict[str, Any] = {}
        self.now = timezone.now() - SPAN
        self.skipped: list[str] = []

    def is_due(self) -> bool:
        """Whether no article was brought in yet, and everybody who takes part is here."""
        here = {person.username: person for person in get_user_model().objects.filter(is_active=True)}
        self.people = {part: here[name] for part, name in self.names.items() if name in here}
        return len(self.people) == len(self.names) and not Article.objects.exists()

    def play(self) -> None:
        """Import, review and publish, all or nothing, so that a start that is stopped midway begins anew."""
        with transaction.atomic():
            for given in self.articles:
                self.play_article(given)

    def play_article(self, given: Given) -> None:
        article = self.bring_in(given)
        claims = claims_by_words(article)
        reviews = [self.play_review(one, claim) for one in given["reviews"] if (claim := self.find(one, claims))]
        for one in given["dismiss"]:
            if claim := self.find(one, claims):
                Review.dismiss(claim, by=self.people[one["by"]], now=self.tick(), why=one["reason"])
        for one in given["talk"]:
            if about := self.find(one, claims) if one["quote"] else article:
                self.play_talk(one, about)
        for review in reviews if given["publish"] else []:
            review.publish(by=self.people["editor"], now=self.tick())

    def bring_in(self, given: Given) -> Article:
        """Import a sample and have it split at once, so that there are claims to review."""
        path = self.root / given["file"]
        raw = path.read_bytes()
        draft = replace(read_article(raw, path.name), deadline_at=deadline(given))
        source = Source(self.people["importer"], Channel.COMMAND, files.store(raw), path.name)
        new = import_article(draft, source, now=self.tick())
        split_version(new.version.pk)
        return new.article

    def find(self, given: Given, claims: dict[str, Claim]) -> Claim | None:
        """The claim a demo review or dismissal is about, by its words."""
        quote = one_line(given["quote"])
        claim = claims.get(quote) or next((claim for words, claim in claims.items() if quote in words), None)
        if claim is None:
            self.skipped.append(f"The demo found no claim “{quote}”.")
        return claim

    def play_review(self, given: Given, claim: Claim) -> Review:
        checker = self.people[given["by"]]
        review = Review.begin(claim, by=checker, now=self.tick())
        Draft.store(review, typed(given), by=checker, base_rev=0, now=self.tick())
        if given["outcome"] == "draft":
            return review
        verdict = review.submit(by=checker, now=self.tick())
        if given["outcome"] == "approved":
            review.approve(verdict, by=self.people[given["second"]], now=self.tick())
        elif given["outcome"] == "returned":
            review.send_back(by=self.people[given["second"]], now=self.tick(), reason=given["return_reason"])
        return review

    def play_talk(self, given: Given, about: Article | Claim) -> None:
        """A thread: begun, answered, perhaps resolved."""
        first = talking.write(about, self.said(given), by=self.people[given["by"]], now=self.tick())
        for answer in given["replies"]:
            talking.reply(first, self.said(answer), by=self.people[answer["by"]], now=self.tick())
        if given["resolved_by"]:
            talking.resolve(first, by=self.people[given["resolved_by"]], now=self.tick())

    def said(self, given: Given) -> str:
        """The words of a comment, with the user names of those it names by their part."""
        return str(given["text"]).format(**self.names)

    def tick(self) -> datetime.datetime:
        """A few minutes later."""
        self.now += STEP
        return self.now


def parts(roles: Given) -> dict[str, str]:
    """Who plays which part of the demo: user names from the shape of fixtures/roles.json."""
    by_role = {role["name"]: role["person"] for role in roles["roles"]}
    return {
        "importer": by_role["Importer"],
        "checker": by_role["Fact-checker"],
        "checker2": roles["second_checker"]["person"],
        "editor": by_role["Editor"],
    }


def deadline(given: Given) -> datetime.datetime | None:
    days = given.get("deadline_in_days")
    return None if days is None else timezone.now() + datetime.timedelta(days=days)


def claims_by_words(article: Article) -> dict[str, Claim]:
    """The proposed claims of an article by what they say and by the words they stand on, in reading order."""
    anchors = Anchor.objects.filter(version=article.current_id).select_related("claim__article").in_reading_order()
    found: dict[str, Claim] = {}
    for anchor in anchors:
        for words in (anchor.claim.statement, anchor.exact):
            found.setdefault(one_line(words), anchor.claim)
    return found


def typed(given: Given) -> Given:
    """What the checker typed: a draft's payload, in which every field is text."""
    own = {key: given[key] for key in ("rating", "quotation", "rationale", "search_note", "reasons")}
    return own | {"citations": [{key: value or "" for key, value in one.items()} for one in given["citations"]]}


def one_line(text: str) -> str:
    return " ".join(text.split())
