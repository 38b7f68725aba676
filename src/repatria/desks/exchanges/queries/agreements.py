"""An agreement as its page shows it: readings in force, term by term, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from repatria.desks.exchanges.models import Agreement, DoubtChoice, Reading
from repatria.desks.exchanges.words import TOPIC_WORDS
from repatria.planning.doubts import Doubt
from repatria.planning.phrases import Phrase, render
from repatria.planning.readings import Verdict, compare_readings, turned
from repatria.planning.sentences import Explained, explain
from repatria.planning.terms import Terms
from repatria.planning.terms_check import terms_doubts


@dataclass(frozen=True, slots=True)
class Term:
    """One term as both tell it, in the language of the page."""

    topic: str
    verdict: Verdict
    first: tuple[str, ...]
    second: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubted:
    """A doubt of a reading, and who signed a choice, if anybody did."""

    doubt: Doubt
    words: str
    choice: DoubtChoice | None

    @property
    def open(self) -> bool:
        """Whether it keeps a list from being made."""
        return self.doubt.blocks and self.choice is None


def in_force(agreement: Agreement) -> list[Reading]:
    """The newest version of each teller: first the agreement's sides, then what is told jointly."""
    newest: dict[str, Reading] = {}
    for each in agreement.readings.select_related("entered_by").order_by("version"):
        newest[each.teller] = each
    order = (*agreement.sides, "both")
    return [newest[teller] for teller in order if teller in newest]


def said(phrase: Phrase) -> str:
    """A sentence of the engine in the language of the page."""
    return render(phrase, gettext)


def side_by_side(first: Reading, second: Reading) -> list[Term]:
    """The two readings, term by term."""
    return [
        Term(
            topic_words(row.topic),
            row.verdict,
            tuple(map(said, row.first)),
            tuple(map(said, row.second)),
            tuple(map(said, row.reasons)),
        )
        for row in compare_readings(first.terms, second.terms)
    ]


def topic_words(topic: str) -> str:
    """A topic in words; those of one side name it."""
    word, _space, side = topic.partition(" ")
    if topic in TOPIC_WORDS:
        return str(TOPIC_WORDS[topic])
    words = str(TOPIC_WORDS.get(word, word))
    return f"{words}: {side}" if side else words


def explained(reading: Reading) -> tuple[Explained, ...]:
    """Every line of a reading that says something."""
    return explain(reading.terms)


def doubted(reading: Reading, found: Iterable[Doubt] | None = None) -> list[Doubted]:
    """The doubts of a reading, or these, each with its choice."""
    doubts = terms_doubts(reading.terms) if found is None else found
    rows = reading.agreement.choices.filter(teller=reading.teller, withdrawn_at=None)
    choices = {each.key: each for each in rows.select_related("by")}
    return [Doubted(each, said(each.reason), choices.get(each.key)) for each in doubts]


def terms_of(reading: Reading) -> Terms:
    """The terms of a reading, with the sides in the agreement's order: both readings of one
    agreement make lists whose first side is the same."""
    terms = reading.terms
    return terms if terms.sides == reading.agreement.sides else turned(terms)
