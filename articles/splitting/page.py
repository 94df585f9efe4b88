"""An article's blocks with what the zones ask of them again and again."""

from articles.splitting import authors
from articles.splitting import furniture as say
from articles.splitting.labels import label_of, shouted
from articles.splitting.layout import Block
from articles.splitting.lines import is_terminated
from articles.splitting.members import BODY, FIELD, HEAD, KEY, LINK, MARK, PAGE, TABLE, TEXT
from articles.terms import Zone

_CLOSING = "\"'”’»)*_] "
_LABEL_MOST = 40
_FIELD_MOST = 160
_DATE_MOST = 40
_LEAST_QUESTIONS = 2
_PLAIN = (TEXT, KEY)


def _stands_alone(body: str) -> bool:
    """Whether a line is a time, a file name, a motto or an account."""
    return say.is_clock(body) or say.is_motto(body) or say.is_slug(body) or authors.is_handle(body)


class Page:
    """The blocks, their words, whether they end like a sentence, and the zones found so far."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.size = len(blocks)
        self.bodies = [block.body for block in blocks]
        self.ended = [is_terminated(body) and body.rstrip(_CLOSING)[-1:] != ":" for body in self.bodies]
        self.zones: list[Zone | None] = [None] * len(blocks)
        self._labels = self._speech_labels()
        self._shouted = sum(label.isupper() and len(label) > 3 for label in self._labels) > 1
        self._metadata: dict[int, bool] = {}
        self._personal = False
        self._passed = 0
        # Whether questions stand in bold, as in an interview.
        bold = (at for at, body in enumerate(self.bodies) if body[-1:] == "?" and self.is_bold(at))
        self.asks_in_bold = sum(1 for _ in bold) > _LEAST_QUESTIONS
        # Paragraphs and headings stand under one another without blank lines.
        self.tight = sum(block.gap > 0 for block in blocks) * 10 < len(blocks)

    def _speech_labels(self) -> frozenset[str]:
        """Return the labels that come again: "SMITH:" in a transcript, not "Region:"."""
        seen: set[str] = set()
        again: set[str] = set()
        for block, body in zip(self.blocks, self.bodies, strict=True):
            if block.kind is KEY and not (
                say.names_field(body)
                or say.is_caption(body)
                or say.begins_as_furniture(body)
                or block.lines[0].repeated
            ):
                label = label_of(body)
                (again if label in seen else seen).add(label)
        return frozenset(label for label in again if len(label) < _LABEL_MOST)

    def is_bold(self, at: int) -> bool:
        """Whether a whole block stands between marks of emphasis, which are masked with spaces."""
        return self.blocks[at].flat[:2] == "  " == self.blocks[at].flat[-2:]

    def is_speech(self, at: int) -> bool:
        """Whether a block is somebody's turn in a transcript."""
        if not self._labels or self.blocks[at].kind is not KEY:
            return False
        label = label_of(self.bodies[at])
        return label in self._labels or (self._shouted and label.isupper() and len(label) < _LABEL_MOST)

    def opens_speech(self, at: int) -> bool:
        """Whether a block may be the first turn of a transcript, its label not yet known from other turns."""
        body = self.bodies[at]
        labelled = say.is_turn(body) or shouted(body) is not None
        return self.is_speech(at) or (bool(self._labels) and at > 0 and labelled)

    def is_personal(self, until: int) -> bool:
        """Whether the article has spoken of itself as "I" or "we" before a block."""
        while self._passed < until and not self._personal:
            if self.zones[self._passed] in (BODY, None):
                self._personal = say.is_personal(self.bodies[self._passed])
            self._passed += 1
        return self._personal

    def is_plain(self, at: int) -> bool:
        """Whether a block is neither heading, list, table, hole nor marked quotation."""
        block = self.blocks[at]
        return block.kind in _PLAIN and not block.in_hole and not block.quoted

    def is_credited_below(self, at: int) -> bool:
        """Whether the line right below says whose picture this one is about."""
        below = at + 1
        return below < len(self.blocks) and not self.blocks[below].gap and say.is_credit_line(self.bodies[below])

    def is_metadata(self, at: int) -> bool:
        """Whether a line is a date, a field or a time."""
        if at not in self._metadata:
            self._metadata[at] = self._reads_as_metadata(at)
        return self._metadata[at]

    def _reads_as_metadata(self, at: int) -> bool:
        block, body = self.blocks[at], self.bodies[at]
        if block.kind is HEAD or self.is_speech(at):
            return False
        if block.kind is TABLE and say.is_contents(body):
            return True
        if len(body) > _FIELD_MOST:
            return len(body) < 2 * _FIELD_MOST and say.is_registered(body)
        if block.kind in (PAGE, LINK, MARK, FIELD) or _stands_alone(body) or say.is_registered(body):
            return True
        if body[-1:] == ":":
            return False
        if say.is_trail(body) or ((" · " in body or " | " in body) and say.is_dated(body)):
            return True
        if block.kind is KEY and (say.names_field(body) or (len(body) < 50 and body.count(" ") < 5)):
            return True
        if len(body) < 60 and say.names_field(body) and say.is_dated(body):
            return True
        if block.kind is KEY and len(body) < _DATE_MOST and say.is_dated(body):
            return True
        if body.endswith((" p.m.", " a.m.")) and len(body) < _FIELD_MOST // 2 and say.is_dated(body):
            return True
        return not self.ended[at] and (
            (len(body) < 90 and say.is_dated(body)) or (len(body) < 100 and say.names_field(body))
        )
