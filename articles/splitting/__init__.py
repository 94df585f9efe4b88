"""Read an article: `split(text)` gives its sentences, zones, speakers and proposed claims."""

from articles.splitting.model import ClaimDraft, SentenceDraft, Split

__all__ = ["ClaimDraft", "SentenceDraft", "Split", "split"]


def split(text: str, language: str = "") -> Split:
    """The whole reading of a text in a language such as "de-AT"; "" has the language told from the words.

    The rules are loaded at the first reading: web processes, which only show what was read, do without them.
    """
    from articles.splitting.reading import split as read

    return read(text, language)
