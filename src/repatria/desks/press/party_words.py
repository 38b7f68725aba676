"""The words by which articles name the sides: a file in the folder of the stores, else those of the
parties of the shipped record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from django.conf import settings

from repatria.formats.party_words import read_party_words
from repatria.statements.drafting import PartyWords

FILE = "party-words.yaml"
SHIPPED = "party-words-2025.yaml"


def party_words() -> Mapping[str, PartyWords]:
    """By party code. Raises `InputError` with every defect of the file."""
    own = Path(settings.HOME) / FILE
    if own.is_file():
        return _read(own, own.stat().st_mtime_ns)
    with as_file(files("repatria.desks.record") / "demo" / SHIPPED) as path:
        return _read(path, 0)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Mapping[str, PartyWords]:
    return read_party_words(path)
