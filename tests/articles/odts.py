"""Small OpenDocument texts for tests, written by hand."""

import zipfile
from io import BytesIO

from articles.importers.odt import MEDIA_TYPE

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0" xmlns:table="{OASIS}:table:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xmlns:meta="{OASIS}:meta:1.0"'
)


def odt(body: str, head: str = "", **members: str) -> bytes:
    """An OpenDocument text with this body; more members by name, "__" for a slash and "_" for a dot."""
    content = (
        f"{head}<office:document-content {SPACES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        for name, words in members.items():
            package.writestr(name.replace("__", "/").replace("_", "."), words)
    return out.getvalue()
