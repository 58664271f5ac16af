"""The publisher of the proved log: a pass enters what was appended since, grows the tree, signs its root."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings

from lazaretto.access.clock import now
from lazaretto.actions.publish_log import publish_log
from lazaretto.ledger.publishing import Published
from lazaretto.proofs.national import NationalSigner, secret_from
from lazaretto.proofs.notes import LOG, Signer

# What was appended after the newest checkpoint could still be rewritten unseen: a minute of it at most.
EVERY = timedelta(seconds=30)


def signer() -> Signer:
    """The key of this node, from the secret that was drawn at install."""
    secret = sha256(b"lazaretto-ledger-key/1\n" + settings.LEDGER_SECRET.encode()).digest()
    return Signer(settings.LEDGER_NAME, LOG, secret)


def national() -> tuple[NationalSigner, ...]:
    """The key of this node for SM2, from the same secret; none where SM2 does not sign."""
    if settings.ALGORITHMS != "sm":
        return ()
    words = b"lazaretto-ledger-sm2/1\n" + settings.LEDGER_SECRET.encode()
    return (NationalSigner(settings.LEDGER_NAME, secret_from(words)),)


def one_pass() -> Published:
    """Publish what is new. Errors: ``LogIsBroken``."""
    return publish_log(settings.LEDGER_FOLDER, signer(), now=now(), also=national())
