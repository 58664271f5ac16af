"""Which events a document hears: what is said of its own disease, and all events that name none."""

import numpy as np

from lazaretto.protocol.document import Protocol
from lazaretto.registers.duty import POSTS
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing

SCREENED = "screened"
OF_A_DISEASE = {
    "vaccinated": "aux",
    "immunity_stated": "aux",
    "vaccine_declined": "value",
}  # where its key is


def hear(name: str, *, protocol: Protocol, standing: Standing, start: int, end: int) -> Columns:
    """Standing rows of one name in ``[start, end)``; what speaks of another disease is left out."""
    rows = standing.during(name, start, end)
    if protocol.screens_for is None:
        return rows
    if name in OF_A_DISEASE:
        return rows.where(getattr(rows, OF_A_DISEASE[name]) == standing.names.find(protocol.screens_for))
    if name != SCREENED:
        return rows
    return of_disease(rows, standing=standing, disease=standing.names.find(protocol.screens_for))


def of_disease(screened: Columns, *, standing: Standing, disease: int) -> Columns:
    """The screenings for one disease, given as its key; none where nobody was ever screened for it."""
    if not len(screened):
        return screened
    sought = standing.events("screened_for")
    return screened.where(np.isin(screened.fact, sought.fact[sought.value == disease]))


def settings_of(settings: dict[str, int], *, protocol: Protocol, standing: Standing) -> dict[str, int]:
    """A condition's own settings, with what its document says once for all of its clauses.

    ``release``: seconds after midnight at which a last day ends. ``disease``: key of the disease
    screened for, where the document names one. ``since``, ``issued``: when it came into force, and by
    which fact. ``task.<id>``: each of its tasks. ``valid.<id>``, ``staff.<id>``: for how many days a pass
    in a procedure is good, and whose it is, a bit for each post of staff.
    """
    hour = protocol.counting.release_hour
    known = {**settings, "release": (hour.hour * 60 + hour.minute) * 60 + hour.second}
    for issue in standing.issues:
        if (issue.document, issue.version) == (protocol.id, protocol.version):
            known |= {"since": issue.occurred, "issued": issue.fact}
    known |= {f"task.{task.id}": 1 for task in protocol.tasks}
    for procedure in protocol.procedures:
        known[f"valid.{procedure.id}"] = procedure.valid
        known[f"staff.{procedure.id}"] = sum(1 << POSTS.index(staff) for staff in procedure.staff)
    if protocol.screens_for is not None:
        known["disease"] = standing.names.find(protocol.screens_for)
    return known
