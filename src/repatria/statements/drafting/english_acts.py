"""The tables of English: acts, and the grammar around them. `lexicon.py` explains the rows."""

from __future__ import annotations

from repatria.statements.drafting import english_verbs as verbs
from repatria.statements.drafting.lexicon import Acts
from repatria.statements.drafting.not_done_words import NOT_DONE

# The tables are filled to the line; one word a line would hide them.
# fmt: off
ACTS = Acts(
    # Handing over, by who the subject is.
    give=verbs.GIVE,
    take=verbs.TAKE,
    back=verbs.BACK,
    free=verbs.FREE,
    home=verbs.HOME,
    swap=verbs.SWAP,
    given=(),
    taken=(),
    returned=(),
    give_noun=verbs.GIVE_NOUN,
    take_noun=verbs.TAKE_NOUN,
    back_noun=verbs.BACK_NOUN,
    swap_noun=verbs.SWAP_NOUN,
    # Grammar around the parties.
    be=("was", "were", "been", "be", "being", "is", "are"),
    homewards=(
        "home", "from captivity", r"from (?:\w+ )?captivity", "back from", "from detention",
    ),
    own=(
        "its(?! (?:own )?(?:part|side|turn|count|tally|figures?|account|reckoning|statement|books|"
        "records|data|words?|lists?|channel|website|sources?))",
        "their(?! (?:own )?(?:part|side|turn|count|tally|figures?|account|reckoning|statement|"
        "books|"
        "records|data|words?|lists?|sources?|families|relatives))",
        "own(?! (?:part|side|count|tally|figures?|account|reckoning))",
    ),
    ours=("our", "ours", "we", "us"),
    they=("it", "they", "he", "she"),
    he=("the latter", "he", "she", "it", "they"),
    by_them=(
        "according to (?:him|her|them|it)", "in (?:his|her|their) words",
        "(?:by|on|in) (?:his|her|its|their) (?:own )?(?:count|account|reckoning|tally|words?|"
        "figures|"
        "books|records|estimate|version|telling|data|statistics|calculations?|numbers|lists)",
    ),
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
        "between them", "the parties", "the two directions", "both directions",
        "in either direction",
        "(?:on|from|by|for|to) both sides", "two-way", "like for like", "one[- ]for[- ]one",
        "all[- ]for[- ]all", "all sides", "a side", "per side", "on each side",
        "on either side", "from each side", "to each side", "both ways",
        "in (?:both|each) directions?", "mutual(?:ly)?", "of each", "a piece", "from each",
        "to a side", "by each side", "for each side",
        "the two (?:states|armies|capitals|governments)", "the neighbours", "each side",
        "each(?! (?:one|of them|time|day|week|month|year|case|man|body|bag|name|family))",
        "both sides", "both countries", "both parties", "apiece", "each other",
        "the two (?:sides|countries|parties|neighbours|neighbors|warring)", "either side",
        "each way", "the sides", "each of the",
    ),
    in_return=(
        "in reverse", "the (?:reverse|opposite|other) (?:direction|way|journey)",
        "the return (?:journey|leg|trip)", "by way of exchange", "on (?:its|their) part",
        "vice versa", "on the way back", "as payment", "back across", "the way back",
        "the other way", "in the (?:other|opposite|reverse) direction",
        "in the opposite direction", "reciprocally", "by way of return", "in response",
        "for its part", "going back", "on the return leg", "back the other way", "in return",
        "in exchange", "in turn", "for their part", "conversely",
    ),
    captivity=(
        "fence", "bars", "camps?", "cells?", "hands", "captivity", "custody", "prisons?", "jails?",
        "detention", "imprisonment", "dungeons?", "penal colon~", "jailers?", "captors", "clutches",
    ),
    not_done=(
        *NOT_DONE["en"],
        "in question", "refused to (?:board|go|leave|return)",
        "never (?:came|arrived|made|reached|returned)", "having been empty", "proved empty",
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
            "capital", "state", "armed forces", "negotiators", "officials", "counterparts?", "team",
            "negotiating team", "leadership",
        ),
    },
)
# fmt: on
