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
    LINK = "link"
    FEED = "feed"


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
    """Why a claim is not checked. The last five come of splitting, merging, likening and taking back; nobody chooses
    them."""

    NOT_CHECKABLE = "not_checkable"
    OPINION = "opinion"
    PREDICTION = "prediction"
    COMMON_KNOWLEDGE = "common_knowledge"
    OUT_OF_SCOPE = "out_of_scope"
    CHECKED_IN_PARTS = "checked_in_parts"
    CHECKED_WHOLE = "checked_whole"
    MERGED = "merged"
    SAME_AS = "same_as"
    TAKEN_BACK = "taken_back"


CHOSEN_REASONS = tuple(DismissReason)[:-5]


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
    PDF_LOCKED = "pdf_locked"
    PDF_BROKEN = "pdf_broken"
    PDF_WITHOUT_TEXT = "pdf_without_text"
    TOO_MANY_PAGES = "too_many_pages"
    DOCUMENT_BROKEN = "document_broken"
    DOCUMENT_LOCKED = "document_locked"
    DOCUMENT_WITH_MACROS = "document_with_macros"
    MAIL_BROKEN = "mail_broken"
    MAIL_WITHOUT_TEXT = "mail_without_text"
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
    SHEET_UNREADABLE = "sheet_unreadable"
    SHEET_BREAKS_OFF = "sheet_breaks_off"
    LINE_TOO_LONG = "line_too_long"
    NO_TEXT_COLUMN = "no_text_column"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_ROWS = "too_many_rows"
    ROW_UNREADABLE = "row_unreadable"
    ROW_TOO_WIDE = "row_too_wide"
    LINE_NO_OBJECT = "line_no_object"
    CELL_EMPTY = "cell_empty"
    JSON_NO_LIST = "json_no_list"
    NO_DATE = "no_date"
    DATE_UNCLEAR = "date_unclear"
    NO_MOMENT = "no_moment"
    ARCHIVE_BROKEN = "archive_broken"
    ARCHIVE_EMPTY = "archive_empty"
    NESTED_ARCHIVE = "nested_archive"
    TOO_MANY_FILES = "too_many_files"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    MEMBER_LOCKED = "member_locked"
    MEMBER_BROKEN = "member_broken"
    MEMBER_IS_LINK = "member_is_link"
    READER_CRASHED = "reader_crashed"
    READER_TOO_SLOW = "reader_too_slow"
    FIELD_WRONG = "field_wrong"
    NOT_FETCHED = "not_fetched"
    LINK_TO_MANY = "link_to_many"
    LINK_TO_FEED = "link_to_feed"
    TOO_MANY_LINKS = "too_many_links"
    NO_FEED = "no_feed"
    PAGE_NO_FEED = "page_no_feed"
    PAGE_NAMES_FEED = "page_names_feed"
    FEED_BROKEN = "feed_broken"
    FEED_EMPTY = "feed_empty"
    FEED_DECLARES = "feed_declares"
    FEED_TOO_HEAVY = "feed_too_heavy"
    TOO_MANY_ENTRIES = "too_many_entries"
    ENTRY_EMPTY = "entry_empty"
    ENTRY_RELATIVE = "entry_relative"
    ENTRY_NO_ADDRESS = "entry_no_address"
    HOLDS_MANY = "holds_many"
    FILE_GONE = "file_gone"


class FetchCode(StrEnum):
    """Why something was not fetched from its address."""

    NO_ADDRESS = "no_address"
    CREDENTIALS = "credentials"
    PORT = "port"
    INNER_ADDRESS = "inner_address"
    NO_ANSWER = "no_answer"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    STATUS = "status"
    TOO_BIG = "too_big"
    TOO_SLOW = "too_slow"
    ROBOTS = "robots"


class SourceKind(StrEnum):
    """How an author names a source."""

    LINK = "link"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"


class ImportState(StrEnum):
    """How far an import is: first every row is read, then the chosen ones become articles."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    STORING = "storing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


FEED_PACES = (15, 30, 60, 180, 360, 720, 1440)  # minutes from one look at a feed to the next


class FeedState(StrEnum):
    """Whether a feed is looked at: paused by a person for a while, or left for good."""

    ON = "on"
    PAUSED = "paused"
    LEFT = "left"


class FeedVerb(StrEnum):
    """What happens to a feed, beside what it brings."""

    SUBSCRIBE = "subscribe"
    CHANGE = "change"
    LOOK = "look"
    PAUSE = "pause"
    RESUME = "resume"
    UNSUBSCRIBE = "unsubscribe"
    FAIL = "fail"
    RECOVER = "recover"
    GONE = "gone"


class Outcome(StrEnum):
    """What storing a row would do, or why it cannot be stored."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    REPEATED = "repeated"
    DUPLICATE = "duplicate"
    NEAR = "near"
    ERROR = "error"


class RowState(StrEnum):
    """What became of a row."""

    READ = "read"
    CHOSEN = "chosen"
    STORED = "stored"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


class SplitFailure(StrEnum):
    """Why a split ended without sentences."""

    BROKE_OFF = "broke_off"
    TOOK_TOO_LONG = "took_too_long"
    KILLED_WORKERS = "killed_workers"
