"""The noise of made-up lists: every kind, how often it happens to each sender, and why there.

The rates were fixed before any matcher was tuned on the lists. They are assumptions, plausible for
lists of this sort and measured on none; docs/methods/synthetic-lists.md says what follows from it.

A rate is the share in percent of the rows of which the kind can befall at all (a soft sign can be
lost only where there is one); kinds are drawn independently, so that a row may carry several. In
which language and script a sender writes, which columns it has, and by which table it makes Latin
spellings is no noise but its style (`senders`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SenderKind(StrEnum):
    """Who sends a list. The first three are of the home side, then two of the counterpart, then
    two intermediaries."""

    REGISTRY = "registry"
    """A register with columns, in Ukrainian."""
    HEADQUARTERS = "headquarters"
    """A coordination headquarters: names in one cell, surname first, in Ukrainian."""
    VOLUNTEERS = "volunteers"
    """What volunteers gather from families, in Ukrainian."""
    MINISTRY = "ministry"
    """A ministry of the counterpart: one cell, surname first, in Russian."""
    CAMP = "camp"
    """A list of a camp, printed and scanned, in Russian."""
    INTERNATIONAL = "international"
    """An international body: Latin script, surname last."""
    MEDIATOR = "mediator"
    """A mediating state: Latin script, columns, mostly from Russian forms."""


class Field(StrEnum):
    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    BIRTHPLACE = "birthplace"
    UNIT = "unit"
    RANK = "rank"
    SERIAL = "serial"


class Kind(StrEnum):
    """What can befall a row."""

    OTHER_LANGUAGE = "other-language"
    LETTERS = "letters"
    YO = "yo"
    APOSTROPHE = "apostrophe"
    SOFT_SIGN = "soft-sign"
    TYPO = "typo"
    MIXED_SCHEMES = "mixed-schemes"
    ZGH = "zgh"
    ENGLISH_NAME = "english-name"
    OBLIQUE = "oblique"
    INITIALS = "initials"
    ORDER = "order"
    NO_PATRONYMIC = "no-patronymic"
    FEMININE = "feminine"
    HOMOGLYPHS = "homoglyphs"
    KEYBOARD = "keyboard"
    OCR = "ocr"
    CALL_SIGN_ONLY = "call-sign-only"
    CALL_SIGN_INSIDE = "call-sign-inside"
    NICKNAME = "nickname"
    RANK_INSIDE = "rank-inside"
    BLANKS = "blanks"
    GLUED = "glued"
    CUT = "cut"
    WRONG_NAME = "wrong-name"
    BIRTH_ABSENT = "birth-absent"
    YEAR_ONLY = "year-only"
    AGE_ONLY = "age-only"
    DAY_MONTH = "day-month"
    FIRST_JANUARY = "first-january"
    BIRTH_DIGIT = "birth-digit"
    SEX_WRONG = "sex-wrong"
    PLACE_ABSENT = "place-absent"
    PLACE_COARSE = "place-coarse"
    PLACE_OTHER = "place-other"
    UNIT_ABSENT = "unit-absent"
    UNIT_COARSE = "unit-coarse"
    UNIT_RENAMED = "unit-renamed"
    UNIT_MISNUMBERED = "unit-misnumbered"
    RANK_OFF = "rank-off"
    SERIAL_DIGIT = "serial-digit"


@dataclass(frozen=True, slots=True)
class Noise:
    """One kind: what it touches, its rates by sender, and why it happens."""

    kind: Kind
    field: Field
    percent: Mapping[SenderKind, float]
    why: str

    def rate(self, sender: SenderKind) -> float:
        """The chance, in [0, 1], for a row of this sender that it can befall."""
        return self.percent[sender] / 100


_K, _F = Kind, Field
# Percent by sender, in the order of `SenderKind`:
# registry, headquarters, volunteers, ministry, camp, international, mediator.
_TABLE: tuple[tuple[Kind, Field, tuple[float, ...], str], ...] = (
    # How the words of a name are spelled.
    (_K.OTHER_LANGUAGE, _F.NAME, (0.5, 1, 2, 2, 4, 0, 0),
     "taken over from a document in the other language: Николай among Микола"),
    (_K.LETTERS, _F.NAME, (0.5, 1, 2, 2, 3, 0, 0),
     "a keyboard or an ear of the other language: г for ґ, и for і, е for є, ы for и"),
    (_K.YO, _F.NAME, (0, 0, 0, 5, 2, 0, 0),
     "most Russian lists write е for ё, and some rows do not"),
    (_K.APOSTROPHE, _F.NAME, (1, 3, 5, 5, 5, 2, 4),
     "lost, or a quotation mark, a hard or a soft sign in its place"),
    (_K.SOFT_SIGN, _F.NAME, (0.5, 1, 2, 2, 3, 0, 0),
     "lost or added by ear"),
    (_K.TYPO, _F.NAME, (1, 1.5, 3, 2, 3, 2, 2),
     "from handwriting or dictation: a letter lost or doubled, two exchanged, the key beside it"),
    (_K.MIXED_SCHEMES, _F.NAME, (0, 0, 0, 0, 0, 3, 4),
     "surname as in one passport, given name as the clerk writes it: two tables in one name"),
    (_K.ZGH, _F.NAME, (0, 0, 0, 0, 0, 5, 5),
     "зг is zgh by the rule of 2010, and zg or zh where the clerk does not know it"),
    (_K.ENGLISH_NAME, _F.NAME, (0, 0, 0, 0, 0, 2, 1.5),
     "as the man calls himself in English: Eugene, Peter, Alexander, Julia"),
    # How the parts of a name are put down.
    (_K.OBLIQUE, _F.NAME, (0.2, 2, 1, 2, 5, 0, 0),
     "copied out of an order, where names stand in the genitive or dative"),
    (_K.INITIALS, _F.NAME, (0, 1.5, 1, 4, 3, 1, 1),
     "narrow columns and old habit: surname and initials"),
    (_K.ORDER, _F.NAME, (0.3, 1, 2, 0.5, 1, 2, 2),
     "against the order that the source declares: a row pasted from elsewhere"),
    (_K.NO_PATRONYMIC, _F.NAME, (0.5, 2, 5, 1, 4, 5, 5),
     "not known to whoever told the name, or no column for it"),
    (_K.FEMININE, _F.NAME, (0.5, 1, 1, 2, 4, 3, 3),
     "a woman's surname in her father's form, as in lists made for men"),
    (_K.CALL_SIGN_ONLY, _F.NAME, (0, 0.1, 0.4, 0, 0.4, 0, 0),
     "nobody knew more than the call sign"),
    (_K.CALL_SIGN_INSIDE, _F.NAME, (0, 1, 3, 0.2, 2, 0, 0),
     "the call sign stands in the cell of the name, in quotation marks or brackets"),
    (_K.NICKNAME, _F.NAME, (0, 0.2, 5, 0, 1, 0.5, 0.2),
     "families and friends tell the short form: Сашко, Ваня, Женя"),
    (_K.RANK_INSIDE, _F.NAME, (0, 2, 1, 1.5, 2, 1, 0.5),
     "the rank stands in the cell of the name, mostly abbreviated"),
    (_K.BLANKS, _F.NAME, (0.5, 1.5, 2, 1, 2, 1, 1),
     "doubled and hard blanks, zero-width marks, blanks at the ends: pasted from a page"),
    (_K.GLUED, _F.NAME, (0, 0.3, 0.5, 0.2, 1, 0.2, 0.2),
     "a blank lost between two words, or put into one, at the end of a printed line"),
    (_K.CUT, _F.NAME, (0.1, 0.2, 0.2, 0.3, 0.5, 0.3, 0.3),
     "the cell was narrower than the name, and its end is gone"),
    (_K.WRONG_NAME, _F.NAME, (0.1, 0.1, 0, 0.2, 0.2, 0.1, 0.1),
     "of rows of the dead: papers of another man were found on the body"),
    # How letters go wrong by machine.
    (_K.HOMOGLYPHS, _F.NAME, (0.5, 1, 1.5, 1, 2, 0.3, 0.3),
     "Latin letters in Cyrillic words or the reverse: typed without changing the layout back"),
    (_K.KEYBOARD, _F.NAME, (0.1, 0.3, 0.5, 0.2, 0.3, 0, 0),
     "a whole word in the other keyboard layout: Gtnhtyrj"),
    (_K.OCR, _F.NAME, (0, 0.3, 0.5, 0.5, 5, 0.5, 1),
     "read by machine from a scan: и and н, ш and щ, о and 0, m and rn"),
    # Birth.
    (_K.BIRTH_ABSENT, _F.BIRTH, (0.3, 1, 4, 1, 3, 1, 1),
     "not known, or not asked"),
    (_K.YEAR_ONLY, _F.BIRTH, (0.5, 1.5, 5, 1, 4, 2, 2),
     "only the year is known to whoever told it"),
    (_K.AGE_ONLY, _F.BIRTH, (0, 0.3, 5, 0.2, 2, 0.5, 0.5),
     "the age on the day of the list stands in place of the date"),
    (_K.DAY_MONTH, _F.BIRTH, (0.5, 1, 1, 1, 1, 3, 3),
     "day and month changed round, mostly where clerks of two habits work"),
    (_K.FIRST_JANUARY, _F.BIRTH, (0.3, 0.5, 1, 0.5, 1, 2, 2),
     "a program wanted a whole date and only the year was known"),
    (_K.BIRTH_DIGIT, _F.BIRTH, (0.5, 1, 1.5, 1.5, 2, 1, 1.5),
     "one digit read or typed wrong"),
    # What else is told of a person.
    (_K.SEX_WRONG, _F.SEX, (0.1, 0.2, 0.2, 0.2, 0.3, 0.3, 0.3),
     "filled in by default, or guessed from the name"),
    (_K.PLACE_ABSENT, _F.BIRTHPLACE, (1, 3, 5, 3, 5, 5, 5),
     "not asked"),
    (_K.PLACE_COARSE, _F.BIRTHPLACE, (1, 3, 5, 3, 5, 5, 5),
     "only the oblast"),
    (_K.PLACE_OTHER, _F.BIRTHPLACE, (1, 2, 4, 2, 2, 2, 2),
     "where the person lived or was called up"),
    (_K.UNIT_ABSENT, _F.UNIT, (1, 2, 5, 3, 5, 5, 5),
     "not told: prisoners need not tell it"),
    (_K.UNIT_COARSE, _F.UNIT, (0.5, 2, 5, 3, 5, 5, 5),
     "the brigade without the battalion"),
    (_K.UNIT_RENAMED, _F.UNIT, (1, 1, 2, 4, 4, 3, 3),
     "the name that the unit had before it was renamed"),
    (_K.UNIT_MISNUMBERED, _F.UNIT, (0.3, 1, 2, 2, 3, 2, 2),
     "one digit of the number, as heard or read"),
    (_K.RANK_OFF, _F.RANK, (1, 2, 3, 3, 4, 3, 3),
     "raised since, also after death, or confused with the next one"),
    (_K.SERIAL_DIGIT, _F.SERIAL, (0.2, 0.5, 1, 1, 2, 1, 1),
     "one digit read or typed wrong"),
)  # fmt: skip

NOISE: Mapping[Kind, Noise] = {
    kind: Noise(kind, field, dict(zip(SenderKind, percent, strict=True)), why)
    for kind, field, percent, why in _TABLE
}
"""Every kind once, in the order in which they are told."""
