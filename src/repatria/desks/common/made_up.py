"""Sections of the site that hold made-up records, and say so on each of their pages.

A file beside the stores names them, a line each; whoever fills a section with made-up records
writes it.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

FILE = "made-up"


def made_up(section: str) -> bool:
    """Whether what this section shows is made up."""
    try:
        named = (Path(settings.HOME) / FILE).read_text(encoding="utf-8")
    except OSError:
        return False
    return section in named.split()


def mark(home: Path, section: str) -> None:
    """Have every page of a section say that what it shows is made up."""
    file = home / FILE
    named = file.read_text(encoding="utf-8").split() if file.exists() else []
    if section not in named:
        file.write_text("".join(f"{each}\n" for each in (*named, section)), encoding="utf-8")
