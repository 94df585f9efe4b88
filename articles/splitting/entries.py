"""Entries of a bibliography: "Harlan, R. (2017). Welfare at the beach. …", "1. Ferro, E. et al. …"; ends of letters."""

from articles.splitting.patterns import regex

_ENTRY = regex(
    r"(?:\[?\d{1,3}[.\]]\s)?(?:[A-ZÀ-Þ][\w’'-]+,\s(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ]\w+\s[(&A-Z])|"
    r"[A-ZÀ-Þ][\w’'-]+\s[A-Z](?:-?[A-Z])?\set\sal\b|[^.!?]{3,60}\(\d{4}\)[.,:])"
)

_LEAVE = ("etc,", "etc.,", "sincerely,", "faithfully,", "truly,", "is mise,", "regards,", "wishes,", "submitted,")


def is_entry(body: str) -> bool:
    """Whether a paragraph begins like an entry of a bibliography."""
    return _ENTRY.match(body) is not None


def closes_letter(body: str) -> bool:
    """Whether words take leave: "Yours, etc,", "… Yours sincerely,"."""
    return body[-12:].lower().endswith(_LEAVE)
