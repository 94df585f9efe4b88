"""The set phrases of page furniture, lower-case, as lines or as beginnings of lines."""

from articles.splitting.wordlist import Beginnings, phrases

BIO_TALK = Beginnings(
    """
    follow him | follow her | follow them | follow the author | he tweets | she tweets | they tweet | he can be |
    she can be | email him | email her | reach him | reach her | he is the author | she is the author
    """
)
READERS = Beginnings(
    """
    note to readers | a note to readers | note to our readers | editor's note | editor’s note | author's note
    """
)
BYLINES = Beginnings(
    """
    by_ | compiled by | written by | reported by | posted by | text by | words by | story by | reporting by |
    analysis by |
    opinion by | from_ | author | reporter: | byline | by: | interview: | text: | words: | story:
    """
)
METADATA = Beginnings(
    """
    published | updated | posted | last updated | last modified | first published | modified | date | dated |
    issued | release date | for release | for immediate release | immediate release | embargo | press release |
    news release | media release | reading time | read time | region | theme | topic | tags | tag | keyword |
    section | category | filed under | in-depth report | source | location | report no | document | ref |
    reference | version | issue | volume | isbn | doi | url | contact | print | view all | listen to | duration |
    length | language | status | subject | edition | series | season | paper no | interview | host | guest | recorded |
    episode | present | from: | attendees |
    next meeting | next sitting | next session | check against | eds | slug | strictly embargo | under embargo |
    not for |
    forwarded message | to: | cc | bcc
    """
)
CAPTIONS = Beginnings(
    """
    image | photo | picture | pictured | figure | fig | chart | graphic | map | caption | video | above | below |
    media caption | file photo | file image | file picture | screenshot | illustration
    """
)
PICTURE_AGENCIES = frozenset(
    phrases(
        "PA Media | Getty Images | Reuters | AFP | AP | EPA | PA | PA Wire | Alamy | Shutterstock | AP Photo | Getty"
    )
)
AGENCIES = ("Getty Images ", "PA Media ", "AP Photo", "AFP via", "Reuters/", "EPA/")
CREDITS = phrases(
    """
    photo | image | picture | credit | illustration | video | source | courtesy | getty | reuters | afp |
    shutterstock | epa | wikimedia | flickr | alamy | istock | unsplash | pa wire
    """
)
# Lines that are furniture as they stand.
LINES = frozenset(
    phrases(
        """
    contents | in this article | on this page | table of contents |
    accept | accept all | ad | advertisement | advertising | back to top | bibliography | business | careers |
    close | comment | comments | contact | contact us | contacts | copy link | culture | donate | donate now |
    download | email | end | endnotes | ends | facebook | faq | follow | help | home | languages | latest | like |
    linkedin | news |
    load more | log in | login | menu | more | newest | oldest | newsletter | newsletters | next | opinion | politics |
    popular | previous | print | privacy | promoted | recommended | references | register | reject |
    reject all | related | replies | reply | rss | save | search | settings | share | show more | sign in |
    sign up | skip | sponsored | sport | subscribe | tags | terms | top stories | topics | trending | tweet |
    twitter | up next | whatsapp | world | post | credits | additional information |
    further information | updates to this page | featured in this episode | in this episode | guests
    """
    )
)
# Lines that begin like furniture.
STARTS = Beginnings(
    """
    advertisement | sponsored_ | we value your | we and our | your privacy | manage options | skip to |
    jump to | sign up | subscribe | newsletter | get our_ | get the latest | we use cookies | this site uses |
    this website uses | our site uses | our website uses | cookie | accept all | accept cookies |
    manage preferences | manage cookies | privacy policy | privacy notice | terms of | terms and | terms & |
    share this | share on | share: | share article | tweet this | email this | print this | follow us |
    like us | join us on | join the conversation | join the discussion | join our | related: | related article |
    related stor | related topics | related content | related coverage | related news | related links |
    read more | read next | read also | read the full | read our | see also | more from | more on_ |
    more about | more stories | more news | more like this | most read | most popular | most viewed |
    most shared | recommended | trending | you may also | you might also | you may like | up next |
    next article | previous article | watch: | watch now | watch live | listen: | listen now | listen to this |
    continue reading | story continues | article continues | comments ( | comment on_ | comments are closed |
    comments are | leave a reply | leave a comment | post a comment | load more | show more | view all |
    view comments | show comments | show key events | was this | did you find this | rate this |
    leaving a comment | main article: | categories: | this page was | this article needs |
    printed and published | find us on | have you been affected | this episode | more: | never miss |
    did someone forward | for information media | your tax deductible | your tax-deductible | comments: |
    view gallery | click here | click to | tap here | download the | download our | copyright | © | (c)_ |
    all rights reserved | disclaimer | the copyright holder | the original source of this |
    originally published | this article was | this article is | this article first | this article originally |
    this story was | this story is | this piece was | this post was | this report was first | republish |
    reprinted | the views expressed | the opinions expressed | views expressed | opinions expressed |
    become a_ | support our | support us | support independent | donate | make a donation | articles by |
    about us | about this site | contact us | contact: | contacts: | for media inquir | for media enquir |
    for press inquir | for press enquir | for more information | for further information | for further details |
    for general inquir | media contact | press contact | press office | media enquiries | media inquiries |
    press enquiries | press inquiries | view in browser | view this | view online | you're receiving |
    you’re receiving | you are receiving | you received this | forward this | forward it to | share or comment |
    explore more | reuse this | manage your | notes to editors | note to editors | notes for editors |
    editors' contact | editors’ contact | tags: | filed under | topics: | keywords: | back to top | - ends - |
    -ends- | – ends – | —ends— | # # # | ### | standards: | our standards | got a tip | have a story |
    have a tip | do you have a | send us | write to us | text us | report a typo | report a correction |
    first name | your email | email address | enter your | thank you for reading | thank you for subscribing |
    thanks for reading | thanks for signing | please enter | please enable | please click | please share |
    please support | please consider | please log | please sign | log in to | sign in to | register to |
    create an account | already a subscriber | to continue reading | unsubscribe | follow @ | topics in this |
    this is a developing story | live feed | key events | press association | image credit | photo credit |
    latest news | share your | tell us | sponsored by | brought to you | in partnership with | promoted by |
    by clicking | by signing | by submitting | a version of this | if you have been affected | if you enjoyed |
    if you liked | if you like the | if you like this | if you like our | enjoyed this | visit our |
    learn more | find out more | start your | try our | follow along | follow live | this transcript |
    a message from | presented by | powered by | our theme | story saved | invalid email |
    you can find this story | this article appears | this story appears | this essay appears |
    this article has been | this story has been | this version corrects | correction: | clarification: |
    an earlier version of | get the biggest | get the best of | get the day | produced by | newer posts |
    older posts | give the gift | give a subscription | editing by | additional reporting | (reporting by |
    reporting by | (editing by | can't see | can’t see | having trouble | trouble viewing | you're getting |
    you’re getting | you are getting | do you have an opinion | would you like to | update your |
    published in the print | published in print | this live | this liveblog | crown copyright |
    report a problem | is this page | yes this page | no this page | open menu | close menu | main menu |
    get emails about | see all updates | also read | also on_ | get more from | more from our | media caption |
    we may earn | this post may contain affiliate | discussion about this post | this post is public |
    to receive new posts | thanks for subscribing | this interview has been | this interview was |
    this conversation has been | this conversation was | let us know in | have your say | what do you think |
    prices may be | prices are delayed | this report is provided | this article is for information |
    nothing in this | past performance | license this | view more | transcripts are | this summary is |
    how you can help | get started here | to keep up to date | refer a friend | register now | view bio |
    suggest a correction | comment guidelines | you can hear | be the first to | warning: this | in order for us to |
    found an error | report an error | select the fragment
    """
)
# Headings over the main points, with which an article's text begins.
SUMMARIES = frozenset(
    phrases(
        """
    highlights | summary | key points | key findings | main messages | what we found |
    the main points | key messages | main points | at a glance | in brief |
    in short | executive summary | abstract | key takeaways | takeaways | main findings | introduction
    """
    )
)
GREETINGS = Beginnings(
    "good morning | good afternoon | good evening | hello | hi_ | hi, | hi! | dear_ | welcome_ | welcome, | happy_"
)
# Headings over what somebody paid for.
PAID = Beginnings(
    """
    a message from | a word from | sponsored | advertisement feature | paid post | paid content | presented by |
    together with |
    partner content | in partnership with | brought to you by | from our sponsor | thanks to our sponsor
    """
)
# Requests to the reader that interrupt an article as often as they end it.
ASKING = Beginnings(
    """
    sign up | subscribe | share this | related: | related article | related stor | related content | more from |
    recommended | read next | donate | support our | follow us | join the conversation | become a member
    """
)
# After these nothing but furniture follows.
TAILS = Beginnings(
    """
    copyright | © | (c)_ | all rights reserved | disclaimer | the original source of this | comment on_ |
    become a member | articles by | related topics | related article | related stor | related content |
    related coverage | related question | related reading | related link | related: | get the biggest |
    more like this | more to read | what to read next | more from | more on this | more stories | comments: |
    show comments | explore more | this episode was | was this | you're receiving | you’re receiving |
    you are receiving | most read | most popular | about us | media contact | press contact | for media inquir |
    for media enquir | for press inquir | for press enquir | notes to editors | note to editors |
    notes for editors | editors' contact | editors’ contact | comments ( | leave a reply | leave a comment |
    you may also | you might also | recommended | trending | read next | contact: | contacts: | # # # | ### |
    -ends- | - ends - | – ends – | sign up | subscribe | follow us | share this | tags: | filed under |
    for more information | for further information | media enquiries | media inquiries | press enquiries |
    press office | comments are closed | post a comment | join the conversation | support our | donate |
    comment guidelines | if you need help | forward-looking statements |
    (reporting by | about the company | is this page | crown copyright
    """
)
TAIL_LINES = frozenset(
    phrases(
        """
    bibliography | comments | contact | contacts | end | endnotes | ends | footnotes | further reading | literature |
    literature cited | notebook | notes | notes and references | references | related | sources | works cited
    """
    )
)
ADDRESSES = ("we ", "this ", "by ", "our ", "you ", "your ", "to ")
INSIDE = phrases(
    """
    has been corrected | has been updated | earlier version of | sponsored by | % off | percent off |
    per cent off | reading this story | reading this article | digital subscription | promo code |
    no substitute for | not a substitute for | leave us a review | leave a review | rate us |
    article was amended | contributed to this report | contributed reporting | cookies | newsletter |
    unsubscribe | report a typo | all rights reserved | privacy policy | terms of use | terms of service |
    fair use | request permission | without permission | prior permission | written permission | sign up for |
    sign up to | sign up here | subscribe to | copyright | your inbox | media inquiries | media enquiries |
    responsibility of | cross-post | click here | click the | share buttons | follow us on | download the |
    download our app | may not be published | be reproduced | please contact | please visit |
    registered charity | registered company | forward-looking statements | reprinted | version of this article |
    version of this story | in the print edition | letters to the editor | page is now closed |
    blog is now closed | print edition of the | earn a commission | reader-supported | free or paid subscriber |
    paid subscriber | feel free to share | edited for length | edited for clarity | condensed and edited |
    edited and condensed | for information only | not an offer | not investment advice | in the comments |
    tell us your story | delayed by up to | values your comments | all posts | official record | translated from |
    accuracy of the translation | not responsible for | our facebook |
    join our | refer a friend | community guidelines | purchase a copy | reader discussion |
    press ctrl | verbatim report | transcripts are
    """
)


def head_of(body: str, size: int = 48) -> str:
    """Return the beginning of a line as phrases are looked for in it."""
    return body[:size].lstrip("•●▪·*-–— ").lower()
