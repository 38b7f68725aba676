"""Scopes and agreements drawn at random, and a grid of people to try scopes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import strategies as st

from repatria.planning import scope as s
from repatria.planning.facts import Medical, Person, Sex
from repatria.planning.line_words import LANGUAGE
from repatria.planning.terms import Clause, Kind, Remains, Room, Terms, Tier

DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 31))
NAMES = st.one_of(
    st.sampled_from(sorted(LANGUAGE)),
    st.sampled_from(["major", "lieutenant colonel", "єфрейтор", "a=b", "1,5", "(x)", "36"]),
    st.from_regex(r"[a-zA-Z0-9_./:-]{1,12}", fullmatch=True),
)
ATOMS = st.one_of(
    st.sampled_from(
        [
            s.Anybody(),
            s.HasMedical(Medical.SERIOUSLY_WOUNDED),
            s.HasMedical(Medical.GRAVELY_ILL),
            s.IsCivilian(True),
            s.IsCivilian(False),
            s.OfSex(Sex.FEMALE),
            s.OfSex(Sex.MALE),
        ]
    ),
    st.builds(s.Aged, st.integers(0, 200), st.integers(0, 200)),
    st.builds(s.HeldFor, st.integers(0, 5000)),
    st.builds(s.CapturedBefore, DAYS),
    st.builds(s.OfRank, NAMES),
    st.builds(s.OfUnit, NAMES),
)


def joined(atoms: st.SearchStrategy[s.Scope], leaves: int = 12) -> st.SearchStrategy[s.Scope]:
    """Scopes of these atoms with and, or, not."""
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.builds(s.Not, inner),
            st.builds(s.AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(s.AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=leaves,
    )


SCOPES = joined(ATOMS)

AGES = (None, 17, 18, 25, 26, 60)
HELD = (None, 0, 99, 100, 400)
ON = date(2025, 6, 10)
SMALL = joined(
    st.one_of(
        st.sampled_from(
            [
                s.Anybody(),
                s.HasMedical(Medical.SERIOUSLY_WOUNDED),
                s.HasMedical(Medical.GRAVELY_ILL),
                s.IsCivilian(True),
                s.OfSex(Sex.FEMALE),
                s.OfSex(Sex.MALE),
                s.HeldFor(100),
                s.HeldFor(400),
                s.CapturedBefore(date(2025, 3, 1)),
                s.CapturedBefore(date(2024, 6, 1)),
                s.OfRank("major"),
                s.OfRank("private"),
                s.OfUnit("36"),
            ]
        ),
        st.builds(s.Aged, st.sampled_from([0, 18, 26, 30]), st.sampled_from([17, 25, 60, 130])),
    ),
    leaves=8,
)
"""Scopes whose every border lies between two people of `grid`."""


def grid() -> Iterator[Person]:
    """People with every combination of a few values of each fact, as of `ON`."""
    for medical, civilian, sex, age, held, rank, unit in product(
        Medical, (True, False), Sex, AGES, HELD, ("major", "private", "other"), ("36", "")
    ):
        yield Person(
            code="P",
            side="A",
            holder="B",
            medical=medical,
            medical_confirmed=True,
            civilian=civilian,
            sex=sex,
            born=None if age is None else date(ON.year - age, 1, 1),
            captured=None if held is None else date.fromordinal(ON.toordinal() - held),
            rank=rank,
            unit=unit,
        )


FREE = st.from_regex(r"[A-Za-z0-9–«][A-Za-z0-9 ,.:/?=#–]{0,20}[a-z0-9»]", fullmatch=True).filter(
    lambda text: " #" not in text
)
COUNTS = st.integers(-10, 1_000_000_000)
OPTIONAL = st.none() | COUNTS


@st.composite
def clauses(draw: st.DrawFn, number: int) -> Clause:
    kind = draw(st.sampled_from(list(Kind)))
    amounts: tuple[int, ...] = ()
    if kind in (Kind.RATIO, Kind.AT_LEAST, Kind.AT_MOST):
        amounts = draw(st.tuples(COUNTS, COUNTS) | COUNTS.map(lambda n: (n, n)))
    paired = kind is Kind.PAIR
    table = st.dictionaries(NAMES, COUNTS, min_size=1, max_size=15)
    return Clause(
        number,
        kind,
        s.Anybody() if paired else draw(SCOPES),
        amounts,
        draw(table) if kind is Kind.TABLE else {},
        draw(st.tuples(NAMES, NAMES)) if paired else (),
        draw(st.booleans()),
    )


ROOMS = st.builds(Room, COUNTS, OPTIONAL, COUNTS | st.just(3), OPTIONAL, OPTIONAL)


@st.composite
def agreements(draw: st.DrawFn) -> Terms:
    """Any agreement that can be written, doubtful or not."""
    numbers = draw(st.lists(st.integers(1, 40), min_size=1, max_size=5, unique=True))
    tiers = draw(st.lists(NAMES, max_size=4, unique=True))
    rooms = draw(st.tuples(ROOMS, ROOMS) | ROOMS.map(lambda room: (room, room)))
    terms = Terms(
        name=draw(FREE),
        reading=draw(st.sampled_from(["NL", "SL-2", "both"])),
        sides=("NL", "SL-2"),
        dated=draw(st.none() | DAYS),
        clauses=tuple(draw(clauses(number)) for number in numbers),
        tiers=tuple(Tier(name, draw(SCOPES)) for name in tiers),
        room=rooms,
        interval=draw(COUNTS),
        exposure=draw(OPTIONAL),
        settle=draw(OPTIONAL),
        remains=draw(st.none() | st.builds(Remains, st.tuples(OPTIONAL, OPTIONAL))),
        source=draw(FREE),
    )
    keys = ["then", "seats NL", "seats SL-2", *(f"clause {number}" for number in numbers)]
    keys += [f"tier {name}" for name in tiers]
    keys += [word for word in ("exposure", "settle", "remains") if getattr(terms, word) is not None]
    keys += [
        f"{word} {side}"
        for side, room in zip(terms.sides, rooms, strict=True)
        for word in ("camp", "vehicle", "stretchers")
        if getattr(room, word) is not None
    ]
    return replace(terms, assumed=draw(st.frozensets(st.sampled_from(keys))))


def bare(terms: Terms) -> Terms:
    """An agreement without the lines on which it stands."""
    return replace(
        terms,
        lines={},
        clauses=tuple(replace(one, line=0, table=dict(one.table)) for one in terms.clauses),
        tiers=tuple(replace(one, line=0) for one in terms.tiers),
    )


HEAD = (
    "agreement Trial",
    "reading both",
    "sides NL SL",
    "dated 2031-01-02",
    "source a file made up for tests",
    "then longest held, lottery",
    "seats each 100",
)


def written(*lines: str, without: str = "-") -> str:
    """A short agreement with further lines, the first of them on line 8; `without` leaves out the
    lines of the head that begin so, and puts empty ones there."""
    head = ["" if line.startswith(without) else line for line in HEAD]
    return "\n".join((*head, *lines)) + "\n"
