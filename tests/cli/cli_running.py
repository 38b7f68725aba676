"""What several tests of the command line share: running it, and looking at the whole store."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core import serializers

from repatria.base.canonical import digest

SCRIPT = Path(sys.executable).with_name("repatria")
DEMO_STATEMENTS = 141


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    out: str
    err: str


def environment(home: Path, **more: str) -> dict[str, str]:
    """The caller's environment without its stores, with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPATRIA_")}
    return {**kept, "REPATRIA_HOME": str(home), **more}


def run(home: Path, *arguments: object, **env: str) -> Outcome:
    """The installed script, in a process of its own."""
    done = subprocess.run(
        [SCRIPT, *map(str, arguments)],
        env=environment(home, **env),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def stored() -> dict[str, tuple[int, str]]:
    """Every table of the record: its rows counted, and a digest of what is in them."""
    found = {}
    for model in apps.get_app_config("record").get_models():
        rows = serializers.serialize("json", model._default_manager.order_by("pk"))
        found[model.__name__] = model._default_manager.count(), digest(rows)
    return found
