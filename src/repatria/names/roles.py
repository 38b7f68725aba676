"""Which word of a name is which part.

The order is the source's, declared. Where a patronymic stands unmistakably elsewhere the declared
order still gives the first reading, and the other order the second, with a note. Only what no
declared order can mean is set right at once: an initial is never the surname beside a whole word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from repatria.base.messages import message
from repatria.names.model import Order, Sex
from repatria.names.reasons import Reason, reason
from repatria.names.tokens import Kind, Token

Words = tuple[int, ...]
"""Positions of the words of one part; empty where the part is not written."""


@dataclass(frozen=True, slots=True)
class Roles:
    surname: Words = ()
    given: Words = ()
    patronymic: Words = ()
    why: tuple[Reason, ...] = ()


_ELSEWHERE = message(
    "A patronymic stands where the declared order has another part; the other order is the second "
    "reading."
)
_OTHER_ORDER = message("Read in the other order than the declared one.")
_INITIALS = message("An initial cannot be the surname, so the other order is read.")
_MAY_BE_TURNED = message(
    "“{word}” stands where the surname stands and is a given name; the parts changed round are the "
    "second reading."
)
_TURNED = message("Read with surname and given name changed round.")
_NO_SURNAME = message("“{word}” looks like a patronymic, so that no surname is left.")
_BY_ORDER = message("Read by the declared order, “{word}” as the surname.")
_NO_PATRONYMIC = message("“{word}” stands where the patronymic stands and does not look like one.")
_CAPITALS = message("Capitals say that “{word}” is the surname, other than the declared order.")
_SECOND_GIVEN = message("“{word}” is read as a second given name.")
_ONE_WORD = message("One word stands alone; it is taken for the surname.")
_ALONE = message("“{word}” stands alone and can be another part than the surname.")
_ONE_INITIAL = message("Only an initial is written; it is taken for the given name.")
_MANY = message("There are more words than parts; a person should look at which is which.")
_DOUBLE_SURNAME = message("“{word}” is read as a double surname.")
_SECOND_IN_TWO = message("“{word}” is read as two given names.")


def roles(tokens: Sequence[Token], order: Order) -> tuple[Roles, ...]:
    """The ways in which the words can be parts, the likeliest first; never empty."""
    first = order is Order.SURNAME_FIRST
    capitals = tuple(at for at, each in enumerate(tokens) if each.capitals)
    if 0 < len(capitals) < len(tokens) < 5 and not _says_nothing(tokens, capitals):
        return _of_capitals(tokens, capitals, first)
    if len(tokens) == 3:
        return _of_three(tokens, first)
    if len(tokens) == 2:
        return _of_two(tokens, first)
    return _of_one(tokens[0]) if len(tokens) == 1 else _of_many(tokens, first)


def _says_nothing(tokens: Sequence[Token], capitals: Words) -> bool:
    """Whether the words in capitals are not apart, at one end and beside words in small letters."""
    others = [each for at, each in enumerate(tokens) if at not in capitals]
    together = capitals in (_span(0, len(capitals)), _span(len(others), len(tokens)))
    return not together or all(each.kind is not Kind.WORD for each in others)


def _of_capitals(tokens: Sequence[Token], capitals: Words, first: bool) -> tuple[Roles, ...]:
    """The surname in capitals beside names in small letters: the text itself says which it is."""
    leading = capitals[0] == 0
    why = () if leading is first else (reason(_CAPITALS, word=tokens[capitals[0]].text),)
    rest = tuple(at for at in range(len(tokens)) if at not in capitals)
    last = tokens[rest[-1]]
    if len(rest) == 2 and (last.patronymic or last.kind is not Kind.WORD):
        return (Roles(capitals, rest[:1], rest[1:], why),)
    if len(rest) == 2:
        return _with_second_given(tokens, Roles(capitals, rest[:1], rest[1:], why))
    return (Roles(capitals, rest, (), why),)


_SGP, _GPS = Roles((0,), (1,), (2,)), Roles((2,), (0,), (1,))


def _of_three(tokens: Sequence[Token], first: bool) -> tuple[Roles, ...]:
    declared, other = (_SGP, _GPS) if first else (_GPS, _SGP)
    if _fits(tokens, declared):
        return _with_turned(tokens, declared)
    if _is_initial(tokens, declared.surname) and not tokens[other.given[0]].patronymic:
        return (_because(other, reason(_INITIALS)),)
    if first and tokens[1].patronymic and _is_given_last(tokens):
        swapped = Roles((0,), (2,), (1,), (reason(_OTHER_ORDER),))
        return (_because(declared, reason(_ELSEWHERE)), swapped)
    if _fits(tokens, other):
        why = reason(_ELSEWHERE)
        return (_because(declared, why), _because(other, reason(_OTHER_ORDER)))
    at = declared.patronymic[0]
    if tokens[at].kind is not Kind.WORD or tokens[declared.given[0]].kind is not Kind.WORD:
        return (declared,)
    return _with_second_given(tokens, declared)


def _is_given_last(tokens: Sequence[Token]) -> bool:
    return tokens[2].given.known and not tokens[0].given.known


def _with_second_given(tokens: Sequence[Token], declared: Roles) -> tuple[Roles, Roles]:
    """A word at the patronymic's place that does not look like one: perhaps a second given name."""
    at = declared.patronymic[0]
    word = tokens[at].text
    second = Roles(declared.surname, tuple(sorted((*declared.given, at))), (),
                   (*declared.why, reason(_SECOND_GIVEN, word=word),))  # fmt: skip
    return (_because(declared, reason(_NO_PATRONYMIC, word=word)), second)


def _of_two(tokens: Sequence[Token], first: bool) -> tuple[Roles, ...]:
    declared, other = Roles((0,), (1,)), Roles((1,), (0,))
    if not first:
        declared, other = other, declared
    one, two = tokens
    if two.patronymic and not one.patronymic and one.kind is not Kind.ABSENT:
        return _with_patronymic(one, two, declared)
    # In “Сергій К.” with the surname last the initial is the surname's all the same.
    named = not first and one.given.known
    initial = _is_initial(tokens, declared.surname)
    if initial and not named and tokens[other.surname[0]].kind is Kind.WORD:
        return (_because(other, reason(_INITIALS)),)
    return _with_turned(tokens, declared)


def _with_turned(tokens: Sequence[Token], declared: Roles) -> tuple[Roles, ...]:
    """And surname and given name changed round, where only that gives a known given name."""
    surname, given = tokens[declared.surname[0]], tokens[declared.given[0]]
    common = surname.given.sex is not Sex.UNKNOWN
    if not common or given.given.known or given.kind is not Kind.WORD:
        return (declared,)
    turned = Roles(declared.given, declared.surname, declared.patronymic, (reason(_TURNED),))
    return (_because(declared, reason(_MAY_BE_TURNED, word=surname.text)), turned)


def _with_patronymic(one: Token, two: Token, declared: Roles) -> tuple[Roles, ...]:
    """A patronymic as the second of two words: Сергій Олександрович, Коваленко Олександрович."""
    without = Roles((), (0,), (1,), (reason(_NO_SURNAME, word=two.text),))
    surname = declared.surname == (1,)
    by_order = _because(
        declared if surname else Roles((0,), (), (1,)),
        reason(_BY_ORDER, word=two.text if surname else one.text),
    )
    if one.kind is Kind.INITIAL:
        return (without, by_order) if surname else (without,)
    likely = two.of_known and one.given.known and two.patronymic_sex is not _OTHER[one.given.sex]
    return (without, by_order) if likely else (by_order, without)


_OTHER = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE, Sex.UNKNOWN: None}


def _of_one(one: Token) -> tuple[Roles, ...]:
    if one.kind is Kind.INITIAL:
        return (Roles(given=(0,), why=(reason(_ONE_INITIAL),)),)
    surname = Roles(surname=(0,), why=(reason(_ONE_WORD),))
    why = (reason(_ALONE, word=one.text),)
    if one.patronymic:
        return (surname, Roles(patronymic=(0,), why=why))
    return (surname, Roles(given=(0,), why=why)) if one.given.known else (surname,)


def _of_many(tokens: Sequence[Token], first: bool) -> tuple[Roles, ...]:
    """Four words and more: two of them are one part."""
    count = len(tokens)
    initials = [at for at, each in enumerate(tokens) if each.kind is Kind.INITIAL]
    if initials in ([0, 1], [count - 2, count - 1]):
        words = tuple(at for at in range(count) if at not in initials)
        return (Roles(words, (initials[0],), (initials[1],), _told(tokens, words)),)
    at = _place_of_patronymic(tokens, first)
    if at is None:
        at = 1 if first else count - 1
        surname, given = _span(0, at), _span(at, count)
        surname, given = (surname, given) if first else (given, surname)
        return (Roles(surname, given, (), (reason(_MANY),)),)
    if at < count - 1:
        surname = _span(at + 1, count)
        return (Roles(surname, _span(0, at), (at,), _told(tokens, surname)),)
    one = Roles(_span(0, at - 1), (at - 1,), (at,), _told(tokens, _span(0, at - 1)))
    given = _span(1, at)
    text = " ".join(tokens[each].text for each in given)
    two = Roles((0,), given, (at,), (reason(_SECOND_IN_TWO, word=text),))
    both = all(tokens[each].given.known for each in given)
    return (two, one) if both else (one, two)


def _place_of_patronymic(tokens: Sequence[Token], first: bool) -> int | None:
    """Where the patronymic stands: at the end or after a given name, by the order the likelier."""
    last = len(tokens) - 1
    inside = [at for at in range(1, last) if tokens[at].patronymic]
    at_end = tokens[last].patronymic
    if first:
        return last if at_end else next(iter(inside), None)
    return next(iter(inside), last if at_end else None)


def _told(tokens: Sequence[Token], surname: Words) -> tuple[Reason, ...]:
    if len(surname) < 2:
        return ()
    word = " ".join(tokens[each].text for each in surname)
    return (reason(_DOUBLE_SURNAME, word=word),)


def _fits(tokens: Sequence[Token], one: Roles) -> bool:
    """Whether what stands at the patronymic's place can be one, and nothing speaks against it."""
    at = tokens[one.patronymic[0]]
    if _is_initial(tokens, one.surname):
        return False
    if at.kind is Kind.INITIAL:
        return not tokens[one.given[0]].patronymic or tokens[one.given[0]].given.known
    return at.patronymic or at.kind is Kind.ABSENT


def _is_initial(tokens: Sequence[Token], at: Words) -> bool:
    return tokens[at[0]].kind is Kind.INITIAL


@lru_cache(maxsize=1 << 10)
def _span(start: int, end: int) -> Words:
    return tuple(range(start, end))


def _because(one: Roles, why: Reason) -> Roles:
    return Roles(one.surname, one.given, one.patronymic, (*one.why, why))
