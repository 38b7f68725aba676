"""Tables kept in a folder, so that a family is computed once: again only where its readings, the
population or a model has changed.

    format            which version of this layout it is
    families.sha256   a digest a family: the number of a family is its place here
    *.rows            the tables of a marker under its frequencies and models (`kept_rows.py`)

A marker whose frequencies change (as one more rare allele changes them) gets a file of its own, and
the others stay as they are. Nothing says which rows are right but the rows themselves, so whatever
interrupts leaves tables that are right.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import RepatriaError
from repatria.base.progress import Progress, silent
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Locus, Panel
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.kept_rows import DAMAGED, RIGHT, KeptRatios, KeptRows, numbered
from repatria.kinship.search.rows import Genotypes
from repatria.kinship.search.summary import Summing, family_digest
from repatria.kinship.search.tables import Tables, build_tables, one_by_one
from repatria.runners import keeping
from repatria.runners.cores import available
from repatria.runners.lock import held

VERSION = 2
"""Of what a row holds: another one makes every table anew."""
FORMAT, FAMILIES, LOCK, ROWS = "format", "families.sha256", "lock", ".rows"
_FORMAT = b"tables of repatria, layout 2\n"
PART = 8192
"""Families computed and written at a time."""
SLOW_PART = 256
"""The same where each takes its time."""
UNUSED = 7 * 86_400
"""Seconds after which tables that no run has used are removed. No search takes as long, so none
loses the tables that it reads."""

Numbers = NDArray[np.int64]


class TableStoreError(RepatriaError):
    """A folder of tables that cannot be used or written."""


def panel_digest(panel: Panel) -> str:
    """A digest of the population and the models in force, to the last digit of every number."""
    return hashlib.sha256(b"".join(locus_digest(panel, each) for each in panel.loci)).hexdigest()


def locus_digest(panel: Panel, locus: Locus) -> bytes:
    """The same of one marker: all that its tables depend on besides the families."""
    settings = panel.settings
    found = hashlib.sha256(
        f"tables {VERSION} {panel.theta!r} {settings.convention} {settings.dropout!r} "
        f"{settings.miscall!r} {settings.drop_in!r}\n".encode()
    )
    found.update("\0".join((locus.marker.name, *locus.marker.alleles)).encode())
    for numbers in (locus.frequencies, locus.from_mother, locus.from_father):
        found.update(b"\n" + np.ascontiguousarray(numbers).tobytes())
    return found.digest()


@dataclass(frozen=True, eq=False)
class KeptTables:
    """Tables in a folder: `order` (F,) says which row of `ratios` is each family's. `bad` is by
    family. `held` counts the families whose tables were all there, `computed` the others, `damaged`
    those of them with rows that were changed on the disk. `beside` are markers that had tables of
    other frequencies or models already, and have these beside them now."""

    panel: Panel
    genotypes: Genotypes
    order: Numbers
    ratios: KeptRatios
    bad: NDArray[np.bool_]
    held: int
    computed: int
    damaged: int = 0
    beside: tuple[str, ...] = ()

    def tables(self) -> Tables:
        """The same in memory."""
        return Tables(self.panel, self.genotypes, self.ratios[self.order], self.bad)


def kept_tables(
    folder: Path, computation: Computation, wanted: Sequence[Wanted], progress: Progress = silent
) -> KeptTables:
    """The tables of families, those of the folder taken from there and the others added to it.

    Raises `TableStoreError` for a folder of another version or of something else, where another
    process works in it, or where it cannot be written (a full disk, say): what is there stays
    right, and the next run goes on from it.
    """
    with _told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with held(folder / LOCK) as alone:
            if not alone:
                raise TableStoreError(f"{folder}: another process is at work on these tables")
            return _Store(folder, computation.panel).kept(computation, wanted, progress)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        told = "the disk is full" if full else error.strerror or str(error)
        raise TableStoreError(
            f"{folder}: {told}; the tables so far are kept, and the next run goes on"
        ) from None


class _Store:
    def __init__(self, folder: Path, panel: Panel) -> None:
        # Workers elsewhere have another folder that they work in.
        self.folder, self.panel = folder.resolve(), panel
        self._check_format()
        self.genotypes = Genotypes.of(panel)
        self.files = tuple(self._files())
        self.beside = tuple(self._beside())

    def _check_format(self) -> None:
        file = self.folder / FORMAT
        if file.exists():
            if file.read_bytes() != _FORMAT:
                raise TableStoreError(
                    f"{self.folder}: these tables were made by another version of the program; "
                    "name another folder, or remove this one"
                )
        elif any(
            each.name != LOCK and not each.name.endswith(keeping.DRAFT)
            for each in self.folder.iterdir()
        ):
            raise TableStoreError(
                f"{self.folder}: this is no folder of tables, or one of another version of the "
                "program; name another one"
            )
        else:
            keeping.write_whole(file, _FORMAT)

    def _files(self) -> Iterator[KeptRows]:
        parts = self.genotypes.columns // self.genotypes.count
        for place, locus in enumerate(self.panel.loci):
            digest = locus_digest(self.panel, locus)
            width = int(self.genotypes.starts[place + 1] - self.genotypes.starts[place]) * parts
            name = f"{_plain(locus)}-{digest.hex()[:16]}{ROWS}"
            yield KeptRows(self.folder / name, width, digest)

    def _beside(self) -> Iterator[str]:
        for locus, file in zip(self.panel.loci, self.files, strict=True):
            if not file.path.exists() and any(self.folder.glob(f"{_plain(locus)}-*{ROWS}")):
                yield locus.marker.name

    def kept(
        self, computation: Computation, wanted: Sequence[Wanted], progress: Progress
    ) -> KeptTables:
        summing = Summing()
        digests = [family_digest(each, summing) for each in wanted]
        # Families that are told alike share a row. The numbers rise.
        first = dict(zip(digests, wanted, strict=True))
        numbers = self._numbers(list(first))
        distinct = sorted(first, key=numbers.__getitem__)
        rows = np.array([numbers[each] for each in distinct], np.int64)
        names = numbered(distinct)
        states, bad = self._states(rows, names)
        lacking = states != RIGHT
        families = [first[each] for each in distinct]
        for loci, which in _alike(lacking):
            self._build(computation, loci, which, families, rows, names, bad, lacking, progress)
        self._tidy()
        order = np.array([numbers[digest] for digest in digests], np.int64)
        place = np.searchsorted(rows, order)
        missed, damaged = (
            {distinct[at] for at in np.flatnonzero(each.any(axis=1)).tolist()}
            for each in (states != RIGHT, states == DAMAGED)
        )
        return KeptTables(
            self.panel, self.genotypes, order,
            KeptRatios(self.files, self.genotypes.columns // self.genotypes.count), bad[place],
            sum(digest not in missed for digest in digests), len(missed), len(damaged), self.beside,
        )  # fmt: skip

    def _numbers(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """The number of each family; those that are new come after the others."""
        file = self.folder / FAMILIES
        data = file.read_bytes() if file.exists() else b""
        count = len(data) // 32
        # What an interruption left of a last one is written over.
        there = {data[32 * at : 32 * at + 32]: at for at in reversed(range(count))}
        new = [each for each in digests if each not in there]
        there |= {digest: count + at for at, digest in enumerate(new)}
        if new:
            handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "r+b") as opened:
                opened.seek(32 * count)
                opened.write(b"".join(new))
                opened.truncate()
                opened.flush()
                os.fsync(opened.fileno())
        return there

    def _states(
        self, rows: Numbers, names: NDArray[np.uint64]
    ) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        """What stands there, and contradictions, by family and marker."""
        with ThreadPoolExecutor(available()) as pool:
            found = list(pool.map(lambda file: file.states(rows, names), self.files))
        states, bad = (np.stack(each, axis=1) for each in zip(*found, strict=True))
        return states, bad

    def _build(
        self,
        computation: Computation,
        loci: Numbers,
        which: Numbers,
        families: Sequence[Wanted],
        rows: Numbers,
        names: NDArray[np.uint64],
        bad: NDArray[np.bool_],
        lacking: NDArray[np.bool_],
        progress: Progress,
    ) -> None:
        """Compute and write the tables of some families at some markers."""
        if len(loci) < len(self.files):
            panel = replace(self.panel, loci=tuple(self.panel.loci[at] for at in loci))
            computation = Computation(panel)
        size = SLOW_PART if one_by_one(computation.panel) else PART
        total = int(lacking.any(axis=1).sum())
        for start in range(0, len(which), size):
            part = which[start : start + size]
            made = build_tables(computation, [families[at] for at in part])
            starts = made.genotypes.starts
            by_part = made.ratios.reshape(len(part), -1, made.genotypes.count)
            for at, locus in enumerate(loci.tolist()):
                ratios = by_part[:, :, starts[at] : starts[at + 1]].reshape(len(part), -1)
                self.files[locus].write(rows[part], names[part], ratios, made.bad[:, at])
                bad[part, locus] = made.bad[:, at]
            lacking[np.ix_(part, loci)] = False
            left = int(lacking.any(axis=1).sum())
            progress(total - left, total, "building tables")

    def _tidy(self) -> None:
        """Remove tables that no run has used for long; those in use are marked with the time."""
        used = {each.path for each in self.files}
        for path in self.folder.glob(f"*{ROWS}"):
            if path in used:
                os.utime(path)
            elif time.time() - path.stat().st_mtime > UNUSED:
                path.unlink()


def _plain(locus: Locus) -> str:
    """The marker's name as part of that of a file."""
    return re.sub(r"[^A-Za-z0-9]+", "_", locus.marker.name)[:32]


def _alike(lacking: NDArray[np.bool_]) -> list[tuple[Numbers, Numbers]]:
    """Markers that lack the same families, with those families."""
    if not lacking.any():
        return []
    columns, which = np.unique(lacking, axis=1, return_inverse=True)
    return [
        (np.flatnonzero(which.ravel() == at), np.flatnonzero(column))
        for at, column in enumerate(columns.T)
        if column.any()
    ]
