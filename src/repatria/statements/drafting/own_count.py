"""What a side counts without a word of who gave it: it counts what came to it."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.kinds import is_share
from repatria.statements.drafting.likeness import like_before
from repatria.statements.drafting.making import State, is_part
from repatria.statements.drafting.model import Said
from repatria.statements.drafting.reported import TALLY
from repatria.statements.drafting.ways import NONE, Direction
from repatria.statements.vocabulary import Voice

# “193 arrivals”, «прибуття п'ятьох»: those who came, by their noun.
_ARRIVED = re.compile(
    r"arrivals?|returnees?|homecomers?|liberated|freed|прибул\w+|прибывш\w+|вернувш\w+|вышедш\w+|"
    r"сошедш\w+|приехавш\w+|прилетевш\w+|поверненц\w+|визволен\w+|звільнен\w+|освобожд[её]нн\w+"
)
_ARRIVAL = re.compile(
    r"(?<!\w)(?:arrival|return|homecoming|прибуття|приїзд|повернення|прибытие|приезд|возвращение)\s+"
    r"(?:of\s+)?$"
)
# Below this a number is no second figure of a whole side; and words that dispute one.
_LEAST = 10
_OTHER = re.compile(
    r"(?<!\w)(?:other|another|different|інше|інша|іншу|иное|другое|другую|иную)(?!\w)"
)
# “As for its own share, …: 122”.
_SHARE = re.compile(
    r"(?<!\w)(?:свою|своєї|своей|власну|собственную)\s+(?:частк\w+|половин\w+|частин\w+|часть|дол[юи])|"
    r"its\s+(?:own\s+)?(?:share|part|half|side\s+of)(?!\w)"
)


def own_count(
    article: Article, line: Line, number: Number, said: Said, state: State, *, both: bool
) -> Direction:
    """The side that counts gets, where the number leans on nothing nearer; else nothing."""
    low, figure = article.low, number.figure
    others = [side for side in article.sides if side != said.party]
    if said.voice is not Voice.PARTY or len(others) != 1 or len(article.sides) != 2:
        return NONE
    head = low[max(line.span.start, figure.span.start - 70) : figure.span.start]
    mine = Direction(others[0], said.party, rule="by_speaker", sure=False, subject=said.party)
    arrived = _ARRIVED.match(number.counts.words) is not None if number.counts.words else False
    if arrived or _ARRIVAL.search(head) or _SHARE.search(head):
        return mine
    if is_share(low, figure.core.end) or is_part(article, line, figure.core):
        return NONE
    value = figure.quantity.number
    disputes = value is None or value < _LEAST or _OTHER.search(head) is not None
    if disputes or like_before(number, line, state.drafts) is not None:
        return NONE
    at = article.lines.index(line)
    asked = at > 0 and low[: article.lines[at - 1].span.end].rstrip("»”\"' ").endswith("?")
    if TALLY.search(head):
        return mine
    last = state.drafts[-1] if state.drafts else None
    apart = last is not None and "\n" in low[last.figure.end : figure.span.start]
    return (
        mine
        if apart and not (both or asked) and last is not None and last.said.party != said.party
        else NONE
    )
