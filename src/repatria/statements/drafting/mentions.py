"""Where a text names the parties, and what the grammar around makes of each mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from repatria.statements.drafting.lexicon import Lexicon, Words
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.number_words import NUMBER_WORDS
from repatria.statements.drafting.party_words import CASES, PartyWords
from repatria.statements.drafting.prose import rule


class Place(StrEnum):
    """What a party is in its sentence."""

    SUBJECT = "subject"
    TO = "to"
    FROM = "from"
    BY = "by"
    BELONGS = "belongs"
    """The people or remains are said to be of this party."""
    PEOPLE = "people"
    """A word for the party's people by itself: theirs, and able to act."""
    AT = "at"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    span: Span
    party: str
    place: Place


def mentions(
    low: str, parties: Mapping[str, PartyWords], lexicon: Lexicon, language: str
) -> tuple[Mention, ...]:
    """Every mention of a side (not of an intermediary) in a folded text."""
    found: list[Mention] = []
    for code, words in parties.items():
        if words.intermediary:
            continue
        forms = words.of(language)
        cases = {case: getattr(forms, case) for case in CASES}
        found.extend(_names(low, code, cases, lexicon))
        found.extend(_adjectives(low, code, forms.adjective, lexicon))
        people = rule(*forms.people).finditer(low)
        found.extend(Mention(Span(*match.span()), code, Place.PEOPLE) for match in people)
    return tuple(sorted(found))


def _names(low: str, code: str, cases: Mapping[str, Words], lexicon: Lexicon) -> Iterator[Mention]:
    forms = {form for words in cases.values() for form in words}
    for match in rule(*sorted(forms)).finditer(low):
        span = Span(*match.span())
        if lexicon.be:
            yield Mention(span, code, _english(low, span, lexicon))
            continue
        held = frozenset(case for case in CASES if rule(*cases[case]).fullmatch(match[0]))
        yield Mention(span, code, _by_case(low, span.start, held, lexicon))


def _adjectives(low: str, code: str, words: Words, lexicon: Lexicon) -> Iterator[Mention]:
    for match in rule(*words).finditer(low):
        span = Span(*match.span())
        yield Mention(span, code, _of_adjective(low, span, lexicon))


def _of_adjective(low: str, span: Span, lexicon: Lexicon) -> Place:
    tail = low[span.end : span.end + 60]
    for case, nouns in lexicon.sides.items():
        side = re.match(rf"\s+(?:\w+\s+)?(?:{rule(*nouns).pattern})", tail)
        if side is not None:
            if lexicon.be:
                return preposed(low, span.start, lexicon) or Place.SUBJECT
            held = frozenset(
                name
                for name, row in lexicon.sides.items()
                if rule(*row).fullmatch(side[0].split()[-1])
            )
            return _by_case(low, span.start, held | {case}, lexicon)
    if re.match(rf"\s+(?:\w+\s+)?(?:{rule(*lexicon.captivity).pattern})", tail):
        return Place.FROM if preposed(low, span.start, lexicon) is Place.FROM else Place.AT
    verbs = (*lexicon.give, *lexicon.take, *lexicon.back, *lexicon.free)
    if not lexicon.be and re.match(rf"\s+(?:{rule(*verbs).pattern})", tail):
        return Place.SUBJECT
    if not lexicon.be and re.match(r"\s+[—–-]\s", tail):
        # «…, а північна — п'ятнадцять»: the noun is left out.
        from_ = preposed(low, span.start, lexicon) is Place.FROM
        return Place.FROM if from_ else Place.SUBJECT
    people = (*lexicon.prisoner, *lexicon.person, *lexicon.body, *lexicon.dead, *lexicon.civilian)
    counted = (*people, *lexicon.wounded, *lexicon.fragment)
    near = re.match(
        rf"(?:[\s,]+[\w'-]+){{0,3}}?[\s,]+(?:and\s+)?(?:{rule(*counted).pattern})", tail
    )
    if near is not None:
        return Place.BELONGS
    head = low[max(0, span.start - 40) : span.start]
    if (
        re.search(r"\d\s+$", head)
        or _COUNT.search(head)
        or re.search(rf"(?:{rule(*counted).pattern})\s+$", head)
    ):
        return Place.BELONGS
    return Place.OTHER


_COUNT = re.compile(
    rf"(?:{rule(*sorted(word for row in NUMBER_WORDS.values() for word in row)).pattern})\s+$"
)
# «з території, підконтрольної …»: a dative or instrumental that receives nothing.
_HELD = re.compile(r"(?:підконтрольн|контрольован|подконтрольн|контролируем)\w+\s+(?:\w+\s+)?$")
_OUT = re.compile(r"(?<!\w)(?:с|со|з|із|зі|из)\s+(?:территори|територі|подконтрольн|підконтрольн)")


@lru_cache(maxsize=64)
def _preposition(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?:{rule(*words).pattern})\s+(?:the\s+)?$")


def preposed(low: str, at: int, lexicon: Lexicon) -> Place | None:
    """What the preposition before a place makes of the party there; `None` without one."""
    head = low[max(0, at - 40) : at]
    rows = (
        (lexicon.by, Place.BY),
        (lexicon.from_, Place.FROM),
        (lexicon.to, Place.TO),
        (lexicon.of, Place.BELONGS),
        (lexicon.at, Place.AT),
        (lexicon.within, Place.OTHER),
    )
    for words, place in rows:
        if words and _preposition(words).search(head):
            return place
    return None


def _english(low: str, span: Span, lexicon: Lexicon) -> Place:
    before = preposed(low, span.start, lexicon)
    tail = low[span.end : span.end + 60]
    if re.match(r"[\s-]+(?:controlled|held|occupied)", tail):
        return Place.FROM if before is Place.FROM else Place.AT
    if tail.startswith("'s") or re.match(r"'\s", tail):
        nouns = (*lexicon.give_noun, *lexicon.back_noun)
        if re.match(rf"'s?\s+(?:\w+\s+)?(?:{rule(*nouns).pattern})", tail):
            return Place.SUBJECT
        sides = rule(*lexicon.sides[""]).pattern
        if re.match(rf"'s?\s+(?:\w+\s+)?(?:{sides})", tail):
            return before or Place.SUBJECT
        return Place.BELONGS
    if before is Place.TO and re.search(r"according\s+to\s+(?:the\s+)?$", low[: span.start][-30:]):
        return Place.OTHER
    if before is Place.OTHER and re.search(r"(?<!between )\band\s+$", low[: span.start][-20:]):
        return Place.SUBJECT
    return before or Place.SUBJECT


def _counted_before(head: str, lexicon: Lexicon) -> bool:
    last = re.search(r"([\w'/-]+)\s+$", head)
    people = (*lexicon.prisoner, *lexicon.person, *lexicon.body, *lexicon.dead, *lexicon.civilian)
    return last is not None and rule(*people).fullmatch(last[1]) is not None


def _by_case(low: str, at: int, held: frozenset[str], lexicon: Lexicon) -> Place:
    """The place of a form that stands in the cases `held`, by the preposition before it."""
    head = low[max(0, at - 40) : at]

    def after(words: Words) -> bool:
        return bool(words) and _preposition(words).search(head) is not None

    if {"subject", "of"} <= held and _counted_before(head, lexicon):
        # A name of one form for all cases: «205 военнослужащих РФ».
        return Place.BELONGS
    if _HELD.search(head):
        return Place.FROM if _OUT.search(head) else Place.AT
    if "of" in held and after(lexicon.by):
        return Place.BY
    if "of" in held and after(lexicon.from_):
        return Place.FROM
    if "of" in held and not held & {"at", "object", "to"} and re.search(r"(?<!\w)[ву]\s+$", head):
        # «забрали у Києва», «в Росії» in the genitive only: from them.
        return Place.FROM
    if held & {"object", "of", "to"} and after(lexicon.to):
        # «в Россию», «до України» lead there; «в России», «на Україні» do not.
        if "object" in held or ("of" in held and re.search(r"(?:до|для)\s+$", head)):
            return Place.TO
        return Place.TO if re.search(r"к\s+$", head) else Place.AT
    if "by" in held:
        return Place.OTHER if after(lexicon.within) else Place.BY
    if after((*lexicon.at, *lexicon.from_, "о", "об", "про", "по", "за")):
        return Place.AT
    if "subject" in held:
        return Place.SUBJECT
    if "to" in held and "of" not in held:
        return Place.TO
    if held == {"of"}:
        return Place.BELONGS
    if "to" in held:
        last = re.search(r"([\w'-]+)\s+$", head)
        people = (*lexicon.prisoner, *lexicon.person, *lexicon.body, *lexicon.dead,
                  *lexicon.civilian, *lexicon.offices, *lexicon.data)  # fmt: skip
        belongs = last is not None and rule(*people).fullmatch(last[1]) is not None
        return Place.BELONGS if belongs else Place.TO
    return Place.OTHER
