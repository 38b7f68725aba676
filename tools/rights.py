"""The handbook's page of rights, printed from the table that is enforced.

Inside `.venv`: `python -m tools.rights check`, or `update` to write it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "handbook" / "rights.md"


def text() -> str:
    """The page as the code of today has it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.desks.settings")
    import django

    django.setup()
    from django.utils.translation import override

    from repatria.desks.accounts.rights_text import markdown

    with override("en"):
        return markdown()


def main(argv: Sequence[str]) -> int:
    """Carry out `check` or `update`."""
    if argv == ["update"]:
        PAGE.write_text(text(), "utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == text():
        return 0
    print(f"{PAGE.name} is not what the code enforces: .venv/bin/python -m tools.rights update")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
