"""Articles made up by rule, of 4.4 kB each and no two alike, as the rows of one sheet: the same in every run."""

from __future__ import annotations

import csv
import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BYTES = 4_400  # of one article's text
HEADS = ("headline", "byline", "publisher", "url", "published_on", "text")
_FIRST_DAY = datetime.date(2021, 1, 4)
_FIRST_NAMES = ["Ada", "Birk", "Clara", "Dag", "Edda", "Finn", "Gerd", "Halvor", "Ines", "Jon", "Kaja", "Leif", "Marit"]
_LAST_NAMES = ["Aas", "Berg", "Dahl", "Eide", "Foss", "Grav", "Holm", "Lund", "Moen", "Nygard", "Rud", "Sande", "Teig"]
_TOWNS = ["Gravik", "Solheim", "Ostby", "Larvang", "Fjellmo", "Nordvann", "Elvestad", "Havnes", "Tindal", "Skogset"]
_OFFICES = [
    *("mayor of {town}", "head of the {town} water board", "director of {town} hospital", "professor in {town}"),
    *("spokesman for the port of {town}", "chair of the {town} school council", "engineer at the {town} bridge office"),
]
_WORKS = ["harbor wall", "school roof", "northern tunnel", "ferry quay", "sewage plant", "bus depot", "library", "dam"]
_BODIES = ["the town council", "the county", "the audit office", "the ministry", "the rail agency", "the fire service"]
_PLAIN = [
    "{body} spent {n}.{d} million crowns on the {work} in {town} in {year}, {p} percent more than planned.",
    "The {work} in {town} was closed for {n} days after inspectors found {m} cracks in its eastern side.",
    "Between {year} and {later}, the number of people who live in {town} fell from {big} to {less}.",
    "According to {body}, {p} percent of the households in {town} pay less than {m} crowns a month for water.",
    "The contract for the {work} went to a firm from {other} that had never built one before.",
    "In {year}, {n} of the {m} wells near {town} held more nitrate than the law allows.",
    "Work on the {work} began on {d} March {year} and was meant to last {n} weeks.",
    "{body} had warned of the costs as early as {year}, when a report of {m} pages was sent to {town}.",
    "Nobody was hurt when part of the {work} gave way, but {n} families had to leave their homes.",
    "Compared with {other}, {town} has {p} percent fewer teachers for each hundred pupils.",
]
_SAID = [
    "“We knew in {year} that the {work} would not hold, and we told {body} so {n} times,” said {name}, {office}.",
    "{name}, {office}, said that the {work} had cost {n}.{d} million crowns and that {body} would pay {p} percent.",
    "“There are {m} people in {town} who wait for an answer,” {last} said on Tuesday.",
    "{last} denied that {body} had been told about the {m} complaints from {other}.",
    "“I do not think that anybody in {town} believes those figures,” {last} said.",
]
_LOOSE = [
    "What happens next is anybody's guess.",
    "Is that a reason to tear the {work} down?",
    "“I hope that {town} will find the courage to begin again,” {last} said.",
    "It would be a shame, and a quiet place deserves better.",
    "Who would want to live beside such a {work}?",
    "Perhaps the people of {other} will have more luck.",
    "“How can anybody in {town} trust them after this?” asked {last}.",
    "Let us be honest: it could turn out worse.",
]


class Made(NamedTuple):
    """One row of the sheet, in the order of its heads."""

    headline: str
    byline: str
    publisher: str
    url: str
    published_on: str
    text: str


def made_articles(n: int) -> Iterator[Made]:
    for number in range(n):
        yield made_article(number)


def made_article(number: int, n_bytes: int = BYTES) -> Made:
    """The article of this number."""
    dice = random.Random(number)
    town, work = dice.choice(_TOWNS), dice.choice(_WORKS)
    paragraphs, size = [f"The {work} in {town} has the file number {number:06} at the county archive."], 0
    while size < n_bytes:
        paragraphs.append(" ".join(_sentence(dice, town) for _ in range(dice.randint(2, 4))))
        size = sum(len(one.encode()) + 2 for one in paragraphs)
    text = "\n\n".join(paragraphs).encode()[:n_bytes].decode(errors="ignore")
    return Made(
        headline=f"What became of the {work} in {town}, part {number}",
        byline=f"{dice.choice(_FIRST_NAMES)} {dice.choice(_LAST_NAMES)}",
        publisher=f"The {dice.choice(_TOWNS)} Courier",
        url=f"https://courier.example/{town.lower()}/{number}",
        published_on=(_FIRST_DAY + datetime.timedelta(days=number % 1_500)).isoformat(),
        text=text.rpartition(".")[0] + ".",
    )


def write_sheet(path: Path, n: int) -> None:
    """Write the first `n` articles as one .csv."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADS)
        rows.writerows(made_articles(n))


def _sentence(dice: random.Random, town: str) -> str:
    kind = dice.random()
    form = dice.choice(_PLAIN if kind < 0.5 else _SAID if kind < 0.72 else _LOOSE)
    last, other, year = dice.choice(_LAST_NAMES), dice.choice(_TOWNS), dice.randint(1990, 2018)
    words = form.format(
        **{"town": town, "other": other, "work": dice.choice(_WORKS), "body": dice.choice(_BODIES), "last": last},
        name=f"{dice.choice(_FIRST_NAMES)} {last}",
        office=dice.choice(_OFFICES).format(town=other),
        **{"year": year, "later": year + dice.randint(1, 9), "n": dice.randint(2, 60), "m": dice.randint(61, 900)},
        **{"d": dice.randint(1, 9), "p": dice.randint(2, 48)},
        big=f"{dice.randint(20, 60)},{dice.randint(100, 999)}",
        less=f"{dice.randint(5, 19)},{dice.randint(100, 999)}",
    )
    return words[:1].upper() + words[1:]
