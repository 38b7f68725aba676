"""Agreements: texts and their errors, two readings side by side, versions, signed choices."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exchanges_work import DOUBTFUL, ON, OTHER, TEXT, agreed, begun, said_what_for
from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.proposals.errors import NotFreshError
from repatria.desks.accounts.rights import Role
from repatria.desks.exchanges.models import Agreement, DoubtChoice, Reading
from repatria.desks.exchanges.queries.agreements import doubted, in_force, side_by_side
from repatria.desks.exchanges.queries.doubts import doubt_of
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.services import agreements, choices, drafting
from repatria.planning.readings import Verdict


def test_both_readings_stand_side_by_side_term_by_term(clerk: User, desk: Client) -> None:
    reading = agreed(clerk)
    first, second = in_force(reading.agreement)
    told = {each.topic: each.verdict for each in side_by_side(first, second)}
    assert told["Day of the agreement"] is Verdict.AGREED
    assert told["The order"] is Verdict.DIFFERS
    verdicts = [each.verdict for each in side_by_side(first, second) if each.topic == "Who returns"]
    assert verdicts == [Verdict.AGREED, Verdict.DIFFERS]
    page = desk.get(f"/exchanges/agreements/{reading.agreement.code}").content.decode()
    for words in ("agreed", "differs", "by a ratio", "They promise by other rules"):
        assert words in page
    uk = desk.get(f"/uk/exchanges/agreements/{reading.agreement.code}")
    assert uk.status_code == 200


def test_a_text_with_errors_comes_back_with_each_beside_its_line(desk: Client) -> None:
    wrong = TEXT.replace("clause 2 equal", "clause 2 eqal").replace("seats each 3", "seats each x")
    answer = desk.post("/exchanges/agreements/new", {"text": wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    at = TEXT.split("\n").index("clause 2 equal of soldier and not (seriously_wounded or "
                                "gravely_ill)") + 1  # fmt: skip
    row = page.split(f'<th scope="row">{at}</th>')[1].split("</tr>")[0]
    assert "eqal" in row
    assert 'class="differs"' in row
    assert page.count('<tr class="wrong">') == 2
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "x: the number of seats is a whole number"),
        ("uk", "x: тут має стояти ціле число: кількість місць"),
        ("ru", "x: здесь должно стоять целое число: число мест"),
    ],
)
def test_the_reason_beside_a_line_is_in_the_language_of_the_page(
    desk: Client, language: str, reason: str
) -> None:
    prefix = "" if language == "en" else f"/{language}"
    wrong = TEXT.replace("seats each 3", "seats each x")
    answer = desk.post(f"{prefix}/exchanges/agreements/new", {"text": wrong})
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_a_file_is_the_source_as_a_pasted_text_is(desk: Client) -> None:
    file = SimpleUploadedFile("a.txt", TEXT.encode())
    answer = desk.post("/exchanges/agreements/new", {"file": file})
    assert answer.status_code == 302
    assert Reading.objects.get().text == TEXT
    both = {"file": SimpleUploadedFile("a.txt", b"x"), "text": "x"}
    assert desk.post("/exchanges/agreements/new", both).status_code == 422
    bytes_of_another_kind = {"file": SimpleUploadedFile("a.txt", b"\xff\xfe\x00")}
    assert desk.post("/exchanges/agreements/new", bytes_of_another_kind).status_code == 422


def test_shipped_ones_are_taken_in_with_one_click_and_once(desk: Client) -> None:
    answer = desk.post("/exchanges/agreements/shipped", {"name": "Istanbul, 2 June 2025"})
    made = Agreement.objects.get()
    assert answer["Location"].endswith(made.code)
    assert sorted(made.readings.values_list("teller", flat=True)) == ["RU", "UA"]
    page = desk.get(answer["Location"]).content.decode()
    assert "one-sided" in page
    again = desk.post(
        "/exchanges/agreements/shipped", {"name": "Istanbul, 2 June 2025"}, follow=True
    )
    assert "taken in before" in again.content.decode()
    assert Agreement.objects.count() == 1
    assert desk.post("/exchanges/agreements/shipped", {"name": "none"}).status_code == 404


def test_a_new_version_takes_the_place_and_the_old_one_stays(clerk: User) -> None:
    reading = agreed(clerk)
    of = reading.agreement
    changed = TEXT.replace("seats each 3", "seats each 4")
    with pytest.raises(ExchangeError, match="Say why"):
        agreements.tell(of, clerk, changed)
    with pytest.raises(ExchangeError, match="very text"):
        agreements.tell(of, clerk, TEXT, "why")
    with pytest.raises(ExchangeError, match="other sides"):
        agreements.tell(of, clerk, TEXT.replace("sides A B", "sides A C").replace("reading A",
                        "reading A"), "why")  # fmt: skip
    second = agreements.tell(of, clerk, changed, "More buses")
    assert (second.version, second.why) == (2, "More buses")
    assert in_force(of)[0] == second
    reading = Reading.objects.get(pk=reading.pk)
    assert reading.text == TEXT
    reading.text = changed
    with pytest.raises(ValueError, match="never changes"):
        reading.save()


def test_no_list_is_made_of_a_doubtful_reading_without_a_signed_choice(
    clerk: User, authority: User
) -> None:
    reading = agreed(clerk, DOUBTFUL)
    of = begun(clerk, reading)
    (found,) = [each for each in doubted(reading) if each.open]
    with pytest.raises(ExchangeError, match="waits for somebody's signed choice"):
        drafting.ask_draft(of, clerk, reading, ON, "why")
    doubt = doubt_of(reading, found.doubt.key)
    assert doubt is not None
    with pytest.raises(Refused):
        choices.sign(reading, doubt, clerk, "The first wins", fresh=True)
    with pytest.raises(NotFreshError):
        choices.sign(reading, doubt, authority, "The first wins", fresh=False)
    with pytest.raises(ExchangeError, match="Say why"):
        choices.sign(reading, doubt, authority, " ", fresh=True)
    choice = choices.sign(reading, doubt, authority, "The first wins", fresh=True)
    assert (choice.by, choice.why) == (authority, "The first wins")
    assert Trace.objects.filter(action="sign", subject=reading.agreement.code).count() == 1
    drafting.ask_draft(of, clerk, reading, ON, "why")
    choices.withdraw(choice, authority, "It was a mistake")
    with pytest.raises(ExchangeError, match="waits"):
        drafting.ask_draft(of, clerk, reading, ON, "why")
    assert DoubtChoice.objects.get().withdrawn_why == "It was a mistake"


def test_a_choice_holds_while_the_doubt_stands_in_the_same_words(
    clerk: User, authority: User
) -> None:
    reading = agreed(clerk, DOUBTFUL)
    (found,) = [each for each in doubted(reading) if each.open]
    doubt = doubt_of(reading, found.doubt.key)
    assert doubt is not None
    choices.sign(reading, doubt, authority, "The first wins", fresh=True)
    moved = agreements.tell(reading.agreement, clerk, f"# moved\n{DOUBTFUL}", "A comment")
    assert not [each for each in doubted(moved) if each.open]
    other = DOUBTFUL.replace("clause 3 equal", "clause 4 equal")
    changed = agreements.tell(reading.agreement, clerk, other, "Another number")
    assert [each for each in doubted(changed) if each.open]


def test_a_choice_is_signed_on_its_page_with_the_second_factor(
    clerk: User, authority: User
) -> None:
    reading = agreed(clerk, DOUBTFUL)
    (found,) = [each for each in doubted(reading) if each.open]
    one = f"/exchanges/agreements/{reading.agreement.code}/readings/{reading.pk}"
    stale, site = (said_what_for(signed_in(authority, fresh=fresh)) for fresh in (False, True))
    page = site.get(one).content.decode()
    assert found.doubt.key in page
    address = f"{one}/doubts/{found.doubt.key}"
    assert stale.post(address, {"why": "x"}).status_code == 302
    assert not DoubtChoice.objects.exists()
    assert site.post(address, {"why": ""}).status_code == 422
    assert site.post(address, {"why": "The first wins"}).status_code == 302
    assert "The first wins" in site.get(one).content.decode()
    choice = DoubtChoice.objects.get()
    back = f"/exchanges/agreements/{reading.agreement.code}/choices/{choice.pk}/withdraw"
    assert site.post(back, {"why": "No"}).status_code == 302
    choice.refresh_from_db()
    assert choice.withdrawn_by == authority


def test_another_partys_agreement_is_not_there(clerk: User) -> None:
    reading = agreed(clerk)
    other = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    site = said_what_for(signed_in(other))
    assert site.get(f"/exchanges/agreements/{reading.agreement.code}").status_code == 404
    assert reading.agreement.title not in site.get("/exchanges/").content.decode()


def test_words_of_the_register_for_the_sides(clerk: User, desk: Client) -> None:
    of = agreed(clerk, TEXT, OTHER).agreement
    address = f"/exchanges/agreements/{of.code}/called"
    assert desk.post(address, {"first": "Aland, the A", "second": "Bland"}).status_code == 302
    of.refresh_from_db()
    assert of.called == {"A": ["Aland", "the A"], "B": ["Bland"]}
    assert desk.post(address, {"first": "same", "second": "Same"}).status_code == 422
