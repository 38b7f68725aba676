"""A made-up register before it is in a store: rows as an intake makes them, the pairs that a
linking proposes among them, and noisy texts to search by.

Two tables have people in common (`two_lists`): the home side's senders and the others'. Some rows
of either are kept out of the register, each of a person of whom the other table's row is in it:
what a desk would type after such a row, with all its noise, is searched for. So Russian and Latin
spellings look for Ukrainian records, and Ukrainian ones for those.

What a person's row, statements and keys are is computed by the desk's own functions, in a process a
core. `python _people_rows.py FOLDER PEOPLE` makes the files of a folder that has none.
"""

from __future__ import annotations

import marshal
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _people_read import dump, read, weigh

if TYPE_CHECKING:
    from repatria.synthetic.lists.two_lists import TwoLists

SEED = 20_267
OF_OTHERS = 0.2
"""Of the records, how many are the others' senders'."""
KEPT_OUT = 8_000
"""Rows of either table that are searched for, at most."""
A_LIST = 50_000
"""Rows of one list; a sender sends several."""
A_CHUNK = 10_000
FOREIGN = 20
"""Every list of this number is another party's."""
_SCRIPTS = {"uk": "Ukrainian", "ru": "Russian", "en": "Latin"}
_NOT_ASKED = frozenset({"wrong-name", "call-sign-only"})

Facts = dict[str, object]


def make(folder: Path, people: int) -> Facts:
    """Write the rows, the texts and the pairs of so many records."""
    from repatria.synthetic.lists.two_lists import two_lists

    out = min(KEPT_OUT, people // 25)
    others = round(people * OF_OTHERS)
    two = two_lists(people - others + out, others + out, seed=SEED)
    asked, first_out, second_out = _kept_out(two, out)
    lists = list(_lists(two, first_out, second_out))
    place: dict[tuple[int, int], int] = {}
    for each in lists:
        for row in each["rows"]:
            place[each["table"], row] = len(place) + 1
    one, other = (side.tolist() for side in two.pairs())
    paired = {
        (place[0, a], place[1, b])
        for a, b in zip(one, other, strict=True)
        if (0, a) in place and (1, b) in place
    }
    linked = {first for first, _ in paired}
    made = _chunks(folder, two, lists, linked)
    dump(folder / "lists", [{k: v for k, v in each.items() if k != "rows"} for each in lists])
    dump(folder / "asked", _texts(two, asked, place, lists))
    pairs = weigh(folder, made)
    return {"people": len(place), "true_pairs": len(paired), "proposed_pairs": pairs}


def load(folder: Path, name: str) -> Any:
    return marshal.loads((folder / name).read_bytes())


def chunks(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows, some thousands at a time."""
    for number in range(len(list(folder.glob("rows-*")))):
        yield load(folder, f"rows-{number:05d}")


def _kept_out(two: TwoLists, out: int) -> tuple[list[tuple[int, int, int]], set[int], set[int]]:
    """Who is asked for: which table the text is taken from, the row of the text, and the row that
    is to be found; and the rows of either table that stay out of the register."""
    pairs = list(zip(*(side.tolist() for side in two.pairs()), strict=True))
    random.Random(SEED).shuffle(pairs)
    first, second = two.first.kinds, two.second.kinds
    good = [
        (one, other)
        for one, other in pairs
        if _NOT_ASKED.isdisjoint({*first[one].split(), *second[other].split()})
    ]
    asked = [(1, other, one) for one, other in good[:out]]
    asked += [(0, one, other) for one, other in good[out : 2 * out]]
    gone = [{row for table, row, _ in asked if table == number} for number in (0, 1)]
    return asked, *gone


def _lists(two: TwoLists, *out: set[int]) -> Iterator[dict[str, Any]]:
    """Lists of rows of one sender each, as they would come one after the other."""
    from repatria.synthetic.lists.senders import SENDERS

    titles = {kind.value: each for kind, each in SENDERS.items()}
    number = 0
    for which, table in enumerate((two.first, two.second)):
        rows: dict[str, list[int]] = {}
        for row, sender in enumerate(table.columns["sender"]):
            if row not in out[which]:
                rows.setdefault(sender, []).append(row)
        for sender, own in sorted(rows.items()):
            for start in range(0, len(own), A_LIST):
                number += 1
                about = titles[sender]
                yield {
                    "number": number, "table": which, "sender": sender, "title": about.title,
                    "order": about.order, "language": about.language,
                    "dated": about.date.isoformat(), "foreign": number % FOREIGN == 0,
                    "rows": own[start : start + A_LIST],
                }  # fmt: skip


def _texts(
    two: TwoLists,
    asked: Sequence[tuple[int, int, int]],
    place: Mapping[tuple[int, int], int],
    lists: Sequence[Mapping[str, Any]],
) -> dict[str, list[tuple[str, str, int]]]:
    """By form, what is typed, its script, and the number of the record to be found."""
    from _names_search import FORMS

    least = {"name and day": 10, "name alone": 0}
    mine = set()
    for each in lists:
        if not each["foreign"]:
            mine.update((each["table"], row) for row in each["rows"])
    language = {each["sender"]: _SCRIPTS[each["language"]] for each in lists}
    found: dict[str, list[tuple[str, str, int]]] = {form: [] for form in FORMS}
    for which, row, sought in asked:
        if (1 - which, sought) not in mine:
            continue
        table = two.second if which else two.first
        cells = {name: column[row] for name, column in table.columns.items()}
        for form, text_of in FORMS.items():
            if len(cells["birth"]) >= least.get(form, 4):
                script = language[cells["sender"]]
                found[form].append((text_of(cells), script, place[1 - which, sought]))
    for texts in found.values():
        random.Random(SEED).shuffle(texts)
    return found


def _chunks(
    folder: Path, two: TwoLists, lists: Sequence[Mapping[str, Any]], linked: set[int]
) -> int:
    """Every list's rows read, on two processes, and written."""
    work = []
    start = 1
    for each in lists:
        table = two.second if each["table"] else two.first
        for at in range(0, len(each["rows"]), A_CHUNK):
            rows = each["rows"][at : at + A_CHUNK]
            work.append((len(work), start, at + 1, each, rows, table))
            start += len(rows)
    workers = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    waiting: list[Any] = []
    with workers:
        for number, first, line, each, rows, table in work:
            cells = {name: list(column[rows]) for name, column in table.columns.items()}
            about = {name: value for name, value in each.items() if name != "rows"}
            numbers = set(range(first, first + len(rows)))
            wanted = sorted(numbers & linked) if each["table"] == 0 else sorted(numbers)
            waiting.append(workers.submit(read, folder, number, first, line, about, cells, wanted))
            if len(waiting) > 4:
                waiting.pop(0).result()
        for each in waiting:
            each.result()
    return len(work)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2])))
