"""Acts are written, signed elsewhere, taken in; what is not good is refused and kept in the
trail."""

from __future__ import annotations

import time

import pytest

from handovers_work import by_other_hand, in_hand, logged, note_by, written
from ledger_work import PARTIES, key, signed
from people import member, party
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, Trace, User
from repatria.desks.accounts.rights import Role
from repatria.desks.handovers import setup
from repatria.desks.handovers.models import Act, LogRead
from repatria.desks.handovers.refusals import HandoverError, NotSetUp
from repatria.desks.handovers.services.reading import catch_up, unread
from repatria.desks.handovers.services.taking import take_note
from repatria.desks.handovers.services.writing import drop, write_act
from repatria.ledger.act import read_act
from repatria.ledger.note import read_note
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import Refusal


def trail() -> list[Refusal]:
    with setup.opened(setup.ledger()) as store, store.reading() as reading:
        return list(reading.refusals())


def test_an_act_is_written_signed_by_one_after_the_other_and_stays_a_draft(clerk: User) -> None:
    act = written(clerk)
    assert (act.stands, act.signed, act.missing) == ("draft", [], list(PARTIES))
    for count, name in enumerate(PARTIES, start=1):
        take_note(clerk, note_by(act, name), act)
        act.refresh_from_db()
        assert len(act.signed) == count
    assert act.missing == []
    assert act.stands == "draft", "signatures alone put nothing into the log"
    assert [each.name for each in read_note(bytes(act.note)).signatures] == [
        f"example.org/{name}" for name in PARTIES
    ]
    assert trail() == []
    assert Trace.objects.filter(subject_type="act", subject=act.digest, action="enter").count() == 4


def test_a_changed_byte_is_refused_and_kept_in_the_trail_and_the_access_log(clerk: User) -> None:
    act = written(clerk)
    data = note_by(act, "ua").replace(b"\ncount 25\n", b"\ncount 26\n")
    with pytest.raises(LedgerRefused) as refused:
        take_note(clerk, data)
    assert refused.value.why is Why.SIGNATURE
    (line,) = trail()
    assert (line.why, line.sentence) == ("signature", str(refused.value))
    row = Trace.objects.get(action="refused")
    assert line.digest.hex() in row.detail
    assert not Act.objects.exclude(pk=act.pk).exists()


def test_a_foreign_key_is_refused(clerk: User) -> None:
    act = written(clerk)
    data = signed(read_act(read_note(bytes(act.note))), [key("stranger")]).to_bytes()
    with pytest.raises(LedgerRefused) as refused:
        take_note(clerk, data, act)
    assert refused.value.why is Why.UNKNOWN_KEY
    act.refresh_from_db()
    assert act.signed == []
    assert Trace.objects.get(action="refused").subject == act.digest


def test_the_same_signature_twice_and_an_act_that_is_in_the_log_are_replays(clerk: User) -> None:
    act = in_hand(clerk, "ua")
    with pytest.raises(LedgerRefused, match="nothing is new"):
        take_note(clerk, note_by(act, "ua"), act)
    done = logged(clerk, reference="H-2")
    Act.objects.filter(pk=done.pk).update(note=note_by(done, "ua"))
    with pytest.raises(LedgerRefused, match="stands in the log at 0 already"):
        take_note(clerk, note_by(done, "ru"))
    assert [each.why for each in trail()] == ["replayed", "replayed"]


def test_another_act_than_the_one_it_was_handed_in_for(clerk: User) -> None:
    act, other = written(clerk), written(clerk, reference="H-2")
    with pytest.raises(LedgerRefused, match="another act"):
        take_note(clerk, note_by(other, "ua"), act)


def test_rubbish_is_refused_as_such(clerk: User) -> None:
    for data in (b"", b"\xff", b"words\n", bytes(written(clerk).note)):
        with pytest.raises(LedgerRefused) as refused:
            take_note(clerk, data)
        assert refused.value.why is Why.MALFORMED
    assert len(trail()) == 4


def test_a_further_signature_of_an_act_in_the_log_may_come_days_later(clerk: User) -> None:
    act = logged(clerk, "ua")
    assert act.stands == "proposed"
    later = int(time.time()) + 5 * 86_400
    take_note(clerk, note_by(act, "ru"), act, now=later)
    act.refresh_from_db()
    assert (act.signed, act.missing) == (["ru", "ua"], ["icrc"])
    fresh = written(clerk, reference="H-2")
    with pytest.raises(LedgerRefused, match="so late it must say why"):
        take_note(clerk, note_by(fresh, "ua"), fresh, now=later)


def test_a_party_that_hands_in_a_signature_under_anothers_draft_sees_it(clerk: User) -> None:
    act = in_hand(clerk, "ua")
    theirs = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    assert not Act.objects.visible_to(theirs).exists()
    take_note(theirs, note_by(act, "ru"))
    assert Act.objects.visible_to(theirs).get().signed == ["ru", "ua"]


def test_what_is_wrong_in_a_form_names_its_field(clerk: User) -> None:
    with pytest.raises(LedgerRefused) as refused:
        written(clerk, place="the bridge at X")
    assert refused.value.params["field"] == "place"
    assert not Act.objects.exists()


def test_a_second_complete_act_on_one_reference_is_told_before_anybody_signs(clerk: User) -> None:
    first = logged(clerk)
    assert first.stands == "complete"
    with pytest.raises(HandoverError, match="complete act on H-1"):
        written(clerk, count="24")
    second = written(clerk, count="24", corrects=f"sha256:{first.digest}")
    assert second.corrects == first.digest


def test_nobody_writes_without_the_right_or_without_a_ledger(clerk: User, place) -> None:
    press = member(Role.PRESS, of=clerk.party)
    with pytest.raises(Refused):
        written(press)
    with pytest.raises(Refused):
        take_note(press, b"")
    (place / setup.SIGNERS).unlink()
    with pytest.raises(NotSetUp):
        write_act(clerk, "handover", {})


def test_a_draft_is_given_up_with_a_reason_and_stays(clerk: User) -> None:
    act = written(clerk)
    with pytest.raises(HandoverError, match="Say why"):
        drop(act, clerk, " ")
    drop(act, clerk, "a digit was wrong")
    assert (act.stands, act.dropped_why) == ("dropped", "a digit was wrong")
    with pytest.raises(HandoverError, match="Only what is not in the log"):
        drop(act, clerk, "again")
    with pytest.raises(Refused):
        drop(
            written(clerk, reference="H-2"),
            member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)),
            "why",
        )


def test_what_another_hand_put_into_the_log_is_taken_in_once(clerk: User) -> None:
    told = written(clerk)
    note = note_by(told, *PARTIES)
    Act.objects.all().delete()
    by_other_hand(note)
    held = setup.ledger()
    with setup.opened(held) as store, store.reading() as reading:
        assert unread(held, reading) == 1
    assert (catch_up(held), catch_up(held)) == (1, 0)
    act = Act.objects.get()
    assert (act.stands, act.at, act.entered_by) == ("complete", [0], None)
    assert bytes(act.note) == note
    LogRead.objects.all().delete()
    before = Act.objects.values().get()
    assert catch_up(held) == 1
    assert Act.objects.values().get() == before


def test_refused_corrected_and_completed_are_told_as_the_log_tells_them(clerk: User) -> None:
    first = logged(clerk)
    corrected = logged(clerk, count="24", corrects=f"sha256:{first.digest}")
    proposed = logged(clerk, "ua", reference="H-2")
    refusal = logged(
        clerk, "ru", kind="refusal", reference="H-2/refused-by-ru", by="ru", reason="not counted",
        of=f"sha256:{proposed.digest}",
    )  # fmt: skip
    for act in (first, corrected, proposed, refusal):
        act.refresh_from_db()
    assert [first.stands, corrected.stands, proposed.stands, refusal.stands] == [
        "corrected", "complete", "refused", "complete",
    ]  # fmt: skip
    late = logged(
        clerk, "icrc", kind="refusal", reference="H-1/refused-by-icrc", by="icrc", reason="late",
        of=f"sha256:{first.digest}",
    )  # fmt: skip
    first.refresh_from_db()
    assert (late.stands, first.stands) == ("complete", "corrected"), "a later refusal changes none"
    take_note(clerk, note_by(proposed, "ru", "icrc"), proposed)
    proposed.refresh_from_db()
    by_other_hand(bytes(proposed.note))
    catch_up(setup.ledger())
    proposed.refresh_from_db()
    assert (proposed.stands, proposed.at) == ("complete", [2, 5])
