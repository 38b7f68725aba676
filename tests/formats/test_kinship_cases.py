"""Reference cases of both shapes: read as written, and every error of shape named by file, case and
field."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.kinship_case_files import duo, many_loci, one_locus, parent_and_child
from repatria.base.errors import InputError
from repatria.formats.kinship_cases import read_cases
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Reading
from repatria.kinship.settings import Convention

fuzz = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
GONE = object()


def test_many_loci_are_read_as_written(tmp_path):
    case = parent_and_child()
    case["mutation"] = {
        "model": "stepwise", "rate": {"female": 0.001, "male": 0.003}, "rate2": 1e-5, "range": 0.5,
    }  # fmt: skip
    case |= {"theta": 0.02, "silent_freq": 0.01}
    case["genotypes"]["C"]["AUTO"] = ["12", None]
    (found,) = read_cases(many_loci(tmp_path, case))
    assert (found.name, found.markers) == ("father", ("AUTO", "XLINK"))
    assert found.population.theta == 0.02
    assert found.population.markers["XLINK"].x_linked
    assert found.settings.silent == 0.01
    model = found.settings.mutation
    assert (model.kind, model.female.rate, model.male.rate) == (Kind.EXTENDED, 0.001, 0.003)
    assert model.female.range == model.male.range == 0.5
    first, second = found.pair.first, found.pair.second
    assert [len(each.pedigrees) for each in (first, second)] == [1, 2]
    assert first.pedigrees[0].by_id["C"].father == "F"
    assert first.pedigrees[0].by_id["M"].sex is Sex.FEMALE
    assert found.profiles["C"].observations["AUTO"].reading is Reading.ONE_KNOWN
    assert [(each.engine, each.convention) for each in found.expected] == [
        ("forrel", Convention.KEPT),
        ("Familias", Convention.PRUNED),
        ("Familias, not pruned", Convention.KEPT),
    ]


@pytest.mark.parametrize("unknown", [None, "NA", ""])
def test_an_unknown_allele_and_an_untyped_marker(tmp_path, unknown):
    case = parent_and_child()
    case["genotypes"]["C"] = {"AUTO": [unknown, unknown], "XLINK": [unknown, "20"]}
    (found,) = read_cases(many_loci(tmp_path, case))
    assert set(found.profiles["C"].observations) == {"XLINK"}
    assert found.profiles["C"].observations["XLINK"].alleles == ("20",)


def test_one_locus_is_read_as_written(tmp_path):
    first, second = read_cases(one_locus(tmp_path, duo(), duo("equal", "kept")))
    assert (first.name, second.name) == ("1 duo", "2 duo")
    assert first.settings.mutation.kind is Kind.NONE
    assert second.settings.mutation.female.rate == 0.01
    assert [each.expected[0].convention for each in (first, second)] == [
        Convention.PRUNED, Convention.KEPT,
    ]  # fmt: skip
    assert first.expected[0].first[0] == float("-inf")


def _set(case, path, value):
    case = copy.deepcopy(case)
    at = case
    for key in path[:-1]:
        at = at[key]
    if value is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return case


@pytest.mark.parametrize(
    ("path", "value", "field", "told"),
    [
        (("markers",), [], "case father", "no markers are named"),
        (("markers",), ["AUTO", "OTHER"], "case father", "OTHER is not in the file of markers"),
        (("markers",), "AUTO", "case father.markers", "a list is needed"),
        (("H1",), GONE, "case father", "“H1” is missing"),
        (("H1", 0, "members", 0, "sex"), "x", "case father.H1[0].members[0].sex", "M, F, or U"),
        (("H1", 0, "members", 0, "id"), 7, "case father.H1[0].members[0].id", "a text is needed"),
        (("H1", 0, "members", 2, "father"), "Z", "case father", "Z, father of C, is not there"),
        (("H1", 0, "members", 2, "father"), ["F"], "case father.H1[0].members[2].father",
         "a text is needed"),
        (("H1", 0, "members", 1, "mother"), "C", "case father", "an ancestor of themselves"),
        (("H1", 0, "members", 1, "sex"), "M", "case father", "M is male and cannot be the mother"),
        (("theta",), 1, "case father", "theta is 1"),
        (("theta",), "much", "case father.theta", "a number is needed"),
        (("silent_freq",), 2, "case father", "silent is 2"),
        (("genotypes", "C", "AUTO"), ["12", "13", "14"], "case father.genotypes.C.AUTO",
         "two alleles"),
        (("genotypes", "C", "AUTO"), "12", "case father.genotypes.C.AUTO", "a list is needed"),
        (("genotypes", "C", "AUTO"), [["12"], "13"], "case father.genotypes.C.AUTO",
         "a text or a number"),
        (("genotypes", "C", "D9"), ["1", "2"], "case father", "C has genotypes at D9"),
        (("genotypes", "Z"), {"AUTO": ["12", "13"]}, "case father", "Z has a profile and is not"),
        (("mutation",), {"model": "magic"}, "case father.mutation", "the model is none of"),
        (("mutation",), {"model": "equal", "rate": 2}, "case father.mutation", "lies in [0, 1]"),
        (("mutation",), {"model": "equal", "rate": {"male": 0}}, "case father.mutation.rate",
         "“female” is missing"),
        (("forrel", "convention"), "mine", "case father.forrel", "the convention is none of"),
        (("forrel", "LR_per_marker"), [1.0], "case father.forrel.LR_per_marker",
         "1 figures for 2 markers"),
        (("Familias", "lik_H1_per_marker", 0), -1, "case father.Familias.lik_H1_per_marker",
         "below zero"),
        (("forrel",), {"convention": "kept"}, "case father.forrel", "none of LR_per_marker"),
        (("forrel", "LR_per_marker", 0), True, "case father.forrel.LR_per_marker[0]",
         "a number is needed"),
    ],
)  # fmt: skip
def test_a_wrong_shape_of_many_loci_names_file_case_and_field(tmp_path, path, value, field, told):
    _refused(many_loci(tmp_path, _set(parent_and_child(), path, value)), "many.json", field, told)


def test_a_case_without_an_engine_has_nothing_to_compare(tmp_path):
    case = _set(_set(parent_and_child(), ("forrel",), GONE), ("Familias",), GONE)
    _refused(many_loci(tmp_path, case), "many.json", "case father", "no engine's figures")


@pytest.mark.parametrize(
    ("path", "value", "field", "told"),
    [
        (("case",), GONE, "cases[0]", "“case” is missing"),
        (("alleles",), ["12", "13", "14"], "case 1 duo", "3 alleles and 4 frequencies"),
        (("alleles",), ["12", "12", "14", "15"], "case 1 duo", "an allele stands twice"),
        (("freq", 0), 0.5, "case 1 duo", "the frequencies sum to 1.4, not to 1"),
        (("freq", 0), -0.1, "case 1 duo", "sum to 0.8"),
        (("model",), "magic", "case 1 duo", "the model is none of"),
        (("convention",), "mine", "case 1 duo", "the convention, or one of"),
        (("lik", 1), -0.1, "case 1 duo.lik", "below zero"),
        (("lik",), [0.5], "case 1 duo", "one of the two likelihoods"),
        (("h1", "fid"), [None], "case 1 duo.h1", "differ in length"),
        (("h1", "fid", 1), {"F": 1}, "case 1 duo.h1.fid[1]", "a text is needed"),
        (("h2", "sex", 0), "man", "case 1 duo.h2.sex[0]", "M, F, or U"),
        (("geno", "C"), ["1", "2", "3"], "case 1 duo.geno.C.locus", "two alleles"),
        (("geno", "Z"), ["12", "13"], "case 1 duo", "Z has a profile and is not"),
    ],
)
def test_a_wrong_shape_of_one_locus_names_file_case_and_field(tmp_path, path, value, field, told):
    _refused(one_locus(tmp_path, _set(duo(), path, value)), "one.json", field, told)


def _refused(path, file, field, told):
    with pytest.raises(InputError) as caught:
        read_cases(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.field) == (file, field)
    assert told in problem.message


@pytest.mark.parametrize("name", ["../markers.json", "/etc/hostname", "..", ".", "no.json"])
def test_the_file_of_markers_stands_beside_and_nowhere_else(tmp_path, name):
    folder = tmp_path / "inner"
    folder.mkdir()
    path = many_loci(folder)
    (tmp_path / "markers.json").write_text((folder / "markers.json").read_text())
    tree = json.loads(path.read_text())
    tree["meta"]["markers"] = name
    path.write_text(json.dumps(tree))
    with pytest.raises(InputError):
        read_cases(path)


def test_a_key_that_stands_twice_is_not_chosen_between(tmp_path):
    path = one_locus(tmp_path, duo())
    path.write_text(path.read_text().replace('"theta": 0.0', '"theta": 0.0, "theta": 0.5'))
    with pytest.raises(InputError, match="a key stands twice"):
        read_cases(path)


def test_a_number_of_too_many_digits(tmp_path):
    path = one_locus(tmp_path, duo())
    path.write_text(path.read_text().replace('"rate": 0.01', f'"rate": {"9" * 5000}'))
    with pytest.raises(InputError, match=r"one\.json"):
        read_cases(path)


def read_or_refuse(data, other=b"{}"):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cases.json")
        path.write_bytes(data)
        Path(folder, "markers.json").write_bytes(other)
        told = ()
        try:
            read_cases(path)
        except InputError as error:
            told = error.problems
        assert {problem.file for problem in told} <= {"cases.json", "markers.json"}


@fuzz
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    read_or_refuse(data)
    read_or_refuse(b'{"meta": {"markers": "markers.json"}, "cases": [{"genotypes": 1}]}', data)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
TREES = st.recursive(
    SCALARS,
    lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(st.text(max_size=5), deeper),
    max_leaves=5,
)


def _paths(tree, path=()):
    yield path
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in inside:
        if isinstance(value, (dict, list)):
            yield from _paths(value, (*path, key))
        else:
            yield (*path, key)


@fuzz
@given(st.data(), TREES, st.sampled_from([parent_and_child, duo, lambda: duo("equal")]))
def test_a_case_with_anything_in_any_place_is_read_or_refused(data, value, made):
    case = made()
    path = data.draw(st.sampled_from([each for each in _paths(case) if each]))
    with tempfile.TemporaryDirectory() as folder:
        write = many_loci if made is parent_and_child else one_locus
        file = write(Path(folder), _set(case, path, value))
        markers = Path(folder, "markers.json")
        read_or_refuse(file.read_bytes(), markers.read_bytes() if markers.exists() else b"{}")
