"""Words whose parts are known, made into a reading: their sex, their case, their nominatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from repatria.base.messages import message
from repatria.names.agreement import OPPOSITE, Agreement, agreements
from repatria.names.cases import Case, nominatives
from repatria.names.model import Part, PartKind, Reading, Script, Sex
from repatria.names.parts import part
from repatria.names.reasons import Reason, reason
from repatria.names.roles import Roles
from repatria.names.tokens import Kind, Token, joined

_CASES = {
    Case.GENITIVE: message("The name is read as written in the genitive."),
    Case.DATIVE: message("The name is read as written in the dative."),
    Case.ACCUSATIVE: message("The name is read as written in the accusative."),
    Case.INSTRUMENTAL: message("The name is read as written in the instrumental."),
    Case.LOCATIVE: message("The name is read as written in the locative."),
}
_SEXES = {
    Sex.MALE: message("“{word}” is a man's; what else is told is a woman's."),
    Sex.FEMALE: message("“{word}” is a woman's; what else is told is a man's."),
}

_NEARLY = 2
"""How much dearer another agreement may be and still be a reading."""

Three = tuple[Token | None, Token | None, Token | None]
_KINDS = (PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC)


def readings_of(tokens: Sequence[Token], roles: Roles, sex: Sex) -> tuple[Reading, ...]:
    """One reading, or two where the words can stand in two cases and mean two people."""
    three: Three = (
        _taken(tokens, roles.surname),
        _taken(tokens, roles.given),
        _taken(tokens, roles.patronymic),
    )
    _, given, patronymic = three
    if _is_nominative(given, patronymic):
        return (_nominative(three, sex, roles.why),)
    words = tuple(
        (one.text, kind)
        for one, kind in zip(three, _KINDS, strict=True)
        if one is not None and _agrees(one, kind)
    )
    if len(words) < 2:
        return (_alone(three, sex, roles.why),)
    known = sex
    if sex is Sex.UNKNOWN and patronymic is not None:
        known = patronymic.patronymic_sex
    found = agreements(words, known)
    return tuple(_agreed(three, each, sex, roles.why) for each in _likely(found))


def _agrees(one: Token, kind: PartKind) -> bool:
    """Whether the word's ending tells a case. That of an unknown patronymic may be its slip."""
    if one.kind is not Kind.WORD or one.script is not Script.CYRILLIC:
        return False
    return kind is not PartKind.PATRONYMIC or one.patronymic


def _taken(tokens: Sequence[Token], at: tuple[int, ...]) -> Token | None:
    if len(at) == 1:
        one = tokens[at[0]]
        return None if one.kind is Kind.ABSENT else one
    kept = tuple(tokens[each] for each in at if tokens[each].kind is not Kind.ABSENT)
    return joined(kept) if kept else None


def _is_nominative(given: Token | None, patronymic: Token | None) -> bool:
    """Whether one word can stand in no other case, so that none of them does."""
    if patronymic is not None and patronymic.patronymic:
        return patronymic.nominative
    return given is not None and given.given.nominative


def _nominative(three: Three, declared: Sex, why: tuple[Reason, ...]) -> Reading:
    surname, given, patronymic = three
    told = declared
    contradictions: list[Reason] = []
    if patronymic is not None and patronymic.patronymic:
        told = _sex(told, patronymic, patronymic.patronymic_sex, contradictions)
    if given is not None:
        told = _sex(told, given, given.given.sex, contradictions)
    if surname is not None and told is not Sex.UNKNOWN:
        told = _sex(told, surname, surname.surname_sex, contradictions)
    # Where the words contradict each other no form is left out on the word of one of them.
    sex = Sex.UNKNOWN if contradictions else told
    return Reading(
        _part(surname, PartKind.SURNAME, sex, itself=True),
        _part(given, PartKind.GIVEN, sex, itself=True),
        _part(patronymic, PartKind.PATRONYMIC, sex, itself=True),
        told,
        (*why, *contradictions) if contradictions else why,
    )


def _sex(told: Sex, one: Token, says: Sex, contradictions: list[Reason]) -> Sex:
    if says is Sex.UNKNOWN or says is told:
        return told
    if told is Sex.UNKNOWN:
        return says
    contradictions.append(reason(_SEXES[says], word=one.text))
    return told


def _alone(three: Three, declared: Sex, why: tuple[Reason, ...]) -> Reading:
    """One word with initials, or Latin words: each part is all that it can be alone."""
    surname, given, patronymic = three
    contradictions: list[Reason] = []
    told = declared
    if patronymic is not None:
        told = _sex(told, patronymic, patronymic.patronymic_sex, contradictions)
    if given is not None:
        told = _sex(told, given, given.given.sex, contradictions)
    if surname is not None and surname.only_hers:
        told = _sex(told, surname, Sex.FEMALE, contradictions)
    sex = Sex.UNKNOWN if contradictions else told
    return Reading(
        _part(surname, PartKind.SURNAME, sex),
        _part(given, PartKind.GIVEN, sex),
        _part(patronymic, PartKind.PATRONYMIC, sex),
        told,
        (*why, *contradictions),
    )


def _likely(found: tuple[Agreement, ...]) -> list[Agreement]:
    """The cheapest agreement, and that of the other sex if it reads the words otherwise at little
    more cost: Ковальова Олександра is a woman, or a man in the genitive.

    Where the two sexes read the words alike, the sex is not told.
    """
    best = found[0]
    other = next((each for each in found if each.sex is not best.sex), None)
    if other is None or other.cost > best.cost + _NEARLY:
        return [best]
    return [replace(best, sex=Sex.UNKNOWN)] if other.texts == best.texts else [best, other]


def _agreed(three: Three, found: Agreement, declared: Sex, why: tuple[Reason, ...]) -> Reading:
    sex = found.sex if declared is Sex.UNKNOWN else declared
    contradictions: list[Reason] = []
    _, given, patronymic = three
    if patronymic is not None:
        sex = _sex(sex, patronymic, patronymic.patronymic_sex, contradictions)
    if found.case is Case.NOMINATIVE and given is not None:
        sex = _sex(sex, given, given.given.sex, contradictions)
    made = [
        _part(one, kind, sex)
        if one is None or not _agrees(one, kind)
        else _written(part(one.text, kind, sex, agreed_texts(one.text, kind, found.case, sex)), one)
        for one, kind in zip(three, _KINDS, strict=True)
    ]
    told = why if found.case is Case.NOMINATIVE else (*why, reason(_CASES[found.case]))
    return Reading(made[0], made[1], made[2], sex, (*told, *contradictions))


@lru_cache(maxsize=1 << 15)
def agreed_texts(word: str, kind: PartKind, case: Case, sex: Sex) -> tuple[str, ...]:
    """The nominatives of a word in this case; itself where it does not show the case."""
    forms = nominatives(word, kind, sex)
    texts = tuple(form.text for form in forms if case in form.cases and form.sex is not _not(sex))
    return texts or tuple(form.text for form in forms if form.case is Case.NOMINATIVE)[:1]


def _not(sex: Sex) -> Sex | None:
    return OPPOSITE.get(sex)


def _part(one: Token | None, kind: PartKind, sex: Sex, *, itself: bool = False) -> Part | None:
    if one is None:
        return None
    if itself and one.kind is not Kind.INITIAL:
        return _written(part(one.text, kind, sex, one.itself), one)
    return _written(part(one.text, kind, sex), one)


def _written(made: Part, one: Token) -> Part:
    """The part as the source wrote it, with what was noticed about the word."""
    if one.plain:
        return made
    return replace(made, written=one.written, notes=(*made.notes, *one.notes))
