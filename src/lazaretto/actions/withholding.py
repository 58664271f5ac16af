"""What is kept from somebody: a complaint from the person it is about, its words from all but a few (H5).

Everybody who reads facts learns that a complaint is there, by its number: somebody must carry it and answer
it. Whom it is about learns not even that, on no page, in no list and by no program; whatever they would be
told about it is as if it were not there.
"""

from lazaretto.access.actor import Actor
from lazaretto.access.roles import Role
from lazaretto.facts.fact import Fact
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.obligations.complaints import Complaint, accusing
from lazaretto.registers.standing import Standing

UNSEALED: frozenset[Role] = frozenset({"inspector"})  # reads who complained, and of whom, in every fact
GUARDED = tuple(kind for kind, body in BY_KIND.items() if body.guarded)


def kept_from(actor: Actor, standing: Standing) -> frozenset[str]:
    """The numbers of the complaints that are about the actor."""
    return accusing(standing, actor.code)


def rewords(fact: Fact, *, actor: Actor, standing: Standing) -> bool:
    """Whether the actor may put other words in the place of what was said of a complaint, or take it back.

    Only whoever said it may, and not if it is about them.
    """
    complaint = getattr(fact.body, "complaint", None)
    return fact.actor == actor.code and complaint not in kept_from(actor, standing)


def may_open(complaint: Complaint, *, actor: Actor) -> bool:
    """Whether the actor reads who complained and what was said.

    The inspector reads every one, the detachment's leader what is addressed to the detachment or the house,
    the house's leader what is addressed to the house; whoever wrote it down has read it. Nobody reads one
    about themselves; what is sealed is in no record.
    """
    if actor.code in complaint.lodged.against:
        return False
    if actor.role in UNSEALED:
        return True
    if complaint.sealed:
        return False
    if actor.code == complaint.course.taken[0].fact.actor:
        return True
    if not actor.may("read_complaints"):
        return False
    return complaint.lodged.addressed == "house" or actor.may("approve_as_detachment")
