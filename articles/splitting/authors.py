"""The wording of what names an author: bylines, institutions, accounts, notes about the author."""

import re

from articles.splitting import notices
from articles.splitting.patterns import regex
from articles.splitting.speech import SPOKEN, SURE

_HANDLE = regex(r"@\w{2,30}")
_SPEAKS = regex(r"\b(?:said|says|told|tells)\b")
_SAYING = (SURE | SPOKEN) - {
    "reads",
    "posts",
    "tweets",
    "called",
    "cited",
    "described",
    "continues",
    "continued",
    "reported",
}
_SIGNED = regex(
    r"(?:by|compiled by|written by|reported by|posted by|text by|words by|story by|reporting by|analysis by|opinion by|"
    r"from)[\s:]+"
    r"(?-i:(?:the\s)?[A-Z0-9@À-Þ])|(?:authors?|reporter|byline|interview|text|words|story)\s*:\s*(?-i:[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_KIND_BY = regex(r"[A-Z]\w+ by [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}")
_PAID_BY = regex(
    r"(?:Presented|Sponsored|Powered|Supported|Promoted|Paid|Funded|Owned|Photo|Picture|Image|Illustration) by"
)
_LABELLED = regex(r"(?:interview|text|words|story)\s*:", re.IGNORECASE)
_LABEL_WORDS = 5
_WRITER = (
    r"(?:writer|journalist|author|editor|professor|lecturer|correspondent|reporter|fellow|researcher|analyst|"
    r"columnist|"
    r"contributor|commentator|blogger|historian|economist|lawyer|attorney|scientist|academic|activist|director|"
    r"founder|"
    r"student|broadcaster|critic|scholar|teacher|novelist|producer|consultant|advis[eo]r|expert|chair|president|"
    r"member|"
    r"candidate|physician|\w+(?:ologist|ician|ographer|conomist))"
)
_BIO = regex(
    r"(?:[Tt]he (?:author|writer)\b|[Aa]bout the authors?\b|"
    r"(?!(?:The|This|That|It|He|She|We|In|Our|A|An)\s)(?:[Dd]r\.?\s|[Pp]rof(?:essor)?\.?\s)?"
    r"[A-Z][\w.'’-]+(?:\s(?:[A-Z][\w.'’-]*|de|van|von|al|bin|and)){1,5}(?:,|\s\(@\w+\))?\s"
    rf"(?:(?:is|was|are|has been|works as|serves as)\s[^.]{{0,150}}\b{_WRITER}s?\b|"
    r"(?:is|are)\s(?:based|covering|writing|reporting)\b|(?:writes|reports on|covers|teaches|blogs|lives|tweets)\b|"
    rf"(?:an?\s)?[\w’'-]+(?:-based)?\s[^.]{{0,80}}\b{_WRITER}\b))"
)
_TITLED = regex(
    r"(?:Mr|Ms|Mrs|Mx|Dr|Prof|Professor)\.?\s[A-Z][\w’'-]+\s(?:is|was|writes|teaches|has (?:written|been|reported))\b"
)
_AFFILIATION = regex(r"(?:\d{1,2}|[*†‡§¹²³])\s?[A-Z]")
_AUTHOR_MARK = regex(r"(?<=[a-z.]),?[\d*†‡§¹²³](?:,?[\d*†‡§¹²³])*")
_BETWEEN_AUTHORS = regex(r",? and |[,;&·]")


def is_byline(body: str) -> bool:
    """Whether a line names who wrote the article."""
    if len(body) > 140:
        return False
    if " | " in body:
        return any(is_byline(part) for part in body.split(" | ") if part.strip())
    if not notices.BYLINES.begin(notices.head_of(body, 14)):
        return " by " in body[:24] and _KIND_BY.fullmatch(body) is not None and not _PAID_BY.match(body)
    if body.count(" ") > _LABEL_WORDS and _LABELLED.match(body):
        return False
    return _SIGNED.match(body.lstrip()) is not None and (body[-1] not in ".!?…" or body.count(" ") < 8)


def is_bio(body: str) -> bool:
    """Whether a paragraph tells about the author."""
    if _BIO.match(body):
        return _SPEAKS.search(body, 0, 240) is None and not _SAYING.intersection(body[:240].split())
    return len(body) < 200 and notices.BIO_TALK.begin(notices.head_of(body))


def is_titled_bio(body: str) -> bool:
    """Whether a paragraph tells what somebody is who is called by title and surname: "Mr. Thiele is the mayor of …"."""
    return body[:1] in "MDP" and _TITLED.match(body) is not None


def is_signed_note(body: str) -> bool:
    """Whether a paragraph among furniture tells about the author, and not how to reach anybody."""
    return len(body) < 400 and "@" not in body and _BIO.match(body) is not None


def is_affiliation(body: str) -> bool:
    """Whether a line tells an author's institution behind a mark: "2 Institute for Traffic Research"."""
    return _AFFILIATION.match(body) is not None


def author_names(body: str) -> list[str]:
    """Return the parts of a line of authors, marks of footnotes and titles of degree aside."""
    return [part.strip() for part in _BETWEEN_AUTHORS.split(_AUTHOR_MARK.sub(",", body)) if part.strip()]


def is_handle(body: str) -> bool:
    """Whether a line is only the name of an account."""
    return body[:1] == "@" and _HANDLE.fullmatch(body) is not None
