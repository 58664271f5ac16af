"""What is owed again and again: for each slot of the protocol, people do their work in good time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from lazaretto.facts import command, duty, hygiene, quarantine, record, regime
from lazaretto.facts.command import Use
from lazaretto.protocol.document import Recurring, Slot
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.planned import Slip
from lazaretto.rehearsal.reports import sign_report
from lazaretto.rehearsal.subjects import Cell, House, Officer, Person
from lazaretto.rehearsal.supervising import count_replay, look, look_as_drawn, sign, take_tally
from lazaretto.rehearsal.working import Bound, Work
from lazaretto.rehearsal.world import OFFICE, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_EARLY, _SPREAD = 60, 170  # thousandths of the slot: work begins here, and within this stretch
_LONG = timedelta(hours=6)  # a slot longer than this is worked in the forenoon
_FORENOON = timedelta(hours=9)
_CELL = timedelta(seconds=70)  # a sweep of one cell
_MORE_MINUTES = 10  # nobody stops at the minute
_WEAK = 3 / 5  # of the strength asked for, where somebody mixed badly
_TYPO, _NOTICED = 30, 8  # tenths of a degree too much, for so many minutes
NOON = 12
_OWN_HOURS = ("look_drawn", "tally_taken", "replay_counted", "reconciled")  # work that chooses its own hours
_APART: tuple[Use, ...] = ("transition", "isolation")
USUAL = (360, 368)  # tenths of a degree a healthy forehead shows
AGENT = "chlorine"
ACID = "acid"
_AGAIN = timedelta(minutes=25)


def keep_slots(world: World, day: date) -> None:
    """Step of the day: every recurring duty of every house, at its hour."""
    for house in world.houses.values():
        office = house.code == OFFICE
        for (evidence, opens, closes), clauses in _jobs(world, day, offices=office).items():
            _ask(world, house, evidence, opens, closes, clauses)


def _jobs(world: World, day: date, *, offices: bool) -> dict[tuple[str, datetime, datetime], Bound]:
    """Clauses that the same work answers, together: one sweep of a cell meets them all."""
    jobs: dict[tuple[str, datetime, datetime], Bound] = {}
    for clause in world.protocol.clauses:
        if isinstance(clause.duty, Recurring) and (clause.duty.who == "offices") is offices:
            for slot in clause.duty.slots:
                opens, closes = slot_of(world, day, slot)
                jobs.setdefault((clause.duty.evidence, opens, closes), []).append((clause, clause.duty))
    return jobs


def slot_of(world: World, day: date, slot: Slot) -> tuple[datetime, datetime]:
    """A slot of a day as instants; one that closes at or before it opens ends on the next day."""
    following = day if slot.closes > slot.opens else day + _DAY
    return world.clock(day, slot.opens), world.clock(following, slot.closes)


def hour_of(world: World, house: House, evidence: str, opens: datetime, closes: datetime) -> datetime:
    """When a house does the work of a slot: early in it, so that nothing comes between."""
    length = closes - opens
    if length > _LONG:
        opens, length = opens + min(_FORENOON, length / 3), _LONG / 2
    drawn = world.draw("slot", evidence, house.code, opens.timestamp()).below(_SPREAD)
    return opens + length * (_EARLY + drawn) / 1000


def _ask(
    world: World, house: House, evidence: str, opens: datetime, closes: datetime, clauses: Bound
) -> None:
    """Look at the opening of the slot which clauses bind, and do the work at its hour."""
    do = WORK.get(evidence)
    if do is None:
        return

    def open_slot() -> None:
        bound = [(clause, owed) for clause, owed in clauses if world.binds(clause, house, opens)]
        if bound:
            own = evidence in _OWN_HOURS
            moment = opens if own else hour_of(world, house, evidence, opens, closes)
            world.at(moment, lambda: do(Work(world, house, bound, opens, closes, moment)))

    world.at(opens, open_slot)


def _people(work: Work) -> list[Person]:
    """The people of a house whom one of the clauses speaks of, cell by cell."""
    found: dict[str, Person] = {}
    present = [person for person in work.house.people() if person.present]
    for _, owed in work.bound:
        if owed.who == "detainees":
            found.update((p.code, p) for p in present)
        elif owed.who == "quarantined":
            found.update((p.code, p) for p in present if p.layer in (owed.layers or (1, 2, 3, 4)))
        elif owed.who == "isolated":
            found.update((p.code, p) for p in present if p.isolated)
    return list(found.values())


def _staff(work: Work) -> list[Officer]:
    """The staff whom one of the clauses speaks of."""
    groups = {owed.who for _, owed in work.bound}
    inside = work.house.working("A") if "staff_inside" in groups else []
    return inside + (work.house.working("C") if "staff_isolating" in groups else [])


def by_cell(people: list[Person]) -> Iterator[tuple[Cell, list[Person]]]:
    """People together with those who share their cell."""
    cells: dict[str, list[Person]] = {}
    for person in people:
        cells.setdefault(person.cell.place, []).append(person)
    for members in cells.values():
        yield members[0].cell, members


def _left_out(work: Work, kind: str, words: str, *uses: Use) -> str | None:
    """The cell that is passed over in this slot, if the house makes that error."""
    if not work.slip(kind):
        return None
    today = work.world.today(work.opens)
    owing = {
        cell.place: [p for p in members if p.since is None or p.since < today]
        for cell, members in by_cell(_people(work)) if cell.use in uses
    }  # fmt: skip
    places = [place for place, there in owing.items() if there]
    if not places:
        work.world.slips.put_back(Slip(kind, today, work.house.code))
        return None
    place = work.world.draw("left out", kind, work.house.code, work.moment.timestamp()).pick(places)
    work.seed(
        kind, words.format(place),
        lambda: [p.code for p in owing[place] if p.present and p.cell.place == place],
    )  # fmt: skip
    return place


def take_temperatures(work: Work) -> None:
    """Sweep cell by cell, then the staff."""
    people, staff = _people(work), [officer.code for officer in _staff(work)]
    passed = None
    if people:
        detainees = _only(work, "detainees", "quarantined", "isolated")
        passed = _left_out(detainees, "missed_temperature", "Nobody took the temperatures of {}", "general")
    officer, medic = work.house.on_duty("officer").code, work.house.on_duty("medic").code
    pace = min((work.closes - work.moment) / 2 / (len(work.house.cells) + 1), _CELL)
    for number, (cell, members) in enumerate(by_cell(people)):
        if cell.place != passed:
            at = work.moment + number * pace
            codes = [person.code for person in members]
            if number and work.happens("mistyped_reading"):
                _mistype(work, codes, at, officer, cell.place)
            else:
                sweep(work.world, work.house, codes, at, officer, cell.place)
    if staff and _only(work, "staff_inside").slip("missed_staff_temperature"):
        forgotten = staff.pop()
        words = "One of the staff inside was not measured"
        _only(work, "staff_inside").seed("missed_staff_temperature", words, lambda: [forgotten])
    if staff:
        sweep(work.world, work.house, staff, work.moment, medic, None)


def _only(work: Work, *groups: str) -> Work:
    """The same work for the clauses of some groups alone."""
    bound = [(clause, owed) for clause, owed in work.bound if owed.who in groups]
    return Work(work.world, work.house, bound, work.opens, work.closes, work.moment)


def sweep(
    world: World, house: House, people: list[str], moment: datetime, actor: str, place: str | None
) -> None:
    """Read the temperatures of people who are together."""
    body = _readings(world, house, people, moment, place)
    world.say(house.code, body, moment, actor=actor, place=place, device=f"{house.code}/thermometer")


def _readings(
    world: World, house: House, people: list[str], moment: datetime, place: str | None
) -> hygiene.TemperaturesTaken:
    drawn = world.draw("temperature", house.code, place, moment.timestamp()).bytes(len(people))
    low, high = USUAL
    span, ill = high - low + 1, world.fevers
    readings = tuple(
        hygiene.Reading(
            person=code, celsius_tenths=(code in ill and _fever(world, code)) or low + byte % span
        )
        for code, byte in zip(people, drawn, strict=True)
    )
    return hygiene.TemperaturesTaken(readings=readings)


def _mistype(work: Work, people: list[str], moment: datetime, actor: str, place: str) -> None:
    """A 9 is typed for a 6; it is seen at once, and the sweep is stated again as it was."""
    right = _readings(work.world, work.house, people, moment, place)
    first, *others = right.readings
    typed = hygiene.Reading(person=first.person, celsius_tenths=first.celsius_tenths + _TYPO)
    wrong = hygiene.TemperaturesTaken(readings=(typed, *others))
    device = f"{work.house.code}/thermometer"
    taken = work.world.say(
        work.house.code, wrong, moment, actor=actor, place=place, device=device, delay=_MINUTE, heard=False
    )
    work.world.say(
        work.house.code, right, moment, actor=actor, place=place, device=device,
        delay=_NOTICED * _MINUTE, corrects=taken.id,
    )  # fmt: skip


def _fever(world: World, person: str) -> int:
    """What a person's next reading shows if it is not a usual one; 0: usual."""
    ahead = world.fevers.get(person)
    return ahead.pop(0) if ahead else 0


def disinfect(work: Work) -> None:
    """Disinfect every key area."""
    areas = list(work.house.key_areas)
    if work.slip("missed_disinfection"):
        passed = areas.pop(work.world.draw("passed over", work.moment).below(len(areas)))
        work.seed("missed_disinfection", f"{passed} was not disinfected", lambda: [passed])
    for number, place in enumerate(areas):
        at = work.moment + number * (work.closes - work.moment) / 2 / len(areas)
        stated = _disinfect(work, place, at)
        if work.happens("stated_twice"):
            _take_back(work, place, at, stated)


def _take_back(work: Work, place: str, moment: datetime, body: hygiene.Disinfected) -> None:
    """The same disinfection is stated once more by a second officer, and withdrawn."""
    again = moment + 4 * _MINUTE
    officer = work.house.on_duty("officer").code
    fact = work.world.say(work.house.code, body, again, actor=officer, place=place, heard=False)
    withdrawn = record.Retracted(fact=fact.id, reason="重复登记")
    work.say(withdrawn, again + 9 * _MINUTE, actor=officer)


def _disinfect(work: Work, place: str, moment: datetime) -> hygiene.Disinfected:
    usual = work.world.assumptions.rate
    strength = setting(work.world.protocol, "disinfection_weak", "mg_l", default=usual("chlorine"))
    contact = setting(work.world.protocol, "disinfection_weak", "minutes", default=usual("chlorine_minutes"))
    measured = strength + work.world.draw("mg/L", place, moment.timestamp()).between(5, 60)
    if work.slip("weak_disinfection"):
        measured = int(strength * _WEAK)
        words = f"{place} was disinfected with {measured} mg/L"
        work.world.breach("weak_disinfection", work.house, moment, place, words, "disinfection_weak")
    body = hygiene.Disinfected(
        agent=AGENT, target_mg_l=strength, measured_mg_l=measured, contact_minutes=contact,
        checked_by=_checked(work, moment, place), along_with=_mixed_in(work, moment, place),
    )  # fmt: skip
    work.say(body, moment, actor=work.house.on_duty("officer").code, place=place)
    return body


def _checked(work: Work, moment: datetime, place: str) -> str | None:
    """Who stood by; sometimes nobody did."""
    if not work.slip("disinfection_unchecked"):
        return work.house.on_duty("medic").code
    words = f"Nobody checked the disinfection of {place}"
    work.world.breach("disinfection_unchecked", work.house, moment, place, words, "disinfection_unchecked")
    return None


def _mixed_in(work: Work, moment: datetime, place: str) -> tuple[str, ...]:
    """Somebody pours what must never meet into one bucket."""
    if not work.slip("agents_mixed"):
        return ()
    words = f"Chlorine and an acid cleaner were used together in {place}"
    work.world.breach("agents_mixed", work.house, moment, place, words, "disinfectants_mixed")
    return (ACID,)


def visit(work: Work) -> None:
    """The medic speaks with the people in quarantine, cell by cell."""
    medic = work.house.on_duty("medic").code
    passed = _cell_left_out(work, "missed_visit", "No health worker came to {}")
    cells = list(by_cell(_people(work)))
    pace = min((work.closes - work.moment) / 2 / max(len(cells), 1), 3 * _CELL)
    for number, (cell, members) in enumerate(cells):
        if cell.place != passed:
            body = quarantine.Visited(persons=tuple(p.code for p in members), by=medic)
            work.say(body, work.moment + number * pace, actor=medic, place=cell.place)


def _cell_left_out(work: Work, kind: str, words: str) -> str | None:
    """The cell of people in quarantine that is passed over, where somebody owes these people the slot."""
    if not any(owed.who == "quarantined" for _, owed in work.bound):
        return None
    return _left_out(_only(work, "quarantined"), kind, words, *_APART)


def open_air(work: Work) -> None:
    """People in quarantine go into the yard cohort by cohort, for as long as they are owed."""
    passed = _cell_left_out(work, "missed_open_air", "{} was not taken into the open air")
    officer, minutes = work.house.on_duty("officer").code, _owed_minutes(work)
    for cell, members in by_cell(_people(work)):
        if cell.place != passed:
            body = regime.OpenAirGiven(persons=tuple(p.code for p in members), minutes=minutes)
            work.say(body, work.moment, actor=officer, place=cell.place)


def give_contact(work: Work) -> None:
    """Whoever is alone in a cell has company for as long as is owed."""
    minutes, medic = _owed_minutes(work), work.house.on_duty("medic").code
    for person in work.house.people():
        seen = work.world.unattended.get(person.code, work.opens) <= work.opens
        if person.present and seen and sum(p.present for p in person.cell.beds.values()) == 1:
            body = regime.ContactGiven(persons=(person.code,), sort="company", minutes=minutes)
            work.say(body, work.moment, actor=medic, place=person.cell.place)


def _owed_minutes(work: Work) -> int:
    """The most that one of the clauses asks for, and a little more."""
    return max(owed.sum_at_least or 1 for _, owed in work.bound) + _MORE_MINUTES


def check_in(work: Work) -> None:
    """Staff at home say where they are and how they feel."""
    staff = [officer.code for officer in _staff(work)]
    if staff and work.slip("missed_check_in"):
        silent = staff.pop(0)
        work.seed("missed_check_in", f"{silent} did not report from isolation", lambda: [silent])
    unwell = work.happens("unwell")
    on_site = work.house.code in work.world.assumptions.isolating_on_site
    where: Literal["home", "on_site"] = "on_site" if on_site else "home"
    if staff and on_site and work.slip("isolated_at_home"):
        _stay_at_home(work, staff.pop())
    for number, code in enumerate(staff):
        drawn = work.world.draw("check-in", code, work.moment.timestamp()).below(600)
        at = work.moment + (work.closes - work.moment) * drawn / 1000
        body = duty.CheckedIn(person=code, where=where, well=not (unwell and number == 0))
        work.world.say(work.house.code, body, at, actor=code, device="telephone")


def _stay_at_home(work: Work, person: str) -> None:
    """Somebody isolates at home though their county has an outbreak, and says so."""
    body = duty.CheckedIn(person=person, where="home")
    moment = work.moment + _MINUTE
    work.world.say(work.house.code, body, moment, actor=person, device="telephone")
    words = f"{person} isolated at home amid an outbreak of the county"
    work.world.breach("isolated_at_home", work.house, moment, person, words, "isolates_at_home_in_outbreak")


def submit_log(work: Work) -> None:
    """Close the day. A slot of the morning speaks of the day before."""
    opens_at = work.bound[0][1].slots[0].opens.hour
    day = work.world.today(work.opens) - (_DAY if opens_at < NOON else timedelta())
    body = command.LogSubmitted(day=day, incidents=0)
    officer = work.house.on_duty("officer").code
    if work.slip("missing_log"):
        work.seed("missing_log", f"The log of {day} was never submitted", lambda: [work.house.code])
    elif work.slip("late_log"):
        work.seed("late_log", f"The log of {day} was submitted late", lambda: [work.house.code])
        at = work.closes + work.bound[0][1].grace * _MINUTE / 3
        work.world.at(at, lambda: work.say(body, at, actor=officer))
    else:
        work.say(body, work.moment, actor=officer)
        if work.slip("log_sent_twice"):
            again = work.moment + _AGAIN
            work.world.at(again, lambda: work.say(body, again, actor=officer))
            words = f"The log of {day} was submitted again, and nobody had reopened it"
            work.world.breach(
                "log_sent_twice", work.house, again, work.house.code, words, "log_resubmitted_unreopened"
            )


WORK: dict[str, Callable[[Work], None]] = {
    "temperature": take_temperatures,
    "disinfected": disinfect,
    "visited": visit,
    "open_air": open_air,
    "contact": give_contact,
    "checked_in": check_in,
    "log_submitted": submit_log,
    "gate_looked": look,
    "look_drawn": look_as_drawn,
    "tally_taken": take_tally,
    "replay_counted": count_replay,
    "reconciled": sign,
    "report_signed": sign_report,
}
