"""Everybody in a text who could speak: parties, offices, intermediaries, outlets, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.party_words import CASES, PartyWords
from repatria.statements.drafting.persons import introduced
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Voice

# Of several who could be meant by one verb, the first kind of these is.
UNNAMED, OFFICE, INTERMEDIARY, PARTY, GENERIC, OUTLET = range(6)
BREAK = re.compile(r"[;\n]|[.!?]\s")
_OWNED = frozenset({Place.BELONGS, Place.OTHER, Place.TO, Place.AT})
_MEDIATORS = ("mediators?", "intermediar~", "посередник~", "посредник~")
# Only together with a party these are somebody; alone, “each side” says nothing.
_NO_OFFICE = (
    "sides?",
    "staff",
    "army",
    "military",
    "leader",
    "сторон(?:а|и|і|у|ою|ы|е|ой)",
    "бок[уі]",
)
# In an inflected language an office is a party's by the adjective before it, not by its name.
_OWNING = re.compile(
    r"[\w'-]+(?:ск|цк|ськ|цьк|зьк)\w+|[\w'-]+н(?:ий|ій|ого|ої|ому|им|ый|ая|ой|ым|ых|их|ою)"
)
_PERSON_AFTER = re.compile(r"(?:\s+[\w'’-]+){0,2}(?:\s+[A-ZА-ЯІЇЄҐЁ][\w'’-]+){1,2}")
_NAME_AFTER = re.compile(r",?(?:\s+[A-ZА-ЯІЇЄҐЁ][\w'’-]+){1,3}")
_WHO = re.compile(
    r"(?:\s+[\w'’-]+){0,2}(?:\s+[A-ZА-ЯІЇЄҐЁ][\w'’-]+){1,3},\s+"
    r"(?:who|whose|representing|speaking for|який|яка|чий|"
    r"чия|котор\w+|чей|чья|представля\w+)(?!\w)"
)
_OF_THEM = re.compile(r"(?<!\w)(?:its|their|її|їхн\w+|їх|е[её]|их|его|його)\s+(?:[\w-]+\s+){0,2}$")
# How far back, in characters, the side of “its spokeswoman” is sought; how long an office is.
_BACK, _LONGEST = 160, 90
# An office of nobody's side followed by a name: somebody of whom no more is known.
_NAMED = re.compile(r"(?:\s+[а-яёіїєґ]+){0,3}(?:\s+[A-ZА-ЯІЇЄҐЁ][\w'’-]+){1,3}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be the speaker of a reporting verb near by."""

    span: Span
    rank: int
    said: Said
    spoken: bool = True
    """Whether the grammar lets it speak: a party in the dative does not."""
    acts: bool = True
    """Whether it can be a subject: “in the capital” can speak, but not fail to."""


def candidates(
    low: str,
    text: str,
    parties: Mapping[str, PartyWords],
    found: tuple[Mention, ...],
    lexicon: Lexicon,
    language: str,
) -> tuple[Candidate, ...]:
    """Everybody in the text who could speak, by place."""
    rows: list[Candidate] = []
    for code, words in parties.items():
        forms = words.of(language)
        if words.intermediary:
            names = (*forms.speakers, *(form for case in CASES for form in getattr(forms, case)))
            for span in _spans(low, names):
                if re.match(rf"\s+(?:\w+\s+)?(?:{rule(*lexicon.media).pattern})", low[span.end :]):
                    # “The Turkish agency” is an outlet and no mediator.
                    continue
                said = Said(Voice.INTERMEDIARY, "", _with_name(text, span), code)
                rows.append(Candidate(span, INTERMEDIARY, said))
            continue
        rows.extend(
            Candidate(span, OFFICE, Said(Voice.PARTY, code, span.of(text)))
            for span in _spans(low, forms.speakers)
        )
        rows.extend(
            Candidate(span, OUTLET, Said(Voice.MEDIA, code, span.of(text)))
            for span in _spans(low, forms.outlets)
        )
    rows.extend(_offices(low, text, found, lexicon))
    offices = [(row.span, row.said) for row in rows if row.rank == OFFICE]
    known = [span for span, _ in offices] + [mention.span for mention in found]
    for name, said in introduced(text, offices):
        for match in name.finditer(low):
            span = Span(*match.span())
            if not any(span.meets(one) for one in known):
                named = Said(Voice.PARTY, said.party, span.of(text))
                rows.append(Candidate(span, OFFICE, named))
    for mention in found:
        acts = mention.place is Place.SUBJECT
        speaks = acts or mention.place is Place.AT
        said = Said(Voice.PARTY, mention.party, mention.span.of(text))
        rows.append(Candidate(mention.span, PARTY, said, speaks, acts))
    for span in _spans(low, lexicon.media):
        side = _office_of(low, span, found, lexicon)
        said = Said(Voice.MEDIA, "", span.of(text))
        if side is None:
            rows.append(Candidate(span, OUTLET, said))
        else:
            # «Канал российской делегации»: the voice of an office, and no press.
            whole = Span(span.start, side.span.end)
            rows.append(Candidate(whole, OFFICE, Said(Voice.PARTY, side.party, whole.of(text))))
    for span in _spans(low, lexicon.source):
        party = _side_of_source(low, span, found, rows)
        rows.append(Candidate(span, UNNAMED, Said(Voice.UNNAMED, party, span.of(text))))
    known = [row.span for row in rows if row.said.voice is not Voice.OTHER]
    kept = [
        row
        for row in rows
        if row.said.voice is not Voice.OTHER
        or row.rank != OFFICE
        or not any(row.span.meets(span) for span in known)
    ]
    return tuple(sorted(kept, key=lambda row: (row.span, row.rank)))


def _with_name(text: str, span: Span) -> str:
    """The words around a mediator's name that tell which of its people it is."""
    tail = _PERSON_AFTER.match(text, span.end)
    return text[span.start : tail.end() if tail is not None else span.end]


def _office_of(
    low: str, span: Span, found: tuple[Mention, ...], lexicon: Lexicon
) -> Mention | None:
    for one in found:
        if lexicon.be or one.span.start - span.end != 1 or one.place is Place.SUBJECT:
            continue
        offices = (*lexicon.offices, *(name for names in lexicon.sides.values() for name in names))
        if re.compile(rf"\s+(?:{rule(*offices).pattern})").match(low, one.span.end):
            return one
    return None


def _spans(low: str, words: tuple[str, ...]) -> Iterator[Span]:
    return (Span(*match.span()) for match in rule(*words).finditer(low))


def _offices(
    low: str, text: str, found: tuple[Mention, ...], lexicon: Lexicon
) -> Iterator[Candidate]:
    """An office beside a party's name or adjective is the party's; alone it is anybody's."""
    for span in _spans(low, lexicon.offices):
        owner = next(
            (
                mention
                for mention in found
                if 0 <= span.start - mention.span.end <= 40
                and (lexicon.be or _OWNING.fullmatch(mention.span.of(low)))
                and re.fullmatch(
                    r"(?:'s?)?(?:[\s-]+[\w'-]+){0,2}\s+", low[mention.span.end : span.start]
                )
            ),
            None,
        ) or next(
            (
                mention
                for mention in found
                if 0 <= mention.span.start - span.end <= 45
                and (mention.place in _OWNED or not lexicon.be)
                and re.fullmatch(r"(?:\s+[\w'-]+){0,3}\s+", low[span.end : mention.span.start])
                and not rule(*lexicon.says, *lexicon.give, *lexicon.take).search(
                    low[span.end : mention.span.start]
                )
            ),
            None,
        )
        word = low[span.start : span.end]
        owner = owner or _told_after(text, span, found)
        if owner is None and (theirs := _OF_THEM.search(low, max(0, span.start - 40), span.start)):
            # “Its spokeswoman”: of the side named last.
            owner = _named_before(low, theirs.start(), found)
        if owner is None and rule(*_MEDIATORS).fullmatch(word):
            yield Candidate(span, INTERMEDIARY, Said(Voice.INTERMEDIARY, "", span.of(text)))
        elif owner is None and rule(*_NO_OFFICE).fullmatch(word):
            continue
        elif owner is None and (name := _NAMED.match(text, span.end)):
            whole = Span(span.start, name.end())
            yield Candidate(whole, OFFICE, Said(Voice.OTHER, "", whole.of(text)))
        elif owner is None:
            yield Candidate(span, GENERIC, Said(Voice.OTHER, "", span.of(text)))
        else:
            whole = Span(min(span.start, owner.span.start), max(span.end, owner.span.end))
            told = "," in low[whole.start : whole.end]
            whole = span if told or whole.end - whole.start > _LONGEST else whole
            name = _NAME_AFTER.match(text, whole.end)
            words = text[whole.start : name.end() if name is not None else whole.end]
            said = Said(Voice.PARTY, owner.party, words)
            yield Candidate(
                whole,
                OFFICE,
                said,
                spoken=not (owner.place is Place.TO and owner.span.start < span.start),
            )


def _told_after(text: str, span: Span, found: tuple[Mention, ...]) -> Mention | None:
    """“Colonel Rogov, who serves Northland”: the side stands in what is told of somebody."""
    tail = _WHO.match(text, span.end)
    if tail is None:
        return None
    end = re.compile(r"[^,.;:!?\n]{0,45}").match(text, tail.end())
    stop = tail.end() if end is None else end.end()
    near = [one for one in found if tail.end() <= one.span.start and one.span.end <= stop]
    return near[0] if near else None


def _named_before(low: str, at: int, found: tuple[Mention, ...]) -> Mention | None:
    near = [one for one in found if 0 <= at - one.span.end <= _BACK]
    near = [one for one in near if "\n" not in low[one.span.end : at]]
    acting = [one for one in near if one.place in (Place.SUBJECT, Place.BY)]
    same = [one for one in acting if BREAK.search(low[one.span.end : at]) is None]
    if same:
        return same[0]
    best = acting or near
    return best[-1] if best else None


def _side_of_source(low: str, span: Span, found: tuple[Mention, ...], rows: list[Candidate]) -> str:
    """The side of an unnamed source: whose negotiators it stands near, or whose outlet it told."""
    near = [
        (abs(mention.span.start - span.end), mention.party)
        for mention in found
        if re.fullmatch(r"(?:'s)?(?:[\s-]+[\w'-]+){0,2}\s+", low[mention.span.end : span.start])
        or re.fullmatch(
            r"(?:, (?=close|familiar|близ|знайом|знаком|who|яке|котор))?(?:\s*[\w'-]+){0,6}\s+",
            low[span.end : mention.span.start],
        )
    ]
    near += [
        (abs(row.span.start - span.end) + 20, row.said.party)
        for row in rows
        if row.said.party
        and row.rank in (OUTLET, OFFICE)
        and abs(row.span.start - span.end) <= 60
        and not BREAK.search(low[min(row.span.end, span.end) : max(row.span.start, span.start)])
    ]
    return min(near)[1] if near else ""
