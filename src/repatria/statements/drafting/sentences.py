"""The English sentence of every reason and doubt of a draft; the desks translate the templates."""

from __future__ import annotations

from repatria.base.messages import message
from repatria.statements.reasons import Reason, plain, sentence

TEMPLATES: dict[str, str] = {
    # What was read.
    "quantity_read": message("The quantity is read from the words “{words}”."),
    "unit_read": message("What is counted is read from the word “{words}”."),
    "unit_leans": message("No noun stands by the number; what is counted is taken from before."),
    "act_read": message("The handing over is read from the word “{words}”."),
    "act_leans": message("The clause has no verb of its own; that of the clause before is meant."),
    # Direction.
    "by_subject": message("The direction: the party that acts is the grammatical subject."),
    "by_target": message("The direction: the text says to whom, or from whom."),
    "by_people": message(
        "The direction: people and remains go to the side they are said to be of."
    ),
    "by_return": message("The direction: “in return” turns the one before it round."),
    "by_speaker": message("The direction: no party is named; the speaker's own side is meant."),
    "by_context": message("The direction: taken over from the figure before."),
    "by_both": message("Both directions: the text speaks of each side, or of an exchange."),
    "by_none": message("The direction: the text does not tell it."),
    # Kind.
    "kind_read": message("What the statement does is read from the words “{words}”."),
    # Speaker.
    "said_by": message("The speaker is read from the words “{words}”."),
    "said_by_same": message("The office “{words}” is the one of that name elsewhere in the text."),
    "said_by_last": message(
        "The office “{words}” is not named further: the last speaker is meant."
    ),
    "said_carried": message("The sentence names no speaker and goes on from the one before it."),
    "said_media": message("Nobody is named as the speaker: the outlet speaks in its own voice."),
    "silence_read": message("That no number was given is read from the words “{words}”."),
    # Doubts.
    "check_direction": message("Please check the direction: it is inferred, not said."),
    "check_speaker": message("Please check the speaker: it is inferred, not said here."),
    "check_unit": message("Please check what is counted: it is inferred, not said here."),
    "check_no_direction": message("Please enter the direction: none was found."),
    "check_return": message(
        "Please check the direction: the verb can mean giving or getting back."
    ),
    "check_told_twice": message("The same figure stands more than once in the text."),
    # Numbers that were left.
    "left_date": message("A date."),
    "left_year": message("A year."),
    "left_time": message("A time of day."),
    "left_phone": message("A telephone number, or a number of that form."),
    "left_percent": message("A percentage: a share is no count of people or remains."),
    "left_money": message("An amount of money."),
    "left_age": message("An age."),
    "left_duration": message("A length of time."),
    "left_distance": message("A distance, a size or a weight."),
    "left_unit": message("The number of a unit, an article or a line."),
    "left_vehicle": message("Counts vehicles or weapons."),
    "left_place": message("Counts places."),
    "left_event": message("Counts stages, groups, lists or meetings."),
    "left_kin": message("Counts relatives, requests, samples or others who are not handed over."),
    "left_formula": message("One number for another: the name of an exchange, not a count."),
    "left_noun": message("What is counted is not known to the rules."),
    "left_not_said": message("The text leaves open whether there were any."),
    "left_no_act": message("No handing over is spoken of beside it."),
    "left_denied": message("The number is somebody else's, and is denied here."),
    "left_not_done": message("These people or remains are spoken of, but not as handed over."),
}


def english(item: Reason) -> str:
    """The reason or doubt as an English sentence."""
    return sentence(item, TEMPLATES[item.code], plain)
