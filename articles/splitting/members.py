"""The members of three enums under short names: in Python 3.11 each `Zone.BODY` costs as much as calling a function."""

from articles.splitting.lines import Kind
from articles.terms import QuoteKind, Zone

TITLE, DECK, BYLINE, METADATA = Zone.TITLE, Zone.DECK, Zone.BYLINE, Zone.METADATA
HEADING, BODY, BLOCKQUOTE, CAPTION = Zone.HEADING, Zone.BODY, Zone.BLOCKQUOTE, Zone.CAPTION
BIO, BOILERPLATE = Zone.BIO, Zone.BOILERPLATE

TEXT, HEAD, ITEM, NUMBERED, KEY = Kind.TEXT, Kind.HEAD, Kind.ITEM, Kind.NUMBERED, Kind.KEY
PAGE, MARK, TABLE, LINK, FIELD = Kind.PAGE, Kind.MARK, Kind.TABLE, Kind.LINK, Kind.FIELD

DIRECT, INDIRECT = QuoteKind.DIRECT, QuoteKind.INDIRECT
