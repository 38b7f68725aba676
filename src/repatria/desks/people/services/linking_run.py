"""A linking run carried out: names read, weights chosen, pairs weighed, and stored, last.

What it proposes is stored in short transactions, so that nobody else who writes waits for all of
it, and is shown by none of them: a run is seen once it is finished, which is its last commit. The
proposals of the party's earlier runs go then, in short transactions as well; judgements stay. A
run that is stopped leaves nothing. One that dies leaves what nobody sees, until the next begins.
This module loads what weighs pairs, so only the job imports it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from django.db.models import QuerySet
from django.utils import timezone

from repatria.base.messages import message
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.jobs import Context, LeaseLost, Refused
from repatria.desks.people.models import Candidate, LinkRun, Person
from repatria.desks.people.shown import names_record
from repatria.names.levels import Level
from repatria.names.linking import columns, scoring, weighing
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.model import column_of
from repatria.names.linking.streams import unstream

_ROWS = 2_000
"""People read at a time."""
_CHUNK_ROWS = 20_000
"""Rows weighed against all at a time: the longest that a cancelled run goes on."""
_READ = ("pk", "name", "order", "surname", "given", "patronymic", "birth", "sex", "birthplace",
         "unit", "rank", "serial", "call_sign")  # fmt: skip
_STORED = 1_000
"""Candidates stored or taken away in one transaction: some tens of milliseconds."""
READING, TRAINING, WEIGHING, STORING = (
    message("reading names"), message("choosing weights"), message("weighing pairs"),
    message("storing pairs"),
)  # fmt: skip


def carry_out(context: Context, code: str) -> None:
    """The run of this code, from its beginning. Raises the job's `Refused` where nobody may."""
    run = LinkRun.objects.select_related("asked_by").filter(code=code).first()
    if (
        run is None
        or run.asked_by is None
        or not can(run.asked_by, Action.JUDGE, FieldClass.IDENTITY)
    ):
        raise Refused(f"run {code} is of nobody who may link")
    if run.finished_at is not None:
        return
    keys, table = _read(run.asked_by, context)
    threshold = float(run.settings["threshold"])
    model = weighing.Model({}, trained=False)
    found = scoring.PAIRS.empty_table()
    if len(table) > 1:
        context.progress(0, 0, TRAINING)
        model = weighing.model_for(
            [table], progress=lambda done, total, _stage: context.progress(done, total, TRAINING)
        )
        found = _weighed(table, model, threshold, context)
    try:
        _take_away(_unseen_of(run))
        counts = _store(run, found, keys, context)
        with context.commit() as effect:
            run.counts = counts
            run.settings = {**run.settings, "trained": model.trained}
            run.finished_at = timezone.now()
            run.save(update_fields=["counts", "settings", "finished_at"])
            effect.result = run.counts
    except LeaseLost:
        # What is stored by now is of whoever has the job.
        raise
    except BaseException:
        _take_away(_unseen_of(run))
        raise
    _take_away(Candidate.objects.filter(run__party=run.party_id, run__lt=run.pk))


def _read(by: User, context: Context) -> tuple[array[int], pa.Table]:
    """The keys of the people, in order, and their names read: row `n` is of the n-th key."""
    people = Person.objects.visible_to(by)
    total, last = people.count(), 0
    keys: array[int] = array("q")
    tables = [columns.SCHEMA.empty_table()]
    while rows := list(people.filter(pk__gt=last).order_by("pk").values(*_READ)[:_ROWS]):
        tables.append(columns.table(map(names_record, rows), len(keys)))
        keys.extend(row["pk"] for row in rows)
        last = rows[-1]["pk"]
        context.progress(len(keys), max(total, len(keys)), READING)
    return keys, pa.concat_tables(tables).combine_chunks()


def _weighed(
    table: pa.Table, model: weighing.Model, threshold: float, context: Context
) -> pa.Table:
    work = scoring.job([table], model.weights, threshold)
    parts = scoring.chunks(max(1, len(table) // _CHUNK_ROWS))
    found = [scoring.PAIRS.empty_table()]
    for number, part in enumerate(parts):
        context.progress(number, len(parts), WEIGHING)
        found.append(unstream(scoring.weigh(work, part)))
    context.progress(len(parts), len(parts), WEIGHING)
    return pa.concat_tables(found).sort_by([("weight", "descending"), ("first", "ascending"),
                                            ("second", "ascending")])  # fmt: skip


def _store(run: LinkRun, found: pa.Table, keys: array[int], context: Context) -> dict[str, int]:
    proposed = stored = 0
    for batch in found.to_batches(max_chunksize=_STORED):
        context.progress(stored, len(found), STORING)
        rows = list(_candidates(run, batch, keys))
        with context.unseen():
            Candidate.objects.bulk_create(rows, batch_size=500)
        stored += len(rows)
        proposed += sum(not each.gate for each in rows)
    return {"people": len(keys), "proposed": proposed, "held": len(found) - proposed}


def _unseen_of(run: LinkRun) -> QuerySet[Candidate]:
    """What this run, and runs of the party that died, stored and nobody has seen."""
    return Candidate.objects.filter(run__party=run.party_id, run__finished_at=None)


def _take_away(candidates: QuerySet[Candidate]) -> None:
    while some := list(candidates.order_by().values_list("pk", flat=True)[:_STORED]):
        Candidate.objects.filter(pk__in=some).delete()


def _candidates(run: LinkRun, batch: pa.RecordBatch, keys: array[int]) -> Iterator[Candidate]:
    for row in batch.to_pylist():
        one, other = sorted((keys[row["first"]], keys[row["second"]]))
        yield Candidate(
            run=run, one_id=one, other_id=other, weight=row["weight"], gate=row["gate"] or "",
            levels=levels_of(row),
        )  # fmt: skip


def levels_of(row: dict[str, Any]) -> dict[str, list[Any]]:
    """By field what a candidate keeps of it: the level, which kind of it, and its bits."""
    kept = {}
    for field in FIELDS:
        rule = field.rules[row[f"rule_{column_of(field.name)}"]]
        bits = round(row[f"weight_{column_of(field.name)}"], 3)
        if rule.level is not Level.ABSENT or bits:
            kept[field.name] = [rule.level.value, rule.code, bits]
    return kept
