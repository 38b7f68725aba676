"""Carries a linking out: lists in, names read, weights trained, pairs weighed, files out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from repatria.base.canonical import canonical_bytes
from repatria.base.dates import partial_date
from repatria.base.errors import RepatriaError
from repatria.base.progress import Progress
from repatria.cli import names_link_table as tables
from repatria.cli import progress as bars
from repatria.cli.writing import write
from repatria.formats.people_list import PeopleList, read_people_list
from repatria.formats.reading import Read
from repatria.names.linking import preparing, scoring, weighing
from repatria.names.linking.model import SIDES
from repatria.names.linking.rows import Rows
from repatria.names.linking.streams import parquet, unstream
from repatria.names.model import Order
from repatria.runners import run_folder
from repatria.runners.choose import runner
from repatria.runners.keeping import write_whole
from repatria.runners.resumable import resumed
from repatria.runners.runner import Runner
from repatria.runners.serial import Serial

PAIRS, HELD, NOTES, MODEL, REPORT = (
    "pairs.csv", "held-back.csv", "notes.csv", "model.json", "link.json",
)  # fmt: skip
RAW, ORDER, DATED = "raw_", "order", "dated"
"""How kept rows name the cells as they stood, and what was declared of their list."""
ROWS_OF_A_CHUNK = 200_000


class LinkError(RepatriaError):
    """A linking that cannot be begun as it was asked for."""


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    lists: tuple[Path, ...]
    out: Path
    orders: tuple[str, ...]
    dates: tuple[str, ...]
    threshold: float
    seed: int
    runner: str
    scheduler: str
    workers: int | None


@dataclass(frozen=True)
class Given:
    """One list as it was read, with what was declared of it."""

    read: Read[PeopleList]
    rows: Rows

    def told(self) -> dict[str, str | int]:
        order, day = self.rows.order, self.rows.listed
        return {
            "file": self.read.value.file,
            "sha256": self.read.sha256,
            "rows": len(self.read.value),
            "order": "columns" if order is None else order.value,
            "dated": "" if day is None else day.isoformat(),
        }


def linked(asked: Asked) -> Iterator[str]:
    """Link the lists and tell what came of it, line by line."""
    if not 1 <= len(asked.lists) <= 2:
        raise LinkError("one list is searched for people who stand in it twice, or two are linked")
    with ExitStack() as stack:
        told = stack.enter_context(bars.shown())
        work = runner(asked.runner, asked.scheduler, asked.workers)
        told(0, 0, "reading files")
        given = _given(asked)
        inputs = [each.told() for each in given]
        _check_out(asked, inputs)
        asked.out.mkdir(mode=0o700, parents=True, exist_ok=True)
        prepared = _prepared(given, work, asked.out, told)
        ready = [each.table for each in prepared]
        _keep(given, ready, asked.out)
        model = _model(ready, asked, inputs, told)
        found = _weighed(ready, model, asked, work, told)
        told(0, 0, "writing")
        write(tables.note_lines(given, prepared), asked.out / NOTES)
        sides = [each.read.value for each in (given[0], given[-1])]
        counts = {
            PAIRS: write_pairs(found, sides, asked, gated=False),
            HELD: write_pairs(found, sides, asked, gated=True),
        }
    report = {
        "format": "repatria-names-link/1",
        "lists": inputs,
        "options": {"--threshold": repr(asked.threshold), "--seed": asked.seed},
        "weights": "trained on these lists" if model.trained else "those that come with Repatria",
        "pairs weighed at the threshold": len(found),
        **counts,
        "notes": sum(len(each.notes) for each in prepared),
    }
    write([canonical_bytes(report).decode(), "\n"], asked.out / REPORT)
    run_folder.clear(asked.out / "run" / "names")
    run_folder.clear(asked.out / "run" / "pairs")
    (asked.out / "run").rmdir()
    yield from _told(asked, given, prepared, model, counts)


def write_pairs(found: pa.Table, sides: Sequence[PeopleList], asked: Asked, *, gated: bool) -> int:
    """Write the pairs that are proposed, or those that a gate holds back; how many they are."""
    lines = list(tables.pair_lines(found, sides, gated=gated))
    write(lines, asked.out / (HELD if gated else PAIRS))
    return len(lines) - 1


def _given(asked: Asked) -> list[Given]:
    orders = _each(asked.orders, len(asked.lists), "--order")
    days = _each(asked.dates, len(asked.lists), "--dated")
    found = []
    for path, order, day in zip(asked.lists, orders, days, strict=True):
        read = read_people_list(path)
        people = read.value
        rows = Rows(people.columns, _order(people, order), _day(day))
        if rows.listed is None and "age" in people.columns:
            raise LinkError(f"{people.file}: its ages need the day of the list, with --dated")
        found.append(Given(read, rows))
    return found


def _each(said: Sequence[str], count: int, option: str) -> Sequence[str]:
    if len(said) <= 1:
        return [*said, ""][:1] * count
    if len(said) != count:
        raise LinkError(f"{option} is given {len(said)} times for {count} files")
    return said


def _order(people: PeopleList, said: str) -> Order | None:
    """What is declared, held against the columns: the order is never guessed."""
    if people.in_parts:
        return None
    names = ", ".join(order.value for order in Order)
    if not said or said == "columns":
        raise LinkError(
            f"{people.file}: names stand in one cell; say in which order, with --order ({names})"
        )
    try:
        return Order(said)
    except ValueError:
        raise LinkError(f"“{said}” is not an order of names; there are: {names}") from None


def _day(said: str) -> date | None:
    if not said:
        return None
    day = partial_date(said)
    if not day.precise:
        raise LinkError(f"--dated takes a whole day, as 2025-06-14, not “{said}”")
    return day.first


def _check_out(asked: Asked, inputs: Sequence[dict[str, str | int]]) -> None:
    """Raises `LinkError` where the folder has the results of other lists."""
    try:
        before = json.loads((asked.out / REPORT).read_bytes())["lists"]
    except FileNotFoundError:
        return
    except (ValueError, TypeError, KeyError, RecursionError):
        before = None
    if before != list(inputs):
        raise LinkError(
            f"{asked.out}: the results of other lists are here; name another folder, or remove it"
        )


def _prepared(
    given: Sequence[Given], work: Runner, out: Path, told: Progress
) -> tuple[preparing.Prepared, ...]:
    parted = [tuple(preparing.blocks(each.rows)) for each in given]
    results = resumed(
        work, preparing.read_block, [block for each in parted for block in each], shared=None,
        folder=out / "run" / "names", inputs={"lists": [each.told() for each in given]},
        stage="reading names", progress=told,
    )  # fmt: skip
    return preparing.lists_joined(map(len, parted), results)


def _keep(given: Sequence[Given], ready: Sequence[pa.Table], out: Path) -> None:
    """Keep the rows as they stand and as they were prepared, for a chart of any pair."""
    for side, each, table in zip(SIDES, given, ready, strict=False):
        told = {ORDER: each.told()["order"], DATED: each.told()["dated"]}
        for field, column in each.read.value.columns.items():
            table = table.append_column(f"{RAW}{field}", pa.array(column, pa.string()))
        kept = table.replace_schema_metadata({key: str(value) for key, value in told.items()})
        write_whole(out / f"{side}.parquet", parquet(kept))


def _model(
    ready: Sequence[pa.Table], asked: Asked, inputs: Sequence[dict[str, str | int]], told: Progress
) -> weighing.Model:
    """The weights; those that an interrupted run has trained on the same lists are taken again."""
    path = asked.out / MODEL
    made_of = {"lists": list(inputs), "seed": asked.seed}
    try:
        kept = json.loads(path.read_bytes())
        if kept["made of"] == made_of:
            return weighing.Model(kept["model"], bool(kept["trained"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    model = weighing.model_for(ready, seed=asked.seed, progress=told)
    kept = {"made of": made_of, "trained": model.trained, "model": model.weights}
    write([json.dumps(kept, ensure_ascii=False, indent=1), "\n"], path)
    return model


def _weighed(
    ready: Sequence[pa.Table], model: weighing.Model, asked: Asked, work: Runner, told: Progress
) -> pa.Table:
    """All pairs of at least the threshold. On one machine the database uses the cores itself."""
    far = asked.runner == "dask"
    parts = scoring.chunks(max(1, len(ready[0]) // ROWS_OF_A_CHUNK))
    job = scoring.job(ready, model.weights, asked.threshold, 1 if far else asked.workers)
    digest = hashlib.sha256(b"".join(job.tables) + job.model.encode()).hexdigest()
    results = resumed(
        work if far else Serial(), scoring.weigh, parts, shared=job,
        folder=asked.out / "run" / "pairs",
        inputs={"job": digest, "least": repr(asked.threshold)},
        stage="weighing pairs", progress=told,
    )  # fmt: skip
    return pa.concat_tables([scoring.PAIRS.empty_table(), *map(unstream, results)])


def _told(
    asked: Asked,
    given: Sequence[Given],
    prepared: Sequence[preparing.Prepared],
    model: weighing.Model,
    counts: dict[str, int],
) -> Iterator[str]:
    for each, ready in zip(given, prepared, strict=True):
        people = each.read.value
        yield f"{people.file}: {len(people):,} rows; {len(ready.notes):,} notes"
        for note in each.read.notes:
            yield f"  {note}"
    yield (
        "The weights were trained on these lists."
        if model.trained
        else "The lists are too short to train weights on; those that come with Repatria were used."
    )
    yield (
        f"{counts[PAIRS]:,} pairs weigh {asked.threshold:g} bits or more and are proposed; "
        f"{counts[HELD]:,} more are held back, with the reason."
    )
    yield f"Written to {asked.out}: {PAIRS}, {HELD}, {NOTES}, {MODEL}, {REPORT}"
