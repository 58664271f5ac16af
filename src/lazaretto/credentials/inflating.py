"""Decompression that never grows past a limit, whatever was put into a code."""

import zlib

from lazaretto.credentials.evidence import Flaw

# A health card of 55 resources inflates to 25 kB; the largest code there is holds 4,296 letters or 7,089
# digits (ISO/IEC 18004), and deflate could make three megabytes of them.
LIMIT = 128 * 1024


def inflate(data: bytes, *, raw: bool) -> bytes:
    """What was compressed, at most ``LIMIT`` bytes. raw: deflate alone, without the frame of zlib.

    A stream that is cut short, that goes on after its end, or that is larger is at fault.
    """
    stream = zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS)
    try:
        plain = stream.decompress(data, LIMIT + 1)
    except zlib.error:
        raise Flaw("compression") from None
    if len(plain) > LIMIT or not stream.eof or stream.unused_data:
        raise Flaw("compression")
    return plain
