"""Regular expressions that are compiled when a text first needs them: most articles need few, and importing none."""

import re
from collections.abc import Callable
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def regex(source: str, flags: int = 0, *, cues: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return a pattern that behaves like a compiled one.

    Of `cues` every match holds one, written as it stands in the text: a search looks for them first, which costs a
    fraction of a search that finds nothing.
    """
    return cast("re.Pattern[str]", _Late(source, flags, cues))


class _Late:
    """Stands for a pattern until one of its methods is asked for, and takes over its methods then."""

    def __init__(self, source: str, flags: int, cues: tuple[str, ...]) -> None:
        self.pattern = source
        self._flags = flags
        self._cues = cues

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        if self._cues:
            self.search = _search_for(self._cues, compiled.search)
        self.__class__ = _Ready  # type: ignore[assignment]
        return self.__dict__[name]


class _Ready:
    """What a late pattern becomes: a class that looks nothing up gives its methods out in half the time."""


def _search_for(
    cues: tuple[str, ...], found: Callable[..., re.Match[str] | None]
) -> Callable[..., re.Match[str] | None]:
    def search(text: str, *span: int) -> re.Match[str] | None:
        for cue in cues:
            if cue in text:
                return found(text, *span)
        return None

    return search
