"""The front door: the layout is found out, and all layouts give the same population."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from frequency_strategies import (
    ladder,
    listed,
    populations,
    read_text,
    slow,
    strider,
    told,
)
from hypothesis import given

from repatria.base.errors import InputError
from repatria.formats.frequencies import read_frequencies
from repatria.kinship.population import FIVE_OVER_2N, Population

LADDER = "Allele,TH01,FGA\nN,361,361\n6,0.25,\n9.3,0.75,\n20,,1\n"
LIST = "TH01\n6\t0.25\n9.3\t0.75\n\nFGA\n20\t1\n"
MERLIN = "M TH01\nA 6 0.25\nA 9.3 0.75\nM FGA\nA 20 1\n"
STRIDER = "TH01,\nAllele,A\n,361\n6,0.25\n9.3,0.75\nFGA,\nAllele,A\n,361\n20,1\n"
NATIVE = "# format: repatria-frequencies/1\n# name: native\n# minimum: 5/2N\n" + LADDER
LAYOUTS = {"ladder": LADDER, "list": LIST, "merlin": MERLIN, "strider": STRIDER, "native": NATIVE}
COUNTED = {"ladder", "strider", "native"}


def figures(population: Population) -> dict[str, tuple[tuple[str, ...], tuple[float, ...]]]:
    return {name: (m.alleles, m.frequencies) for name, m in population.markers.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_recognised(layout: str) -> None:
    read = read_text(LAYOUTS[layout])
    assert figures(read.value) == {"TH01": (("6", "9.3"), (0.25, 0.75)), "FGA": (("20",), (1.0,))}
    assert read.value.markers["TH01"].samples == (722 if layout in COUNTED else 0)
    assert read.value.markers["TH01"].chromosome == "11"
    assert (read.value.theta, read.value.minimum) == (0, FIVE_OVER_2N)
    assert read.sha256 == hashlib.sha256(LAYOUTS[layout].encode()).hexdigest()


@slow
@given(populations(plain=True))
def test_the_same_figures_come_out_of_every_layout(population: Population) -> None:
    for text in (ladder(population), listed(population), listed(population, merlin=True)):
        assert figures(read_text(text).value) == figures(population)
    for padded in (True, False):
        text = strider(population, padded=padded)
        assert figures(read_text(text, population="northland").value) == figures(population)


@slow
@given(populations(plain=True))
def test_n_counts_persons_and_each_has_two_alleles(population: Population) -> None:
    for read in (read_text(ladder(population)), read_text(strider(population), "x", "NORTHLAND")):
        for name, marker in read.value.markers.items():
            assert marker.samples == population.markers[name].samples


@slow
@given(populations(plain=True))
def test_a_table_of_per_mille_rounding_is_scaled_and_told(population: Population) -> None:
    short = {name: value for name, value in population.markers.items() if len(value.alleles) > 1}
    text = "Allele," + ",".join(short) + "\n"
    rows = sorted({allele for marker in short.values() for allele in marker.alleles})
    for allele in rows:
        cells = [marker.frequency(allele) * 1.004 for marker in short.values()]
        text += ",".join([allele, *(repr(min(cell, 1)) if cell else "" for cell in cells)]) + "\n"
    if not short or any(max(marker.frequencies) > 0.99 for marker in short.values()):
        return
    read = read_text(text)
    for name, marker in read.value.markers.items():
        assert marker.frequencies == pytest.approx(short[name].frequencies, rel=1e-12)
        assert f"field {name}: the frequencies summed to 1.004000" in told(read)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("utf-16-le", codecs.BOM_UTF16_LE), ("cp1251", b"")],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_as_they_occur(encoding: str, mark: bytes, ends: str) -> None:
    for text in (LADDER.replace("Allele", "Аллель"), LIST, STRIDER, NATIVE):
        data = mark + text.replace("\n", ends).encode(encoding)
        assert read_text(data).value.markers.keys() == {"TH01", "FGA"}


def test_a_name_comes_from_the_file_the_column_or_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "northland 2001.csv"
    path.write_text(LADDER)
    assert read_frequencies(path).value.name == "northland 2001"
    assert read_frequencies(path, name="other").value.name == "other"
    assert "northland 2001.csv" in read_frequencies(path).value.source
    assert hashlib.sha256(LADDER.encode()).hexdigest() in read_frequencies(path).value.source
    path.write_text(STRIDER)
    assert read_frequencies(path).value.name == "A"
    path.write_text(NATIVE)
    assert read_frequencies(path).value.name == "native"


def test_a_population_is_chosen_in_one_layout_only() -> None:
    for layout in ("ladder", "list", "native"):
        with pytest.raises(InputError, match=r"field population.*STRidER's table only"):
            read_text(LAYOUTS[layout], population="A")


@pytest.mark.parametrize("text", ["hello\n", "a,b\n1,2\n", "Name\tAge\nA\t3\n", "TH01\n"])
def test_what_is_no_table_of_frequencies_is_refused_with_what_is_expected(text: str) -> None:
    with pytest.raises(InputError, match=r"file\.csv: this is no table of frequencies"):
        read_text(text)
