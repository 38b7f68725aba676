"""The verbs of speaking of English, by how they are inflected."""

from __future__ import annotations


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Verbs with the regular endings. The forms are made below.
_REGULAR = _split(
    """
report announce declare claim assert affirm reaffirm confirm insist maintain contend argue allege
aver avow remark observe comment mention specify clarify explain elaborate stress emphasise
emphasize underline underscore highlight reiterate repeat recall remind acknowledge admit concede
confess reveal disclose divulge confide inform notify testify attest certify vouch guarantee
assure reassure promise pledge vow warn caution predict forecast estimate reckon calculate compute
tally register log tweet publish message quote cite relay recount relate narrate describe
characterise characterize hail welcome thank greet congratulate boast brag crow gloat joke quip
jest laugh smile grin chuckle shrug sigh snap bark growl grumble complain protest lament regret
bemoan fume rage thunder shout yell cry exclaim whisper murmur mutter mumble hint imply suggest
indicate signal signify speculate guess suppose assume believe consider suspect conclude infer
summarise summarize deny reject dismiss refute rebut repudiate dispute challenge contest counter
contradict retort reply respond answer correct amend revise retract concur echo corroborate verify
wonder demand accuse blame criticise criticize condemn denounce apologise apologize plead continue
interject volunteer venture opine muse reflect proclaim pronounce herald trumpet tout recollect
stipulate post record witness whisper recite rectify counterclaim notice establish determine
ascertain remonstrate nod enumerate expect add note state
"""
)
_DOUBLED = {"admit": "admitted", "log": "logged", "brag": "bragged", "quip": "quipped",
            "grin": "grinned", "snap": "snapped", "nod": "nodded", "rebut": "rebutted",
            "concur": "concurred", "infer": "inferred", "regret": "regretted"}  # fmt: skip
# Verbs with forms of their own, and phrases.
_OTHERS = (
    "ha[sd] it(?=,)", "(?:do|does|did|would) not (?:dispute|deny|question)", "agrees? that",
    "agreed that(?= the (?:number|figure))", "forecast", "documented", "dubbed", "praised",
    "praises", "shrugged", "shrugs", "signal(?:led|s)", "urge[sd]", "finish(?:ed|es)",
    "convey(?:ed|s)", "detail(?:ed|s)", "outline[sd]", "rejoin(?:ed|s)", "quoth", "thunder(?:ed|s)",
    "roar(?:ed|s)", "scoff(?:ed|s)", "sneer(?:ed|s)", "mock(?:ed|s)", "chide[sd]?", "scold(?:ed|s)",
    "allow(?:ed|s) that", "granted that", "spelled out", "spelt out", "laid out", "set out(?= )",
    "summon(?:ed|s) up", "retell(?:s)?", "retold", "hold(?:s)? that", "protest(?:ed|s)",
    "object(?:ed|s)", "argu(?:ed|es)", "caution(?:ed|s)", "let on", "lets on", "told of",
    "tells of", "went further", "came back with", "is (?:quoted|cited) as saying",
    "was (?:quoted|cited) as saying", "said", "says?", "saying", "told", "tells", "wrote",
    "writes?", "writing", "put it", "puts it",
    "put (?:the|its|his|her|their) (?:number|figure|count|total|tally|toll)", "spoke(?=,| )",
    "speaks? of", "spoke of", "spoken of", "talks? of", "talked of", "refers? to", "referred to",
    "alludes? to", "alluded to", "points? out", "pointed out", "makes? (?:it )?clear",
    "made (?:it )?clear", "made (?:it )?known", "lets? slip", "lets? it be known", "swears?",
    "swore", "foresaw", "thinks?", "thought", "holds that", "held that", "kn(?:ows?|ew) of",
    "knows? only", "saw", "sees", "seen", "remembers?", "remembered", "agrees? on", "heard",
    "learn(?:ed|t|s)", "begins?", "began", "went on", "goes on", "goes further", "chimed in",
    "weighed in", "summed up", "sums up", "shot back", "fired back", "hit back", "struck back",
    "totted up", "read out", "reads? out", "ran:", "has it that", "have it that",
    "is (?:adamant|certain|sure|convinced|clear|positive|confident)",
    "was (?:adamant|certain|sure|convinced|clear|categorical|positive)",
    "are (?:adamant|certain|sure|convinced|clear)", "were (?:adamant|certain|sure|convinced)",
    "reporting", "announcing", "declaring", "claiming", "confirming", "insisting", "stating",
    "adding", "noting", "acknowledg~", "observed that",
    "(?:ha[sd]|have|gives?|gave|keeps?|kept|published|posted|issued|put out|lower(?:ed|s)|"
    "raise[sd]|revise[sd]|cuts?|"
    "change[sd]|correct(?:ed|s)|update[sd]|offer(?:ed|s)|name[sd]|prefer(?:red|s)) (?:an?|the|"
    "its|their|his|her|another) "
    "(?:own )?(?:\\w+ )?(?:numbers?|figures?|counts?|tally|toll|totals?|version|estimate)",
    "vouches for", "vouched for",
)  # fmt: skip


def _forms(verb: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}s?|{_DOUBLED[verb]}"
    if verb.endswith("e"):
        return f"{verb}[sd]?"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}(?:y|ies|ied)"
    if verb.endswith(("s", "sh", "ch", "x")):
        return f"{verb}(?:es|ed)?"
    return f"{verb}(?:s|ed)?"


# The bare form stands after “would”, “did” and a plural; some bare forms are nouns and no verbs.
_NOUNS = frozenset(
    _split(
        "report claim estimate comment remark mention message quote promise pledge warn "
        "answer reply hint guess dispute challenge counter protest cry shout laugh smile "
        "shrug sigh joke boast blame demand regret signal post record register log witness "
        "notice state note contest reject forecast welcome retort rage fume thunder tally "
        "tweet echo crow bark snap quip jest grin chuckle relay whisper murmur suspect "
        "complain guarantee correct nod lament wonder tout herald notify "
    )
)


def _row(verb: str) -> str:
    forms = _forms(verb)
    if verb not in _NOUNS:
        return f"(?:{forms})"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}(?:ies|ied)"
    if verb in _DOUBLED:
        return f"(?:{verb}s|{_DOUBLED[verb]})"
    return f"{verb}[sd]" if verb.endswith("e") else f"(?:{verb}(?:es|s|ed))"


SAYS: tuple[str, ...] = (*dict.fromkeys(_row(verb) for verb in _REGULAR), *_OTHERS)
