"""Searching one person in an ordinary table of SQLite, by what a desk types."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from bench._names_search import FORMS, asking, searched
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.levels import Level
from repatria.names.model import Order
from repatria.names.reading import read
from repatria.names.records import Record, record
from repatria.names.refusing import NameRefused
from repatria.names.search_ranking import CLOSENESS
from repatria.names.searching import ENOUGH, MOST, Hit, found, keys_of, query, ranked

TODAY = date(2025, 7, 1)


def _person(written: str, birth: str = "", serial: str = "", call_sign: str = "") -> Record:
    name = read(written, Order.SURNAME_FIRST)
    return record(name, birth=birth, serial=serial, call_sign=call_sign)


PEOPLE = (
    _person("Коваленко Сергій Олександрович", "14.06.1987", "АА-123456", "Тінь"),
    _person("Коваленко Андрій Олександрович", "02.03.1990"),
    _person("Коваленко Сергій Олександрович", "11.11.1999"),
    _person("Шевчук Микола Іванович", "14.06.1987"),
    _person("Шевчук Марія Іванівна", "1965"),
    _person("Ковальова Олена Петрівна", "01.01.1980"),
    _person("Григоренко Євген Юрійович", "1991"),
    _person("Бойко Олександра", "30.04.2001"),
    _person("Нечуй-Левицький Іван Семенович", "25.11.1978"),
    _person("Мельник І. П."),
)


def _indexed(people: Sequence[Record]) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.execute("create table key (key text not null, person integer not null)")
    pairs = [(key, person) for person, each in enumerate(people) for key in keys_of(each)]
    index.executemany("insert into key values (?, ?)", pairs)
    index.execute("create index by_key on key (key, person)")
    return index


INDEX = _indexed(PEOPLE)


def _searched(text: str) -> tuple[list[int], tuple[Hit, ...]]:
    looked_for = query(text, TODAY)
    people = found(looked_for, asking(INDEX))
    hits = ranked(looked_for, [PEOPLE[each] for each in people])
    return [people[hit.at] for hit in hits], hits


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Коваленко Сергій 1987", 0),
        ("kovalenko serhii 1987", 0),
        ("Sergei KOVALENKO 14.06.1987", 0),
        ("Коваленко Сергей Александрович 11.11.1999", 2),
        ("коваленко с.о. 38 років", 0),
        ("Коваленка Сергія Олександровича, 14 червня 1987 р.н.", 0),
        ("Rjdfktyrj Cthusq 1987", 0),
        ("Коваленко Сергій 14.07.1987", 0),
        ("Коваленко Сергій 1978", 0),
        ("Ковалнеко Сергій 1987", 0),
        ("Кваленко Сергій Олександрович 14.06.1987", 0),
        ("позивний Тінь", 0),
        ("Тінь", 0),
        ("АА 123456", 0),
        ("аа123465", 0),
        ("Коваленко Андрій", 1),
        ("Андрій Олександрович Коваленко", 1),
        ("Шевчук М.І. 14.06.87", 3),
        ("Н. И. Шевчук 1987", 3),
        ("Николай Шевчук", 3),
        ("Шевчук Маша", 4),
        ("Ковалёва Елена", 5),
        ("Ковалев 1980", 5),
        ("Evgeny Grigorenko", 6),
        ("Григоренко", 6),
        ("Hryhorenko 1991", 6),
        ("Бойко Саша", 7),
        ("Левицкий Иван", 8),
        ("Нечуй Левицький 1978", 8),
        ("Мельник Іван Петрович", 9),
        ("Сергій Олександрович 14.06.1987", 0),
        ("14.06.1987 Шевчук", 3),
    ],
)
def test_what_a_desk_types_finds_the_person_first(text: str, person: int) -> None:
    assert _searched(text)[0][:1] == [person]


def test_the_surname_alone_finds_all_who_have_it() -> None:
    assert set(_searched("Коваленко")[0]) >= {0, 1, 2}
    assert set(_searched("Шевчук")[0]) >= {3, 4}


def test_a_brother_stands_below_with_the_reason() -> None:
    order, hits = _searched("Коваленко Сергій Олександрович 14.06.1987")
    assert order[0] == 0
    brother = next(hit for hit, person in zip(hits, order, strict=True) if person == 1)
    levels = {verdict.field: verdict.level for verdict in brother.verdicts}
    assert levels["given"] is Level.CONTRADICTED
    assert brother.closeness < hits[0].closeness


def test_nobody_is_found_for_a_stranger() -> None:
    assert _searched("Тимошенко Богдан 1955")[0] == []


def test_the_order_does_not_depend_on_that_of_the_candidates() -> None:
    looked_for = query("Коваленко Сергій", TODAY)
    people = list(PEOPLE)
    expected = [hit.record for hit in ranked(looked_for, people)]
    for seed in range(5):
        random.Random(seed).shuffle(people)
        assert [hit.record for hit in ranked(looked_for, people)] == expected


def test_hits_say_where_their_candidate_stood() -> None:
    hits = ranked(query("Шевчук М.І.", TODAY), PEOPLE)
    assert sorted(hit.at for hit in hits) == list(range(len(PEOPLE)))
    assert all(PEOPLE[hit.at] is hit.record for hit in hits)


def test_a_search_stops_when_it_has_enough() -> None:
    looked_for = query("Коваленко Сергій Олександрович 14.06.1987", TODAY)
    asked: list[tuple[str, ...]] = []

    def ask(keys: tuple[str, ...], most: int) -> Iterable[int]:
        asked.append(keys)
        return range(len(asked) * 1000, len(asked) * 1000 + min(most, ENOUGH // 2))

    assert len(found(looked_for, ask)) == ENOUGH
    assert len(asked) == 2
    assert len(found(looked_for, lambda _, most: range(most))) == MOST
    assert len(found(looked_for, lambda _, most: range(most), enough=1, most=3)) == 3


def test_the_whole_name_and_the_day_are_asked_before_anything_vaguer() -> None:
    first = query("Коваленко Сергій Олександрович 14.06.1987", TODAY).tiers[0]
    assert {key[0] for key in first.keys} == set("pyd")
    assert first.what.startswith("the whole name")


def test_no_key_is_asked_twice() -> None:
    for text in ("Коваленко Сергій Олександрович 14.06.1987", "Шевчук", "АА 123456"):
        keys = [key for tier in query(text, TODAY).tiers for key in tier.keys]
        assert len(keys) == len(set(keys))


def test_the_database_uses_its_index() -> None:
    plan = INDEX.execute(
        "explain query plan select person from key where key in ('a', 'b') "
        "group by person order by count(*) desc, person limit 9"
    ).fetchall()
    assert any("by_key" in step[-1] and "SEARCH" in step[-1] for step in plan)


def test_an_unread_record_is_found_and_compared() -> None:
    nameless = record(query("АА 123456").asked.name, birth="14.06.1987", serial="АА123456")
    (hit,) = ranked(query("АА 123456"), [nameless])
    assert hit.closeness == CLOSENESS["serial"][Level.SAME]


@pytest.mark.parametrize("text", ["", "12", "Ли 李", "Шевчук М.І.; Сова О. П."])
def test_what_is_no_search_is_refused(text: str) -> None:
    with pytest.raises(NameRefused):
        query(text, TODAY)


def test_a_name_that_is_refused_beside_a_birth_is_told() -> None:
    looked_for = query("李 14.06.1987", TODAY)
    assert looked_for.asked.name.readings == ()
    assert any("李" in str(note) for note in looked_for.notes)
    assert looked_for.tiers


@given(st.text(max_size=80) | st.text("абвгік .«»-0123456789р", max_size=40))
def test_any_text_is_a_query_or_refused(text: str) -> None:
    try:
        looked_for = query(text, TODAY)
    except NameRefused:
        return
    for tier in looked_for.tiers:
        assert 0 < len(tier.keys) <= 1500
        assert all(key.isascii() and len(key) <= 64 for key in tier.keys)
    ranked(looked_for, PEOPLE)


def test_noisy_rows_find_their_people() -> None:
    facts = searched(people=3_000, asked=300, seed=3)
    for form in FORMS:
        figures = facts[form]
        assert isinstance(figures, dict)
        assert figures["recall_at_10"] >= 0.98, form
        assert figures["candidates_p95"] <= MOST
    assert isinstance(facts["keys_a_person"], float)
    assert facts["keys_a_person"] < 12
