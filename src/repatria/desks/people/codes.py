"""Codes by which rows are called in addresses, logs and conversation. They tell nothing."""

from __future__ import annotations

import secrets

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without letters and digits that are taken for one another; thirty-two, so that five bits of a
random byte choose one."""
LENGTH = 10
LONGEST = 16


def new_code(prefix: str) -> str:
    """`R-` and ten signs by chance: among a million, two are the same once in five hundred times,
    and then the store refuses the second."""
    return f"{prefix}-" + "".join(_SIGNS[byte & 31] for byte in secrets.token_bytes(LENGTH))


def person_code() -> str:
    return new_code("R")


def sender_code() -> str:
    return new_code("S")


def list_code() -> str:
    return new_code("L")


def source_code() -> str:
    return new_code("Q")


def word_code() -> str:
    return new_code("W")


def card_code() -> str:
    return new_code("C")


def alarm_code() -> str:
    return new_code("A")


def judgement_code() -> str:
    return new_code("J")


def run_code() -> str:
    return new_code("N")


def export_code() -> str:
    return new_code("X")
