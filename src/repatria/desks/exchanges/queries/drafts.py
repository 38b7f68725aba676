"""A version of a list as its pages show it: counts for whoever may see plans, and codes for whoever
may see who is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from repatria.desks.common.charts.svg import Svg
from repatria.desks.common.templatetags.common_tags import number
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.charts.quotas import Bar, Quotas, draw
from repatria.desks.exchanges.models import Reading
from repatria.desks.exchanges.queries.agreements import said, terms_of
from repatria.desks.exchanges.words import CAUSE_WORDS, NAMED_WORDS, QUOTA_WORDS, REASON_WORDS
from repatria.planning.reasons import GATES, Reason
from repatria.planning.sentences import clause_phrase
from repatria.planning.terms import Terms

Summary = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QuotaRow:
    label: str
    sentence: str
    """What the clause says; empty for the round's own room."""
    side: str
    used: int
    most: int | None
    full: bool


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How many have one reason, to the first side, to the second, and to neither."""

    reason: Reason
    words: str
    counts: tuple[int, int, int]

    @property
    def gate(self) -> bool:
        return self.reason in GATES


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the register, by code."""

    code: str
    side: str
    reason: str
    place: int | None
    """Their place on the list; nothing for who is not on it."""


def quota_rows(summary: Summary, reading: Reading) -> list[QuotaRow]:
    """Room and clauses, the two sides of each beside each other."""
    terms = terms_of(reading)
    sentences = {each.number: said(clause_phrase(each, terms.sides)) for each in terms.clauses}
    found = []
    for side, what, clause, used, most in summary["quotas"]:
        words = str(QUOTA_WORDS.get(what, what))
        label = _("Clause %(number)s (%(kind)s)") % {"number": clause, "kind": words}
        found.append(
            QuotaRow(
                label if clause else words, sentences.get(clause, ""), terms.sides[side], used,
                most, most is not None and used >= most,
            )
        )  # fmt: skip
    keys = {each.label: at for at, each in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda each: (keys[each.label], terms.sides.index(each.side)))


def quota_pairs(rows: Sequence[QuotaRow]) -> list[tuple[str, list[QuotaRow]]]:
    """A line a thing that can be full, with both sides beside each other; a clause by its
    sentence."""
    found: dict[str, list[QuotaRow]] = {}
    for row in rows:
        found.setdefault(row.sentence or row.label, []).append(row)
    return list(found.items())


def quota_words(row: QuotaRow) -> str:
    if row.most is None:
        return _("%(used)s, without a limit") % {"used": number(row.used)}
    return _("%(used)s of %(most)s") % {"used": number(row.used), "most": number(row.most)}


def quota_chart(rows: Sequence[QuotaRow], terms: Terms) -> Svg:
    """The same as a picture."""
    bars = tuple(
        Bar(f"{row.label}, {row.side}", quota_words(row), terms.sides.index(row.side), row.used,
            row.most)
        for row in rows
    )  # fmt: skip
    told = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return draw(
        Quotas(title=_("How far the round is used"), desc=told, bars=bars, id_prefix="quotas")
    )


def reason_rows(summary: Summary) -> tuple[list[ReasonRow], list[ReasonRow]]:
    """Those who are not listed though they can be considered, and those who cannot be."""
    rows = [
        ReasonRow(
            why,
            str(REASON_WORDS[why]),
            tuple(each.get(why.value, 0) for each in summary["reasons"]),
        )
        for why in Reason
        if why is not Reason.ON_LIST
    ]
    there = [each for each in rows if any(each.counts)]
    return [each for each in there if not each.gate], [each for each in there if each.gate]


def named_rows(summary: Summary) -> list[tuple[str, str, int]]:
    """What could not be taken as it stands, in words, and of how many."""
    named = summary.get("named", {})
    return [(what, str(words), named[what]) for what, words in NAMED_WORDS.items() if what in named]


def changed_rows(summary: Summary) -> list[tuple[str, int, int]]:
    """By cause, how many came on and how many went off."""
    changed = summary.get("changed", {})
    return [
        (str(words), *changed[cause]) for cause, words in CAUSE_WORDS.items() if cause in changed
    ]


def lines(outcome: bytes | memoryview, sides: tuple[str, str]) -> Iterator[Line]:
    """Everybody of a run: those on the lists first, in the order; then the others by code."""
    told = kept.unpacked(outcome)
    places = {code: at for codes in told["listed"] for at, code in enumerate(codes, 1)}
    names = (*sides, "")
    reasons = tuple(Reason)
    rows = sorted(told["rows"], key=lambda row: (row[1], places.get(row[0], len(told["rows"])),
                                                 row[0]))  # fmt: skip
    for code, side, reason in rows:
        yield Line(code, names[side], reasons[reason].value, places.get(code))
