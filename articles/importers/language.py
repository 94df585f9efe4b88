"""The language of an article: what it says of itself, against what its words say."""

from articles.splitting.languages import ENGLISH, detect, primary

_LONGEST_CODE = 12


def language_of(text: str, declared: str = "") -> str:
    """The code declared, or the language told from the text; English where neither says any.

    Pages call themselves English by habit, and translated ones keep the code of their original: where a text surely is
    English and says it is not, or the other way round, its words are believed.
    """
    said, told = primary(declared), detect(text)
    if not said or (told and (said == ENGLISH) != (told == ENGLISH)):
        return told or ENGLISH
    return declared.strip()[:_LONGEST_CODE]
