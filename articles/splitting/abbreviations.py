"""Which full stops end no sentence: abbreviations by how they behave before a capital letter."""

from articles.splitting.wordlist import words

# Always followed by what they belong to: a name, a number, a reference.
BOUND = words(
    """
    srta lic napr tzv resp évf hrn fam z p.s ps pvt mr mrs ms mx messrs dr drs prof profs gen lt col maj capt cpt
    sgt cmdr cdr adm brig sen sens rep reps gov govs pres amb rev fr rt hon supt insp det st ste mt ft sr sra srta mme
    mlle herr hr dhr jhr ing dipl sig dott no nos nr num art arts sec secs fig figs eq eqs ch chap vol vols p pp
    para paras para pt ref refs tel vs v cf viz e.g i.e eg ie ca c approx est resp incl excl al op cit ibid z.b d.h
    u.a bzw usw str tgl ggf s.a o.ä p.ex núm pág págs art arts аpp им ул пр тыс млн млрд стр рис г
    """
)

# Bound only where a number follows.
BOUND_BEFORE_NUMBER = words(
    """
    no nos n nr num art sec pop p pp pg pgs fig eq ch vol pt op ext tel approx ca c para
    """
)

# May end a sentence: a frequent opener after them decides.
EITHER = words(
    """
    inc corp co cos ltd llc llp plc bros jr sr esq dept dist div assn assoc univ inst intl natl govt est jan feb mar
    apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn
    del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nebr nev okla ore pa penn tenn tex va vt
    wash wis wyo ave blvd rd hwy sq pl ln bldg apt ph.d m.d b.a m.a m.b.a b.sc m.sc d.c u.s u.k u.n e.u u.s.a
    u.s.s.r n.y l.a u.a.e d.p.r.k a.m p.m am pm a.d b.c b.c.e c.e g.m.t e.s.t ft in oz lb lbs kg km cm mm sq cu hr
    hrs min mins mph yr yrs r d ca n.j n.h n.c s.c n.d s.d r.i w.va op-ed s.p.a s.a s.l b.v n.v a.g
    """
)

# Bound only to a number, a numeral or a single letter: "the Museum of Fine Arts. It", "No. We".
NUMBERED_ONLY = words("no nos art arts fig figs eq eqs vol vols p pp")
NUMBERS = words("one two three four five six seven eight nine ten eleven twelve")

# Written small these are plain words: "he studied the arts. Then".
WORDS_TOO = words("no art arts fig figs ca op fr p c cv para paras fam ref refs num")

# Written small these may be words before a frequent opener: "wait a sec. Then".
WORDS_BEFORE_OPENERS = words("al sec secs rep reps prof profs vol vols pt gen col tel")

# Titles, but also the end of an address: "on Elm St. The house".
PLACES_TOO = words("st dr ft mt")

HOURS = frozenset(("a.m", "p.m", "am", "pm"))

# Words that open sentences far more often than they follow an abbreviation inside one.
OPENERS = words(
    """
    The A An It Its He She They We I You This That These Those There Here His Her Their Our My Your But And Or So
    Yet For In On At As If When While Where What Who Why How Which After Before Since Until During Despite Although
    Though Because However Moreover Meanwhile Nevertheless Still Even Also Now Then Thus Today Yesterday Tomorrow
    Once Only Not No Yes Some Many Most Several All Both Each Every Any One Two Three Other Others Another Such From
    By With Without To Of Under Over About According Among Between Last Next Earlier Later Instead Indeed Perhaps
    Maybe Let Please Do Does Did Is Are Was Were Has Have Had Can Could Will Would Should May Might Must Just Nobody
    Everyone Nothing Nor Unlike Like Whether Given Well Oh Again Never Always Sometimes Often Recently Finally First
    Second Third Additionally Furthermore Otherwise Mr Mrs Ms Dr He's She's It's That's There's I'm I've I'd I'll
    We're We've They're They've You're Don't Let's Asked
    """
)

# Openers that are nobody's name, so that "Vitamin C. The" and "World War I. It" end.
NEVER_NAMES = words(
    "The It He She They We This That These Those There His Her Their Its Our In At But And If When After As"
)

WEEKDAYS = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday EST EDT ET CST CDT CT MST MDT PST PDT PT GMT BST CET
    UTC Eastern Central Pacific Mountain Local Greenwich January February March April May June July August September
    October November December
    """
)

# Behind an ordinal number ("12. Juni") these are no new sentence.
FOREIGN_MONTHS = words(
    """
    Januar Februar März Mai Juni Juli Oktober Dezember Jänner Januára Februára Marca Apríla Mája Júna Júla Augusta
    Septembra Oktobra Novembra Decembra marts maj juni juli
    """
)
