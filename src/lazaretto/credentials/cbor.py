"""CBOR, and of it only what a health credential needs: no tag that makes an object, no sharing, no tricks."""

import io
from collections.abc import Mapping
from typing import Any

import cbor2

from lazaretto.credentials.evidence import Flaw

DEPTH = 16  # a credential nests six deep
SAFE = 2**53 - 1  # a browser counts no further exactly (ECMA-262, Number.MAX_SAFE_INTEGER)

# Looked through wherever they stand: a date in words, COSE_Sign1, CWT (RFC 8949 3.4.1, RFC 9052, RFC 8392).
_TRANSPARENT = (0, 18, 61)
# Every other tag that the library would make an object of.
_FORBIDDEN = (
    1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100, 256, 258, 260, 261, 1004, 43000, 55799,
)  # fmt: skip


def decode(data: bytes) -> Any:
    """One value of maps, arrays, texts, bytes, whole numbers, true, false and null.

    Map keys are texts and whole numbers and stand once. Whatever is left over is at fault.
    """
    decoder = cbor2.CBORDecoder(
        io.BytesIO(data), semantic_decoders=_DECODERS, tag_hook=_refuse, max_depth=DEPTH,
        allow_duplicate_keys=False,
    )  # fmt: skip
    try:
        value = decoder.decode()
    except (cbor2.CBORError, ValueError, TypeError, RecursionError, MemoryError, OverflowError):
        raise Flaw("encoding") from None
    if not _at_end(decoder):
        raise Flaw("encoding")
    _require_plain(value)
    return value


def encode(value: Any) -> bytes:
    """The same, backwards: for what is to be signed."""
    return bytes(cbor2.dumps(value))


def _at_end(decoder: cbor2.CBORDecoder) -> bool:
    try:
        decoder.read(1)
    except cbor2.CBORDecodeEOF:
        return True
    return False


def _require_plain(value: Any) -> None:
    kind = type(value)
    if kind is dict:
        for key, inner in value.items():
            if type(key) not in (str, int):
                raise Flaw("encoding")
            _require_plain(key)
            _require_plain(inner)
    elif kind is list:
        for inner in value:
            _require_plain(inner)
    elif kind is int:
        if abs(value) > SAFE:
            raise Flaw("encoding")
    elif kind not in (str, bytes, bool, type(None)):
        raise Flaw("encoding")


def _refuse(_value: Any, _immutable: bool) -> Any:
    raise ValueError("a tag that no credential needs")


def _through(value: Any, _immutable: bool) -> Any:
    return value


_DECODERS: Mapping[int, Any] = {**dict.fromkeys(_FORBIDDEN, _refuse), **dict.fromkeys(_TRANSPARENT, _through)}
