"""The `.venv` beside dev.py: made in one of three ways, filled from a hashed lock, repaired.

The folder belongs to dev.py: one that an earlier run did not finish, or that another Python or
another place made, is made anew. A stamp inside it makes the next run a matter of milliseconds.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tools.failures import SetUpError, explain
from tools.link import link

ROOT = Path(__file__).resolve().parent.parent
# Started by the Python inside .venv, dev.py must not rebuild .venv with that very Python.
PYTHON = str(getattr(sys, "_base_executable", None) or sys.executable)
LOCKS = {"runtime": "requirements.lock", "dev": "requirements-dev.lock"}
Want = Literal["runtime", "dev"]
Way = Literal["uv", "venv", "pip"]


@dataclass(frozen=True, slots=True)
class Place:
    """A virtual environment: where its Python, its scripts and its packages lie."""

    folder: Path
    scheme: str = "venv"

    def _path(self, name: str) -> Path:
        base = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path(name, self.scheme, vars=base))

    @property
    def scripts(self) -> Path:
        """`bin`, on Windows `Scripts`."""
        return self._path("scripts")

    @property
    def packages(self) -> Path:
        """`site-packages`."""
        return self._path("purelib")

    @property
    def python(self) -> Path:
        """The interpreter."""
        return self.scripts / ("python.exe" if self.scripts.name == "Scripts" else "python")

    @property
    def stamp(self) -> Path:
        """What the last finished set-up left behind."""
        return self.folder / "repatria-stamp.json"


@dataclass(frozen=True, slots=True)
class Means:
    """What this machine has to make and fill an environment with."""

    uv: str | None
    ensurepip: bool
    pip: tuple[str, ...] | None


def choose(means: Means) -> Way:
    """The way to set up: uv, else Python's own venv, else a pip from outside."""
    if means.uv:
        return "uv"
    if means.ensurepip:
        return "venv"
    if means.pip:
        return "pip"
    raise SetUpError(
        "this Python has no ensurepip, and there is no uv and no pip 22.3 or newer: "
        "run `sudo apt-get install python3-venv` (or install uv), then the same command again"
    )


def commands(
    way: Way, means: Means, place: Place, lock: Path, wheels: Path | None = None
) -> tuple[list[str], list[str]]:
    """The command that makes the environment and the one that fills it."""
    folder, python = str(place.folder), str(place.python)
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    hashed = ["--require-hashes", "--only-binary", ":all:", *source]
    if way == "uv":
        uv = str(means.uv)
        return (
            [uv, "venv", "--quiet", "--python", PYTHON, folder],
            [uv, "pip", "sync", "--quiet", "--python", python, *hashed, str(lock)],
        )
    install = ["install", "--quiet", "--no-input", "--disable-pip-version-check"]
    # The lock is whole; pip would not find a pin for what somebody asks for with an extra.
    install += ["--no-deps", "--retries", "2", *hashed, "-r", str(lock)]
    if way == "venv":
        return [PYTHON, "-m", "venv", folder], [python, "-m", "pip", *install]
    make = [PYTHON, "-m", "venv", "--without-pip", folder]
    return make, [*(means.pip or ()), "--python", python, *install]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which Python and folder an environment is for, and the digest of what was installed."""

    python: str
    root: str
    installed: str


def read_stamp(file: Path) -> Stamp | None:
    """The stamp, or None where set-up never finished."""
    try:
        return Stamp(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def step(stamp: Stamp | None, now: Stamp, enough: set[str]) -> Literal["ready", "fill", "make"]:
    """What is left to do, when any digest in `enough` will serve."""
    if stamp is None or (stamp.python, stamp.root) != (now.python, now.root):
        return "make"
    return "ready" if stamp.installed in enough else "fill"


def set_up(want: Want, wheels: Path | None = None, root: Path = ROOT) -> Place:
    """Make `.venv` ready for `want` and return it. Raises SetUpError with one clear line."""
    place = Place(root / ".venv")
    digests = {name: _digest(root, file) for name, file in LOCKS.items()}
    tag = f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"
    now = Stamp(f"{tag} {sysconfig.get_platform()}", str(root), digests[want])
    # The development lock holds every runtime pin, so it serves the demonstration too.
    enough = {digests[want], digests["dev"]}
    todo = step(read_stamp(place.stamp) if place.python.exists() else None, now, enough)
    if todo == "ready":
        return place
    if wheels and not wheels.is_dir():
        raise SetUpError(f"--wheels: there is no folder {wheels}")
    means = Means(_uv(place), importlib.util.find_spec("ensurepip") is not None, _pip())
    way = choose(means)
    make, fill = commands(way, means, place, root / LOCKS[want], wheels)
    place.stamp.unlink(missing_ok=True)
    if todo == "make":
        _remove(place.folder)
    print(f"Setting up {place.folder.name} ({way}) from {LOCKS[want]} ...", flush=True)
    if todo == "make":
        _run(make)
    _run(fill)
    link(root, place.packages, place.scripts, place.python)
    _write(
        place.stamp,
        json.dumps({"python": now.python, "root": now.root, "installed": now.installed}),
    )
    return place


def _digest(root: Path, lock: str) -> str:
    file = root / lock
    if not file.exists():
        raise SetUpError(f"{lock} is missing: this copy of Repatria is not complete")
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    linked = json.dumps([project["version"], project.get("scripts", {})])
    return hashlib.sha256(file.read_bytes() + linked.encode()).hexdigest()


def _uv(place: Place) -> str | None:
    found = shutil.which("uv")
    # The uv inside .venv cannot rebuild the folder that it lives in.
    return found if found and place.folder not in Path(found).absolute().parents else None


def _pip() -> tuple[str, ...] | None:
    for command in ((PYTHON, "-m", "pip"), ("python3", "-m", "pip"), ("pip3",), ("pip",)):
        if shutil.which(command[0]):
            told = subprocess.run([*command, "--version"], capture_output=True, text=True)
            if told.returncode == 0 and can_target(told.stdout):
                return command
    return None


def can_target(told: str) -> bool:
    """Whether the pip that said this of itself knows `--python`: 22.3 and later do."""
    found = re.match(r"pip (\d+)\.(\d+)", told)
    return found is not None and (int(found[1]), int(found[2])) >= (22, 3)


def _run(command: Sequence[str]) -> None:
    dropped = {"PYTHONHOME", "PYTHONPATH"}
    env = {name: value for name, value in os.environ.items() if name not in dropped}
    env["PIP_USER"] = "0"
    done = subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise SetUpError(explain(done.stdout, shutil.disk_usage(ROOT).free))


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        print(f"{folder.name} is unfinished or of another Python: making it anew", flush=True)
        shutil.rmtree(folder)


def _write(file: Path, text: str) -> None:
    """Whole or not at all."""
    part = file.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(file)
