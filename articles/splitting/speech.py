"""The wording of attribution: verbs of saying, offices, documents, organizations."""

from articles.splitting.patterns import regex
from articles.splitting.wordlist import words

# Verbs that tell of speech by themselves.
SURE = words(
    """
    said says saying told tells claimed claiming warned warns warning argued argues insisted insists denied denies
    admitted admits wrote writes tweeted replied declared declares alleged alleges asserted asserts testified
    contended contends maintained maintains explained explains noted stated announced announces quipped lamented
    remarked retorted reiterated reiterates
    """
)
# Verbs that tell of speech where a clause or a quotation follows.
SPOKEN = words(
    """
    reported added adds acknowledged acknowledges confirmed confirms revealed reveals predicted predicts estimated
    concluded concludes accused accuses responded responds replies asked asks suggested suggests observed observes
    commented complained complains recalled recalls promised promises vowed vows pledged pledges urged urges
    indicated indicates mentioned mentions repeated posted posts stressed stresses emphasized emphasised emphasizes
    recommended recommends conceded concedes boasted boasts joked jokes cautioned cautions disclosed countered
    counters proposed continued began shouted cried exclaimed answered wondered demanded concurred agreed believes
    thinks suspects fears believed reads tweets continues ruled testifies remarks cited called dubbed branded termed
    described blamed blames blasted slammed dismissed condemned criticised criticized attacked informs underlined
    underscored clarified fumed raged moaned
    """
)
# Also plural nouns ("reports that …"): they need a named subject and a clause.
NOUNISH = words(
    """
    states claims reports notes finds estimates found proposes describes calls lists show shows showed hailed
    """
)
PLURAL = words(
    """
    say claim report argue warn believe insist admit estimate deny suggest acknowledge predict contend maintain
    allege note complain suspect fear think write promise indicate state announce declare confirm conclude recommend
    find explain describe
    """
)
GERUND = words(
    """
    saying claiming adding warning noting arguing accusing insisting stating declaring announcing admitting
    explaining asserting writing telling alleging suggesting boasting hailing calling
    """
)
# Verbs of saying in a turn of phrase alone: "goes on to say", "put the cost at 5m", "remembers being told".
PHRASED = words("goes went put puts remembers remembered points pointed point makes made read")
KINDS: dict[str, int] = {}
for _rank, _group in enumerate((NOUNISH, PLURAL, SPOKEN, SURE, GERUND, PHRASED)):
    KINDS.update(dict.fromkeys(_group, _rank))
IS_NOUNISH, IS_PLURAL, IS_SPOKEN, IS_SURE, IS_GERUND, IS_PHRASED = range(6)

# Begins with one class of letters and looks back from there, so that a search can skip to the next of them.
ACCORDING = regex(
    r"[AaCcIiPpQq](?<!\w.)(?:(?<=[Aa])(?:ccording to|s reported by|s quoted by)|(?<=[Cc])ited by|"
    r"(?<=[Ii])n the (?:words|view|opinion) of|(?<=[Pp])er|(?<=[Qq])uoted by)\s+(?=\w)"
)
LABEL = regex(
    r"\W{0,3}(?:\[?\(?\d{1,2}:\d\d(?::\d\d)?\)?\]?\s*[-–—]?\s*)?((?:[A-Z][A-Z.'’-]+|Q|"
    r"A)(?:[ .,][A-Z][A-Z.'’-]*){0,5}|"
    r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){0,3})(?:\s?[,(][^():]{1,50}\)?){0,2}:\s"
)
# The first turn of an office-holder in a parliament: "The Minister for Energy (Mr Graham Tull): …".
OFFICE_LABEL = regex(
    r"\W{0,3}The\s[A-Z][^:()]{2,90}\s\(((?:Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness)\.?\s[^():]{2,40})\):\s"
)
QUESTION_LABELS = frozenset(("Q", "QUESTION", "Question"))
ANSWER_LABELS = frozenset(("A", "ANSWER", "Answer"))
ADVERBS = words(
    """
    also later would has have had did does do will further again then once himself itself herself themselves already
    even still just only now today yesterday first not never is are was were been being having could may might must
    should too all both often always soon earlier however meanwhile instead forced to it's further elsewhere thus
    """
)
TIMES = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Aug. Sept. Oct. Nov. Dec. week month year night morning afternoon
    evening today
    """
)
TITLES = words(
    """
    President Minister Secretary Senator Sen Representative Rep Governor Gov Mayor Judge Justice Director General
    Gen Lieutenant Lt Colonel Col Major Maj Captain Capt Sergeant Sgt Admiral Commander Ambassador Chairman
    Chairwoman Chair Chancellor King Queen Prince Princess Pope Archbishop Bishop Reverend Rev Dr Professor Prof Mr
    Mrs Ms Miss Sir Lord Lady Attorney Deputy Undersecretary Commissioner Councillor Councilman Councilwoman MP MEP
    Spokesman Spokeswoman Spokesperson CEO CFO Officer Analyst Editor Correspondent Reporter Economist Inspector
    Superintendent Detective Constable Sheriff Coach Manager Congressman Congresswoman Leader Speaker
    Secretary-General Premier Chief Founder Coordinator Adviser Advisor
    """
)
PRONOUN = words("he she they it i we you who this that these those there which what one")
DOCUMENTS = words(
    """
    report memo document statement study paper article letter email survey review audit filing lawsuit indictment
    transcript bulletin editorial op-ed cable dossier agency ministry department company group organisation
    organization newspaper magazine website spokesman spokeswoman spokesperson minister president senator official
    researchers authors committee council commission court judge tribunal panel watchdog regulator union firm
    charity think-tank post tweet manifesto brief release authors auditors inspectors inquiry investigation inquest poll
    """
)
TEXTS = words(
    """
    report memo document statement study paper article letter email survey review audit filing lawsuit indictment
    transcript bulletin editorial op-ed cable dossier post tweet manifesto brief release
    """
)
NOT_NAMES = words(
    """
    The A An In On At But And Or So As If When While After Before Since For From With Although Though However
    Meanwhile This That These Those There Here It He She They We You I His Her Its Their Our My Not No Yes Even Also
    Now Then Today Yesterday Last Next Only Most Many Some Such To By Of Over Under During Despite Because Why How
    What Where Who One Two Three First Second Earlier Later Once Both All Each Every Yet Still Instead Indeed
    According Speaking Asked Given Having Noting Asserting Titled Regarding Beyond Thus Is Was Are Were Nor Until
    """
)
DEMONYM = regex(
    r"(?!Guardian|Vatican|Republican)(?:Western|Eastern|Northern|Southern|[A-Z]\w+(?:ian|ish|ese|can|eli|qi|ni)|"
    r"French|German|Greek)$"
)
ORGANIZATION = words(
    """
    Agency Department Ministry Council Committee Party Group University Institute Times Post Journal News Guardian
    BBC Reuters Press Organization Organisation Union Bank Company Corp Corp. Inc Inc. Ltd Government Court Police
    Army Front Coalition Observatory Commission Office Association Federation Network Center Centre Foundation Fund
    Authority Board House Pentagon Kremlin Washington Moscow Service Society Trust Alliance Forum Congress Senate
    Parliament Report Today Magazine Herald Tribune Mail Telegraph Mirror Sun Star Insider Movement Hospital College
    School Church International National Website Media Administration Treasury Club Team League Airlines Motors
    Industries Systems Technologies Watch Wikipedia West East Sputnik Twitter Facebook Google TV Radio Daily Weekly
    Review Street Nations Spiegel Monde Nouvel Jazeera CNN AFP AP USA US UN EU NATO CIA FBI State States Kingdom
    Service Laboratory Museum Project Initiative Securities Capital Partners Holdings Energy Water Airport Port
    Railway Hospitals Survey Bureau Statistics Tribunal Regulator Auditor
    """
)
