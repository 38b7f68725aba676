"""What a comparison is made of: a pair of hypotheses for each reading of the family, with the
samples and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repatria.cli.kinship_choice import Chosen, NotChosen, one_missing
from repatria.formats.kinship_input import Remains, sex_read
from repatria.kinship.hypothesis import REMAINS, Hypothesis, Pair, missing_is_remains
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import FamilyReading
from repatria.kinship.relatives.profile_agreement import compared
from repatria.kinship.result import Comparison

_SAME_MARKERS = 10


@dataclass(frozen=True)
class Job:
    """One comparison to compute. `words` tell how the labels are read ("" where there is one way);
    `persons` tell by sample, in the order of the profiles, whose it is; `notes` are of the samples.
    """

    words: str
    pair: Pair
    profiles: Mapping[str, Profile]
    persons: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """A job that was computed, and the panel that it was computed on."""

    job: Job
    found: Comparison
    panel: Panel


def readings(chosen: Chosen, body: Remains, missing: str) -> Iterator[Job]:
    """Each reading of the family against the remains; one alone where there are only samples of the
    missing person themselves. Raises `NotChosen` where the two cannot be compared."""
    assert chosen.family is not None
    if not chosen.family.readings:
        yield _only_direct(chosen, body, missing)
    for words, reading, person in chosen.readings(missing):
        direct = chosen.direct(person)
        try:
            pair = missing_is_remains(reading.family, person, sex=body.sex, direct=direct)
        except PedigreeProblem as problem:
            raise NotChosen(f"sample {body.profile.sample}: {problem}") from None
        persons = {name: _who(reading, name) for name in reading.family.profiles}
        yield _job(words, pair, reading.family.profiles, persons, direct, body)


def two_pedigrees(chosen: Chosen) -> Job:
    """The first two pedigrees of a file that states hypotheses of its own."""
    pedigrees = chosen.told.pedigrees
    if len(pedigrees) < 2:
        raise NotChosen("the file holds no family, and no two pedigrees to compare")
    first, second = (Hypothesis.of(each.name or "a pedigree", each) for each in pedigrees[:2])
    left = ", ".join(each.name or "a pedigree" for each in pedigrees[2:])
    notes = (f"The file states more pedigrees, which were not compared: {left}",) if left else ()
    profiles = dict(chosen.told.profiles)
    return Job("", Pair(first, second), profiles, dict.fromkeys(profiles, ""), notes)


def _only_direct(chosen: Chosen, body: Remains, missing: str) -> Job:
    """Are the remains of the person whose earlier samples these are?"""
    assert chosen.family is not None
    name = chosen.family.name
    there = tuple(dict.fromkeys(each.missing for each in chosen.family.direct))
    person = one_missing(name, there, missing)
    direct = chosen.direct(person)
    sexes = {sex for each in direct.values() if (sex := sex_read(each)) is not Sex.UNKNOWN}
    sex = sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN
    if Sex.UNKNOWN not in (sex, body.sex) and sex is not body.sex:
        raise NotChosen(f"sample {body.profile.sample}: {person} is {sex.value}, and the remains "
                        "are not")  # fmt: skip
    known = body.sex if sex is Sex.UNKNOWN else sex
    alone = Pedigree.of(Person(REMAINS, known))
    pair = Pair(
        Hypothesis(
            f"the remains are {person} of family {name}", (alone,), dict.fromkeys(direct, REMAINS)
        ),
        Hypothesis(
            f"the remains are of someone unrelated to family {name}",
            (Pedigree.of(Person(person, known)), alone),
            dict.fromkeys(direct, person),
        ),
    )
    return _job("", pair, {}, {}, direct, body)


def _job(
    words: str,
    pair: Pair,
    relatives: Mapping[str, Profile],
    persons: Mapping[str, str],
    direct: Mapping[str, Profile],
    body: Remains,
) -> Job:
    if REMAINS in direct:
        raise NotChosen(f"a direct reference is called “{REMAINS}”; it needs another name")
    references = {**relatives, **direct}
    told = {
        **persons,
        **dict.fromkeys(direct, "direct reference"),
        REMAINS: f"sample {body.profile.sample}",
    }
    notes = tuple(
        f"{body.profile.sample} agrees with {name} at all {found.shared} markers: is it a sample "
        "of that person?"
        for name, profile in relatives.items()
        if (found := compared(body.profile, profile)).same and found.shared >= _SAME_MARKERS
    )
    return Job(words, pair, {**references, REMAINS: body.profile}, told, notes)


def _who(reading: FamilyReading, name: str) -> str:
    """The relation to the missing person; where several are missing, or a file gives a pedigree
    and no relation, the parents."""
    family = reading.family
    if name in reading.relations and len(family.missing) == 1:
        return str(reading.relations[name])
    parents = family.pedigree.by_id[name].parents
    return f"child of {' and '.join(parents)}" if parents else "founder of the pedigree"
