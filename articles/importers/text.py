"""Plain text: the words as they are, and what their head and foot say about the article."""

from collections.abc import Set

from articles.importers.base import ArticleDraft, canonical_text
from articles.importers.language import language_of
from articles.importers.metadata import Metadata, may_name_language, read_metadata

_ABOUT = {"headline", "byline", "publisher", "url", "published_on"}


def read(text: str, media_type: str = "text/plain", said: Set[str] = frozenset()) -> ArticleDraft:
    """A draft that keeps the text as it came. What is `said` elsewhere need not be looked for in it."""
    text = canonical_text(text)
    found = Metadata() if said >= _ABOUT and not may_name_language(text) else read_metadata(text)
    return ArticleDraft(
        text=text,
        headline=found.headline,
        byline=found.byline,
        publisher=found.publisher,
        url=found.url,
        published_on=found.published_on,
        language=language_of(text, found.language),
        media_type=media_type,
    )
