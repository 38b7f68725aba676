"""Who speaks: the reporting verbs and “according to” of a sentence, each with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place, preposed
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import (
    BREAK,
    GENERIC,
    INTERMEDIARY,
    OFFICE,
    OUTLET,
    PARTY,
    UNNAMED,
    Candidate,
)
from repatria.statements.drafting.strangers import named, stranger, stranger_after
from repatria.statements.vocabulary import Voice

# How far, in characters, a speaker may stand before its verb, and after it.
_BEFORE, _AFTER = 110, 70
# How far, in characters, what tells more of a speaker goes on before its verb.
_CLOSE = 60
# What may stand between a label and its colon, and before a name after a quotation.
_LABEL = re.compile(r"(?:'s)?(?:[\s\"»”]+[\w'’.«»“-]+){0,3}[\"»”]?:(?=[\s\"«“])")
_AFTER_QUOTE = re.compile(r"[»”\"],?\s+[—–-]\s+(?:\w+\s+){0,2}$")
# “Quoted by the agency”, “speaking to this paper”: who passes a word on, or hears it.
_PASSED_ON = re.compile(
    r"(?<!\w)(?:(?:quoted|cited|reported|relayed) by|(?:speaking|talking|writing) to)\s+"
    r"(?:[\w'-]+\s+){0,3}$"
)
# “Wrote on his channel”: where somebody writes, and nobody who speaks.
_OWN_PAGE = re.compile(
    r"(?<!\w)(?:on|in|via|to|through|у|в|на|через)\s+(?:his|her|its|their|own|своє\w+|свої\w+|"
    r"сво[её]\w+|власн\w+|собственн\w+)\s+(?:[\w-]+\s+)?$"
)
# «Сообщил агентству …»: to whom it was told; and “said an officer, who asked not to be named”.
_TOLD_TO = re.compile(
    r"(?:агентств|издани|канал|телеканал|газет|видан|портал|сайт)(?:у|ю|ню|ам|ям|ням)|газете"
)
_AFTERTHOUGHT = re.compile(r"[^,.;:!?\n]{3,70},\s+")
_GAPPED = re.compile(r"\s+[—–-]\s+(?:\w+\s+)?(?:о|об|про)\s")
_ABOUT = re.compile(
    r",\s+(?:who|whose|which|який|яка|чий|чия|котор\w+|чей|чья|представля\w+)(?!\w)[^,;:]*,[^,;:]*\Z"
)
_OPENED = re.compile(r":\s+[\"«“„]")
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
            row for row in inside if row.spoken and _reaches_back(low, row.span, verb, lexicon)
        ]
        told_of = _ABOUT.search(low[: verb.start], sentence.start)
        if told_of is not None and any(row.span.end <= told_of.start() for row in before):
            # “The commissioner, whose office answers to the president, said”: it is she who says.
            before = [row for row in before if row.span.end <= told_of.start()]
        after = [row for row in inside if row.spoken and _reaches_on(low, row, verb, lexicon)]
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


def acting(
    low: str,
    found: tuple[Mention, ...],
    rows: tuple[Candidate, ...],
    said: Mapping[Span, tuple[Attribution, ...]],
    lexicon: Lexicon,
) -> tuple[Mention, ...]:
    """The mentions that can hand over: not those who only speak; an office acts for its side."""
    spoken = [_whole(low, one) for several in said.values() for one in several]
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


def _whole(low: str, one: Attribution) -> Span:
    """A speaker up to its verb: “a source in the capital said” tells of nobody who acts."""
    if not 0 <= one.verb.start - one.span.end <= _CLOSE:
        return one.span
    between = low[one.span.end : one.verb.start]
    return one.span if re.search(r"[,;:.«»“”\"]", between) else Span(one.span.start, one.verb.start)


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
    if _OWN_PAGE.search(low, max(0, who.start - 25), who.start):
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
    if _OWN_PAGE.search(low, max(0, who.start - 25), who.start):
        return False
    between = low[verb.end : who.start]
    if row.rank == OUTLET and not lexicon.be and _TOLD_TO.fullmatch(low[who.start : who.end]):
        return False
    if row.rank == UNNAMED and _AFTERTHOUGHT.fullmatch(between):
        return True
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
    if best.rank in (GENERIC, OFFICE) and said.voice is Voice.OTHER and places:
        # “In the capital, the ministry said”: the ministry of that side.
        said = Said(Voice.PARTY, min(places, key=order).said.party, said.words)
    relay = cites and best.rank != OUTLET
    found.append(Attribution(best.span, verb, said, relay, generic=said.voice is Voice.OTHER))
