"""Which family, which missing person and which remains of the files are meant, and by which
readings of the labels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from repatria.base.errors import Problem, RepatriaError, ValueProblem
from repatria.cli.kinship_population import frequency_file, named_frequencies
from repatria.formats.kinship_input import (
    KinshipInput,
    Remains,
    read_kinship_input,
    read_remains,
)
from repatria.formats.problems import shown
from repatria.kinship.known_markers import AMELOGENIN
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import FamilyReading, FamilyReadings


class NotChosen(RepatriaError):
    """Several are there and none was named, or the one that was named is not there."""


@dataclass(frozen=True)
class Chosen:
    """What a command is to compute on: the files' content, one family, and the notes. `others` are
    the families and samples of the files that were not chosen, as notes name them."""

    told: KinshipInput
    family: FamilyReadings | None
    notes: tuple[Problem, ...]
    sources: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()

    def readings(self, missing: str) -> Iterator[tuple[str, FamilyReading, str]]:
        """Each way to read the family: words for it ("" where there is one), it, and whom it
        misses."""
        assert self.family is not None
        several = len(self.family.readings) > 1
        for number, reading in enumerate(self.family.readings, 1):
            words = f"Reading {number}: {words_of(self.family, reading)}" if several else ""
            family = reading.family
            yield words, reading, one_missing(family.name, family.missing, missing)

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
    family = families[_one("family", "--family", name, tuple(families), read.notes)]
    if not family.readings and not family.direct:
        reason = "; ".join(f"{sample}: {why}" for sample, why in family.left_out)
        raise NotChosen(f"family {family.name} has nobody who can be compared; {reason}")
    others = [each for each in families.values() if each is not family]
    named = {f"family {shown(each.name)}" for each in others}
    named |= {f"sample {shown(sample)}" for each in others for sample in _members(each)}
    named -= {f"sample {shown(sample)}" for sample in _members(family)}
    return Chosen(read.value, family, read.notes, sources, frozenset(named))


def choose_remains(
    chosen: Chosen, file: Path | None, name: str, population: Population | None
) -> tuple[Remains, Chosen]:
    """One of the remains of the file, or of the families' file where it holds remains."""
    remains, notes, sources = chosen.told.remains, chosen.notes, chosen.sources
    if file is not None:
        read = read_remains(file, population=population)
        remains, notes = read.value, tuple(dict.fromkeys((*notes, *read.notes)))
        source = f"{file.name} (SHA-256 {read.sha256})"
        sources = tuple(dict.fromkeys((*sources, source)))
    if not remains:
        raise NotChosen("name a file of remains; the families' file holds none")
    by_name = {each.profile.sample: each for each in remains}
    found = by_name[_one("sample of remains", "--sample", name, tuple(by_name), notes)]
    named = {f"sample {shown(each)}" for each in by_name if each != found.profile.sample}
    return found, replace(chosen, notes=notes, sources=sources, others=chosen.others | named)


def with_frequencies(chosen: Chosen, name: str) -> Chosen:
    """With the digest of the file of frequencies that was named, and the notes on it."""
    file, _ = frequency_file(name)
    if file is None:
        return chosen
    notes = tuple(dict.fromkeys((*chosen.notes, *named_frequencies(name).notes)))
    return also_read(replace(chosen, notes=notes), file)


def also_read(chosen: Chosen, *files: Path | None) -> Chosen:
    """With the digests of further files that were read."""
    more = (
        f"{file.name} (SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()})"
        for file in files
        if file is not None
    )
    return replace(chosen, sources=(*chosen.sources, *more))


@contextmanager
def names_file(
    families: Path, population: Population, body: tuple[Path, str] | None = None
) -> Iterator[None]:
    """Adds the file to what is wrong with a sample; `body` is the file of the remains and the
    sample that was chosen there."""
    try:
        yield
    except ValueProblem as problem:
        told = str(problem)
        there = body is not None and told.startswith(f"sample {body[1]},")
        file = body[0] if body is not None and there else families
        raise NotChosen(f"{file.name}: {told} (population {population.name})") from None


def markers_read(
    persons: Iterable[Mapping[str, Profile]], population: Population
) -> tuple[str, ...]:
    """The markers of the population that somebody was typed at. Raises `NotChosen` where there is
    none."""
    read = {name for each in persons for profile in each.values() for name in profile.observations}
    found = tuple(name for name in population.markers if name in read)
    if all(population.markers[name].haploid or name == AMELOGENIN for name in found):
        raise NotChosen(
            f"nobody was read at a marker of the population {population.name} that can be part of "
            f"this ratio; read were: {_listed(sorted(read))}"
        )
    return found


def one_missing(family: str, there: Sequence[str], name: str) -> str:
    """Whom of a family's missing is meant."""
    return _one(f"missing person of family {family}", "--missing", name, there)


def _one(
    what: str, option: str, name: str, there: Sequence[str], notes: Sequence[Problem] = ()
) -> str:
    """The one that is named, or the only one. What the notes say of one that is not there, and so
    was left out, is told with the error."""
    if name:
        if name not in there:
            told = f"there is no {what} “{shown(name)}”; there is: {_listed(there)}"
            why = [str(note) for note in notes if shown(name) in note.field]
            raise NotChosen("\n".join((told, *why)))
        return name
    if len(there) != 1:
        raise NotChosen(f"name one {what} ({option}); there are: {_listed(there)}")
    return there[0]


def _members(family: FamilyReadings) -> Iterator[str]:
    """The samples of a family."""
    yield from (sample for sample, _ in family.left_out)
    yield from (each.sample for each in family.direct)
    for reading in family.readings:
        yield from reading.family.profiles
        yield from reading.relations


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown


def words_of(family: FamilyReadings, reading: FamilyReading) -> str:
    """What a reading takes the open labels for."""
    asked = {each.sample for each in family.open}
    told = [
        f"{sample} is the {relation}"
        for sample, relation in reading.relations.items()
        if sample in asked
    ]
    return "; ".join(told) or "the missing person's sex is taken as the label allows"


def told_of(chosen: Chosen) -> Iterator[str]:
    """What is to be known of the files: what was read otherwise than written, left out or left
    open, and the digests. Notes on what was not chosen are counted."""
    unseen = 0
    for note in chosen.notes:
        if chosen.others & _subjects(note):
            unseen += 1
        else:
            yield f"Note: {note}"
    if unseen:
        yield f"{unseen:,} notes on other families and samples of the files are not shown here."
    for source in chosen.sources:
        yield f"Read: {source}"


def _subjects(note: Problem) -> frozenset[str]:
    """What a note is on: “family F1, sample S1”, “sample S1, marker TH01”."""
    parts = note.field.split(", ")
    return frozenset(parts[:1] if parts[0].startswith("family ") else [note.field, parts[0]])
