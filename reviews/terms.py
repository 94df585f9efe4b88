"""The words of reviews as codes: what a verdict, a citation and a report are made of."""

from enum import IntEnum, StrEnum


class Quotation(StrEnum):
    """What a checker found out about a quotation."""

    NOT_ASKED = ""
    NOT_A_QUOTATION = "not_a_quotation"
    EXACT = "exact"
    FAIR_CUT = "fair_cut"
    ALTERED = "altered"
    OUT_OF_CONTEXT = "out_of_context"
    NOT_FOUND = "not_found"


class Change(StrEnum):
    """What became of a claim's words in the newest version of its article."""

    CHANGED = "changed"
    GONE = "gone"
    AS_SUGGESTED = "as_suggested"


class Made(StrEnum):
    """What the newest version made of a suggested wording."""

    AS_SUGGESTED = "as_suggested"
    DIFFERENTLY = "differently"
    NOT = "not"


class Standing(StrEnum):
    """What accounts for a sentence, or what is missing; untouched are words or proposals that nobody looked at."""

    DECIDED = "decided"
    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    UNTOUCHED = "untouched"


class Stance(StrEnum):
    """What a source does to a claim."""

    BACKS = "backs"
    CONTRADICTS = "contradicts"
    BACKGROUND = "background"


class Put(StrEnum):
    """What became of one claim that a citation was put on."""

    ADDED = "added"
    THERE = "there"
    REFUSED = "refused"


class EvidenceKind(StrEnum):
    """What sort of source it is."""

    PRIMARY = "primary"
    OFFICIAL = "official"
    STATISTIC = "statistic"
    EXPERT = "expert"
    SECONDARY = "secondary"
    STATEMENT = "statement"


class QuoteFound(StrEnum):
    """Whether a citation's quote was found in the saved copy of its source."""

    UNCHECKED = "unchecked"
    EXACTLY = "exactly"
    CLOSELY = "closely"
    NOT = "not"


class CopyState(StrEnum):
    """How far a saved copy of a source is."""

    WAITING = "waiting"
    FETCHING = "fetching"
    KEPT = "kept"
    FAILED = "failed"


class CopyChannel(StrEnum):
    """How a saved copy came here: fetched from its address, or supplied by a person."""

    FETCHED = "fetched"
    FILE = "file"
    PASSAGE = "passage"


class DecisionKind(StrEnum):
    """How a claim's rating came to be decided."""

    SINGLE = "single"
    SECOND_LOOK = "second_look"
    AGREED = "agreed"
    ADJUDICATED = "adjudicated"


class CorrectionKind(StrEnum):
    """How far a correction goes: wording, what was found out, or all of it taken back."""

    MINOR = "minor"
    SUBSTANTIVE = "substantive"
    WITHDRAWN = "withdrawn"


class News(StrEnum):
    """Why somebody is told of something."""

    MENTIONED = "mentioned"
    REPLIED = "replied"
    ASSIGNED = "assigned"
    TAKEN_OVER = "taken_over"
    RETURNED = "returned"
    APPROVED = "approved"
    DISPUTED = "disputed"
    AGREED = "agreed"
    SETTLED = "settled"
    REOPENED = "reopened"
    AMENDED = "amended"
    CORRECTED = "corrected"
    SOURCE_CHANGED = "source_changed"


class Priority(IntEnum):
    """How much a claim presses; `Review.priority` holds it."""

    NORMAL = 0
    HIGH = 1
    MUST = 2


class Hold(StrEnum):
    """Why the check of an article does not go on by itself."""

    MUST = "must"
    SECOND_LOOK = "second_look"
    DISPUTED = "disputed"
    RETURNED = "returned"
    LEFT = "left"
    HELD = "held"
    CHANGED = "changed"


class Edit(StrEnum):
    """What people do to a claim itself, before anybody judges it."""

    ADD = "add"
    REWORD = "reword"
    MOVE_BOUNDS = "move_bounds"
    MERGE = "merge"
    SAME_AS = "same_as"
    TAKE_BACK = "take_back"


class Guarding(StrEnum):
    """What people do about the name of a source that is not told outside."""

    PROTECT = "protect_source"
    LIFT = "lift_protection"


class Edge(StrEnum):
    """An end of a claim's words, and whether it goes a word out or in."""

    START_OUT = "start_out"
    START_IN = "start_in"
    END_OUT = "end_out"
    END_IN = "end_in"


class Need(StrEnum):
    """What a rating asks of a verdict that gives it."""

    CITATION = "citation"
    SEARCH_NOTE = "search_note"


class Format(StrEnum):
    """The shapes a report is exported in."""

    HTML = "html"
    CSV = "csv"
    JSON = "json"
    CLAIMREVIEW = "claimreview"
