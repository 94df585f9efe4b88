"""Forms of common verbs: simple past, past participle, third person and base."""

from articles.splitting.wordlist import words

_VOWELS = "aeiou"
# "+" doubles the last letter: "stop+" gives "stopped".
_REGULAR = """
abandon abolish absorb abuse accept accompany account accuse achieve acquire act adapt add address adjourn
adjust admit+ adopt advance advise affect agree aid aim allege allocate allow alter amend announce answer
apologise apologize appeal appear appoint approach approve argue arrange arrest arrive ask assassinate assemble
assert assess assign assist assume assure attach attack attend attract attribute authorise authorize await award
back ban+ bar+ base beg+ believe belong benefit blame block boast bomb boost borrow boycott brand breach brief
bury calculate call campaign cancel cancel+ capture care carry cause cease celebrate challenge change
characterize charge charter chase check cheer circle circulate cite claim clash classify clean clear climb cling
close coach collaborate collapse collect collide command comment commission commit+ compare compel+ compensate
compete compile complain complete compound comprise conceal concede concentrate conclude condemn conduct confess
confirm confront connect conquer consider consist construct consult contact contain continue contract contribute
control+ convene convert convict convince cooperate coordinate correct cost cover crash create criticise
criticize cross crush curb cure damage dance date deal debate debut decide decimate declare decline decrease
dedicate deem deepen defeat defend define delay deliver demand demolish demote denounce deny depart depend
depict deploy deport deposit deprive derail derive describe desert design destabilize destroy detain determine
devastate develop devote differ dig diminish direct disappear discard discharge disclaim disclose discount
discourage discover discuss dislodge dismantle dismiss disperse displace display dispute disqualify disrupt
dissolve distance distribute divert divide dominate donate double downgrade draft drag+ dress drift drop+ drown
dub+ dump earn ease echo edit educate eject elect eliminate embark embed+ embrace emerge employ empower enable
encircle encourage end endorse enforce engage engulf enhance enjoy enlarge enlist enrich ensure entail enter
entitle equal equal+ erect erode erupt escape escort establish estimate evacuate evade evaluate evict evolve
exacerbate examine exceed exchange exclaim exclude excuse execute exert exhibit exile exist expand expect expel+
experience expire explain explode exploit explore export expose express extend extract face facilitate fade fail
favor favour fear feature fetch file fill finance fine finish fire fit+ fix flee float flood fluctuate fly focus
foil follow force forge form formulate foster found frame free fuel fulfil+ fund gain galvanize gamble gather
gauge generate govern grab+ graduate grant grapple grip+ groom guarantee guard halt halve hamper hand handle
happen harm head help hide highlight hijack hike hinder hire hit hoard honor honour host hover hunt hurl
identify ignore illustrate impeach implement imply import impose imprison improve incite include incorporate
increase incur+ indict infect inflict influence inform inhabit inherit initiate inject injure insist inspect
inspire install insult insure integrate intend intensify intercept intervene interview introduce invade invent
invest investigate invite involve irrigate isolate issue jail jeopardise jeopardize join jump justify keep kick
kidnap+ kill kneel knock label label+ lack lament land last laugh launch leak lease lecture lend license lie
lift limit link list live load loan lobby locate lock loot lose lower lure maintain manage manipulate
manufacture march mark marry mask massacre match measure mediate mention merge merit migrate mislead miss
mobilize monitor mount mourn move murder muster name narrow nationalize navigate necessitate need neglect
negotiate nominate notch note notify number obey oblige obscure obstruct obtain occupy occur+ offer omit+ open
operate oppose ordain order organise organize originate oust outlaw outline outnumber outpace overhaul overrule
oversee overturn own pack paint park participate partner pass patrol+ pause peak perceive perform permit+
persecute persist persuade pick pioneer place plague plan+ plant play plead pledge plot+ plummet plunge poison
ponder portray possess post postpone pour practice practise praise predict prefer+ prepare present preserve
press pressure presume prevail prevent print privatize probe proceed process produce profit prolong promise
promote prompt propel+ propose prosecute protect protest prove provide provoke publicize publish pull punish
purchase pursue push quadruple qualify quell question quote race raid raise rally range rank rape rate ratify
reach react realise realize reassure rebuild rebuke recall receive reckon reclaim recognise recognize recommend
reconsider reconvene record recount recover recruit rectify redesign reduce refer+ reflect reform refurbish
refuse refute regain register reign reinforce reinstate reiterate reject relate release relegate relinquish
relocate rely remain remark remember remove rename render renew renounce renovate rent reopen repair repatriate
repay repeat repel+ replace replicate reply report represent repress request require rescind rescue reserve
resign resist resolve respond rest restart restore restrict result resume retain retaliate retire retreat
retrieve return reveal reverse revert review revise revive revoke revolve reward rob+ rule rush sack safeguard
sail salvage sanction satisfy save scan+ scatter schedule score scramble scrap+ scrutinize scuttle search secure
seem seize select sentence separate serve settle share shatter shell shelve shift ship+ shock shorten shout show
shrug+ shun+ sign siphon skip+ slam+ slash slide slip+ slow smash smear smuggle soar solicit solve sound spark
speculate spill sponsor spot+ spur+ squeeze stabilise stabilize staff stage stall star+ start state station stay
stem+ step+ stipulate stockpile stop+ store storm streamline strengthen stress stretch strip+ struggle study
stumble submit+ subsidize succeed sue suffer suggest summon supervise supplement supply support suppress surge
surpass surrender surround survey survive suspect suspend sustain swap+ switch symbolize tackle tally target tax
tear telephone tend terminate test testify thank threaten tighten tolerate top+ topple torture total total+ tour
tout trace track trade trail train transfer+ transform translate transport trap+ travel travel+ treat trigger
trim+ triple triumph trouble try tumble turn uncover undergo underline undermine underpin+ underscore unearth
unite unleash unveil update upgrade uproot urge use usher utilize vacate value vanish venture verify veto
violate visit volunteer vote vow wage wait walk wander want warn warrant wash waste watch weaken weigh welcome
widen wield wipe witness work worry worsen wound wrestle yield
"""
_IRREGULAR = """
become became become|begin began begun|beat beat beaten|bend bent bent|bid bid bid|bind bound bound|blow blew blown
break broke broken|bring brought brought|build built built|burn burnt burnt|buy bought bought|cast cast cast
catch caught caught|choose chose chosen|come came come|cost cost cost|cut cut cut|deal dealt dealt|do did done
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten
freeze froze frozen|get got got|give gave given|go went gone|grow grew grown|hang hung hung|have had had
hear heard heard
hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led
learn learnt learnt|leave left left|lend lent lent|let let let|light lit lit|lose lost lost|make made made
mean meant meant|meet met met|overcome overcame overcome|overthrow overthrew overthrown|pay paid paid|put put put
quit quit quit|read read read|ride rode ridden|rise rose risen|run ran run|say said said|see saw seen|seek sought sought
sell sold sold|send sent sent|set set set|shake shook shaken|shoot shot shot|shrink shrank shrunk|shut shut shut
sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|speak spoke spoken|speed sped sped|spend spent spent
split split split|spread spread spread|stand stood stood|steal stole stolen|strike struck struck|swear swore sworn
sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told
think thought thought|throw threw thrown|undergo underwent undergone|understand understood understood|wear wore worn
broadcast broadcast broadcast|forecast forecast forecast|offset offset offset|shed shed shed
slide slid slid|uphold upheld upheld|win won won|withdraw withdrew withdrawn|withhold withheld withheld
withstand withstood withstood|write wrote written
"""
# Verbs without an object: behind "was" they are the next deed, never the next thing done to somebody.
WITHOUT_OBJECT = words(
    """
    appeared appealed arrived became began came campaigned collapsed died disappeared emerged fell fled went graduated
    grew happened lasted lived laughed remained resigned responded retired returned rose sailed seemed served slept
    soared stayed stood surged survived tumbled vanished walked worked lost won agreed refused left escaped
    """
)
_DOUBLED = words("begin cut get hit let put quit run set shut sit split swim win bid forget")
_NO_VERBS = words("indeed united hundred speed embed exceed proceed succeed sacred naked wicked need seed breed hatred")
_NO_DEEDS = words(
    """
    during morning evening nothing something everything anything spring string king ring being having including
    following regarding concerning excluding considering depending ranging leaving starting beginning standing sitting
    living wearing speaking building meeting according barring pending
    """
)
HAVE = words("has have had hasn't haven't hadn't hasn’t haven’t hadn’t")
BE = words("is are was were isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t")
MODAL = words(
    """
    will would can could may might must should shall cannot won't wouldn't can't couldn't shouldn't won’t wouldn’t
    can’t couldn’t shouldn’t
    """
)
DO = words("does do did doesn't don't didn't doesn’t don’t didn’t")
HELPERS = HAVE | BE | MODAL | DO


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return f"{base}es"
    return f"{base[:-1]}ies" if base[-1] == "y" and base[-2] not in _VOWELS else f"{base}s"


def _past(base: str) -> str:
    if base[-1] == "e":
        return f"{base}d"
    return f"{base[:-1]}ied" if base[-1] == "y" and base[-2] not in _VOWELS else f"{base}ed"


def _in_ing(base: str) -> str:
    if base in _DOUBLED:
        return f"{base}{base[-1]}ing"
    return f"{base[:-1]}ing" if base[-1] == "e" and not base.endswith(("ee", "be")) else f"{base}ing"


_triples = [verb.split() for line in _IRREGULAR.strip().splitlines() for verb in line.split("|")]
_irregular = {triple[0] for triple in _triples}
_regular = _REGULAR.split()
_plain = [verb.rstrip("+") for verb in _regular]
_pasts = [
    f"{verb[:-1]}{verb[-2]}ed" if verb[-1] == "+" else _past(verb)
    for verb in _regular
    if verb.rstrip("+") not in _irregular
]


BASE = frozenset(_plain) | _irregular | {"be"}
THIRD = frozenset(map(_third, BASE - {"be", "have"})) | {"is", "has"}
PARTICIPLE = frozenset(_pasts) | {triple[2] for triple in _triples} | {"been"}
PAST = frozenset(_pasts) | {triple[1] for triple in _triples} | {"was", "were"}
# The simple past of irregular verbs by their form in -ing.
_IN_ING = {_in_ing(triple[0]): triple[1] for triple in _triples}
# Forms that can only be the simple past: "rose", "took", "gave".
ONLY_PAST = PAST - PARTICIPLE - BASE


def is_past(word: str) -> bool:
    """Whether a word can be the simple past of a verb, known or not."""
    return word in PAST or (word.endswith("ed") and _ends_in_ed(word))


def is_participle(word: str) -> bool:
    """Whether a word can be the past participle of a verb, known or not."""
    return word in PARTICIPLE or (word.endswith("ed") and _ends_in_ed(word))


def _ends_in_ed(word: str) -> bool:
    """Whether a word in -ed is a form of a verb."""
    return len(word) > 4 and word.isalpha() and word not in _NO_VERBS


def past_of(word: str) -> str:
    """Return the simple past of a form in -ing, or "" where it is no deed."""
    if word in _IN_ING:
        return _IN_ING[word]
    stem = word[:-3]
    if not word.endswith("ing") or len(stem) < 3 or word in _NO_DEEDS or not word.isalpha():
        return ""
    return f"{stem[:-1]}ied" if stem[-1] == "y" and stem[-2] not in _VOWELS else f"{stem}ed"
