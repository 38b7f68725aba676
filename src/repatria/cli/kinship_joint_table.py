"""Pairs of a joint assignment as a CSV table whose head explains every column."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping

from repatria.formats.formulas import guard
from repatria.kinship.joint.pairing import JointPairing, probability
from repatria.kinship.joint.result import JointResult
from repatria.kinship.panel import Panel
from repatria.kinship.search.groups import Wanted

COLUMNS = {
    "samples": "the samples of the person found, joined with +",
    "family": "the family",
    "missing": "whom the family misses",
    "posterior": "probability that they are one, all remains and families weighed together",
    "low": "lower end of its 95 % interval; decide by this",
    "high": "upper end",
    "how": "exact, or sampled with its standard error",
    "family_posterior": "probability of being anybody whom this family misses",
    "log10": "decimal logarithm of the ratio of the pair alone, the sex being part of it",
    "compared_with": "relatives, direct (a sample of the missing person's own), or direct and "
    "relatives",
    "flags": "what is to be looked at before anybody decides",
    "told": "in words",
}


def lines(
    result: JointResult,
    panel: Panel,
    wanted: Mapping[tuple[str, str], Wanted],
    flags: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    """The table, after lines that begin with # and say what it is and what each column holds.

    `wanted` is by family and missing person, `flags` are further ones by person found.
    """
    yield "# Proposals: people decide, and a posterior is no identification.\n"
    yield f"# Computed under {panel}\n"
    for name, words in COLUMNS.items():
        yield f"# {name}: {words}\n"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in result.pairings():
        warnings = dict.fromkeys(
            str(warning)
            for warning in result.warned_of(each.remains)
            if warning.claim.family == each.missing.family
        )
        writer.writerow(
            guard(cell)
            for cell in (
                each.remains, each.missing.family, each.missing.name, probability(each.posterior),
                probability(each.low), probability(each.high), _how(each),
                probability(each.family_posterior), f"{each.log_ratio / math.log(10):.6f}",
                wanted[each.missing.family, each.missing.name].how,
                "; ".join([*each.flags, *flags.get(each.remains, ())]),
                " ".join([each.sentence, *warnings]),
            )
        )  # fmt: skip
    yield buffer.getvalue()


def _how(pairing: JointPairing) -> str:
    return "exact" if pairing.error is None else f"sampled, ± {pairing.error:.2g}"
