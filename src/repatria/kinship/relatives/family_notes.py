"""What is assumed of relatives beside what their labels say, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from repatria.kinship.profile import Profile
from repatria.kinship.relatives.family_draft import Partners
from repatria.kinship.relatives.family_members import Placed
from repatria.kinship.relatives.profile_agreement import agreeing_markers
from repatria.kinship.relatives.relations import Kind, Relation

# Pairs of steps that can lead to one person, a sex that is not said being either.
_MAY_BE_ONE = ({"B", "G"}, {"Z", "G"}, {"S", "C"}, {"D", "C"})
_TWICE_MARKERS = 10


def assumed(
    placed: Sequence[Placed], chosen: Mapping[str, Relation], partners: Partners
) -> Iterable[str]:
    """Notes on the pairs of relatives whose labels do not tell how they are related themselves."""
    for pair in combinations(sorted(placed, key=lambda each: each.sample), 2):
        one, other = pair
        if one.of == other.of:
            first, second = chosen[one.sample], chosen[other.sample]
            yield from _between(one.sample, first, other.sample, second, partners)


def twice(placed: Sequence[Placed]) -> Iterable[str]:
    """Notes on two relatives who read the same and are not told as one person."""
    for one, other in combinations(sorted(placed, key=lambda each: each.sample), 2):
        if one.profile is not None and other.profile is not None and not one.same_place(other):
            yield from alike(one.sample, one.profile, other.sample, other.profile)


def alike(one: str, profile: Profile, other: str, held: Profile) -> Iterable[str]:
    """The note on two samples, where they agree at many markers and differ at none."""
    shared = agreeing_markers(profile, held)
    if shared >= _TWICE_MARKERS:
        yield (
            f"{one} and {other} agree at all {shared} markers: are they one person, or identical "
            "twins?"
        )


def _between(
    one: str, first: Relation, other: str, second: Relation, partners: Partners
) -> Iterable[str]:
    if Kind.PARTNER in (first.kind, second.kind):
        yield from _with_partner(one, first, other, second, partners)
        return
    branch, beside = _branch(first), _branch(second)
    if not branch or not beside or branch[:-1] != beside[:-1]:
        return
    last, at = branch[-1], beside[-1]
    if len(first.steps) > len(branch) or len(second.steps) > len(branch):
        if last == at or (last[:-1] == at[:-1] and {last[-1], at[-1]} in _MAY_BE_ONE):
            yield (
                f"{one} and {other} are not taken as parent and child, nor as children of one "
                f"parent; if they are, write so (“son of {one}”, “full sister of {one}”)"
            )
    elif (last[-1] in "SDC" and at[-1] in "SDC") or (last[0] == at[0] and last[0] in "pm"):
        told = "one other parent" if partners is Partners.ONE else "two other parents"
        yield f"{one} and {other} are taken as children of {told}"


def _with_partner(
    one: str, first: Relation, other: str, second: Relation, partners: Partners
) -> Iterable[str]:
    partner, child, relation = (one, other, second)
    if second.kind is Kind.PARTNER:
        partner, child, relation = (other, one, first)
    if relation.path[0] in "SDC" and len(relation.steps) == 1:
        told = "" if partners is Partners.ONE else "not "
        yield f"{child} is {told}taken as a child of {partner}"


def _branch(relation: Relation) -> tuple[str, ...]:
    """The way to the first person on it of whom there can be several."""
    steps = relation.steps
    place = next((at for at, step in enumerate(steps) if step[-1] not in "FM"), -1)
    return steps[: place + 1]
