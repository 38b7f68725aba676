"""Two parts of a name compared: the level (`part_levels`), and the sentence that says why.

Patronymics of a brother and a sister name the same father, and Іванов and Іванова are one surname:
here both are *variant*. Of which sex a person is is compared apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from repatria.base.messages import message
from repatria.names.cases import folded
from repatria.names.keys import is_loose
from repatria.names.lemmas import full_names
from repatria.names.levels import Level
from repatria.names.model import Part, PartKind, Verdict
from repatria.names.part_levels import cut_off, is_double, part_level, slips
from repatria.names.reasons import Reason, reason

_NEITHER: Mapping[PartKind, str] = {
    PartKind.SURNAME: message("Neither side gives a surname."),
    PartKind.GIVEN: message("Neither side gives a given name."),
    PartKind.PATRONYMIC: message("Neither side gives a patronymic."),
}
_ONE: Mapping[PartKind, str] = {
    PartKind.SURNAME: message("Only one side gives a surname: “{word}”."),
    PartKind.GIVEN: message("Only one side gives a given name: “{word}”."),
    PartKind.PATRONYMIC: message("Only one side gives a patronymic: “{word}”."),
}
_DIFFERENT: Mapping[PartKind, str] = {
    PartKind.SURNAME: message("“{left}” and “{right}” are different surnames."),
    PartKind.GIVEN: message("“{left}” and “{right}” are different given names."),
    PartKind.PATRONYMIC: message("“{left}” and “{right}” name different fathers."),
}
_OTHER_SEX = message("“{left}” and “{right}” are a man's and a woman's name.")

_SAME = message("Both are “{left}”.")
_ALIKE = message("“{left}” and “{right}” are the same word.")
_ONE_WORD = message("“{left}” and “{right}” are forms of one word.")

_LANGUAGES = message("“{left}” and “{right}” are one name in Ukrainian and Russian.")
_SHORT = message("“{short}” can be short for “{full}”, or its form in another language.")
_FORMS = message("“{left}” and “{right}” can be forms of one name.")
_FATHER = message("“{left}” and “{right}” name the same father.")
_FAMILY = message("“{left}” and “{right}” are the surname of a man and of a woman of one family.")
_HALF = message("“{left}” and “{right}” share one half of a double name.")

_TRANSLITERATED = message("“{left}” and “{right}” can be transliterations of one name.")
_SPELT = message("“{left}” and “{right}” can be spellings of one name.")
_SOUND = message(
    "“{left}” and “{right}” differ only in vowels or softness, as Ukrainian and Russian do."
)
_ONE_SLIP = message("“{left}” and “{right}” differ by one letter, as by a slip.")
_TWO_SLIPS = message("“{left}” and “{right}” differ by two letters, as by slips.")
_CUT = message("“{short}” can be “{word}” cut off.")

_BOTH_INITIALS = message("“{left}” and “{right}” can be one initial.")
_INITIAL = message("“{initial}” can be “{word}”.")
_NOT_INITIALS = message("“{left}” and “{right}” are different initials.")
_NOT_INITIAL = message("“{initial}” cannot be “{word}”.")


def compare_parts(kind: PartKind, left: Part | None, right: Part | None) -> Verdict:
    """The level of two parts of that kind, and the sentence why."""
    level = part_level(left, right)
    if left is None or right is None:
        return Verdict(kind.value, level, _absent(kind, left or right))
    if left.initial or right.initial:
        return Verdict(kind.value, level, _initial(level is Level.INITIAL, left, right))
    if level is Level.SAME and left.written == right.written:
        return Verdict(kind.value, level, Reason(_SAME, (("left", left.written),)))
    if level is Level.VARIANT and kind is PartKind.GIVEN:
        return Verdict(kind.value, level, _variant_given(left, right))
    if level is Level.SPELLING:
        return Verdict(kind.value, level, _spelling(left, right))
    template = _template(kind, level, left, right)
    return Verdict(
        kind.value, level, Reason(template, (("left", left.written), ("right", right.written)))
    )


def _template(kind: PartKind, level: Level, left: Part, right: Part) -> str:
    if level is Level.SAME:
        return _ALIKE if folded(left.written) == folded(right.written) else _ONE_WORD
    if level is Level.VARIANT:
        return _FATHER if kind is PartKind.PATRONYMIC else _variant_surname(left, right)
    if kind is PartKind.GIVEN and _differ_by_sex(left, right):
        return _OTHER_SEX
    return _DIFFERENT[kind]


def _absent(kind: PartKind, there: Part | None) -> Reason:
    if there is None:
        return Reason(_NEITHER[kind])
    return reason(_ONE[kind], word=there.written)


def _initial(agree: bool, left: Part, right: Part) -> Reason:
    if left.initial and right.initial:
        template = _BOTH_INITIALS if agree else _NOT_INITIALS
        return reason(template, left=left.written, right=right.written)
    short, word = (left, right) if left.initial else (right, left)
    return reason(_INITIAL if agree else _NOT_INITIAL, initial=short.written, word=word.written)


def _variant_given(left: Part, right: Part) -> Reason:
    short = _is_short(left), _is_short(right)
    if short == (True, False) and not _half(left, right):
        return reason(_SHORT, short=left.written, full=right.written)
    if short == (False, True) and not _half(left, right):
        return reason(_SHORT, short=right.written, full=left.written)
    template = _FORMS if short == (True, True) else _variant(left, right)
    return reason(template, left=left.written, right=right.written)


def _variant_surname(left: Part, right: Part) -> str:
    if _feminine(left) != _feminine(right):
        return _FAMILY
    return _variant(left, right)


def _variant(left: Part, right: Part) -> str:
    if _half(left, right):
        return _HALF
    if _latin(left) != _latin(right):
        return _TRANSLITERATED if _share_strict(left, right) else _LANGUAGES
    if left.keys[0] == right.keys[0]:
        return _SPELT
    return _FORMS if _latin(left) else _LANGUAGES


def _is_short(part: Part) -> bool:
    return any(full_names(key) for key in part.keys)


def _share_strict(left: Part, right: Part) -> bool:
    return any(key in right.keys for key in left.keys if not is_loose(key))


def _half(left: Part, right: Part) -> bool:
    return is_double(left) != is_double(right)


def _spelling(left: Part, right: Part) -> Reason:
    if _share_strict(left, right):
        template = _SPELT if _latin(left) == _latin(right) else _TRANSLITERATED
    elif any(key in right.keys for key in left.keys):
        template = _SOUND
    else:
        count = slips(left, right)
        if not count:
            short, word = (left, right) if cut_off(left, right) is left else (right, left)
            return reason(_CUT, short=short.written, word=word.written)
        template = _ONE_SLIP if count == 1 else _TWO_SLIPS
    return reason(template, left=left.written, right=right.written)


def _differ_by_sex(left: Part, right: Part) -> bool:
    """Whether the names differ by a last `a` alone: Олександр, Олександра."""
    if not left.keys or not right.keys:
        return False
    one, other = left.keys[0], right.keys[0]
    return one + "a" == other or other + "a" == one


def _feminine(part: Part) -> bool:
    return part.texts[0][-1] in "аяa"


def _latin(part: Part) -> bool:
    return part.texts[0].isascii()
