"""The publisher of the proved log: a pass enters what was appended since, grows the tree, signs its root."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings

from lazaretto.access.clock import now
from lazaretto.actions.publish_log import publish_log
from lazaretto.ledger.publishing import Published
from lazaretto.proofs.notes import LOG, Signer

# What was appended after the newest checkpoint could still be rewritten unseen: a minute of it at most.
EVERY = timedelta(seconds=30)


def signer() -> Signer:
    """The key of this node, from the secret that was drawn at install."""
    secret = sha256(b"lazaretto-ledger-key/1\n" + settings.LEDGER_SECRET.encode()).digest()
    return Signer(settings.LEDGER_NAME, LOG, secret)


def one_pass() -> Published:
    """Publish what is new. Errors: ``LogIsBroken``."""
    return publish_log(settings.LEDGER_FOLDER, signer(), now=now())
