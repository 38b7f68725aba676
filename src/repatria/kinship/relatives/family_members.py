"""The members of a family as they are told, and what their labels make of them: somebody to place
in the pedigree, a direct reference to the missing person, or neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from repatria.base.dates import PartialDate
from repatria.base.errors import ValueProblem
from repatria.kinship.pedigree import PedigreeProblem, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.profile_agreement import compared
from repatria.kinship.relatives.relation_words import LabelRead, read_label
from repatria.kinship.relatives.relations import Kind, Relation

_OF = r"(?:of|to|від|от|до)"
_TELLS_FROM = re.compile(rf"(?:^|\W){_OF}\s|[(\[]", re.IGNORECASE)


@dataclass(frozen=True)
class Member:
    """One who stands beside a missing person, as a table tells it.

    `relation` is a label in words or a relation. It is told from the missing person, or from the
    member or missing person that `of` names; a label may name them itself: “son of S3”, “mother
    (M2)”. `profile` is None for somebody who gave no sample. `missing` tells a second missing
    person of the family.
    """

    sample: str
    relation: str | Relation
    sex: Sex = Sex.UNKNOWN
    born: PartialDate | None = None
    profile: Profile | None = field(default=None, repr=False)
    of: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Direct:
    """A reference of a missing person's own genotype; `twin` where it is an identical twin's.

    Of what the missing person left behind a single allele may have lost the other."""

    missing: str
    sample: str
    profile: Profile = field(repr=False)
    twin: bool = False


@dataclass(frozen=True)
class Placed:
    """A member who belongs in the pedigree, with every relation that the label can mean."""

    sample: str
    label: str
    choices: tuple[Relation, ...]
    sex: Sex
    profile: Profile | None
    born: PartialDate | None
    of: str
    missing: bool

    def same_place(self, other: Placed) -> bool:
        """Whether the labels can mean the same one person, so that samples may agree."""
        held = set(self.choices) & set(other.choices)
        one_only = (each.lineal or each.kind is Kind.PARTNER for each in held)
        return self.of == other.of and any(one_only)


@dataclass(frozen=True)
class Told:
    """The members of a family by what becomes of them."""

    placed: tuple[Placed, ...]
    direct: tuple[Direct, ...]
    left_out: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def told(members: Sequence[Member], missing: str, missing_sex: Sex) -> Told:
    """What becomes of each member. Raises `PedigreeProblem`, which names the sample."""
    members = sorted(members, key=lambda member: member.sample)
    ids = [missing, *(member.sample for member in members)]
    if len(set(ids)) != len(ids):
        twice = next(each for each in ids if ids.count(each) > 1)
        raise PedigreeProblem(f"sample {twice} stands twice", twice)
    placed: list[Placed] = []
    direct: list[Direct] = []
    left_out: list[tuple[str, str]] = []
    notes: list[str] = []
    reads = [_read(member, missing, ids) for member in members]
    sexes = {missing: missing_sex, **{one.sample: one.sex for one, _ in reads if one.missing}}
    for one, label_notes in reads:
        notes += (f"{one.sample} (“{one.label}”): {note}" for note in label_notes)
        kind = one.choices[0].kind
        if kind is Kind.UNRELATED:
            left_out.append((one.sample, f"“{one.label}” is no relative by blood"))
        elif kind in (Kind.RELATIVE, Kind.PARTNER):
            placed.append(one)
        elif one.profile is None:
            left_out.append((one.sample, f"“{one.label}” has no alleles"))
        else:
            twin = kind is Kind.TWIN
            profile = one.profile if twin else one.profile.left_behind
            direct.append(Direct(one.of, one.sample, profile, twin))
            _check_direct(one, direct, sexes)
    _check_anchors(placed, {missing})
    return Told(tuple(placed), tuple(direct), tuple(left_out), tuple(notes))


def _read(member: Member, missing: str, ids: Collection[str]) -> tuple[Placed, tuple[str, ...]]:
    sample = member.sample
    if isinstance(member.relation, Relation):
        label, of = str(member.relation), member.of
        read = LabelRead(label, (member.relation,), member.missing)
    else:
        others = [each for each in ids if each != sample]
        try:
            label, of = without_reference(member.relation, others)
            read = read_label(label)
        except ValueProblem as problem:
            raise PedigreeProblem(f"sample {sample}: {problem}", sample) from None
        of = of or member.of
    gone = member.missing or read.missing
    if not read.relations:
        raise PedigreeProblem(
            f"sample {sample}: a second missing person needs a relation to {missing} "
            "(“missing brother”)",
            sample,
        )
    if gone and member.profile is not None:
        raise PedigreeProblem(
            f"sample {sample}: {label} is missing and has alleles; a reference of the missing "
            f"person's own is “self of {sample}”, in a row of its own",
            sample,
        )
    fitting = tuple(each for each in read.relations if _fits(each.sex, member.sex))
    if not fitting:
        raise PedigreeProblem(f"sample {sample} is “{label}” and {member.sex.value}", sample)
    stated = {each.sex for each in fitting}
    sex = member.sex if len(stated) > 1 or member.sex is not Sex.UNKNOWN else stated.pop()
    one = Placed(sample, label, fitting, sex, member.profile, member.born, of or missing, gone)
    return one, read.notes


def _fits(one: Sex, other: Sex) -> bool:
    return Sex.UNKNOWN in (one, other) or one is other


def may_name(label: str) -> bool:
    """Whether a label can hold the code of a sample that it is told from."""
    return _TELLS_FROM.search(label) is not None


def without_reference(label: str, ids: Sequence[str]) -> tuple[str, str]:
    """The label without the code that it is told from, and that code; "" where there is none.

    A number alone in brackets may count brothers as well as name a sample: it is asked about.
    """
    if not may_name(label):
        return label, ""
    for each in sorted(ids, key=len, reverse=True):
        # To make a pattern of a code takes long; most codes have a figure that no label has.
        if not {sign for sign in each if sign.isdecimal()}.issubset(label):
            continue
        code = re.escape(each)
        found = re.search(rf"(?:^|\W){_OF}\s+{code}[\s)\].]*$", label, re.IGNORECASE)
        if found is None:
            found = re.search(rf"[(\[]\s*(?:{_OF}\s+)?{code}\s*[)\]][\s.]*$", label, re.IGNORECASE)
            if found is not None and each.isdecimal():
                raise ValueProblem(f"“{label}”: write “of {each}” if sample {each} is meant")
        if found is not None and found.start() > 0:
            return label[: found.start()].strip(), each
    return label, ""


def _check_direct(one: Placed, direct: Sequence[Direct], sexes: Mapping[str, Sex]) -> None:
    """A direct reference is of somebody missing, of their sex, and of one genotype with others."""
    sample = one.sample
    sex = sexes.get(one.of)
    if sex is None:
        raise PedigreeProblem(f"sample {sample}: {one.of} is not missing", sample)
    if not _fits(sex, one.sex):
        raise PedigreeProblem(
            f"sample {sample} (“{one.label}”) is {one.sex.value}, and {one.of} is {sex.value}",
            sample,
        )
    for other in direct[:-1]:
        found = compared(other.profile, one.profile)
        if other.missing == one.of and found.differing:
            raise PedigreeProblem(
                f"{other.sample} and {sample} are both direct references of {one.of}, and differ "
                f"at {', '.join(found.differing)}",
                sample,
            )


def _check_anchors(placed: Sequence[Placed], missing: Collection[str]) -> None:
    there = {each.sample for each in placed} | set(missing)
    for each in placed:
        if each.of not in there:
            raise PedigreeProblem(
                f"sample {each.sample} is told from {each.of}, who is not in the pedigree",
                each.sample,
            )
