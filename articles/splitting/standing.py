"""Openings that look as if they pointed back and do not: "it is clear that", "this report is based on", "the pound"."""

from articles.splitting.patterns import regex
from articles.splitting.wordlist import words

# What there is one of, so that "the pound" and "the deep ocean" need no word on which.
_UNIQUE = words(
    """
    sun moon earth world sky weather internet pope universe future past truth sea public government parliament cabinet
    army military police president economy country nation pound dollar euro yen planet atmosphere climate ocean oceans
    equator poor rich elderly unemployed young blind dead press media constitution crown stratosphere troposphere
    """
)
_INDEXES = words("index population economy ocean oceans climate internet atmosphere hemisphere pole market markets")
_ITSELF = words("article bulletin note newspaper essay series column page newsletter guide briefing story")
_TEXTS = words("report review study paper survey audit analysis inquiry")
_TELLS_OF_ITSELF = regex(
    r"(?:(?:was|is|has been|were)\s(?:\w+ly\s)?(?:carried|written|based|edited|researched|prepared|produced|"
    r"commissioned|compiled|funded|about|concerned|intended)|reviews?|examines?|asks?|looks|sets|describes?|draws|covers?|presents?|"
    r"summarises?|summarizes?|explores?|assesses|considers?|goes|tells?|explains?|uses?)\b"
)
_EMPTY = words("appears seems turns took takes emerged")
_DUMMY = regex(
    r"it\s(?:is|was|has\sbeen|had\sbeen|will\sbe|would\sbe|remains)\s(?:(?:by\sno\smeans|not|now|still|also|quite|very|"
    r"often|sometimes|[a-z]+ly)\s){0,2}(?:"
    r"(?:unclear|clear|certain|likely|unlikely|possible|impossible|hard|easy|difficult|true|known|unknown|important|"
    r"necessary|common|rare|too\searly|no\s(?:secret|coincidence|accident|surprise|wonder)|obvious|safe|worth|illegal|legal|"
    r"better|best|customary|tempting|estimated|expected|unusual|usual|normal)\s(?:\w+\s){0,4}?"
    r"(?:that|to|who|whether|how|why|what|for|when|where)|"
    r"(?:said|thought|believed|reported|claimed|alleged|feared|understood|rumou?red)\sthat|"
    r"(?:\d|raining|snowing|(?:a|an)\s(?:\w+\s){0,2}(?:day|morning|night|evening|year|week)\b|midnight|noon|christmas|"
    r"(?:the\s)?(?:morning|night|day|summer|winter|spring|autumn)\sof\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
)
_POINTS_ON = words("he she they them his her their him those these")
_NOW = regex(r"this\sis\s(?:a|an|the)\s(?:\w+\s){0,2}(?:day|moment|time)\b")
_OF_TIME = words(
    "year month week morning afternoon evening weekend summer winter spring autumn century time spring season"
)


def is_unique(spoken: tuple[str, ...]) -> bool:
    """Whether "the …" names what there is one of."""
    noun = spoken[1].removesuffix("'s").removesuffix("’s") if len(spoken) > 1 else ""
    return noun in _UNIQUE or any(word in _INDEXES for word in spoken[2:4])


def is_dummy(spoken: tuple[str, ...]) -> bool:
    """Whether "it" stands for nothing: "it appears", "it is clear that", "it was a quiet day"."""
    if spoken[1:2] and spoken[1] in _EMPTY:
        return True
    return _POINTS_ON.isdisjoint(spoken[2:9]) and _DUMMY.match(" ".join(spoken)) is not None


def is_here_and_now(spoken: tuple[str, ...]) -> bool:
    """Whether "this" means the text itself or the day it is of: "this report is based on", "this year"."""
    if len(spoken) < 3:
        return False
    if spoken[1] in _ITSELF or spoken[1] in _OF_TIME:
        return True
    if spoken[1] in _TEXTS:
        return _TELLS_OF_ITSELF.match(" ".join(spoken[2:])) is not None
    return spoken[1] == "is" and _NOW.match(" ".join(spoken)) is not None
