"""Key files: a secret key at rest, behind a passphrase.

Argon2id (RFC 9106, its second recommended setting: 64 MiB, three passes) makes the key for
ChaCha20-Poly1305 (RFC 8439), which also holds the readable lines above it in place.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from repatria.base.messages import message
from repatria.ledger.keys import SEED_SIZE, PublicKey, SigningKey, Use, read_vkey
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import from_base64, number_from, text_from, to_base64

HEADER = "repatria-key v1"
SALT_SIZE, NONCE_SIZE, TAG_SIZE = 16, 12, 16
MOST_BYTES = 4_000
_FIELDS = ("vkey", "memory", "passes", "lanes", "salt", "nonce", "sealed")


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one passphrase costs."""

    memory: int = 65_536
    """KiB."""
    passes: int = 3
    lanes: int = 4


MOST = Cost(1_048_576, 16, 16)
"""A file may not ask for more: it could come from somebody who wants this machine to stop."""


def new_key(name: str, use: Use) -> SigningKey:
    """A fresh key, from the machine's own randomness."""
    return SigningKey(name, use, secrets.token_bytes(SEED_SIZE))


def seal(
    key: SigningKey,
    passphrase: str,
    cost: Cost = Cost(),
    drawn: Callable[[int], bytes] = secrets.token_bytes,
) -> bytes:
    """The key file. Raises `LedgerRefused` for an empty passphrase. `drawn` gives that many random
    bytes: for tests alone."""
    if not passphrase:
        raise LedgerRefused(Why.KEY, message("A key without a passphrase is anybody's."))
    salt, nonce = drawn(SALT_SIZE), drawn(NONCE_SIZE)
    head = (
        f"{HEADER}\nvkey {key.public.vkey}\nmemory {cost.memory}\npasses {cost.passes}\n"
        f"lanes {cost.lanes}\nsalt {to_base64(salt)}\nnonce {to_base64(nonce)}\n"
    )
    sealed = _cipher(passphrase, salt, cost).encrypt(nonce, key.seed, head.encode())
    return f"{head}sealed {to_base64(sealed)}\n".encode()


def public_of(data: bytes) -> PublicKey:
    """The public half, which a key file shows without its passphrase."""
    return read_vkey(_fields(data)["vkey"])


def unseal(data: bytes, passphrase: str) -> SigningKey:
    """The key out of its file. Raises `LedgerRefused`: no key file, a wrong passphrase, a file that
    was changed, or one whose secret half is not that of its public one."""
    told = _fields(data)
    public = read_vkey(told["vkey"])
    cost = Cost(*(number_from(told[key], key) for key in ("memory", "passes", "lanes")))
    limits = ((cost.memory, MOST.memory), (cost.passes, MOST.passes), (cost.lanes, MOST.lanes))
    if any(not 0 < own <= most for own, most in limits) or cost.memory < 8 * cost.lanes:
        raise malformed(message("The key file asks for a cost that cannot be."))
    salt, nonce = from_base64(told["salt"], "salt"), from_base64(told["nonce"], "nonce")
    sealed = from_base64(told["sealed"], "sealed")
    if (len(salt), len(nonce), len(sealed)) != (SALT_SIZE, NONCE_SIZE, SEED_SIZE + TAG_SIZE):
        raise malformed(message("The key file is cut off or changed."))
    head = data[: data.rindex(b"sealed ")]
    try:
        seed = _cipher(passphrase, salt, cost).decrypt(nonce, sealed, head)
    except InvalidTag:
        raise LedgerRefused(
            Why.KEY, message("The passphrase is wrong, or the key file was changed.")
        ) from None
    key = SigningKey(public.name, public.use, seed)
    if key.public != public:
        raise LedgerRefused(Why.KEY, message("The key file shows another public key than its own."))
    return key


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    made = Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    # One phrase is one phrase, whichever machine composed its letters.
    return ChaCha20Poly1305(made.derive(unicodedata.normalize("NFC", passphrase).encode()))


def _fields(data: bytes) -> dict[str, str]:
    lines = text_from(data, "the key file", MOST_BYTES).split("\n")[:-1]
    told = [line.partition(" ") for line in lines[1:]]
    if lines[0] != HEADER or tuple(key for key, _, _ in told) != _FIELDS:
        raise malformed(message("This is no key file."))
    return {key: value for key, _, value in told}
