"""The pages of acts and of their log, as a browser without scripts uses them."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desks.handovers.conftest import said_what_for
from desks.handovers.test_handovers_appending import cosigned
from handovers_work import VALUES, in_hand, logged, note_by, written
from ledger_work import KEYS, LOG
from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, Trace, User
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from repatria.desks.handovers import keeping, setup
from repatria.desks.handovers.models import Act, PaperScan
from repatria.desks.handovers.services.cosigning import take_checkpoint
from repatria.ledger.exported import check_export
from repatria.ledger.key_files import Cost, seal
from repatria.ledger.witness import read_request

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
FORM = {**VALUES, "opened": "2025-06-15T10:00", "closed": "2025-06-15T12:00", "reservation": ""}


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_nobody_sees_an_act_before_they_say_what_for(clerk: User) -> None:
    site = signed_in(clerk)
    for path in ("/handovers/", "/handovers/log", f"/handovers/acts/{written(clerk).digest}"):
        answer = site.get(path)
        assert answer.status_code == 302
        assert "/access-log/purpose" in answer["Location"]


def test_a_form_becomes_a_text_and_keeps_what_was_typed_where_it_is_wrong(desk: Client) -> None:
    wrong = desk.post("/handovers/acts/new/handover", {**FORM, "place": "the old bridge"})
    assert wrong.status_code == 422
    assert "the old bridge" in text_of(wrong)
    assert "The field place holds no code" in text_of(wrong)
    answer = desk.post(
        "/handovers/acts/new/handover",
        {**FORM, "reservation": "bodies not counted\n\nweather bad"},
    )
    act = Act.objects.get()
    assert answer["Location"] == f"/handovers/acts/{act.digest}"
    assert "opened 2025-06-15T10:00:00Z\n" in act.text
    assert act.text.endswith("reservation bodies not counted\nreservation weather bad\n")
    page = text_of(desk.get(answer["Location"]))
    assert act.text in page.replace("&#x27;", "'")
    assert "It does not sign" in page
    assert f"repatria ledger sign handover-H-1-{act.digest[:8]}.act" in page


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("list", {"by": "ua", "to": "", "agreement": "", "unit": "persons"}),
        ("commitment", {"by": "ru", "subject": "register-2025"}),
    ],
)
def test_a_list_and_a_commitment_are_written_from_their_root(
    desk: Client, kind: str, values: dict[str, str]
) -> None:
    root = {"reference": "L-1", "count": "7", "root": f"sha256:{'a' * 64}"}
    assert desk.post(f"/handovers/acts/new/{kind}", {**root, **values}).status_code == 302
    assert Act.objects.get().kind == kind


def test_a_signed_file_or_its_pasted_text_is_verified_and_kept(desk: Client, clerk: User) -> None:
    act = written(clerk)
    where = f"/handovers/acts/{act.digest}/sign"
    assert desk.post(where, {}).status_code == 422
    pasted = note_by(act, "ua").decode().replace("\n", "\r\n")
    assert desk.post(where, {"pasted": pasted}).status_code == 302
    file = SimpleUploadedFile("h.act", note_by(act, "ru"))
    assert desk.post(where, {"file": file}).status_code == 302
    act.refresh_from_db()
    assert act.signed == ["ru", "ua"]
    again = desk.post(where, {"pasted": pasted})
    assert again.status_code == 422
    assert "nothing is new" in text_of(again)
    page = text_of(desk.get("/handovers/log"))
    assert "sent again, or for another log" in page


def test_an_act_of_another_side_comes_in_by_its_file(desk: Client, clerk: User) -> None:
    act = written(clerk)
    data = note_by(act, "ua", "ru")
    Act.objects.all().delete()
    answer = desk.post("/handovers/acts/take", {"file": SimpleUploadedFile("x", data)})
    assert answer["Location"] == f"/handovers/acts/{act.digest}"
    bad = data.replace(b"count 25", b"count 52")
    refused = desk.post("/handovers/acts/take", {"file": SimpleUploadedFile("x", bad)})
    assert refused.status_code == 422
    assert "is not over this text" in text_of(refused)


def test_a_scan_is_kept_for_its_own_party_and_counts_for_no_signature(
    desk: Client, clerk: User
) -> None:
    act = logged(clerk, "ua")
    where = f"/handovers/acts/{act.digest}/scans"
    scan = {"scan": SimpleUploadedFile("act.png", PNG), "signer": "ru"}
    assert desk.post(where, scan).status_code == 302
    held = PaperScan.objects.get()
    act.refresh_from_db()
    assert (held.signer, held.ending, act.signed, act.stands) == ("ru", "png", ["ua"], "proposed")
    assert "not verifiable by a program" in text_of(desk.get(f"/handovers/acts/{act.digest}"))
    assert desk.get(f"/handovers/scans/{held.code}").content == PNG
    other = said_what_for(signed_in(member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))))
    assert other.get(f"/handovers/acts/{act.digest}").status_code == 200
    assert held.code not in text_of(other.get(f"/handovers/acts/{act.digest}"))
    assert other.get(f"/handovers/scans/{held.code}").status_code == 404
    for bad in (b"MZ words", b""):
        answer = desk.post(where, {"scan": SimpleUploadedFile("a.png", bad), "signer": "ru"})
        assert answer.status_code == 422
    again = desk.post(where, {"scan": SimpleUploadedFile("b.png", PNG), "signer": "ru"})
    assert "attached already" in text_of(again)
    keeping.path_of(held.digest, "png").write_bytes(b"changed")
    with pytest.raises(keeping.HandoverError):
        keeping.held(held.digest, "png")
    answer = desk.get(f"/handovers/scans/{held.code}", follow=True)
    assert "restore it from a copy" in text_of(answer)


def test_the_step_into_the_log_asks_for_the_factor_and_for_a_second_person(
    clerk: User, authority: User
) -> None:
    act = in_hand(clerk)
    where = f"/handovers/acts/{act.digest}/append"
    stale = said_what_for(signed_in(authority))
    assert "/again/" in stale.get(where)["Location"]
    assert stale.post(where).status_code == 302
    assert not Proposal.objects.exists(), "what was posted without the factor is not done"
    fresh = said_what_for(signed_in(authority, fresh=True))
    page = text_of(fresh.get(where))
    assert "It does not sign the act" in page
    answer = fresh.post(where)
    assert answer["Location"] == f"/proposals/{Proposal.objects.get().pk}"
    shown = text_of(fresh.get(answer["Location"]))
    assert "It signs nothing" in shown
    assert said_what_for(signed_in(clerk, fresh=True)).get(where).status_code == 403
    assert "waits for a second person" in text_of(fresh.get(f"/handovers/acts/{act.digest}"))


def test_who_will_not_sign_writes_a_refusal(desk: Client, clerk: User) -> None:
    act = logged(clerk, "ua")
    answer = desk.post(
        f"/handovers/acts/{act.digest}/refuse", {"by": "ru", "reason": "not counted"}
    )
    made = Act.objects.get(kind="refusal")
    assert answer["Location"] == f"/handovers/acts/{made.digest}"
    assert (made.reference, made.speaks_of) == ("H-1/refused-by-ru", act.digest)
    assert made.missing == ["ru"]
    assert desk.get(f"/handovers/acts/{made.digest}/refuse").status_code == 404


def test_a_complete_act_is_corrected_by_a_further_one(desk: Client, clerk: User) -> None:
    act = logged(clerk)
    where = f"/handovers/acts/{act.digest}/correct"
    page = text_of(desk.get(where))
    assert 'value="25"' in page
    assert 'value="2025-06-15T10:00"' in page
    assert desk.post(where, {**FORM, "count": "24"}).status_code == 302
    assert Act.objects.get(corrects=act.digest).text.count("count 24\n") == 1


def test_what_is_taken_along_is_checked_without_us(
    desk: Client, clerk: User, tmp_path: Path
) -> None:
    act = logged(clerk)
    for name in ("ua", "ru", "icrc"):
        take_checkpoint(clerk, cosigned(name))
    packed = desk.get(f"/handovers/acts/{act.digest}/check.zip")
    zipfile.ZipFile(io.BytesIO(packed.content)).extractall(tmp_path)
    said = (tmp_path / "README.txt").read_text()
    command = next(line for line in said.splitlines() if line.startswith("python3 "))
    done = subprocess.run(
        [sys.executable, *command.split()[1:]], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "0.act").read_bytes() == bytes(act.note)
    for name, path in {"0.act": "entries/0", "0.tlog-proof": "proofs/0"}.items():
        answer = desk.get(f"/handovers/acts/{act.digest}/{path}")
        assert answer.content == (tmp_path / name).read_bytes()
    assert Trace.objects.filter(action="export", subject=act.digest).count() == 3
    assert desk.get(f"/handovers/acts/{act.digest}/entries/1").status_code == 404
    bad = tmp_path / "0.act"
    bad.write_bytes(bad.read_bytes().replace(b"count 25", b"count 26"))
    again = subprocess.run([sys.executable, *command.split()[1:]], cwd=tmp_path)
    assert again.returncode == 1


def test_the_log_is_mirrored_from_its_tiles_and_from_its_archive(desk: Client, clerk: User) -> None:
    for number in range(3):
        logged(clerk, "ua", reference=f"H-{number}")

    def fetched(path: str) -> bytes | None:
        answer = desk.get(f"/handovers/log/{path}")
        return answer.content if answer.status_code == 200 else None

    assert check_export(fetched, LOG.public)[0].size == 3
    packed = b"".join(desk.get("/handovers/log/log.zip").streaming_content)
    files = zipfile.ZipFile(io.BytesIO(packed))
    assert check_export(files.read, LOG.public)[0].size == 3
    for path in ("0/000", "0/0", "0/000.p/4", "0/000.p/0", "entries/001.p/1", "9/x000/001"):
        assert desk.get(f"/handovers/log/tile/{path}").status_code == 404, path


def test_the_page_of_the_log_says_who_is_behind_and_takes_cosignatures(
    desk: Client, clerk: User
) -> None:
    logged(clerk)
    asked = read_request(desk.get("/handovers/log/request?since=0").content)
    assert asked.old == 0
    assert desk.get("/handovers/log/request?since=9").status_code == 404
    assert "not yet" in text_of(desk.get("/handovers/log"))
    done = desk.post("/handovers/log/cosigned", {"pasted": cosigned("ua").decode()})
    assert done.status_code == 302
    page = text_of(desk.get("/handovers/log"))
    assert "Waiting for:" in page
    assert page.count("nothing among the last 1,000 entries") == 2
    bad = desk.post("/handovers/log/cosigned", {"pasted": "words"})
    assert bad.status_code == 422
    for name in ("log.policy", "signers.policy", "verify_act.py"):
        assert desk.get(f"/handovers/log/{name}").status_code == 200
    assert desk.get("/handovers/log/other.policy").status_code == 404


def test_entries_of_another_hand_are_read_on_asking(desk: Client, clerk: User) -> None:
    from handovers_work import by_other_hand

    act = written(clerk)
    by_other_hand(note_by(act, "ua", "ru", "icrc"))
    assert "1 entry came into the log by another hand" in text_of(desk.get("/handovers/log"))
    desk.post("/handovers/log/read")
    act.refresh_from_db()
    assert act.stands == "complete"


def test_without_a_ledger_the_pages_say_calmly_what_to_make(
    desk: Client, clerk: User, place: Path
) -> None:
    for file in place.iterdir():
        file.unlink()
    for path in ("/handovers/", "/handovers/log"):
        page = text_of(desk.get(path))
        assert "Nothing is wrong" in page
        assert "repatria ledger init" in page
        assert str(place) not in page
    assert "not set up" in text_of(desk.get("/handovers/acts/new/handover"))
    assert desk.get("/handovers/log/checkpoint").status_code == 404
    (place / setup.COSIGNERS).write_text("witness")
    assert desk.get("/handovers/acts/new/handover").status_code == 200
    answer = desk.post("/handovers/acts/take", {"pasted": "words"})
    assert answer.status_code == 422


def test_a_sides_secret_key_on_the_server_is_told_on_every_page(
    desk: Client, clerk: User, place: Path
) -> None:
    act = written(clerk)
    pages = ("/handovers/", "/handovers/log", f"/handovers/acts/{act.digest}",
             "/handovers/acts/new/handover", "/handovers/acts/take")  # fmt: skip
    warning = "Secret keys of the sides lie on this machine"
    assert not any(warning in text_of(desk.get(path)) for path in pages)
    (place / "ua.key").write_bytes(seal(KEYS["ua"], "words", Cost(64, 1, 1)))
    assert all(warning in text_of(desk.get(path)) for path in pages)
