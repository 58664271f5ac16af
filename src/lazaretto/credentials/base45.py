"""Base45 (RFC 9285): how bytes are written in the alphanumeric mode of a QR code."""

from lazaretto.credentials.evidence import Flaw

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def decode(text: str) -> bytes:
    """Three letters are two bytes, the last two letters are one."""
    if len(text) % 3 == 1:
        raise Flaw("base45")
    try:
        values = [_VALUES[letter] for letter in text]
    except KeyError:
        raise Flaw("base45") from None
    decoded = bytearray()
    for start in range(0, len(values), 3):
        group = values[start : start + 3]
        number = sum(value * 45**place for place, value in enumerate(group))
        size = len(group) - 1
        if number >= 256**size:
            raise Flaw("base45")
        decoded += number.to_bytes(size, "big")
    return bytes(decoded)


def encode(data: bytes) -> str:
    """The same, backwards."""
    text = ""
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        number = int.from_bytes(pair, "big")
        text += "".join(ALPHABET[number // 45**place % 45] for place in range(len(pair) + 1))
    return text
