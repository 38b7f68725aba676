"""The tables of English: speaking, what is stated, silence. `lexicon.py` explains the rows."""

from __future__ import annotations

from repatria.statements.drafting.english_sayings import SAYS
from repatria.statements.drafting.lexicon import Speech

# The tables are filled to the line; one word a line would hide them.
# fmt: off
SPEECH = Speech(
    # Speaking.
    says=(
        *SAYS, "spoke(?=,| )",
        r"put(?:s|ting)?(?= (?:the |its |their |his |her |at |today's )(?:\w+ ){0,4}at )",
        "had it at", "put(?:s|ting)?(?= at )", "ha[sd] the (?:count|tally) at", "snapp(?:ed|s)",
        "recognis(?:es|ed)", "gave its own account", "kn(?:ows?|ew) of",
        "call(?:ed|s)(?= (?:it|this|that|the|them|reports?|claims?|such))", "brand(?:ed|s)",
        "label(?:led|ed)", "report(?:s|ed|ing)?", "estimates?",
        r"put(?:s)?(?= (?:[\w'-]+ ){1,6}at )", "own (?:reckoning|tally|estimate|count|figures)",
        "reckons?", "reckoned", "whisper(?:ed|s)", "jok(?:ed|es)", "let slip", "argu(?:ed|es)",
        "warn(?:ed|s)", "conced(?:ed|es)", "admit(?:ted|s)", "reveal(?:ed|s)", "disclos(?:ed|es)",
        "went on", "continu(?:ed|es)", "repli(?:ed|es)", "answer(?:ed|s)", "respond(?:ed|s)",
        "tall(?:y|ied|ies)", "publish(?:ed|es)", "inform(?:ed|s)", "testif(?:ied|ies)", "summed up",
        "counter(?:ed|s)", "object(?:ed|s)", "alleg(?:ed|es)", "assert(?:ed|s)", "affirm(?:ed|s)",
        "boast(?:ed|s)", "tweet(?:ed|s)", "comment(?:ed|s)", "conclud(?:ed|es)", "vow(?:ed|s)",
        "predict(?:ed|s)", "suggest(?:ed|s)", "sp(?:oke|eaks|oken) of", "talk(?:ed|s) of",
        r"put (?:it|the \w+|its \w+|their \w+|that)", "repeat(?:ed|s)", "reiterat(?:ed|es)",
        "listed", "lists", "contend(?:ed|s)", "emphasi[sz](?:ed|es)", "underlin(?:ed|es)",
        "cit(?:ed|es) (?:a|the) (?:figure|number)", "gives? (?:the|a) (?:figure|number)",
        "gave (?:the|a|another|its|its own|his|her|their) (?:own )?(?:figure|number|count|tally)",
        "hint(?:ed|s)", "believ(?:es|ed)",
        "brief(?:ed|s)(?= (?:reporters|journalists|the press|lawmakers|the media))",
        "reads(?= (?:the|a|its|their))", "communicat(?:ed|es)", "made (?:it )?known",
        "count(?:ed|s) (?:only|just|about|at least)?", "log(?:ged|s)", "register(?:ed|s)",
        "mention(?:ed|s)", "quot(?:ed|es) (?:the|a) (?:figure|number)", "speak(?:s|ing) to",
        "sp(?:oke|eaking) to", "offered (?:a|its|the) (?:figure|number|count)",
        "ha[sd] (?:it|the figure) at", "wr(?:ote|ites|iting)", "pledg(?:ed|es)", "expect(?:ed|s) ",
        "describ(?:ed|es)", "complain(?:ed|s)", "reject(?:ed|s)", "refut(?:ed|es)",
        "dismiss(?:ed|es)", "estimat(?:ed|es)", "disput(?:ed|es)", "mentioned", "record(?:ed|s)",
        "indicat(?:ed|es)", "assur(?:ed|es)", "said", "says?", "saying", "announc~", "reported",
        "reports", "confirm(?:ed|s|ing)", "stat(?:ed|es|ing)", "wrote", "writes", "told", "tells",
        "add(?:ed|s|ing)", "not(?:ed|es|ing)", "claim(?:ed|s|ing)", "insist(?:ed|s|ing)",
        "declar(?:ed|es|ing)", "explain(?:ed|s)", "specif(?:ied|ies)", "clarif(?:ied|ies)",
        "posted", "stress(?:ed|es)", "put the (?:number|figure|count|total)", "counted", "counts",
        "recall(?:ed|s)", "acknowledg~", "den(?:ied|ies)", "maintain(?:ed|s)",
        "gave (?:the|a) (?:figure|number)", "call(?:ed|s) (?:it|this|the|them)", "described",
        "hailed", "promis(?:ed|es)", "put it at", "spoke of", "speaks of", "remarked",
        "observed that",
    ),
    weak=(
        "kn(?:ows?|ew)~", "saw", "sees", "seen", "remember~", "agrees? on", "heard",
        "learn(?:ed|t|s)", "register(?:ed|s)", "log(?:ged|s)", "record(?:ed|s)", "listed", "lists",
        "counts?", "counted", "count(?:ed|s)~", "tall~", "post(?:ed|s)", "publish(?:ed|es)",
        "thinks?", "thought", "begins?", "began", "expect(?:ed|s)?~", "witness~", "notice[sd]",
        "establish(?:ed|es)", "determine[sd]?", "verif~", "verify", "describ~", "call(?:ed|s)~",
        "continu~", "quot~", "cit(?:ed|es)", "put~", "had it at", "ha[sd]~", "gave~", "offered~",
        "revise[sd]?", "correct(?:ed|s)", "believ~", "consider(?:ed|s)?", "assume[sd]?",
        "suppose[sd]?", "is ~", "was ~", "are ~", "were ~", "signal(?:led|ed|s)", "indicat~",
        "suggest~", "welcom~", "thank(?:ed|s)?", "greet(?:ed|s)?", "hail(?:ed|s)?", "spoke~",
        "sp(?:oke|eaks|oken)~", "demand(?:ed|s)", "reject~", "expect~", "own ~", "estimates?",
        "compute[sd]?", "calculat~", "reckon~", "mention(?:ed|s)", "ascertain~", "promis~",
        "pledg~",
    ),
    objects=(
        "thank(?:ed|s)?", "welcome[sd]?", "greet(?:ed|s)?", "congratulat~", "accus~", "blam~",
        "critici[sz]~", "condemn(?:ed|s)?", "denounc~", "inform(?:ed|s)?", "notif~", "told",
        "tells", "brief(?:ed|s)", "call~", "brand~", "label~", "expect~", "contradict(?:ed|s)?",
        "challenge[sd]?", "saw", "sees", "heard", "dismiss~", "reject~", "hail(?:ed|s)?", "assur~",
        "reassur~", "urg~", "correct(?:ed|s)?", "put~", "reveal~", "disclos~", "register~",
        "record~", "list~", "count~", "kn(?:ows?|ew)~", "gave~", "refut~", "rebut~", "disput~",
        "den(?:y|ied|ies)", "publish~", "believ~", "expect~", "witness~", "remind(?:ed|s)?",
        "warn(?:ed|s)?", "speaks? of", "spoke of", "talk~", "refer~", "promise[sd]?",
    ),
    according=(
        "word (?:from|of)", "(?:the|whose|its) source (?:is|was|being)", "(?:belongs|belonged) to",
        r"from(?= (?:the )?[\w' -]{3,40} came (?:word|news|a|another|the|an))",
        r"if(?= (?:the )?[\w' -]{3,40} (?:is|are) (?:right|correct|to be (?:believed|trusted)))",
        r"by(?= \w+ (?:count|figures|statistics|reckoning|data|books))",
        r"on(?= \w+ (?:figures|count|data))", "if one (?:believes|is to believe)",
        "(?:figures?|numbers?|counts?|tally|versions?|claims?)(?: [\\w,.'-]+){0,9} (?:comes?|"
        "came|originates?) from", "by the books of", "the version of", "the word of",
        "the account of",
        r"for(?= (?:the )?[\w'-]+ (?:[\w'-]+ ){0,3}(?:it (?:was|is)|the (?:count|figure|number|"
        r"tally)))", "ha[ds] it from", "(?:been|was|were) (?:told|informed|assured) by",
        "lear(?:ned|nt) from", "heard from", "an estimate by", "a count by", "a tally by",
        "in the (?:account|telling|reckoning|estimate|view) of",
        "by the (?:account|reckoning|tally|estimate|figures) of", "on the (?:account|figures) of",
        "from the (?:account|words) of", "according to", "as per", "in the words of",
        "by the account of", "citing", "quoting", "in a (?:statement|post|message) (?:by|from|of)",
        "by the count of", "as reported by", "on the word of",
    ),
    its_paper=(
        "in (?:its|his|her|their) (?:\\w+ )?(?:statement|message|post|note|letter|bulletin|"
        "report|announcement)",
        "the (?:statement|message|post|bulletin|note|communiqu[eé]|release|document|paper|"
        "letter|announcement) "
        "(?:said|says|adds?|added|reads?|notes?|noted|continue[sd]|puts?|gives?|gave|lists?|"
        "listed|speaks?|spoke)",
        "according to (?:the|this) (?:statement|message|post|bulletin|note|communiqu[eé]|"
        "release|document|letter)",
    ),
    by_us=(
        r"(?:by|on|in) our (?:own )?(?:\w+ )?(?:count|tally|reckoning|calculations?|estimates?|"
        r"addition|arithmetic|" "records|archive|sums?|database)",
        "(?:we|our editors|our desk|this paper) (?:have )?(?:counted|calculated|reckon)",
        "our (?:own )?(?:count|tally|calculations?|archive)",
    ),
    citing=(
        "cites?", "quotes?", "citing", "quoting", "cited", "quoted", "with reference to",
        "as reported by", "reported by", "told",
    ),
    source=(
        "not (?:allowed|permitted|entitled|supposed|free) to (?:speak|talk|comment|be quoted)",
        "(?:a|an|one|our|another|the) (?:\\w+ )?(?:interlocutor|contact)s?",
        "(?:figure|man|woman|aide|adviser|advisor) close to",
        "(?:not|never) (?:to )?(?:be )?(?:quoted|named|identified)",
        "not (?:give|giving|gave) (?:(?:his|her|their|a) )?(?:\\w+ )?names?",
        "people(?= (?:who|with|in|close|familiar|involved|briefed) )",
        "(?:person|man|woman|someone|somebody) with access", "privately", "in private",
        "not for publication", "unofficially",
        "(?:a|another) (?:second|third|different|fellow) (?:official|officer|diplomat|"
        "negotiator|source)", "another(?= (?:says?|said|put|told|spoke|counted|claims?|claimed))",
        r"(?:asking|asked|wishing|preferring|insisting|requesting)(?: \w+){0,2} (?:not to be|"
        "to remain|anonymity)", "someone in the (?:entourage|circle|team) of", r"not authori[sz]ed",
        r"(?:someone|somebody) (?:in|at|from|inside|on)(?: the)? \w+",
        r"(?:two|three|several|some) (?:\w+ )?(?:officials|diplomats|negotiators|insiders|"
        "officers|participants)",
        "(?:a|one) (?:man|woman|person|driver|guard|employee|clerk) (?:at|in|from|inside|on)",
        r"an anonymous \w+", r"an unnamed \w+",
        r"(?:someone|somebody|people|persons?|person|those|man|woman|official|officer)(?: \w+)"
        "{0,3} (?:familiar|close|with (?:direct )?knowledge|briefed|involved|privy|present)",
        "who (?:asked|declined|refused|did not want|wished) (?:not )?to (?:be|remain) (?:named|"
        "identified|anonymous|quoted)", "who (?:was|were) not authori[sz]ed",
        "not authori[sz]ed to", "on background", "off the record",
        r"one of (?:the|its|their) (?:\w+ )?(?:negotiators|officials|officers|diplomats|"
        "organisers|organizers|mediators|drivers)",
        r"(?:a |an |the |one )?(?:(?!(?:to|said|says|of|and|by|with|from|told|that|no|"
        r"its) )\w+ )?sources?", "anonymous(?:ly)?", "(?:condition of )?anonymity", r"unnamed \w+",
        "unidentified (?:official|source|officer|diplomat|negotiator)", "not named",
        "who asked not to be named", "(?:person|people|someone) (?:familiar|close|with knowledge)",
        r"(?:a|one|another) (?:\w+ )?(?:man|woman|driver|guard|person)(?= (?:who|that|at|in|on|"
        r"from) )", "insiders?", "circles close to",
        "whom (?:it|he|she|they) (?:did|would|does|do|could) not (?:name|identify)",
        "who (?:would|did) not give (?:his|her|their|a) names?",
    ),
    media=(
        "editors?", "gazette", "this paper", "our paper", "portal", "website", "weekly", "daily",
        "tabloid", "radio", "television", "tv", "magazine", "wire", "correspondents?", "reuters",
        "afp", "ap", "associated press", "bbc", "cnn", "dpa", "bloomberg", "al jazeera", "anadolu",
        "(?:news )?agency", "newspaper", "news site", "broadcaster", "media", "outlets?",
        "the guardian", "new york times", "channel",
    ),
    also=(
        "the rest", "the remaining", "in the other direction", "the other way", "on top of that",
        "beyond that", "for its part", "besides", "at the same time", "all of them", "most of them",
        "both of them", "none of them", "of the", "also", "in addition", "additionally", "another",
        "a further", "further", "moreover", "of them", "among them", "of these", "of those",
        "in return", "in exchange", "in turn", "the same day", "meanwhile (?:we|our)",
    ),
    background=(
        "that makes", "thus", "hence", "in sum,", "taken together", "meanwhile", "in the meantime",
        "earlier", "previously", "previous", "last (?:month|year|week)", "agreed", "agreements?",
        "both sides", "the sides", "the two sides",
        "in (?:january|february|march|april|may|june|july|august|september|october|november|"
        "december)", "since the",
    ),
    pronoun=(
        "(?:on|by|in) (?:his|her|its|their) (?:reckoning|count|word|words|account|estimate)",
        "the (?:spokesperson|envoy|aide|diplomat|lawmaker|commissioner|mediators?|general|"
        "colonel|deputy|headquarters|staff|centre|center|side|insider|person)", "his", "her", "its",
        "their", "he", "she", "they", "it",
        "the (?:official|statement|spokesman|spokeswoman|minister|president|negotiator|source|"
        "ministry|headquarters|ombudsman|office|agency|official|post)",
    ),
    pointing=(
        "the source",
        "(?:that|this|such) (?:is|was) the (?:version|account|word|claim|tally|count)", "so,",
        "(?:that|this|so|such|it) (?:is|was|comes|came|according|said|says)",
        "the (?:figure|number|count)s? (?:is|was|comes?|came|from|are|were)", "so (?:said|says)",
        "(?:that|this) (?:figure|number|count)", "that,",
    ),
    # What a statement does.
    plan=(
        "aims?", "aim(?:ed|ing) to", "intention", "forthcoming", "upcoming",
        "next (?:week|month|exchange|swap|round|stage|transfer)",
        "in the coming (?:days|weeks|months)", "tomorrow", "await(?:ing)?",
        "to be (?:handed|returned|exchanged|released|freed|swapped|transferred|delivered|"
        "repatriated)", "foresee[sn]?", "pledg(?:ed|es)", "on offer", "stand(?:s|ing)? ready",
        "earmarked", "preparing to", "prepares? to", "counts? on", "would be",
        "remain(?:s|ing)? to be", "still to (?:come|be)", "vow(?:ed|s)", "will", "would", "shall",
        "plans?", "planned", "planning", "intends?", "intended", "ready to", "prepared to",
        "expected to", "expects?", "due to", "set to", "scheduled", "offered", "offers?",
        "proposed", "proposes?", "promised", "is to", "are to", "going to", "hopes?", "about to",
        "should", "yet to be", "readiness", "willing(?:ness)?", "awaits?",
    ),
    agree=(
        "settled on", "struck a deal", "agreement (?:for|covers|covering)",
        "deal (?:for|covers|covering|foresees|provides)",
        "under (?:the|an|that) (?:agreement|deal|accord|terms)", "terms of", "accords?",
        "memorandum", "agreed", "agree", "agrees", "agreement to", "agreement on",
        "agreements? (?:provides?|foresees?|envisages?|calls)", "deal to", "under which",
        "accord to", "envisag~", "provides? for", "stipulat~",
    ),
    total=(
        "overall total", "running total", "grand total", "all told", "all in all",
        "since (?:the )?(?:january|february|march|april|may|june|july|august|september|october|"
        r"november|december|start|beginning|spring|summer|autumn|winter|\d{4})",
        "for the (?:year|month|week)", "the tally", "year to date", "up to now", "until now",
        "in the whole", "taken together",
        "between (?:january|february|march|april|may|june|july|august|september|october|"
        "november|december)", "this (?:spring|summer|autumn|winter)",
        "over the (?:summer|winter|spring|autumn|week|month|year|three days|two days|weekend)",
        "count stands", "now stands at", "stood at", "stands at", "adds? up to",
        "amount(?:s|ed) to", "com(?:es|ing) to", "brings", "in total", "total of", "in all",
        "altogether", "overall", "so far", "to date", "total number", "the total", "cumulative~",
        "across all", r"all (?:\w+ )?stages", "over the (?:past|last|course|whole|entire) ~",
        "(?:this|that|past|last) (?:week|month|year) alone",
        "in (?:two|three|four|five|six|seven) days", "during the (?:week|month|year|war)",
        "over (?:two|three|four|five|six|several) (?:days|weeks|months|stages)", "throughout",
        "bring(?:s|ing) (?:the|to)", "brought to",
        "since the (?:start|beginning|full-scale|invasion|war|outbreak)",
        r"in the (?:past|last) (?:\w+ )?(?:days|week|weeks|month|months|year|years)",
        "totall?(?:ed|ing|s)", "within a week", "combined", "from the (?:start|beginning)",
        "this week", "this month", "this year",
    ),
    since=("since",),
    still_held=(
        r"(?:in captivity|in \w+ captivity|held|prisoner|captive|in custody|detained|"
        r"behind bars)(?: \w+){0,3} since", r"first(?: \w+){0,4} since",
    ),
    part=(
        "of the freed", "of those freed", "of the released", "of the returned",
        "among the (?:freed|released|returned|returnees|living|dead)", "counted among",
        "the others", "the rest", "as well as", "made up", "broken down", "split", "breakdown",
        "of the number", "out of (?:them|whom|these|the)", "of that number", "consist(?:s|ed) of",
        "compris(?:es|ed)", "including", "among them", "amongst them", "among those", "of whom",
        "of them", "of these", "of which", "of those", "include", "includes", "included",
        "comprising", "consisting of", "made up of", "among whom", "namely", "among the",
    ),
    listed=("lists? of", "list with", "lists? (?:of|with) the names"),
    denies=(
        "no question of", "no talk of", "den(?:ied|ies|y|ying)", "reject(?:ed|s|ing)",
        "refut(?:ed|es|ing)", "repudiat(?:ed|es)", "contradict(?:ed|s)", "disavow(?:ed|s)",
        "contest(?:ed|s)",
        "(?:is|was|are|were) (?:a lie|a fabrication|lies|fiction|nonsense|fake|invented|"
        "made up|baseless|groundless|simply false|wrong)", "(?:not|never) true", "no truth",
        "dismiss(?:ed|es|ing)", "branded", "(?:a|the) lie", "denial", "rubbish(?:ed|es)",
        "nothing of the (?:kind|sort)", "untrue", "nonsense", "baseless", "fabricat(?:ed|ion)",
        r"call(?:ed|s|ing) (?:\w+ ){1,5}(?:false|untrue|a lie|fiction|lies|fake|nonsense|"
        "baseless|invented|a fabrication)", "dismiss(?:ed|es)", "disput(?:ed|es)",
        r"call(?:ed|s) (?:it|this|that|the \w+) (?:false|untrue|a lie|fiction)",
        "(?:is|was|are|were) (?:false|untrue|not true)", "den(?:ied|ies|y)", "reject(?:ed|s)",
        "refut(?:ed|es)",
    ),
    exchange=(
        "operations?", "mediations?", "trades?", "transfers?",
        "such (?:exchange|swap|transfer|handover|operation)", "of its kind",
        "prisoner (?:exchange|swap)s?", "returns?", "deliver(?:y|ies)", "exchanges?", "swaps?",
        "repatriations?", "handovers?",
    ),
    # Silence.
    unsaid=(
        r"(?:has|have|had) left (?:it |that |this )?open",
        "(?:nobody|no one|neither side|neither) (?:would|could|has|had|wants? to|"
        r"will) (?:\w+ )?(?:say|said|give|given|disclose|disclosed|name|named|tell|told|confirm)",
        r"(?:prefer(?:s|red)|chose|opt(?:s|ed)) not to (?:say|tell|name|give|disclose)",
        "refus(?:ed|es|ing) to (?:tell|name|publish|confirm|comment)",
        "declin(?:ed|es|ing) to tell",
        r"(?:can't|cannot|can not|won't|couldn't)(?: \w+){0,2} (?:give|say|tell|name|confirm|"
        "disclose|offer|provide)",
        "(?:gave|gives?|given|giving|offer(?:ed|s|ing)?|provid(?:ed|es|ing)|publish(?:ed|es|"
        "ing)|releas(?:ed|es|ing)|nam(?:ed|es|ing)|put|contain(?:ed|s|ing)|disclos(?:ed|es|ing)"
        "|mention(?:ed|s|ing)) no",
        r"no (?:\w+ )?(?:numbers?|figures?|counts?|totals?|tally) (?:\w+ ){0,3}(?:was|were|is|"
        r"are|has been|have been|had been) (?:\w+ )?(?:given|named|released|published|disclosed|"
        "stated|provided|mentioned|announced|available|made)",
        r"(?:is|was|are|were|remain(?:s|ed)?) (?:\w+ )?(?:unclear|unknown|undisclosed|a secret|"
        "secret|open|not known|not clear|unspecified)",
        r"(?:not|n't) (?:\w+ )?(?:known|clear|immediately clear|immediately known|made public|"
        "given|disclosed|stated|named|published|specified|mentioned|announced|revealed)",
        "not (?:immediately )?(?:clear|known)",
        r"keep(?:s|ing)? (?:\w+ ){0,3}(?:secret|silent|quiet|to itself)",
        r"kept (?:\w+ ){0,3}(?:quiet|to itself|back)",
        "without (?:a|any|numbers|figures|naming|saying|giving|putting|quoting|offering|citing|"
        "publishing|detailing)",
        r"would not (?:\w+ )?(?:say|give|specify|disclose|name|reveal|comment|be drawn|put)",
        "(?:said|says|say|saying|had|has|have) (?:nothing|not a word|no word)",
        "(?:made|makes|make|making) no mention", "refrain(?:ed|s|ing) from", "omit(?:ted|s|ting)",
        r"not (?:\w+ )?(?:saying|giving|naming|disclosing|specifying)", "avoid(?:ed|s|ing)",
        r"decline(?:d|s)? to (?:\w+ )?(?:be drawn|put|confirm|discuss)",
        r"(?:did|does|do|has|have|had|would|could|can|will)(?: not|n't)(?: \w+){0,2} (?:specify|"
        "specified|say|said|disclose|disclosed|reveal|give|given|provide|provided|state|stated|"
        "name|named|report|reported|clarify|indicate|mention|mentioned|announce|announced|"
        "publish|published|put|confirm|comment|tell|told|detail|detailed|quote|quoted|cite|"
        "cited|elaborate|offer|release|released|share|shared)", "was not asked",
        "never (?:said|gave|named|told|published|specified|disclosed|mentioned|put)", "silent",
        "silence", "not one (?:word|figure|number)",
        "no (?:word|comment|mention|figures?|numbers?|statement|information|data|details?)"
        "(?= (?:on|of|about|as to|from|for))",
        r"nor (?:did|has|have|does|do)(?: \w+){1,5} (?:say|said|give|given|name|disclose|"
        "specify|publish|published|mention|report|confirm)",
        "(?:has|have|had) yet to (?:say|disclose|specify|reveal|give|announce|confirm how|name)",
        r"(?:did|does|do|has|have|had|would|was|were|is|are)(?: not|n't)(?: \w+)"
        "{0,2} (?:specify|specified|say|said|disclose|disclosed|reveal|revealed|give|given|"
        "gave|provide|provided|state|stated|name|named|release|released|report|reported|"
        "clarify|clarified|indicate|indicated|mention|mentioned|announce|announced|made public|"
        "published|publish|confirm how)",
        "without (?:specifying|disclosing|giving|saying|naming|stating|revealing|providing|"
        "mentioning|elaborating on)",
        "declin(?:ed|es|ing) to (?:say|give|specify|disclose|name|reveal|state|comment on|"
        "provide)", "refus(?:ed|es|ing) to (?:say|give|specify|disclose|name|reveal|state)",
        r"(?:neither|nor|no|none)(?: \w+){1,5} (?:specified|said|disclosed|revealed|gave|given|"
        "provided|stated|named|released|reported|has said|has given|has disclosed)",
        "(?:unspecified|undisclosed|unstated|unknown)", "(?:silent|mum) (?:on|about)",
        "left (?:the )?(?:number|figure)s? out", "withheld", "said nothing",
        "stopped (?:short of )?(?:giving|naming|voicing|disclosing|publishing)",
        r"kept (?:\w+ ){0,3}(?:secret|silent)",
    ),
    asked=(
        "what (?:went|came|it|they|moscow|kyiv|was|the)", "size", "how (?:large|big)", "its size",
        "the size", "tally", "details?", "the quantity", "statistics", "data", "amounts?",
        "breakdown", "how many", "numbers?", "figures?", "whether", "if", "count", "totals?",
        "how large",
    ),
    neither=(
        "neither (?:of the two|capital|ministry|moscow|kyiv|russia|ukraine)", "nobody", "no one",
        "none of the (?:sides|parties|two)", "nor (?:the other|either)",
        "neither (?:side|party|country|government|of the|capital)~", "(?:both|the two) sides",
        "either side",
    ),
)
# fmt: on
