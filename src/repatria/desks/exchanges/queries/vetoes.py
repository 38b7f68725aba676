"""Whom holders keep, and on what basis: their newest answers to what was put to them."""

from __future__ import annotations

from datetime import datetime

from repatria.desks.accounts.asking import Somebody
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Entry, EntryKind, Freeze
from repatria.planning.answer_codes import Said


def vetoes(user: Somebody) -> dict[str, str]:
    """By code, the basis on which the holder keeps somebody, from the answers to all lists that
    this user may see. What a holder said later counts in place of what it said before; an answer
    that it took back is none."""
    lists = Freeze.objects.visible_to(user)
    rows = Entry.objects.filter(
        of__in=lists, kind__in=(EntryKind.ANSWERS, EntryKind.ANSWERS_BACK)
    ).order_by("day", "pk")
    found: dict[str, str] = {}
    for entry in rows:
        for code, *answer in kept.unpacked(entry.told):
            found.pop(code, None)
            if entry.kind == EntryKind.ANSWERS and answer[0] == Said.REFUSED:
                found[code] = answer[1] or "unexplained"
    return found


def entered_since(user: Somebody, since: datetime) -> set[str]:
    """Whose answers were entered since then: one person can enter a veto, and take one back."""
    rows = Entry.objects.filter(
        of__in=Freeze.objects.visible_to(user), entered_at__gte=since,
        kind__in=(EntryKind.ANSWERS, EntryKind.ANSWERS_BACK),
    )  # fmt: skip
    return {line[0] for entry in rows for line in kept.unpacked(entry.told)}
