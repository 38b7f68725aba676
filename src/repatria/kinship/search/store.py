"""Tables kept in a folder, so that a family is computed once: again only where its readings, the
population or a model has changed.

The folder's file of ratios grows by a row a family; the index says which row is whose, by a digest
of everything that the row depends on. A row is written and synced before the index names it, and
the index is replaced whole, so whatever interrupts leaves tables that are right.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import RepatriaError
from repatria.base.progress import Progress, silent
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.rows import Genotypes
from repatria.kinship.search.tables import Tables, build_tables, one_by_one
from repatria.runners.lock import held

VERSION = 1
"""Of what a row holds: another one makes every table anew."""
RATIOS, BAD = "ratios.f64", "bad.u8"
PART = 8192
"""Families computed and written at a time."""
SLOW_PART = 256
"""The same where each takes its time."""


class TableStoreError(RepatriaError):
    """A folder of tables that cannot be used or written."""


def panel_digest(panel: Panel) -> str:
    """A digest of the population and the models in force, to the last digit of every number."""
    found = hashlib.sha256(f"tables {VERSION} {panel.theta!r} {panel.settings.convention}".encode())
    for locus in panel.loci:
        found.update(locus.marker.name.encode() + b"\0" + "\0".join(locus.marker.alleles).encode())
        for numbers in (locus.frequencies, locus.from_mother, locus.from_father):
            found.update(np.ascontiguousarray(numbers).tobytes())
    settings = panel.settings
    found.update(f"{settings.dropout!r} {settings.miscall!r} {settings.drop_in!r}".encode())
    return found.hexdigest()


def family_digest(
    wanted: Wanted, panel: Panel, told: dict[tuple[str, int], str] | None = None
) -> str:
    """A digest of a family's pedigree, of whom it misses, and of what was read.

    `told` remembers how a reading is written, by the object that it is: few are met again and again
    while the families are held.
    """
    known: dict[tuple[str, int], str] = {} if told is None else told
    parts = [wanted.missing, ""]
    for each in wanted.family.pedigree.persons:
        parts += (each.id, each.sex.value, each.father or "", each.mother or "")
    names = panel.names
    for person, profile in wanted.family.profiles.items():
        parts += ("", person, repr(profile.dropout))
        observations = profile.observations
        for name in names:
            seen = observations.get(name)
            if seen is not None:
                key = name, id(seen)
                text = known.get(key)
                if text is None:
                    text = known[key] = repr((name, seen.reading.value, seen.alleles))
                parts.append(text)
    # Each part with its length before it, so that no two families give the same text.
    whole = "".join([f"{len(part)}:{part}" for part in parts])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, eq=False)
class KeptTables:
    """Tables in a file: `order` (F,) says which row of it is each family's, `ratios` is the whole
    file as it lies on the disk. `bad` is by family; `held` counts the families whose tables were
    there, `computed` the others."""

    panel: Panel
    genotypes: Genotypes
    file: Path
    order: NDArray[np.int64]
    ratios: NDArray[np.float64]
    bad: NDArray[np.bool_]
    held: int
    computed: int

    def tables(self) -> Tables:
        """The same in memory."""
        return Tables(self.panel, self.genotypes, self.ratios[self.order], self.bad)


def kept_tables(
    folder: Path, computation: Computation, wanted: Sequence[Wanted], progress: Progress = silent
) -> KeptTables:
    """The tables of families, those of the folder taken from there and the others added to it.

    Raises `TableStoreError` for a folder of other tables, where another process works in it, or
    where it cannot be written (a full disk, say): what is there stays right, and the next run goes
    on from it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with held(folder / "lock") as alone:
        if not alone:
            raise TableStoreError(f"{folder}: another process is at work on these tables")
        return _kept(_Store(folder, computation.panel), computation, wanted, progress)


def _kept(
    store: _Store, computation: Computation, wanted: Sequence[Wanted], progress: Progress
) -> KeptTables:
    panel = computation.panel
    told: dict[tuple[str, int], str] = {}
    digests = [family_digest(each, panel, told) for each in wanted]
    # Families that are told alike share a row.
    lacking = {
        digest: each
        for digest, each in zip(digests, wanted, strict=True)
        if digest not in store.index
    }
    size = SLOW_PART if one_by_one(panel) else PART
    for start in range(0, len(lacking), size):
        part = list(lacking)[start : start + size]
        store.add(part, build_tables(computation, [lacking[digest] for digest in part]))
        progress(start + len(part), len(lacking), "building tables")
    order = np.array([store.index[digest] for digest in digests], np.int64)
    ratios, bad = store.opened()
    before = sum(digest not in lacking for digest in digests)
    return KeptTables(
        panel, store.genotypes, store.folder / RATIOS, order, ratios, bad[order], before,
        len(lacking),
    )  # fmt: skip


class _Store:
    def __init__(self, folder: Path, panel: Panel) -> None:
        self.folder, self.genotypes = folder, Genotypes.of(panel)
        self.loci = len(panel.loci)
        self.width = self.genotypes.columns
        self.panel = panel_digest(panel)
        self.index: dict[str, int] = self._read_index()

    def _read_index(self) -> dict[str, int]:
        path = self.folder / "index.json"
        if not path.exists():
            return {}
        try:
            found = json.loads(path.read_text("utf-8"))
            if found["panel"] != self.panel:
                raise TableStoreError(
                    f"{self.folder}: these tables were made with other frequencies or models, or "
                    "with other markers or rare alleles read; name another folder, or remove this "
                    "one"
                )
            rows = dict(found["rows"])
            if sorted(rows.values()) != list(range(len(rows))):
                raise ValueError("its rows are not those of a table")
            complete = min(
                (self.folder / name).stat().st_size // size for name, size in self._files()
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise TableStoreError(f"{path}: this is no index of tables ({error})") from None
        if len(rows) > complete:
            raise TableStoreError(f"{self.folder}: tables that the index names are missing")
        return rows

    def _files(self) -> Iterator[tuple[str, int]]:
        yield RATIOS, self.width * 8
        yield BAD, self.loci

    def add(self, digests: Sequence[str], made: Tables) -> None:
        start = len(self.index)
        try:
            for (name, size), rows in zip(
                self._files(), (made.ratios, made.bad.astype(np.uint8)), strict=True
            ):
                with (self.folder / name).open("r+b" if start else "wb") as file:
                    # What an interrupted run left behind is written over.
                    file.seek(start * size)
                    file.write(np.ascontiguousarray(rows).tobytes())
                    file.truncate()
                    file.flush()
                    os.fsync(file.fileno())
            self.index |= {digest: start + place for place, digest in enumerate(digests)}
            self._write_index()
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            told = "the disk is full" if full else error.strerror or str(error)
            raise TableStoreError(
                f"{self.folder}: {told}; the tables so far are kept, and the next run goes on"
            ) from None

    def _write_index(self) -> None:
        draft = self.folder / ".index.json"
        with draft.open("wb") as file:
            file.write(canonical_bytes({"panel": self.panel, "rows": self.index}))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / "index.json")

    def opened(self) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """All rows of the files, read as they are asked for."""
        if not self.index:
            return np.zeros((0, self.width)), np.zeros((0, self.loci), np.bool_)
        count = len(self.index)
        ratios = np.memmap(self.folder / RATIOS, np.float64, "r", shape=(count, self.width))
        bad = np.memmap(self.folder / BAD, np.uint8, "r", shape=(count, self.loci))
        return ratios, bad.astype(np.bool_)
