"""Tables in a folder: computed once, kept right by whatever interrupts, never taken for others."""

from __future__ import annotations

import contextlib
import errno
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from searching import MADE, MODELS, by_engine, by_tables, campaign, computing_on, wanted_of

from repatria.kinship.family import Family
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.population import MinimumFrequency
from repatria.kinship.profile import Profile
from repatria.kinship.search import store
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.store import KeptTables, TableStoreError, kept_tables
from repatria.kinship.search.summary import Summing, family_digest
from repatria.kinship.search.tables import Tables, build_tables
from repatria.kinship.settings import Settings
from repatria.runners.lock import held

WANTED = wanted_of(campaign(6, 30, 2), range(30))
SOME = WANTED[:10]
NONE = computing_on("none", markers=("TPOX", "TH01"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def right(found: KeptTables, computation: Computation, wanted: Sequence[Wanted]) -> None:
    expected = build_tables(computation, wanted)
    assert found.tables().ratios.tobytes() == expected.ratios.tobytes()
    assert (found.bad == expected.bad).all()


def counts(found: KeptTables) -> tuple[int, int]:
    return found.held, found.computed


def with_reading(wanted: Wanted, **alleles: tuple[str, str]) -> Wanted:
    """The family with other alleles in one of its relatives."""
    family = wanted.family
    who = next(iter(family.profiles))
    more = Profile.of(who, alleles).observations
    changed = replace(
        family.profiles[who], observations={**family.profiles[who].observations, **more}
    )
    profiles = {**family.profiles, who: changed}
    return Wanted(Family(family.name, family.pedigree, family.missing, profiles), wanted.missing)


def test_a_second_run_computes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(kept_tables(folder, NONE, SOME)) == (0, 10)
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    monkeypatch.delattr(store, "build_tables")
    again = kept_tables(folder, NONE, SOME)
    assert counts(again) == (10, 0)
    right(again, NONE, SOME)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_changed_family_is_computed_anew_and_only_that(folder: Path) -> None:
    kept_tables(folder, NONE, SOME)
    changed = [*SOME[:4], with_reading(SOME[4], TPOX=("8", "8"), TH01=("6", "9.3")), *SOME[5:]]
    found = kept_tables(folder, NONE, changed)
    assert counts(found) == (9, 1)
    right(found, NONE, changed)
    back = kept_tables(folder, NONE, SOME)
    assert counts(back) == (10, 0)
    right(back, NONE, SOME)


def test_families_may_come_in_any_order_and_with_new_ones(folder: Path) -> None:
    kept_tables(folder, NONE, SOME)
    mixed = WANTED[20:5:-1]
    found = kept_tables(folder, NONE, mixed)
    assert counts(found) == (4, 11)
    right(found, NONE, mixed)


def test_families_told_alike_share_a_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PART", 3)
    twin = Wanted(replace(SOME[0].family, name="another"), SOME[0].missing)
    wanted = [SOME[0], twin, SOME[1], twin, SOME[2], SOME[0]]
    found = kept_tables(folder, NONE, wanted)
    assert found.order.tolist() == [0, 0, 1, 0, 2, 0]
    assert found.computed == 3
    right(found, NONE, wanted)
    assert counts(kept_tables(folder, NONE, wanted)) == (6, 0)


OTHERS = [
    {"model": "equal"},
    {"theta": 0.01},
    {"silent": 0.01},
    {"dropout": 0.2},
    {"markers": ("TPOX",)},
    {"markers": ("TH01", "TPOX", "D7S820")},
]


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_tables_of_other_models_stand_beside_the_first(folder: Path, other: dict[str, Any]) -> None:
    kept_tables(folder, NONE, SOME)
    before = {each.name: each.read_bytes() for each in folder.glob("*.rows")}
    computation = computing_on(**{"model": "none", "markers": ("TPOX", "TH01"), **other})
    found = kept_tables(folder, computation, SOME)
    right(found, computation, SOME)
    assert counts(found) == ((10, 0) if other.get("markers") == ("TPOX",) else (0, 10))
    assert found.beside == (() if "markers" in other else ("TPOX", "TH01"))
    assert counts(kept_tables(folder, NONE, SOME)) == (10, 0)
    assert {name: (folder / name).read_bytes() for name in before} == before


def rare(name: str, *alleles: str) -> Profile:
    return Profile.of("B", {name: alleles}, remains=True)


FLOORED = replace(MADE, minimum=MinimumFrequency(value=0.02))


def covering(*profiles: Profile, theta: float = 0.0) -> Computation:
    """On a panel with every allele of these remains."""
    population = replace(FLOORED, theta=theta)
    return Computation(Panel.of(population, Settings(MODELS["reversible"])).covering(profiles))


@pytest.mark.parametrize("theta", [0.0, 0.01])
def test_a_rare_allele_makes_only_its_marker_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, theta: float
) -> None:
    """The tables of the others are taken as they are; either way the ratios are the engine's."""
    plain, grown = covering(theta=theta), covering(rare("vWA", "12", "15"), theta=theta)
    wanted = WANTED[:3] if theta else SOME
    kept_tables(folder, plain, wanted)
    built = []
    monkeypatch.setattr(store, "build_tables", noting(built))
    found = kept_tables(folder, grown, wanted)
    assert built == [("vWA",)]
    assert (found.computed, found.beside) == (len(wanted), ("vWA",))
    fresh = kept_tables(folder.with_name("fresh"), grown, wanted)
    assert found.tables().ratios.tobytes() == fresh.tables().ratios.tobytes()
    same_as_engine(found, grown, wanted, [rare("vWA", "12", "15"), rare("vWA", "12")])
    # Without that allele the first tables are in force again.
    assert counts(kept_tables(folder, plain, wanted)) == (len(wanted), 0)
    right(kept_tables(folder, plain, wanted), plain, wanted)


def noting(built: list[tuple[str, ...]]) -> Callable[..., Tables]:
    def build(computation: Computation, *arguments: Any) -> Tables:
        built.append(computation.panel.names)
        return build_tables(computation, *arguments)

    return build


def same_as_engine(
    found: KeptTables,
    computation: Computation,
    wanted: Sequence[Wanted],
    bodies: Sequence[Profile],
) -> None:
    locus = computation.panel.by_name["vWA"]
    logs = by_tables(found.tables(), bodies)
    for body, profile in enumerate(bodies):
        for number, each in enumerate(wanted):
            expected = (
                1.0 if found.bad[number, locus] else by_engine(computation, each, profile)[locus]
            )
            assert np.exp(logs[body, number, locus]) == pytest.approx(expected, rel=1e-9, abs=0)


def test_new_families_after_a_rare_allele_are_added_to_both(folder: Path) -> None:
    plain, grown = covering(), covering(rare("TPOX", "7", "8"))
    kept_tables(folder, plain, WANTED[:6])
    kept_tables(folder, grown, WANTED[4:12])
    for computation in (plain, grown):
        found = kept_tables(folder, computation, WANTED[:12])
        right(found, computation, WANTED[:12])
        assert counts(kept_tables(folder, computation, WANTED[:12])) == (12, 0)


@pytest.mark.parametrize("theta", [0.0, 0.01])
def test_a_changed_byte_is_noticed_and_only_that_family_computed(
    folder: Path, theta: float
) -> None:
    computation = computing_on("none", theta=theta, markers=("TPOX", "TH01"))
    kept_tables(folder, computation, SOME)
    generator = random.Random(7)
    for _ in range(20):
        file = generator.choice(sorted(folder.glob("*.rows")))
        data = bytearray(file.read_bytes())
        at = generator.randrange(len(data))
        data[at] ^= 1 << generator.randrange(8)
        file.write_bytes(data)
        found = kept_tables(folder, computation, SOME)
        assert (counts(found), found.damaged) in (((9, 1), 1), ((9, 1), 0))
        right(found, computation, SOME)
        again = kept_tables(folder, computation, SOME)
        assert (counts(again), again.damaged) == ((10, 0), 0)


def test_rows_of_another_family_are_no_tables_of_this_one(folder: Path) -> None:
    """As where the list of families comes from an older copy of the folder."""
    kept_tables(folder, NONE, SOME)
    file = folder / "families.sha256"
    data = file.read_bytes()
    file.write_bytes(data[32:64] + data[:32] + data[64:])
    found = kept_tables(folder, NONE, SOME)
    assert (counts(found), found.damaged) == ((8, 2), 2)
    right(found, NONE, SOME)


@pytest.mark.parametrize("theta", [0.0, 0.01])
def test_whatever_was_written_when_it_stopped_the_next_run_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, theta: float
) -> None:
    """Each file is cut anywhere or left as it was before, as a power failure may leave it."""
    computation = computing_on("none", theta=theta, markers=("TPOX", "TH01"))
    monkeypatch.setattr(store, "PART", 3)
    kept_tables(folder, computation, SOME[:4])
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    kept_tables(folder, computation, SOME)
    after = {each.name: each.read_bytes() for each in folder.iterdir()}
    generator = random.Random(3)
    for _ in range(15):
        for name, data in after.items():
            if name not in ("format", "lock"):
                least = len(before[name])
                cut = data[: generator.choice((least, generator.randint(least, len(data)), None))]
                holes = bytearray(cut)
                if len(cut) > least and generator.random() < 0.5:
                    start = generator.randint(least, len(cut))
                    holes[least:start] = bytes(start - least)
                (folder / name).write_bytes(holes)
        found = kept_tables(folder, computation, SOME)
        assert found.held >= 4
        right(found, computation, SOME)
        assert counts(kept_tables(folder, computation, SOME)) == (10, 0)


@pytest.mark.parametrize("at", range(1, 9))
def test_ctrl_c_at_any_write(folder: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    monkeypatch.setattr(store, "PART", 5)
    monkeypatch.setattr("os.fsync", failing_at(at, KeyboardInterrupt()))
    with contextlib.suppress(KeyboardInterrupt):
        kept_tables(folder, NONE, SOME)
    monkeypatch.undo()
    right(kept_tables(folder, NONE, SOME), NONE, SOME)


def failing_at(at: int, error: BaseException) -> Callable[[int], None]:
    """In place of `os.fsync`: the nth time it fails."""
    calls = iter(range(1, 99))

    def fail(_: int) -> None:
        if next(calls) == at:
            raise error

    return fail


@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_is_told_and_the_next_run_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, code: int
) -> None:
    """Six times something is synced: the format, the families, and two markers in two parts."""
    monkeypatch.setattr(store, "PART", 5)
    monkeypatch.setattr("os.fsync", failing_at(at, OSError(code, os.strerror(code))))
    told = "the disk is full" if code == errno.ENOSPC else os.strerror(code)
    with pytest.raises(TableStoreError, match=f"{told}; the tables so far are kept"):
        kept_tables(folder, NONE, SOME)
    monkeypatch.undo()
    found = kept_tables(folder, NONE, SOME)
    if at > 4:
        assert found.held >= 5
    right(found, NONE, SOME)


@pytest.mark.parametrize("name", ["TPOX", "TH01", "families"])
def test_a_lacking_file_is_made_anew(folder: Path, name: str) -> None:
    kept_tables(folder, NONE, SOME)
    next(folder.glob(f"{name}*")).unlink()
    found = kept_tables(folder, NONE, SOME)
    assert counts(found) == ((10, 0) if name == "families" else (0, 10))
    right(found, NONE, SOME)


@pytest.mark.parametrize(
    ("name", "content"),
    [("format", b""), ("format", b"tables of repatria, layout 9\n"), ("format", b"\xff" * 99),
     ("index.json", b"{}"), ("letter.txt", b"dear")],
)  # fmt: skip
def test_a_folder_of_another_version_or_of_something_else_is_left_alone(
    folder: Path, name: str, content: bytes
) -> None:
    folder.mkdir()
    (folder / name).write_bytes(content)
    with pytest.raises(TableStoreError, match="another version of the program"):
        kept_tables(folder, NONE, SOME)
    assert {each.name for each in folder.iterdir()} == {name, "lock"}


def test_a_draft_of_a_run_that_was_killed_is_no_obstacle(folder: Path) -> None:
    folder.mkdir()
    (folder / "format.0a1b2c3d.part").write_bytes(b"tab")
    right(kept_tables(folder, NONE, SOME), NONE, SOME)


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    kept_tables(folder, NONE, SOME)
    file = next(folder.glob("TPOX*"))
    file.unlink()
    file.mkdir()
    with pytest.raises(TableStoreError, match="the tables so far are kept"):
        kept_tables(folder, NONE, SOME)


def test_tables_that_nobody_has_used_for_long_are_removed(folder: Path) -> None:
    other = computing_on("equal", markers=("TPOX", "TH01"))
    kept_tables(folder, NONE, SOME)
    kept_tables(folder, other, SOME)
    assert len(list(folder.glob("*.rows"))) == 4
    for file in folder.glob("*.rows"):
        os.utime(file, (1e9, 1e9))
    assert counts(kept_tables(folder, other, SOME)) == (10, 0)
    assert len(list(folder.glob("*.rows"))) == 2
    assert counts(kept_tables(folder, NONE, SOME)) == (0, 10)


def test_one_process_at_a_time(folder: Path) -> None:
    folder.mkdir()
    with held(folder / "lock") as alone:
        assert alone
        with pytest.raises(TableStoreError, match="another process is at work on these tables"):
            kept_tables(folder, NONE, SOME)
    assert counts(kept_tables(folder, NONE, SOME)) == (0, 10)


def test_nobody_wanted_gives_no_tables(folder: Path) -> None:
    assert kept_tables(folder, NONE, []).tables().ratios.shape == (0, NONE_COLUMNS)


NONE_COLUMNS = 3 + 15


def test_digests_tell_families_and_persons_apart() -> None:
    digests = {family_digest(each, Summing()) for each in WANTED}
    assert len(digests) == len(WANTED)
    assert np.unique([store.panel_digest(NONE.panel)]).size == 1
