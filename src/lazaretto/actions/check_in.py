"""Check in from isolation: where somebody is and how they feel, said by themselves or by telephone (M27)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from lazaretto.access.actor import Actor
from lazaretto.actions.allowing import for_another
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.facts.encoding import body_from
from lazaretto.facts.fact import Body
from lazaretto.ledger.receipts import Receipt

SYMPTOMS = "state:hygiene.symptoms_reported"


def check_in(
    facility: str, *, person: str, where: str, symptoms: Sequence[str], words: str, actor: Actor,
    device: str, now: datetime, made: UUID,
) -> list[Receipt]:  # fmt: skip
    """State it at the house where they isolate; no symptoms: they are well. made: the form's number.

    Symptoms are stated as such too, so that they call for an incident, where the actor may state them;
    otherwise whoever looks at the house's check-ins does. Raises :class:`Refused` for somebody else's
    check-in (``not_for_another``) and outside the scope, ``Malformed`` for what is no place or symptom.
    """
    if person != actor.code:
        for_another(person, actor=actor)
    said = {
        "kind": "duty.checked_in/1", "person": person, "where": where, "well": not symptoms,
        "symptoms": list(symptoms), "words": words or None,
    }  # fmt: skip
    bodies = [body_from({name: value for name, value in said.items() if value is not None})]
    if symptoms and actor.may(SYMPTOMS):
        bodies.append(symptoms_of(person, symptoms, words))
    return state_together(
        [
            Statement(body=body, occurred=now, facility=facility, id=uuid5(made, f"{n} {person}"))
            for n, body in enumerate(bodies)
        ],
        actor=actor, device=device, now=now,
    )  # fmt: skip


def symptoms_of(person: str, symptoms: Sequence[str], words: str) -> Body:
    """The symptoms of somebody as a fact of their own. Raises ``Malformed``."""
    told = {"kind": "hygiene.symptoms_reported/1", "person": person, "symptoms": list(symptoms)}
    return body_from({**told, "words": words} if words else told)
