"""The codes of bulk actions: which verbs are done to many claims at once, and how far one is."""

from enum import StrEnum

from reviews.workflow import Verb

BULK_VERBS = (Verb.ACCEPT, Verb.DISMISS, Verb.ASSIGN, Verb.PRIORITIZE, Verb.SCHEDULE, Verb.SET_POLICY)


class BulkState(StrEnum):
    """How far a bulk action is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
