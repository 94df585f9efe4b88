"""The names people read for the codes of languages."""

from django.utils.translation import gettext_lazy as _

from articles.splitting.languages import primary

LANGUAGES = {
    "am": _("Amharic"),
    "ar": _("Arabic"),
    "be": _("Belarusian"),
    "bg": _("Bulgarian"),
    "bn": _("Bengali"),
    "ca": _("Catalan"),
    "cs": _("Czech"),
    "da": _("Danish"),
    "de": _("German"),
    "el": _("Greek"),
    "en": _("English"),
    "es": _("Spanish"),
    "et": _("Estonian"),
    "fa": _("Persian"),
    "fi": _("Finnish"),
    "fr": _("French"),
    "gu": _("Gujarati"),
    "he": _("Hebrew"),
    "hi": _("Hindi"),
    "hr": _("Croatian"),
    "hu": _("Hungarian"),
    "hy": _("Armenian"),
    "id": _("Indonesian"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "ka": _("Georgian"),
    "kk": _("Kazakh"),
    "km": _("Khmer"),
    "kn": _("Kannada"),
    "ko": _("Korean"),
    "lo": _("Lao"),
    "lt": _("Lithuanian"),
    "lv": _("Latvian"),
    "mk": _("Macedonian"),
    "ml": _("Malayalam"),
    "mr": _("Marathi"),
    "my": _("Burmese"),
    "nl": _("Dutch"),
    "no": _("Norwegian"),
    "or": _("Odia"),
    "pa": _("Punjabi"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "si": _("Sinhala"),
    "sk": _("Slovak"),
    "sl": _("Slovenian"),
    "sr": _("Serbian"),
    "sv": _("Swedish"),
    "ta": _("Tamil"),
    "te": _("Telugu"),
    "th": _("Thai"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "vi": _("Vietnamese"),
    "zh": _("Chinese"),
}


def language_name(code: str) -> str:
    """The name of a language; a code that is not known stays as it is."""
    return str(LANGUAGES.get(primary(code), code))


def languages_by_name() -> list[tuple[str, str]]:
    """All codes with their names, in the order of the names."""
    return sorted(((code, str(name)) for code, name in LANGUAGES.items()), key=lambda row: row[1])
