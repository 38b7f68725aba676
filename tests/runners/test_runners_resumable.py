"""A run that can go on: kept results, other inputs, a full disk, and files that were damaged."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from runner_blocks import dying, hashed, uneven

from repatria.runners import keeping, resumable
from repatria.runners.cores import Cores
from repatria.runners.lock import held
from repatria.runners.resumable import resumed
from repatria.runners.run_folder import BLOCKS, LOCK, MANIFEST, clear
from repatria.runners.runner import RunnerError
from repatria.runners.serial import Serial

SALT = "salt"
BLOCKS_OF_RUN = 24
WHOLE = [hashed(SALT, block) for block in range(BLOCKS_OF_RUN)]


def run(folder, runner=None, function=hashed, blocks=range(BLOCKS_OF_RUN), **more):
    inputs = more.pop("inputs", {"salt": SALT, "remains.csv": "ab" * 32})
    chosen = runner or Serial()
    return resumed(chosen, function, blocks, shared=SALT, folder=folder, inputs=inputs, **more)


def begin(folder, count=5):
    """A run of which so many blocks are kept."""
    results = run(folder)
    for _ in range(count):
        next(results)
    results.close()
    return sorted((folder / BLOCKS).iterdir())


def test_the_same_bytes_whatever_the_runner(tmp_path, runner):
    assert list(run(tmp_path / "run", runner, uneven)) == WHOLE


def test_what_is_kept_is_not_run_again(tmp_path, monkeypatch):
    begin(tmp_path, 5)
    told = []
    assert list(run(tmp_path, progress=lambda *call: told.append(call[:2]))) == WHOLE
    assert told == [(done, BLOCKS_OF_RUN) for done in range(5, BLOCKS_OF_RUN + 1)]


def test_results_come_as_early_as_their_order_allows(tmp_path):
    kept = begin(tmp_path, 6)
    kept[2].unlink()
    results = run(tmp_path)
    assert [next(results) for _ in range(2)] == WHOLE[:2]
    assert not kept[2].exists()
    assert [next(results) for _ in range(4)] == WHOLE[2:6]
    assert not (tmp_path / BLOCKS / "000007").exists()


def test_a_finished_run_is_read_again_without_its_runner(tmp_path):
    begin(tmp_path, BLOCKS_OF_RUN)
    assert list(run(tmp_path, Cores(1))) == WHOLE


def test_inputs_may_be_anything_that_json_has(tmp_path):
    inputs = {"loci": ("TH01", "SE33"), "theta": None, "dropout": {"chance": "0.1"}, "top": 5}
    for _ in range(2):
        assert list(run(tmp_path, inputs=inputs)) == WHOLE
    with pytest.raises(RunnerError, match="input theta: None then, nothing now"):
        next(run(tmp_path, inputs={name: each for name, each in inputs.items() if each}))


def test_a_run_without_blocks(tmp_path):
    assert list(run(tmp_path, blocks=[])) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"inputs": {"salt": "pepper", "remains.csv": "ab" * 32}}, "input salt: salt then, pepper"),
        ({"inputs": {"salt": SALT}}, "input remains.csv: abababababababababababab… then, nothing"),
        ({"inputs": {"salt": SALT, "remains.csv": "ab" * 32, "theta": "0"}}, "theta: nothing then"),
        ({"blocks": range(25)}, "run blocks: 24 then, 25 now"),
        ({"function": uneven}, "run function: runner_blocks.hashed then, runner_blocks.uneven"),
    ],
)
def test_another_run_is_refused_and_the_first_can_go_on(tmp_path, change, words):
    begin(tmp_path)
    with pytest.raises(RunnerError, match="begun otherwise") as raised:
        next(run(tmp_path, **change))
    assert words in str(raised.value)
    assert list(run(tmp_path)) == WHOLE


def test_another_version_is_refused(tmp_path, monkeypatch):
    begin(tmp_path)
    monkeypatch.setattr(resumable, "versions", lambda: {"numpy": "0.1"})
    with pytest.raises(RunnerError, match=r"version of numpy: 2\..* then, 0\.1 now"):
        next(run(tmp_path))


DAMAGE = {
    "cut_short": lambda kept, other: kept[:-3],
    "empty": lambda kept, other: b"",
    "zeros_after_power_was_lost": lambda kept, other: bytes(len(kept)),
    "a_byte_changed": lambda kept, other: kept[:-1] + bytes([kept[-1] ^ 1]),
    "a_byte_more": lambda kept, other: kept + b"\0",
    "head_changed": lambda kept, other: b"x" + kept[1:],
    "the_file_of_another_block": lambda kept, other: other,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_result_is_computed_anew(tmp_path, damage):
    kept = begin(tmp_path, 5)
    whole = kept[3].read_bytes()
    kept[3].write_bytes(DAMAGE[damage](whole, kept[2].read_bytes()))
    assert list(run(tmp_path)) == WHOLE
    assert kept[3].read_bytes() == whole


def test_a_result_of_another_run_is_not_taken(tmp_path):
    begin(tmp_path / "one", 5)
    for _ in run(tmp_path / "two", inputs={"salt": "pepper"}):
        pass
    foreign = tmp_path / "two" / BLOCKS / "000003"
    foreign.replace(tmp_path / "one" / BLOCKS / "000003")
    told = []
    assert list(run(tmp_path / "one", progress=lambda *call: told.append(call[0]))) == WHOLE
    assert told[0] == 4


def test_a_result_changed_while_the_run_goes_on(tmp_path):
    kept = begin(tmp_path, 6)
    results = run(tmp_path)
    next(results)
    kept[3].write_bytes(b"")
    with pytest.raises(RunnerError, match="the result of block 4 of 24 was changed"):
        list(results)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run": 1}', "\xff", "[" * 100_000])
def test_a_manifest_that_cannot_be_read(tmp_path, text):
    begin(tmp_path)
    (tmp_path / MANIFEST).write_text(text, "latin-1")
    with pytest.raises(RunnerError, match=r"run\.json: not readable as what a run depends on"):
        next(run(tmp_path))


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("dear")
    for attempt in (lambda: next(run(tmp_path)), lambda: clear(tmp_path)):
        with pytest.raises(RunnerError, match=r"not the folder of a run, “letters\.txt” is in it"):
            attempt()
    assert [each.name for each in tmp_path.iterdir()] == ["letters.txt"]


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "run").touch()
    with pytest.raises(RunnerError, match="run"):
        next(run(tmp_path / "run"))


def test_two_processes_do_not_share_a_run(tmp_path):
    begin(tmp_path)
    with held(tmp_path / LOCK) as alone:
        assert alone
        for attempt in (lambda: next(run(tmp_path)), lambda: clear(tmp_path)):
            with pytest.raises(RunnerError, match="another process is at work on this run"):
                attempt()
    assert list(run(tmp_path)) == WHOLE


def test_clearing_removes_the_folder(tmp_path):
    begin(tmp_path / "run")
    clear(tmp_path / "run")
    clear(tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_names_everything(tmp_path):
    begin(tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_bytes())
    assert manifest["run"] == {
        "format": 1,
        "blocks": BLOCKS_OF_RUN,
        "function": "runner_blocks.hashed",
    }
    assert set(manifest["version of"]) == {"repatria", "numpy", "numba", "python"}
    assert all(manifest["version of"].values())


def test_only_the_owner_can_read(tmp_path):
    begin(tmp_path / "run")
    for each in (tmp_path / "run").rglob("*"):
        assert each.stat().st_mode & 0o077 == 0, each


@pytest.mark.parametrize("runner", [Serial(), Cores(2)], ids=["serial", "cores"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_takes_no_more(tmp_path, monkeypatch, runner, code):
    synced = []

    def fsync(handle):
        synced.append(handle)
        # The manifest is the first.
        if len(synced) == 8:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(keeping.os, "fsync", fsync)
    words = "Input/output error" if code == errno.EIO else "the disk is full"
    with pytest.raises(RunnerError, match=rf"{words}.*\. 6 of 24 blocks are kept in .*goes on"):
        list(run(tmp_path, runner))
    monkeypatch.undo()
    assert len(list((tmp_path / BLOCKS).iterdir())) == 6
    assert list(run(tmp_path, runner)) == WHOLE


def test_a_disk_that_does_not_take_the_manifest(tmp_path, monkeypatch):
    def fsync(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(keeping.os, "fsync", fsync)
    with pytest.raises(RunnerError, match="the disk is full"):
        next(run(tmp_path))
    monkeypatch.undo()
    assert not (tmp_path / MANIFEST).exists()
    assert list(run(tmp_path)) == WHOLE


def test_a_file_that_grows_over_a_limit(tmp_path):
    """The kernel itself stops the write in the middle of a block."""
    program = [sys.executable, str(Path(__file__).with_name("runner_blocks.py"))]
    arguments = [str(tmp_path / "run"), "serial", "40"]

    def limit():
        # A block of 6 times 32 bytes with its head is longer; the manifest is not.
        resource.setrlimit(resource.RLIMIT_FSIZE, (256, 256))

    stopped = subprocess.run([*program, *arguments], capture_output=True, preexec_fn=limit)
    assert stopped.returncode == 1
    assert b"the disk is full, or a limit on files is reached" in stopped.stderr
    assert b"of 40 blocks are kept" in stopped.stderr
    assert not list((tmp_path / "run").rglob(f"*{keeping.DRAFT}"))
    kept = len(list((tmp_path / "run" / BLOCKS).iterdir()))
    assert f"{kept} of 40".encode() in stopped.stderr
    done = subprocess.run([*program, *arguments], capture_output=True, check=True)
    assert done.stdout == b"".join(hashed(SALT, block) for block in range(40))


def test_a_worker_that_dies_leaves_a_run_that_can_go_on(tmp_path):
    work = resumed(Cores(1), dying, range(6), shared=0, folder=tmp_path, inputs={"why": "a test"})
    with pytest.raises(RunnerError, match=r"died at block 4 of 6.*\. 3 of 6 blocks are kept"):
        list(work)
