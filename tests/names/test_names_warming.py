"""Tables of names made before the first search, once, and for whoever asks meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from repatria.names import warming
from repatria.names.lexicon import Lexicon, Pair
from repatria.names.model import PartKind

_SEARCH_AFTER_WARMING = """
from datetime import date
from repatria.names import lexicon, misspellings, warming
from repatria.names.reading import read
from repatria.names.model import Order
from repatria.names.records import record
from repatria.names.searching import keys_of, query, ranked

warming.warm()

def refuse(*_arguments):
    raise SystemExit("a table is made by a search")

lexicon._table = lexicon._whole_table = misspellings.all_made = refuse
for text in ("Коваленко Олександр 1990", "Ефремова Анна Петровна", "Ivan KRAVCHENKO 14.06.1987",
             "Сашко Бойко", "Мороз Н. П.", "Gtnhtyrj Bdfy"):
    asked = query(text, date(2026, 6, 1))
    one = record(read("Нікітенко Зоя Львівна", Order.SURNAME_FIRST), birth="1990")
    keys_of(one)
    ranked(asked, [one])
"""


def test_no_search_makes_a_table_once_the_process_is_warm() -> None:
    done = subprocess.run([sys.executable, "-c", _SEARCH_AFTER_WARMING], check=False)
    assert done.returncode == 0


def test_who_asks_while_a_table_is_made_waits_for_it_and_makes_no_other() -> None:
    made = []

    def pairs(kind: PartKind) -> Iterator[Pair]:
        made.append(kind)
        time.sleep(0.05)
        yield "микола", ("николай",)

    lexicon = Lexicon(pairs)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: lexicon.lemmas(PartKind.GIVEN, ["mikola"]), range(4)))
    assert made == [PartKind.GIVEN]
    assert found == [found[0]] * 4
    assert found[0]


def test_it_begins_once_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    monkeypatch.setattr(warming, "warm", lambda: begun.append(1))
    monkeypatch.setattr(warming, "_started", [])
    one, other = warming.warm_beside(), warming.warm_beside()
    one.join()
    assert one is other
    assert begun == [1]
