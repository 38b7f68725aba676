"""`repatria people export`: proposed with a code of the app, seconded on the site, fetched once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_running import Outcome

from people import code_of, member, party, with_app
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.people.models import Export, ExportState
from repatria.desks.people.services.by_hand import enter_person

Run = Callable[..., Outcome]


@pytest.fixture
def clerk(transactional_db: None) -> User:
    user = member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY))
    with_app(user)
    enter_person(user, {"surname": "Шевченко"}, "exchange", "A call")
    return user


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return tmp_path


def proposed(repatria: Run, clerk: User, code: str, *more: str) -> Outcome:
    return repatria(
        "people", "export", "propose", "--by", clerk.email, "--for", "exchange",
        "--reason", "For the talks", "--code", code, *more,
    )  # fmt: skip


def test_it_goes_from_the_proposal_to_the_file(repatria: Run, clerk: User, home: Path) -> None:
    done = proposed(repatria, clerk, code_of(clerk), "--field", "surname")
    assert done.code == 0
    assert "1 record" in done.out
    assert "Шевченко" not in done.out
    export = Export.objects.select_related("proposal").get()
    assert export.proposal is not None
    out = home / "people.csv"
    early = fetched(repatria, clerk, export, out, 1)
    assert (early.code, "waits for a second" in early.err) == (1, True)
    assert not out.exists()
    other = member(Role.DECIDING_AUTHORITY, of=clerk.party)
    proposals.second(
        export.proposal.pk, by=other, session="two", digest=export.proposal.digest, fresh=True
    )
    Worker().run(once=True)
    listed = repatria("people", "export", "list", "--by", clerk.email).out
    assert f"{export.code}  1 record  can be fetched once until" in listed
    assert fetched(repatria, clerk, export, out, -1).code == 0
    assert "Шевченко" in out.read_text("utf-8-sig")
    assert out.stat().st_mode & 0o777 == 0o600
    assert Export.objects.get().state is ExportState.FETCHED
    assert not list((home / "home" / "exports").iterdir())


def fetched(repatria: Run, clerk: User, export: Export, out: Path, step: int) -> Outcome:
    return repatria(
        "people", "export", "fetch", export.code, "--by", clerk.email,
        "--code", code_of(clerk, step), "--out", str(out),
    )  # fmt: skip


def test_without_the_right_code_nothing_is_proposed(repatria: Run, clerk: User) -> None:
    for wrong in ("000000", ""):
        assert "not right" in proposed(repatria, clerk, wrong).err
    code = code_of(clerk)
    assert proposed(repatria, clerk, code).code == 0
    again = proposed(repatria, clerk, code, "--format", "xlsx")
    assert (again.code, "not right" in again.err) == (1, True), "a code is used up by its use"
    assert Export.objects.count() == 1
    assert Trace.objects.filter(action="code.wrong", actor=clerk.code).count() == 3
    nobody = member(Role.EXCHANGE_DESK, of=clerk.party)
    assert "set one up first" in proposed(repatria, nobody, "123456").err


def test_a_field_that_is_none_is_named(repatria: Run, clerk: User) -> None:
    refused = proposed(repatria, clerk, code_of(clerk), "--field", "shoe size")
    assert refused.code == 2
    assert "shoe size" in refused.err
