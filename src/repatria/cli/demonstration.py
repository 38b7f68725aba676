"""The demonstration: one summer's public statements, shipped with Repatria, in a folder of its
own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.base.errors import RepatriaError
from repatria.base.progress import Progress

if TYPE_CHECKING:
    from repatria.desks.accounts.models import Party

FILE = "statements-2025-summer.yaml"
HOME = "~/.repatria-demo"
OPENS = "passphrase"
"""In the folder of the ledger: what opens the log's key, and in the demonstration every key."""
WEEK = "?from=2025-06-09&until=2025-06-16"


# Everything that the demonstration invents says so in its own name, and so on every screen.
PARTY = ("DEMO", "Demonstration office (synthetic)")
PEOPLE = (
    ("administrator@synthetic.example", "Administrator (synthetic)", "administrator"),
    ("clerk-one@synthetic.example", "Press clerk one (synthetic)", "press"),
    ("clerk-two@synthetic.example", "Press clerk two (synthetic)", "press"),
    ("exchange@synthetic.example", "Exchange desk (synthetic)", "exchange_desk"),
    ("reception@synthetic.example", "Reception desk (synthetic)", "reception_desk"),
    ("authority@synthetic.example", "Deciding authority (synthetic)", "deciding_authority"),
    ("families@synthetic.example", "Family liaison (synthetic)", "family_liaison"),
    ("auditor@synthetic.example", "Auditor (synthetic)", "auditor"),
)


class ForeignStoreError(RepatriaError):
    """The store holds a record of its own, which the demonstration must not be mixed into."""


@contextmanager
def file(named: Path | None = None) -> Iterator[Path]:
    """The file named, else the demonstration's, as a path for as long as the block lasts."""
    if named is not None:
        yield named
        return
    with as_file(files("repatria.desks.record") / "demo" / FILE) as path:
        yield path


def choose_home() -> None:
    """See to it that the stores are files of the demonstration's own folder.

    That is REPATRIA_HOME where it is set, else `~/.repatria-demo`. A database server is never used:
    whoever names one has a record in it.
    """
    for name in (
        "REPATRIA_DATABASE",
        "REPATRIA_VAULT_DATABASE",
        "REPATRIA_PUBLIC_DATABASE",
        "REPATRIA_LEDGER",
    ):
        if os.environ.get(name):
            raise ForeignStoreError(
                f"{name} is set, and the demonstration is not loaded into a database server; "
                f"run it without: env -u {name} repatria demo"
            )
    if not os.environ.get("REPATRIA_HOME"):
        os.environ["REPATRIA_HOME"] = str(Path(HOME).expanduser())
    words = Path(os.environ["REPATRIA_HOME"]).expanduser() / "ledger" / OPENS
    os.environ["REPATRIA_LEDGER_PASSPHRASE_FILE"] = str(words)


def load(home: Path, progress: Progress) -> None:
    """Take the demonstration into an empty store. Raises `ForeignStoreError` where another record
    is there."""
    from repatria.desks.record import models, services

    if models.Intake.objects.filter(file=FILE).exists():
        return
    if models.Intake.objects.exists() or models.Claim.objects.exists():
        raise ForeignStoreError(
            f"{home} holds a record of its own, and the demonstration is not mixed into it; "
            "name another folder in REPATRIA_HOME."
        )
    with file() as path:
        progress(0, 0, "reading")
        services.import_file(path, today=date.today(), progress=progress)


def office() -> Party:
    """The party that the demonstration's people belong to."""
    from repatria.desks.accounts import services
    from repatria.desks.accounts.models import Party, Standing

    code, name = PARTY
    found = Party.objects.filter(pk=code).first()
    return found if found is not None else services.add_party(code, name, Standing.OFFICE)


def invitations() -> Iterator[tuple[str, str]]:
    """A name and the path of a link for each of the demonstration's people who has not joined yet.

    Links are kept as digests alone, so each start makes new ones and withdraws the old.
    """
    from repatria.desks.accounts import inviting
    from repatria.desks.accounts.models import User
    from repatria.desks.accounts.rights import Role

    party = office()
    for email, who, role in PEOPLE:
        if not User.objects.filter(email=email).exists():
            yield who, inviting.invite(email, who, party, [Role(role)], by=None).path
