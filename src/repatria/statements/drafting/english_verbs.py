"""The verbs of handing over in English, by who their subject is. `lexicon.py` explains the rows."""

from __future__ import annotations

_LEADS = (
    "about|some|another|only|just|up to|at least|nearly|almost|more than|over|a further|a|all|the|"
    "exactly|around|roughly|fewer than|less than|as many as|not|a total of|precisely|merely"
)
_DIGITS = (
    r"\d|one |two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    "ninety|hundred|thousand|dozen|scores?|several|hundreds|thousands"
)
# Before a number, or a word that leads to one.
_NUMBER = rf"(?= (?:(?:{_LEADS}) ){{0,2}}(?:{_DIGITS}))"
_WHO = "(?:the )?(?:other side|russia|ukraine|moscow|kyiv|us|them|it|him|her)"

# fmt: off
GIVE = (
    r"br(?:ought|ings?|inging) (?:in)?to(?= [a-z])", f"br(?:ought|ings?|inging){_NUMBER}",
    r"hand(?:s|ed|ing)?(?= (?!of )\w+ (?:about |some |another )?\d)",
    "relinquish(?:ed|es|ing)?", "part(?:ed|s|ing) with", "dispatch(?:ed|es|ing)?",
    "restor(?:ed|es|ing)", "pass(?:ed|es|ing)? (?:on|over|back|across|along)",
    "giv(?:e|es|en|ing) (?:up|back)", "carried (?:over|across|back)", "ced(?:ed|es|ing)",
    r"let(?:s|ting)?(?: (?!go )(?:\d+,\d+|\w+)){1,4} (?:go|through|across|leave)",
    "ship(?:ped|s|ping)?",
    "transport(?:ed|s|ing)? (?:to|over|across)", f"hand(?:ed|s|ing)?(?= {_WHO})",
    "surrender(?:ed|s|ing)? to", r"give(?: (?!and )\w+){0,3} back",
    r"gave(?: (?!and )\w+){0,4} (?:back|up)", "handed(?: over| back)?",
    "hand(?:s|ing)? (?:over|back)", r"hand(?:ed|s)?(?: (?:\d+,\d+|\w+)){1,3} (?:over|back)",
    r"turn(?:ed|s|ing)?(?: (?:\d+,\d+|\w+)){0,3} over", "transfer(?:red|s|ring)?",
    "deliver(?:ed|s|ing)?(?: up)?",
    "g(?:ave|iven|ives?|iving)(?: back| up| over)?", "sent(?: back| home| over| across)?",
    "send(?:s|ing)?", "surrender(?:ed|s|ing)?", "convey(?:ed|s)", "let go", "offer(?:ed|s|ing)",
    f"yield(?:ed|s|ing)?(?: up)?{_NUMBER}", "yield(?:ed|s|ing)? up",
    "render(?:ed|s|ing)? (?:up|back)",
    f"(?:pledg|promis)(?:e|ed|es|ing){_NUMBER}", "forward(?:ed|s|ing)", "drop(?:ped|s|ping) off",
    f"unload(?:ed|s|ing){_NUMBER}", "count(?:ed|s|ing)? out", "consign(?:ed|s|ing)",
    f"(?:truck|ferri|buss?|haul|freight)(?:ed|ing){_NUMBER}", "deport(?:ed|s|ing)?", "slipped in",
    f"owe(?:s|d)?(?: us| them| it)?{_NUMBER}", "set down(?! (?:rules|terms|conditions|in))",
    "put ashore",
    "return(?:ed|s|ing)?(?= (?:to )?(?:us|them)(?!\\w))",
)
TAKE = (
    r"met(?= (?:[\w,]+ ){1,5}off (?:the |a )?(?:bus|plane|train|ferry|boat|coach))",
    r"welcom(?:ed|es|ing)(?= (?:[\w,]+ ){1,4}of (?:its|their|our|his) own)",
    r"greet(?:ed|s|ing)(?= (?:[\w,]+ ){1,4}of (?:its|their|our|his) own)",
    "took in", "t(?:ook|akes?|aking) away", "tak(?:e|es|ing) in", "count(?:ed|s|ing)? in",
    "sign(?:ed|s|ing)? for",
    "refus(?:ed|es|ing|al) (?:of |to (?:accept|take|receive|collect) )?(?:the |its |their |"
    "any )?(?:bodies|remains|dead|prisoners)", "turn(?:ed|ing) (?:away|down)",
    r"(?:has|have|had)(?: (?!given|handed|sent|turned|brought)\w+){1,3} back",
    "obtain(?:ed|s|ing)?", "pick(?:ed|s|ing)? up", "fetch(?:ed|es|ing)?",
    "w(?:on|ins|inning) (?:back|the release of|the return of|freedom for)",
    "secur(?:e|ed|es|ing) (?:the )?(?:safe )?(?:release|return|freedom)(?: of| for)?",
    r"t(?:ook|akes?|aken|aking)(?: \w+){1,5} (?:back|home|in)",
    "got (?:its|their|our) (?:own|men|people|dead|soldiers)", "reclaim(?:ed|s|ing)",
    "t(?:ook|akes?)(?= (?:its|their|our) (?:own|dead))", "reciev(?:ed|es|ing)",
    r"see(?:s|n)?(?: \w+){1,5} come home", "negotiated the (?:release|return)",
    "receiv(?:ed|es|e|ing)", "g(?:ot|ets?|otten|etting)(?: back)?",
    "t(?:ook|aken|akes?|aking) (?:back|over|in|home|delivery|custody|possession|charge|"
    "receipt)(?: of)?",
    "take(?: the| its| their| our)? (?:bod(?:y|ies)|remains|dead)", f"(?:took|takes|take){_NUMBER}",
    "accept(?:ed|s|ing)?", "retriev(?:ed|es|e|ing)", "recover(?:ed|s|ing)?", "recoup(?:ed|s)",
    r"br(?:ought|ings?|inging)(?: \w+){0,6}? (?:home|back)",
    "br(?:ought|ings?|inging) (?:home|back)", "welcom(?:ed|es|e|ing) (?:home|back)",
    f"welcom(?:ed|es|ing){_NUMBER}", "collect(?:ed|s|ing)?", "regain(?:ed|s|ing)?",
    "saw the (?:release|return)", f"expect(?:s|ed|ing)?{_NUMBER}", "claim(?:ed|s|ing)? back",
    f"(?:is|are|was|were) (?:still )?(?:owed|due){_NUMBER}", "ransom(?:ed|s)",
    "rescued from captivity",
    "(?:drove|went|came|walked|got|sailed|flew) (?:away|off|home|back) with",
    r"haul(?:ed|s)? (?:away|home|back)", "admit(?:ted|s)? into",
)
BACK = ("return(?:ed|s|ing)?", "repatriat(?:ed|es|e|ing)")
FREE = (
    f"free{_NUMBER}", "releas(?:ed|es|e|ing)", "free(?:d|s|ing)", "liberat(?:ed|es|e|ing)",
    "let(?:s|ting)? out", r"set(?:s|ting)?(?: (?:\d+,\d+|\w+)){1,4} free", "pardon(?:ed|s|ing)",
    f"discharg(?:ed|es|ing){_NUMBER}",
)
HOME = (
    "to (?:freedom|safety)", r"home(?=\s*(?:[.,;:]|and |but |after |from |on |with |at ))",
    "(?:walk|cross|step|climb|travel|mov|roll|ride|rode|drove|flew|fly)(?:led|ed|ing|"
    "s)? (?:over|across|home|into|back)",
    r"left (?:the |their |its )?(?:camps?|prisons?|jails?|cells?|custody|captivity)",
    "(?:will|to|would) follow", "left for", r"left(?= (?:the )?\w+ for )",
    "made (?:it|the (?:trip|crossing|way)) (?:over|across|home|back)?",
    "rolled into", "back in(?= )", r"(?<=\d\s)back(?! (?:to|in|on|at) )",
    "on (?:their|his|her|its) way to", "back from", "on (?:their|his|her|its) way (?:home|back)",
    "head(?:ed|s|ing) (?:home|back|for home)", "bound for(?= )", "homeward",
    r"on (?:home|native|\w+) soil",
    "(?:went|go|goes|gone|going|travel(?:led|ed|ling)?|moved|moving|came|flowed|passed)"
    " (?:the other way|back|east|west|north|south|across|over|in the (?:other|opposite|"
    "reverse) direction)",
    "(?:went|go|goes|going|gone)(?= (?:in|back )?to )", "left captivity", "out of captivity",
    "(?:been |being |be |was |were |are |is )?(?:driven|flown|ferried|trucked|bused|bussed|"
    "taken|carried|"
    "escorted|moved|hauled|walked|railed|airlifted|brought|put on (?:buses|a plane|a train))"
    "(?= (?:back |home |on |across |over |by [a-z]+ )?(?:to|into|across|towards?) )",
    "made it (?:home|back)",
    "ma(?:de|ke|kes|king) the (?:opposite|return|reverse|same|other) (?:journey|trip|crossing|"
    "way)", "home again", "back (?:on|in|with|among)", "(?:is|are) now (?:in|on|with)",
    "(?:won|gained?|regained?|found) (?:their )?(?:freedom|liberty)", "set free", "embraced",
    "com(?:e|es|ing) home", "got (?:home|back home)", "(?:be|been|being) home",
    "return(?:ed|s|ing)? home", "made the (?:journey|trip) (?:home|back)", "at liberty",
    "among the (?:freed|released|returned|returnees)",
    "(?:is|was|are|were) among those (?:freed|released|returned|exchanged|swapped|handed over)",
    "among those (?:freed|released|returned|exchanged|swapped)", "returnees", "the freed",
    "(?:the )?other way", "cross(?:ed|es)? (?:the border|the line|the bridge|back|home|into)",
    "c(?:ame|omes?|oming) (?:home|back)", "(?:went|gone|go|going) home", "arriv(?:ed|es|e|ing)",
    "(?:is|are|were|was) (?:now |already |finally )?(?:back(?: home)?|home|at home|free)",
    "reach(?:ed|es)?", "walk(?:ed|s)? free", "back home", "regained (?:their )?freedom",
    "reunited with", "came(?= (?:from|to|out|in)(?!\\w))", "stepp(?:ed|ing) off",
    "(?:got|walked|climbed|came|clambered) off", "tasted freedom",
    "board(?:ed|ing)(?= (?:a |an |the |its |their )?(?:plane|bus|buses|coaches|train|ferry|"
    "aircraft))",
    "touched down", "landed (?:in|at|near)", "safely (?:in|on|at|back)",
)
SWAP = (
    "chang(?:ed|es|e|ing) (?:hands|sides|places)", "carried out an exchange", "held an exchange",
    "exchang(?:ed|es|e|ing)", "swap(?:ped|s|ping)?", "trad(?:ed|es|ing)", "barter(?:ed|s|ing)?",
)
GIVE_NOUN = (
    "hand-?overs?", "transfers?", "deliver(?:y|ies)", "consignments?", "handover~", "transfer of",
    "delivery of", "shipments?(?= of)", "surrender of",
)
TAKE_NOUN = (
    "receipts?", "acceptance of", "reception of", "recovery of", "receipt of", "intake",
)
BACK_NOUN = (
    "arrivals?(?= (?:home )?of)",
    "homecomings?", "freeing of", "liberation of", "releases?", "returns?(?= (?:of|to|from|home))",
    "return of", "releases? of", "repatriations?",
)
SWAP_NOUN = ("trades?", "two-way exchange", "exchanges?", "swaps?")
# fmt: on
