"""Which of the three stores a table lives in."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

EXCHANGE = "default"
VAULT = "vault"
PUBLIC = "public"

# App labels whose tables live in the vault, and nowhere else.
VAULT_APPS: tuple[str, ...] = ()
# And those that live in the public store: it holds what anybody may read, and nothing else.
PUBLIC_APPS: tuple[str, ...] = ("record",)


def store_of(app_label: str) -> str:
    """The alias of the database that holds an app's tables."""
    if app_label in VAULT_APPS:
        return VAULT
    return PUBLIC if app_label in PUBLIC_APPS else EXCHANGE


class StoreRouter:
    """Sends each app to its store; tables of two stores are never related or joined."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        return store_of(model._meta.app_label)

    def db_for_write(self, model: type[Model], **_hints: Any) -> str:
        return store_of(model._meta.app_label)

    def allow_relation(self, one: Model, other: Model, **_hints: Any) -> bool:
        return store_of(one._meta.app_label) == store_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return store_of(app_label) == db
