"""A hand at one node's tables, a process of its own: what a person does there, and what stands there.

python -m tests.federation.hand        lines of JSON in, [act, argument, …]; a line of JSON out for each
"""

import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """One act after another, until there are no more."""
    import django

    django.setup()
    acts: dict[str, Any] = {
        "state": state, "publish": publish, "token": token, "admit": admit, "key": key, "pull": pull,
        "stand": stand,
    }  # fmt: skip
    for line in sys.stdin:
        act, *arguments = json.loads(line)
        print(json.dumps(acts[act](*arguments)), flush=True)


def state(file: str) -> int:
    """Append facts as they are; how many are new."""
    from lazaretto.actions.replay_city import replay_city
    from lazaretto.facts.encoding import decode

    facts = [decode(line) for line in Path(file).read_bytes().splitlines()]
    return replay_city(facts, progress=lambda _: None).appended


def publish() -> int:
    """Sign what is new; how long the log is."""
    from lazaretto.project.proving import one_pass

    return one_pass().size


def pull() -> list[dict[str, Any]]:
    """Ask every peer for what is new, as the command does; what came of it."""
    from dataclasses import asdict

    from lazaretto.actions.open_nodes import named_peers
    from lazaretto.project.pulling import Follower

    done = [asdict(one) for one in Follower(named_peers()).one_pass()]
    return json.loads(json.dumps(done, default=str))  # type: ignore[no-any-return]


def key() -> str:
    """The public key of the log."""
    from lazaretto.project.proving import signer

    return str(signer().verifier)


def admit(node: str, houses: list[str], file: str) -> str:
    """Write a token for another node to a file, as the command does."""
    from datetime import timedelta

    from lazaretto.access.actor import Actor, Scope
    from lazaretto.access.clock import now
    from lazaretto.access.node_tokens import issue_node_token

    made = issue_node_token(
        node=node, facilities=tuple(houses), everywhere=not houses, expires=now() + timedelta(days=400),
        actor=Actor("A1", "security_admin", Scope()), now=now(), agreed_by="AUD1",
    )  # fmt: skip
    Path(file).write_text(made)
    return file


def token() -> dict[str, str]:
    """A token of a device, and the session of an officer of the detachment."""
    from datetime import timedelta

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from lazaretto.access.accounts import open_account
    from lazaretto.access.actor import Actor, Scope
    from lazaretto.access.clock import now
    from lazaretto.access.tokens import issue_token

    user = open_account(
        code="W1", role="detachment_officer", facilities=(), everywhere=True, password="Qinzhou gate 07"
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    made = issue_token(
        device="desk", role="detachment_officer", facilities=(), everywhere=True, now=now(),
        expires=now() + timedelta(days=400), actor=Actor("A1", "security_admin", Scope()),
        agreed_by="AUD1",
    )  # fmt: skip
    return {"token": made, "session": str(session.session_key)}


def stand() -> dict[str, object]:
    """Set root, ids, disputes, stays, and who first held what."""
    from lazaretto.access.scope import everywhere
    from lazaretto.ledger import uniting
    from tests.database.sql import sql

    with everywhere("a test looks"):
        held = uniting.held()
        return {
            "root": held.root.hex(),
            "facts": sorted(f"{i} {node}" for i, node in sql("SELECT id, node FROM ledger_fact")),
            "disputes": sorted(f"{i} {rule}" for i, rule in sql("SELECT fact, rule FROM ledger_dispute")),
            "stays": sorted(map(str, sql(
                "SELECT fact, person, cell, bed, lower(during), upper(during), disputed FROM ledger_stay"
            ))),
        }  # fmt: skip


if __name__ == "__main__":
    main()
