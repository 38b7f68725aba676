"""`repatria kinship search`: files in, candidates out; whatever interrupts, the same bytes."""

from __future__ import annotations

import csv
import errno
import json
import math
import os
import signal
import subprocess
import time
from dataclasses import replace
from functools import partial

import pytest
from cli_running import SCRIPT, environment
from kinship_running import FREQUENCIES, at_home, population, squeezed

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import InputError
from repatria.cli import kinship_search_run as run
from repatria.cli import kinship_search_shared as shared
from repatria.cli.kinship_frequencies import folder as populations
from repatria.cli.kinship_search_notes import once
from repatria.cli.kinship_search_table import COLUMNS
from repatria.formats.population_store import save
from repatria.kinship.population import MinimumFrequency
from repatria.kinship.search import blocks, store
from repatria.runners.lock import held
from repatria.synthetic.campaign.folder import write_campaign
from repatria.synthetic.campaign.make import make_campaign

MOTHER, FATHER = "F1,mother,R1,f,6/7,16/17", "F1,father,R2,m,6/9,16/19"
OTHER = "F2,full brother,R3,m,9/9.3,19/19"
RESULTS = ("candidates.csv", "search.json")
SHORT_TANDEM = {
    name: {str(8 + place): weight for place, weight in enumerate(weights)}
    for name, weights in {
        "TH01": (0.2, 0.3, 0.1, 0.4), "vWA": (0.3, 0.2, 0.2, 0.2, 0.1), "TPOX": (0.5, 0.3, 0.2),
        "FGA": (0.1, 0.2, 0.3, 0.2, 0.2), "D7S820": (0.2, 0.2, 0.3, 0.3),
        "D21S11": (0.1, 0.3, 0.2, 0.2, 0.1, 0.1), "CSF1PO": (0.4, 0.3, 0.2, 0.1),
    }.items()
}  # fmt: skip


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


@pytest.fixture
def search(kinship):
    """A search of two files at home into `out`; more options after it."""

    def call(remains, families, *more, out="out", frequencies="north"):
        return kinship(
            "search", "--remains", remains, "--families", families, "--frequencies", frequencies,
            "--runner", "serial", "--out", kinship.home / out, *more,
        )  # fmt: skip

    return call


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    """Files of a small campaign of a population *tandem*, whatever home it is kept in."""
    made = tmp_path_factory.mktemp("campaign") / "made"
    tandem = population(SHORT_TANDEM, "tandem", MinimumFrequency(value=0.01))
    write_campaign(make_campaign(60, 900, 6, population=tandem), made)
    return made / "remains.csv", made / "families.csv"


@pytest.fixture
def tandem(kinship):
    save(population(SHORT_TANDEM, "tandem", MinimumFrequency(value=0.01)), populations())


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "SIZE", 256)


def results(folder):
    return {name: (folder / name).read_bytes() for name in RESULTS}


def listed(folder):
    lines = (folder / "candidates.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def report(folder):
    return json.loads((folder / "search.json").read_bytes())


def test_parents_and_their_son_are_found_with_the_ratio_of_the_textbook(kinship, search):
    done = search(
        kinship.remains("B1,6/9,16/19", "B2,9.3/9.3,"), kinship.families(MOTHER, FATHER, OTHER),
        "--mutation", "none", "--threshold", 5, "--prior", 0.2,
    )  # fmt: skip
    assert (done.code, done.err.count("Traceback")) == (0, 0)
    p, q = FREQUENCIES["TH01"], FREQUENCIES["vWA"]
    ratio = 0.25 / (2 * p["6"] * p["9"]) * 0.25 / (2 * q["16"] * q["19"])
    best, *others = listed(kinship.home / "out")
    assert (best["remains"], best["family"], best["rank"]) == ("B1", "F1", "1")
    assert float(best["log10"]) == pytest.approx(math.log10(ratio), abs=1e-6)
    (brother,) = [float(each["log10"]) for each in others if each["remains"] == "B1"]
    shared = 0.1 * (ratio + 10**brother)
    assert float(best["posterior"]) == pytest.approx(0.1 * ratio / (shared + 0.8), rel=1e-6)
    assert (best["markers"], best["mismatches"], best["mismatched"]) == ("2", "0", "")
    assert "2 remains against 2 missing persons: 4 pairs (2 tables computed, 0 held" in done.out
    assert "1 pairs reach 5; of strangers at most 0.8 are to be expected there" in done.out


def test_every_column_is_explained_and_the_models_stand_in_front(kinship, search):
    search(kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER))
    text = (kinship.home / "out" / "candidates.csv").read_text("utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "people decide" in head[0]
    assert "2 markers of north" in head[1]
    for name in COLUMNS:
        assert any(line.startswith(f"# {name}: ") for line in head)
    assert text.splitlines()[len(head)] == ",".join(COLUMNS)


def test_the_report_has_digests_models_and_versions_and_is_canonical(kinship, search):
    remains, families = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER)
    search(remains, families, "--theta", "0.01", "--silent", "0.02")
    data = (kinship.home / "out" / "search.json").read_bytes()
    tree = report(kinship.home / "out")
    assert data == canonical_bytes(tree) + b"\n"
    assert tree["inputs"]["remains"]["file"] == "remains.csv"
    assert all(len(tree["inputs"][name]["sha256"]) == 64 for name in ("remains", "families"))
    assert "theta 0.01" in tree["population"]
    assert "silent 0.02" in tree["models"]
    assert set(tree["versions"]) == {"repatria", "numpy", "numba", "python"}
    assert tree["pairs compared"] == 1
    asked = tree["options"]
    assert (asked["--prior"], asked["--threshold"], asked["--theta"]) == ("0.5", "10000.0", "0.01")


def test_a_mutation_is_told_with_its_marker(kinship, search):
    search(kinship.remains("B1,9/9,16/19"), kinship.families(MOTHER, FATHER), "--mutation", "equal")
    (found,) = listed(kinship.home / "out")
    assert (found["mismatches"], found["mismatched"]) == ("1", "TH01")


def test_an_uncle_is_tried_on_both_sides_and_the_readings_are_told(kinship, search):
    families = kinship.families(
        "F1,missing person,M1,m,,", MOTHER, "F1,uncle,R9,m,9/9.3,17/19", OTHER
    )
    done = search(kinship.remains("B1,6/9,16/19"), families)
    assert done.code == 0
    found = [each for each in listed(kinship.home / "out") if each["family"] == "F1"]
    assert sorted(each["reading"] for each in found) == ["1", "2"]
    assert len({each["log10"] for each in found}) == 2
    assert len({each["posterior"] for each in found}) == 1
    notes = report(kinship.home / "out")["notes"]
    assert "family F1, reading 1: R9 is the father's brother" in notes
    assert "family F1, reading 2: R9 is the mother's brother" in notes


def test_what_is_left_out_is_told(kinship, search):
    markers = "TH01,vWA,AMEL,DYS391,DXS10101,D18S51"
    families = kinship.families(
        "F1,missing person,M1,m,,,,,,",
        "F1,mother,R1,f,6/7,16/17,X/X,,24/28,12/13",
        "F1,self,D1,m,6/9,16/17,X/Y,10,24,12/13",
        "F2,grandmotherr,R4,f,6/7,16/17,X/X,,,",
        markers=markers,
    )
    remains = kinship.remains(
        "B1,6/9,16/19,X/Y,10,24,12/14", "B2,,,,,,", "B3,6/7/9,16/19,X/Y,,,", markers=markers
    )
    done = search(remains, families)
    assert done.code == 0
    notes = report(kinship.home / "out")["notes"]
    for part in (
        "D18S51", "DYS391", "DXS10101: read in 3 samples and not used; no autosomal marker",
        "grandmotherr", "B2", "B3",
    ):  # fmt: skip
        assert [note for note in notes if part in note], part
    assert not [note for note in notes if note.startswith("AMEL")]
    assert f"inputs, models and {len(notes):,} notes in" in squeezed(done.out)


def test_contradicting_relatives_are_named_and_their_marker_not_used(kinship, search):
    families = kinship.families(MOTHER, FATHER, "F1,full brother,R3,m,9.3/9.3,16/16")
    search(kinship.remains("B1,6/9,16/19"), families, "--mutation", "none")
    (note,) = [each for each in report(kinship.home / "out")["notes"] if "contradict" in each]
    assert "of family F1 contradict each other at TH01; not used there" in note
    (found,) = listed(kinship.home / "out")
    q = FREQUENCIES["vWA"]
    expected = math.log10(0.25 / (2 * q["16"] * q["19"]))
    assert float(found["log10"]) == pytest.approx(expected, abs=1e-6)


def test_codes_that_a_spreadsheet_would_take_for_formulas_are_guarded(kinship, search):
    search(kinship.remains("=B1,6/9,16/19"), kinship.families(MOTHER))
    assert {each["remains"] for each in listed(kinship.home / "out")} == {"'=B1"}


def test_the_second_search_finds_the_tables_there(kinship, search):
    families, tables = kinship.families(MOTHER, OTHER), kinship.home / "kept"
    first = search(kinship.remains("B1,6/9,16/19"), families, "--tables", tables)
    assert "(2 tables computed, 0 held already)" in first.out
    assert not (kinship.home / "out" / "tables").exists()
    more = kinship.remains("B1,6/9,16/19", "B2,6/9,16/16", name="more.csv")
    changed = kinship.families(MOTHER, OTHER, "F3,mother,R5,f,6/6,16/17", name="later.csv")
    second = search(more, changed, "--tables", tables, out="second")
    assert "(1 tables computed, 2 held already)" in second.out
    third = search(more, changed, out="third")
    assert "(3 tables computed, 0 held already)" in third.out
    assert results(kinship.home / "second") == results(kinship.home / "third")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("B1,6/5,16/19",), "sample B1, marker TH01: the allele 5 is not on the ladder"),
        (("B1,6/oops,16/19",), "sample B1, marker TH01"),
        (("B1,,",), "sample B1: no marker was read"),
    ],
    ids=["off-ladder", "no-allele", "empty"],
)
def test_bad_remains_are_told_by_sample(kinship, search, rows, said):
    done = search(kinship.remains(*rows), kinship.families(MOTHER))
    assert said in squeezed(done.err)
    assert (done.code, done.out) == (1, "")
    assert not (kinship.home / "out" / "candidates.csv").exists()


def test_two_remains_with_one_code_are_told(kinship, search):
    """Rows of one code that differ are left out, and the others searched."""
    remains = kinship.remains("B1,6/9,16/19", "B2,6/7,16/19", "B1,6/7,17/19")
    assert search(remains, kinship.families(MOTHER)).code == 0
    assert {each["remains"] for each in listed(kinship.home / "out")} == {"B2"}
    notes = report(kinship.home / "out")["notes"]
    assert any("row 4, field sample B1, marker TH01: 6/7" in note for note in notes)
    with pytest.raises(InputError, match="sample B1: the code stands twice"):
        once(["B1", "B2", "B1"], remains)


def test_a_family_that_stands_twice_is_refused(kinship, search, monkeypatch):
    read = shared.summed_families

    def twice(*arguments, **named):
        found = read(*arguments, **named)
        return replace(found, names=found.names * 2, made=found.made * 2, kept=found.kept * 2)

    monkeypatch.setattr(shared, "summed_families", twice)
    done = search(kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER))
    assert (done.code, done.out) == (1, "")
    assert "family F1 stands twice" in done.err


def test_rows_of_one_family_may_stand_apart(kinship, search):
    """A family's name is one family, wherever its rows are: it is searched for once."""
    done = search(kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER, OTHER, FATHER))
    assert "1 remains against 2 missing persons" in done.out


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--threshold", 0), 2, "'--threshold': Input should be greater than or equal to 1"),
        (("--threshold", "nan"), 2, "'--threshold': Input should be greater than or equal to 1"),
        (("--threshold", "inf"), 1, "the threshold is inf; it is a number of 1 or more"),
        (("--prior", 1), 1, "the prior is 1; it lies between 0 and 1"),
        (("--prior", 0), 1, "the prior is 0; it lies between 0 and 1"),
        (("--keep", 0), 2, "'--keep': Input should be greater than or equal to 1"),
        (("--theta", 1), 2, "theta is 1; it lies in [0, 1)"),
        (("--silent", 1), 2, "silent is 1; it lies in [0, 1)"),
        (("--mutation", "magic"), 2, "--mutation is one of none, equal"),
        (("--runner", "magic"), 1, "there is no runner “magic”"),
        (("--runner", "dask"), 1, "needs the address of a scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), 1, "takes no scheduler"),
    ],
    ids=str,
)
def test_options_that_cannot_be_are_told(kinship, search, options, code, said):
    done = search(kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER), *options)
    told = " ".join(squeezed(done.err).replace("│", " ").split())
    assert said in told
    assert (done.code, done.out) == (code, "")
    assert not (kinship.home / "out").exists()


def test_an_unknown_population_is_told(kinship, search):
    files = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER)
    done = search(*files, frequencies="nobody")
    assert (done.code, done.out) == (1, "")
    assert "no population “nobody”" in done.err


def test_a_population_without_these_markers_is_told(kinship, search):
    markers = "D18S51,D16S539"
    done = search(
        kinship.remains("B1,12/13,9/10", markers=markers),
        kinship.families("F1,mother,R1,f,12/13,9/10", markers=markers),
    )
    assert done.code == 1
    assert "D18S51" in done.err or "none of the markers" in done.err


def test_files_that_are_not_there_or_are_none(kinship, search):
    good = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER)
    for remains, families, name in (
        (kinship.home / "none.csv", good[1], "none.csv"),
        (good[0], kinship.home / "none.csv", "none.csv"),
        (kinship.home, good[1], kinship.home.name),
        (good[0], good[0], "remains.csv"),
    ):
        done = search(remains, families)
        assert (done.code, done.out) == (1, "")
        assert name in done.err


@pytest.mark.parametrize("side", ["remains", "families"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nothing.csv", b""),
        ("zeros.csv", b"\0" * 5_000),
        ("binary.csv", bytes(range(256)) * 20),
        ("sheet.xlsx", b"PK\x03\x04 not a sheet"),
        ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("cut.xml", b"<?xml version='1.0'?><CODISImportFile><HEADERVERSION>3.2"),
        ("words.fam", b'[Familias] "3.2'),
        ("head.csv", b"Family,Relationship,Sample,Sex,TH01,vWA\n"),
        ("wide.csv", b"Sample," + b"TH01," * 3_000 + b"\nB1," + b"6/7," * 3_000),
        ("link.ped", b"F1 1 0 0 1 2 6 7\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_files_give_a_clear_error(kinship, search, side, name, content):
    files = {"remains": kinship.remains("B1,6/9,16/19"), "families": kinship.families(MOTHER)}
    files[side] = kinship.file(name, content)
    done = search(files["remains"], files["families"])
    assert (done.code, done.out) == (1, "")
    assert name in done.err
    assert not (kinship.home / "out").exists()


def test_tables_of_other_models_are_kept_beside_and_other_results_not_written_over(kinship, search):
    remains, families = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER)
    kept = ("--tables", kinship.home / "kept")
    assert search(remains, families, *kept).code == 0
    before = results(kinship.home / "out")
    done = search(remains, families, *kept, "--mutation", "equal", out="second")
    assert done.code == 0, done.err
    assert "the tables at TH01, vWA were of other frequencies, models or rare" in done.out
    assert "(1 tables computed, 0 held already)" in done.out
    other = kinship.remains("B2,6/9,16/19", name="other.csv")
    for arguments in ((other, families), (remains, families, "--threshold", 20)):
        done = search(*arguments, *kept)
        assert (done.code, done.out) == (1, "")
        assert "the results of another search are here (other" in squeezed(done.err)
    assert results(kinship.home / "out") == before
    assert search(remains, families, *kept).code == 0
    assert results(kinship.home / "out") == before
    (kinship.home / "out" / "search.json").write_text("{", "utf-8")
    assert "another search" in squeezed(search(remains, families, *kept).err)


def test_what_serves_going_on_is_removed_after_success_unless_told(kinship, search):
    files = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER)
    assert search(*files).code == 0
    names = {each.name for each in (kinship.home / "out").iterdir()}
    assert names == {"candidates.csv", "search.json", "tables"}
    assert search(*files, "--keep-run", out="kept").code == 0
    assert (kinship.home / "kept" / "run" / "run.json").exists()
    assert results(kinship.home / "kept") == results(kinship.home / "out")
    assert search(*files, out="kept").code == 0
    assert not (kinship.home / "kept" / "run").exists()


def test_a_changed_byte_of_the_tables_is_told(kinship, search):
    files = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER, OTHER)
    kept = ("--tables", kinship.home / "kept")
    assert search(*files, *kept).code == 0
    file = next((kinship.home / "kept").glob("TH01*"))
    data = bytearray(file.read_bytes())
    data[40] ^= 1
    file.write_bytes(data)
    done = search(*files, *kept, out="second")
    assert "1 families had tables that were changed on the disk" in done.out
    assert "(1 tables computed, 1 held already)" in done.out
    assert results(kinship.home / "second") == results(kinship.home / "out")


def test_a_rare_allele_of_the_day_changes_nothing_by_how_tables_were_kept(kinship, search):
    """Each day's result is that of a search from the beginning."""
    families = kinship.families(MOTHER, FATHER, OTHER)
    days = [("B1,6/9,16/19",), ("B2,5/9,16/19", "B3,6/9,17/19"), ("B4,6/9.3,11/19",)]
    for number, rows in enumerate([*days, *days]):
        remains = kinship.remains(*rows, name=f"day{number}.csv")
        kept = ("--tables", kinship.home / "kept")
        done = search(remains, families, *kept, out=f"kept{number}", frequencies="south")
        assert done.code == 0, done.err
        fresh = search(remains, families, out=f"fresh{number}", frequencies="south")
        assert fresh.code == 0, fresh.err
        assert results(kinship.home / f"kept{number}") == results(kinship.home / f"fresh{number}")
        if number >= len(days):
            assert "(0 tables computed, 2 held already)" in done.out


def test_a_folder_of_something_else_is_left_alone(kinship, search):
    run_folder = kinship.home / "out" / "run"
    run_folder.mkdir(parents=True)
    (run_folder / "letter.txt").write_text("dear", "utf-8")
    done = search(kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER))
    assert (done.code, done.out) == (1, "")
    assert "not the folder of a run" in squeezed(done.err)
    assert [each.name for each in run_folder.iterdir()] == ["letter.txt"]
    done = search(kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER), out="remains.csv")
    assert (done.code, done.out) == (1, "")
    assert "remains.csv" in done.err


@pytest.mark.usefixtures("tandem", "small_blocks")
def test_runners_give_the_same_bytes(kinship, search, campaign):
    first = search(*campaign, frequencies="tandem", out="serial")
    assert first.code == 0, first.err
    for number in (1, 2):
        done = kinship(
            "search", "--remains", campaign[0], "--families", campaign[1], "--frequencies",
            "tandem", "--runner", "cores", "--workers", number, "--out", kinship.home / f"{number}",
        )  # fmt: skip
        assert done.code == 0, done.err
        assert results(kinship.home / f"{number}") == results(kinship.home / "serial")
    again = search(*campaign, frequencies="tandem", out="serial")
    assert again.code == 0
    assert results(kinship.home / "serial") == results(kinship.home / "1")


@pytest.mark.usefixtures("tandem", "small_blocks")
@pytest.mark.parametrize("at", [0, 1, 3])
def test_an_interruption_between_blocks_is_gone_on_from(kinship, search, campaign, monkeypatch, at):
    whole = search(*campaign, frequencies="tandem", out="whole")
    assert whole.code == 0, whole.err
    compute, numbers = shared.search_block, iter(range(99))

    def search_block(task, block):
        if next(numbers) == at:
            raise KeyboardInterrupt
        return compute(task, block)

    # The name is part of what a run depends on.
    search_block.__module__, search_block.__qualname__ = compute.__module__, compute.__qualname__
    monkeypatch.setattr(shared, "search_block", search_block)
    assert search(*campaign, frequencies="tandem").code == 130
    assert not (kinship.home / "out" / "candidates.csv").exists()
    counted = []
    monkeypatch.setattr(shared, "search_block", partial_of(compute, counted))
    assert search(*campaign, frequencies="tandem").code == 0
    assert len(counted) == 4 - at
    assert results(kinship.home / "out") == results(kinship.home / "whole")


def partial_of(compute, counted):
    def search_block(task, block):
        counted.append(block)
        return compute(task, block)

    search_block.__module__, search_block.__qualname__ = compute.__module__, compute.__qualname__
    return search_block


@pytest.mark.usefixtures("tandem")
def test_ctrl_c_at_any_moment_and_the_same_command_again(kinship, search, campaign):
    """As a person runs it, in a process of its own."""
    assert search(*campaign, frequencies="tandem", out="whole").code == 0
    out = kinship.home / "out"
    command = [
        SCRIPT, "kinship", "search", "--remains", campaign[0], "--families", campaign[1],
        "--frequencies", "tandem", "--runner", "serial", "--out", out,
    ]  # fmt: skip
    started = partial(
        subprocess.Popen,
        list(map(str, command)),
        env=environment(kinship.home / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    codes = []
    for stage, pause in (("building", 0.01), ("searching", 0.0), ("searching", 0.4)):
        child = started()
        while not (line := child.stderr.readline()).startswith(stage) and line:
            pass
        time.sleep(pause)
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
        out_text, err = child.communicate(timeout=60)
        codes.append(child.returncode)
        assert "Traceback" not in err
        if out_text:
            # It had ended already; Python itself may be stopped while it leaves.
            assert results(out) == results(kinship.home / "whole")
        else:
            assert child.returncode == 130, err
    assert 130 in codes
    last = started()
    _, err = last.communicate(timeout=60)
    assert last.returncode == 0, err
    assert results(out) == results(kinship.home / "whole")


@pytest.mark.parametrize("what", ["tables", "run", "candidates"])
def test_a_full_disk_is_told_and_the_run_goes_on(kinship, search, monkeypatch, what):
    files = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER, OTHER)
    assert search(*files, out="whole").code == 0

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        if what == "tables":
            patched.setattr(store.KeptRows, "write", full)
        elif what == "run":
            patched.setattr("repatria.runners.keeping.seal", full)
        else:
            patched.setattr(run, "write", full)
        done = search(*files)
    assert (done.code, done.out) == (1, "")
    assert "disk is full" in done.err or os.strerror(errno.ENOSPC) in done.err
    assert not (kinship.home / "out" / "candidates.csv").exists()
    assert search(*files).code == 0
    assert results(kinship.home / "out") == results(kinship.home / "whole")


def test_two_searches_do_not_share_tables_at_one_time(kinship, search):
    tables = kinship.home / "kept"
    tables.mkdir()
    with held(tables / "lock") as alone:
        assert alone
        done = search(kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER), "--tables", tables)
    assert (done.code, done.out) == (1, "")
    assert "another process is at work on these tables" in squeezed(done.err)


def test_a_relative_may_be_called_remains(kinship, search):
    """No code is reserved."""
    files = kinship.remains("remains,6/9,16/19"), kinship.families("F1,mother,remains,f,6/7,16/17")
    for more in ((), ("--theta", 0.01), ("--silent", 0.01)):
        done = search(*files, *more, out=f"out{len(more) and more[0]}")
        assert done.code == 0, done.err
