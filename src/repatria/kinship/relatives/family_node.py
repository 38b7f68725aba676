"""One person of a family that is being put together, and what is said of such persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repatria.base.dates import PartialDate
from repatria.kinship.pedigree import PedigreeProblem, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.relations import STEP_WORDS

OTHER_SEX = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE, Sex.UNKNOWN: Sex.UNKNOWN}


@dataclass(eq=False, slots=True)
class Node:
    """One person of the draft. `samples` are those of the person, in order; `origin` is the step
    that made a person without any, and from whom."""

    sex: Sex
    origin: tuple[str, Node] | None
    father: Node | None = None
    mother: Node | None = None
    samples: list[str] = field(default_factory=list)
    profile: Profile | None = None
    born: PartialDate | None = None
    missing: bool = False
    listed_partner: bool = False
    partners: list[Node] = field(default_factory=list)
    other_partner: Node | None = None
    """Whose children are the half siblings that meet in this person."""


def couple(one: Node, other: Node) -> None:
    """Makes partners of two."""
    if other not in one.partners:
        one.partners.append(other)
        other.partners.append(one)


def name_of(node: Node) -> str:
    """Their own sample, else their place: “father of S1”."""
    return min(node.samples) if node.samples else place_of(node)


def names(nodes: Sequence[Node]) -> Mapping[Node, str]:
    """Two brothers without a sample are told apart by a number."""
    names: dict[Node, str] = {}
    for node in sorted(nodes, key=lambda node: not node.samples):
        name, number = name_of(node), 2
        while name in names.values():
            name, number = f"{name_of(node)} ({number})", number + 1
        names[node] = name
    return names


def place_of(node: Node) -> str:
    """What they are to whom they were made for."""
    assert node.origin is not None
    step, of = node.origin
    return f"{STEP_WORDS[step]} of {name_of(of)}"


def set_sex(node: Node, sex: Sex, who: str) -> None:
    """Raises `PedigreeProblem` where they have the other sex already."""
    if sex is Sex.UNKNOWN:
        return
    if node.sex not in (Sex.UNKNOWN, sex):
        raise PedigreeProblem(f"{who} would be {sex.value}, and is {node.sex.value}", who)
    node.sex = sex


def needed(nodes: Sequence[Node]) -> frozenset[Node]:
    """Those who have a sample, are missing, or link others.

    Nobody is needed without a child, nor with one child and no parents.
    """
    kept = set(nodes)
    while True:
        idle = {
            node for node in kept if not node.missing and not node.profile and _idle(node, kept)
        }
        if not idle:
            return frozenset(kept)
        kept -= idle


def _idle(node: Node, kept: set[Node]) -> bool:
    children = sum(node in (each.father, each.mother) for each in kept)
    founder = node.father not in kept and node.mother not in kept
    return children == 0 or (founder and children == 1)
