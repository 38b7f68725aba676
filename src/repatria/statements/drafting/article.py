"""One article as the rules see it: sentences, quantities, mentions, speakers, acts, clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from repatria.statements.drafting.acting import acting
from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.clauses import Clause, Event, clauses, events, segments
from repatria.statements.drafting.counting import counts_of, is_speaker, why_none
from repatria.statements.drafting.crowds import crowds
from repatria.statements.drafting.distractors import shaped
from repatria.statements.drafting.english import ENGLISH
from repatria.statements.drafting.figures import figures
from repatria.statements.drafting.formulas import formula_of, names_only, pairs
from repatria.statements.drafting.heads import Counted
from repatria.statements.drafting.home import home_side, official, own_voice
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place, mentions
from repatria.statements.drafting.model import Left, Said, Span
from repatria.statements.drafting.numbering import Numbered, numbered
from repatria.statements.drafting.party_words import PartyWords
from repatria.statements.drafting.prose import fold, language_of, quotations, rule, sentences
from repatria.statements.drafting.russian import RUSSIAN
from repatria.statements.drafting.speakers import Candidate, candidates
from repatria.statements.drafting.speech import attributions
from repatria.statements.drafting.ukrainian import UKRAINIAN
from repatria.statements.drafting.units import counted
from repatria.statements.drafting.voices import Voices
from repatria.statements.drafting.worded import Figure
from repatria.statements.drafting.wrapping import unwrapped
from repatria.statements.quantity import Kind
from repatria.statements.reasons import reason
from repatria.statements.vocabulary import Voice

LEXICONS: dict[str, Lexicon] = {"en": ENGLISH, "uk": UKRAINIAN, "ru": RUSSIAN}


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity that counts people or remains, before anything is known of what it says."""

    figure: Figure
    counts: Counted
    formula: bool = False
    """“307 for 307”: the number of each direction."""
    against: int | None = None
    """“1,003 for 26”: the number that stands against it, for the other direction."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with everything found in it."""

    span: Span
    numbers: tuple[Number, ...]
    acts: tuple[Event, ...]
    clauses: tuple[Clause, ...]
    pieces: tuple[Span, ...]
    said: tuple[Attribution, ...]
    ordinals: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Article:
    text: str
    low: str
    language: str
    lexicon: Lexicon
    published: date | None
    sides: tuple[str, ...]
    mentions: tuple[Mention, ...]
    speakers: tuple[Candidate, ...]
    lines: tuple[Line, ...]
    voices: Voices
    left: tuple[Left, ...]
    home: str = ""
    """The side that the text calls its own, or nothing."""


def read_article(
    text: str,
    language: str | None,
    published: date | None,
    parties: Mapping[str, PartyWords],
    outlet: str = "",
) -> Article:
    """Find everything that the rules of reading need. Nothing is decided here."""
    text = unwrapped(text)
    spoken = language if language in LEXICONS else language_of(text)
    people = (word for words in parties.values() for word in words.of(spoken).people)
    lexicon = LEXICONS[spoken]
    lexicon = replace(lexicon, person=(*lexicon.person, *people))
    low = fold(text)
    spans = sentences(text)
    found = mentions(low, parties, lexicon, spoken)
    own = own_voice(outlet, parties, spoken)
    rows = candidates(low, text, parties, found, lexicon, spoken)
    said = {span: attributions(low, text, span, rows, found, lexicon) for span in spans}
    found = acting(low, found, rows, said, lexicon)
    said = {span: tuple(one for one in every if not one.aside) for span, every in said.items()}
    ordinals = tuple(numbered(low, lexicon, spoken))
    peoples = {one.span.start: one.place for one in found}
    numbers, left = _numbers(text, low, lexicon, spoken, ordinals, spans, peoples)
    lines = tuple(_line(low, span, said[span], numbers, ordinals, lexicon) for span in spans)
    home = home_side(low, said, found, own, outlet, parties, lexicon, spoken)
    if own.voice is Voice.MEDIA and home and official(outlet):
        # A ministry's own channel that names no side: its text's own side.
        own = Said(Voice.PARTY, home, outlet)
    found = crowds(low, found, lexicon)
    voices = Voices(low, text, spans, quotations(text), said, rows, found, lexicon, own, home)
    sides = tuple(sorted(code for code, words in parties.items() if not words.intermediary))
    return Article(
        text, low, spoken, lexicon, published, sides, found, rows, lines, voices, tuple(left), home
    )  # fmt: skip


def _line(
    low: str,
    span: Span,
    said: tuple[Attribution, ...],
    numbers: list[Number],
    ordinals: tuple[Numbered, ...],
    lexicon: Lexicon,
) -> Line:
    inside = tuple(number for number in numbers if span.holds(number.figure.core))
    own = tuple(one for one in ordinals if span.holds(one.span))
    acts = events(low, span, lexicon, tuple(one.verb for one in said))
    whole = tuple(number.figure.span for number in inside)
    pieces = segments(low, span, whole)
    return Line(span, inside, acts, clauses(low, pieces, acts, whole), pieces, said, own)


def _numbers(
    text: str,
    low: str,
    lexicon: Lexicon,
    language: str,
    ordinals: tuple[Numbered, ...],
    spans: tuple[Span, ...],
    peoples: Mapping[int, Place],
) -> tuple[list[Number], list[Left]]:
    masks = shaped(low, lexicon)
    nobody = [Span(*match.span()) for match in rule(*lexicon.neither).finditer(low)]
    kept: list[Number] = []
    left: list[Left] = []
    every = figures(text, low, lexicon, language)
    formulas = pairs(low, every, lexicon)
    for figure in every:
        if any(one.span.meets(figure.core) for one in ordinals):
            continue
        line = next((span for span in spans if span.holds(figure.core)), None)
        if line is None:
            continue
        code = next((code for span, code in masks if span.meets(figure.core)), "")
        worded = figure.quantity.kind in (Kind.NONE, Kind.PARITY)
        if worded and is_speaker(figure, low, line, nobody, lexicon):
            continue
        pair = formula_of(figure, formulas)
        if pair is not None and not code:
            if (figure is pair.first or not pair.equal) and not names_only(
                low, line, figure.span.start
            ):
                counts = counted(low, figure.span.start, figure.span.end, line.end, lexicon)
                against = None if pair.equal else pair.other(figure).quantity.number
                plain = Counted(none=True) if counts.left else counts
                kept.append(Number(figure, plain, formula=True, against=against))
                continue
            code = "left_formula"
        counts = counts_of(figure, low, line, lexicon, language, peoples)
        code = why_none(figure, counts, text, low, lexicon, shape=code)
        if not code:
            kept.append(Number(figure, counts))
        elif not worded and not (figure.small and code == "left_noun"):
            left.append(Left(figure.core, reason(code)))
    return kept, left
