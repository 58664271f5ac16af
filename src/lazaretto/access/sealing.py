"""Secrets that the server must be able to read again, sealed with a key beside the data.

Whoever has the database alone, or a copy of it, has none of them; whoever has the key alone neither. Which
algorithms seal is a setting; what was sealed before it changed is read by what seals it, and sealed anew when
it is next said.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SHA256, SM3
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"lazaretto.access.sealing: addresses of messengers"
_NATIONAL = "sm4:"  # no other seal begins so: Fernet's are base64, and begin with a version
_NONCE, _TAG, _KEY = 12, 16, 16  # bytes; GB/T 36624-2018, mechanism 5 (GCM), and SM4's key


def seal(secret: str) -> str:
    """A secret as it may lie in a table."""
    if settings.ALGORITHMS != "sm":
        return _box().encrypt(secret.encode()).decode()
    nonce = os.urandom(_NONCE)
    box = Cipher(SM4(_national_key()), GCM(nonce)).encryptor()
    sealed = box.update(secret.encode()) + box.finalize()
    return _NATIONAL + urlsafe_b64encode(nonce + sealed + box.tag).decode()


def unseal(sealed: str) -> str | None:
    """The secret; None where it was sealed with another key, or changed."""
    if sealed.startswith(_NATIONAL):
        return _unseal_nationally(sealed.removeprefix(_NATIONAL))
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _unseal_nationally(written: str) -> str | None:
    try:
        data = urlsafe_b64decode(written)
        nonce, inside, tag = data[:_NONCE], data[_NONCE:-_TAG], data[-_TAG:]
        box = Cipher(SM4(_national_key()), GCM(nonce, tag)).decryptor()
        return (box.update(inside) + box.finalize()).decode()
    except (ValueError, InvalidTag):
        return None


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(settings.CHANNEL_SECRET.encode())
    return Fernet(urlsafe_b64encode(derived))


def _national_key() -> bytes:
    return HKDF(SM3(), _KEY, salt=None, info=_PURPOSE + b", SM4").derive(settings.CHANNEL_SECRET.encode())
