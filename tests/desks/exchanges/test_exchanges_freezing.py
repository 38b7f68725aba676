"""From a version to a list that anybody can check: two people, the commitment before the draw, the
draw, and the archive for the auditor."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from exchanges_work import (
    BY_TABLE,
    ON,
    SALTS,
    SEEDS,
    TEXT,
    VALUE,
    agreed,
    announced,
    begun,
    captive,
    commitments,
    committed,
    drafted,
    drawn,
    examined,
    frozen,
    population,
    said_what_for,
    seconded,
    told,
)  # fmt: skip
from people import signed_in
from repatria.base.canonical import digest
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals.errors import ChangedError, NotFreshError, SamePersonError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Freeze, FreezeState
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.services import agreements, committing, freezing, lotteries


@pytest.fixture
def held(clerk: User, authority: User) -> Freeze:
    """A list that is frozen."""
    population(clerk)
    ill = captive(clerk, "A", captured_on="2031-01-01")
    examined(ill, clerk, "incurable")
    reading = agreed(clerk)
    return frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)


def archive_of(freeze: Freeze, by: User) -> dict[str, bytes]:
    answer = said_what_for(signed_in(by)).get(f"/exchanges/frozen/{freeze.code}/check.zip")
    assert answer.status_code == 200
    assert answer.headers["Repatria-Log-Head"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def checked(
    folder: Path, files: dict[str, bytes], checker: str = "check_list.py"
) -> subprocess.CompletedProcess[str]:
    """What the separate checker says, in a Python of its own with the standard library alone."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return subprocess.run(
        [sys.executable, checker, "record.json", "certificate.json", "register.txt"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_auditors_archive_passes_the_separate_checker(
    held: Freeze, auditor: User, tmp_path: Path
) -> None:
    assert held.state == FreezeState.FROZEN
    files = archive_of(held, auditor)
    done = checked(tmp_path, files)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("The list is what the committed rule gives")
    assert held.commitment_digest in files["README.txt"].decode()
    row = Trace.objects.get(action="export", subject=held.code)
    assert row.told == {"kind": "check.zip"}
    assert "listed" in row.field_classes


def test_a_changed_fact_in_the_archive_is_found(
    held: Freeze, auditor: User, tmp_path: Path
) -> None:
    files = archive_of(held, auditor)
    files["register.txt"] = files["register.txt"].replace(b"2029-03-05", b"2029-03-02", 1)
    done = checked(tmp_path, files)
    assert done.returncode == 1
    assert "register" in done.stdout


def test_the_commitment_is_in_the_access_log_before_the_run(held: Freeze) -> None:
    row = Trace.objects.get(sequence=held.trace)
    assert row.told["root"] == held.root
    assert row.told["digest"] == held.commitment_digest == digest(held.commitment)
    later = Trace.objects.filter(subject=held.code, action="carried_out").latest("sequence")
    assert later.sequence > held.trace
    assert held.frozen_at is not None
    assert held.committed_at < held.frozen_at


def test_facts_that_change_after_the_commitment_do_not_reach_the_list(
    clerk: User, authority: User
) -> None:
    people = population(clerk)
    reading = agreed(clerk)
    draft = drafted(begun(clerk, reading), clerk, reading)
    held = committed(draft, clerk, authority)
    told(people[0], clerk, "wish_return", "refused")
    agreements.tell(reading.agreement, clerk, TEXT.replace("each 3", "each 1"), "Fewer")
    drawn(held, clerk)
    done = seconded(freezing.propose(held, clerk, session="x", fresh=True), authority)
    freezing.make(Freeze.objects.get(pk=held.pk), done.pk)
    held.refresh_from_db()
    outcome = kept.unpacked(bytes(held.outcome or b""))
    assert people[0].code in outcome["listed"][0]
    assert held.summary["listed"] == [3, 3]


def test_two_people_are_needed_each_with_their_factor(clerk: User, authority: User) -> None:
    reading = agreed(clerk)
    population(clerk, 1)
    draft = drafted(begun(clerk, reading), clerk, reading)
    announced(draft.of, clerk)
    with pytest.raises(NotFreshError):
        committing.propose(draft, clerk, session="one", fresh=False)
    asked = committing.propose(draft, clerk, session="one", fresh=True)
    with pytest.raises(SamePersonError):
        seconded(asked, clerk)
    assert not Freeze.objects.exists()
    agreements.tell(reading.agreement, clerk, TEXT.replace("each 3", "each 1"), "Fewer")
    with pytest.raises(ChangedError):
        seconded(asked, authority)
    assert not Freeze.objects.exists()


def test_the_register_comes_first_then_the_openings_then_the_beacon(
    clerk: User, authority: User
) -> None:
    reading = agreed(clerk)
    population(clerk, 1)
    draft = drafted(begun(clerk, reading), clerk, reading)
    with pytest.raises(ExchangeError, match="No draw is announced"):
        committing.propose(draft, clerk, session="one", fresh=True)
    today = timezone.localdate()
    lottery = announced(draft.of, clerk)
    seed, salt = SEEDS[0].hex(), SALTS[0].hex()
    with pytest.raises(ExchangeError, match="register comes first"):
        lotteries.open_side(lottery, clerk, 0, seed, salt, today)
    with pytest.raises(ExchangeError, match="register comes first"):
        lotteries.set_value(lottery, clerk, VALUE)
    late = today + timedelta(days=1)
    with pytest.raises(ExchangeError, match="may have opened already"):
        committing.propose(draft, clerk, session="one", fresh=True, today=late)
    held = committed(draft, clerk, authority)
    with pytest.raises(ExchangeError, match="not what the side committed to"):
        lotteries.open_side(lottery, clerk, 1, seed, salt, today)
    with pytest.raises(ExchangeError, match="has not come yet"):
        lotteries.set_value(lottery, clerk, VALUE)
    with pytest.raises(ExchangeError, match="not entered yet"):
        freezing.propose(held, clerk, session="one", fresh=True)
    with pytest.raises(ExchangeError, match="second try"):
        lotteries.drop(lottery, clerk, "Another draw would be better")
    with pytest.raises(ExchangeError, match="announced for this list already"):
        announced(draft.of, clerk)


def test_a_side_that_does_not_open_has_refused_and_the_list_is_made_all_the_same(
    clerk: User, authority: User, auditor: User, tmp_path: Path
) -> None:
    reading = agreed(clerk)
    population(clerk, 3)
    held = committed(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    today = timezone.localdate()
    late = today + timedelta(days=1)
    lotteries.open_side(held.lottery, clerk, 0, SEEDS[0].hex(), SALTS[0].hex(), late, today=late)
    lotteries.set_value(held.lottery, clerk, VALUE, today=late)
    asked = freezing.propose(held, clerk, session="one", fresh=True)
    assert asked.payload["opened"] == []
    done = seconded(asked, authority)
    freezing.make(Freeze.objects.get(pk=held.pk), done.pk)
    held.refresh_from_db()
    done.refresh_from_db()
    assert done.state == Proposal.State.DONE
    assert checked(tmp_path, archive_of(held, auditor)).returncode == 0


def test_pages_from_the_draw_to_the_list(held: Freeze, clerk: User, auditor: User) -> None:
    site = said_what_for(signed_in(clerk, fresh=True))
    page = site.get(f"/exchanges/frozen/{held.code}").content.decode()
    assert "The separate checker has accepted it." in page
    assert held.root in page
    who = site.get(f"/exchanges/frozen/{held.code}/who?reason=on_list").content.decode()
    first = kept.unpacked(bytes(held.outcome or b""))["listed"][0][0]
    assert first in who
    row = Trace.objects.filter(subject=held.code, action="view").latest("sequence")
    assert "listed" in row.field_classes
    assert row.purpose == "exchange"
    public = site.get(f"/exchanges/frozen/{held.code}/commitment.json")
    assert digest(public.json()) == held.commitment_digest
    assert site.get(f"/exchanges/frozen/{held.code}/check.zip").status_code == 403
    checking = said_what_for(signed_in(auditor))
    assert checking.get(f"/exchanges/frozen/{held.code}/check.zip").status_code == 200


def test_the_steps_on_their_pages(clerk: User, authority: User) -> None:
    population(clerk)
    reading = agreed(clerk)
    draft = drafted(begun(clerk, reading), clerk, reading)
    site = said_what_for(signed_in(clerk, fresh=True))
    today = timezone.localdate()
    lottery = announced_form(today)
    one = f"/exchanges/lists/{draft.of.code}"
    assert site.post(f"{one}/lottery", {**lottery, "first": "no"}).status_code == 422
    assert site.post(f"{one}/lottery", lottery).status_code == 302
    assert site.get(f"{one}/drafts/1/commit").status_code == 200
    answer = site.post(f"{one}/drafts/1/commit")
    assert answer.status_code == 302
    seconded(Proposal.objects.get(), authority)
    held = Freeze.objects.get()
    shown = {"side": "0", "seed": SEEDS[0].hex(), "salt": SALTS[0].hex(), "day": str(today)}
    at = f"/exchanges/frozen/{held.code}"
    assert site.post(f"{at}/openings", {**shown, "side": "1"}).status_code == 422
    assert site.post(f"{at}/openings", shown).status_code == 302
    assert site.post(f"{at}/value", {"value": VALUE}).status_code == 422
    lotteries.set_value(held.lottery, clerk, VALUE, today=today + timedelta(days=1))
    assert site.get(f"{at}/draw").status_code == 200
    assert site.post(f"{at}/draw").status_code == 302
    page = site.get(at).content.decode()
    assert "not shown: counts as a refusal" in page
    assert "It waits for a second person" in page
    assert str(ON.year) in page


def announced_form(today: object) -> dict[str, str]:
    first, second = commitments()
    tomorrow = timezone.localdate() + timedelta(days=1)
    return {
        "first": first, "second": second, "committed_on": str(today), "reveal_by": str(today),
        "beacon": "Beacon", "beacon_round": "7", "beacon_day": str(tomorrow),
    }  # fmt: skip


def test_a_list_by_a_table_is_frozen_and_checked_by_its_own_checker(
    clerk: User, authority: User, auditor: User, tmp_path: Path
) -> None:
    for side in ("A", "B", "A"):
        captive(clerk, side, rank="private")
    reading = agreed(clerk, BY_TABLE)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    assert held.state == FreezeState.FROZEN, held.failed_why
    assert held.summary["listed"] == [1, 1]
    done = checked(tmp_path, archive_of(held, auditor), "check_groups.py")
    assert done.returncode == 0, done.stdout
