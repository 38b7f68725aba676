"""The folder of an installation: private from the first moment, and a clear line otherwise."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from repatria.base.errors import RepatriaError
from repatria.desks import router
from repatria.desks.common import stores


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_home_is_for_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        home = stores.home(str(tmp_path / "a" / "home"))
        stores.secret_key(home)
        stores.database(None, home / "exchange.sqlite3")
    finally:
        os.umask(old)
    assert mode(home) == 0o700
    assert {mode(file) for file in home.iterdir()} == {0o600}
    assert {file.name for file in home.iterdir()} == {"secret-key", "exchange.sqlite3"}
    stores.refuse_exposed(home)


def test_the_key_is_made_once_and_differs_between_homes(tmp_path: Path) -> None:
    one, other = (stores.home(str(tmp_path / name)) for name in ("one", "other"))
    assert stores.secret_key(one) == stores.secret_key(one)
    assert stores.secret_key(one) != stores.secret_key(other)
    assert len(stores.secret_key(one)) >= 50


def test_an_existing_store_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "exchange.sqlite3"
    file.write_bytes(b"kept")
    stores.database(None, file)
    assert file.read_bytes() == b"kept"


@pytest.mark.parametrize("name", ["exchange.sqlite3", "vault.sqlite3-wal", "secret-key"])
def test_a_store_that_everyone_can_read_is_refused_with_the_command(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.touch()
    file.chmod(0o644)
    with pytest.raises(stores.StoreError, match="chmod o-rwx") as caught:
        stores.refuse_exposed(tmp_path)
    assert "\n" not in str(caught.value)
    assert str(file) in str(caught.value)
    file.chmod(0o640)
    stores.refuse_exposed(tmp_path)


@pytest.mark.parametrize(
    ("mode_", "mend"),
    [
        (0o755, "o-rwx"),
        (0o701, "o-rwx"),
        (0o770, "g-w"),
        (0o777, "g-w,o-rwx"),
        (0o772, "g-w,o-rwx"),
    ],
)
def test_a_folder_that_others_can_use_is_refused_with_the_command(
    tmp_path: Path, mode_: int, mend: str
) -> None:
    home = stores.home(str(tmp_path / "home"))
    home.chmod(mode_)
    with pytest.raises(stores.StoreError) as caught:
        stores.refuse_exposed(home)
    assert str(caught.value).endswith(f"; run: chmod {mend} '{home}'")
    home.chmod(0o750)
    stores.refuse_exposed(home)


def test_a_store_that_the_group_can_change_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "exchange.sqlite3"
    file.touch()
    file.chmod(0o660)
    with pytest.raises(stores.StoreError, match=r"owner's group can change .*chmod g-w '"):
        stores.refuse_exposed(tmp_path)


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(stores.StoreError, match="REPATRIA_HOME"):
        stores.home(str(tmp_path / "taken"))
    assert issubclass(stores.StoreError, RepatriaError)
    assert issubclass(stores.StoreError, ImproperlyConfigured)


def test_sqlite_is_set_for_many_writers(tmp_path: Path) -> None:
    options = stores.database(None, tmp_path / "a.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        assert f"PRAGMA {pragma};" in options["init_command"]


def test_an_address_of_postgresql_is_read_whole(tmp_path: Path) -> None:
    url = "postgresql://me%40x:p%2Fw@db.example:5433/re%20cord?sslmode=require"
    found = stores.database(url, tmp_path / "unused.sqlite3")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("me@x", "p/w", "re cord")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert not list(tmp_path.iterdir())


def test_a_socket_stands_in_the_query() -> None:
    found = stores.database("postgresql://postgres@/record?host=/run/pg", Path("unused"))
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/pg", "", {})
    bare = stores.database("postgresql:///record", Path("unused"))
    assert (bare["HOST"], bare["USER"], bare["NAME"]) == ("", "", "record")


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host/", "postgresql://h:port/b"])
def test_another_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(stores.StoreError):
        stores.database(url, Path("unused"))
    with pytest.raises(stores.StoreError) as caught:
        stores.database("oracle://me:secret@host/name", Path("unused"))
    assert "secret" not in str(caught.value)


def test_the_public_store_lies_beside_the_others(tmp_path: Path) -> None:
    file = tmp_path / "public.sqlite3"
    assert stores.public_database(None, None, file)["NAME"] == file
    given = "postgresql:///desks?options=-c%20statement_timeout%3D9"
    beside = stores.public_database(None, given, file)
    assert beside["NAME"] == "desks"
    assert beside["OPTIONS"] == {
        "options": "-c statement_timeout=9 -c search_path=public_record",
    }
    apart = stores.public_database("postgresql:///record", given, file)
    assert (apart["NAME"], apart["OPTIONS"]) == ("record", {})


def test_each_store_takes_its_own_apps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(router, "VAULT_APPS", ("samples",))
    routes = router.StoreRouter()
    owners = {"record": "public", "samples": "vault", "accounts": "default", "common": "default"}
    for app, own in owners.items():
        assert router.store_of(app) == own
        for store in ("default", "vault", "public"):
            assert routes.allow_migrate(store, app) == (store == own)
