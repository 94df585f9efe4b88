"""Cells that spreadsheets may run: an apostrophe in front on the way out, taken off on the way back in."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BLANK = " \u00a0\u200b\u2060\u3000\ufeff"  # what a spreadsheet may drop before it looks at the first character


def cell(text: str) -> str:
    """The text fit for a sheet: words that a spreadsheet would run get an apostrophe in front."""
    return f"'{text}" if acts(text) else text


def as_written(text: str) -> str:
    """The cell without the apostrophe that `cell` put in front."""
    return text[1:] if text.startswith("'") and acts(text[1:]) else text


def acts(text: str) -> bool:
    return text.startswith(FORMULA) or text.lstrip(BLANK).startswith(FORMULA)
