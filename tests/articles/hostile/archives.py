"""Hostile archives."""

from __future__ import annotations

import io
import stat
import zipfile

from articles.terms import ImportCode
from tests.articles.hostile import GOOD, fact, hostile, packed, zeros

STORED = zipfile.ZIP_STORED


def _bomb() -> bytes:
    return packed({f"{n}.txt": zeros(20_000_000) for n in range(16)})


def _lying(raw: bytes, size: int) -> bytes:
    """The zip with its entries claiming another unpacked size (in the central directory, the last word on it)."""
    at = raw.index(b"PK\x01\x02")
    return raw[: at + 24] + size.to_bytes(4, "little") + raw[at + 28 :]


def _named(*names: str) -> bytes:
    return packed({name: fact(f"Path {number}") for number, name in enumerate(names)})


def _link() -> bytes:
    entry = zipfile.ZipInfo("secrets.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("good.txt", fact("Link"))
    return out.getvalue()


def _overlapping() -> bytes:
    """Two entries that share the bytes of one."""
    raw = packed({"a.txt": fact("Overlap"), "b.txt": fact("Overlapped")}, STORED)
    at = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 4)
    return raw[: at + 42] + bytes(4) + raw[at + 46 :]


def _flagged(raw: bytes, *, flags: int = 0, method: int | None = None) -> bytes:
    for sign, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(sign) + flags_at
        kept = raw[at + 2 : at + 4] if method is None else method.to_bytes(2, "little")
        raw = raw[:at] + flags.to_bytes(2, "little") + kept + raw[at + 4 :]
    return raw


def _checksum() -> bytes:
    raw = packed({"a.txt": fact("Sum"), "b.txt": fact("Good sum")}, STORED)
    return raw.replace(b"of Sum", b"of Sun", 1)


FILES = [
    hostile("cut.zip", _named("a.txt")[:-30], ImportCode.ARCHIVE_BROKEN),
    hostile("only a sign.zip", b"PK\x03\x04" + bytes(40), ImportCode.ARCHIVE_BROKEN),
    hostile("nothing.zip", packed({}), ImportCode.ARCHIVE_EMPTY),
    hostile("folders.zip", packed({"a/": "", "a/.hidden": "x", "__MACOSX/b.txt": "x"}), ImportCode.ARCHIVE_EMPTY),
    hostile("bomb.zip", _bomb, ImportCode.UNPACKS_TOO_BIG),
    hostile("small lie.zip", lambda: _lying(packed({"a.txt": zeros(50_000_000)}), 100), ImportCode.MEMBER_BROKEN),
    hostile("big lie.zip", _lying(_named("a.txt"), 2**32 - 2), ImportCode.UNPACKS_TOO_BIG),
    hostile(
        "member.zip", lambda: packed({"a.txt": zeros(30_000_000), "b.txt": fact("Beside")}), ImportCode.TOO_BIG, GOOD
    ),
    hostile("nested.zip", packed({"a.zip": _named("a.txt"), "b.txt": fact("Nest")}), ImportCode.NESTED_ARCHIVE, GOOD),
    hostile(
        "members.zip", lambda: packed(dict.fromkeys(map(str, range(100_000)), ""), STORED), ImportCode.TOO_MANY_FILES
    ),
    hostile("link.zip", _link, ImportCode.MEMBER_IS_LINK, GOOD),
    hostile("paths.zip", _named("../../up.txt", "/etc/abs.txt", "C:\\win.txt", "..\\..\\back.txt"), *[GOOD] * 4),
    hostile(
        "names.zip",
        packed(
            {
                name: fact(f"Name {len(name)}")
                for name in ("\u202etxt.exe", "a" * 9_000 + ".txt", "a\nb.txt", "=1+11.txt")
            }
        ),
        *[GOOD] * 4,
    ),
    hostile("overlap.zip", _overlapping, GOOD, ImportCode.MEMBER_BROKEN),
    hostile("locked.zip", _flagged(_named("a.txt"), flags=1), ImportCode.MEMBER_LOCKED),
    hostile("method.zip", _flagged(_named("a.txt"), method=77), ImportCode.MEMBER_BROKEN),
    hostile("deflated.zip", _flagged(_named("a.txt"), method=0), ImportCode.MEMBER_BROKEN),
    hostile("checksum.zip", _checksum, ImportCode.MEMBER_BROKEN, GOOD),
    hostile("seven.zip", b"7z\xbc\xaf\x27\x1c" + bytes(99), ImportCode.IS_ARCHIVE),
]
