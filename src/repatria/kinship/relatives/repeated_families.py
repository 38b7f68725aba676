"""Families of one shape, of which a large table has thousands: the pedigree is built for the first,
and those after it are the same under other names.

Only what is certain to come out the same is taken over: each label means one relation and names
nobody, and nothing hangs on what was read of two samples (of one person, of two wives). What does
hang on the alleles, whether two relatives read the same, is asked of every family. All else is
built one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from repatria.kinship.family import Family
from repatria.kinship.pedigree import PedigreeProblem, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import (
    FamilyReading,
    FamilyReadings,
    build,
    sexes_to_try,
)
from repatria.kinship.relatives.family_draft import Partners
from repatria.kinship.relatives.family_members import Member, may_name, told
from repatria.kinship.relatives.family_notes import alike
from repatria.kinship.relatives.relations import Kind, Relation

# Stand-ins for codes: of a private sign that no label of the vocabulary needs, in order.
_SIGN = "\ue000"
_STAND_IN = re.compile(rf"{_SIGN}\w+{_SIGN}")
_MISSING = f"{_SIGN}missing{_SIGN}"
_KEPT = 4096


class RepeatedFamilies:
    """Builds as `build_family.build` does, with the same result, and remembers the shapes."""

    def __init__(self, partners: Partners = Partners.ONE) -> None:
        self.partners = partners
        self._patterns: dict[object, _Pattern | None] = {}

    def build(
        self, name: str, missing_sex: Sex, members: Sequence[Member], *, missing: str
    ) -> FamilyReadings:
        """The readings of a family. Raises `PedigreeProblem` as `build_family.build` does."""
        members = sorted(members, key=lambda member: member.sample)
        codes = [missing, *(member.sample for member in members)]
        if len(set(codes)) == len(codes) and all(map(_usual, codes)):
            pattern = self._pattern(missing_sex, members)
            if pattern is not None:
                return pattern.filled(name, missing, members)
        return build(name, missing_sex, members, missing=missing, partners=self.partners)

    def _pattern(self, missing_sex: Sex, members: Sequence[Member]) -> _Pattern | None:
        key = (
            missing_sex,
            *(
                (one.relation, one.sex, one.born, one.of, one.missing, one.profile is None)
                for one in members
            ),
        )
        if key not in self._patterns:
            if len(self._patterns) >= _KEPT:
                return None
            self._patterns[key] = _pattern(missing_sex, members, self.partners)
        return self._patterns[key]


@dataclass(frozen=True)
class _Pattern:
    """A family with stand-ins for codes. `holders` has the place among the members of each typed
    person's sample; `pairs` those of every two relatives who gave samples."""

    readings: FamilyReadings
    family: Family
    relations: Sequence[Relation | None]
    holders: Mapping[str, int]
    pairs: Sequence[tuple[int, int]]

    def filled(self, name: str, missing: str, members: Sequence[Member]) -> FamilyReadings:
        """With the codes and the profiles of a family."""
        codes = {_MISSING: missing}
        codes.update((_stand_in(at), one.sample) for at, one in enumerate(members))
        named = {person: _with(codes, person) for person in self.family.pedigree.ids}
        profiles = {
            named[person]: profile
            for person, at in self.holders.items()
            if (profile := members[at].profile) is not None
        }
        family = self.family.renamed(name, named, profiles)
        relations = {
            one.sample: relation
            for one, relation in zip(members, self.relations, strict=True)
            if relation is not None
        }
        notes = [_with(codes, note) for note in self.readings.notes]
        left_out = ((_with(codes, who), _with(codes, why)) for who, why in self.readings.left_out)
        return FamilyReadings(
            name,
            (FamilyReading(family, relations),),
            left_out=tuple(sorted(left_out)),
            notes=tuple(dict.fromkeys([*notes, *self._twice(members)])),
        )

    def _twice(self, members: Sequence[Member]) -> Iterator[str]:
        for one, other in ((members[at], members[beside]) for at, beside in self.pairs):
            if one.profile is not None and other.profile is not None:
                yield from alike(one.sample, one.profile, other.sample, other.profile)


def _pattern(missing_sex: Sex, members: Sequence[Member], partners: Partners) -> _Pattern | None:
    """What families like this one have in common; None where each must be built by itself."""
    for one in members:
        label = one.relation
        if one.of or not isinstance(label, str) or _SIGN in label or may_name(label):
            return None
    models = [
        Member(
            _stand_in(at),
            one.relation,
            one.sex,
            one.born,
            None if one.profile is None else Profile(_stand_in(at), {}),
            missing=one.missing,
        )
        for at, one in enumerate(members)
    ]
    try:
        found = told(models, _MISSING, missing_sex)
        made = build("", missing_sex, models, missing=_MISSING, partners=partners)
    except PedigreeProblem:
        return None
    family = made.settled
    settled = all(len(each.choices) == 1 for each in found.placed)
    wives = sum(each.choices[0].kind is Kind.PARTNER for each in found.placed)
    several = len(sexes_to_try(_MISSING, missing_sex, found.placed)) > 1
    if family is None or not settled or several or wives > 1 or found.direct:
        return None
    # Two samples that may be one person's were refused above, as nothing was read of either.
    place = {model.sample: at for at, model in enumerate(models)}
    typed = [place[each.sample] for each in found.placed if each.profile is not None]
    relations = made.readings[0].relations
    return _Pattern(
        made,
        family,
        [relations.get(model.sample) for model in models],
        {person: place[profile.sample] for person, profile in family.profiles.items()},
        list(combinations(typed, 2)),
    )


def _usual(code: str) -> bool:
    """Whether a code cannot be taken for the name of somebody without one: “father of S1”,
    “brother of S1 (2)”."""
    return " of " not in code and not code.endswith(")")


def _stand_in(at: int) -> str:
    return f"{_SIGN}{at:06}{_SIGN}"


def _with(codes: Mapping[str, str], text: str) -> str:
    """The text with codes for its stand-ins."""
    return codes.get(text) or _STAND_IN.sub(lambda found: codes[found[0]], text)
