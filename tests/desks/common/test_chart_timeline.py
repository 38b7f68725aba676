"""The timeline: proportional, complete, nothing over anything else."""

from __future__ import annotations

from typing import Literal, TypeAlias

import pytest
from chart_reading import assert_clear, assert_safe, boxes, parsed, squashed, with_class, words
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.desks.common.charts.marks import State
from repatria.desks.common.charts.timeline import BAR, Cell, Day, Mark, Row, Timeline, draw

STATES: list[State] = [
    "stated",
    "none",
    "not_stated",
    "nothing_found",
    "stated_without_number",
]
Kind: TypeAlias = Literal["living", "remains"]
numbers = st.integers(min_value=0, max_value=10**6)
short = st.text(max_size=24)


@st.composite
def marks(draw_: st.DrawFn, party: int) -> Mark:
    text = draw_(short)
    state = draw_(st.sampled_from(STATES))
    if state != "stated":
        return Mark(party=party, state=state, text=text)
    low, high = sorted((draw_(numbers), draw_(numbers)))
    shape = draw_(st.sampled_from(["exact", "range", "least", "most"]))
    bounds = {"exact": (low, low), "range": (low, high), "least": (low, None), "most": (None, high)}
    return Mark(party=party, state="stated", low=bounds[shape][0], high=bounds[shape][1], text=text)


@st.composite
def cells(draw_: st.DrawFn) -> Cell | None:
    if draw_(st.booleans()):
        return None
    parties = draw_(st.lists(st.integers(0, 7), unique=True, max_size=4))
    return Cell(
        bars=tuple(draw_(marks(party)) for party in parties),
        href=draw_(st.sampled_from(["", "/leg/1?a=1&b=2"])),
        label=draw_(st.one_of(st.just(""), short)),
        contested=draw_(st.booleans()),
        ordinal=draw_(st.one_of(st.none(), st.text(max_size=3))),
        title=draw_(short),
    )


@st.composite
def timelines(draw_: st.DrawFn) -> Timeline:
    count = draw_(st.integers(1, 60 if draw_(st.integers(0, 9)) == 0 else 6))
    days = tuple(Day(label=draw_(short), sublabel=draw_(short)) for _ in range(count))
    rows = tuple(
        Row(
            label=draw_(short),
            sublabel=draw_(short),
            kind=draw_(st.sampled_from(["living", "remains"])),
            cells=tuple(draw_(cells()) for _ in days),
        )
        for _ in range(draw_(st.integers(0, 3)))
    )
    return Timeline(title=draw_(short), desc=draw_(short), days=days, rows=rows, id_prefix="t")


def one_row(*texts_and_numbers: tuple[int, int], kind: Kind = "remains") -> Timeline:
    bars = tuple(
        Mark(party=p, state="stated", low=n, high=n, text=f"{n:,}") for p, n in texts_and_numbers
    )
    cell = Cell(bars=bars, title="a sentence")
    row = Row(label="Remains", sublabel="", kind=kind, cells=(cell,))
    return Timeline(title="T", desc="D", days=(Day(label="14"),), rows=(row,), id_prefix="t")


def of_states(
    state: State, kind: Kind = "remains", href: str = "", ordinal: str | None = None
) -> Timeline:
    cell = Cell(bars=(Mark(party=0, state=state, text="in words"),), href=href, ordinal=ordinal)
    row = Row(label="R", sublabel="", kind=kind, cells=(cell,))
    return Timeline(title="T", desc="D", days=(Day(label="14"),), rows=(row,), id_prefix="t")


@settings(max_examples=60, deadline=None)
@given(timelines())
def test_whatever_is_said_the_drawing_is_sound_and_nothing_overlaps(picture: Timeline) -> None:
    root = parsed(draw(picture))
    assert_safe(root)
    names, plot = root
    assert_clear(boxes(names, float(names.get("width", 0))))
    width = float(plot.get("width", 0))
    for each in (width, width * 1.7):
        found = boxes(plot, each)
        assert_clear(found)
        assert all(box.left >= -1 and box.right <= each + 1 for box in found)
    height = float(plot.get("height", 0))
    assert all(box.top >= 0 and box.bottom <= height for box in boxes(plot, width))


@settings(max_examples=60, deadline=None)
@given(timelines())
def test_a_cell_stays_within_its_row(picture: Timeline) -> None:
    _names, plot = parsed(draw(picture))
    for cell in (e for e in plot if any(with_class(e, "hit"))):
        (hit,) = with_class(cell, "hit")
        upper, height = float(hit.get("y", 0)), float(hit.get("height", 0))
        assert all(upper <= b.top and b.bottom <= upper + height for b in boxes(cell, 100))
        for bar in (e for e in cell.iter("rect") if e is not hit):
            assert float(bar.get("y", 0)) >= upper


@settings(max_examples=60, deadline=None)
@given(timelines())
def test_every_word_is_on_the_drawing(picture: Timeline) -> None:
    root = parsed(draw(picture))
    written = words(root)
    for day in picture.days:
        assert squashed(day.label) in written
        assert squashed(day.sublabel) in written
    for row in picture.rows:
        assert squashed(row.label) in written
        assert squashed(row.sublabel) in written
        for cell in filter(None, row.cells):
            said = [cell.label] if cell.label else [mark.text for mark in cell.bars]
            assert all(squashed(text) in written for text in said)
            assert squashed(cell.ordinal or "") in written or row.kind == "remains"
    titles = [squashed(title.text or "") for title in root.iter("title")]
    assert squashed(picture.title) in titles
    assert all(
        squashed(cell.title) in titles
        for row in picture.rows
        for cell in row.cells
        if cell and cell.title
    )


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_heights_are_in_proportion_within_a_row(one: int, other: int) -> None:
    drawn = with_class(parsed(draw(one_row((0, one), (1, other)))), "solid")
    heights = [float(bar.get("height", 0)) for bar in drawn]
    most = max(one, other)
    assert heights == pytest.approx([max(2, BAR * n / most) for n in (one, other)], abs=0.01)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_range_is_solid_to_its_least_and_pale_to_its_most(low: int, more: int) -> None:
    mark = Mark(party=0, state="stated", low=low, high=low + more)
    row = Row(label="R", sublabel="", kind="remains", cells=(Cell(bars=(mark,)),))
    root = parsed(
        draw(Timeline(title="T", desc="", days=(Day(label="1"),), rows=(row,), id_prefix="t"))
    )
    (solid,), (pale,) = with_class(root, "solid"), with_class(root, "pale")
    whole = float(solid.get("height", 0)) + float(pale.get("height", 0))
    assert whole == pytest.approx(BAR, abs=0.02)
    assert float(solid.get("height", 0)) == pytest.approx(
        max(2, BAR * low / (low + more)), abs=0.01
    )


def test_a_party_keeps_its_place() -> None:
    both = with_class(parsed(draw(one_row((0, 5), (1, 5)))), "solid")
    left, right = (float(bar.get("x", 0)) for bar in both)
    swapped = with_class(parsed(draw(one_row((1, 5), (0, 5)))), "p1")
    assert left < right
    assert [float(bar.get("x", 0)) for bar in swapped] == [right]


def test_the_three_kinds_of_nothing_differ_in_shape() -> None:
    none = parsed(draw(of_states("none")))
    silent = parsed(draw(of_states("not_stated")))
    empty = parsed(draw(of_states("nothing_found")))
    assert [bar.get("height") for bar in with_class(none, "solid")] == ["3"]
    assert len(with_class(silent, "dash")) == 1
    assert not with_class(silent, "solid")
    assert not with_class(empty, "solid") + with_class(empty, "dash")
    assert all("inwords" in words(root) for root in (none, silent, empty))


def test_a_living_leg_without_a_number_is_a_dashed_circle_with_its_ordinal() -> None:
    root = parsed(draw(of_states("not_stated", kind="living", ordinal="4")))
    assert [ring.tag for ring in with_class(root, "ring", "dash")] == ["circle"]
    assert "4" in words(root)
    spoken = parsed(draw(of_states("stated_without_number", kind="living", ordinal="4")))
    assert with_class(spoken, "ring")
    assert not with_class(spoken, "dash")


def test_a_contested_day_is_marked_in_the_colour_of_difference() -> None:
    bars = (
        Mark(party=0, state="stated", low=1245, high=1245, text="1,245"),
        Mark(party=1, state="stated", low=1248, high=1248, text="1,248"),
    )
    row = Row(label="R", sublabel="", kind="remains", cells=(Cell(bars=bars, contested=True),))
    root = parsed(
        draw(Timeline(title="T", desc="", days=(Day(label="1"),), rows=(row,), id_prefix="t"))
    )
    assert {e.tag for e in with_class(root, "differ")} == {"rect", "text"}
    assert "1,245|1,248" in words(root)


def test_an_image_holds_no_links() -> None:
    plain, linked = of_states("none"), of_states("none", href="/leg/1")
    assert [e.get("role") for e in parsed(draw(plain)).iter("svg")][1] == "img"
    assert not list(parsed(draw(plain)).iter("a"))
    assert [e.get("role") for e in parsed(draw(linked)).iter("svg")][1] == "group"
    assert [a.get("href") for a in parsed(draw(linked)).iter("a")] == ["/leg/1"]


def test_a_malformed_timeline_is_refused() -> None:
    with pytest.raises(ValueError):
        Cell(bars=(Mark(party=0, state="none"), Mark(party=0, state="none")))
    two_cells = Row(label="R", sublabel="", kind="remains", cells=(None, None))
    with pytest.raises(ValueError):
        Timeline(title="T", desc="", days=(Day(label="1"),), rows=(two_cells,), id_prefix="t")
    with pytest.raises(ValueError):
        Timeline(title="T", desc="", days=(), rows=(), id_prefix="two words")
