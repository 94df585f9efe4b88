"""What the command line says about one row of an import."""

from __future__ import annotations

from dataclasses import dataclass

from articles.importers.base import bare_name, one_line
from articles.models import ImportRow
from articles.terms import Outcome, RowState

PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row, or of a file without any: `result` is its outcome, or "problem" where it is to be mended.

    `article` is the uid of what it became, is like, or is a version of; `same_as` the place of an earlier row like it.
    """

    file: str
    place: str
    result: str
    headline: str = ""
    article: str = ""
    same_as: str = ""
    code: str = ""
    column: str = ""
    problem: str = ""

    def words(self) -> str:
        return f"{self.result:<9} {self._where()}: {one_line(self._tail(), 1_000)}"

    def _where(self) -> str:
        """The path, and what the place says beside the file's own name."""
        name = bare_name(self.file, 200)
        if self.file and self.place.startswith(name):
            return self.file + self.place[len(name) :]
        return ": ".join(filter(None, (self.file, self.place)))

    def _tail(self) -> str:
        match self.result:
            case Outcome.NEW:
                return self.headline
            case Outcome.UPDATE:
                return f"{self.headline} (a new version of {self.article})"
            case Outcome.SAME | Outcome.REPEATED:
                return f"as {self.same_as or self.article}"
            case Outcome.DUPLICATE:
                return f"the text of {self.article}, from another address"
            case Outcome.NEAR:
                return f"nearly the text of {self.article}; stored only when it is chosen on the page of jobs"
        return self.problem


def line_of(row: ImportRow, path: str) -> Line:
    """The line of a row that was read in the file at `path`; "" for a link."""
    article = row.article or row.twin
    return Line(
        file=path,
        place=row.place,
        result=_result(row),
        headline=row.draft.get("headline", ""),
        article=str(article.uid) if article else "",
        same_as=row.twin_place,
        code=row.code,
        column=row.column,
        problem=row.problem,
    )


def _result(row: ImportRow) -> str:
    if row.outcome == Outcome.ERROR or row.state == RowState.REFUSED:
        return PROBLEM
    return Outcome.SAME if row.state == RowState.LEFT_OUT else Outcome(row.outcome)
