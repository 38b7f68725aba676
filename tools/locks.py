"""The two hashed locks: compiled from pyproject.toml, and checked against it without a network.

`requirements.lock` holds what a running Repatria needs; `requirements-dev.lock` holds the same pins
and what tests and checks need. Both name packages, versions and hashes, never a host.

Inside `.venv`: `python -m tools.locks check` or `python -m tools.locks lock [--upgrade]`.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
HEADER = "# Made by `python3 dev.py lock` from pyproject.toml; do not edit.\n# tables: sha256:"
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+?))? *\\?$"
)
HASH = re.compile(r"^ +--hash=(?P<hash>sha256:[0-9a-f]{64})(?: \\)?$")


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock: its file and the parts of pyproject.toml that it answers for."""

    file: str
    extras: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def tables(self, pyproject: dict[str, object]) -> dict[str, object]:
        """The dependency tables that this lock is compiled from."""
        project = _table(pyproject, "project")
        extras = _table(project, "optional-dependencies")
        groups = _table(pyproject, "dependency-groups")
        return {
            "requires-python": project["requires-python"],
            "dependencies": project["dependencies"],
            "extras": {name: extras[name] for name in self.extras},
            "groups": {name: groups[name] for name in self.groups},
        }

    def header(self, pyproject: dict[str, object]) -> str:
        """The comment that ties the lock to the tables it was compiled from."""
        canonical = json.dumps(self.tables(pyproject), sort_keys=True, separators=(",", ":"))
        return HEADER + hashlib.sha256(canonical.encode()).hexdigest() + "\n"

    def direct(self, pyproject: dict[str, object]) -> list[Requirement]:
        """The requirements that pyproject.toml states for this lock."""
        tables = self.tables(pyproject)
        lists = [tables["dependencies"]]
        for name in ("extras", "groups"):
            lists += _table(tables, name).values()
        return [Requirement(str(line)) for each in lists if isinstance(each, list) for line in each]


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked package: its version, where it applies, and the hashes it may have."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]


RUNTIME = Lock("requirements.lock")
DEV = Lock("requirements-dev.lock", extras=("postgres",), groups=("dev",))


def parse(text: str) -> tuple[list[Pin], list[str]]:
    """The pins of a lock, and the lines that belong in no lock (addresses, options, loose text)."""
    pins: list[Pin] = []
    strays: list[str] = []
    for line in text.splitlines():
        if not line.strip() or (line.lstrip().startswith("#") and "://" not in line):
            continue
        if found := PIN.match(line):
            marker = found["marker"] or ""
            pins.append(
                Pin(canonicalize_name(found["name"]), found["version"], marker, frozenset())
            )
        elif pins and (found := HASH.match(line)):
            last = pins[-1]
            pins[-1] = Pin(last.name, last.version, last.marker, last.hashes | {found["hash"]})
        else:
            strays.append(line.strip())
    return pins, strays


def problems(lock: Lock, text: str, pyproject: dict[str, object]) -> list[str]:
    """Everything that is wrong with one lock; nothing when it is in step with pyproject.toml."""
    pins, strays = parse(text)
    found = [f"{lock.file}: does not belong in a lock: {line}" for line in strays]
    found += [f"{lock.file}: {pin.name} has no hash" for pin in pins if not pin.hashes]
    for wanted in lock.direct(pyproject):
        locked = [pin for pin in pins if pin.name == canonicalize_name(wanted.name)]
        if not locked:
            found.append(f"{lock.file}: {wanted.name} is not locked")
        found += [
            f"{lock.file}: {pin.name} {pin.version} is not {wanted.specifier}"
            for pin in locked
            if not wanted.specifier.contains(pin.version, prereleases=True)
        ]
    if not text.startswith(lock.header(pyproject)):
        found.append(f"{lock.file}: pyproject.toml has changed since: run `python3 dev.py lock`")
    return found


def differences(runtime: str, dev: str) -> list[str]:
    """Runtime pins that the development lock does not hold alike: tests would test other code."""
    known = {(pin.name, pin.version, pin.hashes): pin.marker for pin in parse(dev)[0]}
    return [
        f"{DEV.file}: {pin.name} {pin.version} differs from {RUNTIME.file}"
        for pin in parse(runtime)[0]
        if not _covers(known.get((pin.name, pin.version, pin.hashes)), pin.marker)
    ]


def _covers(dev_marker: str | None, runtime_marker: str) -> bool:
    """Whether the development pin applies wherever the runtime pin does."""
    return dev_marker == "" or dev_marker == runtime_marker


def check(root: Path = ROOT) -> list[str]:
    """All problems of both locks in `root`."""
    pyproject = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    texts = {}
    for lock in (RUNTIME, DEV):
        file = root / lock.file
        if not file.exists():
            return [f"{lock.file}: missing: run `python3 dev.py lock`"]
        texts[lock] = file.read_text("utf-8")
    found = [line for lock, text in texts.items() for line in problems(lock, text, pyproject)]
    return found + differences(texts[RUNTIME], texts[DEV])


def compile_locks(options: Sequence[str], root: Path = ROOT) -> None:
    """Write both locks anew and prove that each platform and Python finds its wheels.

    Pins stay where they are unless `options` says `--upgrade`. Raises CalledProcessError when uv
    fails, which has then printed why.
    """
    pyproject = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    for lock in (RUNTIME, DEV):
        command = ["uv", "pip", "compile", "pyproject.toml", "--output-file", lock.file, "--quiet"]
        command += ["--universal", "--python-version", PYTHONS[0], "--generate-hashes"]
        command += ["--no-header", "--no-emit-index-url", "--no-emit-find-links"]
        for extra in lock.extras:
            command += ["--extra", extra]
        for group in lock.groups:
            command += ["--group", group]
        if lock is DEV:
            command += ["--constraints", RUNTIME.file]
        subprocess.run([*command, *options], cwd=root, check=True)
        file = root / lock.file
        file.write_text(lock.header(pyproject) + file.read_text("utf-8"), "utf-8")
        _prove(lock, root)


def _prove(lock: Lock, root: Path) -> None:
    with tempfile.TemporaryDirectory() as empty:
        command = ["uv", "pip", "install", "--dry-run", "--quiet", "--target", empty]
        command += ["--only-binary", ":all:", "--require-hashes", "-r", lock.file]
        for platform, python in itertools.product(PLATFORMS, PYTHONS):
            where = ["--python-platform", platform, "--python-version", python]
            subprocess.run([*command, *where], cwd=root, check=True)
    print(f"{lock.file}: wheels for {len(PLATFORMS)} platforms, Python {', '.join(PYTHONS)}")


def _table(parent: dict[str, object], name: str) -> dict[str, object]:
    table = parent.get(name, {})
    return table if isinstance(table, dict) else {}


def main(argv: Sequence[str]) -> int:
    """Carry out `check` or `lock`."""
    if argv[0] == "lock":
        try:
            compile_locks(argv[1:])
        except subprocess.CalledProcessError as error:
            return error.returncode
    return report(check())


def report(lines: Iterable[str]) -> int:
    """Print each line; 1 when there was one."""
    code = 0
    for line in lines:
        print(line)
        code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
