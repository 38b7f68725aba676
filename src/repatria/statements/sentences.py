"""The English sentence of every reason. The desks translate these templates, not the results.

A template holds no inflected names: roles and numbers stand in it, names come after a colon or as
the grammatical subject, so that it can be said in languages with cases.
"""

from __future__ import annotations

from collections.abc import Callable

from repatria.base.messages import message
from repatria.statements.reasons import Param, Reason, plain, sentence

TEMPLATES: dict[str, str] = {
    # Grades.
    "signed_act": message("An act signed by giver and receiver carries the figure: {act}."),
    "all_retired": message("Every statement of this figure was withdrawn, superseded or refuted."),
    "no_number": message("Nobody gives a number."),
    "both_state": message(
        "Giver and receiver each state it, and the numbers meet: {giver}; {receiver}."
    ),
    "independent_roots": message(
        "{number} independent roots from different sides, and the numbers meet: {speakers}."
    ),
    "unnamed_is_no_party": message(
        "An unnamed source is a root, but never the party itself, so this is not “agreed”."
    ),
    "one_root": message("One root only: {speakers}."),
    "one_side": message("Several speakers, all of one side: {speakers}."),
    "sides_differ": message("Giver and receiver differ by {gap}."),
    "roots_differ": message("Two roots differ by {gap}: {a}; {b}."),
    "retired_withdrawn": message("No longer counted: {claim} was withdrawn by its speaker."),
    "retired_superseded": message("No longer counted: {claim} was superseded by its speaker."),
    "retired_refuted": message("No longer counted: {claim} is refuted by the signed act."),
    # On a leg.
    "between_sides": message(
        "Giver and receiver differ by {gap}: the giver says {giver}, the receiver {receiver}."
    ),
    "inside_side": message(
        "Speakers of one side ({party}) differ by {gap}. {a}: {first}. {b}: {second}."
    ),
    "with_third": message("Two speakers differ by {gap}. {a}: {first}. {b}: {second}."),
    "earlier_self": message(
        "A source against its earlier self, without withdrawing. {speaker}: {first} on {first_on}, "
        "{second} on {second_on}."
    ),
    "units": message(
        "Counted in different units, so not comparable. {a}: {first} ({unit_a}). "
        "{b}: {second} ({unit_b})."
    ),
    "parts_sum": message(
        "The parts add up to {parts}, the whole is given as {whole}. Said by: {speaker}."
    ),
    "parts_exceed": message(
        "The parts named ({parts}) exceed the whole ({whole}). Said by: {speaker}."
    ),
    "share_exceeds": message(
        "A part of {part} is larger than the whole of {whole}. Said by: {speaker}."
    ),
    "category": message(
        "The same number told of different people. {a}: {first} ({category}). "
        "{b}: {whole} in all, of whom {part} ({category})."
    ),
    "category_parts": message(
        "Different numbers of one category. {a}: {first} ({category}). {b}: {part} ({category}), "
        "of {whole} in all."
    ),
    # Between directions.
    "parity": message(
        "Equal numbers are claimed, and the two directions differ by {gap}: {there} and {back}. "
        "Said by: {speaker}."
    ),
    "both_category": message(
        "{stated} of one category ({category}) in both directions together; what is said of the "
        "directions gives {derived} of that category, and fits only if others are counted in. "
        "Said by: {speaker}."
    ),
    "both_total": message(
        "{stated} in both directions together; what is said of the directions adds up to "
        "{derived}. Said by: {speaker}."
    ),
    # Between renderings.
    "sense": message(
        "Two renderings of one utterance differ in sense: “{first}” ({a}), “{second}” ({b}). "
        "Speaker: {speaker}."
    ),
    "sense_number": message(
        "Two renderings of one utterance differ in number: {first} ({a}), {second} ({b}). "
        "Speaker: {speaker}."
    ),
    "attribution": message("Sources differ on who said it. {source_a}: {a}. {source_b}: {b}."),
    "denied": message("Asserted on {said_on} ({a}) and denied by the other side ({speakers})."),
    # Totals.
    "total_fits": message("The total of {stated} is what the {legs} legs of its period add up to."),
    "total_not_excluded": message(
        "Not excluded: the legs of its period add up to {derived}, since not every leg has a "
        "number; the total is {stated}."
    ),
    "total_rule": message("By this counting rule: {rule}."),
    "rule_residual": message("By another rule ({rule}) {residual} would be left over."),
    "total_other_side": message(
        "A disagreement inside one side: {stated} is the other side's sum ({across}); the words of "
        "the speaker's own side add up to {derived}. Said by: {speaker}."
    ),
    "total_exceeds": message(
        "A total of {stated}, and the exchanges known in its period add up to {derived}. "
        "Said by: {speaker}."
    ),
    "total_below": message(
        "A total of {stated} is smaller than the sum of what is known in its period, {derived}. "
        "Said by: {speaker}."
    ),
    "total_no_number": message("Not checked: no number is given. Said by: {speaker}."),
    "total_no_period": message(
        "Not checked: no period is named that the record can add up. Said by: {speaker}."
    ),
    "total_unit": message(
        "Not checked: counted in another unit than the legs ({unit}). Said by: {speaker}."
    ),
    "total_part": message(
        "Not checked: a total of one category only ({category}). Said by: {speaker}."
    ),
    "total_own_rule": message(
        "Not checked: counted by a rule of the speaker's own ({rule}). Said by: {speaker}."
    ),
    "totals_differ": message(
        "The two sides' totals for {period} differ by {gap}, and no leg explains it: the giver "
        "says {giver}, the receiver {receiver}."
    ),
    "carried": message(
        "The same difference is carried into the totals: {giver} (giver), {receiver} (receiver). "
        "It is one disagreement, not two."
    ),
    "reaches_back": message(
        "The period begins before the record does ({begins}): {derived} of {stated} can be added "
        "up; {before} would lie before."
    ),
    "chain": message("An earlier total: {previous}, until {until} ({speaker})."),
    "chain_fits": message("With {added} since, it becomes {stated}."),
    "chain_not_excluded": message(
        "With {added} since (not every leg has a number), {stated} is not excluded."
    ),
    "chain_breaks": message(
        "With {added} since, it would be {derived}; the total given is {stated}."
    ),
    "period_impossible": message(
        "Impossible on the exchanges known: {stated} since {since}, where they add up to "
        "{derived}. Said by: {speaker}."
    ),
    "period_fits": message("It would fit a period since {since}."),
    "missing_event": message(
        "A residual of {residual} fits nothing that is known: an event is missing from the record, "
        "or from the total."
    ),
    "residual_unexplained": message("A residual of {residual} fits nothing that is known."),
    "residual_between_sides": message(
        "The residual of {residual} is the difference between the sides on: {exchanges}."
    ),
    "residual_outside": message(
        "The residual of {residual} are those returned outside the exchange on: {exchanges}."
    ),
    "residual_one_leg": message(
        "The residual of {residual} equals one leg, counted or left out: {exchanges}."
    ),
    # Ordinals.
    "ordinal_no_period": message(
        "Not checked: no period is named in which exchanges could be counted. Said by: {speaker}."
    ),
    "ordinal_fits": message(
        "{stated} in {period}: {counted} exchanges are known, so it fits. Said by: {speaker}."
    ),
    "ordinal_differs": message(
        "{stated} in {period}, but {counted} exchanges are known. Said by: {speaker}."
    ),
    # Agreements.
    "readings_differ": message("The readings of the agreement differ on: {topic}."),
    "readings_agree": message("The readings agree in form."),
    "reading_joint": message("One reading, given jointly: {parties}."),
    "reading_alone": message("Only one reading speaks of it: {parties}."),
    "forms_differ": message("{a}: {first}. {b}: {second}."),
    "number_one_reading": message(
        "A number in one reading only. With: {stating}. Without: {silent}."
    ),
    "numbers_differ": message("Different numbers for one clause. {a}: {first}. {b}: {second}."),
}


def english(item: Reason, show: Callable[[Param], str] = plain) -> str:
    """The reason as an English sentence; `show` may put names for codes."""
    return sentence(item, TEMPLATES[item.code], show)
