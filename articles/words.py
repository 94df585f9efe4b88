"""The words people read about articles: labels and sentences for the codes in `terms`."""

from django.utils.translation import gettext_lazy as _

from articles.terms import AnchorState, Channel, DismissReason, Origin, QuoteKind, Reason, SplitState, Triage, Zone

CLAIM_CHANGED = _("Somebody changed this claim a moment ago. Reload the page to see it as it is now.")

ZONES = {
    Zone.TITLE: _("title"),
    Zone.DECK: _("deck"),
    Zone.BYLINE: _("byline"),
    Zone.METADATA: _("metadata"),
    Zone.HEADING: _("heading"),
    Zone.BODY: _("body"),
    Zone.BLOCKQUOTE: _("set-off quotation"),
    Zone.CAPTION: _("caption"),
    Zone.BIO: _("about the author"),
    Zone.BOILERPLATE: _("page furniture"),
}
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
    Reason.IS_LEAD_IN: _("only leads in to a quotation"),
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
ORIGINS = {Origin.MACHINE: _("proposed by the machine"), Origin.HUMAN: _("added by a person")}
TRIAGES = {
    Triage.PROPOSED: _("proposed"),
    Triage.ACCEPTED: _("to be checked"),
    Triage.DISMISSED: _("dismissed"),
}
DISMISS_REASONS = {
    DismissReason.NOT_CHECKABLE: _("not checkable"),
    DismissReason.OPINION: _("opinion"),
    DismissReason.PREDICTION: _("prediction"),
    DismissReason.COMMON_KNOWLEDGE: _("common knowledge"),
    DismissReason.OUT_OF_SCOPE: _("out of scope"),
}
ANCHOR_STATES = {
    AnchorState.ANCHORED: _("in the text"),
    AnchorState.MOVED: _("moved"),
    AnchorState.CHANGED: _("changed, look again"),
    AnchorState.ORPHANED: _("no longer in the text"),
}


def check_first(check_worthiness: float) -> str:
    """The word for a check-worthiness: people read high, medium or low, never a number."""
    if check_worthiness >= 0.66:
        return str(_("high"))
    return str(_("medium")) if check_worthiness >= 0.33 else str(_("low"))
