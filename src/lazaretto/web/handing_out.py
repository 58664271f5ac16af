"""A file that somebody takes along, under a name that every system takes."""

from django.http import HttpResponse


def file_named(data: bytes | str, name: str, *, media: str) -> HttpResponse:
    """An answer to keep. name: of the file; what is no letter, digit, ``-``, ``.`` or ``_`` becomes ``_``."""
    answer = HttpResponse(data, content_type=media)
    safe = "".join(sign if (sign.isalnum() and sign.isascii()) or sign in "-._" else "_" for sign in name)
    answer["Content-Disposition"] = f'attachment; filename="{safe}"'
    return answer
