"""Sentences that keep house: sign-offs, promises of more, what presenters and chairs say to run things."""

from articles.splitting.patterns import regex
from articles.splitting.wordlist import Beginnings

_MOST_WORDS = 22
_OPENS = Beginnings(
    """
    the following is | more to follow | more to come | more soon | more later | more details to follow |
    more details soon | more on this | more as we | more as it | updates to follow | details to follow |
    we'll have more | we’ll have more | we will have more | stay tuned | stay with us | watch this space |
    see you | until next | until then | until tomorrow | back to you | back to the studio | over to you |
    join us again | thanks for | thank you for | thanks to everyone | thanks to all | thank you to | goodbye |
    good night | goodnight | good morning and welcome | good morning, and welcome | good evening and welcome |
    welcome back | welcome to our | welcome to the | welcome to this | hello and welcome | here's what's in |
    here’s what’s in | this is a breaking | this is a developing | this is a live | this page will |
    this post will | this story will be updated | this article will be updated | refresh the | refresh this |
    all times | times are in | you can read | you can follow | you can find | you can watch | you can listen |
    you can see the full | i'm handing | i’m handing | i am handing | we're handing | we’re pausing |
    we're pausing | we are pausing | we’re closing | we're closing | we are closing | we’re wrapping |
    we're wrapping | our live coverage | our coverage | this live blog | this liveblog | my colleague |
    we'll bring you | we’ll bring you | we will bring you | we'll keep you | we’ll keep you | we will keep you |
    the committee will come to order | the meeting will come | the hearing will come |
    the committee is adjourned | the meeting is adjourned | the hearing is adjourned | we stand in recess |
    we stand adjourned | we are adjourned | you may begin | you may proceed | you may answer | i yield |
    i now recognize | the chair recognizes | the chair now recognizes | reclaiming my time |
    for the record, please | let the record | with that, i | with that, we | enjoy your | enjoy the rest |
    we're going to close | we’re going to close | we are going to close | here is a recap | here's a recap |
    here’s a recap | you can check | happy new year | happy holidays | merry christmas | names have been |
    some names have | to find out more | to listen | to watch | to join | to donate | to subscribe | to register |
    to book a | to contact | i would now like to | i'd now like to | i’d now like to | the first question comes |
    our first question | the next question comes | our next question | that concludes | this concludes |
    you may now disconnect | please go ahead | thank you for standing | we'll now take | we’ll now take |
    anyone with information | all persons are presumed | if you have information
    """
)
_ENDS_IT = regex(
    r"(?:and\s)?(?:so\s)?(?:that|this)(?:[’']s|\sis|\swas)\s(?:all|it|our (?:show|programme|program|edition|coverage|"
    r"newsletter|episode))(?:\s(?:from|for|we)\b.{0,60})?[.!]?$"
)
_TAKES_OVER = regex(
    r"\b(?:will (?:take you through|be with you|be back|keep you)|(?:is|are) taking over|"
    r"be back (?:tomorrow|next|on|at|with|in)|time has expired|yields? back|"
    r"for (?:watching|listening|joining us|reading)\b|"
    r"more (?:at|on that at) (?:ten|eleven|six|nine|\d))",
    cues=(
        *("l take y", "l be ", "l keep", "taking over", "be back", "expired", "yield", "more at ", "more on that "),
        *("for watching", "for listening", "for joining us", "for reading"),
    ),
)
_NAMES_SELF = regex(r"(?:and\s)?i(?:[’']m|\sam)\s[\w.’'-]+(?:\s[\w’'-]+){0,2}[.!]?$")
_ANNOUNCES = regex(
    r"(?:and\s|but\s|so\s)?(?:here(?:[’']s|\sis|\sare)\s(?!n(?:o|ot)\b).*|"
    r"(?:i|we)\s(?:made|drew|put together|compiled)\s.*:|"
    r"(?:i|we)\sask(?:ed)?\s.{2,40}\s(?:whether|if|what|why|how|who|where|when)\s.*|"
    r".*\b(?:said|says|added|adds|this|follows|follow|following):)$"
)
_CREDITS = regex(
    r"(?:reported|produced|edited|hosted|written|mixed|directed|engineered|fact[- ]check(?:ed|ing)|research(?:ed)?|"
    r"music|sound design|original music|additional (?:reporting|research|production)|illustrations?|photography)\s"
    r"(?:is\s|was\s)?by\s"
)
_ANNOUNCED = 10
_LEAD = "“\"‘' "


def is_housekeeping(inner: str, n_words: int, *, spoken: bool) -> bool:
    """Whether a sentence keeps house; `spoken` where it stands in somebody's turn of a broadcast or hearing."""
    if n_words > _MOST_WORDS:
        return False
    low = inner.lstrip(_LEAD).lower()
    if _OPENS.begin(low) or _ENDS_IT.match(low):
        return True
    announcing = low[-1:] == ":" or low.startswith(("here", "so here", "i ask", "we ask", "but here", "and here"))
    if announcing and n_words <= _ANNOUNCED and _ANNOUNCES.match(low) and not any(map(str.isdigit, low)):
        return True
    if " by " in low[:40] and _CREDITS.match(low):
        return True
    if _TAKES_OVER.search(low):
        return spoken or not any(char.isdigit() for char in low)
    return spoken and inner.count(" ") < 5 and _NAMES_SELF.match(low) is not None and inner.rstrip(".!")[-1:].isalpha()
