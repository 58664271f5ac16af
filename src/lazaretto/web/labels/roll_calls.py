"""Words of roll-calls and patrols: kinds, fields, states, acts, and why one is refused."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

KINDS: Labels = {
    "supervision.gathering_set": _("Answer to a roll-call set"),
    "supervision.roll_call_called": _("Roll-call issued"),
    "supervision.roll_call_gathered": _("Everybody gathered"),
    "supervision.roll_call_counted": _("First count of a roll-call"),
    "supervision.roll_call_checked": _("Second count of a roll-call"),
    "supervision.roll_call_recounted": _("Recount of a roll-call"),
    "supervision.roll_call_closed": _("Roll-call ended by hand"),
    "supervision.tour_set": _("Patrol tour set"),
    "supervision.patrol_begun": _("Patrol begun"),
    "supervision.patrol_looked": _("Look on a patrol"),
    "supervision.patrol_skipped": _("Stop passed over"),
    "supervision.patrol_ended": _("Patrol ended"),
    "supervision.patrol_broken_off": _("Patrol broken off"),
}
FIELDS: Labels = {
    "at_gate": _("Staff inside by the gate"),
    "begun_by": _("Begun by"),
    "broken_off_by": _("Broken off by"),
    "call_sign": _("Call sign"),
    "called_by": _("Called by"),
    "counted_by": _("Counted by"),
    "covers": _("What the camera shows"),
    "inside": _("A shift"),
    "looked": _("What was seen"),
    "looked_by": _("Looked by"),
    "patrol": _("Patrol number"),
    "roll_call": _("Roll-call number"),
    "room": _("Room of the B shift"),
    "seconds": _("How long a look takes (seconds)"),
    "skipped_by": _("Passed over by"),
    "standby": _("B shift"),
    "stop": _("Stop"),
    "stops": _("Stops"),
    "stops_looked": _("Stops looked at"),
    "stops_skipped": _("Stops passed over"),
    "tour": _("Tour"),
    "turn": _("Which walk of its slot"),
    "turns": _("Walks in a slot"),
}
REFUSED: Labels = {
    "roll_call_unknown": _("Nobody called this house under {roll_call}. Open its roll-calls again."),
    "roll_call_not_due": _(
        "{roll_call} has not come to this, or is past it: it is called, gathered, counted, counted again by"
        " somebody else. Reload the page."
    ),
    "roll_call_running": _(
        "{facility} is being called already: {roll_call}. End that one before you call again."
    ),
    "counter_counted_before": _(
        "{person} counted before. Somebody else counts this time: two pairs of eyes. Hand over the seat."
    ),
    "closing_without_words": _("Say where everybody was, or why the call is given up."),
    "finding_unnamed": _("{roll_call} ends with a finding: raise it from the roll-call’s page."),
    "patrol_not_walked": _("No such walk is under way: {patrol}. Begin the tour again."),
    "stops_left": _(
        "{stops} stops have not been looked at, {stop} next. Look at each, or pass it over with a reason."
    ),
    "tour_unknown": _("{facility} has no tour {tour}. Set it first."),
}
STATE: Labels = {
    "due": _("owed"),
    "called": _("called"),
    "gathered": _("gathered"),
    "counted": _("counted once"),
    "matched": _("matched"),
    "mismatched": _("does not match"),
    "recounted": _("counted once more"),
    "cleared": _("cleared"),
    "found": _("found"),
    "stood_down": _("stood down"),
    "owed": _("owed"),
    "walking": _("under way"),
    "ended": _("walked"),
    "broken_off": _("broken off"),
    "none": _("none owed"),
    "missed": _("missed"),
}
# The mark (shape and colour) that each state is drawn with.
MARKS: dict[str, str] = {
    "due": "owed", "called": "late", "gathered": "late", "counted": "late", "matched": "met",
    "mismatched": "disputed", "recounted": "disputed", "cleared": "met", "found": "breach",
    "stood_down": "excused", "owed": "owed", "walking": "late", "ended": "met", "broken_off": "excused",
    "none": "ahead", "missed": "missed", "in_order": "met", "remarkable": "breach", "dark": "disputed",
    "skipped": "excused", "left": "ahead",
}  # fmt: skip
# The cards of the houses, the worst first, with their marks.
CARDS: Labels = {
    "mismatched": _("do not match"),
    "running": _("being called"),
    "due": _("to call now"),
    "missed": _("not called in time"),
    "none": _("not called today"),
    "done": _("called today"),
}
CARD_MARKS: dict[str, str] = {
    "mismatched": "disputed", "running": "late", "due": "owed", "missed": "missed", "none": "ahead",
    "done": "met",
}  # fmt: skip
# A drawn roll-call of a day.
DUE: Labels = {
    "due": _("call it now"),
    "met": _("was called"),
    "missed": _("was not called"),
}
DUE_MARKS: dict[str, str] = {"due": "owed", "met": "met", "missed": "missed"}
COUNT: Labels = {
    "count": _("First count"),
    "check": _("Second count"),
    "recount": _("Recount"),
}
ASTRAY: Labels = {
    "out_of_turn": _("out of turn: it moved nothing"),
    "count": _("by whoever had counted first: it moved nothing"),
    "differ": _("by whoever had made the second count: it moved nothing"),
}
LOOK: Labels = {
    "in_order": _("in order"),
    "remarkable": _("something to remark"),
    "dark": _("no picture"),
    "skipped": _("passed over"),
    "left": _("to come"),
}
