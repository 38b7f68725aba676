"""Whether a row's named holder has anybody like the row on a list of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from repatria.desks.accounts.models import User
from repatria.desks.people.intake.candidates import Held
from repatria.desks.people.models import ListState, Sender
from repatria.desks.people.values import plain_text


class Holders:
    """Senders by what a row may call them, so far as a list of theirs was taken in."""

    def __init__(self, by: User, sender: int | None) -> None:
        self._called: dict[str, set[int]] = defaultdict(set)
        senders = Sender.objects.visible_to(by).filter(lists__state=ListState.APPROVED)
        for pk, name, of_party in senders.distinct().values_list("pk", "name", "of_party"):
            if pk != sender:
                for called in filter(None, (plain_text(name), plain_text(of_party))):
                    self._called[called].add(pk)

    def lists_lack(self, holder: str, alike: Iterable[Held]) -> bool:
        """Whether the holder's own lists are held here and none of the records that a row may be
        about is from them."""
        senders = self._called.get(plain_text(holder)) if holder else None
        return bool(senders) and not any(each.sender in (senders or ()) for each in alike)
