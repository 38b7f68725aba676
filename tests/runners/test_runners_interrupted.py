"""Runs that are stopped at moments of chance, by Ctrl-C and by force, and then go on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from runner_blocks import hashed

BLOCKS = 150
PROGRAM = [sys.executable, str(Path(__file__).with_name("runner_blocks.py"))]
WHOLE = b"".join(hashed("salt", block) for block in range(BLOCKS))


def started(folder: Path, runner: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, str(folder), runner, str(BLOCKS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell makes what it starts in the background ignore Ctrl-C, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


@pytest.mark.parametrize("runner", ["serial", "cores"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl_c", "by_force"])
def test_stopped_again_and_again_it_comes_to_the_same_bytes(tmp_path, runner, how):
    chance = random.Random(f"{runner} {how}")
    kept, stops = 0, 0
    while True:
        process = started(tmp_path / "run", runner)
        # From before the first line of the program to the middle of the blocks.
        time.sleep(chance.uniform(0, 0.7))
        # A terminal sends Ctrl-C to the whole group, workers and all.
        group = os.getpgid(process.pid)
        os.killpg(group, how) if how == signal.SIGINT else process.send_signal(how)
        out, err = process.communicate(timeout=30)
        assert WHOLE.startswith(out)
        if process.returncode == 0:
            break
        stops += 1
        # An interruption before Python is up ends it in a way of its own.
        assert process.returncode == -how or b"KeyboardInterrupt" in err
        # Nobody but the one who was stopped tells of it: no worker.
        assert b"spawn_main" not in err
        files = list((tmp_path / "run" / "blocks").glob("*[0-9]"))
        assert len(files) >= kept
        kept = len(files)
        if stops == 6:
            out, err = started(tmp_path / "run", runner).communicate(timeout=30)
            break
    assert out == WHOLE
    assert stops > 0
    assert not list((tmp_path / "run").rglob("*.part"))


def test_workers_end_when_the_one_that_leads_them_is_killed(tmp_path):
    process = started(tmp_path / "run", "cores")
    while not list(tmp_path.glob("run/blocks/*")):
        time.sleep(0.01)
    process.kill()
    # The pipes close only when the last process that holds them has ended.
    process.communicate(timeout=20)
