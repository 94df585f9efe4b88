"""The covering note above an article that came by e-mail: fields, a greeting, a few words, a sign-off or a rule."""

from articles.splitting import furniture as say
from articles.splitting.members import KEY, MARK
from articles.splitting.page import Page
from articles.splitting.wordlist import Beginnings, phrases

_FIELDS = ("from:", "to:", "subject:", "date:", "sent:", "cc:", "fwd:", "---------- forwarded")
_MOST = 30
_LONGEST = 400
_GREETS = Beginnings(
    "hi_ | hi, | hello | dear_ | hey | good morning | good afternoon | morning | evening | all, | team,"
)
_SIGNS = frozenset(
    phrases(
        """
    best | best wishes | best regards | all the best | cheers | kind regards | many thanks | regards | thanks |
    thanks again | thank you | thx | warm regards | with best wishes | yours | yours sincerely | sincerely | love | x
    """
    )
)


def note_end(page: Page) -> int:
    """Return where the article itself begins below a covering note, or 0 where there is none."""
    if not page.size or not page.bodies[0].lower().startswith(_FIELDS):
        return 0
    greeted = -1
    for at in range(1, min(page.size, _MOST)):
        body = page.bodies[at]
        if page.blocks[at].kind is MARK and greeted >= 0:
            return at + 1
        if greeted < 0:
            if _GREETS.begin(body[:24].lower()):
                greeted = at
            elif page.blocks[at].kind is not KEY and not page.is_metadata(at):
                return 0
        elif body.strip(" ,.!-–—").lower() in _SIGNS:
            named = at + 1 < page.size and page.bodies[at + 1].count(" ") < 3 and not page.blocks[at + 1].gap
            return at + 2 if named else at + 1
        elif len(body) > _LONGEST or say.is_caption(body):
            return 0
    return 0
