"""Whatever administrators do to each other and in whatever order: one of them is left, and nobody
has two roles that exclude each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from people import ends, member
from repatria.desks.accounts import queries, services
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.backend import Backend
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role, clashing

pytestmark = pytest.mark.django_db(databases="__all__")
ROLES = (Role.ADMINISTRATOR, Role.PRESS, Role.LABORATORY, Role.EXCHANGE_DESK)
PEOPLE = range(3)
ACTS = st.tuples(
    st.sampled_from(["disable", "enable", "roles"]),
    st.sampled_from([None, *PEOPLE]),
    st.sampled_from(PEOPLE),
    st.frozensets(st.sampled_from(ROLES), max_size=2),
    st.frozensets(st.sampled_from(ROLES), max_size=2),
)


@given(acts=st.lists(ACTS, max_size=12))
@settings(max_examples=40, deadline=None)
def test_one_administrator_is_left_and_no_two_roles_clash(acts: list) -> None:
    with transaction.atomic():
        people = [member(Role.ADMINISTRATOR), member(Role.ADMINISTRATOR), member(Role.PRESS)]
        for act, by, whom, add, remove in acts:
            done(act, None if by is None else again(people[by]), again(people[whom]), add, remove)
            assert queries.administrators().exists()
            assert not any(clashing(again(one).roles) for one in people)
        transaction.set_rollback(True)  # the next example begins with an empty store


def done(act: str, by: User | None, whom: User, add: frozenset, remove: frozenset) -> None:
    """Carry out an act where it is allowed; by oneself it never is."""
    try:
        if act == "roles":
            services.change_roles(whom, add=add, remove=remove, by=by)
        else:
            getattr(services, act)(whom, by=by)
    except (services.AccountError, Refused):
        return
    assert by is None or by.pk != whom.pk
    assert by is None or Role.ADMINISTRATOR in again(by).roles


def again(user: User) -> User:
    return User.objects.select_related("party").get(pk=user.pk)


def test_who_a_session_belongs_to_is_one_question_with_party_and_roles() -> None:
    user = member(Role.PRESS, Role.EXCHANGE_DESK, Role.RECEPTION_DESK)
    ends(user, Role.RECEPTION_DESK, timedelta(seconds=-1))
    with CaptureQueriesContext(connection) as asked:
        found = Backend().get_user(user.pk)
        assert found is not None
        assert found.roles == {Role.PRESS, Role.EXCHANGE_DESK}
        assert found.party == user.party
    assert len(asked) == 1


def test_somebody_without_a_role_is_found_and_nobody_whose_account_is_closed() -> None:
    idle, gone = member(), member(Role.PRESS)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    found = Backend().get_user(idle.pk)
    assert found == idle
    assert found.roles == frozenset()
    assert Backend().get_user(gone.pk) is None
