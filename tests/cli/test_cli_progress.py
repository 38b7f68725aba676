"""Progress: plain lines where nobody watches a terminal, a bar where somebody does."""

from __future__ import annotations

import io

from rich.console import Console
from rich.progress import BarColumn, Progress

from repatria.cli import progress


def lines(calls, monkeypatch, seconds=0.0):
    now = iter(range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now) * seconds)
    written = io.StringIO()
    told = progress.Lines(Console(file=written, width=200))
    for call in calls:
        told(*call)
    return written.getvalue().splitlines()


def test_a_line_when_a_stage_begins_and_when_it_ends(monkeypatch):
    calls = [(done, 4000, "storing") for done in (0, 1000, 2000, 4000)] + [(0, 0, "comparing")]
    assert lines(calls, monkeypatch) == [
        "storing 0 of 4,000",
        "storing 4,000 of 4,000",
        "comparing",
    ]


def test_slow_stages_speak_now_and_then(monkeypatch):
    calls = [(done, 100, "grading") for done in (0, 10, 20, 30)]
    assert len(lines(calls, monkeypatch, seconds=10.0)) == 4


def test_a_bar_shows_one_stage_after_the_other():
    with Progress(BarColumn(), console=Console(file=io.StringIO())) as shown:
        bar = progress.Bar(shown)
        bar(0, 0, "reading")
        assert shown.tasks[-1].total is None
        bar(3, 10, "storing")
        (task,) = shown.tasks
        assert (task.description, task.completed, task.total) == ("storing", 3, 10)
        assert task.fields["count"] == "3 of 10"


def test_standard_output_is_kept_for_the_result(demo):
    done = demo("record", "import", "--demo")
    assert "reading" in done.err
    assert "reading" not in done.out
