"""Families of one shape come out as if each were built by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import FamilyReadings, Member, Partners, build
from repatria.kinship.relatives.profile_agreement import agreeing_markers, compared
from repatria.kinship.relatives.relations import Relation
from repatria.kinship.relatives.repeated_families import RepeatedFamilies

MARKERS = tuple(f"D{number}S{number}" for number in range(1, 12))
LABELS = (
    "mother", "father", "full brother", "full sister", "brother 2", "paternal half brother", "wife",
    "husband", "son", "daughter", "uncle", "paternal uncle", "maternal aunt", "nephew",
    "mother-in-law", "paternal grandmother", "self", "missing brother", "missing sister",
    "son of B", "sister (A)", "no such word",
)  # fmt: skip
CODES = ("A", "B", "C", "D", "father of A", "brother of A (2)", "x)")
# Few readings, so that two relatives often read the same, and some samples none at all.
READ = st.none() | st.lists(st.sampled_from([("6", "7"), ("6", "6"), ("6", "7", "8")]), max_size=11)


def profile(sample: str, read: list[tuple[str, ...]] | None) -> Profile | None:
    return None if read is None else Profile.of(sample, dict(zip(MARKERS, read, strict=False)))


def built(how: object, *given_: object, **options: object) -> FamilyReadings | tuple[str, str]:
    try:
        return how(*given_, **options)  # type: ignore[operator,no-any-return]
    except PedigreeProblem as problem:
        return str(problem), problem.person


KIN = st.lists(
    st.tuples(
        st.sampled_from(LABELS),
        st.sampled_from([Sex.UNKNOWN, Sex.UNKNOWN, Sex.MALE, Sex.FEMALE]),
        READ,
        READ,
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=400, deadline=None)
@given(
    KIN,
    st.sampled_from(Sex),
    st.sampled_from(Partners),
    st.lists(st.sampled_from(CODES), min_size=5, max_size=5),
    st.sampled_from(["M", "missing person", "A", "father of A"]),
)
def test_the_second_family_is_as_if_it_were_the_first(
    kin: list[tuple[str, Sex, list[tuple[str, ...]] | None, list[tuple[str, ...]] | None]],
    sex: Sex,
    partners: Partners,
    codes: list[str],
    missing: str,
) -> None:
    repeated = RepeatedFamilies(partners)
    first = [
        Member(f"P{at}", label, member_sex, profile=profile(f"P{at}", read))
        for at, (label, member_sex, read, _) in enumerate(kin)
    ]
    second = [
        # Whether a sample was typed belongs to the shape.
        Member(code, label, member_sex, profile=profile(code, again if read is not None else None))
        for code, (label, member_sex, read, again) in zip(codes, kin, strict=False)
    ]
    for name, members, who in (("one", first, "M"), ("two", second, missing)):
        expected = built(build, name, sex, members, missing=who, partners=partners)
        found = built(repeated.build, name, sex, members, missing=who)
        assert found == expected
        assert repr(found) == repr(expected)
        if isinstance(found, FamilyReadings) and isinstance(expected, FamilyReadings):
            pairs = list(zip(found.readings, expected.readings, strict=True))
            for one, other in pairs:
                assert list(one.family.profiles) == list(other.family.profiles)
                assert list(one.relations.items()) == list(other.relations.items())
                # What was not checked again holds all the same.
                Pedigree(one.family.pedigree.persons)


ONE, OTHER = [("6", "7")] * 11, [("8", "9")] * 11
# What hangs on more than the labels: the codes of the second family, and what is read in it.
DELICATE = {
    "two wives, who may be one": (["wife", "wife", "mother"], ["A", "B", "C"], [ONE] * 3),
    "two grandmothers, who may be one": (
        ["grandmother", "paternal grandmother"], ["A", "B"], [ONE, ONE],
    ),
    "a reference of his own": (["self", "mother"], ["A", "B"], [ONE, OTHER]),
    "two who read the same": (["full brother", "mother"], ["A", "B"], [ONE, ONE]),
    "two of one person": (["mother", "mother"], ["A", "B"], [ONE, ONE]),
    "a code like a name": (["full brother"], ["father of M"], [ONE]),
    "a code like a numbered name": (
        ["father", "mother", *["father's brother's son"] * 2, *["mother's brother's son"] * 2],
        ["X", "X (2)", "A", "B", "C", "D"], [ONE, OTHER] * 3,
    ),
    "a number like a code": (["mother (1)", "full brother"], ["A", "1"], [ONE, OTHER]),
    "a label like a stand-in": (["\ue000brother\ue000"], ["A"], [ONE]),
    "a code that is empty": (["full brother"], [""], [ONE]),
    "the code of the missing": (["full brother"], ["M"], [ONE]),
    "a code that stands twice": (["full brother", "mother"], ["A", "A"], [ONE, OTHER]),
    "other order of codes": (["father", "full brother", "mother"], ["C", "A", "B"], [ONE] * 3),
}  # fmt: skip


@pytest.mark.parametrize("case", DELICATE)
def test_what_hangs_on_more_than_the_labels(case: str) -> None:
    labels, codes, reads = DELICATE[case]
    repeated = RepeatedFamilies()
    first = [(f"P{at}", [ONE, OTHER][at % 2]) for at in range(len(labels))]
    for told in (first, list(zip(codes, reads, strict=True))):
        members = [
            Member(code, label, profile=profile(code, read))
            for label, (code, read) in zip(labels, told, strict=True)
        ]
        expected = built(build, "A", Sex.MALE, members, missing="M")
        found = built(repeated.build, "A", Sex.MALE, members, missing="M")
        assert (found, repr(found)) == (expected, repr(expected))


def test_a_shape_is_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    repeated = RepeatedFamilies()

    def mother_and_brother(code: str) -> FamilyReadings:
        members = [
            Member(f"{code}1", "mother", profile=profile(f"{code}1", [("6", "7")])),
            Member(f"{code}2", "full brother", profile=profile(f"{code}2", [("6", "6")])),
        ]
        return repeated.build(code, Sex.MALE, members, missing=f"{code}M")

    assert mother_and_brother("F").settled is not None

    def again(*_: object, **__: object) -> FamilyReadings:
        raise AssertionError("built again")

    monkeypatch.setattr("repatria.kinship.relatives.repeated_families.build", again)
    family = mother_and_brother("G").settled
    assert family is not None
    assert family.missing == ("GM",)
    assert {person: each.sample for person, each in family.profiles.items()} == {
        "G1": "G1",
        "G2": "G2",
    }
    assert family.pedigree.by_id["G2"].father == "father of GM"


@pytest.mark.parametrize("label", ["mother", Relation("M")])
def test_a_birth_belongs_to_the_shape(label: str | Relation) -> None:
    repeated = RepeatedFamilies()
    for code, born in (("F", "1950"), ("G", "1970"), ("H", "1970")):
        member = Member(code, label, born=partial_date(born), profile=profile(code, [("6", "7")]))
        family = repeated.build(code, Sex.MALE, [member], missing="M").settled
        assert family is not None
        assert family.pedigree.by_id[code].born == partial_date(born)


def test_new_names_are_checked() -> None:
    trio = Pedigree.of(Person("F"), Person("M"), Person("C", father="F", mother="M"))
    assert trio.renamed({"F": "X"}) == Pedigree.of(
        Person("X"), Person("M"), Person("C", father="X", mother="M")
    )
    with pytest.raises(PedigreeProblem, match="M stands twice"):
        trio.renamed({"F": "M"})
    with pytest.raises(PedigreeProblem, match="no name"):
        trio.renamed({"F": ""})


@given(st.lists(READ, min_size=2, max_size=2))
def test_agreeing_markers_are_those_of_a_whole_comparison(
    read: list[list[tuple[str, ...]] | None],
) -> None:
    one, other = (profile("A", each or []) for each in read)
    assert one is not None
    assert other is not None
    found = compared(one, other)
    assert agreeing_markers(one, other) == (found.shared if found.same else 0)
