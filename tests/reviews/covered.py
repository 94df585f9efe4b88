"""An article of nine sentences, read by the splitter and with claims on some of them, for the tests of coverage."""

from __future__ import annotations

from articles.models import Sentence, Version
from articles.splitting import split
from tests.factories import make_article

RISE = "The river rose by 40 centimetres in 2019."
HURT = "Nobody was hurt that year."
WALL = "But the town spent 2.1 million crowns on the wall."
NEXT = "What comes next?"
HOLD, DAY = "The mayor says it will hold.", "It was a long day for all of us."
BIO = "Ola Berg writes about rivers."
TEXT = f"River levels\n\nBy Ola Berg\n\n{RISE} {HURT} {WALL}\n\n{NEXT}\n\n{HOLD} {DAY}\n\n{BIO}\n"


def read(version: Version) -> None:
    """The sentences as the splitter reads them."""
    Sentence.objects.filter(version=version).delete()
    Sentence.objects.bulk_create(
        Sentence(
            version=version,
            position=position,
            start=draft.start,
            end=draft.end,
            holes=[list(hole) for hole in draft.holes],
            zone=draft.zone,
            is_claim=draft.is_claim,
            check_worthiness=draft.check_worthiness,
        )
        for position, draft in enumerate(split(version.text).sentences)
    )


def read_article(importer, text: str = TEXT, **fields):
    """An article as an import leaves it, its sentences read, without claims."""
    article = make_article(importer, text=text, **fields)
    read(article.current)
    return article


def place(article, words: str) -> tuple[int, int]:
    """From where to where some words stand in the current version."""
    start = article.current.text.index(words)
    return start, start + len(words)
