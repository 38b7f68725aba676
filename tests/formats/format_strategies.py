"""Records of invented parties as Hypothesis strategies, and what the tests of formats share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from repatria.base.dates import PartialDate, Period, partial_date
from repatria.formats.formulas import SUSPECT
from repatria.formats.guards import clean_text
from repatria.formats.statements import Known
from repatria.statements import quantity as q
from repatria.statements.claim import Claim, Evidence, Partition, Source, Speaker
from repatria.statements.quantity import Interval, Quantity
from repatria.statements.record import (
    Agreement,
    AgreementTerm,
    Exchange,
    Judgement,
    Party,
    Reading,
    Record,
)
from repatria.statements.vocabulary import (
    Category,
    ClaimKind,
    Per,
    Term,
    Track,
    Unit,
    Voice,
)

HERE = Path(__file__).parent
GOOD = HERE / "good"
BROKEN = HERE / "broken"
TODAY = date(2026, 1, 1)
PARTIES = {
    code: Party(code, {"en": name}) for code, name in (("A", "Northland"), ("B", "Southland"))
}
PARTIES_KNOWN = Known(parties=PARTIES)

_WRITABLE = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
_SIGNS = st.sampled_from(["\n", "'", '"', ",", ";", *sorted(SUSPECT)])
# What YAML, a sheet or the table's own signs could take for something else.
_TRAPS = "null ~ NO 1:30 2025-01-01 << =x '=x ''+1 - -1+1 #a [a {a &a *a !a %a @a `a | > 0x1 ---"
texts = st.one_of(
    st.text(st.one_of(_WRITABLE, _SIGNS), max_size=20).map(lambda text: clean_text(text, 99)),
    st.sampled_from(_TRAPS.split()),
)
words = texts.filter(bool)
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,8}", fullmatch=True)
part_names = words.filter(lambda text: text.isprintable() and not set(text) & set(";=|:!"))
languages = st.fixed_dictionaries({"en": words}, optional={"uk": words, "ru": words})
numbers = st.integers(0, 10**9)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(numbers)
    return Interval(low, draw(st.one_of(st.none(), st.integers(low, 2 * 10**9))))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    n, m = sorted((draw(numbers), draw(numbers)))
    found = draw(
        st.sampled_from(
            [
                q.exact(n),
                q.at_least(n),
                q.at_most(n),
                q.about(n),
                q.nearly(n),
                q.between(n, m),
                q.NONE,
                q.PARITY,
                q.NOT_STATED,
            ]
        )
    )
    said = draw(texts)
    return Quantity(found.kind, found.low, found.high, found.number, said)


days = st.dates(date(2022, 1, 1), TODAY)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    text = draw(days).isoformat()
    return partial_date(text[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    a, b = sorted((draw(days), draw(days)))
    start, end = partial_date(a.isoformat()), partial_date(b.isoformat())
    return draw(st.sampled_from([Period(start, end), Period(start, None), Period(None, end)]))


parties = st.sampled_from(["A", "B"])
both_parties = st.sampled_from([("A", "B"), ("B", "A")])
directions = st.one_of(both_parties, st.just(("", "")))
partitions = st.builds(
    Partition,
    part_names,
    st.dictionaries(part_names, intervals(), min_size=1, max_size=3).map(
        lambda d: tuple(d.items())
    ),
    st.booleans(),
)
evidence = st.builds(Evidence, words, words, texts, texts)


@st.composite
def speakers(draw: st.DrawFn, code: str) -> Speaker:
    voice = draw(st.sampled_from(Voice))
    party = draw(parties) if voice is Voice.PARTY else draw(st.sampled_from(["", "A"]))
    names = draw(st.dictionaries(st.sampled_from(["uk", "ru"]), words))
    return Speaker(code, draw(words), voice, party, draw(texts), tuple(names.items()))


@st.composite
def sources(draw: st.DrawFn, key: str) -> Source:
    url = draw(st.sampled_from(["", "https://example.org/a?b=1&c=%20", "http://example.org/é"]))
    published = draw(st.one_of(st.just(""), partial_dates().map(str)))
    digest = draw(st.sampled_from(["", "0123456789abcdef" * 4]))
    return Source(key, draw(words), url, published, draw(texts), digest)


@st.composite
def claims(draw: st.DrawFn, claim_id: str, speaker: Speaker, source: Source) -> Claim:
    kind = draw(st.sampled_from(ClaimKind))
    giver, receiver = draw(directions)
    said_on = draw(partial_dates())
    later = st.integers(0, 400).map(lambda n: min(said_on.first + timedelta(n), TODAY))
    quantity = draw(quantities())
    if kind is ClaimKind.NON_STATEMENT:
        quantity = Quantity(q.NOT_STATED.kind, words=quantity.words)
    withdrawn_on = draw(st.one_of(st.none(), later))
    return Claim(
        claim_id,
        kind,
        quantity,
        draw(st.sampled_from(Unit)),
        draw(st.sampled_from(Category)),
        giver,
        receiver,
        speaker,
        source,
        said_on,
        both=bool(giver and receiver) and draw(st.booleans()),
        per=draw(st.sampled_from(Per)),
        covers=draw(st.one_of(st.none(), periods())),
        as_of=draw(st.one_of(st.none(), partial_dates())),
        silent=draw(st.sampled_from([(), ("A",), ("B", "A")])),
        counting=draw(texts),
        identity=draw(texts),
        evidence=draw(st.one_of(st.none(), evidence)),
        parts=tuple(draw(st.lists(partitions, max_size=2))),
        paraphrase=draw(texts),
        relay=draw(st.booleans()),
        uncertain=tuple(draw(st.lists(codes, max_size=2, unique=True))),
        withdrawn_on=withdrawn_on,
        withdrawn_why="" if withdrawn_on is None else draw(texts),
        quote=draw(texts),
        embargo_until=draw(st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2040, 1, 1)))),
    )


terms = st.builds(
    AgreementTerm,
    st.sampled_from(Track),
    st.sampled_from(Term),
    languages,
    st.just("A"),
    st.sampled_from(["", "B"]),
    st.one_of(st.none(), quantities()),
    st.lists(st.sampled_from(Category), max_size=2).map(tuple),
)


@st.composite
def agreements(draw: st.DrawFn, code: str, ids: list[str]) -> Agreement:
    told = st.builds(
        Reading,
        st.sampled_from([("A",), ("B",), ("A", "B")]),
        st.lists(terms, max_size=2).map(tuple),
        st.lists(st.sampled_from(ids), unique=True).map(tuple) if ids else st.just(()),
    )
    readings = tuple(draw(st.lists(told, max_size=2)))
    return Agreement(code, draw(languages), draw(partial_dates()), readings)


@st.composite
def exchanges(draw: st.DrawFn, code: str, agreement: str) -> Exchange:
    row = st.tuples(parties, st.integers(1, 999), texts)
    return Exchange(
        code,
        draw(partial_dates()),
        draw(words),
        draw(st.sampled_from(Track)),
        draw(st.booleans()),
        agreement,
        draw(texts),
        tuple(draw(st.lists(words, max_size=2))),
        tuple(draw(st.lists(row, max_size=2))),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record that the statements format can hold whole."""
    names = [draw(languages), draw(languages)]
    held = tuple(Party(code, name) for code, name in zip("AB", names, strict=True))
    ids = draw(st.lists(codes, max_size=3, unique=True))
    speaker, source = draw(speakers("SP")), draw(sources("so"))
    made = [draw(agreements("AG", ids))]
    happened = [draw(exchanges("E1", draw(st.sampled_from(["", "AG"]))))]
    said: list[Claim] = []
    for place, claim_id in enumerate(ids):
        claim = draw(claims(claim_id, speaker, source))
        refers = {
            "exchange": draw(st.sampled_from(["", "E1"])),
            "agreement": draw(st.sampled_from(["", "AG"])),
            "supersedes": ids[place - 1] if place and draw(st.booleans()) else "",
        }
        said.append(replace(claim, **refers))
    judged = ()
    if len(ids) > 1:
        on = draw(days)
        withdrawn = draw(st.sampled_from([None, on, on + timedelta(3)]))
        judged = (
            Judgement(
                ids[0],
                ids[1],
                draw(st.sampled_from(["same", "different", "unsure"])),
                draw(words),
                on,
                withdrawn,
            ),
        )
    return Record(held, tuple(made), tuple(happened), tuple(said), judged)
