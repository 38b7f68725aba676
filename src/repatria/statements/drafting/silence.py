"""Statements that no number is given: “did not specify how many”, «число не называется»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from repatria.statements.drafting.clauses import Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.silence_words import (
    ABOUT,
    ASKED,
    BARE,
    ELSEWHERE,
    POINTED,
    UNSAID,
)
from repatria.statements.drafting.speakers import INTERMEDIARY, OUTLET, Candidate

_FIRST_PERSON = re.compile(
    r"(?:(?<!\w)(?:we|i|ми|мы|я)\s+(?:[\w']+\s+){0,4}(?:not|n't|не|no|cannot|can't|"
    r"won't)(?!\w)[^.;:]*"
    r"|(?<!\w)не\s+\w+(?:ємо|емо|имо|їмо|уем|аем|яем|скажу|дам|можу|могу|назову|назву))\Z"
)
# «Минобороны её не анонсировало».
_IT_BEFORE = re.compile(r"(?<!\w)(?:её|ее|його|її|об\s+этом|про\s+це|цього|этого)\s+(?:\w+\s+)?$")
# “Who asked not to be named”, «просив не називати його».
_ASKED_NOT = re.compile(
    r"(?<!\w)(?:asked|requested|wished|wanted|preferred|просив\w*|попросив\w*|просил\w*|"
    r"попросил\w*|воліє|волів|пожелал\w*|побажа\w+|умов\w+|услови\w+)\s+(?:\w+\s+)?$"
)
# «Відмовилася забрати 250»: a refusal to do something else than speak.
_REFUSES = re.compile(r"(?:отказ|откаж|відмов)\w*")
_ACTS = re.compile(
    r"\s+(?:\w+\s+)?(?!(?:говор|назв|назив|наз|комент|ком|сказ|сооб|повід|уточн|отвеч|відпов|"
    r"розкр|раскр|розгол|разгл|підтв|подтв|поясн|объясн|давати|дати|давать|дать|оголош|озвуч|"
    r"пуб|оприл|обнар|вказ|указ|надав|надат|предост|обговор|обсужд|розпов|расск))"
    r"\w+(?:ти|ть|тися|ться)(?!\w)"
)
# “Nobody commented on it”: of whom nothing is told.
_NOBODY = re.compile(r"(?<!\w)(?:ніхто|никто|nobody|no\s+one)(?!\w)")
# «О российских не обмолвились»: the noun is left out.
_ADJECTIVE = re.compile(
    r"(?<!\w)(?:о|об|про|щодо)\s+(?:тих\s+|тех\s+)?[\w-]+(?:ских|ських|цких|цьких)(?=\s+(?:не|ни|ані|ні|мовч|молч|промовч|умолч))"
)
_PAID = re.compile(r"(?<!\w)(?:paid|pays?|cost|costs|spent|spends?|price|worth|earn\w*)(?!\w)")
_ON, _BACK, _FAR, _NEAR = 90, 110, 160, 30


@dataclass(frozen=True, slots=True)
class Silence:
    """A place where the text says that a number was not said."""

    span: Span
    verb: Span
    nobody: bool
    """Neither side gave one: the text speaks, about both."""
    speaker: Candidate | None


def silences(
    low: str, sentence: Span, rows: tuple[Candidate, ...], lexicon: Lexicon, *, told: bool = False
) -> Iterator[Silence]:
    """The silences of one sentence: a verb of not saying, with what was not said near it.

    `told`: figures were told before, so that a bare “did not comment” is silence on them.
    """
    end = sentence.start
    last: Span | None = None
    for verb in _verbs(low, sentence, lexicon):
        if verb.start < end:
            continue
        if _anonymous(low, verb) or (
            _REFUSES.fullmatch(low, verb.start, verb.end)
            and _ACTS.match(low, verb.end, sentence.end)
        ):
            continue
        found = _topic(low, sentence, verb, lexicon)
        if found is None and not (told and _bare(low, sentence, verb)):
            continue
        if found is not None and found == last:
            continue
        last = found
        topic = found or verb
        span = Span(min(verb.start, topic.start), max(verb.end, topic.end))
        head = Span(sentence.start, verb.end)
        if found is None and _NOBODY.search(low, max(sentence.start, verb.start - 25), verb.end):
            continue
        nobody = rule(*lexicon.neither).search(low, head.start, head.end) is not None
        who = None if nobody else _speaker(low, sentence, verb, rows, not lexicon.be)
        if found is None and who is None and not nobody and not _first_person(low, sentence, verb):
            continue
        end = span.end
        yield Silence(span, verb, nobody, who)


def _verbs(low: str, sentence: Span, lexicon: Lexicon) -> list[Span]:
    """Every verb of not saying; of two that meet, the longer."""
    every = [
        Span(*match.span())
        for shape in (rule(*lexicon.unsaid), UNSAID)
        for match in shape.finditer(low, sentence.start, sentence.end)
        if match[0]
    ]
    kept: list[Span] = []
    for one in sorted(every, key=lambda span: span.start - span.end):
        if not any(one.meets(other) for other in kept):
            kept.append(one)
    return sorted(kept)


def _topic(low: str, sentence: Span, verb: Span, lexicon: Lexicon) -> Span | None:
    """What was not said: a number or who would be counted, after the verb, in it, or before it."""
    counted = (
        *lexicon.body, *lexicon.dead, *lexicon.prisoner, *lexicon.person, *lexicon.civilian,
        *lexicon.wounded, *lexicon.swap_noun, *lexicon.give_noun, *lexicon.back_noun,
    )  # fmt: skip
    about = rf"{ABOUT}(?:{rule(*counted).pattern})"
    shapes = (rule(*lexicon.asked), ASKED, _ADJECTIVE, _compiled(about))
    stop = min(sentence.end, verb.end + _ON)
    after = [match for shape in shapes if (match := shape.search(low, verb.end, stop)) is not None]
    after = [one for one in after if not re.search(r"[;:]", low[verb.end : one.start()])]
    if after:
        first = [one for one in after if one.re is not shapes[-1]] or after
        return Span(*min(first, key=lambda one: one.start()).span())
    inside = [match for shape in shapes if (match := shape.search(low, verb.start, verb.end))]
    if inside:
        return Span(*inside[0].span())
    back = max(sentence.start, verb.start - _BACK)
    before = [
        match
        for shape in shapes
        for match in shape.finditer(low, back, verb.start)
        if _PAID.search(low, match.end(), verb.start) is None
        and match[0] not in ("ли", "чи", "if", "whether")
    ]
    return Span(*max(before, key=lambda one: one.start()).span()) if before else None


def _first_person(low: str, sentence: Span, verb: Span) -> bool:
    """“We do not comment on it”: whoever speaks is silent."""
    head = low[max(sentence.start, verb.start - 25) : verb.start]
    return re.search(r"(?<![\w'])(?:we|i|ми|мы|я)\s+(?:[\w']+\s+)?$", head) is not None


def _anonymous(low: str, verb: Span) -> bool:
    """“Asked not to be named”: who is not named, and no number."""
    if re.search(r"authori[sz]ed|allowed|permitted", low[verb.start : verb.end]) is not None:
        return True
    named = re.match(r"(?:не|not)\s", low[verb.start : verb.start + 4]) is not None
    return named and _ASKED_NOT.search(low, max(0, verb.start - 30), verb.start) is not None


@lru_cache(maxsize=32)
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape)


def _bare(low: str, sentence: Span, verb: Span) -> bool:
    """Whether the silence needs no topic, and none of something else follows it."""
    bare = BARE.search(low, verb.start, min(sentence.end, verb.end + 25))
    if bare is None or bare.start() > verb.end:
        pointed = POINTED.search(low, verb.start, min(sentence.end, verb.end + _NEAR))
        head = low[max(sentence.start, verb.start - _NEAR // 2) : verb.start]
        return pointed is not None or _IT_BEFORE.search(head) is not None
    head = low[max(sentence.start, verb.start - 8) : verb.start]
    if re.search(r"(?<!\w)(?:это|это не|це|це не)\s+$", head) is not None:
        return False
    return ELSEWHERE.match(low, bare.end(), sentence.end) is None


def _speaker(
    low: str, sentence: Span, verb: Span, rows: tuple[Candidate, ...], inflected: bool
) -> Candidate | None:
    """Who did not say it: the nearest before the verb, in an inflected language also after it.

    There “in the capital they did not say” names a speaker too.
    """
    if _FIRST_PERSON.search(low, sentence.start, verb.end):
        # “We do not comment on it”: whoever says the whole sentence.
        return None
    before = [
        row
        for row in rows
        if row.spoken
        and (row.acts or inflected)
        and row.rank != OUTLET
        and sentence.start <= row.span.start
        and 0 <= verb.start - row.span.end <= _FAR
        and low[row.span.end : verb.start].count(",") < 3
        and not re.search(r"[;:]", low[row.span.end : verb.start])
    ]
    if before:
        return min(before, key=lambda row: (row.rank > INTERMEDIARY, -row.span.end, row.rank))
    after = [
        row
        for row in rows
        if row.rank != OUTLET
        and row.span.end <= sentence.end
        and re.fullmatch(r"\s+(?:by\s+(?:the\s+)?)?", low[verb.end : row.span.start])
        and (row.acts or low[: row.span.start].rstrip().endswith(("by", "by the")))
    ]
    return min(after, key=lambda row: row.rank) if after else None


def speaks_of_handing(silence: Silence, acts: tuple[Event, ...]) -> Event | None:
    """The act that the unsaid number belongs to: the first after it, else the last before."""
    after = [event for event in acts if event.span.start >= silence.span.end]
    before = [event for event in acts if event.span.end <= silence.span.start]
    inside = [event for event in acts if silence.span.holds(event.span)]
    found = after[:1] or inside[:1] or before[-1:]
    return found[0] if found else None


def heard(silence: Silence) -> Said | None:
    return None if silence.speaker is None else silence.speaker.said
