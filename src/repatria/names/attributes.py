"""What a list says of a person beside name, birth and service: sex, serial number, call sign."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

from repatria.base.errors import ValueProblem
from repatria.base.messages import message, sentence
from repatria.names.cases import folded
from repatria.names.keys import loose_key, main_key
from repatria.names.levels import Level
from repatria.names.model import Sex, Verdict
from repatria.names.reasons import reason

_SEX_WORDS = {
    Sex.MALE: "ч чол чоловік чоловіча чоловічий м муж мужчина мужской m male man",
    Sex.FEMALE: "ж жін жінка жіноча жіночий жен женщина женский f female woman",
    Sex.UNKNOWN: "? - – — невідомо неизвестно unknown u x н/д",
}
_SEX = {word: sex for sex, words in _SEX_WORDS.items() for word in words.split()} | {
    "": Sex.UNKNOWN
}

_LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХЁ", "ABESIJKMHOPCTYXE")
_NOT_SERIAL = re.compile(r"[^\w]|_")
_QUOTES = re.compile(r"[«»“”„\"'’`]|^(?:позивний|позывной|call ?sign)\s*:?")


def read_sex(text: str) -> Sex:
    """Read a sex in three languages; `ValueProblem` for a text that is none."""
    found = _SEX.get(text.strip().casefold().rstrip("."))
    if found is None:
        raise ValueProblem(
            sentence("“{text}” is not a sex; write m or f, ч or ж, м or ж", text=text)
        )
    return found


def clean_serial(text: str) -> str:
    """A serial number in capitals without signs between, Cyrillic letters as the Latin ones that
    look alike: `аа-123 456` is `AA123456`."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    return _NOT_SERIAL.sub("", plain)


def clean_call_sign(text: str) -> str:
    """A call sign folded, without quotation marks and without the word for it."""
    return " ".join(_QUOTES.sub(" ", folded(text.strip())).split())


BOTH_MALE = message("Both say male.")
BOTH_FEMALE = message("Both say female.")
OTHER_SEX = message("One side says male, the other female.")
ONE_SILENT_SEX = message("Only one side says the sex.")
BOTH_SILENT_SEX = message("Neither side says the sex.")
NAMES_OF_MEN = message("Neither side says the sex; both names are men's.")
NAMES_OF_WOMEN = message("Neither side says the sex; both names are women's.")
NAMES_OF_BOTH = message("Neither side says the sex; one name is a man's, the other a woman's.")
MALE_AND_MANS_NAME = message("One side says male; the other says nothing, and its name is a man's.")
MALE_AND_WOMANS_NAME = message(
    "One side says male; the other says nothing, and its name is a woman's."
)
FEMALE_AND_WOMANS_NAME = message(
    "One side says female; the other says nothing, and its name is a woman's."
)
FEMALE_AND_MANS_NAME = message(
    "One side says female; the other says nothing, and its name is a man's."
)

SAME_SERIAL = message("Both have the serial number {serial}.")
SLIP_SERIAL = message("The serial numbers {left} and {right} differ by one sign.")
OTHER_SERIAL = message("The serial numbers {left} and {right} are different.")
ONE_SILENT_SERIAL = message("Only one side gives a serial number.")
BOTH_SILENT_SERIAL = message("Neither side gives a serial number.")

SAME_CALL_SIGN = message("Both have the call sign “{left}”.")
SPELT_CALL_SIGN = message("“{left}” and “{right}” can be spellings of one call sign.")
OTHER_CALL_SIGN = message("“{left}” and “{right}” are different call signs.")
ONE_SILENT_CALL_SIGN = message("Only one side gives a call sign.")
BOTH_SILENT_CALL_SIGN = message("Neither side gives a call sign.")


_OF_NAMES = {
    frozenset({Sex.MALE}): NAMES_OF_MEN,
    frozenset({Sex.FEMALE}): NAMES_OF_WOMEN,
    frozenset({Sex.MALE, Sex.FEMALE}): NAMES_OF_BOTH,
}
_SAID_AND_OF_NAME = {
    (Sex.MALE, Sex.MALE): MALE_AND_MANS_NAME,
    (Sex.MALE, Sex.FEMALE): MALE_AND_WOMANS_NAME,
    (Sex.FEMALE, Sex.FEMALE): FEMALE_AND_WOMANS_NAME,
    (Sex.FEMALE, Sex.MALE): FEMALE_AND_MANS_NAME,
}


def compare_sexes(
    left: Sex, right: Sex, *, left_of_name: bool = False, right_of_name: bool = False
) -> Verdict:
    """Same, absent or contradicted. Of a sex that nobody states and that is read from a name the
    sentence says so: a name is no word on the sex."""
    if Sex.UNKNOWN in (left, right):
        known, of_name = (left, left_of_name) if right is Sex.UNKNOWN else (right, right_of_name)
        said = known is not Sex.UNKNOWN and not of_name
        return Verdict("sex", Level.ABSENT, reason(ONE_SILENT_SEX if said else BOTH_SILENT_SEX))
    level = Level.SAME if left is right else Level.CONTRADICTED
    if left_of_name and right_of_name:
        return Verdict("sex", level, reason(_OF_NAMES[frozenset({left, right})]))
    if left_of_name or right_of_name:
        said_and_named = (right, left) if left_of_name else (left, right)
        return Verdict("sex", level, reason(_SAID_AND_OF_NAME[said_and_named]))
    if level is Level.CONTRADICTED:
        return Verdict("sex", level, reason(OTHER_SEX))
    return Verdict("sex", level, reason(BOTH_MALE if left is Sex.MALE else BOTH_FEMALE))


def compare_serials(left: str, right: str) -> Verdict:
    """Two cleaned serial numbers: same, near (one sign wrong, missing, or two changed round)."""
    if not left or not right:
        silent = BOTH_SILENT_SERIAL if left == right else ONE_SILENT_SERIAL
        return Verdict("serial", Level.ABSENT, reason(silent))
    if left == right:
        return Verdict("serial", Level.SAME, reason(SAME_SERIAL, serial=left))
    slip = DamerauLevenshtein.distance(left, right, score_cutoff=1) == 1
    level, template = (Level.NEAR, SLIP_SERIAL) if slip else (Level.CONTRADICTED, OTHER_SERIAL)
    return Verdict("serial", level, reason(template, left=left, right=right))


def compare_call_signs(left: str, right: str) -> Verdict:
    """Two cleaned call signs: same, spelling (the keys agree), contradicted."""
    if not left or not right:
        silent = BOTH_SILENT_CALL_SIGN if left == right else ONE_SILENT_CALL_SIGN
        return Verdict("call sign", Level.ABSENT, reason(silent))
    if left == right:
        return Verdict("call sign", Level.SAME, reason(SAME_CALL_SIGN, left=left))
    one, other = (loose_key(main_key(each.replace(" ", ""))) for each in (left, right))
    spelt = bool(one) and one == other
    level, template = (
        (Level.SPELLING, SPELT_CALL_SIGN) if spelt else (Level.CONTRADICTED, OTHER_CALL_SIGN)
    )
    return Verdict("call sign", level, reason(template, left=left, right=right))
