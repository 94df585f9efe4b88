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
    """Phrases a line may begin with, kept by their first two letters: only those of the line's own are tried."""

    def __init__(self, listing: str) -> None:
        self._single = tuple(phrase for phrase in phrases(listing) if len(phrase) == 1)
        self._by_letters: dict[str, tuple[str, ...]] = {}
        for phrase in phrases(listing):
            self._by_letters[phrase[:2]] = (*self._by_letters.get(phrase[:2], self._single), phrase)

    def begin(self, line: str) -> bool:
        """Whether a line begins with one of the phrases."""
        return line.startswith(self._by_letters.get(line[:2], self._single))

    def first(self, line: str) -> str:
        """Return the phrase a line begins with, or ""."""
        for phrase in self._by_letters.get(line[:2], self._single):
            if line.startswith(phrase):
                return phrase
        return ""


def phrases(listing: str) -> tuple[str, ...]:
    """Return the phrases of a listing, parted by "|"; a final "_" stands for a space that belongs to the phrase."""
    parts = (" ".join(part.split()) for part in listing.split("|"))
    return tuple(part[:-1] + " " if part.endswith("_") else part for part in parts)
