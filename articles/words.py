"""The words people read about articles: labels and sentences for the codes in `terms`."""

import datetime
import re

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.terms import (
    Channel,
    DismissReason,
    ImportCode,
    Origin,
    QuoteKind,
    Reason,
    SplitFailure,
    SplitState,
)

CLAIM_CHANGED = _("Somebody changed this claim a moment ago. Reload the page to see it as it is now.")

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
    ImportCode.IS_PDF: _(
        "%(what)s is a PDF, which cannot be read yet. Open it, select all, copy, and paste the text instead."
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
}
MAY_NOT_IMPORT = _("Bringing articles in needs the role Importer. An administrator can give it to you.")
BAD_ADDRESS = _("“%(url)s” is no web address. Write one that begins with http:// or https://, or leave it empty.")
NO_HEADLINE = _("The article needs a headline.")
SPLIT_RUNNING = _("This text is waiting to be split or being split already. Wait for it to end.")
UPLOAD_TAKEN = _("This has become an article already.")
PASTED = _("what you pasted")
MEDIA_TYPES = {"text/plain": _("plain text"), "text/markdown": _("Markdown"), "text/html": _("web page")}
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
CHANNELS = {
    Channel.PASTE: _("pasted"),
    Channel.UPLOAD: _("uploaded"),
    Channel.API: _("sent by a program"),
    Channel.COMMAND: _("imported on the command line"),
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
