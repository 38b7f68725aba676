"""Who speaks: the reporting verbs and “according to” of a sentence, each with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, preposed
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.reach import reaches_back, reaches_on
from repatria.statements.drafting.speakers import (
    BREAK,
    GENERIC,
    INTERMEDIARY,
    OFFICE,
    OUTLET,
    PARTY,
    Candidate,
)
from repatria.statements.drafting.strangers import named, stranger, stranger_after
from repatria.statements.vocabulary import Voice

# What may stand between a label and its colon, and before a name after a quotation.
_LABEL = re.compile(r"(?:'s)?(?:[\s\"»”]+[\w'’.«»“-]+){0,3}[\"»”]?:(?=[\s\"«“])")
_AFTER_QUOTE = re.compile(r"[»”\"],?\s+[—–-]\s+(?:\w+\s+){0,2}$")
_GAPPED = re.compile(r"\s+[—–-]\s+(?:\w+\s+)?(?:о|об|про)\s")
_ABOUT = re.compile(
    r",\s+(?:who|whose|which|який|яка|чий|чия|котор\w+|чей|чья|представля\w+)(?!\w)[^,;:]*,[^,;:]*\Z"
)
_OPENED = re.compile(r":\s+[\"«“„]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker together with the verb (or the “according to”) that makes it one."""

    span: Span
    verb: Span
    said: Said
    relay: bool
    generic: bool = False
    label: bool = False
    """It stands before a colon, without a verb."""
    pronoun: bool = False
    """“He added”, “by their account”: whoever spoke last."""
    aside: bool = False
    """It stands in “bodies that the other side says are …”, and tells only of that."""


def attributions(
    low: str,
    text: str,
    sentence: Span,
    rows: tuple[Candidate, ...],
    mentions: tuple[Mention, ...],
    lexicon: Lexicon,
) -> tuple[Attribution, ...]:
    """The speakers of one sentence, in the order of the text."""
    inside = [row for row in rows if sentence.holds(row.span)]
    found: list[Attribution] = []
    slice_ = low[sentence.start : sentence.end]
    outlet = any(row.rank == OUTLET for row in inside)
    cites = outlet or rule(*lexicon.citing).search(slice_) is not None
    for match in rule(*lexicon.according).finditer(slice_):
        verb = Span(sentence.start + match.start(), sentence.start + match.end())
        after = [
            row
            for row in inside
            if 0 <= row.span.start - verb.end <= 45
            and not BREAK.search(low[verb.end : row.span.start])
            and "," not in low[verb.end : row.span.start]
        ]
        _take(found, after, verb, cites, prefer_near=False)
        vague = match[0] in ("как", "як", "про це", "as per")
        if not (after or vague) and (
            one := stranger_after(low, text, verb, sentence, mentions, lexicon)
        ):
            found.append(Attribution(one[0], verb, one[1], cites))
    for match in rule(*lexicon.says).finditer(slice_):
        verb = Span(sentence.start + match.start(), sentence.start + match.end())
        if any(verb.meets(one.verb) for one in found):
            continue
        before = [
            row for row in inside if row.spoken and reaches_back(low, row.span, verb, lexicon)
        ]
        told_of = _ABOUT.search(low[: verb.start], sentence.start)
        if told_of is not None and any(row.span.end <= told_of.start() for row in before):
            # “The commissioner, whose office answers to the president, said”: it is she who says.
            before = [row for row in before if row.span.end <= told_of.start()]
        after = [row for row in inside if row.spoken and reaches_on(low, row, verb, lexicon)]
        # “The source told TASS”, «сообщил ТАСС источник»: rank decides before nearness.
        both = before or after
        denies = rule(*lexicon.denies).fullmatch(match[0]) is not None
        lower = (
            before and after and min(row.rank for row in after) < min(row.rank for row in before)
        )
        if lower and not denies:
            both = after
        told = _he(low, verb, sentence, lexicon)
        if told is not None:
            said = Said(Voice.OTHER, "", told.of(text))
            found.append(Attribution(told, verb, said, relay=False, generic=True, pronoun=True))
            continue
        weak = both and all(row.rank >= INTERMEDIARY for row in both)
        name = named(low, text, verb, sentence, both, mentions, lexicon) if weak else None
        if name is not None and not before:
            found.append(Attribution(name[0], verb, name[1], cites))
            continue
        _take(found, both, verb, cites, prefer_near=True)
        if not both and (one := stranger(low, text, verb, sentence, mentions, lexicon)):
            found.append(Attribution(one[0], verb, one[1], cites))
    if not found:
        found.extend(_labelled(low, sentence, inside, lexicon))
    if not found:
        found.extend(_pronouns(low, text, sentence, lexicon))
    return tuple(sorted((_placed(low, one, lexicon) for one in found), key=lambda one: one.verb))


def _he(low: str, verb: Span, sentence: Span, lexicon: Lexicon) -> Span | None:
    """The pronoun that is the subject of a reporting verb: “Southland, it claims, holds 14”."""
    he = rule(*lexicon.he).pattern
    before = re.search(
        rf"(?:{he})\s+(?:(?:also|later|then|has|had|вже|уже|також|также|ще|ещё|же|ж)\s+)?$",
        low[max(sentence.start, verb.start - 20) : verb.start],
    )
    if before is not None:
        start = max(sentence.start, verb.start - 20) + before.start()
        return Span(start, verb.start)
    after = re.compile(rf"\s+(?:{he})").match(low, verb.end, sentence.end)
    if after is not None and not lexicon.be:
        return Span(*after.span())
    return None


def _pronouns(low: str, text: str, sentence: Span, lexicon: Lexicon) -> Iterator[Attribution]:
    """“He added that …”, “according to her”: the speaker before, by a pronoun."""
    he = rule(*lexicon.he).pattern
    shapes = (
        rf"(?:{he})\s+(?:(?:also|later|then|has|had|further|вже|уже|також|также|ще|ещё|же|потім|потом)\s+)?"
        rf"(?:{rule(*lexicon.says).pattern})",
        rf"(?:{rule(*lexicon.says).pattern})\s+(?:{he})",
        rf"(?:{rule(*lexicon.by_them).pattern})",
    )
    for shape in shapes:
        match = re.compile(shape).search(low, sentence.start, sentence.end)
        if match is not None:
            span = Span(*match.span())
            said = Said(Voice.OTHER, "", span.of(text))
            yield Attribution(span, span, said, relay=False, generic=True, pronoun=True)
            return


def _labelled(
    low: str, sentence: Span, rows: list[Candidate], lexicon: Lexicon
) -> Iterator[Attribution]:
    """“The ministry: 205 are home”, “…”, — the ministry: a speaker without a verb."""
    handing = rule(*lexicon.verbs)
    named = [row for row in rows if row.rank != OUTLET or row.said.party]
    opened = _OPENED.search(low, sentence.start, sentence.end)
    if opened is not None:
        told = [row for row in named if row.acts and row.span.end <= opened.start()]
        told = [row for row in told if preposed(low, row.span.start, lexicon) is None]
        verbs = handing.search(low, sentence.start, opened.start())
        if told and verbs is None:
            # “The headquarters would have none of it: “We …””: who is told of says what is quoted.
            place = Span(opened.start(), opened.start() + 1)
            yield Attribution(
                told[0].span, place, told[0].said, relay=False, label=True,
                generic=told[0].said.voice is Voice.OTHER,
            )  # fmt: skip
            return
    for row in sorted(named, key=lambda row: (row.rank, row.span.start)):
        head = low[sentence.start : row.span.start]
        tail = _LABEL.match(low, row.span.end, sentence.end)
        short = len(head) <= 60 and ":" not in re.sub(r"\d[:.]\d", "", head)
        if tail is not None and short and not handing.search(head + tail[0]):
            verb = Span(tail.end() - 1, tail.end())
            yield Attribution(row.span, verb, row.said, relay=False, label=True)
            return
        gap = _GAPPED.match(low, row.span.end, sentence.end)
        if gap is not None and row.spoken:
            # «У Києві — про 35»: the verb of the sentence before is left out.
            yield Attribution(row.span, Span(row.span.end, gap.end()), row.said, relay=False)
            return
        if _AFTER_QUOTE.search(head) and row.rank < OUTLET:
            yield Attribution(row.span, row.span, row.said, relay=False)
            return


def _placed(low: str, one: Attribution, lexicon: Lexicon) -> Attribution:
    aside = _relative(low, min(one.span.start, one.verb.start), lexicon)
    return replace(one, aside=aside)


def _relative(low: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a speaker stands in “bodies that the other side says are …”, an aside."""
    head = low[max(0, start - 40) : start]
    match = re.search(
        r"([\w']+),?\s+(?:which|that|whom|які|яких|котор\w+|що,)[,\s]+(?:[\w']+\s+){0,2}$", head
    )
    return match is not None and rule(*lexicon.says).fullmatch(match[1]) is None


def _take(
    found: list[Attribution],
    rows: list[Candidate],
    verb: Span,
    cites: bool,
    *,
    prefer_near: bool,
) -> None:
    if not rows:
        return

    def order(row: Candidate) -> tuple[int, int]:
        gap = max(row.span.start - verb.end, verb.start - row.span.end)
        return (row.rank, gap) if not prefer_near else (min(row.rank, PARTY), gap)

    best = min(rows, key=order)
    if prefer_near and best.rank == PARTY:
        best = min((row for row in rows if row.rank == PARTY), key=order)
    said = best.said
    places = [row for row in rows if row.rank == PARTY and not row.acts]
    if best.rank in (GENERIC, OFFICE) and said.voice is Voice.OTHER and places:
        # “In the capital, the ministry said”: the ministry of that side.
        said = Said(Voice.PARTY, min(places, key=order).said.party, said.words)
    relay = cites and best.rank != OUTLET
    found.append(Attribution(best.span, verb, said, relay, generic=said.voice is Voice.OTHER))
