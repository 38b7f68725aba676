"""Made-up rows read as an intake reads them, and weighed in pairs, by the desk's own functions.

Both set Django up without a store: only what computes is used. A chunk is read in a process of its
own.
"""

from __future__ import annotations

import json
import marshal
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

TOLD = ("birth", "sex", "birthplace", "unit", "rank", "serial", "call_sign")
NAMES = ("surname", "given", "patronymic")


def read(
    folder: Path, number: int, first: int, line: int, about: Mapping[str, Any],
    cells: Mapping[str, list[str]], linked: Sequence[int],
) -> None:  # fmt: skip
    """A chunk of rows as what a store holds of them: columns, statements, keys, and the cells."""
    _set_up(folder)
    import pyarrow as pa

    from repatria.desks.accounts.rights import Action, Role, classes_for
    from repatria.desks.people.intake.stating import values_of
    from repatria.desks.people.models import Source
    from repatria.desks.people.services.drafts import drafted
    from repatria.desks.people.services.refreshing import COLUMNS
    from repatria.desks.people.shown import columns, names_record, search_record
    from repatria.names.linking import columns as linking
    from repatria.names.searching import keys_of

    may = classes_for({Role.EXCHANGE_DESK}, Action.ENTER)
    source = Source(root=f"sender:{about['sender']}", said_on=about["dated"], kind="list")
    people, said, keys, lines, records = [], [], [], [], []
    wanted = set(linked)
    for at in range(len(cells["id"])):
        fields = {name: cells[name][at] for name in TOLD}
        names = NAMES if about["order"] == "columns" else ("name",)
        fields |= {name: cells[name][at] for name in names}
        fields["state"] = cells["status"][at]
        drafts = [drafted(key, value) for key, value in values_of(fields, "", may).items()]
        words = [draft.word(source, place) for place, draft in enumerate(drafts)]
        row = columns(words, None, about["order"])
        people.append(tuple(_plain(row[name]) for name in COLUMNS))
        said.append(
            tuple(
                (each.field, each.value, each.read, each.on, each.until, each.certainty,
                 json.dumps(each.details) if each.details else None)
                for each in drafts
            )
        )  # fmt: skip
        keys.append(keys_of(search_record(row)))
        raw = [cells[name][at] for name in (*names, *TOLD, "status")]
        lines.append((line + at, json.dumps(raw), cells["id"][at]))
        if first + at in wanted:
            records.append(names_record(row))
    dump(
        folder / f"rows-{number:05d}",
        {"list": about["number"], "first": first, "people": people, "said": said, "keys": keys,
         "lines": lines},
    )  # fmt: skip
    table = linking.table(records, 0).append_column("person", pa.array(sorted(wanted), pa.int64()))
    path = folder / f"links-{about['table']}-{number:05d}"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | bool) else str(value)


def weigh(folder: Path, made: int) -> int:
    """The pairs that the linker proposes between the two tables, by the weights that come with it.

    A run over all records would take many minutes and gigabytes; here those of the home side take
    part of whom the others have a record too."""
    _set_up(folder)
    from repatria.desks.people.services.linking import THRESHOLD
    from repatria.desks.people.services.linking_run import levels_of
    from repatria.names.linking import scoring, weighing
    from repatria.names.linking.streams import unstream

    tables, people = [], []
    for which in (0, 1):
        table = _joined(sorted(folder.glob(f"links-{which}-*")))
        people.append(table["person"].to_pylist())
        tables.append(table.drop_columns(["person"]))
    work = scoring.job(tables, weighing.shipped(tables), THRESHOLD)
    rows = []
    for chunk in scoring.chunks(4 if made > 20 else 1):
        for row in unstream(scoring.weigh(work, chunk)).to_pylist():
            one, other = sorted((people[0][row["first"]], people[1][row["second"]]))
            levels = json.dumps(levels_of(row))
            rows.append((one, other, row["weight"], levels, row["gate"] or ""))
    dump(folder / "pairs", rows)
    for path in folder.glob("links-*"):
        path.unlink()
    return len(rows)


def _joined(paths: Sequence[Path]) -> pa.Table:
    """Tables of several files, their rows counted through."""
    import pyarrow as pa

    tables = []
    for path in paths:
        with pa.memory_map(str(path)) as source:
            tables.append(pa.ipc.open_file(source).read_all())
    whole = pa.concat_tables(tables).combine_chunks()
    return whole.set_column(0, "row", pa.array(range(len(whole)), pa.int64()))


def _set_up(folder: Path) -> None:
    """Django without a store of its own: only what computes is used."""
    os.environ["REPATRIA_HOME"] = str(folder / "no-store")
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
    import django

    django.setup()


def dump(path: Path, value: Any) -> None:
    """Keep plain values in a file, for `marshal`."""
    path.write_bytes(marshal.dumps(value))
