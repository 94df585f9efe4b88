"""Who says a quotation, in languages other than English: whoever stands beside a simple verb of saying.

Three small tables a language are all there is to it: verbs of saying, the words a speaker may begin with, and the words
that end one. A pronoun means whoever was named last.
"""

import re
from functools import cache
from typing import NamedTuple

from articles.splitting.wordlist import phrases, words

_SAYING = {
    "de": """
    sagte | sagt | sagten | sagen | erklärte | erklärt | erklärten | betonte | betont | meinte | meint |
    berichtete | berichtet | schrieb | schreibt | warnte | warnt | kritisierte | kritisiert | behauptete |
    behauptet | ergänzte | ergänzt | versicherte | versichert | bestätigte | bestätigt | erzählte | erzählt |
    antwortete | fügte | räumte | teilte | teilten
    """,
    "fr": """
    (?:a | ont | avait) (?:déclaré | dit | affirmé | expliqué | assuré | estimé | indiqué | précisé | ajouté |
    souligné | confié | raconté | répondu | écrit | reconnu) | déclare | dit | affirme | explique | assure |
    estime | indique | précise | ajoute | souligne | confie | raconte | répond | écrit | reconnaît | déclarent |
    disent | affirment | expliquent | assurent
    """,
    "es": """
    dijo | dice | dijeron | dicen | declaró | declara | afirmó | afirma | aseguró | asegura | explicó | explica
    | señaló | señala | indicó | indica | añadió | añade | sostuvo | sostiene | advirtió | advierte | contó |
    cuenta | respondió | responde | escribió | admitió | criticó | ha (?:dicho | declarado | afirmado |
    asegurado | explicado | señalado | indicado | añadido)
    """,
    "it": """
    (?:ha | hanno | aveva) (?:detto | dichiarato | affermato | spiegato | assicurato | aggiunto | sottolineato |
    raccontato | risposto | scritto | ammesso | precisato) | dice | dicono | dichiara | afferma | spiega |
    assicura | aggiunge | sottolinea | racconta | risponde | scrive | sostiene | ammette | disse | precisa
    """,
    "pt": """
    disse | diz | disseram | dizem | declarou | declara | afirmou | afirma | garantiu | garante | explicou |
    explica | contou | conta | acrescentou | acrescenta | sublinhou | sublinha | respondeu | responde | escreveu
    | admitiu | referiu | defendeu | ressaltou | (?:tinha | havia) dito
    """,
    "nl": """
    zei | zegt | zeiden | zeggen | vertelde | vertelt | verklaarde | verklaart | stelde | stelt | schreef |
    schrijft | benadrukte | benadrukt | antwoordde | aldus | meldde | meldt | reageert | reageerde | waarschuwde
    | waarschuwt
    """,
}
_BEGINS = {
    "de": words("der die das ein eine sein seine ihr ihre"),
    "fr": words("le la les un une son sa ses leur l’ancien l'ancien"),
    "es": words("el la los las un una su sus"),
    "it": words("il lo la i gli le un una uno suo sua"),
    "pt": words("o a os as um uma seu sua"),
    "nl": words("de het een zijn haar hun"),
}
_PRONOUNS = {
    "de": words("er sie"),
    "fr": words("il elle ils elles t-il t-elle"),
    "es": words("él ella ellos ellas"),
    "it": words("lui lei loro"),
    "pt": words("ele ela eles elas"),
    "nl": words("hij zij ze"),
}
# Behind these a speaker's name is over, or none stands at all: "sagte | am Montag", "dijo | a los periodistas".
_OVER = {
    "de": words(
        """
        am im in auf bei nach vor gegenüber dem den und zu zur zum als während gestern heute hinzu mit aus
        es ein dazu laut war ist hat sei habe wurde sind waren haben soll
        """
    ),
    "fr": words(
        """
        à au aux en dans sur devant lors mardi lundi mercredi jeudi vendredi samedi dimanche hier après
        avant qui que et
        """
    ),
    "es": words("a al en ante durante ayer hoy este tras que y tras sobre"),
    "it": words("a al ai alla in nel durante ieri oggi dopo che e su"),
    "pt": words("à ao aos às em no na nos nas durante ontem hoje após que e sobre"),
    "nl": words("tegen in op bij na tijdens gisteren vandaag die dat en over aan"),
}
_WHEN = words(
    """
    gestern heute montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi
    vendredi samedi dimanche hier ayer hoy lunes martes miércoles jueves viernes sábado domingo ieri oggi lunedì
    martedì mercoledì giovedì venerdì sabato domenica ontem hoje gisteren vandaag maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag
    """
)
_FOLLOWING = {
    "de": "laut|so|nach Angaben (?:von|des|der)|nach den Worten (?:von|des|der)",
    "fr": "selon|d[’']après",
    "es": "según|de acuerdo con",
    "it": "secondo|stando a",
    "pt": "segundo|de acordo com|conforme",
    "nl": "volgens",
}
# Languages in which a verb needs no pronoun: "añadió" alone is "she added".
_BARE = frozenset(("es", "it", "pt"))
_INVERTED = re.compile(r"(?:a|ont|avait)-t-(?:ils?|elles?|on)\s\w+")
_TITLES = words("Dr. Prof. M. Mme. Mr. Mrs. Sr. Sra. Dra. D. dott. Dott. sig. Sig. on. On. dr. prof. ir. mevr. J. St.")
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.$")
_SENTENCE_START = re.compile(
    r"(?<!\b\w)(?<!Mme)(?<!Dr)(?<!Sr)(?<!Sra)(?<!Prof)(?<!dott)(?<!sig)[.!?…:;][”“»\"’]?\s+(?=[A-ZÀ-Þ„“«»\"])"
)
_BEHIND = re.compile(r"[\s,.–—-]*")
_MARKS = ',.;:!?–—«»„“”"()'
_REACH, _MOST_WORDS = 110, 8


class Beside(NamedTuple):
    """What stands beside a quotation: the speaker's name, or a pronoun that means the one named last."""

    name: str
    is_pronoun: bool


@cache
def _verb(language: str) -> re.Pattern[str] | None:
    saying = _SAYING.get(language)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases(saying))})(?:-(t-)?(\w+))?(?!\w)") if saying else None


@cache
def _following(language: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_FOLLOWING[language]})\s+", re.IGNORECASE)


def _timeless(spoken: list[str]) -> list[str]:
    """Drop when something was said from the words behind the verb: "sagte am Montag Anna Vogt"."""
    if spoken and spoken[0] == "am":
        spoken = spoken[2:]
    while spoken and spoken[0].lower() in _WHEN:
        spoken = spoken[1:]
    return spoken


def knows(language: str) -> bool:
    """Whether there are tables for a language."""
    return language in _SAYING


def beside(flat: str, start: int, end: int, language: str) -> Beside | None:
    """Return who is named as saying what stands from `start` to `end`, be it behind the words or in front of them."""
    verb = _verb(language)
    if verb is None:
        return None
    at = _BEHIND.match(flat, end)
    behind = at.end() if at else end
    if language == "fr" and _INVERTED.match(flat, behind):
        return Beside("", is_pronoun=True)
    following = _following(language).match(flat, behind)
    if following:
        return _named(flat[following.end() : following.end() + _REACH].split(), language)
    found = verb.match(flat, behind)
    if found:
        if found[2]:  # "dit-il", "explique-t-elle"
            return Beside("", is_pronoun=True)
        named = _named(_timeless(flat[found.end() : found.end() + _REACH].split()), language)
        return named or (Beside("", is_pronoun=True) if language in _BARE else None)
    return _in_front(flat, start, language, verb)


def _in_front(flat: str, start: int, language: str, verb: re.Pattern[str]) -> Beside | None:
    """Read "Anna Weber sagte: „…“" and "Am Montag sagte Anna Weber: „…“"."""
    starts = [match.end() for match in _SENTENCE_START.finditer(flat, max(0, start - 2 * _REACH), start)]
    front = flat[starts[-1] if starts else max(0, start - 2 * _REACH) : start]
    found = verb.search(front)
    if not found:
        following = _following(language).match(front)
        return _named(front[following.end() :].split(), language) if following else None
    before = front[: found.start()].split()
    placed = bool(before) and (before[0].lower() in _OVER[language] or before[0].endswith(","))
    if before and not placed:
        return _named(before, language)
    return _named(front[found.end() :].split(), language)


def _named(spoken: list[str], language: str) -> Beside | None:
    """Return the speaker that words begin with."""
    kept: list[str] = []
    for word in spoken[:_MOST_WORDS]:
        bare = word.strip(_MARKS)
        if len(kept) > 2 and language == "de" and bare in ("der", "dem", "den"):
            break  # "die Bürgermeisterin Anna Vogt | der Zeitung"
        if not bare or bare.lower() in _OVER[language] or (kept and bare.lower() in _PRONOUNS[language]):
            break
        kept.append(word if word in _TITLES or _INITIAL.match(word) else bare)
        if word[-1] in _MARKS and kept[-1] == bare:
            break
    if not kept:
        return None
    if kept[0].lower() in _PRONOUNS[language] and len(kept) == 1:
        return Beside("", is_pronoun=True)
    first = kept[0].lower()
    office = len(kept) > 1 and kept[1][0].isupper() and kept[0].isalpha()  # "burgemeester Jan Smit"
    begins = first in _BEGINS[language] or kept[0][0].isupper() or office
    alone = len(kept) == 1 and (first in _BEGINS[language] or not kept[0][0].isupper())
    return Beside(" ".join(kept), is_pronoun=False) if begins and not alone else None
