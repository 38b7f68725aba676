"""The figures of the method pages: computed anew, legible, referred to and described."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tools import figures
from tools.figure_cases import RELATIVES
from tools.line_chart import SIZE, WIDTH

from repatria.desks.common.charts.svg import width

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / figures.FOLDER
PAGES = {path.name: path.read_text("utf-8") for path in (ROOT / "docs/methods").glob("*.md")}
SHOWN = re.compile(r"!\[([^\]]*)\]\(\.\./images/methods/([\w-]+)\.svg\)\n\n(\*[^*].*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SPACE = "{http://www.w3.org/2000/svg}"
NAMES = sorted(figures.FIGURES)


def kept(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text("utf-8")


def test_the_folder_holds_the_figures_and_nothing_else() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == NAMES


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"relatives"}))
def test_a_figure_is_what_the_engine_computes(name: str) -> None:
    old, new = kept(name), figures.FIGURES[name]() + "\n"
    assert NUMBER.sub("0", new) == NUMBER.sub("0", old)
    # Coordinates stand with two decimals; the last may turn on another machine.
    assert [float(each) for each in NUMBER.findall(new)] == pytest.approx(
        [float(each) for each in NUMBER.findall(old)], abs=0.011
    )


def test_the_figure_of_power_is_drawn_from_the_same_relatives() -> None:
    old, new = kept("relatives"), figures.relatives(families=1) + "\n"
    assert all(f">{relatives}</text>" in old for relatives in RELATIVES)
    assert NUMBER.sub("0", new) == NUMBER.sub("0", old)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_can_be_read_by_everyone(name: str) -> None:
    root = ElementTree.fromstring(kept(name))
    title, description = root.find(f"{SPACE}title"), root.find(f"{SPACE}desc")
    assert title is not None
    assert description is not None
    assert len(title.text or "") > 10
    assert len(description.text or "") > 80
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    for each in root.iter(f"{SPACE}text"):
        if each.get("x") is None:  # turned, along the axis
            continue
        at, wide = float(each.get("x", "")), width(each.text or "", SIZE)
        left = at - {"end": wide, "middle": wide / 2}.get(each.get("text-anchor", ""), 0)
        assert left > 0
        assert left + wide * 0.9 < WIDTH, each.text  # `width` says rather too much


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"relatives"}))
def test_lines_differ_by_more_than_colour(name: str) -> None:
    lines = ElementTree.fromstring(kept(name)).iter(f"{SPACE}polyline")
    dash_of_colour: dict[str, set[str]] = {}
    for each in lines:
        dash_of_colour.setdefault(each.get("stroke", ""), set()).add(
            each.get("stroke-dasharray", "")
        )
    assert all(len(dashes) == 1 for dashes in dash_of_colour.values())
    assert len({min(dashes) for dashes in dash_of_colour.values()}) == len(dash_of_colour)


def test_every_figure_stands_in_a_page_with_its_description_and_caption() -> None:
    found = {name: alt for page in PAGES.values() for alt, name, _ in SHOWN.findall(page)}
    assert sorted(found) == NAMES
    assert all(len(alt) > 80 for alt in found.values())


def test_every_figure_that_a_page_shows_is_there() -> None:
    for page in PAGES.values():
        for name in re.findall(r"images/methods/([\w-]+)\.svg", page):
            assert name in figures.FIGURES


def test_the_page_gives_the_numbers_of_the_figure_of_power() -> None:
    (told,) = re.findall(r"<desc[^>]*>([^<]*)</desc>", kept("relatives"))
    alt = next(
        alt
        for alt, name, _ in SHOWN.findall(PAGES["kinship-likelihoods.md"])
        if name == "relatives"
    )
    for relatives in RELATIVES:
        (value,) = re.findall(rf"[:;] {relatives} ([\d.]+)", told)
        assert f"{relatives} {value}" in " ".join(alt.split())
