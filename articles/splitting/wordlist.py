"""Word lists as they are written in this package: one string, white space between words."""


def words(listing: str) -> frozenset[str]:
    """Return the words of a listing."""
    return frozenset(listing.split())


def holds_any(text: str, parts: tuple[str, ...]) -> bool:
    """Whether a text holds one of the parts (a plain loop: three times as quick as any())."""
    for part in parts:  # noqa: SIM110
        if part in text:
            return True
    return False


class Beginnings:
    """Phrases a line may begin with, kept by their first letter: only those of the line's own letter are tried."""

    def __init__(self, listing: str) -> None:
        self._by_letter: dict[str, tuple[str, ...]] = {}
        for phrase in phrases(listing):
            self._by_letter[phrase[0]] = (*self._by_letter.get(phrase[0], ()), phrase)

    def begin(self, line: str) -> bool:
        """Whether a line begins with one of the phrases."""
        return line.startswith(self._by_letter.get(line[:1], ()))

    def first(self, line: str) -> str:
        """Return the phrase a line begins with, or ""."""
        return next((phrase for phrase in self._by_letter.get(line[:1], ()) if line.startswith(phrase)), "")


def phrases(listing: str) -> tuple[str, ...]:
    """Return the phrases of a listing, parted by "|"; a final "_" stands for a space that belongs to the phrase."""
    parts = (part.strip() for part in listing.split("|"))
    return tuple(part[:-1] + " " if part.endswith("_") else part for part in parts)
