"""The tables of articles: texts, claims and the history; and imports with their rows."""

from articles.models.articles import (
    CONTEXT_CHARS,
    Anchor,
    Article,
    AuthorSource,
    Claim,
    Confirmation,
    Event,
    Person,
    Sentence,
    Upload,
    Version,
)
from articles.models.feeds import Feed, FeedEntry, FeedStep
from articles.models.imports import ColumnMap, Fingerprint, Import, ImportRow, Pulse

__all__ = [
    "CONTEXT_CHARS",
    "Anchor",
    "Article",
    "AuthorSource",
    "Claim",
    "ColumnMap",
    "Confirmation",
    "Event",
    "Feed",
    "FeedEntry",
    "FeedStep",
    "Fingerprint",
    "Import",
    "ImportRow",
    "Person",
    "Pulse",
    "Sentence",
    "Upload",
    "Version",
]
