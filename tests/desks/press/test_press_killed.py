"""A worker that is killed between the commit of the public store and that of the exchange store."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import trial_press
from nursery import installation


def test_it_is_published_once_and_known_to_be_after_it_is_run_again(tmp_path: Path) -> None:
    environment = installation(tmp_path / "home")

    def run(stage: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, trial_press.__file__, stage],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def told() -> dict[str, Any]:
        return dict(json.loads(run("tell").stdout))

    filled = run("fill")
    assert filled.returncode == 0, filled.stderr
    before = {"public": 0, "intakes": 0, "changes": 0, "draft": "seconded", "proposal": "seconded"}
    assert told() == before
    assert run("die").returncode == -signal.SIGKILL
    between = {**before, "public": 1, "intakes": 1, "changes": 1}
    assert told() == between
    assert run("work").returncode == 0
    assert told() == {**between, "draft": "published", "proposal": "done"}
