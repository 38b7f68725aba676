"""Files of Familias: what is written is read, and what cannot be is refused with its line."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from familias_writing import (
    BROKEN,
    GOOD,
    Written,
    WrittenLocus,
    WrittenPedigree,
    WrittenPerson,
    read_text,
    told,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, ValueProblem
from repatria.formats.familias import looks_like_familias, read_familias
from repatria.formats.familias_loci import MODELS
from repatria.kinship.alleles import ladder_order
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Reading

# File: line, field, and what the message says. Those that begin with `dvi_` are in the other file.
DEFECTS = {
    "allele_index_below_zero.fam": (11, "sample Child C-1, marker D3S1358", "number -1"),
    "allele_index_out_of_range.fam": (11, "sample Child C-1, marker D3S1358", "number 3"),
    "allele_twice.fam": (111, "D3S1358", "the allele 15 stands twice"),
    "circular_relations.fam": (60, "", "ancestor of themselves"),
    "dropout_above_one.fam": (146, "Penta D", "1.1"),
    "frequencies_do_not_sum.fam": (96, "D3S1358", "sum to 0.9"),
    "frequency_negative.fam": (110, "", "D3S1358 15 is -0.3"),
    "hidden_direction_in_a_name.fam": (50, "", "U+202E"),
    "identical_twins.fam": (59, "", "identical twins"),
    "known_relations_missing.fam": (56, "", "“Known relations”"),
    "marker_index_out_of_range.fam": (11, "sample Child C-1", "no marker number 3"),
    "marker_twice.fam": (115, "D3S1358", "stands twice"),
    "marker_twice_in_a_person.fam": (14, "sample Child C-1, marker D3S1358", "stands twice"),
    "model_unknown.fam": (99, "", "between 0 and 4"),
    "not_familias.fam": (1, "", "no Familias file"),
    "number_for_a_name.fam": (20, "", "“7” stands where the name of a person"),
    "person_index_out_of_range.fam": (70, "", "the index of a parent is 4"),
    "person_twice.fam": (20, "", "Child C-1 stands twice"),
    "person_without_name.fam": (20, "", "no name"),
    "plink.fam": (1, "", "PLINK"),
    "quote_not_closed.fam": (95, "", "not closed"),
    "rate_above_one.fam": (97, "", "between 0 and 1"),
    "theta_is_no_number.fam": (92, "Theta/Kinship/Fst", "“low”"),
    "theta_of_one.fam": (92, "theta", "[0, 1)"),
    "third_parent.fam": (72, "", "third parent"),
    "too_many_announced.fam": (4, "", "99999"),
    "truncated.fam": (100, "", "cut off"),
    "truncated_in_the_relations.fam": (60, "", "cut off"),
    "two_mothers.fam": (70, "", "M [Mother] and Grandmother"),
    "unknown_boolean.fam": (8, "", "#TRUE# or #FALSE#"),
}
LADDER = WrittenLocus("D3S1358", {"15": 0.25, "16": 0.25, "17": 0.5})
ONE = WrittenPerson("P", male=True, genotypes=[(0, 1, 0)])


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_broken_familias_file_is_refused_with_its_line(name: str) -> None:
    with pytest.raises(InputError) as refused:
        read_familias(BROKEN / name)
    (problem,) = refused.value.problems
    row, field, words = DEFECTS[name]
    assert (problem.file, problem.row, problem.field) == (name, row, field)
    assert words in problem.message


def test_every_broken_familias_file_is_in_a_table() -> None:
    names = {path.name for path in BROKEN.iterdir() if not path.name.startswith("dvi_")}
    assert names == set(DEFECTS)


def test_a_file_cut_off_anywhere_in_the_general_part_is_refused(tmp_path: Path) -> None:
    lines = (GOOD / "paternity.fam").read_text().splitlines()
    for end in range(1, len(lines)):
        with pytest.raises(InputError, match=r"cut off|Familias"):
            read_text(tmp_path, "\n".join(lines[:end]))


def test_the_paternity_file() -> None:
    read = read_familias(GOOD / "paternity.fam")
    found = read.value
    assert found.version == "3.3.1"
    assert [(each.id, each.sex) for each in found.persons] == [
        ("Child C-1", Sex.MALE),
        ("M [Mother]", Sex.FEMALE),
        ('The "other" man', Sex.MALE),
        ("Grandmother", Sex.FEMALE),
    ]
    assert str(found.profiles["Child C-1"].observations["D3S1358"]) == "16/17"
    assert str(found.profiles["M [Mother]"].observations["TH01"]) == "Rest allele/Rest allele"
    assert not found.profiles["Grandmother"].observations
    assert found.population.name == "A made-up valley"
    assert found.population.theta == 0.03
    assert found.dvi is None
    assert len(read.sha256) == 64


def test_known_relations_hold_in_every_pedigree() -> None:
    found = read_familias(GOOD / "paternity.fam").value
    names = ["He is the father", "His brother is the father", "Unrelated"]
    assert [each.name for each in found.pedigrees] == names
    for pedigree in (found.known, *found.pedigrees):
        assert pedigree.by_id["M [Mother]"].mother == "Grandmother"
        assert pedigree.by_id["Child C-1"].mother == "M [Mother]"
    fathers = [each.by_id["Child C-1"].father for each in found.pedigrees]
    assert fathers == ['The "other" man', "extra male 2", None]
    brothers = found.pedigrees[1]
    for brother in ('The "other" man', "extra male 2"):
        assert brothers.by_id[brother].parents == ("extra male 1", "extra female 1")


def test_odd_alleles_are_kept_with_a_note() -> None:
    read = read_familias(GOOD / "paternity.fam")
    assert read.value.population.markers["TH01"].alleles == ("6", "9.3", "Rest allele")
    assert told(read.notes) == [
        (132, "TH01", "the allele Rest allele is not a number of repeats; kept"),
        (
            147,
            "Penta D",
            "the allele 0 is 0, which stands for a missing or a rest allele; kept; "
            "the stepwise model set for it does not fit",
        ),
    ]


@pytest.mark.parametrize(("marker", "odd"), [("D3S1358", True), ("Penta E", False)])
def test_a_part_as_long_as_a_repeat_is_odd(tmp_path: Path, marker: str, odd: bool) -> None:
    written = Written(loci=[WrittenLocus(marker, {"10.4": 0.5, "11": 0.5})])
    notes = read_text(tmp_path, written.text()).notes
    assert any("10.4" in note.message for note in notes) is odd


def test_mutation_settings_are_those_of_the_file() -> None:
    mutation = read_familias(GOOD / "paternity.fam").value.mutation
    first, last = mutation["D3S1358"], mutation["Penta D"]
    assert (first.model_female, first.model_male) == ("stepwise", "stationary stepwise")
    assert (first.rate_female, first.rate_male) == (0.001, 0.002)
    assert last.model_female == "extended stepwise"
    assert (last.rate2_male, last.range_male) == (1e-6, 0.1)
    assert (last.silent, last.dropout, last.minor_frequency) == (0.05, 0.1, 0.001)
    assert (last.database_size, first.database_size) == (400, 1000)


def test_the_silent_allele_takes_its_share(tmp_path: Path) -> None:
    with_it = {"9": 0.6, "10": 0.35}
    without = {name: value / 0.95 for name, value in with_it.items()}
    for table in (with_it, without):
        written = Written(loci=[WrittenLocus("TPOX", table, silent=0.05)])
        marker = read_text(tmp_path, written.text()).value.population.markers["TPOX"]
        assert marker.silent == pytest.approx(0.05)
        assert marker.frequency("9") == pytest.approx(0.6)


def test_a_genotype_with_the_silent_allele_counts_as_not_typed(tmp_path: Path) -> None:
    locus = WrittenLocus("TPOX", {"9": 0.6, "10": 0.35}, silent=0.05)
    person = WrittenPerson("P", genotypes=[(0, 2, 0)])
    read = read_text(tmp_path, Written([person], loci=[locus]).text())
    assert not read.value.profiles["P"].observations
    (note,) = read.notes
    assert note.field == "sample P, marker TPOX"
    assert "silent" in note.message


def test_dropout_is_thought_of_only_where_the_file_says_so(tmp_path: Path) -> None:
    locus = replace(LADDER, settings="DatabaseSize = 9 , Dropout probability = 0,07")
    genotypes = [(1, 1, 0)]
    persons = [WrittenPerson("A", genotypes=genotypes, dropouts=True)]
    persons.append(WrittenPerson("B", genotypes=genotypes))
    profiles = read_text(tmp_path, Written(persons, loci=[locus]).text()).value.profiles
    assert profiles["A"].observations["D3S1358"].reading is Reading.SINGLE
    assert profiles["A"].dropout == 0.07
    assert profiles["B"].observations["D3S1358"].alleles == ("16", "16")
    assert profiles["B"].dropout is None


def test_a_man_has_one_allele_at_an_x_linked_marker(tmp_path: Path) -> None:
    locus = WrittenLocus("DXS10101", {"28": 0.5, "29": 0.5})
    persons = [
        WrittenPerson("Man", male=True, genotypes=[(0, 0, 0)]),
        WrittenPerson("Woman", genotypes=[(0, 0, 0)]),
        WrittenPerson("Mixed", male=True, genotypes=[(0, 1, 0)]),
    ]
    read = read_text(tmp_path, Written(persons, loci=[locus]).text())
    assert read.value.profiles["Man"].observations["DXS10101"].alleles == ("28",)
    assert read.value.profiles["Woman"].observations["DXS10101"].alleles == ("28", "28")
    assert not read.value.profiles["Mixed"].observations
    assert [note.field for note in read.notes] == ["sample Mixed, marker DXS10101"]


def test_extra_persons_get_names_that_nobody_has(tmp_path: Path) -> None:
    persons = [WrittenPerson("extra male 1", male=True), WrittenPerson("P")]
    pedigree = WrittenPedigree("", males=1, relations=[(2, 1)])
    (found,) = read_text(tmp_path, Written(persons, pedigrees=[pedigree]).text()).value.pedigrees
    assert found.by_id["P"].father == "extra male 1_2"


def test_a_pedigree_may_use_the_extra_persons_of_the_known_relations(tmp_path: Path) -> None:
    known = WrittenPedigree(females=1)
    pedigree = WrittenPedigree(relations=[(1, 0)])
    written = Written([ONE], known, [pedigree], [LADDER])
    (found,) = read_text(tmp_path, written.text()).value.pedigrees
    assert found.by_id["P"].mother == "extra female 1"


def test_numbers_of_extra_persons_that_can_be_read_in_two_ways_are_not_guessed(
    tmp_path: Path,
) -> None:
    known = WrittenPedigree(females=1)
    both = WrittenPedigree("both", females=1, relations=[(1, 0)])
    written = Written([ONE], known, [both, WrittenPedigree("plain")], [LADDER])
    read = read_text(tmp_path, written.text())
    assert [each.name for each in read.value.pedigrees] == ["plain"]
    (note,) = read.notes
    assert (note.field, "two ways" in note.message) == ("pedigree both", True)


@pytest.mark.parametrize("version", ["3.3.1", "3.3 (DVI)", '""', ""])
def test_the_line_of_the_version_may_be_anything(tmp_path: Path, version: str) -> None:
    read = read_text(tmp_path, Written([ONE], loci=[LADDER], version=version).text())
    assert read.value.version in ("3.3.1", "3.3")
    assert [each.id for each in read.value.persons] == ["P"]


def test_settings_of_unknown_meaning_are_told(tmp_path: Path) -> None:
    text = Written([ONE], loci=[LADDER]).text().replace("#FALSE#\n-1", "#TRUE#\n1950")
    messages = [note.message for note in read_text(tmp_path, text).notes]
    assert messages == ["not read: first setting #TRUE#", "not read: second setting 1950"]


def test_calculated_probabilities_are_passed_over_with_a_note(tmp_path: Path) -> None:
    written = Written([ONE], loci=[LADDER], calculated=["0.5", "1.25e-7", "1"])
    read = read_text(tmp_path, written.text())
    assert read.value.population.markers.keys() == {"D3S1358"}
    assert ["calculated" in note.message for note in read.notes] == [True]


def test_a_second_database_is_told(tmp_path: Path) -> None:
    text = Written([ONE], loci=[LADDER], databases=2).text() + '1\n#TRUE#\n"Another"\n'
    messages = [note.message for note in read_text(tmp_path, text).notes]
    assert messages[0].startswith("the first of 2 frequency databases")
    assert "is not read" in messages[1]


def test_a_second_count_of_alleles_that_does_not_fit_is_told(tmp_path: Path) -> None:
    read = read_text(tmp_path, Written([ONE], loci=[replace(LADDER, listed=12)]).text())
    assert len(read.value.population.markers["D3S1358"].alleles) == 3
    assert [note.field for note in read.notes] == ["D3S1358"]


def test_frequencies_a_little_off_are_scaled_with_a_note(tmp_path: Path) -> None:
    locus = replace(LADDER, table={"15": 0.5, "16": 0.495})
    read = read_text(tmp_path, Written(loci=[locus]).text())
    assert sum(read.value.population.markers["D3S1358"].frequencies) == pytest.approx(1)
    assert "0.995" in read.notes[0].message


@pytest.mark.parametrize(
    ("encoding", "asked"),
    [("utf-8", None), ("utf-16", None), ("cp1251", None), ("cp1252", "cp1252")],
)
def test_encodings(tmp_path: Path, encoding: str, asked: str | None) -> None:
    name = "Bjørg" if asked else "Мати Ї"
    path = tmp_path / "file.fam"
    path.write_bytes(Written([WrittenPerson(name)], loci=[LADDER]).text().encode(encoding))
    read = read_familias(path, encoding=asked)
    assert [each.id for each in read.value.persons] == [name]
    assert bool(read.notes) is (encoding == "cp1251")
    with pytest.raises(ValueProblem, match="no encoding"):
        read_familias(path, encoding="cp9999")


def test_only_files_of_familias_look_like_them() -> None:
    assert looks_like_familias('"Output from Familias, version 3.2.9"\n')
    assert not looks_like_familias("F1 1 0 0 1 0\n")


@st.composite
def written_files(draw: st.DrawFn) -> Written:
    """Any persons in any pedigrees where parents come before children."""
    names = draw(st.lists(st.text("abcЯ []\"'#0", min_size=1).filter(str.strip), max_size=6))
    unique = list(dict.fromkeys(name.strip() for name in names))
    labels = draw(
        st.lists(st.sampled_from(["8", "9", "9.3", "10", "12.2", "Rest"]), min_size=1, unique=True)
    )
    weights = draw(st.lists(st.integers(1, 9), min_size=len(labels), max_size=len(labels)))
    table = {label: w / sum(weights) for label, w in zip(labels, weights, strict=True)}
    place = st.integers(0, len(labels) - 1)
    genotypes = st.lists(st.tuples(place, place, st.just(0)), max_size=1)
    persons = [WrittenPerson(each, draw(st.booleans()), draw(genotypes)) for each in unique]
    pedigrees = []
    for number in range(draw(st.integers(0, 2))):
        females, males = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        sexes = [each.male for each in persons] + [False] * females + [True] * males
        relations = []
        for child in range(len(sexes)):
            for male in (False, True):
                choice = [each for each in range(child) if sexes[each] is male]
                if choice and draw(st.booleans()):
                    relations.append((draw(st.sampled_from(choice)), child))
        shuffled = draw(st.permutations(relations))
        pedigrees.append(WrittenPedigree(f"H{number}", females, males, shuffled))
    models = draw(st.tuples(st.integers(0, 4), st.integers(0, 4)))
    return Written(persons, pedigrees=pedigrees, loci=[WrittenLocus("TH01", table, models=models)])


@given(written_files())
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read(written: Written) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = read_text(Path(folder), written.text()).value
    assert [each.id for each in found.persons] == [each.name for each in written.persons]
    labels = list(written.loci[0].table)
    marker = found.population.markers["TH01"]
    assert {each: marker.frequency(each) for each in labels} == pytest.approx(written.loci[0].table)
    assert found.mutation["TH01"].model_male == MODELS[written.loci[0].models[1]]
    for person in written.persons:
        seen = {n: each.alleles for n, each in found.profiles[person.name].observations.items()}
        pairs = [sorted((labels[a], labels[b]), key=ladder_order) for a, b, _ in person.genotypes]
        assert seen == {"TH01": tuple(pairs[0])} if pairs else not seen
    for pedigree, told_so in zip(found.pedigrees, written.pedigrees, strict=True):
        ids = pedigree.ids
        links = {(p, each.id) for each in pedigree.persons for p in each.parents}
        assert links == {(ids[parent], ids[child]) for parent, child in told_so.relations}
