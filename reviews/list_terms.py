"""The codes that an address of a list of claims is made of: closed sets, so that nothing else is understood."""

from datetime import timedelta
from enum import StrEnum


class Sort(StrEnum):
    """The orders a list comes in."""

    URGENT = "urgent"
    DUE = "due"
    WORTH = "worth"
    NEWEST = "newest"
    OLDEST = "oldest"
    READING = "reading"


class Worth(StrEnum):
    """How much a claim is worth checking, as people read it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Age(StrEnum):
    """How long a claim has waited at least."""

    DAY = "1d"
    THREE_DAYS = "3d"
    WEEK = "1w"
    FOUR_WEEKS = "4w"


class Due(StrEnum):
    """When a claim is due."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    NONE = "none"


ME = "me"
NOBODY = "nobody"
WORTH_FROM = {Worth.HIGH: 0.66, Worth.MEDIUM: 0.33, Worth.LOW: 0.0}
WORTH_BELOW = {Worth.HIGH: 2.0, Worth.MEDIUM: 0.66, Worth.LOW: 0.33}
AGES = {
    Age.DAY: timedelta(days=1),
    Age.THREE_DAYS: timedelta(days=3),
    Age.WEEK: timedelta(weeks=1),
    Age.FOUR_WEEKS: timedelta(weeks=4),
}
