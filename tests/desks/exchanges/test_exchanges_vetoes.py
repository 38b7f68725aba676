"""What a holder refused is a veto in the next version, until the holder says otherwise."""

from __future__ import annotations

from django.utils import timezone

from exchanges_work import agreed, begun, drafted, frozen, offered, population, taken_back
from people import member
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Draft
from repatria.desks.exchanges.queries.vetoes import vetoes
from repatria.desks.exchanges.services import offers


def reasons(draft: Draft) -> dict[str, int]:
    return dict(draft.summary["reasons"][0])


def test_a_refusal_is_a_veto_with_its_basis_until_it_is_taken_back(
    clerk: User, authority: User
) -> None:
    population(clerk)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    entry = offered(held, clerk, authority)
    first, second, third = (line[0] for line in kept.unpacked(entry.told))
    today = timezone.localdate()
    told = [
        [first, "refused", "proceedings", ""], [second, "refused", "unexplained", ""],
        [third, "agreed", "", ""],
    ]  # fmt: skip
    offers.answer(held, clerk, entry.offer, today, told)
    assert vetoes(clerk) == {first: "proceedings", second: "unexplained"}
    next_one = begun(clerk, reading)
    assert reasons(drafted(next_one, clerk, reading))["veto"] == 2
    taken_back(entry, clerk, authority, [first], "The holder wrote again")
    assert vetoes(clerk) == {second: "unexplained"}
    draft = drafted(next_one, clerk, reading, "A veto less")
    assert reasons(draft)["veto"] == 1
    changed = {each[0]: each for each in kept.unpacked(bytes(draft.outcome or b""))["changed"]}
    assert changed[first][1:5] == [True, "facts", ["veto"], "veto"]


def test_nobody_else_learns_of_a_partys_refusals(clerk: User, authority: User) -> None:
    population(clerk, 2)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    entry = offered(held, clerk, authority)
    code = kept.unpacked(entry.told)[0][0]
    told = [[code, "refused", "sentence", ""]]
    offers.answer(held, clerk, entry.offer, timezone.localdate(), told)
    assert vetoes(member(Role.PRESS, of=clerk.party)) == {}
    assert vetoes(member(Role.EXCHANGE_DESK)) == {code: "sentence"}, "the office sees every party's"
