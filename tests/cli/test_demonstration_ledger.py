"""The demonstration's ledger: an act of each standing, one side behind, and a rule that is broken
and said to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from desks.handovers.conftest import said_what_for
from people import member, signed_in
from repatria.base.progress import silent
from repatria.cli import demonstration, demonstration_ledger
from repatria.desks.accounts.rights import Role
from repatria.desks.common.made_up import made_up, mark
from repatria.desks.handovers import setup
from repatria.desks.handovers.models import Act
from repatria.desks.handovers.queries.log import cosigners, trail

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    settings.REPATRIA_LEDGER = settings.REPATRIA_LEDGER_PASSPHRASE = ""
    settings.REPATRIA_LEDGER_PASSPHRASE_FILE = str(settings.HOME / "ledger" / demonstration.OPENS)
    return Path(settings.HOME)


def test_it_is_made_once_and_shows_each_standing(home: Path) -> None:
    office = demonstration.office()
    demonstration_ledger.load(home, silent)
    acts = list(Act.objects.order_by("pk"))
    assert [each.stands for each in acts] == [
        "complete", "corrected", "complete", "proposed", "refused", "complete",
    ]  # fmt: skip
    assert all("SYNTHETIC" in each.reference and "synthetic" in each.text for each in acts)
    assert [each.missing for each in acts if each.stands == "proposed"] == [["DEMO-WITNESS"]]
    held = setup.ledger()
    with setup.opened(held) as store, store.reading() as reading:
        behind = {each.name: each.behind for each in cosigners(held, reading)}
        assert [each.why for each in trail(reading)[0]] == ["signature"]
    assert behind == {"DEMO-NORTH": 0, "DEMO-SOUTH": 3, "DEMO-WITNESS": 0}
    assert setup.log_key(held).public == held.log
    before = list(Act.objects.order_by("pk").values())
    key = (home / "ledger" / "log.key").read_bytes()
    demonstration_ledger.load(home, silent)
    assert list(Act.objects.order_by("pk").values()) == before
    assert (home / "ledger" / "log.key").read_bytes() == key
    assert not {each.stat().st_mode & 0o077 for each in (home / "ledger").rglob("*.key")} - {0}
    with override("en"):
        site = said_what_for(signed_in(member(Role.EXCHANGE_DESK, of=office)))
        for path in ("/handovers/", "/handovers/log", f"/handovers/acts/{acts[0].digest}"):
            page = site.get(path).content.decode()
            assert "Secret keys of the sides lie on this machine" in page
            assert "a demonstration breaks this rule" in page
            assert "Synthetic" in page


def test_what_a_broken_start_left_is_made_anew(home: Path) -> None:
    demonstration.office()
    (home / "ledger-arriving").mkdir()
    (home / "ledger-arriving" / "log.key").write_text("cut off")
    demonstration_ledger.load(home, silent)
    assert Act.objects.count() == 6
    assert not (home / "ledger-arriving").exists()


def test_sections_are_marked_beside_each_other(home: Path) -> None:
    for section in ("register", "handovers", "register"):
        mark(home, section)
    assert made_up("register")
    assert made_up("handovers")
    assert (home / "made-up").read_text() == "register\nhandovers\n"


def test_a_database_server_is_never_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPATRIA_DATABASE", raising=False)
    monkeypatch.delenv("REPATRIA_VAULT_DATABASE", raising=False)
    monkeypatch.setenv("REPATRIA_LEDGER", "postgresql://host/ledger")
    with pytest.raises(demonstration.ForeignStoreError, match="REPATRIA_LEDGER"):
        demonstration.choose_home()
