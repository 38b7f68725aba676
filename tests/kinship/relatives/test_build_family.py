"""Families built from labels: who is merged, what is asked, what cannot be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.kinship.pedigree import PedigreeProblem, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import FamilyReadings, Member, Partners, build
from repatria.kinship.relatives.coefficients import kinship
from repatria.kinship.relatives.profile_agreement import compared, merged
from repatria.kinship.relatives.relations import Kind, Relation

MP = "missing person"
PHI = {
    "mother": 1 / 4, "father": 1 / 4, "full brother": 1 / 4, "full sister": 1 / 4, "son": 1 / 4,
    "daughter": 1 / 4, "paternal half brother": 1 / 8, "maternal half sister": 1 / 8,
    "paternal uncle": 1 / 8, "uncle": 1 / 8, "aunt": 1 / 8, "nephew": 1 / 8, "grandmother": 1 / 8,
    "maternal grandfather": 1 / 8, "grandson": 1 / 8, "paternal cousin": 1 / 16,
    "half uncle": 1 / 16, "great uncle": 1 / 16, "great grandmother": 1 / 16, "wife": 0.0,
}  # fmt: skip


def typed(sample: str, number: int = 6, markers: int = 1) -> Profile:
    names = (
        "TH01",
        "FGA",
        "vWA",
        "TPOX",
        "D7S820",
        "D8S1179",
        "D18S51",
        "D21S11",
        "CSF1PO",
        "SE33",
    )
    return Profile.of(sample, {name: (str(number), str(number + 1)) for name in names[:markers]})


def family(*labels: str, sex: Sex = Sex.MALE, **settings: object) -> FamilyReadings:
    members = [
        Member(f"S{n}", label, profile=typed(f"S{n}", n)) for n, label in enumerate(labels, 1)
    ]
    return build("A", sex, members, **settings)  # type: ignore[arg-type]


def fault(*labels: str, sex: Sex = Sex.MALE, **settings: object) -> tuple[str, str]:
    with pytest.raises(PedigreeProblem) as raised:
        family(*labels, sex=sex, **settings)
    return str(raised.value), raised.value.person


def phi(built: FamilyReadings, one: str, other: str) -> float:
    assert built.settled is not None
    return kinship(built.settled.pedigree, one, other)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(PHI)), min_size=1, max_size=4), st.sampled_from(Partners))
def test_everybody_is_as_related_to_the_missing_as_the_label_says(
    labels: list[str], partners: Partners
) -> None:
    try:
        built = family(*labels, partners=partners)
    except PedigreeProblem:
        return
    assert built.readings
    for reading in built.readings:
        for number, label in enumerate(labels, 1):
            if f"S{number}" in reading.family.profiles:
                found = kinship(reading.family.pedigree, MP, f"S{number}")
                assert found == PHI[label], (labels, label)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(PHI), "son of S1", "brother (S1)", "razor", "stepfather"]),
             min_size=1, max_size=5),
    st.randoms(use_true_random=False),
    st.sampled_from(Sex),
)  # fmt: skip
def test_the_order_of_the_members_changes_nothing(labels: list[str], random, sex: Sex) -> None:
    members = [Member(f"S{n}", each, profile=typed(f"S{n}", n)) for n, each in enumerate(labels, 1)]
    shuffled = random.sample(members, len(members))
    results: list[object] = []
    for order in (members, shuffled):
        try:
            results.append(build("A", sex, order))
        except PedigreeProblem as problem:
            results.append((str(problem), problem.person))
    assert results[0] == results[1]


def test_only_who_is_needed_is_in_the_pedigree() -> None:
    built = family("mother", "paternal uncle")
    assert built.settled is not None
    assert set(built.settled.pedigree.ids) == {
        MP, "S1", "S2", "father of missing person", "father of father of missing person",
        "mother of father of missing person",
    }  # fmt: skip
    nephew = family("brother's son")
    assert nephew.settled is not None
    assert set(nephew.settled.pedigree.ids) == {
        MP,
        "S1",
        "father of missing person",
        "mother of missing person",
        "brother of missing person",
    }
    assert family("mother").settled.pedigree.ids == (MP, "S1")  # type: ignore[union-attr]


def test_an_open_line_is_asked_and_tried_both_ways() -> None:
    built = family("mother", "uncle")
    assert built.settled is None
    assert [str(each) for each in built.open] == [
        "uncle (sample S2): father's brother or mother's brother?"
    ]
    assert [reading.relations["S2"].path for reading in built.readings] == ["FB", "MB"]
    assert [kinship(each.family.pedigree, "S1", "S2") for each in built.readings] == [0, 1 / 4]


def test_a_line_that_others_settle_is_not_open() -> None:
    built = family("grandmother", "maternal grandmother")
    assert built.open == ()
    assert built.settled is not None
    assert "1 of 2 readings can be" in built.notes[-1]
    assert phi(built, "S1", "S2") == 0


def test_the_sex_of_the_member_settles_a_parent() -> None:
    built = build("A", Sex.MALE, [Member("S1", "parent", Sex.FEMALE, profile=typed("S1"))])
    assert built.settled is not None
    assert built.settled.pedigree.by_id[MP].mother == "S1"


def test_too_many_readings_are_asked_about() -> None:
    message, _ = fault("cousin", "cousin", "cousin", "uncle")
    assert "128 ways" in message
    assert "cousin (sample S1)" in message
    assert len(family("cousin", "cousin", "cousin").readings) == 64


def test_children_are_of_one_partner_unless_said_otherwise() -> None:
    built = family("son", "daughter")
    assert phi(built, "S1", "S2") == 1 / 4
    assert "S1 and S2 are taken as children of one other parent" in built.notes
    each = family("son", "daughter", partners=Partners.EACH)
    assert phi(each, "S1", "S2") == 1 / 8
    assert "S1 and S2 are taken as children of two other parents" in each.notes


def test_half_siblings_of_one_side_are_taken_alike() -> None:
    assert phi(family("paternal half brother", "paternal half sister"), "S1", "S2") == 1 / 4
    both = ("paternal half brother", "paternal half sister")
    assert phi(family(*both, partners=Partners.EACH), "S1", "S2") == 1 / 8
    assert phi(family("mother", "paternal half brother", "maternal half sister"), "S2", "S3") == 0
    again = family("paternal half brother", "paternal half brother of S1")
    assert phi(again, "S1", "S2") == 1 / 8


def test_a_listed_wife_is_the_mother_of_the_children() -> None:
    built = family("wife", "son")
    assert phi(built, "S1", "S2") == 1 / 4
    assert "S2 is taken as a child of S1" in built.notes
    other = family("wife", "son", "son of S1", partners=Partners.EACH)
    assert phi(other, "S1", "S2") == 0
    assert phi(other, "S1", "S3") == 1 / 4


def test_of_two_wives_the_child_must_say_whose_it_is() -> None:
    message, person = fault("wife", "second wife", "son")
    assert "several partners" in message
    assert person == "S3"
    assert fault("son", "wife", "second wife")[1] == "S1"
    built = family("wife", "second wife", "son of S1", "daughter (S2)")
    assert phi(built, "S3", "S4") == 1 / 8
    assert phi(built, "S1", "S3") == phi(built, "S2", "S4") == phi(built, MP, "S4") == 1 / 4


def test_a_wife_without_children_tells_nothing() -> None:
    built = family("wife", "mother")
    assert built.left_out == (("S1", "no child links them to the missing"),)
    assert "S1" not in built.settled.pedigree.ids  # type: ignore[union-attr]
    assert "nothing links" in fault("wife")[0]
    assert "would be male" in fault("wife", "son", sex=Sex.FEMALE)[0]


def test_an_uncle_and_a_cousin_are_not_father_and_child_unless_said() -> None:
    built = family("paternal uncle", "paternal uncle's son")
    assert phi(built, "S1", "S2") == 1 / 8
    assert any("not taken as parent and child" in note for note in built.notes)
    said = family("paternal uncle", "son of S1", "full sister of S2")
    assert phi(said, "S1", "S2") == phi(said, "S2", "S3") == 1 / 4
    assert phi(said, MP, "S2") == 1 / 16
    assert not any("not taken" in note for note in said.notes)


def test_a_parent_told_from_a_sibling_is_the_same_parent() -> None:
    built = family("full sister", "mother of S1", "wife of S4", "full brother")
    assert phi(built, MP, "S2") == 1 / 4
    message, person = fault("mother", "full sister", "mother (S2)")
    assert "differ at TH01" in message
    assert person == "S3"


def test_two_samples_of_one_person_must_agree() -> None:
    message, person = fault("mother", "mother")
    assert message == "S1 and S2 would both be the mother of missing person, and differ at TH01"
    assert person == "S2"
    members = [
        Member("S1", "mother", profile=typed("S1", 6, 2)),
        Member("S2", "мати", profile=typed("S2", 6, 3)),
    ]
    built = build("A", Sex.MALE, members)
    assert built.settled is not None
    assert built.settled.profiles["S1"].sample == "S1 + S2"
    assert set(built.settled.profiles["S1"].observations) == {"TH01", "FGA", "vWA"}
    assert "S1 and S2 are taken as samples of one person" in built.notes[0]
    apart = Member("S2", "mother", profile=Profile.of("S2", {"SE33": ("17", "18")}))
    with pytest.raises(PedigreeProblem, match="no marker in common"):
        build("A", Sex.MALE, [members[0], apart])


def test_two_who_agree_everywhere_are_noticed() -> None:
    members = [Member(f"S{n}", "full brother", profile=typed(f"S{n}", 6, 10)) for n in (1, 2)]
    assert "agree at all 10 markers" in build("A", Sex.MALE, members).notes[0]
    mothers = [Member(f"S{n}", "mother", profile=typed(f"S{n}", 6, 10)) for n in (1, 2)]
    assert not any("agree at all" in note for note in build("A", Sex.MALE, mothers).notes)


@pytest.mark.parametrize(
    ("labels", "why", "person"),
    [
        (("mother", "neighbour's cat"), "no relationship", "S2"),
        (("twin brother",), "identical", "S1"),
        (("mother", "son of S9"), "vocabulary", "S2"),
        (("mother", "brother of S3", "stepfather"), "not in the pedigree", "S2"),
        (("brother of S2", "brother of S1"), "in turn", "S1"),
        (("stepfather", "godmother"), "nobody who gave a sample", ""),
        (("self of S2", "mother"), "S2 is not missing", "S1"),
        (("toothbrush", "razor"), "both direct references", "S2"),
        (("identical twin sister",), "is female, and missing person is male", "S1"),
        (("missing brother", "mother"), "is missing and has alleles", "S1"),
        (("missing person", "mother"), "needs a relation", "S1"),
    ],
)
def test_what_cannot_be_names_the_sample(labels: Sequence[str], why: str, person: str) -> None:
    message, named = fault(*labels)
    assert why in message
    assert named == person


def test_a_person_of_two_sexes_and_a_child_older_than_its_mother() -> None:
    sister = Member("S1", "sister", Sex.MALE, profile=typed("S1"))
    with pytest.raises(PedigreeProblem, match="“sister” and male"):
        build("A", Sex.MALE, [sister])
    mother = Member("S1", "mother", born=partial_date("1990"), profile=typed("S1"))
    with pytest.raises(PedigreeProblem, match="older than"):
        build("A", Sex.MALE, [mother], born=partial_date("1980"))
    with pytest.raises(PedigreeProblem, match="stands twice"):
        build("A", Sex.MALE, [mother, mother])


def test_a_number_in_brackets_is_asked_about_where_it_could_be_a_sample() -> None:
    members = [
        Member("1", "mother", profile=typed("1")),
        Member("2", "son (1)", profile=typed("2")),
    ]
    with pytest.raises(PedigreeProblem, match="of 1"):
        build("A", Sex.MALE, members)
    assert build("A", Sex.MALE, [members[0], Member("2", "son 1", profile=typed("2"))]).readings


def test_direct_references_stand_beside_the_pedigree() -> None:
    built = family("toothbrush", "mother")
    assert [(each.sample, each.twin) for each in built.direct] == [("S1", False)]
    assert built.settled is not None
    assert tuple(built.settled.profiles) == ("S2",)
    alone = family("identical twin")
    assert [(each.sample, each.twin) for each in alone.direct] == [("S1", True)]
    assert alone.readings == ()
    beside = family("toothbrush", "wife")
    assert beside.readings == ()
    assert beside.left_out == (("S2", "no child links them to the missing"),)


def test_an_unknown_sex_of_the_missing_is_open_where_there_are_children() -> None:
    built = family("son", sex=Sex.UNKNOWN)
    assert [str(each) for each in built.open] == [
        "sex of the missing person (sample missing person): male or female?"
    ]
    assert len(built.readings) == 2
    assert family("mother", sex=Sex.UNKNOWN).settled is not None
    assert family("wife", "son", sex=Sex.UNKNOWN).open == ()


def test_several_missing_in_one_family() -> None:
    members = [
        Member("S1", "mother of M2", profile=typed("S1")),
        Member("M2", "missing brother", Sex.MALE),
        Member("S3", "son (M2)", profile=typed("S3")),
        Member("S4", "toothbrush of M2", profile=typed("S4")),
    ]
    built = build("A", Sex.MALE, members, missing="M1")
    assert built.settled is not None
    assert built.settled.missing == ("M1", "M2")
    assert phi(built, "M1", "S1") == phi(built, "M1", "M2") == phi(built, "M2", "S3") == 1 / 4
    assert phi(built, "M1", "S3") == 1 / 8
    assert built.direct[0].missing == "M2"


def test_a_person_without_a_sample_links_others() -> None:
    members = [
        Member("S1", Relation("FB"), profile=typed("S1")),
        Member("granny", Relation("FM")),
        Member("S2", "full sister of granny", profile=typed("S2")),
    ]
    built = build("A", Sex.MALE, members)
    assert phi(built, "S1", "S2") == phi(built, MP, "S2") * 2 == 1 / 8
    twin = Relation("B", Kind.TWIN)
    assert build("A", Sex.MALE, [members[0], Member("S3", twin)]).left_out[0][0] == "S3"


def test_profiles_of_one_person_agree_allele_by_allele() -> None:
    single = Profile.of("a", {"TH01": ("6",), "FGA": ("20", "21")}, remains=True)
    whole = Profile.of("b", {"TH01": ("6", "7"), "FGA": ("20", "22")})
    assert compared(single, whole).shared == 2
    assert compared(single, whole).differing == ("FGA",)
    one, other = merged(single, whole), merged(whole, single)
    assert one == other
    assert one is not None
    assert one.observations["TH01"].alleles == ("6", "7")
    assert not compared(single, None).same
