"""The steps of the import's figures, each in a process of its own: `python _people_import_work.py
STEP …` prints JSON on its last line.

`lists FOLDER SIZE…` writes made-up lists; `register OTHERS EARLIER` takes two of them into a new
store; `job LIST` tries one and takes it in; `writer` enters somebody now and then until its
standard input ends.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from _measure import Facts, peak_mb

if TYPE_CHECKING:
    from repatria.desks.accounts.models import User
    from repatria.desks.people.models import ReceivedList

OTHERS, EARLIER, FULL = 80_000, 20_000, 100_000
SEED = 1951
_A_ROW = 2.25
"""People of a made-up population for a row of the list that is taken in."""
_EMAIL = "clerk@example.org"
_PAUSE = 0.05


def lists(folder: Path, sizes: Iterable[int]) -> Facts:
    """The lists of a headquarters, the smaller ones the beginnings of the larger, an earlier one
    that has every fifth of their rows, and another sender's."""
    from repatria.formats.people_sheet_write import write_people_workbook
    from repatria.synthetic.lists.make import make_lists
    from repatria.synthetic.lists.senders import SenderKind
    from repatria.synthetic.lists.tables import list_lines

    wanted = sorted(sizes)
    made = make_lists(int(_A_ROW * max(*wanted, FULL)) + 1000, SEED)
    by_kind = {each.sender.kind: each for each in made.lists}
    lines = list(list_lines(by_kind[SenderKind.HEADQUARTERS]))
    for size in wanted:
        (folder / f"new-{size}.csv").write_text("".join(lines[: size + 1]), encoding="utf-8")
    earlier = [lines[0], *lines[1 : 5 * EARLIER : 5]]
    (folder / "earlier.csv").write_text("".join(earlier), encoding="utf-8")
    others = islice(list_lines(by_kind[SenderKind.REGISTRY]), OTHERS + 1)
    (folder / "others.csv").write_text("".join(others), encoding="utf-8")
    if FULL in wanted:
        rows = csv.reader(lines[: FULL + 1])
        with (folder / f"new-{FULL}.xlsx").open("wb") as stream:
            write_people_workbook(stream, next(rows), rows)
    return {"lists": len(wanted)}


def register(others: Path, earlier: Path) -> Facts:
    """A new store with both lists taken in."""
    _open()
    from repatria.desks.accounts.models import Party, RoleGrant, Standing, User
    from repatria.desks.accounts.rights import Role
    from repatria.desks.people.models import Person
    from repatria.desks.people.models.lists import NameOrder
    from repatria.desks.people.services import add_sender

    party = Party.objects.create(code="A", name="Synthetic office", standing=Standing.PARTY)
    clerk = User.objects.create_user(_EMAIL, name="Synthetic clerk", party=party)
    RoleGrant.objects.create(user=clerk, role=Role.EXCHANGE_DESK)
    begun = time.perf_counter()
    add_sender(clerk, "others", order=NameOrder.COLUMNS)
    add_sender(clerk, "headquarters")
    _taken_in(clerk, "others", others)
    _taken_in(clerk, "headquarters", earlier)
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"people": Person.objects.count(), "s": round(time.perf_counter() - begun, 1)}


def job(path: Path) -> Facts:
    """The list handed in, tried and taken in, as a worker does it; seconds of either and of the
    transaction that takes it in, and the most memory that this process held before and in all."""
    _open()
    from repatria.desks.accounts.models import User
    from repatria.desks.people.services.taking_in import take_in
    from repatria.desks.people.services.trials import try_list
    from repatria.names.warming import warm

    # A worker has done so while it started.
    warm()
    clerk = User.objects.get(email=_EMAIL)
    of = _received(clerk, "headquarters", path)
    before = peak_mb()
    begun, cpu = time.perf_counter(), time.process_time()
    try_list(of, clerk)
    tried, tried_cpu, tried_mb = time.perf_counter(), time.process_time(), peak_mb()
    copying: list[float] = []
    take_in(of, clerk, of.report["digest"], lambda: _timed(copying))
    taken, taken_cpu = time.perf_counter(), time.process_time()
    return {
        "rows": of.report["rows"],
        "tried_s": round(tried - begun, 1),
        "taken_in_s": round(taken - tried, 1),
        "tried_cpu_s": round(tried_cpu - cpu, 1),
        "taken_in_cpu_s": round(taken_cpu - tried_cpu, 1),
        "copied_s": round(sum(copying), 1),
        "before_mb": round(before),
        "tried_mb": round(tried_mb),
        "peak_mb": round(peak_mb()),
        "verdicts": of.report["verdicts"],
        "sure": of.report["sure"],
        "possible": of.report["possible"],
        "records": of.receipt["records"],
        "added_to": of.receipt["added_to"],
    }


def writer() -> Facts:
    """A colleague who enters somebody now and then; how long the longest of that took."""
    _open()
    from django.db import OperationalError

    from repatria.desks.accounts.models import User
    from repatria.desks.people import services
    from repatria.names.warming import warm

    ended = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    clerk = User.objects.get(email=_EMAIL)
    source = services.add_source(clerk, "hand", "exchange", title="Synthetic calls")
    warm()
    services.add(source, clerk, {"surname": "Синтетичний"})
    longest, writes, refused = 0.0, 0, 0
    while not ended.is_set():
        begun = time.perf_counter()
        try:
            services.add(source, clerk, {"surname": "Синтетичний", "given": "Запис"})
        except OperationalError:
            refused += 1
        longest = max(longest, time.perf_counter() - begun)
        writes += 1
        ended.wait(_PAUSE)
    return {"writes": writes, "writes_refused": refused, "longest_write_s": round(longest, 2)}


def _open() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
    from repatria.cli.store import open_store

    open_store()


@contextmanager
def _timed(taken: list[float]) -> Iterator[None]:
    """The transaction in which a list is taken in, and how long it lasted."""
    from django.db import transaction

    from repatria.desks.router import EXCHANGE

    begun = time.perf_counter()
    with transaction.atomic(using=EXCHANGE):
        yield
    taken.append(time.perf_counter() - begun)


def _received(clerk: User, name: str, path: Path) -> ReceivedList:
    from repatria.desks.people import keeping
    from repatria.desks.people.models import Sender
    from repatria.desks.people.services.intake import AboutList, name_columns, receive

    about = AboutList(title="Synthetic", purpose="exchange", whom="soldiers", says="captive")
    sender = Sender.objects.get(name=name)
    of = receive(clerk, sender, keeping.chunks_of(path), path.name, about).of
    name_columns(of, clerk, {})
    return of


def _taken_in(clerk: User, name: str, path: Path) -> None:
    from repatria.desks.people.services.taking_in import take_in
    from repatria.desks.people.services.trials import try_list

    of = _received(clerk, name, path)
    try_list(of, clerk)
    take_in(of, clerk, of.report["digest"])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["lists", folder, *sizes]:
            print(json.dumps(lists(Path(folder), map(int, sizes))))
        case ["register", others, earlier]:
            print(json.dumps(register(Path(others), Path(earlier))))
        case ["job", path]:
            print(json.dumps(job(Path(path))))
        case ["writer"]:
            print(json.dumps(writer()))
