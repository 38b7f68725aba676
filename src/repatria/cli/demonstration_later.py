"""The demonstration's later list: what the camp sends in June, three months after its first.

It is the first one with what befalls lists: some are gone, some are back home by then or were
identified, some were moved there, a few rows stand twice, and three are of civilians. So that each
of these is found by the truth and not by luck, whoever is chosen stands on the other lists without
a slip. Pure: nothing here knows the register.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from repatria.cli.demonstration_happenings import HOLDER
from repatria.synthetic.lists.births import Precision
from repatria.synthetic.lists.marks import listed
from repatria.synthetic.lists.noise import SenderKind
from repatria.synthetic.lists.rows import Rows
from repatria.synthetic.lists.tables import list_lines

DATED, TITLE, FILE = "2026-06-25", "Synthetic list of a camp, the second", "camp-2.csv"
_GONE = 17
"""Every so manieth row of the first list is not on the second."""
_CIVILIAN = "гражданский"

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Cast:
    """People of the population to whom something happens, by their places in it."""

    returned: tuple[int, ...]
    """On the headquarters' list; home by a signed act since."""
    identified: tuple[int, ...]
    """In the register of the missing; remains were identified as theirs."""
    denied: tuple[int, ...]
    """In the register of the missing; the holder says that it does not hold them."""
    unlisted: tuple[int, ...]
    """The camp says who holds them, and that side's own list has them not."""
    civilians: tuple[int, ...]
    twice: tuple[int, ...]
    misnumbered: tuple[int, ...]
    moved: tuple[int, ...]
    """On the ministry's list, and new at the camp."""


def cast(lists: Mapping[SenderKind, Rows]) -> Cast:
    """Who is chosen: as many as there are, in a small population fewer."""
    camp, ministry = lists[SenderKind.CAMP], lists[SenderKind.MINISTRY]
    home, missing = (_plain(lists[each]) for each in (SenderKind.HEADQUARTERS, SenderKind.REGISTRY))
    held = set(ministry.person.tolist())
    left = dict.fromkeys(_plain(camp))

    def some(count: int, among: Iterable[int] | None = None, but: Iterable[int] = ()) -> list[int]:
        allowed, not_these = None if among is None else set(among), set(but)
        fit = (p for p in left if (allowed is None or p in allowed) and p not in not_these)
        taken = list(islice(fit, count))
        for each in taken:
            del left[each]
        return taken

    at_camp = set(camp.person.tolist())
    return Cast(
        returned=tuple(some(7, home)),
        identified=tuple(some(3, missing)),
        denied=tuple(some(2, missing, held)),
        unlisted=tuple(some(6, None, held)),
        civilians=tuple(some(3)),
        twice=tuple(some(3)),
        misnumbered=tuple(some(4, missing)),
        moved=tuple(islice((p for p in _plain(ministry) if p not in at_camp), 12)),
    )


def later_list(camp: Rows, ministry: Rows, who: Cast) -> tuple[str, ...]:
    """The lines of the second list."""
    first = dict(zip(camp.person.tolist(), _cells(camp), strict=True))
    held = set(who.denied) | set(who.unlisted)
    chosen = {each for kind in (who.returned, who.identified, who.denied, who.unlisted,
                                who.civilians, who.twice, who.misnumbered)
              for each in kind}  # fmt: skip
    rows: list[Cells] = []
    gone: list[Cells] = []
    for at, (person, cells) in enumerate(first.items(), 1):
        if person not in chosen and at % _GONE == 0:
            gone.append(cells)
            continue
        rows.append(
            cells
            | {
                "category": _CIVILIAN if person in who.civilians else "",
                "held by": HOLDER if person in held else "",
            }
            | ({"serial": f"7{person:07d}"} if person in who.misnumbered else {})
        )
    codes = _new_ids(len(first))
    rows += [{**first[person], "id": next(codes)} for person in who.twice]
    rows += _moved(ministry, who.moved, gone, codes)
    rows.append(dict.fromkeys(first_columns(rows), "") | {"status": f"ИТОГО: {len(rows)}"})
    return tuple(_lines([*first_columns(rows), "category", "held by"], rows))


def first_columns(rows: Sequence[Cells]) -> list[str]:
    """The columns that the first list had."""
    return [name for name in rows[0] if name not in ("category", "held by")] if rows else []


def _moved(
    ministry: Rows, who: Sequence[int], gone: Sequence[Cells], codes: Iterator[str]
) -> Iterator[Cells]:
    """Rows of people who are new at the camp. The first bears the id of one who is gone, the second
    that of the first."""
    told = dict(zip(ministry.person.tolist(), _cells(ministry), strict=True))
    ids = [gone[0]["id"]] * 2 if gone else []
    for at, person in enumerate(who):
        own = ids[at] if at < len(ids) else next(codes)
        yield told[person] | {"id": own, "age": "", "serial": "", "held by": ""}


def _plain(rows: Rows) -> list[int]:
    """Those of a list to whose row nothing befell, born on a day that it names."""
    precise = (rows.births.precision == int(Precision.DAY)).tolist()
    told = zip(rows.person.tolist(), listed(rows.marks), precise, strict=True)
    return [person for person, kinds, whole in told if whole and not kinds]


def _cells(rows: Rows) -> Iterator[Cells]:
    return csv.DictReader(io.StringIO("".join(list_lines(rows))))


def _new_ids(after: int) -> Iterator[str]:
    number = after
    while True:
        number += 1
        yield f"SYN-CAMP-{number:06d}"


def _lines(names: Sequence[str], rows: Iterable[Cells]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    yield from out.getvalue().splitlines(keepends=True)
