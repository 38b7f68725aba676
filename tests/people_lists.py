"""Made-up lists as CSV, and the ways that they take into the register."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from repatria.desks.accounts.models import User
from repatria.desks.people.models import ReceivedList, Sender
from repatria.desks.people.services.intake import AboutList, name_columns, receive
from repatria.desks.people.services.taking_in import take_in
from repatria.desks.people.services.trials import try_list

HEADINGS = ("ID", "ПІБ", "Дата народження", "Особистий номер", "Підрозділ")


def csv_of(rows: Iterable[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode()


def received(
    by: User, sender: Sender, data: bytes, title: str = "A list", **more: str
) -> ReceivedList:
    """A list with its columns named as is proposed."""
    about = AboutList(title=title, purpose="exchange", **more)
    return receive(by, sender, [data], "list.csv", about).of


def tried(
    by: User, sender: Sender, data: bytes, title: str = "A list", **more: str
) -> ReceivedList:
    of = received(by, sender, data, title, **more)
    name_columns(of, by, {})
    try_list(of, by)
    return of


def taken_in(
    by: User, sender: Sender, data: bytes, title: str = "A list", **more: str
) -> ReceivedList:
    of = tried(by, sender, data, title, **more)
    take_in(of, by, of.report["digest"])
    return of
