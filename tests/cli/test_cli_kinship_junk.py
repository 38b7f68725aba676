"""Files that are not what they are taken for, files that are not there, and options that cannot be:
`repatria kinship` says so in words, and ends with 1 (2 for an option)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from kinship_running import at_home, squeezed

FORMATS = Path(__file__).parents[1] / "formats"
MOTHER = "F1,mother,R1,f,6/7,16/17"
REMAINS = "B1,6/9,16/19"
PED = "F1 F 0 0 1 0 6 7\nF1 M 0 0 2 0 6 9\nF1 C F M 1 0 0 0\n"


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


@pytest.fixture
def refused(kinship):
    """What is said of a command that ends with this code and prints nothing."""

    def run(*arguments, code=1):
        done = kinship(*arguments)
        assert (done.code, done.out) == (code, "")
        return squeezed(done.err)

    return run


@pytest.mark.parametrize("name", ["cut_short", "entity_bomb", "outside_entity", "document_type",
                                  "not_xml", "too_deep", "no_namespace"])  # fmt: skip
def test_truncated_and_hostile_xml_of_remains(kinship, refused, name):
    file = FORMATS / "broken" / "cmf" / f"{name}.xml"
    told = refused("lr", kinship.families(MOTHER), file)
    assert f"{name}.xml" in told
    assert len(told) < 2000


def test_references_of_a_codis_file_are_not_taken_for_remains(kinship, refused):
    file = FORMATS / "good" / "cmf" / "family.xml"
    text = file.read_text("utf-8")
    done = kinship("lr", kinship.families(MOTHER), file, "--sample", "none of them")
    assert done.code == 1
    listed = done.err.partition("there is: ")[2].partition("\n")[0].split(", ")
    assert listed
    assert all(name in text for name in listed)


@pytest.mark.parametrize("suffix", ["csv", "fam", "ped", "xml", "txt", "json"])
@pytest.mark.parametrize("kind", ["nothing", "space", "junk", "zip"])
def test_junk_is_refused_in_whatever_place_it_stands(kinship, refused, suffix, kind):
    content = {
        "nothing": b"",
        "space": b" \n\t\n",
        "junk": random.Random(suffix).randbytes(3000),
        "zip": b"PK\x03\x04" + bytes(200),
    }[kind]
    junk = kinship.file(f"junk.{suffix}", content)
    markers = kinship.file("a.dat", "M TH01\n")
    assert f"junk.{suffix}" in refused("lr", kinship.families(MOTHER), junk)
    more = ("--markers", markers, "--missing", "C") if suffix == "ped" else ()
    assert f"junk.{suffix}" in refused("lr", junk, kinship.remains(REMAINS), *more)
    assert f"junk.{suffix}" in refused("power", junk, *more)
    ped = kinship.file("a.ped", PED)
    told = refused("lr", ped, kinship.remains(REMAINS), "--markers", junk, "--missing", "C")
    assert f"junk.{suffix}" in told
    map_ = ("--map", junk)
    assert f"junk.{suffix}" in refused("lr", kinship.families(MOTHER), kinship.remains(REMAINS),
                                       *map_)  # fmt: skip


def test_files_that_are_not_there_and_folders(kinship, refused, tmp_path):
    told = "no.csv: the file cannot be opened: No such file or directory"
    assert told in refused("lr", tmp_path / "no.csv", kinship.remains(REMAINS))
    assert told in refused("lr", kinship.families(MOTHER), tmp_path / "no.csv")
    assert "is a directory" in refused("lr", tmp_path, kinship.remains(REMAINS), code=2)
    assert refused("lr", kinship.families(MOTHER)) == (
        "name a file of remains; the families' file holds none"
    )


def test_frequencies_that_do_not_sum_to_one_are_not_taken_in(kinship, refused):
    table = kinship.file("valley.csv", "Allele,TH01\n6,0.25\n9.3,0.5\n")
    told = refused("frequencies", "import", table)
    assert "valley.csv, row 1, field TH01:" in told
    assert "sum to 0.75" in told


@pytest.mark.parametrize(
    ("option", "code", "told"),
    [
        (("--population", "nist1036-asien"), 1, "did you mean “nist1036-asian”?"),
        (("--theta", "2"), 2, "theta is 2; it lies in [0, 1)"),
        (("--theta", "nan"), 2, "theta is nan"),
        (("--rate", "x"), 2, "--rate is a number, or two as 0.0005/0.002; not “x”"),
        (("--rate", "1/2/3"), 2, "not “1/2/3”"),
        (("--rate", "-1"), 2, "the mutation rate is -1; it lies in [0, 1]"),
        (("--rate", "nan"), 2, "the mutation rate is nan"),
        (("--rate2", "2"), 2, "the mutation rate2 is 2"),
        (("--range", "0"), 2, "the mutation range is 0; it lies in (0, 1]"),
        (("--mutation", "foo"), 2, "--mutation is one of none, equal, proportional, one-step, "
         "stepwise, extended, reversible; not “foo”"),
        (("--stationary", "bar"), 2, "--stationary is one of as-is, metropolis, "),
        (("--silent", "1"), 2, "silent is 1; it lies in [0, 1)"),
        (("--dropout", "nan"), 2, "dropout is nan"),
        (("--drop-in", "2"), 2, "drop-in is 2"),
        (("--miscall", "-1"), 2, "miscall is -1"),
        (("--convention", "x"), 2, "--convention is one of kept, pruned; not “x”"),
        (("--linkage", "x"), 2, "--linkage is one of joint, flag; not “x”"),
        (("--map", "no.csv"), 1, "no.csv: the file cannot be opened"),
        (("--mutation", "one-step", "--rate", "0.9"), 1, "marker TH01: the model cannot be made"),
        (("--nonsense",), 2, "No such option"),
    ],
)  # fmt: skip
def test_bad_values_of_options(kinship, refused, option, code, told):
    files = kinship.families(MOTHER), kinship.remains(REMAINS)
    assert told in refused("lr", *files, *option, code=code)
