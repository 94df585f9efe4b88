"""Problems with their sentences: what is wrong, with what, and the way out."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from articles import words
from articles.importers.base import ImportProblem, bare_name
from articles.terms import ImportCode


def problem(code: ImportCode, file_name: str = "", **params: object) -> ImportProblem:
    """The problem `code` with the named file, or with what was pasted."""
    what = f"“{bare_name(file_name, 80)}”" if file_name else words.PASTED
    sentence = str(words.IMPORT_PROBLEMS[code]) % {"what": what, **params}
    return ImportProblem(code, sentence[:1].upper() + sentence[1:])


def too_big(n_bytes: int, limit: int, file_name: str = "") -> ImportProblem:
    size, most = (filesizeformat(n).replace("\xa0", " ") for n in (n_bytes, limit))
    return problem(ImportCode.TOO_BIG, file_name, size=size, limit=most)


def too_long(n_chars: int, limit: int, file_name: str = "") -> ImportProblem:
    return problem(ImportCode.TOO_LONG, file_name, count=f"{n_chars:,}", limit=f"{limit:,}")


def unpacks_too_big(size: int, file_name: str = "") -> ImportProblem:
    shown, most = (f"{-(-n // 1_000_000):,}" for n in (size, settings.MAX_UNPACKED_BYTES))
    return problem(ImportCode.UNPACKS_TOO_BIG, file_name, size=shown, limit=most)
