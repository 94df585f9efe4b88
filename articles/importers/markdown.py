"""Markdown: the source stays as it is written; only the metadata is read past its marks."""

import re

from articles.importers import text as plain_text
from articles.importers.base import ArticleDraft

_SIGNS = [
    re.compile(r"^#{1,4} \S", re.MULTILINE),
    re.compile(r"\]\(https?://[^\s)]{1,2000}\)"),
    re.compile(r"(?<!\w)\*\*\S[^*\n]{1,500}\*\*"),
    re.compile(r"^\[\^\w+\]:", re.MULTILINE),
]
_SAMPLE = 20_000


def looks_like_it(text: str) -> bool:
    """Whether at least two sorts of Markdown's marks stand in the text."""
    return sum(bool(sign.search(text[:_SAMPLE])) for sign in _SIGNS) >= 2


def read(text: str) -> ArticleDraft:
    return plain_text.read(text, media_type="text/markdown")
