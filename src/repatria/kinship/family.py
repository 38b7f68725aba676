"""A family that looks for its missing: a pedigree, who is missing in it, and who gave a sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from repatria.kinship.pedigree import Pedigree, PedigreeProblem
from repatria.kinship.profile import Profile


@dataclass(frozen=True)
class Family:
    """A pedigree with the profiles of its typed persons by the person's id.

    `missing` names those who are looked for, one or several; `own` has the samples of missing
    persons themselves (a toothbrush, an identical twin), by the person's id. Raises
    `PedigreeProblem` where a missing or typed person is not in the pedigree, where a missing person
    has a reference profile, where a sample of a person's own has the id of somebody, and where
    neither such a sample nor a typed person is linked to a missing one.
    """

    name: str
    pedigree: Pedigree
    missing: tuple[str, ...]
    profiles: Mapping[str, Profile] = field(repr=False)
    own: Mapping[str, tuple[Profile, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        known = self.pedigree.by_id
        for person in (*self.missing, *self.profiles, *self.own):
            if person not in known:
                raise PedigreeProblem(
                    f"family {self.name}: {person} is not in the pedigree", person
                )
        for person in self.missing:
            if person in self.profiles:
                raise PedigreeProblem(
                    f"family {self.name}: {person} is missing and has a reference profile", person
                )
            linked = self.pedigree.connected(person)
            if not (linked & self.profiles.keys() or linked & self.own.keys()):
                raise PedigreeProblem(
                    f"family {self.name}: nothing links {person} to anyone who gave a sample",
                    person,
                )
        for person, samples in self.own.items():
            if person not in self.missing:
                raise PedigreeProblem(f"family {self.name}: {person} is not missing", person)
            for each in samples:
                if each.sample in known:
                    raise PedigreeProblem(
                        f"family {self.name}: {each.sample} is a sample of {person} and the name "
                        "of somebody else",
                        person,
                    )

    @cached_property
    def whose(self) -> Mapping[str, str]:
        """Whose sample each sample of a missing person's own is, as a hypothesis takes it."""
        return {each.sample: person for person, samples in self.own.items() for each in samples}

    @cached_property
    def read(self) -> Mapping[str, Profile]:
        """All profiles by sample: the relatives', and those of the missing persons' own."""
        if not self.own:
            return self.profiles
        own = {each.sample: each for samples in self.own.values() for each in samples}
        return {**self.profiles, **own}

    def with_own(self, own: Mapping[str, tuple[Profile, ...]]) -> Family:
        """With samples of missing persons themselves. Raises `PedigreeProblem`."""
        return replace(self, own=own)

    def renamed(
        self, name: str, names: Mapping[str, str], profiles: Mapping[str, Profile]
    ) -> Family:
        """A family of the same shape: under another name, some persons under other names, with
        `profiles` by the new ones. Raises `PedigreeProblem` as the constructor does."""
        pedigree = self.pedigree.renamed(names)
        missing = tuple(names.get(person, person) for person in self.missing)
        own = {names.get(person, person): samples for person, samples in self.own.items()}
        if own or profiles.keys() != {names.get(person, person) for person in self.profiles}:
            return Family(name, pedigree, missing, profiles, own)
        # The same persons of the same pedigree gave samples: not checked again.
        family = object.__new__(Family)
        object.__setattr__(family, "name", name)
        object.__setattr__(family, "pedigree", pedigree)
        object.__setattr__(family, "missing", missing)
        object.__setattr__(family, "profiles", profiles)
        object.__setattr__(family, "own", own)
        return family

    def __str__(self) -> str:
        missing = ", ".join(self.missing) or "nobody"
        return f"family {self.name}: {missing} missing, {len(self.profiles)} relatives typed"
