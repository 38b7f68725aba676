"""Finds files that name a package registry's host: which mirror to use is the user's matter."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HOST = re.compile(
    r"\b(?:(?:test\.)?pypi|(?:files\.)?pythonhosted|registry\.(?:npmjs|yarnpkg)|"
    r"(?:deb|security)\.debian|archive\.ubuntu|index\.crates|proxy\.golang)\.(?:org|com|io)\b"
)
HIDDEN_BUT_OURS = {".ci", ".github", ".gitignore"}
PASSED_OVER = {"__pycache__", "build", "dist", "home", "node_modules", "shots"}


def texts(root: Path) -> Iterator[tuple[Path, str]]:
    """Every text file of the project with its content; caches and environments are passed over."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(filter(_ours, folders))
        for name in sorted(filter(_ours, names)):
            file = Path(folder, name)
            try:
                yield file, file.read_text("utf-8")
            except (UnicodeDecodeError, OSError):
                continue


def _ours(name: str) -> bool:
    return name in HIDDEN_BUT_OURS or not (name.startswith(".") or name in PASSED_OVER)


def check(root: Path) -> list[str]:
    """`file:line: host` for each place that names one."""
    return [
        f"{file.relative_to(root).as_posix()}:{number}: names {found[0]}"
        for file, text in texts(root)
        for number, line in enumerate(text.splitlines(), 1)
        if (found := HOST.search(line))
    ]


if __name__ == "__main__":
    found = check(Path(__file__).resolve().parent.parent)
    print("\n".join(found))
    sys.exit(1 if found else 0)
