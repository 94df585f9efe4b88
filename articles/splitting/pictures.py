"""Captions that carry no credit: a line without an end mark that says what can be seen on a picture."""

from articles.splitting.patterns import regex
from articles.splitting.verbs import is_past

_PLACE = (
    r"(?:in|on|at|outside|inside|near|beside|by|past|through|during|after|before|over|away|with|along|across|from|"
    r"behind|under|next)\b"
)
_SHOWS = regex(
    r"\b(?:(?:stand|sit|walk|speak|pose|wave|look|gather|march|queue|wheel|celebrate|wait|ride|kneel|lean|smile|"
    r"shelter|rest|graze|play|work|arrive|leave|demonstrate|protest|lie|hang|line|clean|clear|guard|carrie|carry|inspect|"
    r"watche|watch|push|hold|shake|hug|embrace|greet|search|sort|unload|load|pick|repair)(?:s|ing)?|"
    r"(?:left|laid|seen|parked|photographed|taken|shown|stacked|displayed|gathered|moored|stranded|pictured))"
    rf"\s(?:\w+\s){{0,3}}{_PLACE}"
)
_DATED = regex(r".*,\s(?:in\s)?(?:[A-Z][a-z]{2,8}\s)?(?:1[89]|20)\d\d(?:\s\([^()]{1,40}\))?")
_FULL_NAME = regex(r"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+){1,2}\s(\w+)\s(?=[a-z]|[A-Z]\w+\s(?:at|in|for|from)\b)")
_STANDS = regex(rf"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+){{1,2}}\s{_PLACE}")
_DOING = regex(
    r"(?:An?|The|Two|Three|Four|People|[A-Z][a-z]+s)\s(?:[\w’'-]+\s){0,4}?"
    r"(?!(?:thing|king|ring|spring|morning|evening|meeting|building|ceiling|hearing|warning|wedding|painting|wing|sting|"
    r"string|housing|feeling|beginning|ending|offering|crossing|training|funding|spending|voting|rating|being)\s)"
    rf"[a-z]{{2,}}ing\s(?:[\w’'-]+\s){{0,2}}{_PLACE}"
)
_FROM_PLACE = regex(r"(?:At|In|On|Inside|Outside|Above|Below|With)\s(?:the\s|his\s|her\s)?[A-Z\d]")
_LONG = 8
_LEAST, _MOST = 4, 30
_MARKS = '?!:;|“"»'


def is_picture(body: str) -> bool:
    """Whether an unfinished line reads like a caption rather than a heading."""
    n_words = body.count(" ") + 1
    if not _LEAST < n_words < _MOST or not body[0].isupper() or body.isupper() or not set(_MARKS).isdisjoint(body):
        return False
    if _SHOWS.search(body) or _DATED.fullmatch(body) or (n_words >= _LONG and _FROM_PLACE.match(body)):
        return True
    if _DOING.match(body):
        return True
    if _STANDS.match(body) and not any(is_past(word) for word in body.split()[2:]):
        return True
    named = _FULL_NAME.match(body)
    return named is not None and named[1].islower() and is_past(named[1])
