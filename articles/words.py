"""The words people read about articles: labels and sentences for the codes in `terms`."""

import datetime
import re

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.terms import (
    Channel,
    DismissReason,
    FeedState,
    FeedVerb,
    FetchCode,
    ImportCode,
    ImportState,
    Origin,
    Outcome,
    QuoteKind,
    Reason,
    RowState,
    SplitFailure,
    SplitState,
)

CLAIM_CHANGED = _("Somebody changed this claim a moment ago. Reload the page to see it as it is now.")

# Said by nobody the text names.
UNATTRIBUTED = _("unattributed")
QUOTES = {
    QuoteKind.NONE: _("no quotation"),
    QuoteKind.DIRECT: _("direct quotation"),
    QuoteKind.INDIRECT: _("indirect quotation"),
}
REASONS = {
    Reason.NAMES_ACTOR: _("names somebody as doing something"),
    Reason.GIVES_FIGURE: _("gives a figure"),
    Reason.GIVES_DATE: _("gives a date"),
    Reason.ALLEGES_CAUSE: _("alleges a cause"),
    Reason.ALLEGES_WRONG: _("alleges a wrong"),
    Reason.QUOTES_DOCUMENT: _("quotes a document"),
    Reason.QUOTES_SPEAKER: _("quotes somebody"),
    Reason.COMPARES: _("compares"),
    Reason.STATES_EVENT: _("tells of an event"),
    Reason.STATES_PRESENT: _("states how things are"),
    Reason.TELLS_HARM: _("tells of deaths or injuries"),
    Reason.SAYS_MOST: _("says all, none, first or most"),
    Reason.IS_FURNITURE: _("page furniture"),
    Reason.IS_HEADING: _("a heading"),
    Reason.IS_BYLINE: _("a byline"),
    Reason.IS_QUESTION: _("a question"),
    Reason.IS_EXHORTATION: _("asks for something"),
    Reason.IS_OPINION: _("an opinion"),
    Reason.IS_PREDICTION: _("a prediction"),
    Reason.IS_FRAGMENT: _("no full statement"),
    Reason.IS_HYPOTHETICAL: _("a supposition"),
    Reason.IS_PERSONAL: _("a personal feeling or wish"),
}
IMPORT_PROBLEMS = {
    ImportCode.EMPTY: _("There is no text in %(what)s. Paste the article's words or choose the file that holds them."),
    ImportCode.TOO_BIG: _("%(what)s has %(size)s; at most %(limit)s can be read. Save only the article's text."),
    ImportCode.TOO_LONG: _(
        "The text of %(what)s has %(count)s characters; at most %(limit)s can be read. Bring it in as several parts."
    ),
    ImportCode.PDF_LOCKED: _("%(what)s is locked with a password. Save it without one, or paste the article's words."),
    ImportCode.PDF_BROKEN: _(
        "%(what)s is a damaged PDF. Save it again, or open it, select all, copy, and paste the words."
    ),
    ImportCode.PDF_WITHOUT_TEXT: _(
        "%(what)s holds pictures of pages and no text. Have its text recognized (OCR) and bring that in."
    ),
    ImportCode.TOO_MANY_PAGES: _(
        "%(what)s has %(count)s pages; at most %(limit)s can be read. Save the pages of the article by themselves."
    ),
    ImportCode.DOCUMENT_BROKEN: _(
        "%(what)s is a damaged document. Save it again in the program that made it, or paste the article's words."
    ),
    ImportCode.DOCUMENT_LOCKED: _("%(what)s is locked with a password. Save it without one, or paste its words."),
    ImportCode.DOCUMENT_WITH_MACROS: _(
        "%(what)s is a template or a document with macros, which are never run here. Save it as .docx without them."
    ),
    ImportCode.MAIL_BROKEN: _("%(what)s is a damaged e-mail. Open it, copy the article's words, and paste them."),
    ImportCode.MAIL_WITHOUT_TEXT: _(
        "The e-mail in %(what)s holds no text of its own. Save what is attached to it and bring that in."
    ),
    ImportCode.IS_DOCUMENT: _(
        "%(what)s is a document of an office program. Save it there as plain text or as a web page and bring that in."
    ),
    ImportCode.IS_ARCHIVE: _("%(what)s is an archive. Unpack it and bring in the text files inside."),
    ImportCode.IS_PICTURE: _("%(what)s is a picture. Bring in the article's words as text."),
    ImportCode.IS_BINARY: _("%(what)s is not text. Bring in a .txt, .md or .html file, or paste the article's words."),
    ImportCode.IS_RTF: _("%(what)s is rich text (RTF). Save it as plain text or paste the article's words."),
    ImportCode.IS_XML: _("%(what)s is an XML file, not an article. Save the page itself as .html, or paste its words."),
    ImportCode.NESTED_TOO_DEEP: _(
        "The web page in %(what)s is nested too deep to be read whole. Copy the article's words and paste them."
    ),
    ImportCode.TOO_MANY_PARTS: _(
        "The web page in %(what)s has %(count)s parts; at most %(limit)s can be read. "
        "Copy the article's words and paste them."
    ),
    ImportCode.PAGE_WITHOUT_TEXT: _(
        "The web page in %(what)s holds no article text; it may load its words later. "
        "Copy the words from the browser and paste them."
    ),
    ImportCode.PAGE_UNREADABLE: _(
        "The web page in %(what)s cannot be read. Copy the article's words from the browser and paste them."
    ),
    ImportCode.SHEET_UNREADABLE: _("%(what)s cannot be read as a sheet. Save it again as .csv or .xlsx."),
    ImportCode.SHEET_BREAKS_OFF: _(
        "%(what)s breaks off here; the rows before were read. Save it again as .csv or .xlsx and bring in the rest."
    ),
    ImportCode.LINE_TOO_LONG: _(
        "%(what)s has a line of more than %(limit)s characters, so nothing from it on was read. "
        "Save it again with one article a row."
    ),
    ImportCode.NO_TEXT_COLUMN: _(
        "No column of %(what)s is known to hold the articles' text. Its columns are %(heads)s: say which one it is."
    ),
    ImportCode.TOO_MANY_COLUMNS: _(
        "%(what)s has more than %(limit)s columns. Save only those about the articles: text, headline, author, date."
    ),
    ImportCode.TOO_MANY_ROWS: _("%(what)s has more than %(limit)s rows. Bring in the rest as a sheet of their own."),
    ImportCode.ROW_UNREADABLE: _("This row cannot be read: a quotation mark in it has no counterpart. Mend the row."),
    ImportCode.ROW_TOO_WIDE: _(
        "This row has %(count)s cells under %(heads)s heads. Put a text that holds separators in quotation marks."
    ),
    ImportCode.LINE_NO_OBJECT: _('This line is no JSON object. Write one a line: {"headline": "…", "text": "…"}.'),
    ImportCode.CELL_EMPTY: _("The column “%(column)s” is empty here. Fill in the article's text, or its address."),
    ImportCode.NO_DATE: _("“%(cell)s” in the column “%(column)s” is no date. Write it as 2026-11-20."),
    ImportCode.JSON_NO_LIST: _(
        "%(what)s is JSON, but no list of articles. Bring in a list of objects, or one a line (.jsonl)."
    ),
    ImportCode.DATE_UNCLEAR: _(
        "“%(cell)s” in the column “%(column)s” may be a day and a month or a month and a day. Write it as 2026-11-20."
    ),
    ImportCode.NO_MOMENT: _("“%(cell)s” in the column “%(column)s” is no deadline. Write it as 2026-11-20 18:00."),
    ImportCode.ARCHIVE_BROKEN: _("The archive %(what)s is damaged. Pack it again, or bring in the files one by one."),
    ImportCode.ARCHIVE_EMPTY: _("The archive %(what)s holds no file. Bring in the files themselves."),
    ImportCode.NESTED_ARCHIVE: _("%(what)s is an archive inside an archive. Unpack it and bring it in by itself."),
    ImportCode.TOO_MANY_FILES: _("The archive %(what)s holds %(count)s files; at most %(limit)s are read. Divide it."),
    ImportCode.UNPACKS_TOO_BIG: _(
        "%(what)s unpacks to %(size)s MB; at most %(limit)s MB are unpacked. Divide it, or bring in the files."
    ),
    ImportCode.MEMBER_LOCKED: _("%(what)s is locked with a password. Pack it without one."),
    ImportCode.MEMBER_BROKEN: _("%(what)s is damaged inside the archive. Pack it again, or bring in the file itself."),
    ImportCode.MEMBER_IS_LINK: _(
        "%(what)s only points to a file outside the archive. Pack the file itself, or bring it in."
    ),
    ImportCode.READER_CRASHED: _(
        "Reading %(what)s broke off: the file is damaged or needs more memory than it may have. "
        "Save it in another format, or paste the article's words."
    ),
    ImportCode.READER_TOO_SLOW: _(
        "Reading %(what)s took more than %(limit)s seconds and was stopped. "
        "Save it in another format, or paste the article's words."
    ),
    ImportCode.FIELD_WRONG: _("%(reason)s"),
    ImportCode.NOT_FETCHED: _("%(reason)s"),
    ImportCode.LINK_TO_MANY: _("%(what)s leads to a sheet or an archive. Save it and bring in the file."),
    ImportCode.HOLDS_MANY: _(
        "%(what)s is a sheet, an archive or a feed. Bring it in as an import, which takes many articles."
    ),
    ImportCode.LINK_TO_FEED: _("%(what)s is a feed, not an article. Subscribe to it, and what it brings comes in."),
    ImportCode.TOO_MANY_LINKS: _(
        "More than %(limit)s rows of %(what)s have an address and no text; the others are not fetched. "
        "Bring them in as a sheet of their own."
    ),
    ImportCode.NO_FEED: _("%(what)s is no feed. Give the address of an RSS, Atom or JSON feed."),
    ImportCode.PAGE_NO_FEED: _(
        "%(what)s is a web page, not a feed, and names none. Look there for “RSS” or “Feed” and give that address."
    ),
    ImportCode.PAGE_NAMES_FEED: _("%(what)s is a web page. Its feed is at %(address)s: give that address."),
    ImportCode.FEED_BROKEN: _(
        "The feed %(what)s is damaged and nothing could be read in it. Tell those who publish it."
    ),
    ImportCode.FEED_EMPTY: _("The feed %(what)s holds nothing. Bring in one with articles."),
    ImportCode.FEED_DECLARES: _(
        "The feed %(what)s declares entities of its own, which are never followed or unfolded here. "
        "Tell those who publish it, or bring in its articles by their addresses."
    ),
    ImportCode.FEED_TOO_HEAVY: _(
        "The feed %(what)s needs more than %(limit)s seconds or more memory to be read than it may have. "
        "Look whether the site has a smaller one."
    ),
    ImportCode.TOO_MANY_ENTRIES: _(
        "The feed %(what)s lists %(count)s articles; at most %(limit)s are read at once. "
        "Look whether the site has a feed of its newest ones."
    ),
    ImportCode.ENTRY_EMPTY: _(
        "The feed gives neither an address nor a text for this. Find it on the site and bring it in."
    ),
    ImportCode.ENTRY_RELATIVE: _(
        "The feed gives only the path %(link)s for this, and its own address is not known. "
        "Bring the feed in by its address."
    ),
    ImportCode.ENTRY_NO_ADDRESS: _(
        "The feed gives %(link)s for this, which is no web address, and no text. Find it on the site and bring it in."
    ),
    ImportCode.FILE_GONE: _("%(what)s is not in the data folder any more. Bring it in again."),
}
FETCH_PROBLEMS = {
    FetchCode.NO_ADDRESS: _("This is no address of a web page. Write one that begins with http:// or https://."),
    FetchCode.CREDENTIALS: _("The address holds a name or password. Leave them out, or save the page and bring it in."),
    FetchCode.PORT: _("Port %(port)s is not asked. Save the page and bring in the file."),
    FetchCode.INNER_ADDRESS: _(
        "%(host)s lies inside this network, which is not asked. Save the page and bring in the file, or have the "
        "network allowed with FETCH_ALLOWED."
    ),
    FetchCode.NO_ANSWER: _("%(host)s does not answer. Try again later, or save the page and bring in the file."),
    FetchCode.TOO_MANY_REDIRECTS: _("The address leads on more than %(limit)s times. Give the one it ends at."),
    FetchCode.STATUS: _("The server answers %(status)s instead of a page. Open the address to see what it says."),
    FetchCode.TOO_BIG: _("What lies at the address is larger than %(limit)s. Save only the article and bring it in."),
    FetchCode.TOO_SLOW: _("The server took more than %(limit)s seconds. Try again later, or save the page."),
    FetchCode.ROBOTS: _("The site asks programs not to read this page. Open it, and save it or paste its words."),
}
MAY_NOT_IMPORT = _("Bringing articles in needs the role Importer. An administrator can give it to you.")
BAD_ADDRESS = _("“%(url)s” is no web address. Write one that begins with http:// or https://, or leave it empty.")
NO_HEADLINE = _("The article needs a headline.")
SPLIT_RUNNING = _("This text is waiting to be split or being split already. Wait for it to end.")
IMPORT_TOOK_TOO_LONG = _("Reading took too long and was stopped. What was read stays; try again to go on.")
IMPORT_BROKE_OFF = _("The import broke off. What was read and stored stays; try again to go on.")
IMPORT_KILLED_WORKERS = _("Several workers stopped in the middle of this import. What was read and stored stays.")
IMPORT_MOVED_ON = _("This import has moved on meanwhile. Reload the page to see how far it is.")
VERSION_MOVED = _(
    "%(who)s brought in version %(number)s on %(when)s. Look at what differs from that one, then store yours."
)
TEXT_ELSEWHERE = _("This is the text of another article, “%(headline)s”, and makes no version of this one.")
VERSION_MOVED_ON = _(
    "Other versions came in at the same moment. Look at what differs from the newest, then store yours."
)
NOTHING_RECEIVED = _("Nothing came in. Paste a text or choose a file.")
ROWS_STORED = _("Rows of this import are articles already, so it is not read anew. Bring the file in once more.")
ROWS_UNREAD = _("Not all rows are read yet. Wait for it, or go on with the import, and choose then.")
NOTHING_CHOSEN = _("No row is chosen. Choose at least one, or leave the import as it is.")
ROW_TAKEN = _("This has become an article already.")
MANY_LINKS = _("%(n)s links")
MAIL_ATTACHMENTS = _("Attached to the mail and not read: %(names)s. Save them and bring them in by themselves.")
FROM_FEED_ITSELF = _("The text is the one the feed carries. Its page could not be fetched: %(reason)s")
FEED_HERE = _("%(who)s subscribed to this feed already. It is in the list of feeds.")
FEED_IS_PAUSED = _("This feed is paused. Resume it, and it is looked at right away.")
FEED_BROKE_OFF = _("Looking at the feed broke off. It is looked at again by itself.")
FEED_TOOK_TOO_LONG = _("Looking at the feed took too long and was stopped. It is looked at again by itself.")
FEED_WITHOUT_IMPORTER = _(
    "%(who)s, in whose name this feed brings articles in, may not do so any more. Resume it in your own name."
)
FEED_IS_GONE = _(
    "The server says that this feed is gone for good (410), so nobody looks at it any more. Its site may have another."
)
FEED_VERBS = {
    FeedVerb.SUBSCRIBE: _("subscribed"),
    FeedVerb.CHANGE: _("changed how it is looked at"),
    FeedVerb.LOOK: _("asked for a look"),
    FeedVerb.PAUSE: _("paused"),
    FeedVerb.RESUME: _("resumed"),
    FeedVerb.UNSUBSCRIBE: _("unsubscribed"),
    FeedVerb.FAIL: _("could not be read"),
    FeedVerb.RECOVER: _("could be read again"),
    FeedVerb.GONE: _("switched off: gone for good"),
}
FEED_STATES = {
    FeedState.ON: _("on"),
    FeedState.PAUSED: _("paused"),
    FeedState.LEFT: _("unsubscribed"),
}
FEED_PACES = {
    15: _("every 15 minutes"),
    30: _("every half hour"),
    60: _("every hour"),
    180: _("every 3 hours"),
    360: _("every 6 hours"),
    720: _("every 12 hours"),
    1440: _("once a day"),
}
PASTED = _("what you pasted")
MEDIA_TYPES = {
    "text/plain": _("plain text"),
    "text/markdown": _("Markdown"),
    "text/html": _("web page"),
    "application/pdf": _("PDF"),
    "message/rfc822": _("e-mail"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("Word document"),
    "application/vnd.oasis.opendocument.text": _("OpenDocument text"),
}
SPLIT_FAILURES = {
    SplitFailure.BROKE_OFF: _("The splitter broke off on this text. The text is kept; nothing else was changed."),
    SplitFailure.TOOK_TOO_LONG: _("Splitting took too long and was stopped. The text is kept as it is."),
    SplitFailure.KILLED_WORKERS: _(
        "Several workers stopped in the middle of this text, so it is not tried again by itself. The text is kept."
    ),
}
SPLIT_STATES = {
    SplitState.QUEUED: _("waiting to be split"),
    SplitState.SPLITTING: _("being split"),
    SplitState.SPLIT: _("split"),
    SplitState.FAILED: _("split failed"),
}
IMPORT_STATES = {
    ImportState.WAITING: _("waiting to be read"),
    ImportState.READING: _("being read"),
    ImportState.READY: _("to be chosen from"),
    ImportState.STORING: _("being stored"),
    ImportState.DONE: _("done"),
    ImportState.FAILED: _("stopped"),
    ImportState.CANCELLED: _("cancelled"),
}
OUTCOMES = {
    Outcome.NEW: _("new"),
    Outcome.UPDATE: _("new version"),
    Outcome.NEAR: _("nearly the same as another"),
    Outcome.SAME: _("here already"),
    Outcome.DUPLICATE: _("here under another address"),
    Outcome.REPEATED: _("twice in this import"),
    Outcome.ERROR: _("to mend"),
}
ROW_STATES = {
    RowState.READ: "",
    RowState.CHOSEN: _("chosen"),
    RowState.STORED: _("stored"),
    RowState.LEFT_OUT: _("left out"),
    RowState.REFUSED: _("refused"),
}
CHANNELS = {
    Channel.PASTE: _("pasted"),
    Channel.UPLOAD: _("uploaded"),
    Channel.API: _("sent by a program"),
    Channel.COMMAND: _("imported on the command line"),
    Channel.LINK: _("fetched from its address"),
    Channel.FEED: _("came with a feed"),
}
ORIGINS = {
    Origin.MACHINE: _("proposed by the machine"),
    Origin.HUMAN: _("added by a person"),
    Origin.PART: _("part of another claim"),
}
DISMISS_REASONS = {
    DismissReason.NOT_CHECKABLE: _("not checkable"),
    DismissReason.OPINION: _("opinion"),
    DismissReason.PREDICTION: _("prediction"),
    DismissReason.COMMON_KNOWLEDGE: _("common knowledge"),
    DismissReason.OUT_OF_SCOPE: _("out of scope"),
    DismissReason.CHECKED_IN_PARTS: _("checked in parts"),
    DismissReason.CHECKED_WHOLE: _("checked with the claim it is part of"),
    DismissReason.MERGED: _("merged into another claim"),
    DismissReason.SAME_AS: _("the same as another claim"),
    DismissReason.TAKEN_BACK: _("added, then taken back"),
}


def check_first(check_worthiness: float) -> str:
    """The word for a check-worthiness: people read high, medium or low, never a number."""
    if check_worthiness >= 0.66:
        return str(_("high"))
    return str(_("medium")) if check_worthiness >= 0.33 else str(_("low"))


def date_words(found: str) -> str:
    """A year, month, day or "first/last" day in ISO form, as people read it; what is none of these stays as it is."""
    first, _slash, last = found.partition("/")
    return f"{_day_words(first)} – {_day_words(last)}" if last else _day_words(first)


def _day_words(found: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d", found):
            return date_format(datetime.date.fromisoformat(f"{found}-01"), "F Y")
        return found if found.isdigit() else date_format(datetime.date.fromisoformat(found), "j M Y")
    except ValueError:
        return found


def why_split_failed(code: str) -> str:
    """The sentence for the reason a version holds; "" where none is held."""
    return str(SPLIT_FAILURES[SplitFailure(code)]) if code in set(SplitFailure) else code
