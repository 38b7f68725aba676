"""The ledger's commands as parties run them: a folder with keys, policies and a log in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cli_running import Outcome
from ledger_stores import address

from ledger_work import COSIGNERS, KEYS, LOG, NOW, PARTIES, cosigners_bytes, signers_bytes
from repatria.ledger.checkpoint import cosign
from repatria.ledger.key_files import Cost, seal
from repatria.ledger.keys import SigningKey
from repatria.ledger.note import Note
from repatria.ledger.witness import read_request

WORDS = "a passphrase"
CHEAP = Cost(memory=8, passes=1, lanes=1)
KIND = "postgresql" if os.environ.get("REPATRIA_TEST_DATABASE") == "postgres" else "sqlite"
"""Where the logs of these tests are kept."""


@dataclass
class Table:
    """Where everything lies, and short ways to run the commands."""

    folder: Path
    repatria: Callable[..., Outcome]
    store: str

    def __call__(self, command: str, *arguments: object) -> Outcome:
        """`repatria ledger …`, whatever comes of it."""
        return self.repatria("ledger", command, *arguments)

    def done(self, command: str, *arguments: object) -> str:
        """The same where it must succeed: what it printed."""
        told = self(command, *arguments)
        assert told.code == 0, told.err
        return told.out

    def refused(self, command: str, *arguments: object, code: int = 1) -> str:
        """The same where it must not: what it said, without a traceback or a word on paper."""
        told = self(command, *arguments)
        assert told.code == code, (told.out, told.err)
        assert "Traceback" not in told.err
        return " ".join(told.err.replace("│", " ").split())

    def file(self, name: str, data: bytes | str = b"") -> Path:
        """A file's path; with data, written."""
        path = self.folder / name
        if data:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def key(self, name: str, key: SigningKey) -> Path:
        """A key in its file, behind the passphrase."""
        return self.file(name, seal(key, WORDS, CHEAP))

    @property
    def words(self) -> tuple[str, Path]:
        return "--passphrase-file", self.file("words")

    @property
    def policies(self) -> tuple[object, ...]:
        return "--policy", self.file("log.policy"), "--signers", self.file("signers.policy")

    def handover(self, reference: str = "H-1", by: Iterable[str] = PARTIES, **fields: str) -> Path:
        """An act in its file, signed by some of the parties."""
        told = {
            "log": LOG.name, "reference": reference, "giver": "ua", "receiver": "ru",
            "intermediary": "icrc", "exchange": "X-12", "place": "P-3",
            "opened": "2025-06-15T10:00:00Z", "closed": "2025-06-15T12:00:00Z", "unit": "persons",
            "count": "25", "manifest": "sha256:" + "0" * 64, **fields,
        }  # fmt: skip
        out = self.file(f"{reference}.act")
        self.done("act", "handover", *(f"{k}={v}" for k, v in told.items() if v), "--out", out)
        for name in by:
            self.done("sign", out, "--key", self.file(f"{name}.key"), "--yes", *self.words)
        return out

    def append(self, *files: Path) -> Outcome:
        return self("append", *files, "--store", self.store, "--key", self.file("log.key"),
                    *self.policies, *self.words)  # fmt: skip

    def appended(self, *files: Path) -> None:
        told = self.append(*files)
        assert told.code == 0, told.err

    def cosigned(self, name: str, since: int = 0) -> Path:
        """A party's cosignature on the newest checkpoint, from where it was."""
        asked, out = self.file(f"{name}.request"), self.file(f"{name}.cosigned")
        self.done("prove", "--store", self.store, "--policy", self.file("log.policy"),
                  "--since", since, "--out", asked)  # fmt: skip
        self.done("cosign", asked, *self.as_cosigner(name), "--out", out)
        return out

    def as_cosigner(self, name: str) -> tuple[object, ...]:
        return ("--key", self.file(f"{name}-cosign.key"), "--policy", self.file("log.policy"),
                "--seen", self.file(f"{name}.seen"), *self.words)  # fmt: skip

    def taken(self, **notes: Note) -> list[Path]:
        """Acts that were signed without a command, appended in one batch: by their file names."""
        files = [self.file(f"{name}.act", note.to_bytes()) for name, note in notes.items()]
        self.appended(*files)
        return files

    def seen_by_all(self) -> None:
        """The newest checkpoint cosigned by all without a command of theirs."""
        request = self.done("prove", "--store", self.store, "--policy", self.file("log.policy"),
                            "--since", 0)  # fmt: skip
        note = read_request(request.encode()).checkpoint
        for key in COSIGNERS.values():
            note = cosign(note, key, NOW)
        self.appended(self.file("cosigned", note.to_bytes()))

    def proved(self, act: Path) -> Path:
        """The proof of an act, in its file."""
        out = act.with_suffix(".tlog-proof")
        self.done("prove", "--store", self.store, "--policy", self.file("log.policy"),
                  "--act", act, "--out", out)  # fmt: skip
        return out

    def log(self, *more: str) -> str:
        return self.done("log", "--store", self.store, *self.policies, *more)


def laid(folder: Path, repatria: Callable[..., Outcome]) -> Table:
    """A table with keys and policies, and a log that has no entries."""
    table = Table(folder, repatria, address(KIND, folder))
    table.file("words", f"{WORDS}\nwhat stands below it is no passphrase\n")
    table.file("log.policy", cosigners_bytes())
    table.file("signers.policy", signers_bytes())
    table.key("log.key", LOG)
    for name in PARTIES:
        table.key(f"{name}.key", KEYS[name])
        table.key(f"{name}-cosign.key", COSIGNERS[name])
    table.done("init", "--store", table.store, "--key", table.file("log.key"), *table.words)
    return table
