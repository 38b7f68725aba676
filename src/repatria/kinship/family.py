"""A family that looks for its missing: a pedigree, who is missing in it, and who gave a sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from repatria.kinship.pedigree import Pedigree, PedigreeProblem
from repatria.kinship.profile import Profile


@dataclass(frozen=True)
class Family:
    """A pedigree with the profiles of its typed persons by the person's id.

    `missing` names those who are looked for, one or several. Raises `PedigreeProblem` where a
    missing or typed person is not in the pedigree, where a missing person has a reference profile,
    and where no typed person is linked to a missing one.
    """

    name: str
    pedigree: Pedigree
    missing: tuple[str, ...]
    profiles: Mapping[str, Profile] = field(repr=False)

    def __post_init__(self) -> None:
        known = self.pedigree.by_id
        for person in (*self.missing, *self.profiles):
            if person not in known:
                raise PedigreeProblem(
                    f"family {self.name}: {person} is not in the pedigree", person
                )
        for person in self.missing:
            if person in self.profiles:
                raise PedigreeProblem(
                    f"family {self.name}: {person} is missing and has a reference profile", person
                )
            if not self.pedigree.connected(person) & self.profiles.keys():
                raise PedigreeProblem(
                    f"family {self.name}: nothing links {person} to anyone who gave a sample",
                    person,
                )

    def renamed(
        self, name: str, names: Mapping[str, str], profiles: Mapping[str, Profile]
    ) -> Family:
        """A family of the same shape: under another name, some persons under other names, with
        `profiles` by the new ones. Raises `PedigreeProblem` as the constructor does."""
        pedigree = self.pedigree.renamed(names)
        missing = tuple(names.get(person, person) for person in self.missing)
        if profiles.keys() != {names.get(person, person) for person in self.profiles}:
            return Family(name, pedigree, missing, profiles)
        # The same persons of the same pedigree gave samples: not checked again.
        family = object.__new__(Family)
        object.__setattr__(family, "name", name)
        object.__setattr__(family, "pedigree", pedigree)
        object.__setattr__(family, "missing", missing)
        object.__setattr__(family, "profiles", profiles)
        return family

    def __str__(self) -> str:
        missing = ", ".join(self.missing) or "nobody"
        return f"family {self.name}: {missing} missing, {len(self.profiles)} relatives typed"
