"""Print what the rules miss or make up in a folder of articles, with why.

    python tests/statements/drafting/misses.py [folder] [part of a name]

For whoever works on the rules: by default the development set. It refuses the articles held out.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from repatria.statements.drafting import Draft  # noqa: E402
from statements.drafting.scoring import Article, articles, figures, score  # noqa: E402


def _draft(one: Draft) -> str:
    low, high = one.quantity.low, one.quantity.high
    amount = f"{one.quantity.kind} {low}" if low == high else f"{one.quantity.kind} {low}-{high}"
    way = f"{one.giver}>{one.receiver}{' both' if one.both else ''}"
    said = f"{one.said.voice}:{one.said.party or one.said.code}:{one.said.words}"
    rules = ", ".join(reason.code for reason in one.reasons)
    return f"{one.kind} {amount} {one.unit}/{one.category} {way} said {said} ({rules})"


def tell(path: Path) -> None:
    """One article: what was missed, with the draft or the reason at its place; what was made up."""
    article = Article(path)
    result = score(path)
    print(f"\n== {path.name}: {result.found} of {result.expected}")
    for row in article.expected:
        quote = repr(row.place.of(article.text))
        if row.optional or quote not in result.missed:
            continue
        start = article.text.rfind("\n", 0, row.place.start) + 1
        end = article.text.find("\n", row.place.end)
        print(f"-- {quote}\n   in {article.text[max(start, row.place.start - 200) : end]!r}")
        amounts = " | ".join(f"{q.kind} {q.low}" for q in row.quantities)
        ways = " ".join(f"{a}>{b}{' both' if both else ''}" for a, b, both in row.ways[:3])
        print(f"   wanted {'/'.join(row.kinds)} {amounts} {ways} said {row.speakers}", row.unnamed)
        for one in article.read.drafts:
            if one.figure.meets(row.place):
                print(f"   read   {_draft(one)}")
        for left in article.read.unread:
            if left.span.meets(row.place):
                print(f"   left   {left.span.of(article.text)!r} {left.why.code}")
    for words in result.invented:
        print(f"!! invented {words}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "development"
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    if folder.resolve() in {(HERE / name).resolve() for name in ("held_out", "held_out_second")}:
        sys.exit("the articles held out are read by nobody who works on the rules")
    paths = [path for path in articles(folder) if part in path.name]
    for path in paths:
        tell(path)
    print("\n" + figures([score(path) for path in paths]))


if __name__ == "__main__":
    main()
