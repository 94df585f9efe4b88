"""Labels of speakers that end in a full stop, as a legislature's hearings print them: "MR. DANNER. Thank you."."""

import re

from articles.splitting.patterns import regex

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Senator|Sen|Representative|Rep|Chair|Chairman|Chairwoman|Delegate|Commissioner|Justice|Judge|"
    r"General|Admiral|Secretary|The|MR|MRS|MS|MISS|DR|SENATOR|SEN|REPRESENTATIVE|REP|CHAIR|CHAIRMAN|CHAIRWOMAN|DELEGATE|"
    r"COMMISSIONER|JUSTICE|JUDGE|GENERAL|ADMIRAL|SECRETARY|THE)"
)
_LABEL = regex(rf"({_TITLE}\.?(?:\s[A-Z][A-Z'’.-]*){{0,2}}\s[A-Z][A-Z'’-]{{2,}})\.\s+(?=\S)")
_INITIALS = frozenset("ACDGJMRST")


def shouted(body: str) -> re.Match[str] | None:
    """Return the label a paragraph begins with, or None."""
    return _LABEL.match(body) if body[:1] in _INITIALS and "." in body[3:40] and body[3:5].strip() else None


def label_of(body: str) -> str:
    """Return who a paragraph says is speaking: what stands before its colon, or a label that ends in a full stop."""
    label = shouted(body)
    return label[1] if label else body.partition(":")[0]
