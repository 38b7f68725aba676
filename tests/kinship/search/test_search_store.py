"""Tables in a folder: computed once, kept right by whatever interrupts, never taken for others."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from searching import campaign, computing_on, wanted_of

from repatria.kinship.family import Family
from repatria.kinship.likelihood import Computation
from repatria.kinship.profile import Profile
from repatria.kinship.search import store
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.store import KeptTables, TableStoreError, kept_tables
from repatria.kinship.search.tables import build_tables
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


def test_a_marker_that_is_not_used_changes_nothing(folder: Path) -> None:
    kept_tables(folder, NONE, SOME)
    changed = [with_reading(each, D18S51=("12", "13")) for each in SOME]
    assert counts(kept_tables(folder, NONE, changed)) == (10, 0)


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


@pytest.mark.parametrize(
    "other",
    [
        {"model": "equal"},
        {"theta": 0.01},
        {"silent": 0.01},
        {"dropout": 0.2},
        {"markers": ("TPOX",)},
        {"markers": ("TH01", "TPOX")},
    ],
    ids=str,
)
def test_tables_of_other_models_are_refused(folder: Path, other: dict[str, Any]) -> None:
    kept_tables(folder, NONE, SOME)
    before = (folder / "ratios.f64").read_bytes()
    asked = {"model": "none", "markers": ("TPOX", "TH01"), **other}
    with pytest.raises(TableStoreError, match=r"other frequencies or models.*name another folder"):
        kept_tables(folder, computing_on(**asked), SOME)
    assert (folder / "ratios.f64").read_bytes() == before


@pytest.mark.parametrize("theta", [0.0, 0.01])
def test_bytes_without_an_index_are_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, theta: float
) -> None:
    computation = computing_on("none", theta=theta, markers=("TPOX", "TH01"))
    kept_tables(folder, computation, SOME[:4])
    monkeypatch.setattr(store._Store, "_write_index", _stopped)
    with pytest.raises(KeyboardInterrupt):
        kept_tables(folder, computation, SOME)
    monkeypatch.undo()
    with (folder / "ratios.f64").open("ab") as file:
        file.write(b"half a row")
    held_already = kept_tables(folder, computation, SOME[:4])
    assert counts(held_already) == (4, 0)
    right(held_already, computation, SOME[:4])
    found = kept_tables(folder, computation, SOME)
    assert counts(found) == (4, 6)
    right(found, computation, SOME)
    assert (folder / "ratios.f64").stat().st_size == 10 * found.genotypes.columns * 8


def _stopped(_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_is_told_and_the_next_run_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, code: int
) -> None:
    """Six times something is synced: twice two files and an index."""
    monkeypatch.setattr(store, "PART", 5)
    calls = iter(range(1, 99))

    def refusing(_: int) -> None:
        if next(calls) == at:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(store.os, "fsync", refusing)
    told = "the disk is full" if code == errno.ENOSPC else os.strerror(code)
    with pytest.raises(TableStoreError, match=f"{told}; the tables so far are kept"):
        kept_tables(folder, NONE, SOME)
    found = kept_tables(folder, NONE, SOME)
    assert counts(found) == ((5, 5) if at > 3 else (0, 10))
    right(found, NONE, SOME)


@pytest.mark.parametrize("name", ["ratios.f64", "bad.u8"])
def test_a_truncated_or_lacking_file_is_noticed(folder: Path, name: str) -> None:
    kept_tables(folder, NONE, SOME)
    file = folder / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(TableStoreError, match="tables that the index names are missing"):
        kept_tables(folder, NONE, SOME)
    file.unlink()
    with pytest.raises(TableStoreError, match="this is no index of tables"):
        kept_tables(folder, NONE, SOME)


@pytest.mark.parametrize(
    "index",
    ["", "{", "[]", "3", "null", '{"rows": {}}', "[" * 100_000, "\udcff", "ROWS:7", 'ROWS:["a"]',
     'ROWS:{"a": -1}', 'ROWS:{"a": 1}', 'ROWS:{"a": 0, "b": 0}', 'ROWS:{"a": "0"}',
     'ROWS:{"a": null}', 'ROWS:{"a": 0, "b": []}'],
)  # fmt: skip
def test_an_index_that_is_none_is_refused(folder: Path, index: str) -> None:
    kept_tables(folder, NONE, SOME)
    if index.startswith("ROWS:"):
        panel = json.loads((folder / "index.json").read_text("utf-8"))["panel"]
        index = f'{{"panel": "{panel}", "rows": {index[5:]}}}'
    (folder / "index.json").write_bytes(index.encode("utf-8", "surrogateescape"))
    with pytest.raises(TableStoreError, match="this is no index of tables"):
        kept_tables(folder, NONE, SOME)


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
    digests = {store.family_digest(each, NONE.panel) for each in WANTED}
    assert len(digests) == len(WANTED)
    assert np.unique([store.panel_digest(NONE.panel)]).size == 1
