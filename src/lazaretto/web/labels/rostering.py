"""What a roster breaks, in words: a sentence a rule of the judge, and the short words of the chart."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

# Rule of the judge → its name in a list, for whoever signs in spite of it.
RULES: Labels = {
    "turn_missing": _("a day without a phase"),
    "turns_overlap": _("two phases on one day"),
    "phase_out_of_order": _("a phase out of its order"),
    "phase_cut_short": _("a phase cut short"),
    "phase_too_long": _("inside longer than the pattern says"),
    "absent_on_duty": _("on duty while away"),
    "batch_incomplete": _("those inside lack a leader, a medic or a woman"),
    "post_unmanned": _("a watch that lacks people"),
    "post_unknown": _("a watch that the house has not"),
    "post_unqualified": _("on a post of other staff"),
    "untrained_on_post": _("on a post without the training for it"),
    "stand_outside_phase": _("on watch in the wrong phase"),
    "watches_overlap": _("two watches at one time"),
    "watch_hours_exceeded": _("too many hours on watch in a day"),
    "week_hours_exceeded": _("too many hours on watch in seven days"),
    "rest_too_short": _("too little rest between watches"),
    "nights_in_a_row": _("too many nights in a row"),
    "inside_too_long": _("too many days inside in a row"),
}
# Rule → the sentence of one breach, with its person, day and values.
BREACHES: Labels = {
    "turn_missing": _("{person} has no phase from {day} on, for {days} days."),
    "turns_overlap": _("{person} is in two phases on {day}."),
    "phase_out_of_order": _(
        "{person} goes from {before} to {phase} on {day}, which is not the pattern's order."
    ),
    "phase_cut_short": _("{person} leaves {phase} on {day}, after {days} days instead of {wanted}."),
    "phase_too_long": _("{person} is inside for {days} days; the pattern says {most}, up to {day}."),
    "absent_on_duty": _("{person} is on duty from {day} on and cannot serve ({cause}), for {days} days."),
    "batch_incomplete": _(
        "Those inside from {day} on, for {days} days, lack {what}: {have} instead of {need}."
    ),
    "post_unmanned": _(
        "{post}, watch {watch}, on {day}: {have} of {need} people, {women} of {women_needed} women."
    ),
    "post_unknown": _("{person} is to stand {post}, watch {watch}, on {day}: the house has no such watch."),
    "post_unqualified": _("{person} stands {post} on {day}, which is not for staff like them."),
    "untrained_on_post": _("{person} stands {post} on {day} and has not passed {procedure}, or no longer."),
    "stand_outside_phase": _("{person} stands {post} on {day} in phase {phase}: those are not let in there."),
    "watches_overlap": _("{person} stands two watches at one time on {day}: {post}, watch {watch}."),
    "watch_hours_exceeded": _("{person} is on watch for {hours} hours on {day}; {most} are allowed."),
    "week_hours_exceeded": _(
        "{person} is on watch for {hours} hours in the seven days from {day}; {most} are allowed."
    ),
    "rest_too_short": _("{person} rests {hours} hours before the watch of {day}; {least} are owed."),
    "nights_in_a_row": _("{person} has {nights} nights in a row; {most} are allowed, up to {day}."),
    "inside_too_long": _("{person} is inside for {days} days in a row; {most} are allowed, up to {day}."),
}
LACKING: Labels = {"leaders": _("a leader"), "medics": _("a medic"), "women": _("a woman")}
LOADS: Labels = {
    "inside": _("days inside"),
    "nights": _("nights on watch"),
    "hours": _("hours on watch"),
}
# Rule → what a clause asks, with its settings.
LIMITS: Labels = {
    "batch_incomplete": _(
        "of those inside together, at least: leaders {leaders}, medics {medics}, women {women}"
    ),
    "untrained_on_post": _("on a post only with the training that it asks for"),
    "watch_hours_exceeded": _("on watch at most {hours} hours a day"),
    "week_hours_exceeded": _("on watch at most {hours} hours in seven days"),
    "rest_too_short": _("at least {hours} hours of rest between watches"),
    "nights_in_a_row": _("at most {nights} nights in a row"),
    "inside_too_long": _("inside at most {days} days in a row"),
}
PRICES: Labels = {
    "uneven": _("Fairness: a week inside more or fewer than others"),
    "uneven_night": _("Fairness: a night more than others"),
    "other_post": _("Own post: a day on another one"),
    "change": _("Change: a day other than in the roster in force"),
}
STAGES: Labels = {
    "loop": _("phases"),
    "stands": _("watches"),
    "relief": _("what would help"),
}
