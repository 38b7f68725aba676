"""Which family, which missing person and which remains of the files are meant, and by which
readings of the labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from repatria.base.errors import Problem, RepatriaError
from repatria.formats.kinship_input import (
    KinshipInput,
    Remains,
    read_kinship_input,
    read_remains,
)
from repatria.kinship.build_family import FamilyReading, FamilyReadings
from repatria.kinship.family import Family
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile


class NotChosen(RepatriaError):
    """Several are there and none was named, or the one that was named is not there."""


@dataclass(frozen=True)
class Chosen:
    """What a command is to compute on: the files' content, one family, and the notes."""

    told: KinshipInput
    family: FamilyReadings | None
    notes: tuple[Problem, ...]
    sources: tuple[str, ...] = field(default=())

    def readings(self, missing: str) -> Iterator[tuple[str, FamilyReading, str]]:
        """Each way to read the family: words for it ("" where there is one), it, and whom it
        misses."""
        assert self.family is not None
        several = len(self.family.readings) > 1
        for number, reading in enumerate(self.family.readings, 1):
            words = f"Reading {number}: {_words(self.family, reading)}" if several else ""
            yield words, reading, one_missing(reading.family, missing)

    def direct(self, missing: str) -> dict[str, Profile]:
        """Samples of the missing person themselves, by sample."""
        assert self.family is not None
        return {each.sample: each.profile for each in self.family.direct if each.missing == missing}


def choose_family(
    file: Path, name: str, markers: Path | None, missing: str, population: Population | None
) -> Chosen:
    """Read the file of families and choose one. Raises `NotChosen`, and `InputError` for what
    cannot be read."""
    read = read_kinship_input(
        file, markers=markers, missing=[missing] if missing else [], population=population
    )
    families = {each.name: each for each in read.value.families}
    sources = (f"{file.name} (SHA-256 {read.sha256})",)
    if not families:
        return Chosen(read.value, None, read.notes, sources)
    family = families[_one("family", "--family", name, tuple(families))]
    if not family.readings:
        reason = "; ".join(f"{sample}: {why}" for sample, why in family.left_out)
        raise NotChosen(f"family {family.name} has no relative who can be compared; {reason}")
    return Chosen(read.value, family, read.notes, sources)


def choose_remains(
    chosen: Chosen, file: Path | None, name: str, population: Population | None
) -> tuple[Remains, Chosen]:
    """One of the remains of the file, or of the families' file where it holds remains."""
    remains, notes, sources = chosen.told.remains, chosen.notes, chosen.sources
    if file is not None:
        read = read_remains(file, population=population)
        remains, notes = read.value, (*notes, *read.notes)
        sources = (*sources, f"{file.name} (SHA-256 {read.sha256})")
    if not remains:
        raise NotChosen("name a file of remains; the families' file holds none")
    by_name = {each.profile.sample: each for each in remains}
    found = by_name[_one("sample of remains", "--sample", name, tuple(by_name))]
    return found, Chosen(chosen.told, chosen.family, notes, sources)


def markers_read(
    persons: Iterable[Mapping[str, Profile]], population: Population
) -> tuple[str, ...]:
    """The markers of the population that somebody was typed at."""
    read = {name for each in persons for profile in each.values() for name in profile.observations}
    return tuple(name for name in population.markers if name in read)


def one_missing(family: Family, name: str) -> str:
    """Whom of a family's missing is meant."""
    return _one(f"missing person of family {family.name}", "--missing", name, family.missing)


def _one(what: str, option: str, name: str, there: Sequence[str]) -> str:
    if name:
        if name not in there:
            raise NotChosen(f"there is no {what} “{name}”; there is: {_listed(there)}")
        return name
    if len(there) != 1:
        raise NotChosen(f"name one {what} ({option}); there are: {_listed(there)}")
    return there[0]


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown


def _words(family: FamilyReadings, reading: FamilyReading) -> str:
    """What a reading takes the open labels for."""
    asked = {each.sample for each in family.open}
    told = [
        f"{sample} is the {relation}"
        for sample, relation in reading.relations.items()
        if sample in asked
    ]
    return "; ".join(told) or "the missing person's sex is taken as the label allows"


def told_of(chosen: Chosen) -> Iterator[str]:
    """What is to be known of the files: open questions, what was left out, notes, digests."""
    if chosen.family is not None:
        for question in chosen.family.open:
            yield f"Open: {question}"
        for sample, why in chosen.family.left_out:
            yield f"Left out: {sample}: {why}"
        for note in chosen.family.notes:
            yield f"Note: {note}"
    for problem in chosen.notes:
        yield f"Note: {problem}"
    for source in chosen.sources:
        yield f"Read: {source}"
