"""What lies beside a fact as a file: named, measured and told by its digest; its bytes are kept apart."""

from typing import Annotated, Literal

import msgspec

Digest = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", description="SHA-256 of the bytes, hexadecimal.")
]
Media = Literal["application/pdf", "image/jpeg", "image/png"]
LARGEST = 8 * 1024 * 1024  # bytes of one file


class Attachment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that belongs to a fact. size: in bytes."""

    digest: Digest
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    media: Media
    size: Annotated[int, msgspec.Meta(ge=1, le=LARGEST)]
