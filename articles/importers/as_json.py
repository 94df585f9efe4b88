"""Drafts and pieces as JSON: kept in rows of imports, and handed from the process that read them."""

from __future__ import annotations

import datetime
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from articles.importers.base import ArticleDraft, ImportProblem, SourceDraft
from articles.importers.pieces import Piece
from articles.terms import ImportCode, SourceKind

_DATES = {"published_on": datetime.date, "deadline_at": datetime.datetime}
_NAMES = tuple(field.name for field in fields(ArticleDraft))
_values = attrgetter(*_NAMES)


def draft_to_json(draft: ArticleDraft) -> dict[str, Any]:
    """The draft's fields, dates as ISO."""
    told = dict(zip(_NAMES, _values(draft), strict=True))
    told["sources"] = [asdict(source) for source in draft.sources]
    for name in _DATES:
        if told[name]:
            told[name] = told[name].isoformat()
    return told


def draft_from_json(told: dict[str, Any]) -> ArticleDraft:
    given = {name: told[name] for name in _NAMES if name in told}
    given["sources"] = tuple(
        SourceDraft(**source | {"kind": SourceKind(source["kind"])}) for source in told.get("sources", ())
    )
    given["letters_on_pages"] = tuple(told.get("letters_on_pages", ()))
    for name, kind in _DATES.items():
        if given.get(name):
            given[name] = kind.fromisoformat(given[name])
    return ArticleDraft(**given)


def piece_to_json(piece: Piece) -> dict[str, Any]:
    """All of a piece, for the way from the process that read it."""
    problem = piece.problem
    return {
        "place": piece.place,
        "sha256": piece.file_sha256,
        "name": piece.file_name,
        "draft": draft_to_json(piece.draft) if piece.draft else None,
        "problem": [problem.code, problem.words, problem.column] if problem else None,
        "cells": piece.cells,
        "prints": piece.prints,
        "n_words": piece.n_words,
        "link": piece.link,
    }


def piece_from_json(told: dict[str, Any]) -> Piece:
    said = told["problem"]
    return Piece(
        place=told["place"],
        file_sha256=told["sha256"],
        file_name=told["name"],
        draft=draft_from_json(told["draft"]) if told["draft"] else None,
        problem=ImportProblem(ImportCode(said[0]), said[1], said[2]) if said else None,
        cells=told["cells"],
        prints=tuple(told["prints"]),
        n_words=told["n_words"],
        link=told["link"],
    )
