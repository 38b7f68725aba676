"""Keys of the ledger: Ed25519, named, and of one use each.

A key is known by its name, its use and its public half together; the four bytes of its ID only
help to find it. Written as a *vkey*: `name+ID+base64(use || public key)`.
Source: C2SP signed-note v1.0.0 (verifier keys), tlog-cosignature v1.0.1.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from repatria.base.messages import message
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import from_base64, to_base64

PUBLIC_SIZE = SEED_SIZE = 32
SIGNATURE_SIZE = 64
ID_SIZE = 4
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_PRIME = 2**255 - 19
_EIGHTH = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
)
SMALL = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})
"""The second coordinates of the eight points of small order on the curve of Ed25519. As a public
key each of them verifies signatures that anybody can make: its holder could disown everything."""
_KEPT = 10_000
"""Keys whose ID is computed once."""


class Use(IntEnum):
    """What a key signs: the signature type byte of C2SP signed-note."""

    NOTE = 0x01
    """The text of a note as it stands: an act, or a log's own checkpoint."""
    COSIGN = 0x04
    """A checkpoint with the time at which it was seen."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half that anyone may have."""

    name: str
    use: Use
    public: bytes
    """32 bytes, as RFC 8032 encodes them."""

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public) != PUBLIC_SIZE:
            raise malformed(message("The key {name} is not 32 bytes."), name=self.name)

    @property
    def id(self) -> bytes:
        """Four bytes: SHA-256(name || newline || use || public key), cut."""
        return _id(self.name, self.use, self.public)

    @property
    def vkey(self) -> str:
        """How the key is handed on."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.use]) + self.public)}"

    def resembles(self, other: PublicKey) -> bool:
        """Whether two keys are one, or could be taken for each other in the line of a signature."""
        return self.public == other.public or (self.name, self.id) == (other.name, other.id)

    def signed(self, signature: bytes, message_: bytes) -> bool:
        """Whether 64 bytes are this key's signature over a message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message_)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The half that its holder keeps."""

    name: str
    use: Use
    seed: bytes
    """32 secret bytes; never shown."""

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.seed) != SEED_SIZE:
            raise malformed(message("The key {name} is not 32 bytes."), name=self.name)

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r}, {self.use!r})"

    @property
    def public(self) -> PublicKey:
        """What others check its signatures with."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(self.name, self.use, private.public_key().public_bytes_raw())

    def sign(self, message_: bytes) -> bytes:
        """64 bytes over a message (RFC 8032)."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message_)


def read_vkey(text: str) -> PublicKey:
    """A public key from its vkey. Raises `LedgerRefused` if it is none, if its ID is not its own,
    if it is for a use that is unknown here, or a point under which anybody can sign."""
    name, first, rest = text.partition("+")
    number, second, coded = rest.partition("+")
    if not (first and second):
        raise malformed(message("A key is written name+ID+base64; this is not: {text}"), text=text)
    raw = from_base64(coded, name)
    if len(raw) != 1 + PUBLIC_SIZE or raw[0] not in set(Use):
        raise LedgerRefused(
            Why.KEY, message("The key {name} is of a kind that is not known here."), name=name
        )
    key = PublicKey(name, Use(raw[0]), raw[1:])
    height = int.from_bytes(key.public, "little") % 2**255
    if height >= _PRIME or height in SMALL:
        raise LedgerRefused(
            Why.KEY, message("Anybody could sign with the key {name}: it is none."), name=name
        )
    if number != key.id.hex():
        raise malformed(
            message("The key {name} bears another ID ({told}) than its own ({own})."),
            name=name, told=number, own=key.id.hex(),
        )  # fmt: skip
    return key


@lru_cache(_KEPT)
def _id(name: str, use: Use, public: bytes) -> bytes:
    told = name.encode() + b"\n" + bytes([use]) + public
    return hashlib.sha256(told).digest()[:ID_SIZE]


def check_name(name: str) -> None:
    """A key's name: not empty, no spaces, no plus, no control characters."""
    if not _NAME.fullmatch(name):
        raise malformed(message("This cannot be the name of a key: {name}"), name=repr(name))
