"""Candidates as a CSV table whose head explains every column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from repatria.formats.formulas import guard
from repatria.kinship.panel import Panel
from repatria.kinship.search.candidates import Candidate

COLUMNS = {
    "remains": "the sample of the remains",
    "family": "the family",
    "missing": "whom the family misses",
    "reading": "which reading of the family, where its labels can be meant in several ways; "
    "search.json tells them",
    "log10": "decimal logarithm of the likelihood ratio: these remains are that person's, or "
    "somebody unrelated's; the sex that was read or told is part of it",
    "posterior": "probability that they are that person's, given the prior and whichever the "
    "reading; somebody else, listed or not, has the rest",
    "rank": "place among the candidates of the remains",
    "rank_of_family": "place among the remains that were kept for the missing person; empty where "
    "it is none of them",
    "markers": "markers that were read of the remains",
    "mismatches": "how many of them no genotype of the missing person gives without a mutation",
    "mismatched": "which",
    "how": "what there is to compare with: relatives, direct (a sample of the missing person's "
    "own), or direct and relatives",
    "flags": "what is to be looked at of the remains",
}
SEXES_DIFFER = "the sex that was told and amelogenin differ"


def lines(
    listed: Sequence[Candidate], panel: Panel, threshold: float, flags: Mapping[str, str]
) -> Iterator[str]:
    """The table, after lines that begin with # and say what it is and what each column holds;
    `flags` by remains."""
    yield "# Candidates are proposals: people decide, and a ratio is no identification.\n"
    yield f"# Computed under {panel}\n"
    yield f"# Pairs with a ratio of {threshold:,.0f} or more, and the best of each side.\n"
    for name, words in COLUMNS.items():
        yield f"# {name}: {words}\n"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in listed:
        writer.writerow(
            [
                guard(each.remains),
                guard(each.family),
                guard(each.missing),
                each.reading or "",
                f"{each.log10:.6f}",
                f"{each.posterior:.9g}",
                each.rank,
                each.rank_of_family or "",
                each.markers,
                len(each.mismatches),
                " ".join(each.mismatches),
                each.how,
                flags.get(each.remains, ""),
            ]
        )
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
