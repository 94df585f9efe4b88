"""The words of articles as codes: what the database, the API and the splitter mean by them."""

from enum import StrEnum


class Zone(StrEnum):
    """The part of an article's layout a sentence stands in."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    METADATA = "metadata"
    HEADING = "heading"
    BODY = "body"
    BLOCKQUOTE = "blockquote"
    CAPTION = "caption"
    BIO = "bio"
    BOILERPLATE = "boilerplate"


class QuoteKind(StrEnum):
    """How a sentence gives somebody's words."""

    NONE = "none"
    DIRECT = "direct"
    INDIRECT = "indirect"


class Reason(StrEnum):
    """Why the splitter thinks a sentence worth checking, or why it is no claim."""

    NAMES_ACTOR = "names_actor"
    GIVES_FIGURE = "gives_figure"
    GIVES_DATE = "gives_date"
    ALLEGES_CAUSE = "alleges_cause"
    ALLEGES_WRONG = "alleges_wrong"
    QUOTES_DOCUMENT = "quotes_document"
    QUOTES_SPEAKER = "quotes_speaker"
    COMPARES = "compares"
    STATES_EVENT = "states_event"
    STATES_PRESENT = "states_present"
    TELLS_HARM = "tells_harm"
    SAYS_MOST = "says_most"
    IS_FURNITURE = "is_furniture"
    IS_HEADING = "is_heading"
    IS_BYLINE = "is_byline"
    IS_QUESTION = "is_question"
    IS_EXHORTATION = "is_exhortation"
    IS_OPINION = "is_opinion"
    IS_PREDICTION = "is_prediction"
    IS_FRAGMENT = "is_fragment"
    IS_HYPOTHETICAL = "is_hypothetical"
    IS_PERSONAL = "is_personal"
    IS_LEAD_IN = "is_lead_in"


class SplitState(StrEnum):
    """How far the machine is with reading a version."""

    QUEUED = "queued"
    SPLITTING = "splitting"
    SPLIT = "split"
    FAILED = "failed"


class Channel(StrEnum):
    """The door a version came in by."""

    PASTE = "paste"
    UPLOAD = "upload"
    API = "api"
    COMMAND = "command"


class Origin(StrEnum):
    """Who proposed a claim."""

    MACHINE = "machine"
    HUMAN = "human"


class Triage(StrEnum):
    """Whether a claim is to be checked."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class DismissReason(StrEnum):
    """Why a claim is not checked."""

    NOT_CHECKABLE = "not_checkable"
    OPINION = "opinion"
    PREDICTION = "prediction"
    COMMON_KNOWLEDGE = "common_knowledge"
    OUT_OF_SCOPE = "out_of_scope"


class AnchorState(StrEnum):
    """How a claim's words stand in a version."""

    ANCHORED = "anchored"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHANED = "orphaned"
