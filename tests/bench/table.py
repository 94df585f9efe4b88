"""The table of figures that `make bench` prints: bars, ours, peers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Bar(NamedTuple):
    """A goal: a figure of at least, or at most, so much."""

    value: float
    is_most: bool = False

    def is_met(self, figure: float) -> bool:
        return figure <= self.value if self.is_most else figure >= self.value

    def __str__(self) -> str:
        return f"{'≤' if self.is_most else '≥'} {self.value:g}"


@dataclass(frozen=True)
class Line:
    """One figure: its code, its words, the goal if there is one, and the digits shown behind the point."""

    code: str
    words: str
    bar: Bar | None = None
    digits: int = 3


LINES = (
    Line("articles.boundary_f1", "marked articles: boundary F1", Bar(0.995)),
    Line("articles.exact_f1", "– exact F1", Bar(0.985)),
    Line("articles.zone_accuracy", "– zones", Bar(0.97)),
    Line("articles.claim_f1", "– claims F1", Bar(0.90)),
    Line("articles.quote_accuracy", "– quotations", Bar(0.95)),
    Line("articles.speaker_recall", "– speakers found", Bar(0.80)),
    Line("articles.author_voice_kept", "– author's voice kept", Bar(0.95)),
    Line("articles.worth_map", "– “would pick first”, MAP", Bar(0.65)),
    Line("shapes.boundary", "articles of other shapes: boundary F1", Bar(0.97)),
    Line("shapes.exact", "– exact F1", Bar(0.93)),
    Line("shapes.zones", "– zones", Bar(0.90)),
    Line("shapes.claims", "– claims F1", Bar(0.85)),
    Line("shapes.speakers", "– speakers found", Bar(0.65)),
    Line("shapes.author", "– author's voice kept"),
    Line("held.boundary", "articles held out: boundary F1", Bar(0.97)),
    Line("held.exact", "– exact F1", Bar(0.93)),
    Line("held.zones", "– zones", Bar(0.90)),
    Line("held.claims", "– claims F1", Bar(0.85)),
    Line("held.speakers", "– speakers found", Bar(0.65)),
    Line("held.author", "– author's voice kept"),
    Line("ewt.para.boundary_f1", "UD EWT, paragraphs kept: boundary F1", Bar(0.915)),
    Line("ewt.para.exact_f1", "– exact F1"),
    Line("ewt.pdf.boundary_f1", "UD EWT, wrapped: boundary F1", Bar(0.910)),
    Line("ewt.pdf.exact_f1", "– exact F1"),
    Line("gum.para.exact_f1", "GUM, paragraphs kept: exact F1", Bar(0.960)),
    Line("gum.pdf.exact_f1", "GUM, wrapped: exact F1", Bar(0.955)),
    Line("golden", "golden rules, English, of 48", Bar(47), digits=0),
    Line("speed.documents", "MB/s, short documents", Bar(2), digits=2),
    Line("speed.pysbd", "times as fast as pysbd", Bar(20), digits=1),
    Line("speed.one", "MB/s, one text of 1 MB", Bar(2), digits=2),
    Line("speed.ten", "MB/s, one text of 10 MB", Bar(2), digits=2),
    Line("speed.growth", "cost of a byte at 10 MB, of that at 1 MB", Bar(1.25, is_most=True), digits=2),
    Line("import", "import of the package, ms", Bar(50, is_most=True), digits=1),
)
SOURCES = {
    "articles.": "the bench folder's marked articles",
    "shapes.": "articles of other shapes",
    "ewt.": "UD EWT",
    "gum.": "GUM (no file of it in the bench folder)",
    "golden": "the golden rules",
    "speed.pysbd": "the pace beside pysbd's",
}
Figures = Mapping[str, float]


def shown(figure: float | None, digits: int) -> str:
    return "" if figure is None else f"{figure:.{digits}f}"


def rows(ours: Figures, peers: Mapping[str, Figures], lines: Sequence[Line] = LINES) -> list[list[str]]:
    """Return the cells of the table, its head first; figures that were not taken are left out."""
    table = [["", "bar", "met", "ours", *peers]]
    for line in lines:
        if line.code not in ours:
            continue
        figure = ours[line.code]
        met = "" if line.bar is None else "yes" if line.bar.is_met(figure) else "NO"
        beside = [shown(figures.get(line.code), line.digits) for figures in peers.values()]
        table.append([line.words, str(line.bar or ""), met, shown(figure, line.digits), *beside])
    return table


def in_markdown(table: list[list[str]]) -> str:
    """Return a table in Markdown, its columns of even width."""
    widths = [max(3, *(len(row[at]) for row in table)) for at in range(len(table[0]))]
    lines = [f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |" for row in table]
    lines.insert(1, f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    return "\n".join(lines)


def not_taken(ours: Figures, lines: Sequence[Line] = LINES) -> list[str]:
    """Return what was to be measured against a bar and was not."""
    missing = [line.code for line in lines if line.bar and line.code not in ours]
    return list(dict.fromkeys(words for code in missing for start, words in SOURCES.items() if code.startswith(start)))
