"""The words of the three and three: states of a slot, steps of a fever, warnings, why a series is doubted."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: dict[str, str | Promise] = {
    "late": _("late: do it now"),
    "owed": _("owed now"),
    "blank": _("blank"),
    "disputed": _("disputed"),
    "done": pgettext_lazy("a sweep or a step", "done"),
    "upcoming": _("not yet open"),
    "none": _("nothing owed"),
}
MARKS: dict[str, str] = {
    "late": "late",
    "owed": "owed",
    "blank": "missed",
    "disputed": "disputed",
    "done": "met",
    "upcoming": "ahead",
    "none": "excused",
}
WORKS: dict[str, str | Promise] = {
    "temperature": _("Temperatures"),
    "disinfected": _("Disinfection"),
}
STEPS: dict[str, str | Promise] = {
    "temperature": _("Measure again in the armpit"),
    "visited": _("Seen by a doctor"),
    "isolated": _("Put apart"),
    "sampled": _("Tested"),
}
HOWS: dict[str, str | Promise] = {
    "open": _("to be done"),
    "late": _("overdue"),
    "missed": _("not done in time"),
    "done": pgettext_lazy("a sweep or a step", "done"),
    "lifted": _("not needed any more"),
}
HOW_MARKS: dict[str, str] = {
    "open": "owed",
    "late": "late",
    "missed": "missed",
    "done": "met",
    "lifted": "excused",
}
WORRIES: dict[str, str | Promise] = {
    "mixed": _(
        "Together, %(agent)s and %(other)s give off poisonous gas. Stop, open the windows, lead everybody"
        " out, rinse with water; then disinfect with one of the two."
    ),
    "weak": _(
        "%(measured)s mg/L is weaker than the %(strength)s mg/L of the protocol. Add concentrate, mix, read a"
        " new strip, and disinfect again."
    ),
    "unmeasured": _("No strip was read. Read one now: at least %(strength)s mg/L is asked for."),
    "short": _(
        "%(minutes)s minutes are too short: leave it for %(least)s minutes, then wipe the metal with water."
    ),
    "unchecked": _("Nobody else has checked it. Have a second person look, and type who it was."),
}
WHYS: dict[str, str | Promise] = {
    "same_person": _("the same to the tenth %(times)s times in a row"),
    "same_sweep": _("the whole cell as before, person by person, %(times)s sweeps in a row"),
    "same_for_all": _("all %(times)s people of the sweep showed the same"),
}
UNMEASURED: tuple[str | Promise, ...] = (
    _("asleep"),
    _("refused"),
    _("in hospital"),
    _("at court or being questioned"),
    _("thermometer broken"),
    _("away for another reason"),
)
