"""Word lists as they are written in this package: one string, white space between words."""


def words(listing: str) -> frozenset[str]:
    """Return the words of a listing."""
    return frozenset(listing.split())
