"""What makes a change to a stored drill show. Each event carries the hash of everything before it (the
chain), and that hash signed with a key that lies beside the store, so that a chain recomputed over an
alteration still fails at the altered event. Whoever can read the key file can forge; whoever puts back an old
copy of the whole store rolls it back. Against both, the chain's end is printed in the debrief.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulator.record.events import canonical
from simulator.store.errors import StoreError, plainly

KEY_NAME: Final = "seal.key"
"""File name of the key, in the folder of the store."""

KEY_BYTES: Final = 32


def first_hash(header: str) -> str:
    """What the chain of a drill begins with: SHA-256 of the stored header."""
    return hashlib.sha256(header.encode()).hexdigest()


def next_hash(previous: str, cid: str | None, body: str) -> str:
    """Link one event to the chain: SHA-256 over the previous hash, the client id and the canonical event."""
    client = "" if cid is None else f"cid {cid}"
    return hashlib.sha256(f"{previous}\n{client}\n{body}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SealKey:
    """The installation's secret; signs what is stored."""

    secret: bytes

    @property
    def fingerprint(self) -> str:
        """Names the key without giving it away."""
        return hashlib.sha256(b"podium seal " + self.secret).hexdigest()[:16]

    def sign(self, *parts: str | int) -> str:
        """HMAC-SHA-256 over the parts, 64 hexadecimal digits."""
        return hmac.digest(self.secret, canonical(parts).encode(), "sha256").hex()

    def signed(self, mac: object, *parts: str | int) -> bool:
        """Whether ``mac`` is this key's signature of the parts."""
        return hmac.compare_digest(str(mac).encode(), self.sign(*parts).encode())


def read_key(path: Path) -> SealKey | None:
    """The key in the file; None where there is no such file.

    Raises:
        StoreError: the file cannot be read or is not a key.
    """
    with plainly(path):
        try:
            secret = path.read_bytes()
        except FileNotFoundError:
            return None
    if len(secret) != KEY_BYTES:
        raise StoreError(f"{path}: is not a seal key of {KEY_BYTES} bytes; restore it from a backup")
    return SealKey(secret)


def make_key(path: Path) -> SealKey:
    """A new key in a file that only its owner can read; the caller makes sure that nobody else makes one
    meanwhile.
    """
    secret = secrets.token_bytes(KEY_BYTES)
    beside = path.with_name(f"{path.name}.new")
    with plainly(path):
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, secret)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(beside, path)
    return SealKey(secret)
