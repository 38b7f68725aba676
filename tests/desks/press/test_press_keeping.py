"""The folder of documents: whole files or none, for their owner alone."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from desks.press.conftest import left_under_way
from repatria.base.errors import FileRefused
from repatria.desks.press import keeping

Usage = namedtuple("Usage", "total used free")


@trials(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chunks=st.lists(st.binary(max_size=5000), max_size=8), at=st.integers(0, 8))
def test_what_is_cut_off_leaves_nothing(home: Path, chunks: list[bytes], at: int) -> None:
    before = list(keeping.digests())
    arriving = keeping.Arriving()
    for chunk in chunks[:at]:
        arriving.write(chunk)
    assert left_under_way() == [arriving.path]
    arriving.discard()
    assert left_under_way() == []
    assert list(keeping.digests()) == before


@trials(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chunks=st.lists(st.binary(max_size=5000), max_size=8))
def test_what_arrives_whole_lies_under_its_digest(home: Path, chunks: list[bytes]) -> None:
    arriving = keeping.Arriving()
    for chunk in chunks:
        arriving.write(chunk)
    arrived = arriving.whole()
    keeping.keep(arrived)
    arriving.discard()
    data = b"".join(chunks)
    assert arrived.digest == hashlib.sha256(data).hexdigest()
    assert keeping.original(arrived.digest).read_bytes() == data
    assert left_under_way() == []


def test_nobody_else_can_read_a_file_or_its_folder() -> None:
    old = os.umask(0)
    try:
        arriving = keeping.from_bytes(b"held")
        arrived = arriving.whole()
        assert stat.S_IMODE(arriving.path.stat().st_mode) == 0o600
        keeping.keep(arrived)
        arriving.discard()
    finally:
        os.umask(old)
    path = keeping.original(arrived.digest)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (
        path.parent,
        path.parent.parent,
        keeping.folder(),
        keeping.folder() / "arriving",
    ):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_a_killed_process_left_goes_with_the_next_arrival_and_what_is_under_way_stays(
    home: Path,
) -> None:
    script = (
        "import os, sys, time\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'repatria.desks.settings'\n"
        "import django; django.setup()\n"
        "from repatria.desks.press import keeping\n"
        "arriving = keeping.Arriving(); arriving.write(b'half of it')\n"
        "print('under way', flush=True); time.sleep(60)\n"
    )
    env = {**os.environ, "REPATRIA_HOME": str(home)}
    child = subprocess.Popen([sys.executable, "-c", script], env=env, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"under way\n"
    (left,) = left_under_way()
    beside = keeping.from_bytes(b"another")
    assert {*left_under_way()} == {left, beside.path}
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    last = keeping.from_bytes(b"the last")
    assert {*left_under_way()} == {beside.path, last.path}
    beside.discard()
    last.discard()


def test_a_picture_made_anew_stays_while_its_original_is_under_way() -> None:
    arriving = keeping.from_bytes(b"an original")
    made = arriving.path.with_name(f"{arriving.path.name}.jpg")
    made.write_bytes(b"made anew")
    keeping.from_bytes(b"another").discard()
    assert made.exists()
    arriving.discard()
    keeping.from_bytes(b"another").discard()
    assert not made.exists()


def test_a_full_disk_refuses_with_a_sentence_and_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping.shutil, "disk_usage", lambda _: Usage(10**12, 0, 500 * 10**6 + 99))
    keeping.from_bytes(b"x" * 99).discard()
    with pytest.raises(FileRefused, match="not enough room on the disk"):
        keeping.from_bytes(b"x" * 100)
    assert left_under_way() == []


def test_a_file_is_never_read_whole_into_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "film"
    with path.open("wb") as made:
        made.truncate(40 << 20)
    tracemalloc.start()
    began = time.monotonic()
    arriving = keeping.from_file(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert arriving.size == 40 << 20
    assert peak < 8 << 20
    assert time.monotonic() - began < 30
    arriving.discard()
