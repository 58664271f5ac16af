"""A person's disclosure for whoever stands at the machine: under an account of the house, and logged."""

from pathlib import Path

import click
from django.conf import settings

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.models import User
from lazaretto.actions.disclose_person import disclose_person
from lazaretto.proofs.disclosing import Disclosure
from lazaretto.web.refusing import worded


def to_file(person: str, out: Path, *, by: str, reason: str, since: Path | None) -> Disclosure:
    """Disclose under the account ``by``, with its role and scope. Errors: ClickException, as a sentence."""
    user = User.objects.filter(username=by, is_active=True).first()
    if user is None:
        raise click.ClickException(f"there is no account {by}")
    kept = since.read_text() if since else None
    try:
        made = disclose_person(
            person, actor=user.actor(), reason=reason, now=now(), folder=settings.LEDGER_FOLDER, since=kept
        )
    except Refused as refused:
        raise click.ClickException(worded(refused.rule, refused.values)) from None
    out.write_bytes(bytes(made))
    return made
