"""Plain text: the words as they are, and what their head and foot say about the article."""

from articles.importers.base import ArticleDraft, canonical_text
from articles.importers.language import language_of
from articles.importers.metadata import read_metadata


def read(text: str, media_type: str = "text/plain") -> ArticleDraft:
    """A draft that keeps the text as it came."""
    text = canonical_text(text)
    found = read_metadata(text)
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
