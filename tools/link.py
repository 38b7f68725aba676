"""Makes `src/` importable and `repatria` callable inside `.venv`, without a build tool.

Writes what an editable install would: a `.pth` file, the console scripts that pyproject.toml
names, and the `.dist-info` by which tools know the project (core metadata 2.1; RECORD lets them
remove it cleanly).
"""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

# A shell line that is also a Python string: a `#!` line may hold no space and no long path.
POSIX = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from {module} import {name}

if __name__ == "__main__":
    sys.exit({name}())
"""
WINDOWS = (
    '@"%~dp0python.exe" -c "import sys; from {module} import {name}; sys.exit({name}())" %*\r\n'
)


def link(root: Path, packages: Path, scripts: Path, python: Path) -> None:
    """Link the project at `root` into the environment whose folders and Python are given."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    name, version = project["name"], project["version"]
    for old in packages.glob(f"{name}-*.dist-info"):
        shutil.rmtree(old)
    info = packages / f"{name}-{version}.dist-info"
    info.mkdir()
    files = {
        # As code in ASCII, since older Pythons read a plain path in the encoding of the locale.
        packages / f"{name}.pth": f"import sys; sys.path.append({str(root / 'src')!a})\n",
        info / "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        info / "WHEEL": "Wheel-Version: 1.0\nGenerator: dev.py\nRoot-Is-Purelib: true\n",
        info / "INSTALLER": "dev.py\n",
    }
    for command, target in project.get("scripts", {}).items():
        file, text = script(command, target, python)
        files[scripts / file] = text
    for path, text in files.items():
        path.write_bytes(text.encode())
        if path.parent == scripts:
            path.chmod(0o755)
    files[info / "RECORD"] = ""
    record = "".join(f"{Path(os.path.relpath(path, packages)).as_posix()},,\n" for path in files)
    (info / "RECORD").write_text(record, "utf-8")


def script(command: str, target: str, python: Path) -> tuple[str, str]:
    """File name and text of the console script for `target` ("module:function")."""
    module, name = target.split(":")
    windows = python.suffix == ".exe"
    text = (WINDOWS if windows else POSIX).format(python=python, module=module, name=name)
    return command + (".cmd" if windows else ""), text
