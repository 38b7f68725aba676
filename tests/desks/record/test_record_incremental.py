"""What is computed step by step, as statements come in, is what computing everything anew gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.desks.record import models, services
from repatria.desks.router import PUBLIC
from repatria.formats.statements import Incoming
from repatria.statements.claim import Claim
from repatria.statements.record import Exchange, Judgement, Record
from statements.statements_records import records

pytestmark = pytest.mark.django_db(databases="__all__")

Rows = Counter[tuple[object, ...]]
"""What a table holds, without the numbers of its rows."""
STATE = [
    field.attname
    for field in models.LegState._meta.concrete_fields
    if field.name not in ("id", "leg")
]
LEG = ("exchange_id", "giver", "receiver", "track")


@dataclass
class Step:
    """What comes in at once."""

    exchanges: list[Exchange] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Record, list[Step]]:
    """A record, and the steps in which it comes in: in any order, each thing after what it names.

    A withdrawal can come later than the statement.
    """
    record = draw(records(acts=False))
    steps = [Step() for _ in range(draw(st.integers(1, 4)))]
    numbers = st.integers(0, len(steps) - 1)
    came: dict[str, int] = {}
    for exchange in record.exchanges:
        came[exchange.code] = draw(numbers)
        steps[came[exchange.code]].exchanges.append(exchange)
    for claim in record.claims:
        needs = [came[one] for one in (claim.exchange, claim.supersedes) if one]
        came[claim.id] = max([draw(numbers), *needs])
        withdrawn = max(draw(numbers), came[claim.id])
        if claim.withdrawn_on is not None and withdrawn > came[claim.id]:
            steps[withdrawn].claims[claim.id] = claim
            claim = replace(claim, withdrawn_on=None)
        steps[came[claim.id]].claims[claim.id] = claim
    for judgement in record.judgements:
        needs = [came[judgement.first], came[judgement.second]]
        steps[max([draw(numbers), *needs])].judgements.append(judgement)
    return record, steps


def take_in(record: Record, step: Step) -> None:
    claims = tuple(step.claims.values())
    services.take_in(
        Incoming(
            digest="",
            parties=record.parties,
            speakers=tuple({claim.speaker.code: claim.speaker for claim in claims}.values()),
            sources=tuple({claim.source.key: claim.source for claim in claims}.values()),
            agreements=record.agreements,
            exchanges=tuple(step.exchanges),
            claims=claims,
            judgements=tuple(step.judgements),
        ),
        "step",
    )


def tables() -> dict[str, Rows]:
    """What the record's verdicts are, each with the days on which it holds."""
    legs = {row[0]: row[1:] for row in models.Leg.objects.values_list("id", *LEG, "day")}
    on: dict[int, list[tuple[object, ...]]] = {}
    for finding, leg in models.Finding.legs.through.objects.values_list("finding_id", "leg_id"):
        on.setdefault(finding, []).append(legs[leg])
    return {
        "exchanges": Counter(models.Exchange.objects.values_list("code", "known_from")),
        "legs": Counter(legs.values()),
        "states": Counter(
            (legs[leg], *map(repr, row))
            for leg, *row in models.LegState.objects.values_list("leg_id", *STATE)
        ),
        "findings": Counter(
            (
                *(row.key, row.kind, row.scope, row.day, row.since, row.until, repr(row.data)),
                *sorted(map(repr, on.get(row.pk, ()))),
            )
            for row in models.Finding.objects.all()
        ),
        "checks": Counter(
            (row.claim_id, row.since, row.until, repr(row.data))
            for row in models.Check.objects.all()
        ),
    }


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is gone afterwards."""
    with transaction.atomic(using=PUBLIC):
        yield
        transaction.set_rollback(True, using=PUBLIC)


def computed_anew() -> dict[str, Rows]:
    with undone():
        services.rebuild()
        return tables()


@settings(deadline=None, max_examples=40)
@given(stories())
def test_verdicts_kept_up_step_by_step_are_those_computed_anew(
    story: tuple[Record, list[Step]],
) -> None:
    record, steps = story
    with undone():
        for step in steps:
            take_in(record, step)
            kept, anew = tables(), computed_anew()
            for name, rows in anew.items():
                assert kept[name] - rows == Counter(), f"{name}: too much"
                assert rows - kept[name] == Counter(), f"{name}: missing"
