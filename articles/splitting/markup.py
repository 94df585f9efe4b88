"""Mask Markdown markers and left-over HTML without changing the text's length."""

import re

from articles.splitting.patterns import regex

_TAGS = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|del|div|em|figcaption|figure|font|footer|form|"
    "h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|ol|p|pre|q|s|script|section|small|"
    "source|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|title|tr|u|ul|video"
)
_TAG = regex(rf"<(?:/?(?:{_TAGS})(?:\s[^<>]{{0,2000}})?/?|!--[^<>]{{0,2000}}--)>", re.IGNORECASE)
_LINK = regex(
    r"(!\[|\[)([^\[\]\n]{0,600}(?:\n[^\[\]\n]{1,200})?)\]\(([^()\s]{0,1500}(?:\([^()\s]{0,200}\))?)(?:\s\"[^\"\n]{0,200}\")?\)"
)
# Every alternative begins with its sign, so that the search can skip to the next one.
_STARS = regex(
    r"\*(?:(?<![*\\]\*)\*{0,2}(?=[^\s*])|(?<=[^\s*]\*)\*{0,2}(?!\*))|"
    r"_(?:(?<!\w_)_{0,2}(?=[^\s_])|(?<=[^\s_]_)_{0,2}(?![\w_]))|~~|``{0,2}"
)
_AT_LINK = regex(r"[*_]{1,3}(?=!?\[)|(?<=\))[*_]{1,3}")
_LINE_MARK = regex(r"(?m)^[ \t]{0,12}(?:#{1,6}(?=[ \t])|>[> \t]{0,12})")
_ENTITY = regex(r"&(?:nbsp|#160|#xa0|ensp|emsp|thinsp|zwnj|shy);", re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _label_only(match: re.Match[str]) -> str:
    """Keep a link's words in their place; an image keeps nothing."""
    if match[1] == "![":
        return _blank(match)
    before = match.start(2) - match.start()
    after = match.end() - match.end(2)
    return " " * before + match[2] + " " * after


def _without_links(text: str) -> str:
    """Keep the words of links; emphasis marks right around a link go with its own marks."""
    masked = _LINK.sub(_label_only, text)
    if "*[" not in text and "_[" not in text:
        return masked
    pieces, done = [], 0
    for match in _AT_LINK.finditer(text):
        start, end = match.span()
        if masked[end : end + 1] == " " or (start and masked[start - 1] == " "):
            pieces += [masked[done:start], " " * (end - start)]
            done = end
    return "".join([*pieces, masked[done:]])


def _star(match: re.Match[str]) -> str:
    """Drop emphasis marks, but keep the star of 5*3 and f*ck."""
    text, start, end = match.string, match.start(), match.end()
    inside_word = start > 0 and text[start - 1].isalnum() and end < len(text) and text[end].isalnum()
    return match.group() if inside_word and end - start == 1 else " " * (end - start)


def mask(text: str) -> str:
    """Return `text` with markup turned into spaces, character for character."""
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if "](" in text:
        text = _without_links(text)
    if "#" in text or ">" in text:
        text = _LINE_MARK.sub(_blank, text)
    if "*" in text or "_" in text or "`" in text or "~~" in text:
        text = _STARS.sub(_star, text)
    if "&" in text:
        text = _ENTITY.sub(_blank, text)
    return text
