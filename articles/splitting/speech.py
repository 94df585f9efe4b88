"""The wording of attribution: verbs of saying, and the noun phrases that stand before or behind them."""

import re

from articles.splitting.wordlist import words

PAST = (
    "said|told|announced|claimed|reported|warned|argued|admitted|noted|added|declared|explained|stated|wrote|tweeted|insisted|denied|acknowledged|confirmed|"
    "revealed|predicted|estimated|concluded|alleged|accused|testified|replied|responded|asked|suggested|observed|remarked|commented|asserted|maintained|contended|"
    "complained|recalled|promised|vowed|pledged|urged|indicated|mentioned|repeated|posted|stressed|emphasi[sz]ed|recommended|conceded|boasted|joked|lamented|cautioned|"
    "disclosed|reiterated|countered|proposed|continued|went "
    "on|shouted|cried|exclaimed|answered|wondered|demanded|concurred|agreed|believed?|quipped|tells|put it"
)
PRESENT = (
    "says|announces|warns|argues|admits|adds|declares|explains|writes|tweets|insists|denies|acknowledges|confirms|reveals|predicts|concludes|alleges|accuses|"
    "replies|responds|asks|suggests|observes|asserts|maintains|contends|complains|recalls|promises|vows|pledges|urges|indicates|mentions|stresses|emphasi[sz]es|"
    "recommends|concedes|boasts|jokes|laments|cautions|reiterates|counters|believes|reads|lists"
)
# Also plural nouns: they need a subject directly before and a clause behind.
NOUNISH = "states|claims|reports|notes|finds|estimates|found|proposes|describes|calls"
PLURAL = (
    "say|claim|report|argue|warn|believe|insist|admit|estimate|deny|suggest|acknowledge|predict|contend|"
    "maintain|allege|note|write|promise"
)
GERUND = (
    "saying|claiming|adding|warning|noting|arguing|accusing|insisting|stating|declaring|announcing|"
    "admitting|explaining|asserting|asserted|writing|telling|alleging|suggesting|boasting"
)

VERB = re.compile(rf"\b(?:({PAST}|{PRESENT})|({NOUNISH})|({PLURAL})|({GERUND}))\b(?!-)")
ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion) of|[Aa]s reported by|[Aa]s quoted by|[Qq]uoted by|"
    r"[Cc]ited by|[Pp]er)\s+(?=\w)"
)
LABEL = re.compile(
    r"\W{0,3}(?:\[?\(?\d{1,2}:\d\d(?::\d\d)?\)?\]?\s*)?((?:[A-Z][A-Z.'’-]+|Q|A)(?:[ .,][A-Z][A-Z.'’-]*){0,5}|"
    r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){0,3})(?:\s\([^()]{1,40}\))?:\s"
)
ADVERB = re.compile(
    r"(?:\s+|^)(?:also|later|would|has|have|had|did|does|do|will|further|previously|repeatedly|publicly|recently|"
    r"once|again|then|himself|itself|herself|themselves|"
    r"already|even|still|just|only|now|today|yesterday|[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|"
    r"[Ss]aturday|[Ss]unday|\w+ly|flatly|famously|not|never|"
    r"on|at first|in turn|is|are|was|were|been|being|having|could|may|might|must|should|of course|however|"
    r"meanwhile|instead|forced|to|too|all|both)$"
)
ROLE = words(
    """
    President Vice Prime Minister Secretary State Defense Defence Treasury Foreign Senator Sen Rep
    Representative Governor Gov Mayor Judge Justice Chief Director General Gen Lieutenant Lt Colonel Col Major
    Maj Captain Capt Sergeant Sgt Admiral Commander Ambassador Chairman Chairwoman Chair Chancellor King Queen
    Prince Princess Pope Archbishop Bishop Reverend Rev Dr Professor Prof Mr Mrs Ms Miss Sir Lord Lady Baroness
    Dame Attorney Deputy Assistant Undersecretary Commissioner Councillor Councilman Councilwoman MP MEP
    Spokesman Spokeswoman Spokesperson CEO CFO Executive Officer Analyst Editor Correspondent Reporter Economist
    Inspector Superintendent Detective Constable Sheriff Coach Manager Former Russian Turkish French British
    American Israeli Iranian Syrian Iraqi Saudi German Chinese US U.S. UN UK EU White House Press Interior
    Finance Health Home Justice Labour Conservative Republican Democratic Democrat Senate House Congressman
    Congresswoman Leader Opposition Speaker Secretary-General
    """
)
PRONOUN = words(
    """
    he she they it i we you who this that these those there which what one
    """
)
DOCUMENTS = words(
    """
    report memo document statement study paper article letter email survey review audit filing lawsuit
    indictment transcript bulletin editorial op-ed cable dossier agency ministry department company group
    organisation organization paper newspaper magazine website spokesman spokeswoman spokesperson minister
    president senator official researchers authors committee council commission court judge tribunal panel
    watchdog regulator union firm charity think-tank post tweet manifesto brief release
    """
)
NOT_NAMES = words(
    """
    The A An In On At But And Or So As If When While After Before Since For From With Although Though However
    Meanwhile This That These Those There Here It He She They We You I His Her Its Their Our My Not No Yes Even
    Also Now Then Today Yesterday Last Next Only Most Many Some Such To By Of Over Under During Despite Because
    Why How What Where Who One Two Three First Second Earlier Later Once Both All Each Every Yet Still Instead
    Indeed According Speaking Asked Given Having Noting Asserting Titled Regarding
    """
)

ORGANIZATION = words(
    """
    Agency Department Ministry Council Committee Party Group University Institute Times Post Journal News
    Guardian BBC Reuters Press Organization Organisation Union Bank Company Corp Corp. Inc Inc. Ltd Government
    Court Police Army Front Coalition Observatory Commission Office Association Federation Network Center
    Centre Foundation Fund Authority Board House Pentagon Kremlin Washington Moscow Service Society Trust
    Alliance Forum Congress Senate Parliament Report Today Magazine Herald Tribune Mail Telegraph Mirror Sun
    Star Insider Movement Hospital College School Church International National Council's Website Media
    Administration Treasury Club Team League Airlines Motors Industries Systems Technologies Watch Wikipedia
    West East Sputnik Twitter Facebook Google
    """
)
