"""What a token says of itself, and the head of the access log, in the interface for programs."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.access.heads import head
from repatria.desks.accounts.access.services import (
    PurposeNeeded,
    note_refused,
    note_request,
)
from repatria.desks.accounts.access.views import ACCESS_LOG
from repatria.desks.accounts.asking import Refused, require
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Action, FieldClass, Role, allowed
from repatria.desks.accounts.tokens.bearer import Token
from repatria.desks.common.api.answers import private
from repatria.desks.common.api.root import REFUSALS, Problem, api, problem
from repatria.desks.common.api.shapes import CLOSED, OWN, of_class

router = Router(auth=Token(), tags=["accounts"])
router.add_decorator(private, mode="view")
_Own = of_class(OWN)


@with_config(CLOSED)
class Right(TypedDict):
    field_class: FieldClass
    actions: list[Action]


@with_config(CLOSED)
class Me(TypedDict):
    """Whose token this is, and what it opens now."""

    code: Annotated[str, _Own]
    name: Annotated[str, _Own]
    party: Annotated[str, _Own]
    standing: Annotated[Standing, _Own]
    roles: Annotated[list[Role], _Own]
    rights: Annotated[list[Right], _Own]
    token: Annotated[str, _Own]
    token_name: Annotated[str, _Own]
    enters: Annotated[bool, _Own]
    expires_at: Annotated[str, _Own]


@with_config(CLOSED)
class Head(TypedDict):
    """The last row of the access log. Kept elsewhere, it shows later whether the log was rewritten:
    `repatria audit verify`."""

    sequence: Annotated[int, of_class(FieldClass.ACCESS)]
    digest: Annotated[str, of_class(FieldClass.ACCESS)]
    at: Annotated[str, of_class(FieldClass.ACCESS)]


@router.get("/me", response={200: Me, 422: Problem, **REFUSALS}, summary="Whose token this is")
def me(request: HttpRequest) -> Any:
    """Roles are those that the token may use and its owner has now."""
    user, token = actor(request), request.api_token  # type: ignore[attr-defined]
    return {
        "code": user.code,
        "name": user.name,
        "party": user.party_id,
        "standing": user.party.standing,
        "roles": sorted(user.roles),
        "rights": list(_rights(user)),
        "token": token.code,
        "token_name": token.name,
        "enters": token.enters,
        "expires_at": token.expires_at.isoformat(),
    }


@router.get(
    "/audit/head",
    response={200: Head, 422: Problem, **REFUSALS},
    summary="The head of the access log",
)
def audit_head(request: HttpRequest) -> Any:
    """For auditors. That it was read is the row that it tells of."""
    require(request.user, Action.EXPORT, FieldClass.ACCESS)
    note_request(request, Action.EXPORT, ACCESS_LOG, field_classes=(FieldClass.ACCESS,))
    found = head()
    assert found is not None, "there is the row that was just written"
    return {"sequence": found.sequence, "digest": found.digest, "at": found.at}


def actor(request: HttpRequest) -> User:
    """Whose token a request came with."""
    user = request.user
    assert isinstance(user, User), "an operation that takes a token has its owner"
    return user


def _rights(user: User) -> Any:
    for which in FieldClass:
        actions = [action for action in Action if allowed(user.roles, action, which)]
        if actions:
            yield {"field_class": which, "actions": actions}


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    """Noted as it is on pages."""
    note_refused(request, error)
    return problem(request, 403, error.sentence)


@api.exception_handler(PurposeNeeded)
def _no_purpose(request: HttpRequest, error: Any) -> HttpResponse:
    """A program says what for in the address."""
    return problem(request, 403, f"{error} (?purpose=…)")
