"""Words of what is due to be erased, and of what is refused about holds and proposals."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

# What keeps what is due; ``matter`` is what a reader is told of whom a complaint is not for.
HELD: Labels = {
    "complaint": _("an open complaint"),
    "incident": _("a running incident"),
    "dispute": _("a contradiction that was not put right"),
    "hold": _("a hold"),
    "matter": _("a matter that is not closed"),
}
OFFICES: Labels = {"facility": _("the house"), "detachment": _("the detachment")}

REFUSED: Labels = {
    "decided_for_good": _(
        "This is a decision about erasing. It is neither corrected nor withdrawn: a hold is lifted, a"
        " proposal is declined."
    ),
    "hold_on_a_stranger": _("Nothing in the record of {facility} is about {person}. Check the number."),
    "hold_unknown": _("{facility} has no such hold now. Reload the page: it may be lifted already."),
    "hold_of_the_detachment": _("The detachment set this hold. Ask the detachment to lift it."),
    "proposed_already": _("To erase this of {person} is proposed already. Wait for the detachment."),
    "proposal_unknown": _("{facility} made no such proposal. Reload the page."),
    "proposal_answered": _("The proposal about {person} is answered already. Reload the page."),
    "answered_by_the_proposer": _(
        "{person} proposed this, and answers nothing of it. Another person of the detachment must decide."
    ),
    "answered_by_the_house": _(
        "{person} serves in the house that proposed this. Somebody of the detachment must decide."
    ),
    "not_due": _(
        "Nothing of this class is due of {person} now by this rule. Nothing was erased. Reload the page."
    ),
    "kept_from_erasure": _(
        "What is due of {person} is kept by {kept}, and nothing was erased. Close that first, or lift the"
        " hold."
    ),
}
