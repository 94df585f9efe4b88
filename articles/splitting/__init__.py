"""Read an article: `split(text)` gives its sentences, zones, speakers and proposed claims."""

from articles.splitting.model import ClaimDraft, SentenceDraft, Split
from articles.splitting.reading import split

__all__ = ["ClaimDraft", "SentenceDraft", "Split", "split"]
