"""Files of Familias as tests write them: any persons, pedigrees and markers, a line a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from repatria.base.errors import Problem
from repatria.formats.familias import FamiliasFile, read_familias
from repatria.formats.reading import Read

HERE = Path(__file__).parent
GOOD = HERE / "good" / "familias"
BROKEN = HERE / "broken" / "familias"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def truth(value: bool) -> str:
    return "#TRUE#" if value else "#FALSE#"


@dataclass(frozen=True)
class WrittenPerson:
    name: str
    male: bool = False
    genotypes: Sequence[tuple[int, int, int]] = ()
    dropouts: bool = False

    def lines(self) -> Iterable[str]:
        yield from (quoted(self.name), "#FALSE#")
        yield "-1 (Consider dropouts)" if self.dropouts else "-1"
        yield from ("#FALSE#", truth(self.male), str(len(self.genotypes)))
        yield from (str(index) for genotype in self.genotypes for index in genotype)


@dataclass(frozen=True)
class WrittenPedigree:
    name: str = ""
    females: int = 0
    males: int = 0
    relations: Sequence[tuple[int, int]] = ()

    def lines(self) -> Iterable[str]:
        yield from (str(self.females), str(self.males), str(len(self.relations)))
        yield from (str(index) for relation in self.relations for index in relation)


@dataclass(frozen=True)
class WrittenLocus:
    name: str
    table: Mapping[str, float]
    rates: tuple[str, str] = ("0", "0")
    models: tuple[int, int] = (0, 0)
    silent: float = 0.0
    settings: str = "DatabaseSize = 1000 , Dropout probability = 0 , Minor allele frequency = 0"
    listed: int | None = None

    def lines(self) -> Iterable[str]:
        count = len(self.table)
        yield from (quoted(self.name), *self.rates, *map(str, self.models))
        yield str(count + bool(self.silent))
        yield from ("0.1", "0.2", "0.001", "0.002", truth(bool(self.silent)), str(self.silent))
        yield f"{count if self.listed is None else self.listed}\t({self.settings} )"
        for allele, frequency in self.table.items():
            yield from (quoted(allele), repr(frequency))


@dataclass(frozen=True)
class Written:
    """A whole file."""

    persons: Sequence[WrittenPerson] = ()
    known: WrittenPedigree = WrittenPedigree()
    pedigrees: Sequence[WrittenPedigree] = ()
    loci: Sequence[WrittenLocus] = ()
    theta: str = "0"
    databases: int = 1
    version: str = "3.3.1"
    dvi: str = ""
    calculated: Sequence[str] = field(default=())

    def text(self) -> str:
        lines = ['"Output from Familias, version 3.3.1"', '"DO NOT EDIT!"', self.version]
        lines.append(str(len(self.persons)))
        for person in self.persons:
            lines += person.lines()
        lines += ('"Known relations"', *self.known.lines(), str(len(self.pedigrees)))
        for number, pedigree in enumerate(self.pedigrees):
            lines += (str(number), quoted(pedigree.name), *pedigree.lines())
        comment = f"(#Databases: {self.databases} ;Theta/Kinship/Fst: {self.theta} )"
        lines.append(f"{truth(bool(self.calculated))} {comment}")
        lines += (*self.calculated, str(len(self.loci)), "#TRUE#", '"A made-up valley"')
        for locus in self.loci:
            lines += locus.lines()
        return "\n".join(lines) + "\n" + self.dvi


def read_text(folder: Path, text: str | bytes) -> Read[FamiliasFile]:
    path = folder / "file.fam"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_familias(path)


def told(notes: Iterable[Problem]) -> list[tuple[int | None, str, str]]:
    return [(note.row, note.field, note.message) for note in notes]
