"""The wording of page furniture: bylines, dates, captions, notes about the author, and what surrounds an article."""

import re

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
DATE = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|"
    rf"sun)(?:day)?[.,]?\s+)?(?:(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})\.?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|(?:{MONTHS})\.?\s+\d{{4}})"
)
DATED = re.compile(DATE, re.IGNORECASE)
BYLINE = re.compile(
    r"(?:by|written by|reported by|posted by|text by|words by|story by|reporting by|compiled by|analysis by|"
    r"opinion by|von|par)"
    r"[\s:]+(?:the\s)?[A-Z0-9À-Þ][\w.'’-]*(?:[\s,|&/]+(?:and\s|for\s|in\s|of\s|the\s|at\s|de\s|van\s|von\s|"
    r"with\s)?[A-Z0-9À-Þ@(][\w.'’()-]*){0,14}\W*"
    r"|(?:author|authors|reporter|byline|written by|by)\s*:\s*\S.{0,100}",
    re.IGNORECASE,
)
BYLINE_START = re.compile(
    r"(?:by|By|BY|Written by|Reporting by|Posted by|Words by|Story by|Analysis by|Opinion by)\s+[A-Z@]"
)
METADATA = re.compile(
    r"(?:published|updated|posted|last (?:updated|modified|edited)|first published|modified|date|dated|issued|"
    r"release date|"
    r"for (?:immediate )?release|immediate release|embargoed?|press release|news release|media release|"
    r"\d+ min(?:ute)?s? read|reading time|read time|"
    r"region|theme|topic|topics|tags?|keywords?|section|category|filed under|in-depth report|source|location|"
    r"report no|document|"
    r"ref(?:erence)?|version|issue|volume|isbn|doi|url|contact|print|view all|listen to|duration|length|language|"
    r"status|subject)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\W*(?:(?:updated|posted|at)\W*)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:GMT|BST|ET|EST|EDT|CET|"
    r"CEST|UTC|PT|PST|PDT|local time)?\W*"
    r"|\W*\d{1,2}\s?[ap]\.?m\.?\W*(?:GMT|BST|ET|EST|EDT|UTC|PT)?\W*|\W*\d{1,3}\s?(?:m|h|min|mins|minutes|hours?|"
    r"days?)\s+ago\W*",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:images?|photos?|photographs?|pictures?|pictured|figure|fig\.|chart|graphic|map|caption|video|above|below|"
    r"file (?:photo|image|picture)|screenshot|illustration)"
    r"(?:\s(?:\d{1,3}|[a-z]{2,8}|\d{1,2}\.\d{1,2})){0,2}\s?(?:[:.]\s|\s?[-–—|]\s|\))",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:\(|\[|\b)(?:photo(?:graph)?s?(?: credit)?|image|picture|credit|illustration|video|source|courtesy)\s*(?::|"
    r"by|of)\s[^.]{2,80}[)\]]?\W*$"
    r"|(?:getty images?|reuters|ap photo|afp|shutterstock|epa|wikimedia commons|flickr|alamy|istock|"
    r"unsplash)\b[^.]{0,40}\W*$",
    re.IGNORECASE,
)
_WRITER = (
    r"(?:writer|journalist|author|editor|professor|lecturer|correspondent|reporter|fellow|researcher|analyst|"
    r"columnist|contributor|commentator|"
    r"blogger|historian|economist|lawyer|attorney|scientist|academic|activist|director|founder|student|broadcaster|"
    r"critic|scholar|teacher|novelist|"
    r"producer|consultant|adviser|advisor|expert|chair|president|member|candidate|physician|psychologist)"
)
BIO = re.compile(
    rf"(?:the (?:author|writer)\b|about the authors?\b|(?:dr\.?\s|"
    rf"prof(?:essor)?\.?\s)?[A-Z][\w.'’-]+(?:\s(?:[A-Z][\w.'’-]*|de|van|von|al|bin|and)){{1,5}},?\s"
    rf"(?:(?:is|was|are|has been|works as|serves as)\s(?:currently\s)?(?:an?|the|our|co-|"
    rf"[a-z-]*)?[^.]{{0,140}}\b{_WRITER}s?\b|"
    rf"(?:is|are)\s(?:based|covering|writing|reporting)\b|(?:writes|reports|covers|teaches|blogs|lives|tweets)\b|"
    rf"(?:an?\s)?[\w’'-]+(?:-based)?\s[^.]{{0,80}}\b{_WRITER}\b))"
)
BIO_TALK = re.compile(
    r"(?:follow (?:him|her|them|the author|me)\b|(?:he|she|they) (?:tweets?|can be (?:reached|found)|is the author|"
    r"writes|blogs)\b|email (?:him|her|them)\b|reach (?:him|her|them)\b)",
    re.IGNORECASE,
)
READERS = re.compile(r"(?:a )?note to (?:our )?readers|editor['’]?s['’]? note|author['’]?s note", re.IGNORECASE)

# Furniture wherever it stands.
FURNITURE = re.compile(
    r"(?:advertisement|sponsored|promoted|skip to|jump to|menu|search|home|log ?in|sign ?in|sign ?up|register|"
    r"subscribe|newsletter|get (?:the|our) |"
    r"(?:we|this (?:site|website)|our (?:site|website|partners)) uses? cookies|cookies?\b|accept (?:all|cookies)|"
    r"manage (?:preferences|cookies)|privacy|terms (?:of|and|&)|"
    r"share(?: this| on|:|\s*$)|tweet(?: this)?\s*$|facebook|twitter|whatsapp|linkedin|email this|e-mail this|"
    r"print this|print\s*$|copy link|save\s*$|follow us|like us|join us|join the (?:conversation|discussion)|"
    r"related(?::| articles?| stories| topics| content| coverage| news| links| reading|\s*$)|read (?:more|next|"
    r"also|the full|our)|see also|more (?:from|on|about|stories|news|in|like)\b|most (?:read|popular|viewed|"
    r"shared)|"
    r"recommended|trending|popular|you (?:may|might) (?:also )?(?:like|enjoy|be interested)|up next|next article|"
    r"previous article|watch(?::| now| live)|listen(?::| now)|continue reading|story continues|"
    r"comments?(?:\s*\(?\d|\s*$| on | are closed)|leave a (?:reply|comment)|post a comment|load more|show more|"
    r"view (?:all|comments|gallery)|click here|tap here|download|"
    r"copyright\b|©|\(c\)\s?\d{4}|all rights reserved|disclaimer|the original source of this|originally published|"
    r"this (?:article|story|piece|post|report) (?:was|is|has been|first|originally|may)\b|"
    r"republish|reprinted|the (?:views|opinions) expressed|views expressed|become a (?:member|subscriber|"
    r"supporter)|support (?:our|us|independent)|donate|make a donation|contribute|"
    r"articles by|about (?:us|this site)|contact(?: us|s|:|\s*$)|for (?:media|press|more|further|"
    r"general) (?:inquir|enquir|information|details|queries)|(?:media|press) (?:contacts?|office|enquiries|"
    r"inquiries)|notes? (?:to|for) editors?|"
    r"editors?['’]? contacts?|tags?:|filed under|topics:|keywords:|back to top|end of (?:document|release)|"
    r"[-–—*\s]*ends?[-–—*\s]*$|#\s?#\s?#|standards:|our standards|thomson reuters trust|got a tip|have a (?:story|"
    r"tip)|"
    r"do you have|send us|write to us|text us|whatsapp us|report a (?:typo|correction)|corrections?:|first name|"
    r"your email|enter your|thank you for (?:reading|subscribing|signing)|please (?:enter|click|enable|read|share|"
    r"support|consider|sign|log))",
    re.IGNORECASE,
)
# After these nothing but furniture follows.
TAIL = re.compile(
    r"(?:copyright\b|©|\(c\)\s?\d{4}|all rights reserved|disclaimer\b|the original source of this|comment on |"
    r"become a member|articles by|related(?: articles?| stories| content| coverage| news| reading|:|\s*$)|"
    r"more (?:from|on this|stories|news)\b|most (?:read|popular|viewed)|about (?:us|this site)\b|(?:media|"
    r"press) contacts?|for (?:media|press) (?:inquir|enquir)|notes? (?:to|for) editors?|editors?['’] contacts?|"
    r"comments?\s*\(?\d|leave a (?:reply|comment)|you (?:may|might) also|recommended|trending|read next|"
    r"contacts?:?\s*$|#\s?#\s?#|[-–—*\s]*ends[-–—*\s]*$|sign up|subscribe|follow us|share this|tags?:|filed under|"
    r"references\s*$|endnotes\s*$|bibliography\s*$)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"about (?:the )?[A-Z][\w&.'’-]*(?:\s[\w&.'’(),-]+){0,7}:?\W*$|ABOUT\s[A-Z][A-Z\s&.'’-]{1,60}\W*$", re.IGNORECASE
)
INSIDE = re.compile(
    r"cookies|newsletter|unsubscribe|all rights reserved|privacy policy|terms of (?:use|service)|fair use|"
    r"request permission|without (?:prior|written) permission|sign up (?:for|to)|subscribe to|"
    r"copyright|inbox|media (?:inquiries|enquiries)|sole responsibility of|cross-post|click (?:here|the)|"
    r"share buttons|follow us on|download (?:the|our) app|may not be (?:published|reproduced|reprinted)|"
    r"for (?:further|more) information,? (?:please )?(?:contact|visit|call)|registered (?:charity|company|"
    r"trademark)|forward-looking statements",
    re.IGNORECASE,
)

# How a paragraph behind a set-off quotation shows that the article itself speaks again, or that the quotation goes on.
AUTHOR_AGAIN = re.compile(
    r"(?:in (?:reality|other words|truth|fact|short)|of course|however|to clarify|indeed|clearly|obviously|"
    r"it (?:is|should|must)|this (?:is|means|was)|"
    r"these|those|such|but|yet|so|thus|therefore|an? \w+ (?:is needed|message)|readers|we|i|regarding|as for|"
    r"beyond|again)\b",
    re.IGNORECASE,
)
REPORTS_ON = re.compile(
    rf"there (?:is|are|was|were|has been|have been)\b|on (?:{MONTHS})\.?\s\d|on \d{{1,2}} (?:{MONTHS})\b|"
    rf"in \d{{4}}[,\s]|(?:he|she|they) (?:also )?(?:said|added)\b",
    re.IGNORECASE,
)
SPEAKS_ON = re.compile(r",[”\"’]\s(?:said\s)?([A-Z][\w’'-]+)(?:\s(?:said|added|told|wrote|says))?")
