"""How figures of many timings are told."""

from collections.abc import Sequence


def p95(took: Sequence[float]) -> float:
    """What 95 of 100 took at most, in the unit given; 0 of nothing."""
    return sorted(took)[max(0, -(-len(took) * 95 // 100) - 1)] if took else 0.0


def told(lines: Sequence[tuple[str, str, str]]) -> str:
    """Lines of words, figure and bar as a table of text."""
    width = max(len(words) for words, _figure, _bar in lines)
    return "\n".join(f"{words:<{width}}  {figure:>8}  {bar}".rstrip() for words, figure, bar in lines)
