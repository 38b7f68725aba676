"""The test vectors of the ledger as they lie in the documentation, and both verifiers on them."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

from repatria.ledger import verify_act
from repatria.ledger.accusing import check_accusation, read_accusation
from repatria.ledger.act import read_act, root_from
from repatria.ledger.commitment import Commitment, check_opening
from repatria.ledger.commitment_files import read_committed, read_opening
from repatria.ledger.key_files import unseal
from repatria.ledger.note import read_note
from repatria.ledger.policy import Member, read_policy
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.verifying import verify_acts

FOLDER = Path(__file__).parents[1] / "docs/formats/ledger-vectors"
CASES = json.loads((FOLDER / "index.json").read_text("utf-8"))
OF_ACTS = [case for case in CASES if case["what"] == "acts"]

Acts = list[tuple[bytes, bytes]]


def file(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def told(case: dict) -> tuple[Acts, bytes, bytes]:
    """The acts with their proofs, and the two policies of a case of acts."""
    acts = [(file(act), file(proof)) for act, proof in case["acts"]]
    return acts, file(case["policy"]), file(case["signers"])


def by_engine(acts: Acts, policy: bytes, signers: bytes) -> Why | None:
    """Why the engine refuses acts; None where everything holds."""
    try:
        verify_acts(acts, read_policy(policy), read_policy(signers, Member.SIGNER))
    except LedgerRefused as refused:
        return refused.why
    return None


def standing_alone(acts: Acts, policy: bytes, signers: bytes) -> str:
    """What `verify_act.py` says as it refuses them; "" where everything holds. It is run within
    this process and may raise no other error."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            verify_act.check(
                [(f"act {at}", act, proof) for at, (act, proof) in enumerate(acts)],
                verify_act.read_policy(policy, "witness"),
                verify_act.read_policy(signers, "signer"),
            )
        except ValueError as refused:
            return str(refused) or "refused"
    return ""


def other_files(case: dict) -> Why | None:
    """Why the engine refuses another file than an act's."""
    try:
        if case["what"] == "opening":
            opening, own = read_opening(file(case["opening"]))
            act = read_act(read_note(file(case["act"])))
            assert own == Commitment(int(act["count"]), root_from(act["root"]))
            check_opening(opening, own)
        elif case["what"] == "committed":
            read_committed(file(case["committed"]))
        elif case["what"] == "accusation":
            (log,) = read_policy(file(case["policy"])).logs
            check_accusation(read_accusation(file(case["accusation"])), log)
        else:
            assert unseal(file(case["key"]), case["words"]).seed.hex() == case["seed"]
    except LedgerRefused as refused:
        return refused.why
    return None
