"""Who speaks: the reporting verbs and “according to” of a sentence, each with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place, preposed
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import BREAK, GENERIC, OFFICE, OUTLET, PARTY, Candidate
from repatria.statements.drafting.strangers import stranger, stranger_after
from repatria.statements.vocabulary import Voice

# How far, in characters, a speaker may stand before its verb, and after it.
_BEFORE, _AFTER = 110, 70
# What may stand between a label and its colon, and before a name after a quotation.
_LABEL = re.compile(r"(?:'s)?(?:[\s\"»”]+[\w'’.«»“-]+){0,3}[\"»”]?:(?=[\s\"«“])")
_AFTER_QUOTE = re.compile(r"[»”\"],?\s+[—–-]\s+(?:\w+\s+){0,2}$")
# “Quoted by the agency”, “speaking to this paper”: who passes a word on, or hears it.
_PASSED_ON = re.compile(
    r"(?<!\w)(?:(?:quoted|cited|reported|relayed) by|(?:speaking|talking|writing) to)\s+"
    r"(?:[\w'-]+\s+){0,3}$"
)
_CLAUSE = re.compile(r",|\b(?:that|что|що|how|which)\b")


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
            row for row in inside if row.spoken and _reaches_back(low, row.span, verb, lexicon)
        ]
        after = [row for row in inside if row.spoken and _reaches_on(low, row, verb, lexicon)]
        # “The source told TASS”, «сообщил ТАСС источник»: rank decides before nearness.
        both = before or after
        denies = rule(*lexicon.denies).fullmatch(match[0]) is not None
        lower = (
            before and after and min(row.rank for row in after) < min(row.rank for row in before)
        )
        if lower and not denies:
            both = after
        _take(found, both, verb, cites, prefer_near=True)
        if not both and (one := stranger(low, text, verb, sentence, mentions, lexicon)):
            found.append(Attribution(one[0], verb, one[1], cites))
    if not found:
        found.extend(_labelled(low, sentence, inside, lexicon))
    return tuple(sorted((_placed(low, one, lexicon) for one in found), key=lambda one: one.verb))


def _labelled(
    low: str, sentence: Span, rows: list[Candidate], lexicon: Lexicon
) -> Iterator[Attribution]:
    """“The ministry: 205 are home”, “…”, — the ministry: a speaker without a verb."""
    handing = rule(*lexicon.verbs)
    named = [row for row in rows if row.rank != OUTLET or row.said.party]
    for row in sorted(named, key=lambda row: (row.rank, row.span.start)):
        head = low[sentence.start : row.span.start]
        tail = _LABEL.match(low, row.span.end, sentence.end)
        short = len(head) <= 60 and ":" not in re.sub(r"\d[:.]\d", "", head)
        if tail is not None and short and not handing.search(head + tail[0]):
            verb = Span(tail.end() - 1, tail.end())
            yield Attribution(row.span, verb, row.said, relay=False, label=True)
            return
        if _AFTER_QUOTE.search(head) and row.rank < OUTLET:
            yield Attribution(row.span, row.span, row.said, relay=False)
            return


def _placed(low: str, one: Attribution, lexicon: Lexicon) -> Attribution:
    aside = _relative(low, min(one.span.start, one.verb.start), lexicon)
    return replace(one, aside=aside)


def acting(
    low: str,
    found: tuple[Mention, ...],
    rows: tuple[Candidate, ...],
    said: Mapping[Span, tuple[Attribution, ...]],
    lexicon: Lexicon,
) -> tuple[Mention, ...]:
    """The mentions that can hand over: not those who only speak; an office acts for its side."""
    spoken = [one.span for several in said.values() for one in several]
    offices = [
        row for row in rows if row.rank == OFFICE and not any(row.span.meets(one) for one in spoken)
    ]
    kept = [one for one in found if not any(one.span.meets(span) for span in spoken)]
    turned: list[Mention] = []
    for mention in kept:
        office = next((row for row in offices if row.span.holds(mention.span)), None)
        if office is None or mention.place not in (Place.OTHER, Place.BELONGS):
            turned.append(mention)
            continue
        place = preposed(low, office.span.start, lexicon) or Place.SUBJECT
        turned.append(Mention(office.span, mention.party, place))
    return tuple(sorted(turned))


def _relative(low: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a speaker stands in “bodies that the other side says are …”, an aside."""
    head = low[max(0, start - 40) : start]
    match = re.search(
        r"([\w']+),?\s+(?:which|that|whom|які|яких|котор\w+|що,)[,\s]+(?:[\w']+\s+){0,2}$", head
    )
    return match is not None and rule(*lexicon.says).fullmatch(match[1]) is None


def _reaches_back(low: str, who: Span, verb: Span, lexicon: Lexicon) -> bool:
    if not 0 <= verb.start - who.end <= _BEFORE:
        return False
    if _PASSED_ON.search(low, max(0, who.start - 40), who.start):
        return False
    between = low[who.end : verb.start]
    if (
        BREAK.search(between)
        or ": " in between
        or between.count(",") > 2
        or rule(*lexicon.says).search(between)
    ):
        return False
    handing = (*lexicon.give, *lexicon.take, *lexicon.back, *lexicon.free, *lexicon.swap)
    return rule(*handing).search(between) is None


def _reaches_on(low: str, row: Candidate, verb: Span, lexicon: Lexicon) -> bool:
    who = row.span
    handing = (
        *lexicon.give,
        *lexicon.take,
        *lexicon.back,
        *lexicon.free,
        *lexicon.swap,
        *lexicon.be,
    )
    tail = re.match(
        rf"(?:\s+[\w']+){{0,2}}\s+(?:{rule(*handing).pattern})", low[who.end : who.end + 60]
    )
    if row.rank == PARTY and tail is not None and lexicon.be:
        # “… said the other side had received”: it acts, and somebody else speaks.
        return False
    if not 0 <= who.start - verb.end <= _AFTER:
        return False
    between = low[verb.end : who.start]
    return BREAK.search(between) is None and _CLAUSE.search(between) is None and ":" not in between


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
    if best.rank == GENERIC and places:
        # “In the capital, the ministry said”: the ministry of that side.
        said = Said(Voice.PARTY, min(places, key=order).said.party, said.words)
    relay = cites and best.rank != OUTLET
    found.append(Attribution(best.span, verb, said, relay, generic=said.voice is Voice.OTHER))
