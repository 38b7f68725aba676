"""What nobody types by accident is answered like anything else that is not there, on every
database: no page fails over it."""

from __future__ import annotations

import pytest

from people import browser, member, party, signed_in
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.rights import Role

pytestmark = pytest.mark.django_db(databases="__all__")
FAR = "9" * 25


@pytest.mark.parametrize(
    "path",
    ["/sources/%00", "/sources/%00.json", "/exchanges/%00", "/uk/agreements/%00", "/join/%00",
     "/people/%00", "/access-log/of/document/%00", f"/jobs/{FAR}/",
     "/static/%00"],
)  # fmt: skip
def test_an_address_that_names_nothing(path: str) -> None:
    assert browser().get(path).status_code == 404


def test_a_program_is_told_what_is_wrong() -> None:
    assert browser().get("/api/v1/claims/%00").status_code == 422


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.AUDITOR, "/access-log/of/document/%00", 404),
        (Role.AUDITOR, "/access-log/of/%00/x", 404),
        (Role.AUDITOR, "/people/%00", 404),
        (Role.AUDITOR, f"/proposals/{FAR}", 404),
        (Role.AUDITOR, "/access-log/?since=0001-01-01", 200),
        (Role.AUDITOR, "/access-log/?until=9999-12-31", 200),
        (Role.AUDITOR, "/access-log/log.csv?until=9999-12-31", 200),
        (Role.AUDITOR, "/access-log/?actor=%00", 200),
        (Role.PRESS, "/press/claims/c-%00/take-back", 404),
        (Role.PRESS, "/press/claims/%00/correct", 404),
        (Role.PRESS, "/press/documents/?words=%00", 200),
        (Role.PRESS, "/press/documents/?outlet=%00", 200),
    ],
)
def test_who_is_signed_in_is_told_so_too(role: Role, path: str, status: int) -> None:
    site = signed_in(member(role, of=party("A", Standing.PARTY)))
    assert site.get(path).status_code == status


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/press/drafts/propose", {"draft": "\0"}, 404),
        ("/me/tokens/%00/end", {}, 404),
        (f"/me/sessions/{FAR}/end", {}, 302),
        (f"/proposals/{FAR}/withdraw", {"reason": "\0"}, 404),
    ],
)
def test_a_form_with_it_does_nothing(path: str, sent: dict[str, str], status: int) -> None:
    site = signed_in(member(Role.PRESS, of=party("A", Standing.PARTY)))
    assert site.post(path, sent).status_code == status
