"""The style sheet: contrast in light and dark, and a rule for whatever the charts draw."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import repatria.desks.common as common

FOLDER = Path(common.__file__).parent
SHEET = (FOLDER / "static/common/repatria.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#\w+)", block))
    for block in re.findall(r":root \{(.*?)\}", SHEET, re.S)[:2]
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "a", "b", "gap", "ok", "p2", "p3", "p4", "p5"])
def test_whatever_carries_text_can_be_read(palette: dict[str, str], name: str) -> None:
    for ground in ("paper", "wash"):
        assert contrast(palette[name], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_fields_and_base_lines_can_be_seen(palette: dict[str, str]) -> None:
    assert contrast(palette["edge"], palette["paper"]) >= 3


def test_braces_match_and_nothing_is_fetched_from_elsewhere() -> None:
    assert SHEET.count("{") == SHEET.count("}")
    assert "url(" not in SHEET
    assert "@import" not in SHEET


def test_every_class_of_the_charts_has_a_rule() -> None:
    code = "".join(file.read_text("utf-8") for file in (FOLDER / "charts").glob("*.py"))
    written = " ".join(re.findall(r'class_=f?"([^"]*)"', code))
    names = {name for name in re.split(r"[\s{}.]+", written) if re.fullmatch(r"[a-z]+", name)}
    assert names >= {"solid", "pale", "timeline", "gapline", "balance"}
    ours = names - {"colour", "line", "plot", "class", "strip"}
    missing = {name for name in ours if f".{name}" not in SHEET}
    assert not missing


def test_every_grade_has_an_edge_of_its_own() -> None:
    grades = (
        *("signed", "agreed", "corroborated", "single", "contested"),
        *("discounted", "none", "notstated", "nothing"),
    )
    rules = [re.search(rf"\.chip\.{grade} \{{(.*?)\}}", SHEET) for grade in grades]
    bodies = [rule[1].strip() for rule in rules if rule]
    assert len(set(bodies)) == len(grades)


def test_templates_hold_no_style_and_no_script() -> None:
    own = r'<script(?! src="\{% static "[\w./-]+" %\}" defer></script>)'
    for file in (FOLDER / "templates").rglob("*.html"):
        text = file.read_text("utf-8")
        assert not re.search(rf'\sstyle=|<style|{own}|\son\w+="', text), file
