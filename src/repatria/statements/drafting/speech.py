"""Who speaks: the reporting verbs and “according to” of a sentence, each with its speaker."""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.labels import gapped, labelled, signed
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.papers import papers
from repatria.statements.drafting.pronouns import he_who_says, pronouns
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.reach import reaches_back, reaches_on
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

# “Bodies that, according to the other side, belong to …”: whose they are, not how many.
_BELONG = re.compile(
    r"[\s,»”\"]*(?:(?:may|might|can|could|would|possibly|presumably|можуть|могут|можливо|возможно|ймовірно|"
    r"вероятно|предположительно)\s+)?(?:belong|are\s+(?:the\s+remains|those)|належ|принадлеж)"
)
_PROMISES = rule("promis~", "pledg~", "vow~", "обеща~", "пообеща~", "обіця~", "пообіця~")
# How far, in characters, after “belong to” the side stands.
_WHOSE = 15
_QUOTED_BEFORE = re.compile(r"[»”\"][.,!?]?\s*(?:[—–-]\s+)?$")
_ABOUT = re.compile(
    r",\s+(?:who|whose|which|який|яка|чий|чия|котор\w+|чей|чья|представля\w+)(?!\w)[^,;:]*,[^,;:]*\Z"
)
_THAN = re.compile(r"(?<!\w)(?:than|ніж|аніж|чем|нежели)\s+(?:[\w']+\s+){1,4}$")
# «…», — почав звернення президент: beside a quotation any verb speaks.
_BESIDE_QUOTE = re.compile(
    r"[»”\"][.,!?]?\s*[—–-]\s+((?:[^\W\d]{3,}(?:ив|ав|ув|яв|ів|ла|ли|ил|ал|ул|ял|ел|є|ить|ает|яет|ит|ся|сь)))"
    r"(?=\s)"
)
# How far before “, whose …” the one who is told of may end.
_OPEN_HEAD = 12
# How far, in characters, behind a verb beside a quotation its subject may stand.
_NEAR_QUOTE = 40


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
        if _THAN.search(low, max(sentence.start, verb.start - 45), verb.start):
            # “Three more than the North had announced”: what it is compared with.
            continue
        known = match[0].startswith(("известно", "відомо"))
        before = [
            row
            for row in inside
            if (row.spoken or known) and reaches_back(low, row.span, verb, lexicon)
        ]
        told_of = _ABOUT.search(low[: verb.start], sentence.start)
        if told_of is not None:
            # “The commissioner, whose office answers to the president, said”: it is she who says.
            head = [
                row for row in inside
                if row.spoken and 0 <= told_of.start() - row.span.end <= _OPEN_HEAD
                and row.rank in (UNNAMED, OFFICE)
            ]  # fmt: skip
            before = head or before
        after = [row for row in inside if row.spoken and reaches_on(low, row, verb, lexicon)]
        if rule(*lexicon.objects).fullmatch(match[0]):
            # “Thanked the Emirates”: whom it thanks, and nobody who speaks.
            after = [row for row in after if not lexicon.be and row.rank != INTERMEDIARY]
        if after and _QUOTED_BEFORE.search(low, sentence.start, verb.start):
            # “We agreed with our colleague,” said Orlova: who is quoted about does not say it.
            before = []
        # “The source told TASS”, «сообщил ТАСС источник»: rank decides before nearness.
        both = before or after
        denies = rule(*lexicon.denies).fullmatch(match[0]) is not None
        if after and rule(*lexicon.citing).match(low, verb.start):
            # “The paper, which quotes the general”: it is the general's word.
            before = []
            both = after
        lower = (
            before and after and min(row.rank for row in after) < min(row.rank for row in before)
        )
        unnamed = bool(after) and min(row.rank for row in after) == UNNAMED
        if lower and not denies and (unnamed or not lexicon.be):
            both = after
        told = he_who_says(low, verb, sentence, lexicon)
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
        passive = rule(*lexicon.objects).fullmatch(match[0]) is not None and bool(lexicon.be)
        if not both and (one := stranger(low, text, verb, sentence, mentions, lexicon, passive)):
            found.append(Attribution(one[0], verb, one[1], cites))
    for match in _BESIDE_QUOTE.finditer(low, sentence.start, sentence.end):
        verb = Span(*match.span(1))
        if any(one.verb.start >= match.start() for one in found):
            continue
        after = [
            row for row in inside
            if row.spoken and row.rank in (UNNAMED, OFFICE)
            and 0 <= row.span.start - verb.end <= _NEAR_QUOTE
            and not BREAK.search(low[verb.end : row.span.start])
        ]  # fmt: skip
        _take(found, after, verb, cites, prefer_near=True)
    for span, said in papers(low, text, sentence, rows, mentions, lexicon):
        if not any(_near(span, one) for one in found if not one.pronoun):
            generic = said.voice is Voice.OTHER
            found.append(Attribution(span, span, said, relay=False, generic=generic))
    found.extend(gapped(low, sentence, inside, found))
    found.extend(signed(low, sentence, inside, found))
    if not found:
        found.extend(labelled(low, sentence, inside, lexicon))
    found.extend(pronouns(low, text, sentence, lexicon, alone=not found))
    # “Moscow, he recalled, had promised six thousand”: who promised does not say the sentence.
    plain = [one for one in found if not _PROMISES.match(low, one.verb.start)]
    found = plain or found
    return tuple(
        sorted((_placed(low, one, mentions, lexicon) for one in found), key=lambda one: one.verb)
    )


def _near(span: Span, one: Attribution) -> bool:
    """Whether a paper is already told of by a verb: its own, or as the verb's speaker."""
    return span.meets(one.span) or 0 <= one.verb.start - span.end <= 40 or span.meets(one.verb)


def _placed(
    low: str, one: Attribution, mentions: tuple[Mention, ...], lexicon: Lexicon
) -> Attribution:
    end = max(one.span.end, one.verb.end)
    aside = _relative(low, min(one.span.start, one.verb.start), lexicon)
    belong = _BELONG.match(low, end)
    if belong is not None:
        near = [row for row in mentions if 0 <= row.span.start - belong.end() <= _WHOSE]
        aside = aside or bool(near)
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
    found.append(Attribution(best.span, verb, said, relay, generic=best.rank == GENERIC))
