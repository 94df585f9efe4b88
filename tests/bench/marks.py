"""Articles of other shapes with marks set by hand, and how far a reading agrees with them.

`tests/articles/shapes/NAME.tsv` marks NAME.txt, one sentence a line in the order of their starts, in four columns:
zone, whether it is a claim (yes, no, either), speaker (- is the article's own voice), words. A | parts what is
accepted; ¦ stands in the words where a hole lies. Marks of layout, without letter or digit, have the zone - and count
nowhere.
All positions count non-blank characters, so that white space never matters.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SHAPES = Path(__file__).resolve().parents[1] / "articles" / "shapes"
HELD_OUT = Path(__file__).with_name("held_out")
NOBODY = -1
LITTLE_WORDS = {"a", "an", "the", "of", "mr", "mrs", "ms", "dr", "sir", "prof", "gov", "sen", "gen"}


@dataclass(frozen=True)
class Mark:
    """What a sentence should be read as; `is_claim` is unknown where people may differ."""

    zones: frozenset[str]
    is_claim: bool | None
    speakers: frozenset[str]
    words: str


@dataclass(frozen=True)
class Reading:
    """A sentence as it was read, in offsets of the text."""

    start: int
    end: int
    holes: Sequence[tuple[int, int]] = ()
    zone: str = ""
    is_claim: bool = False
    speaker: str = ""


def read_marks(path: Path) -> list[Mark]:
    """Return the marks of a file."""
    marks = []
    for line in path.read_text(encoding="utf-8").splitlines():
        zones, claim, speakers, words = line.split("\t")
        accepted = frozenset("" if name == "-" else name for name in speakers.split("|"))
        marks.append(
            Mark(frozenset(zones.split("|")), {"yes": True, "no": False, "either": None}.get(claim), accepted, words)
        )
    return marks


def marked_articles(folder: Path) -> list[tuple[str, list[Mark]]]:
    """Return text and marks of every marked article of a folder."""
    return [
        (path.with_suffix(".txt").read_text(encoding="utf-8"), read_marks(path))
        for path in sorted(folder.glob("*.tsv"))
    ]


def squeezed(text: str) -> str:
    """Return a text without its blanks."""
    return "".join(text.split())


def owners_by_marks(text: str, marks: Sequence[Mark]) -> list[int]:
    """Return the mark each position belongs to. Raises ValueError unless the marks cover the text in order."""
    stream = squeezed(text)
    owners = [NOBODY] * len(stream)
    first = 0
    for number, mark in enumerate(marks):
        at = first
        for piece in map(squeezed, mark.words.split("¦")):
            found = stream.find(piece, at)
            if found < 0 or (at == first and found != first):
                raise ValueError(f"{mark.words!r} is not what comes next: {stream[first : first + 60]!r}")
            at = found + len(piece)
            owners[found:at] = [number] * len(piece)
        while first < len(stream) and owners[first] != NOBODY:
            first += 1
    if first < len(stream):
        raise ValueError(f"no mark for {stream[first : first + 60]!r}")
    return owners


def owners_by_reading(text: str, readings: Sequence[Reading]) -> list[int]:
    """Return the sentence each position belongs to."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    by_offset = [NOBODY] * len(text)
    for number, found in enumerate(readings):
        holes = {at for start, end in found.holes for at in range(start, end)}
        for at in range(found.start, found.end):
            if at not in holes:
                by_offset[at] = number
    return [by_offset[at] for at in places]


def ends(owners: Sequence[int]) -> set[int]:
    """Return where one sentence gives way to another."""
    return {at for at in range(1, len(owners)) if owners[at] != owners[at - 1]}


def sentences(owners: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the positions of each sentence."""
    found: dict[int, list[int]] = {}
    for at, owner in enumerate(owners):
        if owner != NOBODY:
            found.setdefault(owner, []).append(at)
    return {owner: tuple(places) for owner, places in found.items()}


def is_one_of(speaker: str, accepted: Iterable[str]) -> bool:
    """Tell whether a name shares a telling word with one that is accepted; nobody is only nobody."""

    def telling(name: str) -> set[str]:
        return set("".join(c if c.isalnum() else " " for c in name.casefold()).split()) - LITTLE_WORDS

    return any(telling(speaker) & telling(name) if name else not speaker for name in accepted)


def agreement(text: str, marks: Sequence[Mark], readings: Sequence[Reading]) -> Counter[str]:
    """Count how far a reading of an article agrees with its marks; `shares` turns sums of counts into figures."""
    wanted, got = owners_by_marks(text, marks), owners_by_reading(text, readings)
    scored = [at for at, owner in enumerate(wanted) if "-" not in marks[owner].zones]
    wanted, got = [wanted[at] for at in scored], [got[at] for at in scored]
    gold, own = sentences(wanted), sentences(got)
    count = Counter(
        ends_hit=len(ends(wanted) & ends(got)), ends_gold=len(ends(wanted)), ends_got=len(ends(got)),
        exact_hit=len(set(gold.values()) & set(own.values())), exact_gold=len(gold), exact_got=len(own),
    )  # fmt: skip
    for number, places in gold.items():
        mark = marks[number]
        holder = Counter(got[at] for at in places).most_common(1)[0][0]
        found = Reading(0, 0) if holder == NOBODY else readings[holder]
        count["zones_hit"] += found.zone in mark.zones
        if mark.is_claim is not None:
            count["claims_hit"] += found.is_claim and mark.is_claim
            count["claims_gold"] += mark.is_claim
            count["claims_got"] += found.is_claim
        if mark.is_claim:
            kind = "author" if mark.speakers == {""} else "speakers"
            count[f"{kind}_gold"] += 1
            count[f"{kind}_hit"] += is_one_of(found.speaker, mark.speakers)
    return count


def shares(count: Counter[str], kind: str = "shapes") -> dict[str, float]:
    """Return the figures, 0 to 1, by their codes, which begin with the kind of articles."""

    def f1(name: str) -> float:
        return 2 * count[f"{name}_hit"] / max(1, count[f"{name}_got"] + count[f"{name}_gold"])

    def share(name: str, of: str) -> float:
        return count[f"{name}_hit"] / max(1, count[of])

    return {
        f"{kind}.boundary": f1("ends"),
        f"{kind}.exact": f1("exact"),
        f"{kind}.zones": share("zones", "exact_gold"),
        f"{kind}.claims": f1("claims"),
        f"{kind}.speakers": share("speakers", "speakers_gold"),
        f"{kind}.author": share("author", "author_gold"),
    }
