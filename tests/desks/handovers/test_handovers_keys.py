"""Keys change while an act waits for signatures: what the log has goes on counting."""

from __future__ import annotations

from handovers_work import by_other_hand, in_hand, logged, note_by
from ledger_work import KEYS, PARTIES, key, other, signed
from repatria.desks.accounts.models import User
from repatria.desks.handovers import setup
from repatria.desks.handovers.services.appending import _entry
from repatria.desks.handovers.services.reading import catch_up
from repatria.desks.handovers.services.taking import take_note
from repatria.ledger.note import read_note


def test_others_still_sign_after_the_first_signer_got_another_key(clerk: User) -> None:
    act = logged(clerk, "ua")
    new = key("ua-new")
    change = other("key", "K-1", holder="ua", vkey=new.public.vkey, replaces=KEYS["ua"].public.vkey,
                   late="made for a test")  # fmt: skip
    by_other_hand(signed(change, ["ua", new]).to_bytes())
    catch_up(setup.ledger())
    for name in ("ru", "icrc"):
        take_note(clerk, note_by(act, name), act)
    act.refresh_from_db()
    assert (act.signed, act.missing) == (sorted(PARTIES), [])


def test_such_an_act_is_put_into_the_log_without_what_the_log_has(clerk: User) -> None:
    act = logged(clerk, "ua")
    take_note(clerk, note_by(act, "ru", "icrc"), act)
    new = key("ua-new")
    change = other("key", "K-1", holder="ua", vkey=new.public.vkey, replaces=KEYS["ua"].public.vkey,
                   late="made for a test")  # fmt: skip
    by_other_hand(signed(change, ["ua", new]).to_bytes())
    catch_up(setup.ledger())
    act.refresh_from_db()
    with setup.opened(setup.ledger()) as store:
        entry = read_note(_entry(setup.ledger(), store, act))
    assert [each.name for each in entry.signatures] == ["example.org/ru", "example.org/icrc"]
    by_other_hand(entry.to_bytes())
    catch_up(setup.ledger())
    act.refresh_from_db()
    assert act.stands == "complete"


def test_a_line_of_an_ended_key_that_the_log_never_had_stays_for_it_to_refuse(clerk: User) -> None:
    act = in_hand(clerk)
    new = key("ua-new")
    change = other("key", "K-1", holder="ua", vkey=new.public.vkey, replaces=KEYS["ua"].public.vkey,
                   late="made for a test")  # fmt: skip
    by_other_hand(signed(change, ["ua", new]).to_bytes())
    with setup.opened(setup.ledger()) as store:
        assert _entry(setup.ledger(), store, act) == bytes(act.note)
