"""What an English word of handing over is by the words around it: noun, passive, participle."""

from __future__ import annotations

import re

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule

# After a participle of what is counted: to whom, by whom, when; and before one without a noun.
_AFTER_PARTICIPLE = re.compile(
    r"\s*[,;:)»”]|\s+(?:back\s+|over\s+|home\s+|so\s+far\s+)?"
    r"(?:to|by|from|in|on|at|under|as|since|during|after|so far|this|last|yesterday|today|"
    r"earlier)(?!\w)"
)
_BEFORE_PARTICIPLE = re.compile(
    r"(?:(?:among|of|of all|than|with|for|and|or)\s+(?:all|the)|(?<!\w)those|the number)\s+$"
)


def is_noun(low: str, span: Span, tells: bool) -> bool:
    """English “the return of”, “an exchange”: a noun by the article before or “of” after it."""
    word = low[span.start : span.end]
    if " " in word or word.endswith(("ed", "ing")) or word in ("gave", "got", "received", "freed"):
        return False
    head = low[max(0, span.start - 25) : span.start]
    article = re.search(
        r"(?:\b(?:the|a|an|this|that|prisoner|latest|another|such|of|by|prisoners|next|in|'s|"
        r"for|after|during|largest|first|previous|earlier|under|each)|'s)\s+(?:\w+\s+)?$",
        head,
    )
    if word in ("exchange", "swap", "trade", "exchanges", "swaps"):
        return article is not None or re.search(r"(?:to|will|would)\s+$", head) is None
    return re.match(r"\s+of\b", low[span.end : span.end + 5]) is not None or (
        article is not None and tells
    )


def is_passive(low: str, span: Span, lexicon: Lexicon) -> bool:
    head = low[max(0, span.start - 40) : span.start]
    between = r"(?:\s+(?:not|also|then|now|\w+ly|all|finally|recently|already|later|first))*\s+$"
    return re.search(
        rf"(?:{rule(*lexicon.be).pattern}|n't){between}", head
    ) is not None and not low[span.start : span.end].endswith("ing")


def is_participle(low: str, sentence: Span, span: Span, lexicon: Lexicon) -> bool:
    """English “the bodies handed over to the South”, “Received by the South: …”: no verb."""
    word = low[span.start : span.end].split()[0]
    if (
        not word.endswith(("ed", "en", "sent", "taken"))
        or _AFTER_PARTICIPLE.match(low, span.end) is None
    ):
        return False
    head = low[sentence.start : span.start]
    if re.fullmatch(r"\W*", head) or re.search(r"[:;.]\s+$|\s[—–]\s+$", head):
        return (
            re.match(r"\s+(?:back\s+)?(?:by|to|from)\s|\s*:", low[span.end : span.end + 12])
            is not None
        )
    if _BEFORE_PARTICIPLE.search(head):
        return True
    counted = (*lexicon.body, *lexicon.dead, *lexicon.prisoner, *lexicon.person, *lexicon.civilian)
    return re.search(rf"(?:{rule(*counted).pattern})\s+$", head[-40:]) is not None
