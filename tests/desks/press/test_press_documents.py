"""Documents taken in: what they are, what is held of them, and what is refused."""

from __future__ import annotations

import pytest
from django.db import transaction

import made_files as made
from desks.press.conftest import Add, left_under_way
from people import member, party
from repatria.base.errors import FileRefused, ValueProblem
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.redaction import Withheld, redacted
from repatria.desks.accounts.rights import FieldClass, Role
from repatria.desks.press import keeping
from repatria.desks.press.models import Captives, Document, FoundInside, Kind
from repatria.desks.press.queries import documents as queries
from repatria.desks.press.services import About, add_file, add_text
from repatria.desks.press.services import documents as services
from repatria.desks.press.services.documents import DocumentError, receipt_of
from repatria.formats.held_text import text_digest


def test_a_pasted_text_is_held_with_its_bytes_and_digests(added: Add, clerk: User) -> None:
    of = added("Повернулися 25.\r\nУсі живі.\r\n", outlet="Outlet", published="2025-06-14")
    assert (of.kind, of.media_type, of.party_id) == (Kind.TEXT, "text/plain", clerk.party_id)
    assert of.text == "Повернулися 25.\nУсі живі.\n"
    assert keeping.original(of.digest).read_text("utf-8") == of.text
    assert of.text_digest == of.digest == text_digest(of.text)
    assert of.shows_captives == Captives.NO
    held = Document.objects.get(pk=of.pk)
    assert held.receipt == receipt_of(held.digest, held.size, held.text, clerk, held.added_at)


def test_two_who_send_the_same_at_the_same_moment_get_the_same_document(
    added: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = added("The same words")
    look, looks = services._same, []

    def too_early(by: User, digest: str) -> Document | None:
        looks.append(digest)
        return None if len(looks) == 1 else look(by, digest)

    monkeypatch.setattr(services, "_same", too_early)
    assert added("The same words") == first
    assert len(looks) == 2
    assert keeping.original(first.digest).exists()


def test_no_letter_makes_a_title_too_long_for_its_field(added: Add) -> None:
    assert len(added("Words", title="\u0958" * 500, outlet="\u0958" * 200).title) == 500


@pytest.mark.parametrize(
    ("data", "kind", "captives"),
    [
        ("Слова.".encode("cp1251"), Kind.TEXT, Captives.NO),
        (made.pdf("Words"), Kind.PDF, Captives.NO),
        (made.pdf("Words", picture=True), Kind.PDF, Captives.UNKNOWN),
        (made.jpeg_with_a_place(), Kind.PICTURE, Captives.UNKNOWN),
        (made.gif_that_is_a_script(), Kind.PICTURE, Captives.UNKNOWN),
        (made.film(), Kind.FOOTAGE, Captives.UNKNOWN),
        (made.document_archive(), Kind.OTHER, Captives.UNKNOWN),
        (b"<!doctype html><script>alert(1)</script>", Kind.OTHER, Captives.UNKNOWN),
        (bytes(range(256)), Kind.OTHER, Captives.UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_say_and_may_show_captives_until_somebody_looked(
    added: Add, data: bytes, kind: Kind, captives: Captives
) -> None:
    of = added(data)
    assert (of.kind, of.shows_captives, of.size) == (kind, captives, len(data))
    assert keeping.original(of.digest).read_bytes() == data
    assert left_under_way() == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (made.SVG_WITH_SCRIPT, "SVG drawings are not taken"),
        (made.png_of_a_thousand_million_points(), "40000 × 40000 points"),
        (made.jpeg_with_a_place((300, 300))[:1400], "broken or cut off"),
        (made.pdf_that_unpacks_to_a_gigabyte(), "unpacks into more than a document needs"),
        (made.pdf_of_many_pages(3000), "3000 pages; 2000 are the most"),
        (made.pdf("a")[:250], "structure is broken"),
    ],
)
def test_what_is_not_taken_says_why_and_leaves_nothing(clerk: User, data: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        add_file(clerk, About(title="T"), keeping.from_bytes(data))
    assert left_under_way() == list(keeping.digests()) == []
    assert not Document.objects.exists()


def test_the_same_bytes_again_are_the_same_document(added: Add, clerk: User) -> None:
    first = added(made.jpeg_with_a_place())
    again = add_file(clerk, About(title="Another"), keeping.from_bytes(made.jpeg_with_a_place()))
    assert (again.document.pk, again.new, again.document.title) == (first.pk, False, "A title")
    assert Document.objects.count() == 1
    assert left_under_way() == []


def test_two_parties_hold_the_same_bytes_without_knowing_of_each_other(added: Add) -> None:
    other = member(Role.PRESS, of=party("B", Standing.PARTY))
    ours, theirs = added("The same words"), added("The same words", by=other)
    assert ours.pk != theirs.pk
    assert list(keeping.digests()) == [ours.digest]
    assert list(queries.documents(other)) == [theirs]
    assert queries.document(other, ours.code) is None


def test_what_was_found_inside_is_kept_apart(added: Add) -> None:
    of = added(made.jpeg_with_a_place())
    assert of.found.values["place"] == "50.45012, 30.52341"
    shown = keeping.shown(of.digest).read_bytes()
    assert b"Maker" not in shown
    assert not any("50.45" in str(value) for value in vars(of).values())
    assert FoundInside.objects.count() == 1
    assert not hasattr(added(made.film()), "found")
    assert added(made.film((50.4501, 30.5234))).found.values == {"place": "50.45010, 30.52340"}


@pytest.mark.parametrize("name", Document.NEVER_CHANGED)
def test_what_quotations_rest_on_never_changes(added: Add, name: str) -> None:
    of = Document.objects.get(pk=added("Words").pk)
    setattr(of, name, ["1"] if name == "pages" else "1" * 10)
    with pytest.raises(ValueError, match="never changes"), transaction.atomic():
        of.save()


def test_a_corrected_text_is_a_new_document_that_points_back(added: Add, clerk: User) -> None:
    first = added("Twenty-four returned.")
    second = added("Twenty-five returned.", supersedes=first)
    assert queries.newer(clerk, first) == second
    assert queries.older(clerk, second) == first
    assert Document.objects.get(pk=first.pk).text == "Twenty-four returned."
    other = member(Role.PRESS, of=party("B", Standing.PARTY))
    with pytest.raises(DocumentError):
        add_text(other, About(title="T", supersedes=first), "Their words")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRESS])
def test_nobody_else_adds_documents(role: Role, db: None) -> None:
    for data in (made.jpeg_with_a_place(), b"words"):
        with pytest.raises(Refused):
            add_file(member(role), About(title="T"), keeping.from_bytes(data))
    assert left_under_way() == list(keeping.digests()) == []


def test_what_it_holds_is_of_another_class_while_it_may_show_captives(added: Add) -> None:
    of, auditor = added(made.jpeg_with_a_place()), member(Role.AUDITOR)
    told = redacted(of, auditor)
    assert told["title"] == "A title"
    assert told["digest"] == told["text"] == Withheld(FieldClass.CAPTIVE_FOOTAGE)
    assert Document.field_classes["text"] is FieldClass.CAPTIVE_FOOTAGE
    of.shows_captives = Captives.NO
    assert redacted(of, auditor)["digest"] == of.digest


def test_a_day_that_is_none_is_refused(clerk: User) -> None:
    with pytest.raises(ValueProblem):
        add_text(clerk, About(title="T", published="2025-02-30"), "Words")
    assert left_under_way() == list(keeping.digests()) == []


def test_words_are_found_whatever_their_capitals(added: Add, clerk: User) -> None:
    of = added("ПОВЕРНУЛИСЯ двадцять п’ять", title="Обмін", outlet="Газета")
    for words in ("повернулися", "обмін ГАЗЕТА", "П’ЯТЬ"):
        assert list(queries.documents(clerk, queries.Asked(words=words))) == [of]
    assert not queries.documents(clerk, queries.Asked(words="двадцять шість")).exists()


def test_who_may_not_see_captives_does_not_find_them_by_words_either(added: Add) -> None:
    added(made.pdf("Names read aloud", picture=True))
    assert not queries.documents(member(Role.AUDITOR), queries.Asked(words="aloud")).exists()
