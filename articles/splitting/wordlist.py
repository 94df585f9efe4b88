"""Word lists as they are written in this package: one string, white space between words."""


def words(listing: str) -> frozenset[str]:
    """Return the words of a listing."""
    return frozenset(listing.split())


def phrases(listing: str) -> tuple[str, ...]:
    """Return the phrases of a listing, parted by "|"; a final "_" stands for a space that belongs to the phrase."""
    parts = (part.strip() for part in listing.split("|"))
    return tuple(part[:-1] + " " if part.endswith("_") else part for part in parts)
