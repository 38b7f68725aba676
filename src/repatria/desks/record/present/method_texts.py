"""The rules of the engine in words, one text for each value of its vocabularies.

A test holds these tables against the vocabularies, so that no value is without its rule.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from repatria.statements.contradiction import ContradictionKind as Contradicts
from repatria.statements.figures import Grade, State
from repatria.statements.quantity import Kind
from repatria.statements.total_check import Outcome

_ = gettext_lazy

GRADE_RULES: dict[Grade, object] = {
    Grade.SIGNED: _("An act carries the figure, with the signatures of giver and receiver."),
    Grade.AGREED: _(
        "A named speaker of the giver and a named speaker of the receiver each state it, and the "
        "numbers meet."
    ),
    Grade.CORROBORATED: _(
        "Two or more independent roots that are not all of one side, and all numbers meet. An "
        "unnamed source is such a root; a party it is not."
    ),
    Grade.SINGLE: _("One root only, or several speakers who are all of one side."),
    Grade.CONTESTED: _(
        "Two live roots whose numbers do not meet. There is no mean and no best: both numbers "
        "stand side by side, and the gap between them is named."
    ),
    Grade.DISCOUNTED: _(
        "Every statement of the figure was withdrawn or superseded by its own speaker, or is "
        "refuted by a signed act. It stays, struck out, with the reason."
    ),
}
STATE_RULES: dict[State, object] = {
    State.STATED: _("The side gives a number, or words that bound one."),
    State.NONE: _("The side says aloud that there were none: a zero that somebody spoke."),
    State.NOT_STATED: _(
        "The side spoke of the matter and gave no number, or somebody says that it gave none."
    ),
    State.NOTHING_FOUND: _(
        "The record holds no word of it from this side. It says something of the record, and "
        "nothing of the side."
    ),
}
QUANTITY_RULES: dict[Kind, object] = {
    Kind.EXACT: _("the number itself"),
    Kind.AT_LEAST: _("the number or more, without an upper end"),
    Kind.AT_MOST: _("from none up to the number"),
    Kind.ABOUT: _("a tenth either way, rounded outwards; “nearly”: a tenth below, and not above"),
    Kind.RANGE: _("from one number to the other"),
    Kind.PARITY: _("as many as the other way; no number of its own"),
    Kind.NONE: _("zero, spoken aloud"),
    Kind.NOT_STATED: _("no number at all; it is never taken for zero"),
}
OUTCOME_RULES: dict[Outcome, object] = {
    Outcome.FITS: _(
        "The legs of the period, in the words of the speaker’s own side, add up to the total; or "
        "they do not exclude it, where not every leg has a number."
    ),
    Outcome.FITS_OTHER_SIDE: _(
        "It is what the other side’s words add up to, and not those of the speaker’s own side: a "
        "disagreement inside one side."
    ),
    Outcome.CHAINED: _("An earlier total, and what was handed over since, make it."),
    Outcome.REACHES_BACK: _(
        "Its period begins before the record does. What would lie before is named as a range, and "
        "is no contradiction."
    ),
    Outcome.IMPOSSIBLE_PERIOD: _(
        "The period named cannot hold it on the exchanges known, and a period from another month "
        "on would."
    ),
    Outcome.RESIDUAL: _(
        "Something is left over. The record is searched for what equals it: a difference between "
        "the sides, people returned outside the exchange, one leg counted or left out. Where "
        "nothing does, an event is missing from the record or from the total."
    ),
    Outcome.UNCHECKED: _(
        "It names no number, or no period that can be added up, or is counted by a rule of the "
        "speaker’s own."
    ),
}
CONTRADICTION_RULES: dict[Contradicts, object] = {
    Contradicts.BETWEEN_SIDES: _(
        "Giver and receiver give numbers of one figure that do not meet; or their totals for one "
        "period do not, and no leg explains it."
    ),
    Contradicts.INSIDE_SIDE: _(
        "Two speakers of one side give numbers that do not meet, or one uses the other side’s sum."
    ),
    Contradicts.WITH_THIRD: _(
        "Numbers that do not meet, where at least one of the two speakers is of neither side."
    ),
    Contradicts.EARLIER_SELF: _(
        "A speaker’s later number does not meet its earlier one, and the earlier was not withdrawn."
    ),
    Contradicts.PARTS: _(
        "Parts that exceed the whole, or are said to be all of it and do not add up to it."
    ),
    Contradicts.CATEGORY: _(
        "One number told of different people: of a category by one speaker, of all by another."
    ),
    Contradicts.UNIT: _(
        "Two roots count one handover in different units (persons, bodies, containers, parts, DNA "
        "profiles). Such numbers are never compared as if they were one."
    ),
    Contradicts.PARITY: _(
        "Equal numbers are claimed, and the numbers of the two directions allow no equality."
    ),
    Contradicts.TOTAL: _(
        "A total that the exchanges known in its period do not add up to, and whose residual "
        "something known explains."
    ),
    Contradicts.MISSING_EVENT: _(
        "A total whose residual fits nothing that is known: an event is missing."
    ),
    Contradicts.IMPOSSIBLE_PERIOD: _(
        "A total for a period that cannot hold it, where another beginning would."
    ),
    Contradicts.ORDINAL: _(
        "“The fourth in a week”, and another number of exchanges is known in that week."
    ),
    Contradicts.SENSE: _(
        "Two renderings of one utterance that differ in number, or in what they say of identity."
    ),
    Contradicts.ATTRIBUTION: _(
        "Sources lay one word in different mouths: one names a speaker, another an unnamed source."
    ),
    Contradicts.DENIED: _(
        "A party denies within a week what a speaker of another party said of the same matter."
    ),
    Contradicts.READINGS: _(
        "The readings of one agreement differ in a term: first in form (all for all, parity, "
        "exchange, one-sided), then in whether a number is named."
    ),
}
CONTRADICTION_REASONS: dict[Contradicts, tuple[str, ...]] = {
    Contradicts.BETWEEN_SIDES: ("between_sides", "totals_differ", "carried"),
    Contradicts.INSIDE_SIDE: ("inside_side", "total_other_side"),
    Contradicts.WITH_THIRD: ("with_third",),
    Contradicts.EARLIER_SELF: ("earlier_self",),
    Contradicts.PARTS: ("parts_sum", "parts_exceed", "share_exceeds"),
    Contradicts.CATEGORY: ("category", "category_parts", "both_category"),
    Contradicts.UNIT: ("units",),
    Contradicts.PARITY: ("parity",),
    Contradicts.TOTAL: ("total_exceeds", "total_below", "both_total", "chain_breaks"),
    Contradicts.MISSING_EVENT: ("missing_event",),
    Contradicts.IMPOSSIBLE_PERIOD: ("period_impossible", "period_fits"),
    Contradicts.ORDINAL: ("ordinal_differs",),
    Contradicts.SENSE: ("sense", "sense_number"),
    Contradicts.ATTRIBUTION: ("attribution",),
    Contradicts.DENIED: ("denied",),
    Contradicts.READINGS: ("readings_differ", "forms_differ", "number_one_reading"),
}
"""The sentences in which each kind is told."""
