"""Everybody in a text who could speak: parties, offices, intermediaries, outlets, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from repatria.statements.drafting.candidate import (
    GENERIC,
    INTERMEDIARY,
    OFFICE,
    OUTLET,
    PARTY,
    UNNAMED,
    Candidate,
)
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.merging import merged
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.offices import (
    BREAK,
    LONGEST,
    MEDIATORS,
    bare,
    is_unnamed,
    known_again,
    office_spans,
    owner_of,
    with_name,
)
from repatria.statements.drafting.party_words import CASES, PartyWords
from repatria.statements.drafting.persons import later, tied
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Voice

__all__ = (
    "BREAK", "GENERIC", "INTERMEDIARY", "OFFICE", "OUTLET", "PARTY", "UNNAMED", "Candidate",
    "candidates",
)  # fmt: skip

_TITLE = re.compile(r"\s+[«“\"][^»”\"\n]{2,40}[»”\"]|,?(?:\s+[A-Z][\w'’-]+){1,3}(?=[\s,.;:])")
_CALLED = re.compile(r"((?:[A-Z][\w'’-]+\s+){0,2}[A-Z][\w'’-]+), (?:an?|the) (?:[\w-]+ ){0,3}$")
_PERSON_AFTER = re.compile(r"(?:\s+[\w'’-]+){0,2}(?:\s+[A-ZА-ЯІЇЄҐЁ][\w'’-]+){1,2}")


def candidates(
    low: str,
    text: str,
    parties: Mapping[str, PartyWords],
    found: tuple[Mention, ...],
    lexicon: Lexicon,
    language: str,
) -> tuple[Candidate, ...]:
    """Everybody in the text who could speak, by place."""
    rows = [*_of_parties(low, text, parties, lexicon, language)]
    between = tuple(
        Mention(row.span, row.said.code, Place.OTHER) for row in rows if row.rank == INTERMEDIARY
    )
    names: list[tuple[str, Said]] = []
    rows.extend(_offices(low, text, found, between, lexicon, names))
    rows = merged(text, rows, [name for name, _ in names])
    names = [
        (name, next((row.said for row in rows if row.said.party and name in row.said.words), said))
        for name, said in names
    ]
    held = [
        row.span
        for row in rows
        if row.rank in (OUTLET, INTERMEDIARY) or (row.rank == OFFICE and row.said.party)
    ]
    for span, party in tied(low, text, found, held, lexicon):
        said = Said(Voice.PARTY, party, span.of(text))
        names.append((span.of(text), said))
        whole = [row for row in rows if row.span.meets(span) and row.rank in (OFFICE, GENERIC)]
        rows = [row for row in rows if row not in whole]
        span = Span(
            min([span.start, *(row.span.start for row in whole)]),
            max([span.end, *(row.span.end for row in whole)]),
        )
        rows.append(Candidate(span, OFFICE, replace(said, words=span.of(text))))
    known = [row.span for row in rows if row.rank == OFFICE] + [one.span for one in found]
    for span, said in later(low, text, names):
        if not any(span.meets(one) for one in known):
            rows.append(Candidate(span, OFFICE, said))
    for mention in found:
        acts = mention.place is Place.SUBJECT
        speaks = acts or mention.place is Place.AT
        said = Said(Voice.PARTY, mention.party, mention.span.of(text))
        rows.append(Candidate(mention.span, PARTY, said, speaks, acts))
    rows.extend(_outlets(low, text, found, lexicon))
    for span in _spans(low, lexicon.source):
        if _NO_SOURCE.search(low, max(0, span.start - 25), span.start) or _NOT_NAMED.match(
            low, span.end
        ):
            continue
        party = _side_of_source(low, span, found, rows)
        rows.append(Candidate(span, UNNAMED, Said(Voice.UNNAMED, party, span.of(text))))
    return tuple(sorted(rows, key=lambda row: (row.span, row.rank)))


# “It is about several hundred officers”; «источника не называя», “without naming its source”.
_NO_SOURCE = re.compile(
    r"(?<!\w)(?:йдеться|ідеться|йшлося|мова|речь|идет|шла|it\s+is)\s+(?:ид[её]т\s+|шла\s+|йшла\s+)?(?:про|о|об|about)\s+$|"
    r"(?<!\w)(?:without\s+naming|not\s+naming|не\s+называя|не\s+називаючи|не\s+указывая|не\s+вказуючи)\s+"
    r"(?:(?:its|the|his|her|any|своего|свого|своє)\s+)?$"
)
_NOT_NAMED = re.compile(
    r"\s+не\s+(?:называя|називаючи|указывая|вказуючи|назва\w+|указал\w*|вказа\w+)(?!\w)"
)


def _of_parties(
    low: str, text: str, parties: Mapping[str, PartyWords], lexicon: Lexicon, language: str
) -> Iterator[Candidate]:
    """Those whom the words of the parties name: offices, media, intermediaries."""
    for code, words in parties.items():
        forms = words.of(language)
        if not words.intermediary:
            for span in _spans(low, forms.speakers):
                yield Candidate(span, OFFICE, Said(Voice.PARTY, code, span.of(text)))
            for span in _spans(low, forms.outlets):
                yield Candidate(span, OUTLET, Said(Voice.MEDIA, code, span.of(text)))
            continue
        names = (*forms.speakers, *(form for case in CASES for form in getattr(forms, case)))
        for span in _spans(low, names):
            media = rule(*lexicon.media).pattern
            if re.match(rf"\s+(?:\w+\s+)?(?:{media})", low[span.end :]):
                # “The Turkish agency” is an outlet and no mediator.
                continue
            said = Said(Voice.INTERMEDIARY, "", _with_name(text, span), code)
            yield Candidate(span, INTERMEDIARY, said)


def _outlets(
    low: str, text: str, found: tuple[Mention, ...], lexicon: Lexicon
) -> Iterator[Candidate]:
    for span in _spans(low, lexicon.media):
        side = _office_of(low, span, found, lexicon)
        if side is None:
            title = _TITLE.match(text, span.end)
            words = text[span.start : title.end() if title is not None else span.end]
            called = _CALLED.search(text, max(0, span.start - 60), span.start)
            if called is not None:
                # “Northern Lantern, a Telegram channel”: the name before it.
                words = f"{called[1]}, {words}"
            yield Candidate(span, OUTLET, Said(Voice.MEDIA, "", words))
        else:
            # «Канал российской делегации»: the voice of an office, and no press.
            whole = Span(span.start, side.span.end)
            yield Candidate(whole, OFFICE, Said(Voice.PARTY, side.party, whole.of(text)))


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
    low: str,
    text: str,
    found: tuple[Mention, ...],
    between: tuple[Mention, ...],
    lexicon: Lexicon,
    names: list[tuple[str, Said]],
) -> Iterator[Candidate]:
    """An office beside a party's name or adjective is the party's; alone it is anybody's."""
    for span in office_spans(low, lexicon):
        word = span.of(low)
        owner, beside = owner_of(low, text, span, found, lexicon)
        if owner is not None and beside and parted(low, span, owner.span, lexicon):
            owner, beside = None, False
        mediator: Mention | None = None
        if owner is None:
            mediator, beside = owner_of(low, text, span, between, lexicon)
        whole = span
        if beside and (owner is not None or mediator is not None):
            at = (owner or mediator or found[0]).span
            whole = Span(min(span.start, at.start), max(span.end, at.end))
            told = re.search(r"[,.!?;:\n]", low[whole.start : whole.end]) is not None
            whole = span if told or whole.end - whole.start > LONGEST else whole
        full, name = with_name(low, text, whole, found, lexicon)
        unnamed = is_unnamed(low, span, name, lexicon, owned=owner is not None)
        if unnamed and names and full == span and known_again(low, span, lexicon):
            # «…, визнав посадовець»: the one who was named before.
            yield Candidate(span, GENERIC, Said(Voice.OTHER, "", span.of(text)))
            continue
        office = rule(*lexicon.offices).fullmatch(word) is not None
        words = full.of(text)
        if unnamed:
            said = Said(Voice.UNNAMED, owner.party if owner is not None else "", words)
        elif owner is not None:
            said = Said(Voice.PARTY, owner.party, words)
        elif mediator is not None:
            said = Said(Voice.INTERMEDIARY, "", words, mediator.party)
        elif rule(*MEDIATORS).fullmatch(word):
            said = Said(Voice.INTERMEDIARY, "", words)
        else:
            said = Said(Voice.OTHER, "", words)
        if said.voice is Voice.OTHER and not name and (bare(word) or not office):
            continue
        rank = OFFICE
        if said.voice is Voice.INTERMEDIARY:
            rank = INTERMEDIARY
        elif said.voice is Voice.OTHER and not name:
            rank = GENERIC
        if name:
            names.append((name, said))
        dative = owner is not None and owner.place is Place.TO and owner.span.start < span.start
        object_ = dative or _WITH.search(low, max(0, full.start - 12), full.start) is not None
        yield Candidate(full, rank, said, spoken=not object_, acts=not object_)


def parted(low: str, office: Span, owner: Span, lexicon: Lexicon) -> bool:
    """“The service exchanged ten Northern officers”: a number or a verb of handing over between."""
    between = low[min(office.end, owner.end) : max(office.start, owner.start)]
    handing = (*lexicon.give, *lexicon.take, *lexicon.back, *lexicon.free, *lexicon.home)
    return re.search(r"\d", between) is not None or rule(*handing).search(between) is not None


# An office behind one of these is spoken with or of, and does not speak.
_WITH = re.compile(
    r"(?<!\w)(?:with|about|against|between|without|towards?|с|со|о|об|обо|про|для|к|ко|без|против|до|проти)"
    r"\s+(?:the\s+|a\s+|an\s+)?$"
)


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
