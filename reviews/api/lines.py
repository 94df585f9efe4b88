"""What stands in the way of a submit, as programs read it."""

from typing import Any

from reviews import words
from reviews.rules import Obstacle


def obstacle_line(line: Obstacle) -> dict[str, Any]:
    """One line: the rule, its sentence, and the field to mend."""
    return {
        "rule": line.rule,
        "level": line.level,
        "field": line.place,
        "number": line.number,
        "detail": words.rule_sentence(line.rule, line.number),
        "has_reason": line.has_reason,
        "stops": line.stops,
    }
