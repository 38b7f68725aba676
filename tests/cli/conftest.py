"""Commands run in this process, on the test's own store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli_running import Outcome, run
from django.core.management import call_command
from ledger_running import Table, laid
from pytest_django import DjangoDbBlocker
from typer.testing import CliRunner

from ledger_work import NOW
from repatria.cli.main import app


@pytest.fixture
def repatria(db: None) -> Callable[..., Outcome]:
    """`repatria("record", "check")`: what the command printed, and its exit code."""

    def call(*arguments: object) -> Outcome:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture(scope="module")
def _demo_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration, committed for all tests of a module that use `demo` and nothing else."""
    with django_db_blocker.unblock():
        assert CliRunner().invoke(app, ["record", "import", "--demo"]).exit_code == 0
        yield
        call_command("flush", database="public", interactive=False, verbosity=0)


@pytest.fixture
def demo(_demo_rows: None, repatria: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """`repatria` where the demonstration is taken in. What a test changes is rolled back."""
    return repatria


@pytest.fixture
def installed(tmp_path: Path) -> Callable[..., Outcome]:
    """The installed script, in a process and a home of its own."""
    return lambda *arguments, **env: run(tmp_path / "home", *arguments, **env)


@pytest.fixture
def table(
    repatria: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Table:
    """Keys, policies and a log without entries, at an hour that stands still."""
    monkeypatch.setattr("repatria.cli.ledger_options.time", SimpleNamespace(time=lambda: NOW))
    return laid(tmp_path, repatria)
