"""Trains the weights that come with Repatria, on made-up lists:

    python -m tools.name_weights

It writes `src/repatria/names/linking/data/weights.json`. The lists are those of the bench with
another seed, so that no figure of the bench is of the lists that the weights were trained on.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src/repatria/names/linking/data/weights.json"
FIRST, SECOND, SEED = 770_000, 231_000, 20_261


def main() -> int:
    sys.path.insert(0, str(ROOT / "bench"))
    tables_of = importlib.import_module("_names_link").tables_of
    from repatria.names.linking import weighing
    from repatria.synthetic.lists.two_lists import two_lists

    model = weighing.model_for(tables_of(two_lists(FIRST, SECOND, seed=SEED)))
    OUT.write_text(json.dumps(weighing.kept(model.weights), indent=1) + "\n", "utf-8")
    print(f"written to {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
