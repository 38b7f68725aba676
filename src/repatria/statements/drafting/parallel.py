"""“Returned 757, took 45. In February it was 909 and 41”: numbers in the order of those before."""

from __future__ import annotations

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.model import Draft
from repatria.statements.drafting.ways import Direction


def in_parallel(
    article: Article, line: Line, number: Number, drafts: list[Draft]
) -> Direction | None:
    """The direction of the number in the same place of a sentence before with as many."""
    at = article.lines.index(line)
    if not at or line.acts or len(line.numbers) < 2:
        return None
    before = [one for one in drafts if one.sentence == article.lines[at - 1].span]
    if len(before) != len(line.numbers) or any(not one.giver for one in before):
        return None
    if len({(one.giver, one.receiver, one.both) for one in before}) < 2:
        return None
    same = before[line.numbers.index(number)]
    return Direction(same.giver, same.receiver, same.both, "by_context", sure=False)
