"""A family while it is put together: persons are found or made as the paths of relatives need them.

Of each parent there is one, so that two paths over the same parent meet. A brother or a child on
the way to somebody is always somebody new: only a label “of” a person says that it is they.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from repatria.base.dates import PartialDate
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.family_node import (
    OTHER_SEX,
    Node,
    couple,
    name_of,
    names,
    needed,
    place_of,
    set_sex,
)
from repatria.kinship.relatives.profile_agreement import compared, merged
from repatria.kinship.relatives.relations import Relation, sex_of, steps_of


class Partners(StrEnum):
    """With how many partners a person has the children whose other parent nobody names.

    It holds for the missing person, for a parent with half siblings of his, for every relative.
    """

    ONE = "one partner"
    EACH = "a partner for each child"


class Draft:
    """The persons so far, with the missing one first. Raises `PedigreeProblem` where one person
    would need two sexes, two samples that differ, or a sex that is not known."""

    def __init__(
        self, missing: str, sex: Sex, born: PartialDate | None, partners: Partners
    ) -> None:
        self.partners = partners
        self.notes: list[str] = []
        self.nodes: list[Node] = []
        first = self._new(sex, None)
        first.samples, first.missing, first.born = [missing], True, born

    def reach(self, start: Node, relation: Relation, sex: Sex, profile: Profile | None) -> Node:
        """The person at the end of the path, found or made; `profile` tells two wives apart."""
        steps = steps_of(relation.path)
        at = start
        for step in steps[:-1]:
            at = self._step(at, step, sex_of(step))
        if steps[-1] in ("H", "W", "E"):
            return self._partner(at, steps[-1], sex, profile)
        return self._step(at, steps[-1], sex)

    def claim(
        self, node: Node, sample: str, sex: Sex, profile: Profile | None, born: PartialDate | None
    ) -> None:
        """Says whose sample a person's is. A second sample must agree with the first."""
        if node.missing:
            raise PedigreeProblem(f"{sample} would be {node.samples[0]}, who is missing", sample)
        set_sex(node, sex, sample)
        if node.samples:
            self._same(node, sample, profile)
        node.samples.append(sample)
        node.born = node.born or born
        node.profile = merged(node.profile, profile)

    def _same(self, node: Node, sample: str, profile: Profile | None) -> None:
        both = " and ".join(sorted([*node.samples, sample]))
        found = compared(node.profile, profile)
        role = f"the {place_of(node)}"
        if found.differing:
            raise PedigreeProblem(
                f"{both} would both be {role}, and differ at {', '.join(found.differing)}", sample
            )
        if node.profile is not None and profile is not None and not found.shared:
            raise PedigreeProblem(
                f"{both} would both be {role}, and have no marker in common to tell", sample
            )
        self.notes.append(f"{both} are taken as samples of one person, {role}")

    def _new(self, sex: Sex, origin: tuple[str, Node] | None) -> Node:
        node = Node(sex, origin)
        self.nodes.append(node)
        return node

    def _step(self, at: Node, step: str, sex: Sex) -> Node:
        if step in ("F", "M"):
            return self._parent(at, step)
        if step[-1] in ("S", "D", "C"):
            return self._child(at, step, sex)
        return self._sibling(at, step, sex)

    def _parent(self, of: Node, step: str) -> Node:
        found = of.father if step == "F" else of.mother
        if found is None:
            found = self._new(sex_of(step), (step, of))
            if step == "F":
                of.father = found
            else:
                of.mother = found
            if of.father is not None and of.mother is not None:
                couple(of.father, of.mother)
        return found

    def _sibling(self, of: Node, step: str, sex: Sex) -> Node:
        made = self._new(sex, (step, of))
        if step[0] == "p":
            made.father = self._parent(of, "F")
            made.mother = self._other_partner(made.father, of.mother)
        elif step[0] == "m":
            made.mother = self._parent(of, "M")
            made.father = self._other_partner(made.mother, of.father)
        else:
            made.father, made.mother = self._parent(of, "F"), self._parent(of, "M")
        return made

    def _other_partner(self, parent: Node, beside: Node | None) -> Node:
        """Whoever has the half siblings of a parent's child, and is not that child's own."""
        if parent.other_partner in (None, beside) or self.partners is Partners.EACH:
            parent.other_partner = self._new(OTHER_SEX[parent.sex], ("E", parent))
        return parent.other_partner

    def _child(self, of: Node, step: str, sex: Sex) -> Node:
        if of.sex is Sex.UNKNOWN:
            who = name_of(of)
            raise PedigreeProblem(f"the sex of {who}, a parent of others, is not given", who)
        mate = self._mate(of)
        if mate.sex is of.sex:
            raise PedigreeProblem(f"{name_of(of)} and {name_of(mate)}, of one sex, have a child")
        made = self._new(sex, (step, of))
        set_sex(mate, OTHER_SEX[of.sex], name_of(mate))
        made.father, made.mother = (of, mate) if of.sex is Sex.MALE else (mate, of)
        return made

    def _mate(self, of: Node) -> Node:
        known = [child for child in self.nodes if of in (child.father, child.mother)]
        if self.partners is Partners.EACH and not of.listed_partner:
            return self._new(OTHER_SEX[of.sex], ("E", of))
        if len(of.partners) > 1:
            told = " or ".join(sorted(name_of(each) for each in of.partners))
            raise PedigreeProblem(
                f"{name_of(of)} has several partners: write whose child it is (“son of …”), {told}",
                name_of(of),
            )
        if not of.partners and known:
            # A parent whom only one child has led to: the other parent of that child.
            return self._parent(known[0], "M" if of.sex is Sex.MALE else "F")
        if not of.partners:
            couple(of, self._new(OTHER_SEX[of.sex], ("E", of)))
        return of.partners[0]

    def _partner(self, of: Node, step: str, sex: Sex, profile: Profile | None) -> Node:
        wanted = sex if sex is not Sex.UNKNOWN else OTHER_SEX[of.sex]
        set_sex(of, OTHER_SEX[wanted], name_of(of))
        for each in of.partners:
            if not each.samples or compared(each.profile, profile).same:
                each.listed_partner = True
                return each
        made = self._new(wanted, (step, of))
        made.listed_partner = True
        couple(of, made)
        return made

    def finished(self) -> tuple[Pedigree, Mapping[str, Profile], tuple[str, ...]]:
        """The pedigree of those who are needed, the profiles by person, the missing persons.

        Nobody is needed who has no sample and links nobody: no children, or one child and no
        parents.
        """
        kept = needed(self.nodes)
        named = names(self.nodes)
        pedigree = Pedigree(
            tuple(
                Person(
                    named[node],
                    node.sex,
                    named[node.father] if node.father in kept else None,
                    named[node.mother] if node.mother in kept else None,
                    node.born,
                )
                for node in self.nodes
                if node in kept
            )
        )
        profiles = {named[node]: node.profile for node in self.nodes if node.profile is not None}
        missing = tuple(named[node] for node in self.nodes if node.missing)
        return pedigree, MappingProxyType(profiles), missing
