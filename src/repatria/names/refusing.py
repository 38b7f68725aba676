"""A text that is not read as a name: refused with a reason that can be told in every language."""

from __future__ import annotations

from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence
from repatria.names.reasons import Param, Reason, reason


class NameRefused(ValueProblem):
    """What cannot be read as one name; `reason` says why, as data and as a sentence."""

    def __init__(self, template: str, **params: Param) -> None:
        self.reason: Reason = reason(template, **params)
        super().__init__(Sentence(template, params))
