"""The tables of English: acts, and the grammar around them. `lexicon.py` explains the rows."""

from __future__ import annotations

from repatria.statements.drafting.lexicon import Acts

# The tables are filled to the line; one word a line would hide them.
# fmt: off
ACTS = Acts(
    # Handing over, by who the subject is.
    give=(
        r"hand(?:s|ed|ing)?(?= (?!of )\w+ (?:about |some |another )?\d)",
        r"br(?:ought|ings?|inging)(?= (?:about |some |another |only |just )?\d)",
        "relinquish(?:ed|es|ing)?", "part(?:ed|s|ing) with", "dispatch(?:ed|es|ing)?",
        "restor(?:ed|es|ing)", "pass(?:ed|es|ing)? (?:on|over|back|across)",
        "giv(?:e|es|en|ing) (?:up|back)", "carried (?:over|across|back)",
        r"let(?:s|ting)?(?: \w+){1,3} go", "ship(?:ped|s|ping)",
        "transport(?:ed|s|ing)? (?:to|over|across)",
        "hand(?:ed|s|ing)?(?= (?:the )?(?:other side|russia|ukraine))",
        "surrender(?:ed|s|ing)? to", r"give(?: \w+){0,3} back", r"gave(?: \w+){0,4} back",
        "handed(?: over| back)?", "hand(?:s|ing)? (?:over|back)",
        r"hand(?:ed|s)?(?: \w+){1,3} over", "turn(?:ed|s|ing)? over", "transfer(?:red|s|ring)?",
        "deliver(?:ed|s|ing)?", "g(?:ave|iven|ives?|iving)(?: back| up| over)?",
        "sent(?: back| home)?", "send(?:s|ing)?", "surrender(?:ed|s|ing)?", "convey(?:ed|s)",
        "let go", "offer(?:ed|s|ing)", "passed (?:on|over|back)",
    ),
    take=(
        "refus(?:ed|es|ing|al) (?:of |to (?:accept|take|receive|collect) )?(?:the |its |their |"
        "any )?(?:bodies|remains|dead|prisoners)",
        "turn(?:ed|ing) (?:away|down)",
        r"(?:has|have|had)(?: (?!given|handed|sent|turned|brought)\w+){1,3} back",
        "obtain(?:ed|s|ing)?", "pick(?:ed|s|ing)? up",
        "w(?:on|ins|inning) (?:back|the release of|the return of|freedom for)",
        "secur(?:ed|es|ing) (?:the )?(?:release|return|freedom)(?: of)?",
        r"t(?:ook|akes?|aken|aking)(?: \w+){1,5} (?:back|home|in)",
        "got (?:its|their|our) (?:own|men|people|dead|soldiers)", "reclaim(?:ed|s|ing)",
        "t(?:ook|akes?)(?= (?:its|their|our) (?:own|dead))", "reciev(?:ed|es|ing)",
        r"see(?:s|n)?(?: \w+){1,5} come home", "negotiated the (?:release|return)",
        "receiv(?:ed|es|e|ing)", "g(?:ot|ets?|otten|etting)(?: back)?",
        "t(?:ook|aken|akes?|aking) (?:back|over|in|home|delivery|custody|possession|charge)",
        "take(?: the| its| their| our)? (?:bod(?:y|ies)|remains|dead)",
        r"(?:took|takes)(?= (?:only |just |some |about |at least |nearly |more than )?\d)",
        "accept(?:ed|s|ing)?", "retriev(?:ed|es|e|ing)", "recover(?:ed|s|ing)?",
        r"br(?:ought|ings?|inging)(?: \w+){0,6}? (?:home|back)",
        "br(?:ought|ings?|inging) (?:home|back)", "welcom(?:ed|es|e|ing) (?:home|back)",
        "collect(?:ed|s|ing)", "regain(?:ed|s)", "secured? (?:the )?(?:release|return|freedom)",
        "saw the (?:release|return)",
    ),
    back=("return(?:ed|s|ing)?", "repatriat(?:ed|es|e|ing)"),
    free=(
        r"free(?= (?:more than |over |some |about |at least )?\d)", "releas(?:ed|es|e|ing)",
        "free(?:d|s|ing)", "liberat(?:ed|es|e)",
    ),
    home=(
        r"(?<=\d\s)back(?! (?:to|in|on|at) )", "on (?:their|his|her|its) way to", "back from",
        "on (?:their|his|her|its) way (?:home|back)", "head(?:ed|s|ing) (?:home|back|for home)",
        "bound for home", "homeward", r"on (?:home|native|\w+) soil",
        "(?:went|go|goes|gone|going|travel(?:led|ed|ling)?|moved|moving|came|flowed|passed)"
        " (?:the other way|back|east|west|north|south|across|over|in the (?:other|opposite|"
        "reverse) direction)",
        "(?:went|go|goes|going|gone)(?= (?:to|back to) )", "left captivity", "out of captivity",
        "made it (?:home|back)", "home again", "back (?:on|in|with|among)",
        "(?:is|are) now (?:in|on|with)",
        "(?:won|gained?|regained?|found) (?:their )?(?:freedom|liberty)", "set free", "embraced",
        "com(?:e|es|ing) home", "got (?:home|back home)", "(?:be|been|being) home",
        "return(?:ed|s|ing)? home", "made the (?:journey|trip) (?:home|back)", "at liberty",
        "among the (?:freed|released|returned|returnees)",
        "(?:is|was|are|were) among those (?:freed|released|returned|exchanged|swapped|"
        "handed over)",
        "among those (?:freed|released|returned|exchanged|swapped)", "returnees", "the freed",
        "(?:the )?other way", "cross(?:ed|es)? (?:the border|back|home|into)",
        "c(?:ame|omes?|oming) (?:home|back)", "(?:went|gone|go|going) home",
        "arriv(?:ed|es|e|ing)",
        "(?:is|are|were|was) (?:now |already |finally )?(?:back(?: home)?|home|at home|free)",
        "reach(?:ed|es)?", "walk(?:ed|s)? free", "back home", "regained (?:their )?freedom",
    ),
    swap=(
        "chang(?:ed|es|e|ing) (?:hands|sides|places)", "carried out an exchange",
        "held an exchange", "exchang(?:ed|es|e|ing)", "swap(?:ped|s|ping)?", "trad(?:ed|es|ing)",
    ),
    given=(),
    taken=(),
    returned=(),
    give_noun=(
        "hand-?overs?", "transfers?", "deliver(?:y|ies)", "consignments?", "handover~",
        "transfer of", "delivery of",
    ),
    take_noun=(
        "receipt", "acceptance of", "reception of", "recovery of", "receipt of",
    ),
    back_noun=(
        "homecomings?", "freeing of", "liberation of", "releases?",
        "returns?(?= (?:of|to|from|home))", "return of", "releases? of", "repatriations?",
    ),
    swap_noun=("trades?", "two-way exchange", "exchanges?", "swaps?"),
    # Grammar around the parties.
    be=("was", "were", "been", "be", "being", "is", "are"),
    homewards=(
        "home", "from captivity", r"from (?:\w+ )?captivity", "back from", "from detention",
    ),
    own=("its", "their", "its own", "their own", "own"),
    ours=("our", "ours", "we", "us"),
    they=("it", "they", "he", "she"),
    us_to=("us", "to us"),
    us_from=("from us", "by us"),
    them=(
        "the other side", "the enemy", "the opponent", "the adversary",
        r"they(?:'ve|'d)?(?=(?: [\w,']+){1,6} us)",
    ),
    them_to=("to the other side", "to the enemy", "to them"),
    theirs=("their", "theirs"),
    another=("another", "a further", "more", "additional"),
    each=(
        "between them", "the parties", "all sides", "a side", "per side", "on each side",
        "on either side", "from each side", "to each side", "both ways",
        "in (?:both|each) directions?", "mutual(?:ly)?", "of each", "a piece", "from each",
        "to a side", "by each side", "for each side",
        "the two (?:states|armies|capitals|governments)", "the neighbours", "each", "each side",
        "both sides", "both countries", "both parties", "apiece", "each other",
        "the two (?:sides|countries|parties|neighbours|neighbors|warring)", "either side",
        "each way", "the sides", "each of the",
    ),
    in_return=(
        "the other way", "in the (?:other|opposite|reverse) direction",
        "in the opposite direction", "reciprocally", "by way of return", "in response",
        "for its part", "going back", "on the return leg", "back the other way", "in return",
        "in exchange", "in turn", "for their part", "conversely",
    ),
    captivity=(
        "fence", "bars", "camps?", "cells?", "hands", "captivity", "custody", "prisons?", "jails?",
        "detention", "imprisonment",
    ),
    not_done=(
        "(?<!-)held", "(?:is|are|remain) still", r"behind (?:a|the) (?:\w+ )?(?:fence|bars|wire)",
        "buried", "guard(?:ed|ing)", "escort(?:ed|ing)", "involved", "accompan(?:ied|ies|ying)",
        "handled by", "deployed", "wounded in", "captured in", "taken prisoner", "fell in",
        "work(?:ed|ing)", "attend(?:ed|ing)?", "were involved", "queued", "stood", "lined",
        "demonstrat(?:ed|ing)", "listed as missing", "still (?:in|held|waiting)", r"langui\w+",
        "endure~", "serving sentences", "killed (?:on|by|near|at|when)",
        "wounded (?:by|when|near|on)", "injured (?:by|when|near|on)", "unidentified", "unclaimed",
        "examined", "matched", "took care", "looked after", "treated", "interview(?:ed|s)",
        "crowd~", "searching", "searched", "looking for", "welcomed", "greet(?:ed|s|ing)?",
        "watch(?:ed|ing)?", "cheer(?:ed|ing)", "took part", "visit(?:ed|s|ing)?", "met", "missing",
        "hold(?:s|ing)?", "remain(?:ed|ing)?",
        "remains(?= (?:in|a|unclear|captive|missing|held|behind|unknown))", "identified",
        "identify", "identification", "killed in", "died", "die", "waiting", "await(?:s|ing)?",
        "detained", "captured", "unaccounted", "gathered", "waited", "wanted", "injured in",
        "lost", "born", "protest~", "evacuated", "mobili[sz]ed", "struck", "shelling", "strike",
        "drone", "drones", "reported missing", "applied", "attended", "belong(?:s|ed)? to",
        "turned out", "sentenced",
    ),
    # Prepositions, and what turns an adjective into a party.
    to=("to", "into", "for", "towards?"),
    from_=("from", "out of"),
    by=("by",),
    of=("of",),
    at=(
        "in", "at", "on", "near", "inside", "across", "through", "via", "over",
    ),
    within=("with", "between", "against", "and"),
    sides={
        "": (
            "sides?", "forces", "military", "army", "government", "authorities", "delegation",
            "capital", "state", "armed forces", "negotiators", "officials",
        ),
    },
    offices=(
        "mod", "mfa", "presidency", "governor~", "prosecutor~", "lawmakers?", "senators?",
        "speaker", "command", "chancellery", "foreign office",
        "defen[cs]e (?:ministry|department|staff)", "secretar(?:y|iat)", "council",
        "administration", "chief", "head", "bureau", "task force", "repatriation team",
        "exchange team", "working group", "commission", "committee", "board", "registry",
        "adviser", "advisor", "general", "colonel", "major", "captain", "mediators?",
        "intermediar~", "(?:ministry|minister)~", "headquarters", "hq", "ombuds~", "president~",
        "negotiators?", "delegation", "officials?", "spokes~", "general staff", "deputy",
        "lawmaker~", "authorities", "government", "side", "commissioner~", "staff", "military",
        "centre", "center", "office", "aide", "envoy", "service", "agency for", "diplomats?",
        "leader", "commander", "army", "security service", "intelligence", "parliament",
    ),
)
# fmt: on
