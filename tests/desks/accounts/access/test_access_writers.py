"""Many writers at once, in processes and threads: one chain, without a gap."""

from __future__ import annotations

from trial_chain import tried

PROCESSES, THREADS, ROWS = 3, 3, 20


def test_writers_at_once_make_one_chain(tmp_path):
    found = tried(tmp_path / "home", PROCESSES, THREADS, ROWS)
    assert found["failed"] == []
    kept = PROCESSES * THREADS * ROWS * 4 // 5  # every fifth is rolled back
    assert (found["appended"], found["rows"], found["last"]) == (kept, kept, kept)
    assert found["breaks"] == []
    assert found["whole"]
