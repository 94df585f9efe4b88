"""Words the splitter weighs, each with the features it carries as bits."""

from collections.abc import Iterable

from articles.splitting.speech import KINDS

SAYS = 1
THINKS = 2
MODAL = 4
EVALUATES = 8
HARM = 16
WRONG = 32
CAUSE = 64
COMPARE = 128
EXTREME = 256
OFFICIAL = 512
DOCUMENT = 1024
FIRST = 2048
FUTURE = 4096
EVENT = 8192
NUMBER = 16384
TIME = 32768
VERB = 65536
YOU = 131072
HEDGE = 262144
MONEY = 524288
DEED = 1048576
OPINES = 2097152
DATES = 4194304
WHICH = 8388608

_GROUPS: dict[int, str] = {
    SAYS: (
        "said says say saying told tells telling announced announces claimed claims claim claiming reported "
        "reports warned warns warning argued argues "
        "arguing admitted admits noted notes noting added adds adding declared declares explained explains "
        "explaining stated states stating wrote writes "
        "writing tweeted tweets insisted insists denied denies denying acknowledged acknowledges confirmed "
        "confirms revealed reveals predicted predicts "
        "estimated estimates concluded concludes alleged alleges accused accuses accusing testified replied "
        "responded asked asks suggested suggests "
        "observed observes remarked commented asserted asserts asserting maintained contended contends complained "
        "recalled recalls promised promises "
        "vowed pledged urged urges demanded demands indicated indicates mentioned repeated posted described "
        "describes quoted according stressed "
        "emphasized emphasised emphasizes recommended recommends found finds believes cited cites conceded boasted "
        "joked lamented cautioned "
        "praised criticized criticised condemned dismissed rejected disclosed hailed called calls told lists admit "
        "claim "
        "allegation allegations accusation accusations report put reads read reiterated countered proposed proposes "
        "reportedly allegedly purportedly supposedly rumoured rumored rumours rumors reports speculation"
    ),
    THINKS: (
        "think believe feel hope wish guess suppose love hate imagine doubt wonder fear confident convinced "
        "pleased glad proud sorry personally honestly"
    ),
    MODAL: "should must ought need needs needed afford have has better time",
    FUTURE: (
        "will won't shall going set likely bound destined inevitably well i'll we'll he'll she'll they'll it'll you'll"
    ),
    OPINES: (
        "best worst clear certain important imperative crucial essential vital wrong right absurd shameful "
        "unthinkable obvious good "
        "bad nice great wonderful constructive better worse hard easy tempting only remains eyes mistake late "
        "historic historical "
        "sense itself short guess possibly wonder time hopefully perhaps probably likely presumably might"
    ),
    HEDGE: (
        "may might could perhaps maybe possibly probably seems seem seemed appears apparently presumably hopefully "
        "if unless whether"
    ),
    EVALUATES: (
        "best worst great terrible horrible beautiful awful wonderful amazing good bad wrong right ridiculous "
        "absurd shameful disgraceful tragic tragically sad sadly "
        "surreal incredible unbelievable brilliant stupid foolish evil noble heroic cynical shocking appalling "
        "outrageous disgusting pathetic laughable "
        "unfortunate unfortunately fortunate fortunately regrettable important crucial vital essential necessary "
        "remarkable extraordinary impressive disturbing "
        "heavenly charming breathtaking stunning magnificent superb splendid unforgettable warmest loveliest dreadful "
        "dismal glorious delightful "
        "toxic reckless dangerous hypocritical naive courageous brave toothless impotence menace "
        "unacceptable unthinkable hopeless lovely delicious fun interesting boring exciting pretty ugly nice hope "
        "surely clearly obviously frankly truly"
    ),
    HARM: (
        "killed killing kills killings death deaths dead died dies wounded injured injuries casualties victims "
        "murder murdered murders massacre bombed bombing bombings attack attacks "
        "attacked shot shooting shootings strike strikes destroyed destroying destruction raped tortured torture "
        "executed kidnapped starved starvation displaced refugees "
        "infected hospitalized hospitalised suicide assassination assassinated genocide bleeding fatalities "
        "drowned burned devastated besieged poisoned"
    ),
    WRONG: (
        "illegal illegally unlawful corruption corrupt fraud bribe bribes bribed lied lying lies false falsely "
        "misled misleading stole stolen theft violated violation violations "
        "breached breach abuse abused abuses crime crimes criminal criminally cover-up covered hid hidden secret "
        "secretly covert covertly smuggling smuggled "
        "laundering terrorist terrorists terrorism terror extremists guilty convicted charged indicted arrested "
        "sanctioned failed failure "
        "failures negligence illicit accused manipulated manipulating propaganda conspiracy co-conspirators arming "
        "armed funded funding proxies proxy funneled supplied backed"
    ),
    CAUSE: (
        "because caused causes cause causing led leads leading resulted results result resulting due forced "
        "forcing prompted prompting triggered sparked fueled thanks helped hence therefore thereby contributing "
        "prevented enabled allowing"
    ),
    COMPARE: (
        "more less fewer greater higher lower larger smaller bigger than increased increase increases decreased "
        "decrease rose risen fell fallen doubled tripled halved grew grown dropped cut compared double twice half "
        "majority minority most third quarter rate average"
    ),
    EXTREME: (
        "all every none never always only first last largest biggest highest lowest worst most least nobody "
        "everyone entire entirely whole record unprecedented single exactly ever sole"
    ),
    OFFICIAL: (
        "government governments president minister ministry secretary senator congress parliament court judge "
        "police army military navy forces troops officials official agency "
        "department commission commissioner council mayor governor administration authorities regime pentagon cia "
        "fbi nato un eu intelligence senate prosecutor ambassador "
        "union company bank corporation party committee general state states us u.s uk britain washington moscow "
        "russia china turkey iran israel saudi"
    ),
    DOCUMENT: (
        "report memo document documents cable study survey poll letter email emails records record data figures "
        "statistics census audit filing lawsuit indictment law bill treaty resolution statement dossier leaked "
        "transcript paper investigation inquiry article"
    ),
    FIRST: ("i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours ourselves"),
    YOU: ("you your you're you've you'll yours yourself"),
    NUMBER: (
        "two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand "
        "thousands million millions billion billions trillion percent per half third quarter twice"
    ),
    TIME: (
        "yesterday monday tuesday wednesday thursday friday saturday sunday january february march april june july "
        "august september october november december "
        "jan feb aug sept oct nov dec year years month months week weeks decade decades century ago recently since"
    ),
    DATES: (
        "yesterday today tonight tomorrow ago earlier later previous preceding following same weekend "
        "spring summer autumn fall winter monday tuesday "
        "wednesday thursday friday saturday sunday january february "
        "march april may june july august september october november december "
        "jan feb mar apr aug sept sep oct nov dec"
    ),
    WHICH: "last this next",
    EVENT: (
        "won lost signed launched opened closed voted passed approved banned ordered sent seized captured released "
        "issued met arrived left began started ended withdrew suspended "
        "resigned appointed elected fired hired moved built bought sold paid spent received gave given took taken "
        "made created founded joined helped supported "
        "published posted invaded intervened shelled raided claimed killed announced"
    ),
    VERB: (
        "is are was were be been being am has have had having do does did isn't aren't wasn't weren't hasn't "
        "haven't hadn't don't doesn't didn't can cannot can't could couldn't "
        "will would wouldn't won't should may might must shall said says goes went comes came gets got makes made "
        "takes took becomes became remains remained "
        "it's that's there's he's she's they're we're i'm you're what's who's i've we've they've you've i'd"
    ),
    MONEY: (
        "dollars dollar pounds pound euros euro budget cost costs spending tax taxes debt deficit funding aid "
        "revenue profit profits salary wages price prices"
    ),
    DEED: (
        "support supports supported supporting back backs backed backing fight fights fighting fund funds funded "
        "arm arms armed train trained training attack attacked attacks invade undermine undermined sought seek "
        "seeks"
    ),
}

FEATURES: dict[str, int] = {}
for _bit, _words in _GROUPS.items():
    for _word in _words.split():
        FEATURES[_word] = FEATURES.get(_word, 0) | _bit

for _word in [word for word in FEATURES if "'" in word]:
    FEATURES[_word.replace("'", "’")] = FEATURES[_word]
for _word in KINDS:
    FEATURES[_word] = FEATURES.get(_word, 0) | SAYS
_FEATURED = frozenset(FEATURES)


def features(words: Iterable[str]) -> int:
    """Return the features of all words together, as bits."""
    found = 0
    for word in _FEATURED.intersection(words):
        found |= FEATURES[word]
    return found
