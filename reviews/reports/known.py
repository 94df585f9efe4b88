"""What many rows share - people, versions, ratings, words -, looked up once a report."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import words as article_words
from articles.models import Version
from reviews import guarding_words, words
from reviews.models import Rating, RatingScale
from reviews.reports.rows import RatingRow, ScaleRow
from reviews.rules import Rule

NO_UID = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class Known:
    """Filled portion by portion; only what is missing is read again."""

    people: dict[int, str]
    versions: dict[int, Version]
    ratings: dict[int, tuple[RatingRow, ScaleRow]]
    words: dict[str, dict[str, str]]
    address: str

    @classmethod
    def nothing_yet(cls) -> Known:
        return cls({}, {}, {}, _words(), _address_of_claims())

    @property
    def scales(self) -> tuple[ScaleRow, ...]:
        """The scales that were used, each once, oldest first."""
        found = {(scale.code, scale.version): scale for _rating, scale in self.ratings.values()}
        return tuple(found[key] for key in sorted(found))

    def learn_people(self, keys: Iterable[int | None]) -> None:
        missing = {key for key in keys if key and key not in self.people}
        if missing:
            self.people.update({key: str(person) for key, person in get_user_model().objects.in_bulk(missing).items()})

    def learn_versions(self, keys: Iterable[int]) -> None:
        missing = {key for key in keys if key not in self.versions}
        if missing:
            self.versions.update(Version.objects.without_text().in_bulk(missing))

    def learn_ratings(self, keys: Iterable[int | None]) -> None:
        missing = {key for key in keys if key and key not in self.ratings}
        if missing:
            for scale in RatingScale.objects.filter(ratings__in=missing).distinct():
                self._learn_scale(scale)

    def person(self, key: int | None) -> str:
        return self.people.get(key, "") if key else ""

    def claim_url(self, uid: uuid.UUID) -> str:
        """The public address of a claim's page; empty where the installation has none."""
        return self.address.replace(str(NO_UID), str(uid))

    def say(self, of: str, code: str) -> str:
        """The words for a code; a code without words stands for itself."""
        return self.words[of].get(code, code)

    def say_numbers(self, numbers: Iterable[int | None]) -> str:
        """Which claims of an article are meant, those no longer in its text left out."""
        told = ", ".join(str(number) for number in numbers if number)
        return _("No. %(numbers)s") % {"numbers": told} if told else ""

    def _learn_scale(self, scale: RatingScale) -> None:
        ratings = list(scale.in_order())
        rows = {rating.pk: _rating_row(rating) for rating in ratings}
        whole = ScaleRow(scale.code, scale.version, scale.name, tuple(rows.values()))
        self.ratings.update({key: (row, whole) for key, row in rows.items()})


def _rating_row(rating: Rating) -> RatingRow:
    return RatingRow(rating.code, rating.label, rating.value, rating.tone, rating.definition)


def _address_of_claims() -> str:
    return settings.PUBLIC_URL + reverse("reviews:claim", args=[NO_UID]) if settings.PUBLIC_URL else ""


def _words() -> dict[str, dict[str, str]]:
    """The words for every code, in the language of the moment."""
    tables: dict[str, dict[Any, Any]] = {
        "quote": article_words.QUOTES,
        "origin": article_words.ORIGINS,
        "dismissed": article_words.DISMISS_REASONS,
        "state": words.STATES,
        "quotation": words.QUOTATIONS,
        "decision": words.DECISION_KINDS,
        "kind": words.EVIDENCE_KINDS,
        "stance": words.STANCES,
        "correction": words.CORRECTION_KINDS,
        "found": words.QUOTES_FOUND,
        "guarded": {"title": guarding_words.IN_ITS_PLACE, "struck": guarding_words.STRUCK},
    }
    said = {of: {str(code): str(label) for code, label in table.items()} for of, table in tables.items()}
    return said | {"rule": {str(rule): words.rule_sentence(rule) for rule in Rule}}
