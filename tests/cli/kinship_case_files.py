"""Files of reference cases whose figures are closed forms, of both shapes."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

TABLE = {"12": 0.1, "13": 0.2, "14": 0.3, "15": 0.4}
X_TABLE = {"20": 0.25, "21": 0.75}


def parent_and_child() -> dict[str, Any]:
    """A father and his daughter at an autosomal and an X-linked marker: (½ pb) / (2 pa pb) = 1/4pa,
    and the daughter has the father's X and one of the population."""
    a, b, c = TABLE["12"], TABLE["13"], TABLE["14"]
    first = [2 * a * b * c / 2, X_TABLE["20"] * X_TABLE["21"]]
    second = [2 * a * b * 2 * a * c, X_TABLE["20"] * 2 * X_TABLE["20"] * X_TABLE["21"]]
    ratios = [one / other for one, other in zip(first, second, strict=True)]
    founders = [{"id": "F", "father": None, "mother": None, "sex": "M"}]
    return {
        "id": "father",
        "markers": ["AUTO", "XLINK"],
        "mutation": None,
        "theta": 0,
        "silent_freq": 0,
        "H1": [
            {
                "members": [
                    *founders,
                    {"id": "M", "father": None, "mother": None, "sex": "F"},
                    {"id": "C", "father": "F", "mother": "M", "sex": "F"},
                ]
            }
        ],
        "H2": [
            {"members": founders},
            {"members": [{"id": "C", "father": None, "mother": None, "sex": "F"}]},
        ],
        "genotypes": {
            "F": {"AUTO": ["12", "13"], "XLINK": ["20", "20"]},
            "C": {"AUTO": ["12", "14"], "XLINK": ["20", "21"]},
        },
        "forrel": {
            "convention": "kept",
            "LR_per_marker": ratios,
            "lnL_H1_per_marker": [math.log(each) for each in first],
            "lnL_H2_per_marker": [math.log(each) for each in second],
            "log10LR_total": sum(math.log10(each) for each in ratios),
        },
        "Familias": {
            "convention": "pruned",
            "lik_H1_per_marker": first,
            "lik_H2_per_marker": second,
            "LR_per_marker_noprune": list(ratios),
        },
    }


def many_loci(folder: Path, *cases: dict[str, Any]) -> Path:
    """The first shape: cases, and beside them the markers."""
    markers = [
        {"name": name, "alleles": list(table), "freqs": list(table.values()), "chrom": chromosome}
        for name, table, chromosome in (("AUTO", TABLE, "A"), ("XLINK", X_TABLE, "X"))
    ]
    (folder / "markers.json").write_text(json.dumps({"markers": markers}))
    path = folder / "many.json"
    path.write_text(
        json.dumps({"meta": {"markers": "markers.json"}, "cases": cases or (parent_and_child(),)})
    )
    return path


def duo(model: str = "none", convention: str = "pruned") -> dict[str, Any]:
    """A father 12/13 and a child 14/14, who shares no allele with him.

    Under *equal* mutation at rate r the father passes 14 with the chance r/3, since there are four
    alleles; under *none* the first likelihood is 0. The mother is untyped: *pruned*, her gamete is
    14 as often as the population has it; *kept*, it has passed a meiosis of hers.
    """
    a, b, c = TABLE["12"], TABLE["13"], TABLE["14"]
    rate = 0.01 if model == "equal" else 0.0
    gamete = c if convention == "pruned" else c * (1 - rate) + (1 - c) * rate / 3
    return {
        "case": "duo",
        "model": model,
        "rate": 0.01,
        "rate2": 1e-5,
        "range": 0.1,
        "theta": 0.0,
        "alleles": list(TABLE),
        "freq": list(TABLE.values()),
        "geno": {"F": ["12", "13"], "C": ["14", "14"]},
        "h1": {"id": ["F", "C"], "fid": [None, "F"], "mid": [None, None], "sex": ["m", "f"]},
        "h2": {"id": ["F", "C"], "fid": [None, None], "mid": [None, None], "sex": ["m", "f"]},
        "lik": [2 * a * b * rate / 3 * gamete, 2 * a * b * c * c],
        "convention": convention,
    }


DUOS = (duo(), duo("equal"), duo("equal", "kept"))


def one_locus(folder: Path, *cases: dict[str, Any]) -> Path:
    """The second shape: everything in the case."""
    path = folder / "one.json"
    path.write_text(json.dumps({"meta": {}, "cases": cases or DUOS}))
    return path
