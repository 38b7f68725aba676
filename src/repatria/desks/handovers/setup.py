"""The ledger of this installation: where its files are, what is missing, and how it is opened.

`ledger/` in the folder of the stores holds `signers.policy`, `log.policy` and the log's own key,
`log.key`. A party's secret key never belongs there; where one lies there all the same, every page
of the desk says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from repatria.desks.common.ledger.opening import open_store
from repatria.desks.handovers.refusals import HandoverError, NotSetUp, said
from repatria.ledger.key_files import public_of, unseal
from repatria.ledger.keys import PublicKey, SigningKey
from repatria.ledger.policy import Member, Policy, read_policy
from repatria.ledger.refusing import LedgerRefused
from repatria.ledger.storing import Store

SIGNERS, COSIGNERS, LOG_KEY, STORE = "signers.policy", "log.policy", "log.key", "ledger.sqlite3"
_MOST = 200_000
"""Bytes of a policy or key file that are read at most."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Whose log it is, who signs acts, who cosigns, and where the log is kept."""

    address: str
    log: PublicKey
    signers: Policy
    cosigners: Policy


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is missing, and the command that makes it (empty where none does)."""

    words: str
    command: str = ""


def folder() -> Path:
    return Path(settings.HOME) / "ledger"


def address() -> str:
    """Where the log is kept: a file, or a PostgreSQL server."""
    return str(settings.REPATRIA_LEDGER or folder() / STORE)


def ledger() -> Ledger:
    """The ledger as it is set up. Raises `NotSetUp` where a policy is missing or the log is not
    begun, `HandoverError` where a policy cannot be read."""
    cosigners, signers = _policy(COSIGNERS, Member.WITNESS), _policy(SIGNERS, Member.SIGNER)
    if len(cosigners.logs) != 1:
        raise HandoverError(_("log.policy must name one log; it names another number."))
    if not settings.REPATRIA_LEDGER and not Path(address()).exists():
        raise NotSetUp
    return Ledger(address(), cosigners.logs[0], signers, cosigners)


@contextmanager
def opened(held: Ledger) -> Iterator[Store]:
    """The store of the log, for as long as the block lasts."""
    store = open_store(held.address)
    try:
        yield store
    finally:
        store.close()


def log_key(held: Ledger) -> SigningKey:
    """The log's own key: the only secret one that the server has. Raises `NotSetUp`, or
    `LedgerRefused` for a wrong passphrase."""
    data, words = _bytes(LOG_KEY), _passphrase()
    if data is None or not words:
        raise NotSetUp
    key = unseal(data, words)
    if key.public != held.log:
        raise HandoverError(_("log.key is another key than that of the log in log.policy."))
    return key


def missing() -> list[Step]:
    """What has to be made before acts can be put into the log, in the order of making it."""
    steps = []
    if _bytes(LOG_KEY) is None:
        steps.append(Step(
            _("The log has no key yet. It bears the log's name, which every act repeats."),
            "repatria ledger key ledger/log.key --name example.org/log --use log",
        ))  # fmt: skip
    if not _passphrase():
        steps.append(Step(
            _("The server cannot open the log's key: name a file with its passphrase."),
            "REPATRIA_LEDGER_PASSPHRASE_FILE=…",
        ))  # fmt: skip
    for name, words in (
        (SIGNERS, _("It is not written yet who signs acts, with which keys: ledger/%s.") % SIGNERS),
        (COSIGNERS, _("It is not written yet who cosigns the log: ledger/%s.") % COSIGNERS),
    ):
        if _bytes(name) is None:
            steps.append(Step(words))
    if not settings.REPATRIA_LEDGER and not Path(address()).exists():
        steps.append(Step(
            _("The log is not begun yet."),
            f"repatria ledger init --store ledger/{STORE} --key ledger/{LOG_KEY}",
        ))  # fmt: skip
    return steps


def trouble() -> str:
    """Why the ledger cannot be used though nothing is missing; empty where it can."""
    try:
        with opened(ledger()) as store, store.reading() as reading:
            if reading.checkpoint() is None:
                return _("The log is not begun yet: repatria ledger init.")
    except NotSetUp:
        return ""
    except (HandoverError, LedgerRefused) as error:
        return said(error)
    return ""


def keys_here() -> list[str]:
    """Whose secret keys lie on this machine beside the log's own, as the policies call them; in
    production nobody's."""
    try:
        held = ledger()
    except HandoverError:
        return []
    known = {key: name for each in (held.signers, held.cosigners)
             for name, key in each.members.items()}  # fmt: skip
    found = set()
    for file in sorted(folder().rglob("*.key")):
        try:
            found.add(known.get(public_of(file.read_bytes()[:_MOST]), ""))
        except (LedgerRefused, OSError):
            continue
    return sorted(found - {""})


def file_bytes(name: str) -> bytes:
    """A policy as it stands. Raises `NotSetUp`."""
    data = _bytes(name)
    if data is None:
        raise NotSetUp
    return data


def _policy(name: str, member: Member) -> Policy:
    try:
        return read_policy(file_bytes(name), member)
    except LedgerRefused as refused:
        raise HandoverError(f"{name}: {said(refused)}") from refused


def _bytes(name: str) -> bytes | None:
    try:
        with (folder() / name).open("rb") as file:
            return file.read(_MOST + 1)
    except OSError:
        return None


def _passphrase() -> str:
    """From the file that is named, else from the environment."""
    if settings.REPATRIA_LEDGER_PASSPHRASE_FILE:
        try:
            text = Path(settings.REPATRIA_LEDGER_PASSPHRASE_FILE).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""
        return text.partition("\n")[0].rstrip("\r")
    return str(settings.REPATRIA_LEDGER_PASSPHRASE)
