"""What one figure of the text counts, or why it counts nobody of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from repatria.statements.drafting.bare_numbers import without_noun
from repatria.statements.drafting.comparisons import compares
from repatria.statements.drafting.distractors import (
    ORDINAL,
    aged,
    before_number,
    no_object,
    of_a_name,
    one_in,
)
from repatria.statements.drafting.heads import Counted, other_at
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.silence_words import UNSAID
from repatria.statements.drafting.trades import of_trade, only_people
from repatria.statements.drafting.units import counted
from repatria.statements.drafting.worded import Figure
from repatria.statements.quantity import Kind
from repatria.statements.vocabulary import Unit

_ENDS = re.compile(
    r"\s[\w'-]+(?=\s*(?:[.,;:)»”\"]|$)|\s(?:and|but|і|й|та|и|а|were|was|are|had|have)\s)"
)
# “Bag number 6”: a number that tells one of them from the others.
_NUMBERED = re.compile(r"(?<!\w)(?:number|no\.?|№|номер\w*)\s*$")
# How far, in characters, after “nobody” a verb of saying makes it one who speaks.
_SPEAKS = 60


def counts_of(
    figure: Figure,
    low: str,
    line: Span,
    lexicon: Lexicon,
    language: str,
    peoples: Mapping[int, Place],
) -> Counted:
    """The noun of a figure; where none of ours follows, what the words around it make of it."""
    counts = counted(low, figure.span.start, figure.span.end, line.end, lexicon)
    if figure.small and counts.unit is Unit.PART and counts.end <= figure.core.start:
        return Counted(none=True)
    worded = figure.quantity.kind in (Kind.NONE, Kind.PARITY)
    of = _OF_THE.match(low, figure.core.end) if worded else None
    if of is not None and other_at(low, of.end(), lexicon):
        return Counted(left="left_kin", end=figure.core.end)
    if worded and counts.left == "left_noun" and _no_such(figure, low):
        return Counted(left="left_kin", end=figure.core.end)
    if worded and counts.left and counts.end <= figure.core.start:
        return Counted(none=True)
    if figure.quantity.kind is Kind.PARITY and counts.left and counts.left != "left_kin":
        return Counted(none=True)
    if counts.left in ("left_kin", "left_noun") and figure.core.end < line.end:
        counts = of_trade(low, figure.span.end, line, lexicon) or counts
        if counts.left == "left_noun" and only_people(low, figure.core, language, lexicon):
            return Counted(words=figure.core.of(low), end=figure.core.end)
        if counts.left == "left_noun" and _of_party(low, figure.span.end, peoples):
            return Counted(none=True)
    return counts


# “None of the relatives”.
_OF_THE = re.compile(r"\s+of\s+(?:the|his|her|its|their|these|those)\s+")
# «Жодних умов», «столько же посылок»: an adjective of none, or equality, with its own noun.
_WITH_NOUN = re.compile(
    r"(?:жодн|ніяк|никак)(?:ий|а|е|ої|их|ого|ому|ій|у|им|ими|ой|ая|ое|ых)|"
    r"(?:стільки|столько)\s+(?:ж|же|само)"
)
_TELLING_NOUN = re.compile(
    r"\s+(?!(?:цивільн|військов|полонен|поранен|живи|мертв|наш|сво|гражданск|раненн|пленн|украин|"
    r"україн|росій|росс|рус|убит|вбит|з|із|из|у|в|і|й|и|та|на|не|для|до|от|від|теж|також|тоже)\w*)"
    r"[а-яіїєґё']{2,}(?:ів|ов|ев|їв|ей|ок|ек|ень|ам|ях|ах|у|и|і|ы|а|я)(?!\w)"
)


def _no_such(figure: Figure, low: str) -> bool:
    """Whether none, or as many, is said of a noun that counts nobody of ours."""
    if _WITH_NOUN.fullmatch(low, figure.core.start, figure.core.end) is None:
        return False
    follows = _TELLING_NOUN.match(low, figure.core.end)
    return follows is not None and not without_noun(low, figure.core.end)


def why_none(
    figure: Figure, counts: Counted, text: str, low: str, lexicon: Lexicon, *, shape: str
) -> str:
    """The code of why a figure counts nobody of ours, or nothing; `shape` is that of its looks."""
    worded = figure.quantity.kind in (Kind.NONE, Kind.PARITY)
    named = not counts.left and not counts.none
    start, end, value = figure.span.start, figure.core.end, figure.quantity.number
    code = shape or ("" if worded else no_object(low, start, named=named))
    if not code and compares(low, figure.core.start, end):
        code = "left_not_done"
    behind = named and counts.end <= figure.core.start
    if not code and behind and _NUMBERED.search(low, max(0, start - 12), start):
        code = "left_unit"
    code = code or ("" if named else before_number(low, start, lexicon))
    if not code and not named and one_in(low, start, value):
        code = "left_percent"
    if not code and not figure.in_words and ORDINAL.match(low, end):
        code = "left_event"
    if (
        not code
        and (not named or behind)
        and (aged(low, start, end, value) or of_a_name(text, start, end, value))
    ):
        code = "left_age"
    if code == "left_unit" and figure.in_words and low[:start].endswith(" no "):
        # “There are no fourteen”: in words, it is no “No. 14”.
        code = ""
    if not code and counts.left and not (worded and counts.left == "left_noun"):
        code = counts.left
    if not code and figure.small and counts.none and value != 2:
        code = "left_noun"
    return code


def is_speaker(figure: Figure, low: str, line: Span, nobody: list[Span], lexicon: Lexicon) -> bool:
    """Whether “nobody” is who does not speak: “nobody came back” counts, “nobody says” does not."""
    if not any(span.meets(figure.core) for span in nobody):
        return False
    cut = re.compile(r"[,;:.]").search(low, figure.core.end, line.end)
    stop = min(line.end, figure.core.end + _SPEAKS, line.end if cut is None else cut.start())
    says = rule(*lexicon.says, *lexicon.unsaid)
    spoken = says.search(low, figure.core.end, stop) or UNSAID.search(low, figure.core.start, stop)
    acts = rule(*lexicon.verbs).search(low, line.start, line.end)
    return spoken is not None or acts is None


def _of_party(low: str, end: int, peoples: Mapping[int, Place]) -> bool:
    """“… and 510 Russian”, «останню тисячу Росія віддала»: a party's word, and no noun, follows."""
    place = peoples.get(end + 1)
    if place in (Place.SUBJECT, Place.TO, Place.FROM, Place.BY):
        return True
    return place is not None and _ENDS.match(low, end) is not None
