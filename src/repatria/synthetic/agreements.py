"""Made-up agreements: two readings of each, that differ on a topic or do not."""

from __future__ import annotations

from repatria.base.dates import partial_date
from repatria.statements.quantity import Quantity, at_least, exact
from repatria.statements.record import Agreement, AgreementTerm, Reading
from repatria.statements.vocabulary import Category, ClaimKind, Term, Track
from repatria.synthetic.cast import NORTH, SIDES, SOUTH
from repatria.synthetic.happenings import SeriesPlan
from repatria.synthetic.truth import RATES, Kinds
from repatria.synthetic.writer import About, Writer

THOUSAND = at_least(1000)
SIX_THOUSAND = exact(6000)


def _term(
    topic: Track,
    form: Term,
    quantity: Quantity | None = None,
    categories: tuple[Category, ...] = (),
) -> AgreementTerm:
    text = {"en": f"Synthetic term on {topic}: {form.value.replace('_', ' ')}"}
    return AgreementTerm(topic, form, text, NORTH, SOUTH, quantity, categories)


# By topic: how the first side tells it, and how the second does where it tells it otherwise.
TERMS = {
    Track.LIVING: (
        _term(Track.LIVING, Term.ALL_FOR_ALL, categories=(Category.WOUNDED,)),
        _term(Track.LIVING, Term.PARITY, THOUSAND),
    ),
    Track.REMAINS: (
        _term(Track.REMAINS, Term.EXCHANGE, SIX_THOUSAND),
        _term(Track.REMAINS, Term.ONE_SIDED, SIX_THOUSAND),
    ),
}


def agree(w: Writer, series: SeriesPlan) -> Agreement:
    """The agreement of a series, with the claims in which each side tells it."""
    about = About(Category.LIVING, NORTH, SOUTH, agreement=series.code, both=True)
    claims = {
        party: w.say(about, ClaimKind.AGREEMENT, SIDES[party].head, series.signed)
        for party in (NORTH, SOUTH)
        if w.room
    }
    ours = tuple(first for first, _ in TERMS.values())
    theirs: list[AgreementTerm] = []
    for first, second in TERMS.values():
        differs = w.rng.random() < RATES[Kinds.READINGS]
        theirs.append(second if differs else first)
        if differs:
            w.plant(Kinds.READINGS, *claims.values(), agreement=series.code)
    return Agreement(
        series.code,
        {"en": f"Synthetic agreement {series.code[1:].lstrip('0')}"},
        partial_date(series.signed.isoformat()),
        (
            Reading((NORTH,), ours, tuple(v for k, v in claims.items() if k == NORTH)),
            Reading((SOUTH,), tuple(theirs), tuple(v for k, v in claims.items() if k == SOUTH)),
        ),
    )
