"""Names decide nothing: other names, other numbers, other titles and another order of the rows give
the same grades and the same contradictions. And no country is written into the engine."""

from __future__ import annotations

import ast
import inspect
import random
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from statements_demo import demonstration
from statements_records import records

import repatria.statements
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction
from repatria.statements.examine import Examination, examine
from repatria.statements.figures import SideWord, Verdict
from repatria.statements.reasons import Reason, Ref
from repatria.statements.record import Leg, Record
from repatria.statements.total_check import TotalCheck
from repatria.synthetic.claims import make_record

Names = dict[str, str]


class Renaming:
    """Gives everything in a record another name, and takes the rows in another order."""

    def __init__(self, record: Record, seed: int) -> None:
        self.pick = random.Random(seed)
        self.parties = self.others(
            {party.code for party in record.parties}
            | {one for claim in record.claims for one in (claim.giver, claim.receiver) if one}
        )
        self.claims = self.others(claim.id for claim in record.claims)
        self.speakers = self.others({claim.speaker.code for claim in record.claims})
        self.sources = self.others({claim.source.key for claim in record.claims})
        self.outlets = self.others({claim.source.outlet for claim in record.claims} - {""})
        self.exchanges = self.others(exchange.code for exchange in record.exchanges)
        self.agreements = self.others(agreement.code for agreement in record.agreements)
        self.record = self.renamed(record)

    def others(self, names: Iterable[str]) -> Names:
        """Each name becomes another's, or one of no meaning; so their order changes too."""
        old = sorted(names)
        new = (
            [*old] if self.pick.random() < 0.5 else [f"{self.pick.getrandbits(64):x}" for _ in old]
        )
        self.pick.shuffle(new)
        return dict(zip(old, new, strict=True))

    def renamed(self, record: Record) -> Record:
        return Record(
            self.shuffled(replace(p, code=self.parties[p.code]) for p in record.parties),
            self.shuffled(
                replace(
                    agreement,
                    code=self.agreements[agreement.code],
                    name={"en": "Another name"},
                    readings=tuple(
                        replace(
                            reading,
                            by=tuple(self.parties[party] for party in reading.by),
                            claims=tuple(self.claims[one] for one in reading.claims),
                            terms=tuple(
                                replace(
                                    term,
                                    giver=self.parties.get(term.giver, ""),
                                    receiver=self.parties.get(term.receiver, ""),
                                    text={"en": "other words"},
                                )
                                for term in reading.terms
                            ),
                        )
                        for reading in agreement.readings
                    ),
                )
                for agreement in record.agreements
            ),
            self.shuffled(
                replace(
                    exchange,
                    code=self.exchanges[exchange.code],
                    title="Another title",
                    series="",
                    agreement=self.agreements.get(exchange.agreement, ""),
                    intermediaries=(),
                    numbering=(),
                )
                for exchange in record.exchanges
            ),
            self.shuffled(map(self.claim, record.claims)),
            self.shuffled(
                replace(one, first=self.claims[one.first], second=self.claims[one.second], by="X")
                for one in record.judgements
            ),
            self.shuffled(replace(one, leg=self.leg(one.leg)) for one in record.signed),
        )

    def shuffled(self, items: Iterable[Any]) -> tuple[Any, ...]:
        rows = list(items)
        self.pick.shuffle(rows)
        return tuple(rows)

    def claim(self, claim: Claim) -> Claim:
        return replace(
            claim,
            id=self.claims[claim.id],
            giver=self.parties.get(claim.giver, ""),
            receiver=self.parties.get(claim.receiver, ""),
            speaker=replace(
                claim.speaker,
                code=self.speakers[claim.speaker.code],
                name="Somebody",
                office="an office",
                party=self.parties.get(claim.speaker.party, ""),
            ),
            source=replace(
                claim.source,
                key=self.sources[claim.source.key],
                title="Another article",
                url="",
                outlet=self.outlets.get(claim.source.outlet, ""),
            ),
            exchange=self.exchanges.get(claim.exchange, ""),
            agreement=self.agreements.get(claim.agreement, ""),
            silent=tuple(self.parties[party] for party in claim.silent),
            supersedes=self.claims.get(claim.supersedes, ""),
            paraphrase="said otherwise",
        )

    def leg(self, leg: Leg) -> Leg:
        return Leg(
            self.exchanges[leg.exchange],
            self.parties[leg.giver],
            self.parties[leg.receiver],
            leg.track,
        )

    def where(self, text: str) -> str:
        """A direction, or the id of a claim."""
        if ">" in text:
            return ">".join(self.parties[party] for party in text.split(">"))
        return self.claims.get(text, text)


class Unnamed(Renaming):
    """Leaves every name as it is."""

    def others(self, names: Iterable[str]) -> Names:
        return {name: name for name in names}

    def renamed(self, record: Record) -> Record:
        return record


def bag(items: Iterable[Hashable]) -> frozenset[tuple[Hashable, int]]:
    """A multiset that can be compared and held in another."""
    return frozenset(Counter(items).items())


def shape(found: Examination, names: Renaming) -> dict[str, Any]:
    """All that was found, in the new names, in no order.

    Who is named in a reason may fall to another where two say the same on the same day; so a reason
    is compared by its code and its numbers, a root by its claims.
    """

    def ids(claims: Iterable[str]) -> frozenset[str]:
        return frozenset(names.claims[one] for one in claims)

    def legs(items: Iterable[Leg]) -> frozenset[Leg]:
        return frozenset(names.leg(leg) for leg in items)

    def reasons(items: Iterable[Reason]) -> Hashable:
        return bag((item.code, numbers(item)) for item in items)

    def word(side: SideWord) -> Hashable:
        speakers = frozenset(names.speakers[one] for one in side.speakers)
        return side.state, side.interval, speakers, ids(side.claims), side.unnamed, side.parity

    def figure(verdict: Verdict) -> Hashable:
        of = verdict.figure
        return (
            (of.category, of.unit, of.counting),
            (verdict.grade, verdict.spread, reasons(verdict.reasons)),
            (word(verdict.giver), word(verdict.receiver)),
            bag((root.role, root.interval, ids(root.claims)) for root in verdict.roots),
            ids(one for root in verdict.roots for one in root.repeats),
            frozenset((names.claims[one], why) for one, why in verdict.retired),
        )

    def contradiction(item: Contradiction) -> Hashable:
        agreement = names.agreements.get(item.agreement, "")
        place = (ids(item.claims), legs(item.legs), agreement, names.where(item.where))
        return item.kind, place, reasons(item.reasons)

    def check(item: TotalCheck) -> Hashable:
        result = (item.outcome, item.derived, item.residual, item.rule)
        place = names.claims[item.claim], legs(item.legs), names.where(item.where)
        return place, result, reasons(item.reasons)

    return {
        "legs": {
            names.leg(leg): tuple(map(figure, verdict.figures))
            for leg, verdict in found.legs.items()
        },
        "contradictions": bag(map(contradiction, found.contradictions)),
        "totals": bag(map(check, found.totals)),
        "carried": bag((legs(item.legs), numbers(item.reason)) for item in found.carried),
        "ordinals": {names.claims[o.claim]: (o.fits, o.counted) for o in found.ordinals},
        "utterances": bag((ids(said.claims), said.judged) for said in found.utterances),
    }


def numbers(item: Reason) -> Hashable:
    """The parameters of a reason that are no names. Of a pair, either may come first."""
    kept = [str(value) for _, value in item.params if not isinstance(value, Ref | tuple)]
    return bag(kept)


def assert_names_decide_nothing(record: Record, seed: int, on: date | None = None) -> None:
    renaming = Renaming(record, seed)
    before = shape(examine(record, on), renaming)
    after = shape(examine(renaming.record, on), Unnamed(renaming.record, 0))
    for name, expected in before.items():
        assert after[name] == expected, name


SEEDS = st.integers(0, 2**32)
SUMMER = st.dates(date(2025, 5, 1), date(2025, 9, 1))


@settings(max_examples=12)
@given(SEEDS, st.none() | SUMMER)
@example(0, None)
def test_names_decide_nothing_in_the_demonstration(seed: int, on: date | None) -> None:
    assert_names_decide_nothing(demonstration(), seed, on)


@settings(max_examples=10)
@given(st.integers(0, 10**6), SEEDS)
def test_names_decide_nothing_in_made_up_records(made: int, seed: int) -> None:
    assert_names_decide_nothing(make_record(400, 40, made), seed)


@settings(max_examples=150)
@given(records(), SEEDS)
def test_names_decide_nothing_in_senseless_records(record: Record, seed: int) -> None:
    assert_names_decide_nothing(record, seed)


@settings(max_examples=40)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_address(record: Record, shuffler: random.Random) -> None:
    def other(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(shuffler.sample(rows, len(rows)))

    shuffled = Record(
        other(record.parties),
        (),
        other(record.exchanges),
        other(record.claims),
        other(record.judgements),
        other(record.signed),
    )
    before, after = examine(record), examine(shuffled)
    assert sorted(c.key for c in after.contradictions) == sorted(
        c.key for c in before.contradictions
    )


def test_the_comparison_sees_what_matters() -> None:
    """The shape is not so coarse that everything looks alike."""
    record = demonstration()
    changed = record.claims[0]
    worse = replace(changed, withdrawn_on=changed.known_from)
    other = replace(record, claims=(worse, *record.claims[1:]))
    same = Unnamed(record, 0)
    assert shape(examine(record), same) != shape(examine(other), same)


# No country in the code.

SOURCE = Path(inspect.getfile(repatria.statements)).parent
COUNTRIES = ["Russia", "Ukrain", "Belarus", "Turk", "Türk", "Emirates", "Kyiv", "Kiev", "Moscow"]


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.py")), ids=lambda path: path.name)
def test_no_party_and_no_country_is_written_into_the_engine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    record = demonstration()
    codes = {party.code for party in record.parties} | {c.speaker.code for c in record.claims}
    codes |= {claim.id for claim in record.claims} | {e.code for e in record.exchanges}
    codes |= {source.key for source in (claim.source for claim in record.claims)}
    names = {name for party in record.parties for name in party.name.values()}
    plain = {re.escape(word) for word in (*COUNTRIES, *names)}
    assert not re.search("|".join(plain), text, re.IGNORECASE)
    assert not texts(text) & codes


def texts(text: str) -> set[str]:
    """The literal texts of a module."""
    return {
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_a_renaming_is_undone_by_another() -> None:
    """The renaming itself loses nothing that the engine reads."""
    record = demonstration()
    made = Renaming(record, 1)
    assert len(made.record.claims) == len(record.claims)
    assert len(set(made.claims.values())) == len(made.claims)
    read: Callable[[Claim], Any] = lambda c: (c.kind, c.quantity, c.unit, c.said_on, c.covers)  # noqa: E731
    assert Counter(map(read, made.record.claims)) == Counter(map(read, record.claims))
