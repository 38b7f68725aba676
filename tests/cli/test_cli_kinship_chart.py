"""The chart of `kinship lr`: one SVG file that says everything without colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from kinship_running import at_home

from repatria.desks.common.charts.svg import width

SVG = "{http://www.w3.org/2000/svg}"
NORTH = ("--population", "north", "--mutation", "none")
MARKERS = "TH01,vWA,FGA"
MOTHER = "F1,mother,R1,f,6/7,16/17,20/21"
WIDE = 760


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


@pytest.fixture
def drawn(kinship, tmp_path):
    """The root of the chart of families and remains."""

    def draw(families, remains, *options):
        path = tmp_path / "chart.svg"
        done = kinship(
            "lr", kinship.families(*families, markers=MARKERS),
            kinship.remains(*remains, markers=MARKERS), *(options or NORTH), "--chart", path,
        )  # fmt: skip
        assert done.code == 0
        return ElementTree.fromstring(path.read_text("utf-8"))

    return draw


def _texts(root):
    return [each.text for each in root.iter(f"{SVG}text")]


def _bars(root):
    return root.findall(f"{SVG}rect[@height='12']")


def test_there_is_one_bar_a_marker_on_the_side_it_speaks_for(drawn):
    root = drawn([MOTHER], ["B1,6/9,16/19,21/21"])
    bars = _bars(root)
    assert len(bars) == 3
    texts = _texts(root)
    assert [each for each in texts if each in MARKERS.split(",")] == MARKERS.split(",")
    logs = [float(each) for each in texts if re.fullmatch(r"[+-]\d+\.\d\d", each)]
    middle = (130 + WIDE - 130) / 2
    for bar, log in zip(bars, logs, strict=True):
        start, length = float(bar.get("x")), float(bar.get("width"))
        assert start + (length if log < 0 else 0) == pytest.approx(middle, abs=0.02)
        assert length == pytest.approx(abs(log) * (middle - 130), abs=0.01 * (middle - 130))


def test_title_and_description_hold_the_claim_and_what_it_rests_on(drawn):
    root = drawn([MOTHER], ["B1,6/9,16/19,21/21"])
    assert root.get("role") == "img"
    assert [each.tag for each in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Is it so that the remains are missing person of family F1?"
    for words in ("times as probable if", "population north", "mutation: none"):
        assert words in root[1].text


def test_samples_population_and_models_can_be_read_on_the_picture(drawn):
    seen = " ".join(_texts(drawn([MOTHER], ["B1,6/9,16/19,21/21"])))
    for words in (
        "log10 of the whole ratio: ",
        "R1: mother; remains: sample B1",
        "population north: 4 markers, theta 0, minimum frequency none",
        "source: made up for tests",
        "mutation: none; untyped founders kept; dropout 0.1",
    ):
        assert words in seen


def test_an_exclusion_is_an_arrow_and_a_word(drawn):
    root = drawn([MOTHER], ["B1,9/9,16/19,21/21"])
    assert len(root.findall(f"{SVG}path")) == 1
    assert len(_bars(root)) == 2
    texts = _texts(root)
    assert "excluded" in texts
    assert "Excluded: the first hypothesis cannot give the readings." in texts


def test_contradictory_references_are_words_without_a_bar(drawn):
    root = drawn(
        [MOTHER, "F1,father,R2,m,6/7,16/17,20/21", "F1,full brother,R3,m,9/9.3,16/17,20/21"],
        ["B1,6/7,16/17,20/20"],
    )
    texts = _texts(root)
    assert "references contradict each other" in texts
    assert "No ratio: the references contradict each other." in texts
    assert len(_bars(root)) == 2


def test_a_mutation_and_a_marker_not_typed_are_words_too(drawn):
    root = drawn([MOTHER], ["B1,9/9,,21/21"], "--population", "north", "--mutation", "equal")
    texts = _texts(root)
    assert "not typed" in texts
    assert [each for each in texts if re.fullmatch(r"-\d\.\d\d mutation", each)]


def test_every_reading_of_the_family_is_drawn(drawn):
    root = drawn([MOTHER, "F1,uncle,R2,m,6/9,17/19,20/22"], ["B1,6/9,16/19,21/21"])
    assert len(_bars(root)) == 6
    texts = _texts(root)
    assert "Reading 1: R2 is the father's brother" in texts
    assert "Reading 2: R2 is the mother's brother" in texts
    assert "Reading 2" in root[1].text


def test_no_text_leaves_the_picture_and_none_lies_on_another(drawn):
    long = "Ж" * 59
    root = drawn(
        [f"{long},mother,{long[:40]}1,f,6/7,16/17,20/21", f"{long},uncle,R2,m,9/9,17/19,20/22"],
        ["B1,6/9,16/16,22/22"], "--population", "north", "--mutation", "equal", "--rate", "1e-6",
    )  # fmt: skip
    high = float(root.get("height"))
    boxes = []
    for each in root.iter(f"{SVG}text"):
        size = float(each.get("font-size", 13))
        x, y, wide = float(each.get("x")), float(each.get("y")), width(each.text, size)
        x -= {"end": wide, "middle": wide / 2}.get(each.get("text-anchor"), 0)
        assert size >= 11
        assert 0 <= x <= WIDE - wide
        assert size <= y <= high - 4
        boxes.append((x, x + wide, y - size * 0.8, y + size * 0.2))
    for place, (left, right, top, bottom) in enumerate(boxes):
        for one in boxes[place + 1 :]:
            apart = right <= one[0] or one[1] <= left or bottom <= one[2] or one[3] <= top
            assert apart


def test_hostile_names_stay_text(kinship, tmp_path):
    families = kinship.families('<script>&,mother,"R1\'><x",f,6/7,16/17', markers="TH01,vWA")
    path = tmp_path / "chart.svg"
    done = kinship("lr", families, kinship.remains("B1,6/9,16/19"), *NORTH, "--chart", path)
    assert done.code == 0, done.err
    root = ElementTree.fromstring(path.read_text("utf-8"))
    assert root[0].text == "Is it so that the remains are missing person of family <script>&?"
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "line", "path",
    }  # fmt: skip


def test_a_file_that_is_read_is_never_drawn_over(kinship, tmp_path):
    families, remains = kinship.families(MOTHER, markers=MARKERS), kinship.remains("B1,6/9,16/19")
    before = families.read_bytes()
    for name in (families, remains, tmp_path / "." / families.name):
        done = kinship("lr", families, remains, *NORTH, "--chart", name)
        assert done.code == 2
        assert "which is read" in done.err
    assert families.read_bytes() == before


def test_a_chart_that_cannot_be_written_is_told(kinship, tmp_path):
    files = kinship.families(MOTHER, markers=MARKERS), kinship.remains("B1,6/9,16/19")
    done = kinship("lr", *files, *NORTH, "--chart", tmp_path / "no" / "chart.svg")
    assert (done.code, done.out) == (1, "")
    assert "there is no such folder" in done.err
    assert kinship("lr", *files, *NORTH, "--chart", tmp_path).code == 2
