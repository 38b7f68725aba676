"""Writes the folder of a list, whole or not at all."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from repatria.cli import plan_folder as folders
from repatria.cli.plan_commitment import Committed, pretty, write_parts
from repatria.cli.plan_lottery import MADE_UP
from repatria.planning.lists import checker_of
from repatria.planning.lottery import Draw
from repatria.planning.round import Round, returned_after
from repatria.planning.why import count_reasons
from repatria.synthetic.folders import whole


def write_list(
    made: Committed, draw: Draw, found: Round, record: bytes, certificate: bytes, out: Path
) -> None:
    """Write everything. Its owner alone can read it. Raises what `folders.whole` raises."""
    people = {person.code: person for person in made.people}
    sides = made.terms.sides
    reasons = {code: why.value for code, why in found.reasons.items()}
    after = returned_after(made.returned, found)
    trial = draw.announced.beacon == MADE_UP
    how = {
        **made.how,
        "format": folders.FORMAT,
        "made with": version("repatria"),
        "on": made.on.isoformat(),
        "reasons": {why.value: count for why, count in count_reasons(found.reasons).items()},
        "synthetic draw": trial,
    }
    texts = {
        folders.LIST: folders.list_text(found.listed, sides, people),
        folders.REASONS: folders.reasons_text(reasons, people),
        folders.DUTY: folders.duty_text(reasons, found.would_count, people),
        folders.RETURNED: folders.returned_text(after, sides),
        folders.README: folders.read_me(checker_of(made.terms), MADE_UP if trial else ""),
    }
    with whole(out, "the list") as draft:
        draft.chmod(0o700)
        write_parts(made, draft)
        (draft / folders.RECORD).write_bytes(record)
        (draft / folders.CERTIFICATE).write_bytes(certificate)
        (draft / folders.PLAN).write_bytes(pretty(how))
        checker = folders.checker(checker_of(made.terms))
        (draft / checker.name).write_bytes(checker.read_bytes())
        for name, text in texts.items():
            (draft / name).write_bytes(text.encode())
