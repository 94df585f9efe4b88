"""The wording of page furniture: dates, captions, fields, notes, and what surrounds an article."""

import re

from articles.splitting import notices
from articles.splitting.buttons import is_for_the_hand
from articles.splitting.lines import LEADERS, SUPERSCRIPTS
from articles.splitting.patterns import regex
from articles.splitting.wordlist import holds_any

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATED = regex(
    rf"\b(?:(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})\.?,?\s+\d{{4}}|"
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|(?:{MONTHS})\.?\s+\d{{4}})",
    re.IGNORECASE,
)
_CLOCK = regex(
    r"\W*(?:(?:updated|posted|at)\W*)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4}\W*"
    r"|\W*\d{1,2}\s?[ap]\.?m\.?\W*[A-Z]{0,4}\W*|\W*\d{1,3}\s?(?:m|h|min|mins|minutes|hours?|days?)\s+ago\W*"
    rf"|(?:\d{{1,2}}\s(?:{MONTHS})|(?:{MONTHS})\.?\s\d{{1,2}})(?:,?\s\d{{4}})?,?\s(?:at\s)?\d{{1,2}}[:.]\d\d\s?(?:[ap]m)?\W*",
    re.IGNORECASE,
)
_CAPTION = regex(
    r"(?:\w+ ){0,1}\w+\.?(?:\s(?:\d{1,3}(?:\.\d{1,2})?|[a-z]{2,8})){0,2}\s?(?:[:.](?:\s|$)|[-–—|]\s|\))", re.IGNORECASE
)
_LABELLED = regex(r"(?:image|media|video|photo|picture)\s(?:caption|source|credit)\b", re.IGNORECASE)
_CREDIT = regex(
    r"(?:photo(?:graph)?s?(?: credit)?|image|picture|credit|illustration|video|source|courtesy)"
    r"\s*(?:(?::|by|of)\s|\.{3}|…)(?:[^.]|\b[A-Z]\.){2,80}[)\]]?\W*$"
    r"|(?:[/(©|,:]\s?|\.\s|^)(?:getty images?|reuters|ap photo|afp|shutterstock|epa|wikimedia commons|flickr|alamy|"
    r"istock|unsplash|pa wire)"
    r"\b[^.]{0,40}\W*$",
    re.IGNORECASE,
)
_SLUG = regex(r"[A-Z]{2,}(?:-[A-Z\d]+)*(?:--|(?<=-[A-Z]{3})[A-Z]*/)[A-Z\d]|(?:[A-Z]{2}-){2}\d")
_FILED = regex(r"[A-Z][A-Z-]+\s\d{3,4}\s.*\S--\S")
_COUNTED = regex(
    r"(?:\d[\d.,]{0,7}[kKM]?\s(?:comments?|shares?|likes?|replies|reposts|retweets|quotes|quote tweets|views|"
    r"reactions|claps)\W{0,3})+",
    re.IGNORECASE,
)
_CORRECTS = regex(
    r"\W?(?:correction|clarification|editor[’']s note)s?\s?(?:\([^()]{1,40}\)|,?\s[\w., ]{4,24})?\s?[:—–|]\s",
    re.IGNORECASE,
)
_PHONE = regex(r"(?:\(|\b)0\d{2,4}[\s)]\s?\d{3,4}\s?\d{3,4}\b|\(?\b\d{3}\)?[\s-]\d{3}-\d{4}\b|\+\d{2}[\s\d]{8,}")
_PHONE_DIGITS = 6
_ADDRESS = regex(r"\w\.(?:com|org|net|gov|edu|info|int|io|eu|uk|example)\b")
_MOTTO = regex(
    r"(?:serving|established|est\.|founded|proudly|printed|published|independent)\b.*\b1[6-9]\d\d$|"
    r"the .{0,30}\b(?:newspaper|magazine|news site|paper) of\b",
    re.IGNORECASE,
)
# The agency a short piece of news is from: "… had been paid. (Reuters)".
_PASSED_ON = regex(r"[.”\"]\s\((?:AP|AFP|Reuters|DPA|dpa|PA|EFE|ANSA|TASS|Bloomberg)\)$")
_SHORT_NEWS = 110
_POST = regex(r"\(?\d{1,3}/(?:\d{1,3}|[nN])?\)?\s+\S")
_SIDES = regex(
    r"(?:^|[.;] |\()(?:right|left|above|below|inset|top|bottom|centre|center)(?: and \w+)?[:,]\s", re.IGNORECASE
)
_SIDE_WORDS = ("right", "left", "above", "below", "inset", "top", "bottom", "center", "centre")
_WRITE_TO = regex(r"\b(?:e-?mail|reach|contact|write to|send|message)\b[^.?!]{0,40}\s[\w.+-]+@\w", re.IGNORECASE)
_DIGIT = regex(r"\d")
_CREDIT_SIGNS = (" of ", " by ", ":", "(", "/", "[", "©")
_ABOUT = regex(r"about (?:the )?[\w&.'’-]+(?:\s[\w&.'’(),-]+){0,7}:?\W*$", re.IGNORECASE)
# How a paragraph behind a set-off quotation shows that the article itself speaks again, or that the quotation goes on.
AUTHOR_AGAIN = regex(
    r"(?:in (?:reality|other words|truth|fact|short)|of course|however|to clarify|indeed|clearly|obviously|"
    r"it (?:is|should|must)|this (?:is|means|was)|these|those|such|but|yet|so|thus|therefore|"
    r"an? \w+ (?:is needed|message)|readers|we|i|regarding|as for|beyond|again)\b",
    re.IGNORECASE,
)
REPORTS_ON = regex(
    rf"there (?:is|are|was|were|has been|have been)\b|on (?:{MONTHS})\.?\s\d|on \d{{1,2}} (?:{MONTHS})\b|"
    r"in \d{4}[,\s]|"
    r"(?:he|she|they) (?:also )?(?:said|added)\b",
    re.IGNORECASE,
)
SPEAKS_ON = regex(r",[”\"’]\s(?:said\s)?([A-Z][\w’'-]+)(?:\s(?:said|added|told|wrote|says))?")
_TURN = regex(
    r"\d{1,3}\.\s[A-Z](?:[\w.'’-]+\s){1,7}(?:\([^()]{1,40}\)\s?){0,3}:\s|"
    r"[A-Z](?:[\w.'’-]+\s){1,8}(?:\([^()]{1,40}\)\s?){1,3}:\s"
)
_SHOUTED = regex(
    r"(?:WATCH|READ(?: MORE)?|RELATED|MORE|LISTEN|SEE ALSO|GALLERY|POLL|QUIZ|SHOP|(?:BOOK|SHOP|BUY|VOTE|JOIN) NOW)"
    r"\s?[|:>–—-]\s"
)
_ENTITLED = regex(r"\s\d{1,4}\s?[:–—-]\s")
_JUMP = regex(
    r"[(\[]?(?:see|from|continued (?:from|on)|turn to|please (?:see|turn))\b[^.]{0,40}\bpage\s\w{1,4}\b", re.IGNORECASE
)
_NOTE = regex(r"(?:\d{1,2}|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹*†‡])\s+[A-ZÀ-Þ]")
_BY_WHOM = regex(
    r"(?:[A-Z][\w.’'-]+\s){1,2}photos?\sby\s|(?:photo(?:graph)?s?|images?|pictures?|credit|illustration)(?:\s(?:by|courtesy)\b|\.{3}|…|:|\s?[©|/])",
    re.IGNORECASE,
)
_CREDITED = regex(r"[A-Z][A-Z.’' -]+/\s?[A-Z][A-Z.&’' -]+")
_CITES = regex(r"\b(?:1[5-9]|20)\d\d\b|\b(?:pp?|vol|no|para|table|ch)\.?\s\d|\b(?:[Ii]bid|[Oo]p\. cit)")
_GOES_ON = regex(r"(?:\d|[a-z]{3})\.\s+[A-Z][a-z]*\s+[a-z]+\s+[a-z]+")
_YEAR = regex(r"\b(?:1[5-9]|20)\d\d\b")
_REGISTERED = regex(r"\bdoi:?\s?(?:https?:|10\.)", re.IGNORECASE)
_ASKED = regex(r"(?:QUESTION|Question|Q)(?:\s\([^()]{1,60}\))?(?:[:.]\s|\s[-–—]\s|\s{2})")
_QUOTED = regex(r"[“\"][^”\"]*[”\"]?|[‘][^’]*’?")
_PERSONAL = regex(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us)\b(?!\.\w)")
_TRIM = " *_#>-–—|:.•"


def is_dated(body: str) -> bool:
    """Whether a line carries a full date."""
    return _DIGIT.search(body) is not None and _DATED.search(body) is not None


def is_clock(body: str) -> bool:
    """Whether a line is a time of day, or how long ago."""
    return len(body) < 40 and _CLOCK.fullmatch(body) is not None


def is_contents(body: str) -> bool:
    """Whether a line of a table gives a heading and its page number."""
    return body[-1:].isdigit() and holds_any(body, LEADERS)


def is_registered(body: str) -> bool:
    """Whether a line gives the number under which a paper is registered."""
    return "doi" in body.lower() and _REGISTERED.search(body) is not None


def is_slug(body: str) -> bool:
    """Whether a line is a news agency's file name: "BC-EU--Ferries, 2nd Ld", "FRANCE-VOTE/TURNOUT"."""
    if not body[:2].isupper() or len(body) > 80:
        return False
    return _SLUG.match(body) is not None or (
        "--" in body.strip("-") and body[-1].isalnum() and _FILED.match(body) is not None
    )


def gives_address(body: str) -> bool:
    """Whether a paragraph holds an address of the web or a telephone number."""
    return _ADDRESS.search(body) is not None or (_DIGIT.search(body) is not None and _PHONE.search(body) is not None)


def is_motto(body: str) -> bool:
    """Whether a line praises a paper under its name: "Serving Harlow County since 1889"."""
    return len(body) < 70 and body[-1] not in ".?!" and _MOTTO.match(body) is not None


def is_contact(body: str) -> bool:
    """Whether a line gives a telephone number or several prices, as those of a restaurant or an event."""
    if len(body) > 200 or sum(map(str.isdigit, body)) < _PHONE_DIGITS:
        return False
    return _PHONE.search(body) is not None or sum(map(body.count, "£€$")) > 2


def names_sources(body: str) -> bool:
    """Whether a line below a table or box tells where its figures are from."""
    return len(body) < 160 and body[-1] not in ".!?" and body[:8].lower().startswith(("source:", "sources:"))


def is_rate(body: str) -> bool:
    """Whether a line in brackets tells what a currency is worth: "($1 = 23.70 crowns)"."""
    return body[0] == "(" and body[-1] == ")" and " = " in body and len(body) < 80


def is_bracketed(body: str) -> bool:
    """Whether a line stands wholly in brackets."""
    return body[0] in "([" and body[-1] in ")]"


def names_field(body: str) -> bool:
    """Whether a line begins with the name of a field such as "Published" or "Region"."""
    head = notices.head_of(body, 24)
    word = notices.METADATA.first(head)
    if not word:
        return head[:1].isdigit() and " min" in head[:8] and "read" in head
    rest = head[len(word) :].lstrip("s")
    if (_ENTITLED.match(rest) and body.count(" ") > 3) or (word == "interview" and body.count(" ") > 5):
        return False
    return not rest[:1].isalnum() and rest[:1] not in ("'", "’")


def is_stamped_field(body: str) -> bool:
    """Whether a short line is a field with a time or date, as "Updated at 16:01"."""
    return len(body) < 60 and names_field(body) and any(char.isdigit() for char in body)


def is_caption(body: str) -> bool:
    """Whether a paragraph begins like a caption or ends in a picture credit."""
    head = notices.head_of(body, 14)
    open_ = body[-1] not in ".!?"
    if head.startswith("table ") and head[6:8].strip(".:").isdigit():
        return True
    if open_ and head.startswith(("figure ", "fig. ", "chart ", "map ")):
        return head.split()[1].strip(".:").isdigit()
    if open_ and len(body) < 160 and (body.startswith(notices.AGENCIES) or _tells_sides(body)):
        return True
    if notices.CAPTIONS.begin(head) and (_CAPTION.match(body, 0, 48) or _LABELLED.match(body)):
        return True
    return len(body) <= 240 and _ends_in_credit(body)


def _tells_sides(body: str) -> bool:
    """Whether a line says who stands where in a picture: "Left: …", "(right, …"."""
    return holds_any(body.lower(), _SIDE_WORDS) and _SIDES.search(body) is not None


def _ends_in_credit(body: str) -> bool:
    """Whether a paragraph ends by telling whose picture it belongs to."""
    tail = body[-70:].lower()
    if tail[-1:] == ")" and len(body) > _SHORT_NEWS and _PASSED_ON.search(body):
        return False
    if (tail[-1:] == "." and not holds_any(tail, _CREDIT_SIGNS)) or not holds_any(tail, notices.CREDITS):
        return False
    return _CREDIT.search(body, max(0, len(body) - 120)) is not None


def asks_reader(body: str) -> bool:
    """Whether a line asks for something in mid-article as often as at its end: "Sign up for …", "Read next"."""
    return notices.ASKING.begin(notices.head_of(body))


def interrupts(body: str) -> bool:
    """Whether a line is a bare "RELATED", under which a few links stand in mid-article as often as at its end."""
    return len(body) < 20 and body.strip(_TRIM).lower() in ("related", "recommended", "trending", "most read")


def is_credit_line(body: str) -> bool:
    """Whether a line is nothing but who took a picture and for whom: "TORI BAINES/THE VALLEY CALL"."""
    if not body or len(body) > 70 or body[-1] in ".!?:":
        return False
    if body in notices.PICTURE_AGENCIES:
        return True
    return (body.isupper() and "/" in body and _CREDITED.fullmatch(body) is not None) or _BY_WHOM.match(
        body
    ) is not None


def is_trail(body: str) -> bool:
    """Whether a line is the trail of a web page's sections: "Science › Oceans"."""
    return len(body) < 90 and body[-1] not in ".!?" and holds_any(body, (" › ", " » ", " > ", " / "))


def is_personal(body: str) -> bool:
    """Whether a paragraph says "I" or "we" outside quotation marks."""
    return _PERSONAL.search(_QUOTED.sub("", body)) is not None


def is_turn(body: str) -> bool:
    """Whether a paragraph begins like a member's turn: "1. Ms Lyle (Penrith) (Lab): …", "The Minister (Mr Tull): …"."""
    return ":" in body and _TURN.match(body) is not None


def is_question_label(body: str) -> bool:
    """Whether a paragraph is a question labelled as one."""
    if body[:2] == "Q " and body[2:3].isupper() and "?" in body:
        return True
    return body[:1] == "Q" and _ASKED.match(body) is not None


def is_note(body: str) -> bool:
    """Whether a paragraph is a note to readers."""
    return notices.READERS.begin(notices.head_of(body))


def begins_as_furniture(body: str) -> bool:
    """Whether a paragraph begins like something around an article."""
    head = notices.head_of(body)
    if head.startswith("follow ") and any(
        f" on {place}" in body[:160].lower() for place in ("twitter", "facebook", "instagram", "x")
    ):
        return True
    if (
        notices.STARTS.begin(head)
        or (body[1:2].isupper() and _SHOUTED.match(body))
        or (len(body) < 40 and body.strip(_TRIM).lower() in notices.LINES)
    ):
        return True
    if (len(body) < 60 and _JUMP.match(body)) or is_for_the_hand(body, head):
        return True
    if len(body) < 20 and body[:8].lower() == "comments" and body[8:].strip(" ():").isdigit():
        return True
    return body[:1].isdigit() and len(body) < 80 and _COUNTED.fullmatch(body) is not None


def corrects(body: str) -> bool:
    """Whether a paragraph tells what was wrong in the article: "Correction (May 3): …"."""
    return body[:1] in "CcUEe[*" and _CORRECTS.match(body) is not None


def asks_to_write(body: str) -> bool:
    """Whether a short paragraph gives an address for readers: "Do you know more? Email tips@…"."""
    return len(body) < 200 and "@" in body and _WRITE_TO.search(body) is not None


def is_reference(body: str) -> bool:
    """Whether a line begins like a note or an entry of a bibliography: a number, a comma soon, a year."""
    return body[0] in "[0123456789¹²³⁴⁵" and body.count(",") > 1 and _YEAR.search(body) is not None


def is_footnote(body: str) -> bool:
    """Whether a short paragraph cites a source behind a number: "2 Inundation Study, vol. 2, table 6."."""
    if len(body) > 200 or body.count(",") < 2 or not _NOTE.match(body):
        return False
    return _CITES.search(body) is not None and _GOES_ON.search(body) is None


def is_post(body: str) -> bool:
    """Whether a paragraph is one of a thread of posts: "3/ …", "4/12 …"."""
    return (body[:1] == "(" or body[:1].isdigit()) and _POST.match(body) is not None


def greets(body: str) -> bool:
    """Whether a paragraph greets its readers."""
    return notices.GREETINGS.begin(body[:24].lower())


def is_note_below(body: str) -> bool:
    """Whether a paragraph is a note behind its mark: "³ The exception is 2014.", "[^1]: OECD …"."""
    return (body[0] in SUPERSCRIPTS and _NOTE.match(body) is not None) or (body[:2] == "[^" and "]:" in body[:8])


def note_number(body: str) -> int:
    """Return the number of a note without a dot behind it ("22 Annual statistics, table 4"), or 0."""
    first = body[:4].split(None, 1)[0] if body[:1].isdigit() else ""
    rest = body[len(first) + 1 : len(first) + 2]
    return int(first) if first.isdecimal() and rest.isupper() and len(body) < 200 else 0


def heads_advertisement(body: str) -> bool:
    """Whether a line stands over what somebody paid for."""
    return len(body) < 60 and notices.PAID.begin(notices.head_of(body))


def begins_tail(body: str) -> bool:
    """Whether nothing but furniture is likely to follow."""
    return notices.TAILS.begin(notices.head_of(body)) or (
        len(body) < 30 and body.strip(_TRIM).lower() in notices.TAIL_LINES
    )


def opens_summary(body: str) -> bool:
    """Whether a line is the heading over an article's main points."""
    return len(body) < 30 and body.strip(_TRIM).lower() in notices.SUMMARIES


def is_about(body: str) -> bool:
    """Whether a line is the heading "About X" of a press release."""
    return len(body) < 80 and notices.head_of(body, 6) == "about " and _ABOUT.match(body) is not None


def is_notice(body: str) -> bool:
    """Whether a short paragraph speaks to the reader of the page itself: "We use some cookies …"."""
    return len(body) < 200 and body[:6].lower().startswith(notices.ADDRESSES) and speaks_of_furniture(body)


def speaks_of_furniture(body: str) -> bool:
    """Whether a paragraph's words are those of notices, not of an article."""
    low = body.lower()
    return holds_any(low, notices.INSIDE)
