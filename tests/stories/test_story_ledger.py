"""One handover, three signatures, and a stranger who checks it.

Two parties that do not trust each other hand over twenty-five people while an intermediary looks
on. Each signs on a machine of its own, one after the other, from its own key file; what they sign
stands in a log that none of them can change. A year later a lawyer who has never met any of them
checks it with a few files and one program that she can read.

Then the log's keeper shows the second party another history. It is found out at the next
checkpoint, and two signatures of the keeper prove it to anybody.

Every step is the command that a person types; every party has a folder of its own, and what passes
between them are files.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from repatria.cli.main import app
from repatria.ledger.key_files import Cost, seal

NOON = 1_750_000_000
"""2025-06-15T15:06:40Z, by everybody's clock."""
PARTIES = ("ua", "ru", "icrc")


@pytest.fixture(autouse=True)
def _hours_and_keys(monkeypatch):
    """The clock stands still, and passphrases are tried cheaply: these keys guard nothing."""
    monkeypatch.setattr("repatria.cli.ledger_options.time", SimpleNamespace(time=lambda: NOON))
    cheap = Cost(memory=8, passes=1, lanes=1)
    monkeypatch.setattr("repatria.ledger.key_files.seal", partial(seal, cost=cheap))


class Somebody:
    """A person at a machine: a folder, and the commands that are typed there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "words").write_text("a passphrase of nobody else's\n")

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    def tries(self, *words: object) -> Result:
        return CliRunner().invoke(app, ["ledger", *map(str, words)])

    def types(self, *words: object) -> str:
        told = self.tries(*words)
        assert told.exit_code == 0, told.stderr
        return told.stdout

    def makes_a_key(self, file: str, name: str, use: str) -> str:
        """Its public half, to be read out to the others."""
        return self.types("key", self / file, "--name", name, "--use", use, *self.words).strip()

    @property
    def words(self) -> tuple[object, ...]:
        return "--passphrase-file", self / "words"

    def gets(self, *files: Path) -> list[Path]:
        """Files that somebody handed over."""
        return [Path(shutil.copy(file, self.folder)) for file in files]

    def signs(self, act: Path) -> Path:
        """The act as it came, with one more signature."""
        (own,) = self.gets(act)
        self.types("sign", own, "--key", self / "act.key", "--yes", *self.words)
        return own

    def cosigns(self, request: Path) -> Result:
        (own,) = self.gets(request)
        return self.tries(
            "cosign", own, "--key", self / "cosign.key", "--policy", self / "log.policy",
            "--seen", self / "seen.json", "--out", self / "cosigned", *self.words,
        )  # fmt: skip


class Keeper(Somebody):
    """Whoever runs the server with the log on it."""

    def begins(self, store: str) -> None:
        self.types("init", "--store", self / store, "--key", self / "log.key", *self.words)

    def takes(self, *files: Path, store: str = "log.sqlite3") -> Result:
        own = self.gets(*files)
        return self.tries(
            "append", *own, "--store", self / store, "--key", self / "log.key",
            "--signers", self / "signers.policy", "--policy", self / "log.policy", *self.words,
        )  # fmt: skip

    def asks(self, since: int, store: str = "log.sqlite3") -> Path:
        """What a party needs that saw so many entries last."""
        out = self / "request"
        self.types("prove", "--store", self / store, "--policy", self / "log.policy",
                   "--since", since, "--out", out)  # fmt: skip
        return out

    def shows(self, store: str = "log.sqlite3") -> str:
        return self.types("log", "--store", self / store, "--policy", self / "log.policy",
                          "--signers", self / "signers.policy", "--trail")  # fmt: skip

    def mirrors(self, store: str, name: str) -> Path:
        out = self / name
        self.types("export", "--store", self / store, "--policy", self / "log.policy", "--out", out)
        return out


@pytest.fixture
def people(tmp_path: Path) -> SimpleNamespace:
    """Everybody with keys of their own and the two policies, which they wrote together."""
    keeper = Keeper(tmp_path / "keeper")
    parties = {name: Somebody(tmp_path / name) for name in PARTIES}
    log = keeper.makes_a_key("log.key", "example.org/log", "log")
    signers, cosigners = [], [f"log {log}"]
    for name, one in parties.items():
        signers.append(f"signer {name} {one.makes_a_key('act.key', f'example.org/{name}', 'act')}")
        seen = one.makes_a_key("cosign.key", f"example.org/{name}-sees", "cosign")
        cosigners.append(f"witness {name} {seen}")
    signers += ["group parties all ua ru", "group both all parties icrc", "quorum both"]
    cosigners += ["group everybody all ua ru icrc", "quorum everybody"]
    lawyer = Somebody(tmp_path / "lawyer")
    for each in (keeper, *parties.values(), lawyer):
        (each / "signers.policy").write_text("\n".join(signers) + "\n")
        (each / "log.policy").write_text("\n".join(cosigners) + "\n")
    keeper.begins("log.sqlite3")
    return SimpleNamespace(keeper=keeper, lawyer=lawyer, **parties)


def writes_a_handover(who: Somebody, reference: str, manifest: str = "0" * 64, **more: str) -> Path:
    """Nobody is named but those who sign; the people stand in the manifest."""
    fields = {
        "log": "example.org/log", "reference": reference, "giver": "ua", "receiver": "ru",
        "intermediary": "icrc", "exchange": "X-12", "place": "P-3", "unit": "persons",
        "opened": "2025-06-15T10:00:00Z", "closed": "2025-06-15T12:00:00Z", "count": "25",
        "manifest": f"sha256:{manifest}", **more,
    }  # fmt: skip
    out = who / f"{reference.replace('/', '-')}.act"
    who.types("act", "handover", *(f"{key}={value}" for key, value in fields.items()), "--out", out)
    return out


def handed_over(people: SimpleNamespace, reference: str, **more: str) -> Path:
    """An act that went from hand to hand and came back with three signatures."""
    act = writes_a_handover(people.ua, reference, **more)
    for who in (people.icrc, people.ru, people.ua):
        act = who.signs(act) if act.parent != who.folder else act
    own = people.ua / act.name
    people.ua.types("sign", own, "--key", people.ua / "act.key", "--yes", *people.ua.words)
    return own


def seen_by(people: SimpleNamespace, names: tuple[str, ...], since: int) -> None:
    for name in names:
        done = getattr(people, name).cosigns(people.keeper.asks(since))
        assert done.exit_code == 0, done.stderr
        assert people.keeper.takes(getattr(people, name) / "cosigned").exit_code == 0


def test_a_handover_from_the_text_to_a_stranger_who_checks_it(people):
    # The giver fixes the manifest: what is published of it is a count and a number.
    listed = people.ua / "manifest.csv"
    listed.write_text("".join(f"{at};person {at}\n" for at in range(1, 26)))
    told = people.ua.types("commit", listed, "--kept", people.ua / "salts")
    assert told.startswith("count=25 root=sha256:")
    root = told.strip().partition("sha256:")[2]

    # It writes the act and signs it. The log takes it as what it is: proposed.
    act = writes_a_handover(people.ua, "X-12/1", root, reservation="not all labels were read")
    people.ua.types("sign", act, "--key", people.ua / "act.key", "--yes", *people.ua.words)
    assert people.keeper.takes(act).exit_code == 0
    assert "X-12/1  proposed\n    signed by ua; missing: ru, icrc" in people.keeper.shows()

    # The receiver reads it, signs, and the intermediary after it. Now it is complete.
    act = people.ru.signs(act)
    assert people.keeper.takes(act).exit_code == 0
    act = people.icrc.signs(act)
    assert people.keeper.takes(act).exit_code == 0
    shown = people.keeper.shows()
    assert "0, 1, 2  handover X-12/1  complete\n    signed by icrc, ru, ua\n" in shown

    # Sent once more it is refused, and that it was sent is kept.
    assert "stands in the log at 0 already" in people.keeper.takes(act).stderr
    assert "(replayed)" in people.keeper.shows()

    # All three cosign what they see. From here on nobody can show two of them two histories.
    assert "not yet cosigned by: ua, ru, icrc" in people.keeper.shows()
    seen_by(people, PARTIES, since=0)
    assert "cosigned by: icrc, ru, ua" in people.keeper.shows()

    # The lawyer gets the act with three signatures and its proof; the policies she had before.
    log = "--store", people.keeper / "log.sqlite3", "--policy", people.keeper / "log.policy"
    people.keeper.types("prove", *log, "--act", act, "--out", people.keeper / "proof")
    own, proof = people.lawyer.gets(act, people.keeper / "proof")
    people.lawyer.types("verifier", "--out", people.lawyer / "verify_act.py")
    shutil.rmtree(people.keeper.folder)
    said = checked(people.lawyer, own, proof)
    assert said.returncode == 0, said.stdout
    assert "count 25" in said.stdout
    assert "reservation not all labels were read" in said.stdout
    assert all(
        f"{name} cosigned that tree, 2025-06-15 15:06:40 UTC" in said.stdout for name in PARTIES
    )
    assert said.stdout.endswith("Everything holds.\n")

    # Twenty-six would have been another act.
    own.write_bytes(own.read_bytes().replace(b"count 25", b"count 26"))
    said = checked(people.lawyer, own, proof)
    assert said.returncode == 1
    assert said.stdout.endswith("REFUSED: the path does not lead to the root\n")

    # A family is shown its own line and no other.
    people.ua.types("open", listed, "--kept", people.ua / "salts", "--line", 7, "--out",
                    people.ua / "line-7")  # fmt: skip
    (line,) = people.lawyer.gets(people.ua / "line-7")
    said = people.lawyer.types(
        "verify", line, "--act", act, "--policy", people.lawyer / "log.policy"
    )
    assert said.startswith("7;person 7\nLine 7 of 25")
    assert b"person 8" not in line.read_bytes()


def checked(who: Somebody, *files: Path) -> subprocess.CompletedProcess[str]:
    """The program that stands alone, run by a Python that sees nothing but its own packages."""
    return subprocess.run(
        [sys.executable, "-I", who / "verify_act.py", "--policy", who / "log.policy",
         "--signers", who / "signers.policy", *files],
        capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip


def test_the_receiver_refuses_and_a_correction_is_signed(people):
    act = writes_a_handover(people.ua, "X-12/1")
    people.ua.types("sign", act, "--key", people.ua / "act.key", "--yes", *people.ua.words)
    assert people.keeper.takes(act).exit_code == 0

    # The receiver reads it, does not sign, and signs a refusal of it. The log keeps that too.
    (own,) = people.ru.gets(act)
    looked = people.ru.tries("sign", own, "--key", people.ru / "act.key", *people.ru.words)
    assert "count 25" in looked.stderr
    named = "sha256:" + looked.stderr.partition("name it sha256:")[2][:64]
    refusal = people.ru / "refusal.act"
    fields = "log=example.org/log", "reference=X-12/1/ru", "by=ru", f"of={named}"
    why = "reason=24 were counted at the line"
    people.ru.types("act", "refusal", *fields, why, "--out", refusal)
    people.ru.types("sign", refusal, "--key", people.ru / "act.key", "--yes", *people.ru.words)
    assert people.keeper.takes(refusal).exit_code == 0
    shown = people.keeper.shows()
    assert "0  handover X-12/1  refused" in shown
    assert "refused by ru: 24 were counted at the line" in shown

    # They write it anew, and three sign. Both texts stay.
    assert people.keeper.takes(handed_over(people, "X-12/1", count="24")).exit_code == 0
    shown = people.keeper.shows()
    assert "0  handover X-12/1  refused" in shown
    assert "2  handover X-12/1  complete" in shown


def test_the_log_forks_and_is_accused(people):
    # One handover that all see.
    first = handed_over(people, "X-12/1")
    assert people.keeper.takes(first).exit_code == 0
    seen_by(people, PARTIES, since=0)

    # The keeper begins a second log under the same key, and shows it to the second party: in the
    # first, twenty-five were handed over the next day; in the second, nobody was.
    people.keeper.begins("other.sqlite3")
    assert people.keeper.takes(first, store="other.sqlite3").exit_code == 0
    assert people.keeper.takes(handed_over(people, "X-12/2")).exit_code == 0
    nobody = handed_over(people, "X-12/2", count="0")
    assert people.keeper.takes(nobody, store="other.sqlite3").exit_code == 0

    # Each history by itself goes on from what was seen: the first party cosigns one, the second
    # the other. Nothing is odd yet.
    assert people.ua.cosigns(people.keeper.asks(1)).exit_code == 0
    assert people.ru.cosigns(people.keeper.asks(1, "other.sqlite3")).exit_code == 0

    # The log does not take the second party's cosignature, which is on another tree. The trail
    # keeps it.
    refused = people.keeper.takes(people.ru / "cosigned")
    assert refused.exit_code == 1
    assert "on another tree of 2 entries" in refused.stderr
    assert "(fork)" in people.keeper.shows()

    # And the first party will not cosign the second history after the first.
    refused = people.ua.cosigns(people.keeper.asks(2, "other.sqlite3"))
    assert refused.exit_code == 1
    assert "two trees of 2 entries. Keep both: they prove it." in refused.stderr

    # The intermediary compares what the two cosigned, and has all that it takes.
    ours, theirs = (people.icrc / name for name in ("ours", "theirs"))
    shutil.copy(people.ua / "cosigned", ours)
    shutil.copy(people.ru / "cosigned", theirs)
    people.icrc.types("accuse", ours, theirs, "--policy", people.icrc / "log.policy", "--out",
                      people.icrc / "accusation")  # fmt: skip

    # Whoever has the log's public key can check it, years later, without any of them.
    (accusation,) = people.lawyer.gets(people.icrc / "accusation")
    said = people.lawyer.types("verify", accusation, "--policy", people.lawyer / "log.policy")
    assert said == (
        "example.org/log signed a tree of 2 and a tree of 2 entries.\nBoth cannot be true.\n"
    )


def test_an_old_tree_that_is_no_beginning_of_the_new_one_is_shown_by_its_leaves(people):
    assert people.keeper.takes(handed_over(people, "X-12/1")).exit_code == 0
    kept = people.ru.cosigns(people.keeper.asks(0))
    assert kept.exit_code == 0

    # The keeper writes the history anew, longer, without what the second party saw.
    people.keeper.begins("other.sqlite3")
    for reference in ("X-11/1", "X-11/2", "X-11/3"):
        assert (
            people.keeper.takes(handed_over(people, reference), store="other.sqlite3").exit_code
            == 0
        )
    mirror = people.keeper.mirrors("other.sqlite3", "mirror")

    # The second party gets no proof that goes on from what it saw. That alone accuses nobody.
    refused = people.ru.cosigns(people.keeper.asks(1, "other.sqlite3"))
    assert refused.exit_code == 1
    assert "does not show that the new tree begins with the old one" in refused.stderr
    policy = ("--policy", people.ru / "log.policy", "--out", people.ru / "accusation")
    pair = (people.ru / "cosigned", mirror / "checkpoint")
    assert "nothing is shown" in people.ru.tries("accuse", *pair, *policy).stderr

    # The mirror that anybody can copy has the leaves, and they show it.
    people.ru.types("accuse", *pair, "--larger", mirror, *policy)
    said = people.lawyer.types("verify", *people.lawyer.gets(people.ru / "accusation"), "--policy",
                               people.lawyer / "log.policy")  # fmt: skip
    assert said.startswith("example.org/log signed a tree of 1 and a tree of 3 entries.")
    assert json.loads((people.ru / "seen.json").read_text())["example.org/log"]["size"] == 1
