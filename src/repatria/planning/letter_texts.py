"""The sentences of the letters to families. Short ones, in plain words, for people under strain.

None of them has a name, a camp or a fact about health, and none says that somebody is to go.
"""

from __future__ import annotations

from repatria.base.messages import message
from repatria.planning.reasons import Reason

BEFORE = (
    message("Every family of somebody who is held gets this letter. It is the same for all."),
    message("A round of exchange is being prepared. It is not over yet."),
    message(
        "This letter does not say who goes. Nobody may tell you before the round is over. "
        "This protects the people who are held."
    ),
    message(
        "The order follows a written rule. The rule and the register were sealed before the list "
        "was made. Nobody can change them unseen."
    ),
)
"""While the round is not over, for everybody."""

PROOF = message(
    "What counts as proof that somebody is held? A word of the other side. A visit by the Red "
    "Cross or another neutral body. A card or a letter. What people saw who came back helps us to "
    "ask."
)
FACTS = message(
    "Facts count when they are proved: the day of capture, the date of birth. Bring papers to your "
    "caseworker. They will show you what is written in our register."
)
HEALTH = message(
    "A medical commission decides on questions of health. Papers of earlier treatment help it. You "
    "need not do anything else."
)
SWINDLERS = message(
    "Nobody can sell you a place. There is no place to buy. Whoever asks for money is a swindler. "
    "Tell us or the police."
)
QUIET = message(
    "Please put no photos, places or messages on the internet. They can harm the people who are "
    "held."
)
SECOND = message(
    "When the round is over, you will get a second letter. Your caseworker is there for you now. "
    "They may not say who goes either."
)
SEALS = message(
    "Keep these two numbers. They are the public seals. Register: {root}. Rule: {rule}."
)

OVER = message("The round is over.")
CASEWORKER = (
    message("Your caseworker will speak with you in person. We will call you to agree on a day."),
    message(
        "This letter says no more, whatever there is to say. Many families get the same letter, "
        "for many reasons."
    ),
)
"""After the round, for everything that a family hears from a person."""

ROOM = message(
    "Your relative did not go in this round. The room ended before the turn of your relative."
)
REASONS: dict[Reason, str] = {
    Reason.NOT_CONFIRMED_HELD: message(
        "Your relative did not go in this round. The other side has not confirmed yet that it "
        "holds your relative. We go on asking."
    ),
    Reason.OUTSIDE_TERMS: message(
        "Your relative did not go in this round. The agreement did not speak of your relative. "
        "Another agreement may."
    ),
    Reason.CAMP_FULL: ROOM,
    Reason.ROUND_FULL: ROOM,
    Reason.CLAUSE_FULL: message(
        "Your relative did not go in this round. The agreement sets a number for one part of the "
        "people. It was reached before the turn of your relative."
    ),
    Reason.CLASS_UNMATCHED: message(
        "Your relative did not go in this round. In one part of the agreement the sides return "
        "people by a number. That number was reached before the turn of your relative."
    ),
    Reason.WAITS_FOR_GROUP: message(
        "Your relative did not go in this round. The agreement keeps some people together. They "
        "could not all go."
    ),
}
"""What may stand in a letter; every other reason is for a caseworker."""

ORDER = message(
    "How people stand: first the groups that the rule names. In a group, whoever is held longest. "
    "Between equals a lottery decides, and no side can steer it."
)
PLACE = message("People who stood before your relative: {before}.")
CHECK = message(
    "With this letter comes a file. It holds the code, the place and the lottery number of your "
    "relative. The small program check_own.py compares it with what is public. Anybody whom you "
    "trust can run it. Your caseworker can show you the line of the register that was sealed."
)
NEXT = message(
    "Nothing is lost by this. The next round is made by the same rule, for all who wait."
)
