"""What the first name that a process reads would wait for, made beforehand.

The dictionaries are folded into tables of keys when they are first needed, which takes two to three
seconds of a processor. A site has them made while it starts, so that nobody's search waits.
"""

from __future__ import annotations

from threading import Lock, Thread

from repatria.names.model import Order
from repatria.names.reading import read
from repatria.names.records import record
from repatria.names.searching import keys_of, query, ranked

_NAMES = ("Шевчук Микола Іванович", "Шевчук Николай Иванович", "Shevchuk Mykola Ivanovych")
"""A man by no record of anybody, in each script: whoever reads and compares him has every table."""
_STARTING = Lock()
_started: list[Thread] = []


def warm() -> None:
    """Make every table that reading, searching and comparing names take."""
    records = [record(read(name, Order.SURNAME_FIRST), birth="1987-06-14") for name in _NAMES]
    for name, one in zip(_NAMES, records, strict=True):
        keys_of(one)
        ranked(query(f"{name} 1987"), records)


def warm_beside() -> Thread:
    """Do so in a thread beside whatever this process does; once, however often it is asked for."""
    with _STARTING:
        if not _started:
            _started.append(Thread(target=warm, name="names", daemon=True))
            _started[0].start()
        return _started[0]
