"""What the press desk stores, in the exchange store."""

from repatria.desks.press.models.documents import (
    Captives,
    Document,
    FoundInside,
    Kind,
    Marking,
    Quotation,
)
from repatria.desks.press.models.drafts import (
    ClaimDraft,
    DraftState,
    DraftVersion,
    Origin,
    Sheet,
    Withdrawal,
)

__all__ = [
    "Captives",
    "ClaimDraft",
    "Document",
    "DraftState",
    "DraftVersion",
    "FoundInside",
    "Kind",
    "Marking",
    "Origin",
    "Quotation",
    "Sheet",
    "Withdrawal",
]
