"""A report as JSON for programs: the rows as they are, finished, unfinished and dismissed apart."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from reviews.reports.rows import (
    SCHEMA_VERSION,
    CitationRow,
    Content,
    CorrectionRow,
    ReasonRow,
    ReportRow,
    scale_key,
    tally,
)

KINDS = (ReportRow, CitationRow, ReasonRow, CorrectionRow)
NESTED = {kind: tuple(field.name for field in fields(kind)) for kind in KINDS}


def render(content: Content) -> Iterator[str]:
    """The whole file; the shape is told in docs/reports.md."""
    yield "{\n"
    for name, value in _head(content).items():
        yield f"{_text(name)}: {_text(value)},\n"
    lists = {"claims": content.finished, "unfinished": content.unfinished, "dismissed": content.dismissed}
    for name, rows in lists.items():
        yield f"{_text(name)}: ["
        for position, row in enumerate(rows):
            yield (",\n" if position else "\n") + _text(plain(row))
        yield "],\n" if name != "dismissed" else "]\n"
    yield "}\n"


def plain(value: Any) -> Any:
    """A row and all in it as what JSON knows."""
    names = NESTED.get(type(value))
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _head(content: Content) -> dict[str, Any]:
    return {
        "schema": "factcheck-report",
        "schema_version": SCHEMA_VERSION,
        "title": content.title,
        "made_at": plain(content.made_at),
        "made_by": content.made_by,
        "site": content.site,
        "summary": _summary(content),
        "scales": [_scale(content, scale) for scale in content.scales],
    }


def _summary(content: Content) -> dict[str, Any]:
    return {
        "finished": len(content.finished),
        "published": sum(row.is_published for row in content.rows),
        "unfinished": len(content.unfinished),
        "unfinished_undecided": len(content.unfinished) - content.n_proposed,
        "unfinished_proposed": content.n_proposed,
        "dismissed": len(content.dismissed),
        "sentences": content.coverage.sentences,
        "sentences_accounted": content.coverage.accounted,
    }


def _scale(content: Content, scale: Any) -> dict[str, Any]:
    counts = tally(content.rows)
    ratings = [
        {
            "code": one.code,
            "label": one.label,
            "value": one.value,
            "tone": one.tone,
            "definition": one.definition,
            "claims": counts[scale_key(scale), one.code],
        }
        for one in scale.ratings
    ]
    return {"code": scale.code, "version": scale.version, "name": scale.name, "ratings": ratings}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
