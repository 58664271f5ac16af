"""Who meets whom, as assumed: cited values with ranges, for a disease whose whole course transmits
``reference`` times.
"""

from typing import Literal

import msgspec

from lazaretto.twin.disease import Cited, NotADisease, Source


class Contacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pair hazards and rates of a whole course, as ``engine.world`` means them, for the reproduction number
    ``reference``.

    A disease with another reproduction number has all of them in proportion.
    """

    format: Literal["lazaretto-contacts/1"]
    id: str
    title: dict[str, str]
    dated: str
    sources: tuple[Source, ...]
    reference: Cited
    cell_pair: Cited  # one cell mate of a general cell
    quarantine_pair: Cited  # one cell mate of a quarantine cell
    wing: Cited  # to the rest of one's wing
    site: Cited  # to the rest of one's house
    resident_staff: Cited  # from one resident to staff inside
    leg: Cited  # from one in quarantine to the other cohorts of the place
    leg_staff: Cited  # from one in quarantine to staff inside
    staff_inside: Cited  # from one of the staff to others inside
    staff_standby: Cited
    staff_resident: Cited
    staff_cohort: Cited  # from one of the staff inside to those in quarantine at the house
    standby_exposure: Cited  # share of the community's hazard that reaches staff on standby
    inside_exposure: Cited  # and staff inside, in a closed phase
    noticed_quarantine: Cited  # chance that symptoms are noticed
    noticed_general: Cited
    noticed_staff: Cited
    outings: Cited  # share of residents who are outside the wall on a day
    freeze: Cited  # what is left of meetings in wing and house while movement is frozen
    taken_up: Cited  # of the meetings that the isolated leave in wing and house, what others take up
    swabbed: Cited  # share of the swabs owed that are really taken, and taken well
    kept: Cited  # share of those found whose isolation is really kept
    note: str = ""


NUMBERS = tuple(
    name
    for name in Contacts.__struct_fields__
    if name not in ("format", "id", "title", "dated", "sources", "note")
)


def sound(contacts: Contacts) -> Contacts:
    """The contacts, if they can be meant. Errors: NotADisease, naming the value."""
    cited = {source.id for source in contacts.sources}
    for name in NUMBERS:
        number: Cited = getattr(contacts, name)
        if not 0 <= number.low <= number.value <= number.high < float("inf"):
            raise NotADisease(
                f"{name}: {number.value} lies outside its own range {number.low} to {number.high}"
            )
        if number.cite not in cited:
            raise NotADisease(f"{name}: the source {number.cite} is not in the list")
        if number.unit == "share" and number.high > 1:
            raise NotADisease(f"{name}: a share above 1")
    if contacts.reference.low <= 0:
        raise NotADisease("reference: must lie above 0")
    return contacts
