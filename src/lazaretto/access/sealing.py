"""Secrets that the server must be able to read again, sealed with a key beside the data.

Whoever has the database alone, or a copy of it, has none of them; whoever has the key alone neither.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"lazaretto.access.sealing: addresses of messengers"


def seal(secret: str) -> str:
    """A secret as it may lie in a table."""
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The secret; None where it was sealed with another key, or changed."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(settings.CHANNEL_SECRET.encode())
    return Fernet(urlsafe_b64encode(derived))
