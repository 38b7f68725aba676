"""What was compiled is never used after a change of the engine's source."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from repatria.kinship import compiled, fill, peel, sum_out, transmit

KERNELS = (peel.peel, peel.solved, fill.fill, sum_out.sum_out, transmit.transmitted, transmit.draws)


def test_every_kernel_is_kept_under_the_digest_of_the_engine():
    for each in KERNELS:
        assert compiled._digest() in each._cache.cache_path


def test_any_change_of_any_file_gives_another_digest(tmp_path, monkeypatch):
    (tmp_path / "one.py").write_text("a = 1\n", "utf-8")
    monkeypatch.setattr(compiled, "_ENGINE", tmp_path)
    before = compiled._digest()
    assert compiled._digest() == before
    (tmp_path / "one.py").write_text("a = 2\n", "utf-8")
    changed = compiled._digest()
    (tmp_path / "one.py").rename(tmp_path / "two.py")
    assert len({before, changed, compiled._digest()}) == 3


def test_a_folder_that_cannot_be_written_does_not_stop_anything(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    code = "from repatria.kinship import compiled; print(compiled._KEPT)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "NUMBA_CACHE_DIR": str(blocked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_dir()
