"""What the twin's assumptions are called on screens and papers, by their names in the files."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASSUMED: dict[str, str | Promise] = {
    "asymptomatic": _("Infected people who never show symptoms"),
    "asymptomatic_infectiousness": _("How infectious they are beside the others"),
    "reproduction": _("People whom one infected person infects, among people who can all be infected"),
    "dispersion": _("How unevenly people infect others (smaller: few infect many)"),
    "incubation": _("Days from infection to symptoms"),
    "infectiousness": _("When people infect others"),
    "turnaround": _("Time until a result is there"),
    "specificity": _("Results that are rightly negative"),
    "sensitivity": _("Infections that a test finds, by day"),
    "immune": _("People who cannot be infected"),
    "inside": _("Detainees who cannot be infected"),
    "arriving": _("Arrivals who cannot be infected"),
    "staff": _("Staff who cannot be infected"),
    "reference": _("Reproduction number that the contacts are stated for"),
    "cell_pair": _("Infection between two in one cell of a general wing"),
    "quarantine_pair": _("Infection between two in one cell of quarantine"),
    "wing": _("People infected in the rest of the wing"),
    "site": _("People infected in the rest of the house"),
    "resident_staff": _("Staff inside infected by one detainee"),
    "leg": _("People of other cohorts infected by one in quarantine"),
    "leg_staff": _("Staff infected by one in quarantine"),
    "staff_inside": _("Staff inside infected by one of them"),
    "staff_standby": _("Staff on standby infected by one of them"),
    "staff_resident": _("Detainees infected by one of the staff inside"),
    "staff_cohort": _("People in quarantine infected by one of the staff inside"),
    "standby_exposure": _("Share of the community's pressure that reaches staff on standby"),
    "inside_exposure": _("Share of the community's pressure that reaches staff inside"),
    "noticed_quarantine": _("Symptoms noticed in quarantine"),
    "noticed_general": _("Symptoms noticed in general wings"),
    "noticed_staff": _("Symptoms noticed among staff"),
    "outings": _("Detainees who are out on a day (court, hospital)"),
    "freeze": _("Meetings that are left while movement stands still"),
    "taken_up": _("Meetings of the isolated that those who remain take up"),
    "infected": _("Arrivals who are infected"),
    "pressure": _("Infections a person and a day outside the wall"),
    "swabbed": _("Swabs that are really taken"),
    "kept": _("Isolation that is really kept"),
}


def assumption(name: str) -> str:
    """An assumption in words; the name of the file where it has none."""
    return str(ASSUMED.get(name.rpartition(".")[2], name))
