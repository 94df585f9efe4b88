"""Small PDFs for tests, written by hand: lines of words at places on pages, locked or without words if wanted."""

from __future__ import annotations


def make_pdf(pages: list[list[tuple[int, str]]], title: str = "", encrypt: bool = False) -> bytes:
    """A PDF of pages; each line is (height in points from the bottom, words in Latin-1)."""
    objects = ["", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"BT /F1 11 Tf 50 {height} Td ({_escaped(words)}) Tj ET\n" for height, words in lines)
        objects.append(f"<</Length {len(drawn.encode('latin-1'))}>>stream\n{drawn}endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {len(objects)} 0 R>>"
        )
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    objects.append(f"<</Title({_escaped(title)})/CreationDate(D:20240503120000Z)>>")
    return _file(objects, encrypt=encrypt)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[str], *, encrypt: bool) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">/P -4>>/ID[<41><41>]"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R{locked if encrypt else ''}>>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()
