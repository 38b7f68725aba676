"""`dev.py check`: every check is run, each says in one line how it went."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Check:
    """A command that passes with exit code 0; run inside `.venv`, from the root."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("ruff", ("ruff", "check", "--quiet", ".")),
    Check("format", ("ruff", "format", "--check", "--quiet", ".")),
    Check("mypy", ("mypy", "--no-error-summary", "src", "tools", "dev.py")),
    Check("imports", ("lint-imports", "--no-logo")),
    Check("translations", ("python", "-m", "tools.catalogues", "check")),
    Check("migrations", ("python", "-m", "django", "makemigrations", "--check", "--dry-run")),
    Check("locks", ("python", "-m", "tools.locks", "check")),
    Check("hosts", ("python", "-m", "tools.hosts")),
)
PAGES = Check("pages", ("pytest", "-m", "pages_full", "tests/browser"))


def run(checks: Sequence[Check], scripts: Path, root: Path, env: Mapping[str, str]) -> int:
    """Run all, print a line each and what the failed ones said; 1 where one failed."""
    failed = []
    with tempfile.TemporaryDirectory() as home:
        # Checks never look into the stores of whoever runs them.
        full = {**os.environ, **env, "REPATRIA_HOME": home}
        full["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
        for check in checks:
            start = time.monotonic()
            code, said = _one(check, scripts, root, full)
            took = time.monotonic() - start
            print(f"{'FAILED' if code else 'ok':<7}{check.name:<14}{took:6.1f} s", flush=True)
            if code:
                failed.append(check.name)
                print(said.rstrip(), flush=True)
    names = f": {', '.join(failed)}" if failed else ""
    print(f"check: {len(checks) - len(failed)} passed, {len(failed)} failed{names}")
    return 1 if failed else 0


def _one(check: Check, scripts: Path, root: Path, env: Mapping[str, str]) -> tuple[int, str]:
    program, *arguments = check.command
    done = subprocess.run(
        [scripts / program, *arguments],
        cwd=root,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout
