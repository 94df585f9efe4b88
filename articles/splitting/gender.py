"""Whether a name is a woman's or a man's, as far as titles and common first names tell."""

from collections.abc import Iterable

from articles.splitting.wordlist import words

_HERS = ("Ms ", "Ms. ", "Mrs ", "Mrs. ", "Miss ", "Dame ", "Lady ", "Baroness ")
_HIS = ("Mr ", "Mr. ", "Sir ", "Lord ")
_WOMEN = words(
    """
    Abigail Adele Agnes Aisha Alexandra Alice Alicia Alison Amanda Amelia Amy Ana Angela Anita Ann Anna Anne Annie
    Audrey Barbara Beatrice Beth Bridget Camilla Carla Carmen Carol Caroline Catherine Charlotte Christina
    Christine Claire Clara Claudia Cynthia Daniela Deborah Debra Denise Diana Diane Dorothy Edith Elaine Eleanor
    Elena Elisabeth Elizabeth Ella Ellen Emily Emma Erica Esther Eva Evelyn Fatima Fiona Florence Frances Gabriela
    Gloria Grace Greta Hannah Harriet Heather Helen Helena Hilary Ines Ingrid Irene Isabel Isabella Jane Janet
    Jennifer Jessica Joan Joanna Josephine Joyce Judith Judy Julia Juliet Karen Kate Katherine Kathleen Katie
    Kelly Kristin Laura Lauren Layla Lena Linda Lisa Louise Lucia Lucy Lydia Madeleine Margaret Maria Marie Marina
    Martha Mary Maya Megan Melanie Melissa Mia Michelle Miriam Monica Nadia Nancy Naomi Natalia Natalie Nicole
    Nina Nora Olga Olivia Pamela Patricia Paula Pauline Penelope Petra Philippa Priya Rachel Rebecca Rita Rosa
    Rosalind Rose Ruth Sally Samantha Sandra Sara Sarah Sharon Sheila Sofia Sonia Sophia Sophie Stella Stephanie
    Susan Susanna Sylvia Tamara Tanya Teresa Theresa Tina Ursula Valerie Vanessa Vera Victoria Virginia Wendy
    Yasmin Yvonne Zoe
    """
)
_MEN = words(
    """
    Aaron Adam Adrian Ahmed Alan Albert Alexander Alfred Ali Allan Andrew Anthony Antonio Arthur Barry Ben
    Benjamin Bernard Bill Brian Bruce Carl Carlos Charles Christopher Colin Craig Daniel David Dennis Derek Diego
    Dmitri Donald Douglas Edward Edwin Eric Ernest Francis Frank Fred Gary Geoffrey George Gerald Gordon Graham
    Gregory Guy Hans Harold Harry Hassan Henry Howard Hugh Ian Ibrahim Igor Ivan Jack Jacob James Jeffrey Jeremy
    Jim Joe John Jonathan Jorge Jose Joseph Joshua Juan Karl Keith Ken Kenneth Kevin Larry Lawrence Leonard Lewis
    Louis Luis Luke Malcolm Marco Mario Mark Martin Matthew Michael Miguel Mike Mohammed Muhammad Nathan Neil
    Nicholas Nigel Oliver Omar Oscar Otto Pablo Patrick Paul Pavel Pedro Peter Philip Pierre Ralph Raymond Richard
    Robert Roger Roland Ronald Roy Russell Samuel Scott Sean Sergei Simon Stanley Stephen Steven Stuart Ted
    Terence Theodore Thomas Timothy Tom Tony Victor Vincent Vladimir Walter Wayne William Yusuf
    """
)
_HER_PLACES = words(
    "woman girl widow mother daughter sister wife aunt queen princess chairwoman spokeswoman congresswoman"
    " businesswoman councilwoman grandmother niece actress"
)
_HIS_PLACES = words(
    "man boy father son brother husband uncle king prince pope chairman spokesman congressman businessman councilman "
    "grandfather nephew fisherman"
)


def titled_woman(phrase: str) -> bool | None:
    """Return whether the title a phrase begins with is a woman's; None where it is neither's."""
    if phrase.startswith(_HERS):
        return True
    return False if phrase.startswith(_HIS) else None


def is_woman(name: str, read: Iterable[str]) -> bool | None:
    """Return whether a name is a woman's, from its words and the titles the text gives it; None where nothing tells."""
    spoken = name.split()
    if not spoken:
        return None
    first, last = spoken[0] if len(spoken) > 1 else "", spoken[-1]
    if first in _WOMEN or last.lower() in _HER_PLACES:
        return True
    if first in _MEN or last.lower() in _HIS_PLACES:
        return False
    for flat in read:
        at = flat.find(last)
        if at > 2:
            before = flat[max(0, at - 40) : at]
            before = before.removesuffix(f"{first} ")
            if before.endswith(_HERS):
                return True
            if before.endswith(_HIS):
                return False
    return None
