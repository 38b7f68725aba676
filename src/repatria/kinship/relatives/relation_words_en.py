"""English words for relations. The genitives follow from the nouns: “father's”, “of the father”."""

from __future__ import annotations

from repatria.kinship.relatives.relation_vocabulary import DIRECT, MISSING, NO_BLOOD, Words
from repatria.kinship.relatives.relation_vocabulary import Qualifier as Says

_NOUNS = {
    "F": ("father", "dad", "daddy", "papa"),
    "M": ("mother", "mom", "mum", "mama"),
    "P": ("parent",),
    "B": ("brother", "bro"),
    "Z": ("sister", "sis"),
    "G": ("sibling", "sib"),
    "hB": ("half brother", "half bro"),
    "hZ": ("half sister", "half sis"),
    "hG": ("half sibling", "half sib"),
    "S": ("son",),
    "D": ("daughter",),
    "C": ("child",),
    "H": ("husband", "second husband"),
    "W": ("wife", "second wife"),
    "E": ("spouse", "partner"),
    "PF": ("grandfather", "granddad", "grandpa"),
    "PM": ("grandmother", "grandma", "granny"),
    "PP": ("grandparent",),
    "FF": ("pgf",),
    "FM": ("pgm",),
    "MF": ("mgf",),
    "MM": ("mgm",),
    "PPF": ("great grandfather", "great granddad", "great grandpa"),
    "PPM": ("great grandmother", "great grandma", "great granny"),
    "PPP": ("great grandparent",),
    "PB": ("uncle",),
    "PZ": ("aunt", "auntie"),
    "PPB": ("great uncle", "granduncle"),
    "PPZ": ("great aunt", "grandaunt"),
    "GS": ("nephew",),
    "GD": ("niece",),
    "GCS": ("great nephew", "grandnephew"),
    "GCD": ("great niece", "grandniece"),
    "PGC": ("cousin", "first cousin", "1st cousin"),
    "PGS": ("male cousin",),
    "PGD": ("female cousin",),
    "PPGCC": ("second cousin", "2nd cousin"),
    "CS": ("grandson",),
    "CD": ("granddaughter",),
    "CC": ("grandchild",),
    "CCS": ("great grandson",),
    "CCD": ("great granddaughter",),
    "CCC": ("great grandchild",),
    DIRECT: (
        "self", "direct reference", "direct sample", "own sample", "own reference", "personal item",
        "personal effect", "personal effects", "belongings", "toothbrush", "razor", "comb",
        "hairbrush", "earlier sample", "ante mortem sample",
    ),
    MISSING: ("missing person", "missing", "mp"),
    NO_BLOOD: (
        "stepfather", "stepmother", "stepson", "stepdaughter", "stepbrother", "stepsister",
        "stepchild", "stepparent", "stepsibling", "godfather", "godmother", "guardian", "friend",
    ),
}  # fmt: skip
_QUALIFIERS = {
    Says.FULL: ("full", "full blood", "whole blood", "both parents"),
    Says.HALF: ("half", "half blood"),
    Says.FATHERS: (
        "paternal", "pat", "paternal side", "on the paternal side", "paternal line",
        "father's side", "on the father's side", "on father's side", "from the father's side",
        "by father", "through father", "through the father", "via father", "same father",
    ),
    Says.MOTHERS: (
        "maternal", "mat", "maternal side", "on the maternal side", "maternal line",
        "mother's side", "on the mother's side", "on mother's side", "from the mother's side",
        "by mother", "through mother", "through the mother", "via mother", "same mother",
    ),
    Says.SAME_FATHER: ("consanguineous",),
    Says.SAME_MOTHER: ("uterine",),
    Says.THROUGH_BROTHER: (
        "through brother", "through a brother", "via brother", "via a brother", "by brother",
        "brother's side",
    ),
    Says.THROUGH_SISTER: (
        "through sister", "through a sister", "via sister", "via a sister", "by sister",
        "sister's side",
    ),
    Says.THROUGH_SON: (
        "through son", "through a son", "via son", "via a son", "by son", "son's side",
    ),
    Says.THROUGH_DAUGHTER: (
        "through daughter", "through a daughter", "via daughter", "via a daughter", "by daughter",
        "daughter's side",
    ),
    Says.TWIN: ("twin",),
    Says.IDENTICAL: (
        "identical", "identical twin", "monozygotic", "monozygotic twin", "mz", "mz twin",
        "monozygous",
    ),
    Says.FRATERNAL: (
        "fraternal", "fraternal twin", "dizygotic", "dizygotic twin", "dz", "dz twin",
        "non identical", "non identical twin", "not identical", "dizygous",
    ),
    Says.NO_BLOOD: (
        "step", "adoptive", "adopted", "foster", "in law", "by marriage", "by adoption",
    ),
    Says.SAYS_NOTHING: (
        "the", "a", "an", "his", "her", "biological", "natural", "birth", "own", "genetic",
        "deceased", "dead", "late", "living", "alive", "elder", "older", "eldest", "younger",
        "youngest", "former", "ex", "first", "common law",
    ),
}  # fmt: skip
# “of the missing person” and the like say what every relation is measured from anyway.
_OF_THE_MISSING = (
    "of missing", "of the missing", "of missing person", "of the missing person", "of mp",
    "of the mp", "missing person's", "mp's", "to missing person", "to the missing person",
)  # fmt: skip
_ONE_WORD = tuple(
    (pattern, word)
    for pattern, words in _NOUNS.items()
    if pattern not in (DIRECT, MISSING, NO_BLOOD)
    for word in words
)


def _formed(*shapes: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for pattern, word in _ONE_WORD:
        found.setdefault(pattern, []).extend(shape.format(word) for shape in shapes)
    return {pattern: tuple(words) for pattern, words in found.items()}


ENGLISH = Words(
    "English",
    _NOUNS,
    {**_QUALIFIERS, Says.SAYS_NOTHING: _QUALIFIERS[Says.SAYS_NOTHING] + _OF_THE_MISSING},
    _formed("of {}", "of the {}", "of his {}", "of her {}"),
    _formed("{}'s"),
)
