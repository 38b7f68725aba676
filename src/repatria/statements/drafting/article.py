"""One article as the rules see it: sentences, quantities, mentions, speakers, acts, clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from repatria.statements.drafting.acting import acting
from repatria.statements.drafting.clauses import Clause, Event, clauses, events, segments
from repatria.statements.drafting.distractors import before_number, shaped
from repatria.statements.drafting.english import ENGLISH
from repatria.statements.drafting.figures import Figure, figures
from repatria.statements.drafting.formulas import formula_of, names_only, pairs
from repatria.statements.drafting.home import home_side, own_voice
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, mentions
from repatria.statements.drafting.model import Left, Span
from repatria.statements.drafting.numbering import Numbered, numbered
from repatria.statements.drafting.party_words import PartyWords
from repatria.statements.drafting.prose import fold, language_of, quotations, rule, sentences
from repatria.statements.drafting.russian import RUSSIAN
from repatria.statements.drafting.speakers import Candidate, candidates
from repatria.statements.drafting.speech import Attribution, attributions
from repatria.statements.drafting.ukrainian import UKRAINIAN
from repatria.statements.drafting.units import Counted, counted, of_trade
from repatria.statements.drafting.voices import Voices
from repatria.statements.quantity import Kind
from repatria.statements.reasons import reason

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
    numbers, left = _numbers(text, low, lexicon, spoken, ordinals, spans)
    lines = tuple(_line(low, span, said[span], numbers, ordinals, lexicon) for span in spans)
    home = home_side(low, said, found, own, parties, lexicon, spoken)
    voices = Voices(low, spans, quotations(text), said, rows, found, lexicon, own, home)
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
    return Line(span, inside, acts, clauses(pieces, acts, whole), pieces, said, own)


def _numbers(
    text: str,
    low: str,
    lexicon: Lexicon,
    language: str,
    ordinals: tuple[Numbered, ...],
    spans: tuple[Span, ...],
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
        if worded and any(span.meets(figure.core) for span in nobody):
            continue
        pair = formula_of(figure, formulas)
        if pair is not None and not code:
            if (figure is pair.first or not pair.equal) and not names_only(low, line):
                counts = counted(low, figure.span.start, figure.span.end, line.end, lexicon)
                against = None if pair.equal else pair.other(figure).quantity.number
                plain = Counted(none=True) if counts.left else counts
                kept.append(Number(figure, plain, formula=True, against=against))
                continue
            code = "left_formula"
        counts = counted(low, figure.span.start, figure.span.end, line.end, lexicon)
        named = not counts.left and not counts.none
        if figure.quantity.kind is Kind.PARITY and counts.left:
            counts = Counted(none=True)
        if not code and counts.left in ("left_kin", "left_noun") and figure.core.end < line.end:
            counts = of_trade(low, figure.span.end, line, lexicon) or counts
            named = not counts.left and not counts.none
        code = code or ("" if named else before_number(low, figure.span.start, lexicon))
        if code == "left_unit" and figure.in_words and low[: figure.span.start].endswith(" no "):
            # “There are no fourteen”: in words, it is no “No. 14”.
            code = ""
        if not code and counts.left and not (worded and counts.left == "left_noun"):
            code = counts.left
        if not code and figure.small and counts.none and figure.quantity.number != 2:
            code = "left_noun"
        if not code:
            kept.append(Number(figure, counts))
        elif not worded and not (figure.small and code == "left_noun"):
            left.append(Left(figure.core, reason(code)))
    return kept, left
