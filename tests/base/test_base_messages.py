from __future__ import annotations

from repatria.base.messages import message
from repatria.base.progress import Progress, silent


def test_a_message_is_marked_and_left_as_it_is() -> None:
    assert message("Said by: {speaker}.") == "Said by: {speaker}."


def test_progress_that_nobody_watches_says_nothing() -> None:
    watcher: Progress = silent
    watcher(1, 2, "grading")
