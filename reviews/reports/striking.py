"""Names of protected sources struck out of what people wrote about a claim, before it goes into a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reviews.reports.rows import ReportRow

SHORTEST = 3  # characters; less names nobody
_AROUND_ADDRESS = re.compile(r"^https?://(www\.)?|/+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What protected sources are called, and where they are."""

    pattern: re.Pattern[str]
    instead: str

    @classmethod
    def of(cls, told: Iterable[str], *, openly: Iterable[str], instead: str) -> Names | None:
        """Those told of protected sources, but for what is told openly of others; None where there are none."""
        bare = {_AROUND_ADDRESS.sub("", one.strip()) for one in openly}
        names = {name for one in told if len(name := _AROUND_ADDRESS.sub("", one.strip())) >= SHORTEST} - bare
        if not names:
            return None
        ordered = sorted(names, key=lambda name: (-len(name), name))
        any_of = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
        return cls(re.compile(rf"(?:https?://)?(?:www\.)?(?<!\w)(?:{any_of})(?!\w)/*", re.IGNORECASE), instead)

    def struck(self, text: str) -> str:
        return self.pattern.sub(lambda _: self.instead, text)


def without(row: ReportRow, names: Names | None) -> ReportRow:
    """The row with the names struck out of what was written: the finding, its reasons, exceptions and corrections."""
    if names is None:
        return row
    return replace(
        row,
        rationale=names.struck(row.rationale),
        suggested_wording=names.struck(row.suggested_wording),
        search_note=names.struck(row.search_note),
        reasons=tuple(replace(one, reason=names.struck(one.reason)) for one in row.reasons),
        exceptions=tuple(replace(one, reason=names.struck(one.reason)) for one in row.exceptions),
        corrections=tuple(replace(one, note=names.struck(one.note)) for one in row.corrections),
    )
