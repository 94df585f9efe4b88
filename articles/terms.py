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
    """Who proposed a claim; a part was cut by a person out of another claim."""

    MACHINE = "machine"
    HUMAN = "human"
    PART = "part"


class Triage(StrEnum):
    """Whether a claim is to be checked."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class DismissReason(StrEnum):
    """Why a claim is not checked. The last two come of splitting a claim and taking that back; nobody chooses them."""

    NOT_CHECKABLE = "not_checkable"
    OPINION = "opinion"
    PREDICTION = "prediction"
    COMMON_KNOWLEDGE = "common_knowledge"
    OUT_OF_SCOPE = "out_of_scope"
    CHECKED_IN_PARTS = "checked_in_parts"
    CHECKED_WHOLE = "checked_whole"


CHOSEN_REASONS = tuple(DismissReason)[:-2]


class AnchorState(StrEnum):
    """How a claim's words stand in a version."""

    ANCHORED = "anchored"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHANED = "orphaned"


class ImportCode(StrEnum):
    """Why something handed in cannot become an article."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_LONG = "too_long"
    IS_PDF = "is_pdf"
    IS_DOCUMENT = "is_document"
    IS_ARCHIVE = "is_archive"
    IS_PICTURE = "is_picture"
    IS_BINARY = "is_binary"
    IS_RTF = "is_rtf"
    IS_XML = "is_xml"
    NESTED_TOO_DEEP = "nested_too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    PAGE_WITHOUT_TEXT = "page_without_text"
    PAGE_UNREADABLE = "page_unreadable"


class SplitFailure(StrEnum):
    """Why a split ended without sentences."""

    BROKE_OFF = "broke_off"
    TOOK_TOO_LONG = "took_too_long"
    KILLED_WORKERS = "killed_workers"
