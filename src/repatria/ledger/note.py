"""Signed notes: a text, a blank line, and a line for each signature.

Source: C2SP signed-note v1.0.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from repatria.base.messages import message
from repatria.ledger.keys import ID_SIZE, SIGNATURE_SIZE, PublicKey, SigningKey, Use, check_name
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import from_base64, text_from, to_base64

MOST_BYTES = 65_535
"""A note is a leaf of the log, and an entry of a bundle has two bytes for its length."""
MOST_SIGNATURES = 64
_MARK = "— "


@dataclass(frozen=True, slots=True)
class Signature:
    """A line under a note: who says to have signed, and with what."""

    name: str
    id: bytes
    blob: bytes
    """64 bytes of Ed25519; before them, in a cosignature, 8 bytes of time."""

    def by(self, key: PublicKey) -> bool:
        """Whether the line claims to be of a key. It proves nothing yet."""
        return self.name == key.name and self.id == key.id

    @property
    def line(self) -> str:
        return f"{_MARK}{self.name} {to_base64(self.id + self.blob)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends with a newline, and its signatures. Reading it verifies nothing."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __post_init__(self) -> None:
        text_from(self.text.encode(), "the note", MOST_BYTES)

    def to_bytes(self) -> bytes:
        """As the note is stored and sent."""
        return (self.text + "\n" + "".join(each.line for each in self.signatures)).encode()

    def signed_by(self, key: SigningKey) -> Note:
        """The note with one more signature, over its text as it stands. A second one of the same
        key would say nothing: the note is given back as it is. `LedgerRefused` if there is a line
        of the key that is not its signature."""
        if key.use is not Use.NOTE:
            raise LedgerRefused(
                Why.KEY, message("The key {name} is for cosigning, not for notes."), name=key.name
            )
        public = key.public
        if self.by_known([public]):
            return self
        return self.with_line(Signature(key.name, public.id, key.sign(self.text.encode())))

    def with_line(self, line: Signature) -> Note:
        """The note with one more line under it. `LedgerRefused` where nobody could read it then."""
        more = replace(self, signatures=(*self.signatures, line))
        if len(more.signatures) > MOST_SIGNATURES:
            raise _too_many()
        text_from(more.to_bytes(), "the note", MOST_BYTES)
        return more

    def by_known(self, keys: Iterable[PublicKey]) -> tuple[PublicKey, ...]:
        """Those of the keys that signed the text, in their order.

        Lines of unknown keys are passed over. `LedgerRefused` if a line of a known key is not its
        signature: such a note is refused whole.
        """
        found = []
        for key in keys:
            if key.use is not Use.NOTE:
                continue
            lines = [each for each in self.signatures if each.by(key)]
            for each in lines:
                if len(each.blob) != SIGNATURE_SIZE or not key.signed(
                    each.blob, self.text.encode()
                ):
                    raise wrong(key)
            if lines:
                found.append(key)
        return tuple(found)


def read_note(data: bytes) -> Note:
    """A note from its bytes; one that nobody signed yet ends with its blank line.

    Raises `LedgerRefused`: not UTF-8, control characters, no blank line, a line below it that is no
    signature, too many of them, or too long.
    """
    whole = text_from(data, "the note", MOST_BYTES)
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not text:
        raise malformed(message("The note has no blank line before its signatures."))
    told = lines.split("\n")[:-1] if lines else []
    if len(told) > MOST_SIGNATURES:
        raise _too_many()
    return Note(text + "\n", tuple(_read_line(each) for each in told))


def _read_line(line: str) -> Signature:
    name, space, coded = line.removeprefix(_MARK).partition(" ")
    if not line.startswith(_MARK) or not space:
        raise malformed(message("This line under the note is no signature: {line}"), line=line[:80])
    check_name(name)
    raw = from_base64(coded, name)
    if len(raw) <= ID_SIZE:
        raise malformed(message("The signature of {name} is too short."), name=name)
    return Signature(name, raw[:ID_SIZE], raw[ID_SIZE:])


def wrong(key: PublicKey) -> LedgerRefused:
    """A line that claims to be of a known key and is not."""
    return LedgerRefused(
        Why.SIGNATURE, message("The signature of {name} is not over this text."), name=key.name
    )


def _too_many() -> LedgerRefused:
    return malformed(message("The note has more than {most} signatures."), most=MOST_SIGNATURES)
