"""A wide table of families cut into households, each of which can be read by itself: nothing that
is read of it hangs on another row of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from repatria.base.errors import InputError, ValueProblem
from repatria.formats.genotype_samples import plain_text
from repatria.formats.genotype_table import GenotypeTable, Record
from repatria.formats.wide_genotypes import WideColumns

_ROW, _CELL = "\x1e", "\x1f"
_LONGEST = 100_000
"""Characters of a line that the module csv surely takes."""


@dataclass(slots=True)
class Household:
    """The rows of a family as they stand in the table: their lines, and their cells in one text
    with `sign` between them.

    `alone` is False where one of its samples has another row, or a row is not as the header says.
    """

    name: str
    sign: str
    lines: list[int] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    alone: bool = True

    def records(self) -> Iterator[Record]:
        for line, row in zip(self.lines, self.rows, strict=True):
            yield line, row.split(self.sign)

    @property
    def digest(self) -> bytes:
        """Of all that its rows say, whatever lines they stand in."""
        whole = _ROW.join((self.sign, *self.rows))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Households:
    """The households of a table in the order of their names, and the rows of all others, the last
    row of the table among them."""

    alone: tuple[Household, ...]
    others: tuple[Record, ...]


def cut(table: GenotypeTable, columns: WideColumns) -> Households | None:
    """The table in households. None where it cannot be cut: without a column of families, with a
    column without a name, where a row cannot be read, or where signs that part cells here are used.
    """
    if "family" not in columns.leading or "" in table.header[1:]:
        return None
    text = table.data.decode(table.encoding)
    if _ROW in text or _CELL in text:
        return None
    plain = '"' not in text and text.count("\r") in (0, text.count("\r\n"))
    rows = _lines(table, text) if plain else _parted(table)
    try:
        return _Cutting(table, columns, table.delimiter if plain else _CELL).done(rows)
    except InputError:
        return None


def _lines(table: GenotypeTable, text: str) -> Iterator[tuple[int, str]]:
    """Where nothing is quoted a row is a line, and the delimiter parts cells wherever it stands."""
    for line, row in enumerate(text.split("\n"), 1):
        if line > table.start:
            yield line, row[:-1] if row[-1:] == "\r" else row


def _parted(table: GenotypeTable) -> Iterator[tuple[int, str]]:
    for line, record in table.records():
        yield line, _CELL.join(record)


class _Cutting:
    def __init__(self, table: GenotypeTable, columns: WideColumns, sign: str) -> None:
        self.table, self.sign = table, sign
        self.family_at, self.sample_at = columns.leading["family"], columns.leading["sample"]
        self.households: dict[str, Household] = {}
        self.names: dict[str, str] = {}
        self.of_sample: dict[str, Household | None] = {}

    def done(self, rows: Iterator[tuple[int, str]]) -> Households | None:
        sign, limits = self.sign, self.table.limits
        family_at, sample_at = self.family_at, self.sample_at
        signs, most = len(self.table.header) - 1, max(family_at, sample_at) + 1
        others: list[Record] = []
        household: Household | None = None
        taken = 0
        for line, text in rows:
            if not text.replace(sign, "").strip():
                continue
            taken += 1
            if len(text) > _LONGEST:
                return None
            cells = text.split(sign, most)
            household = self._household(cells[family_at] if family_at < len(cells) else "")
            sample = _plain(cells[sample_at]) if sample_at < len(cells) else ""
            whole = text.count(sign) == signs and len(text) <= limits.cell
            if household is not None and sample and whole:
                household.lines.append(line)
                household.rows.append(text)
            else:
                others.append((line, text.split(sign)))
                if household is not None:
                    household.alone = False
            if sample:
                self._note_sample(sample, household)
        if taken > limits.rows:
            return None
        if household is not None:
            household.alone = False
        for each in self.households.values():
            if not each.alone:
                others += each.records()
        kept = (self.households[name] for name in sorted(self.households))
        return Households(
            tuple(each for each in kept if each.alone), tuple(sorted(others, key=_line))
        )

    def _household(self, written: str) -> Household | None:
        name = self.names.get(written)
        if name is None:
            name = self.names[written] = " ".join((_plain(written) or "").split())
        if not name:
            return None
        found = self.households.get(name)
        if found is None:
            found = self.households[name] = Household(name, self.sign)
        return found

    def _note_sample(self, sample: str, household: Household | None) -> None:
        """A sample that stands twice makes all households that it stands in hang together."""
        if sample not in self.of_sample:
            self.of_sample[sample] = household
            return
        for each in (household, self.of_sample[sample]):
            if each is not None:
                each.alone = False


def _plain(cell: str) -> str | None:
    try:
        return plain_text(cell)
    except ValueProblem:
        return None


def _line(record: Record) -> int:
    return record[0]
