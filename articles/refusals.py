"""A refusal: the one way in which a verb says no, with a code, why, and where to mend it."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of no it is; the API turns it into 409, 403 or 400."""

    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    INVALID = "invalid"


class Refusal(Exception):
    """Raised by a verb that did nothing. `words` is the sentence people read, `field` the place to mend."""

    def __init__(self, code: str, words: str, *, kind: Kind = Kind.CONFLICT, field: str = "", **params: object):
        super().__init__(str(words))
        self.code, self.words, self.kind, self.field, self.params = code, words, kind, field, params
