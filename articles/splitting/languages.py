"""Which language a text is in, told from its script, its letters and its small words."""

import re
from functools import cache

from articles.splitting.small_words import SMALL_WORDS, TYPICAL
from articles.splitting.wordlist import words

ENGLISH = "en"
SHORTEST = 200
_SAMPLE = 3_000
_GLANCE = 600
_LEAST_SHARE = 0.14
_LEAST_HITS = 8
_LEAST_SORTS = 5
_SAME = {
    "nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "sh": "hr", "bs": "hr", "eng": "en", "deu": "de",
    "ger": "de",
    "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja",
    "ara": "ar", "nld": "nl", "dut": "nl", "pol": "pl", "und": "", "mul": "", "zxx": "", "mis": "",
}  # fmt: skip
# Patterns as strings: they are compiled when a text needs them, which English seldom does.
_LATIN = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_OTHER = "[\u0370-\u1fff\u3040-\u312f\u3400-\u9fff\uac00-\ud7af\ufb1d-\ufeff]"
_WORD = r"[^\W\d_]+"

# The end of each script's stretch of letters, and the language it is in most articles; more than one is told below.
_SCRIPTS = (
    (0x03FF, "el"), (0x052F, "ru"), (0x058F, "hy"), (0x05FF, "he"), (0x077F, "ar"), (0x08FF, "ar"), (0x097F, "hi"),
    (0x09FF, "bn"), (0x0A7F, "pa"), (0x0AFF, "gu"), (0x0B7F, "or"), (0x0BFF, "ta"), (0x0C7F, "te"), (0x0CFF, "kn"),
    (0x0D7F, "ml"), (0x0DFF, "si"), (0x0E7F, "th"), (0x0EFF, "lo"), (0x0FFF, "bo"), (0x109F, "my"), (0x10FF, "ka"),
    (0x11FF, "ko"), (0x139F, "am"), (0x17FF, "km"), (0x1CFF, ""), (0x1D7F, ""), (0x1FFF, "el"), (0x30FF, "ja"),
    (0x312F, "zh"), (0x318F, "ko"), (0x9FFF, "zh"), (0xD7AF, "ko"), (0xFB4F, "he"), (0xFEFF, "ar"),
)  # fmt: skip
# Letters by which one language of a script is told from the others; the first whose letters are common wins.
_LETTERS = {
    "ru": (
        ("kk", "әқңғүұһө"),
        ("be", "ў"),
        ("mk", "ѓќѕ"),
        ("sr", "ђћљњџј"),
        ("uk", "іїєґ"),
        ("ru", "ыэё"),
        ("bg", "ъщ"),
    ),
    "ar": (("ur", "ٹڈڑںےہھ"), ("fa", "پچژگکی")),
    "hi": (("mr", "ळ"),),
}
_COMMON_LETTER = 0.004


def primary(code: str) -> str:
    """Return the language of a code such as "de-AT" ("de"), or "" where it names none."""
    tag = code.strip().lower().replace("_", "-").partition("-")[0]
    return _SAME.get(tag, tag) if tag.isascii() and tag.isalpha() and len(tag) in (2, 3) else ""


def detect(text: str) -> str:
    """Return the language of a text, or "" where it cannot be told: too short, or like none that is known."""
    middle = len(text) // 2
    if len(text) >= SHORTEST and _is_english(text[:_GLANCE]) and _is_english(text[middle : middle + _GLANCE]):
        return "en"
    sample = text[:_SAMPLE] + text[max(middle, _SAMPLE) : middle + _SAMPLE]
    if not sample.isascii():
        others = "".join(re.findall(_OTHER, sample))
        if len(others) > len(re.findall(_LATIN, sample)):
            return _by_letters(others)
    return _by_words(sample) if len(text) >= SHORTEST else ""


def _is_english(passage: str) -> bool:
    """Whether a glance is enough."""
    spoken = passage.lower().split()
    return sum(map(_listed("en").__contains__, spoken)) * 4 > len(spoken)


def _by_letters(others: str) -> str:
    """Return the language that uses most of some letters, none of them Latin."""
    counts: dict[str, int] = {}
    for letter in others:
        language = _of_letter(letter)
        counts[language] = counts.get(language, 0) + 1
    if counts.get("ja", 0) * 12 > len(others):
        return "ja"
    most = max(sorted(counts), key=lambda language: counts[language])
    for language, letters in _LETTERS.get(most, ()):
        if sum(map(others.lower().count, letters)) > max(1, _COMMON_LETTER * len(others)):
            return language
    return most


@cache
def _of_letter(letter: str) -> str:
    return next(language for last, language in _SCRIPTS if ord(letter) <= last)


def _by_words(sample: str) -> str:
    """Return the language whose small words a text is full of; English whenever it may be."""
    spoken = re.findall(_WORD, sample.lower())
    english = _hits(spoken, "en")
    if english * 5 > len(spoken):
        return "en"
    scores = {language: _score(sample, spoken, language) for language in SMALL_WORDS if language != "en"}
    best = max(scores, key=lambda language: scores[language])
    sorts = sum(len(word) > 1 for word in _listed(best).intersection(spoken))
    clear = scores[best] > 2 * english and scores[best] >= max(_LEAST_HITS, _LEAST_SHARE * len(spoken))
    return best if clear and sorts >= _LEAST_SORTS else ""


def _score(sample: str, spoken: list[str], language: str) -> int:
    return _hits(spoken, language) + sum(map(sample.count, TYPICAL.get(language, "")))


def _hits(spoken: list[str], language: str) -> int:
    return sum(map(_listed(language).__contains__, spoken))


@cache
def _listed(language: str) -> frozenset[str]:
    return words(SMALL_WORDS[language])
