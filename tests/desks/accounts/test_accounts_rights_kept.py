"""Whatever administrators do to each other and in whatever order: one of them is left, and nobody
has two roles that exclude each other."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from people import member
from repatria.desks.accounts import queries, services
from repatria.desks.accounts.asking import Refused
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
