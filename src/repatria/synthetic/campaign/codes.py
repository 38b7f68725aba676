"""The codes of a campaign. Each begins with SYN, so that nobody takes it for one of a real person.

The longest has 14 characters up to a million families, and 20 up to 10^12.
"""

from __future__ import annotations

MARK = "SYN"


def family_code(number: int) -> str:
    return f"{MARK}-F{number:06d}"


def member_code(family: int, role: str) -> str:
    """Of a relative (role `1` to `9`) or a missing person (`M1`, `M2`)."""
    return f"{MARK}-F{family:06d}-{role}"


def stranger_code(person: int) -> str:
    return f"{MARK}-P{person:06d}"


def sample_code(number: int) -> str:
    return f"{MARK}-R{number:06d}"


def container_code(number: int) -> str:
    return f"{MARK}-C{number:06d}"
