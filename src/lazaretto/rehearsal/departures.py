"""People who leave: set free by law, sent on by a court, or moved because a house is emptied."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import custody, gate
from lazaretto.rehearsal import deciding
from lazaretto.rehearsal.legs import end_leg
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import Act, World, first

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_DISCHARGE, _EMPTYING = time(10, 15), time(14)
_SENTENCED = "投送监狱服刑"
_BASES = ("取保候审", "刑满释放", _SENTENCED, "不起诉释放", "变更强制措施")
_PRISON, _TO_PRISON = "天水监狱", timedelta(hours=3)
_HOSPITAL, _REASON = "天水市第一人民医院", "重病须长期住院，经所医建议、领导批准提前结束本段"
_ENOUGH_MATES = 4  # nobody is left alone in a cohort by a release
_EMPTIED_OVER = 3  # days


def depart(world: World, day: date) -> None:
    """Step of the day: lawful releases, and the last people out of the houses that take on a role."""
    if day < world.assumptions.dates.heightened:
        return
    moment = world.clock(day, _DISCHARGE)
    for house in world.holding():
        world.at(moment, _discharging(world, house, day, moment))
    _empty_houses(world, day)


def _discharging(world: World, house: House, day: date, moment: datetime) -> Act:
    def discharge() -> None:
        general, path = world.assumptions.rate("releases"), world.assumptions.rate("leg_releases")
        at = moment
        for person in house.people():
            draw = world.draw("release", person.code, day)
            if not person.present or person.code in world.watched:
                continue
            if person.layer in (0, 4) and len(person.cell.beds) > 2 and draw.chance(general):
                at += 4 * _MINUTE
                basis = draw.pick(_BASES)
                if basis == _SENTENCED:
                    send_to_prison(world, house, person, at)
                else:
                    set_free(world, house, person, basis, at)
            elif person.layer in (1, 2, 3) and len(person.cell.beds) >= _ENOUGH_MATES and draw.chance(path):
                at += 4 * _MINUTE
                set_free(world, house, person, "不予批准逮捕，立即释放", at)

    return discharge


def set_free(
    world: World, house: House, person: Person, basis: str, moment: datetime, *,
    handed_to: str | None = "户籍地社区疫情防控组", received: bool = True,
) -> None:  # fmt: skip
    """Custody ends by law; quarantine never delays it, and health takes over by acknowledgement."""
    officer = house.on_duty("officer").code
    if person.layer and handed_to and world.issued is not None:
        exit_, asked = f"X-{person.code}", moment - 2 * _MINUTE
        wanted = gate.ExitRequested(
            exit=exit_, subject=person.code, purpose="release", requested_by=officer, basis=basis,
            handed_to=handed_to,
        )  # fmt: skip
        world.say(house.code, wanted, asked, actor=officer)
        if received and person.layer in (1, 2, 3):
            taken = custody.Received(
                person=person.code, party="health_authority", received_by=handed_to, status_read=True
            )
            world.say(house.code, taken, moment - _MINUTE, actor=officer)
    if person.layer:
        end_leg(world, house, person, moment, outcome="released_by_law")
    person.released = True
    world.take_away(person, day=world.today(moment))
    world.give_up(person)
    body = custody.Released(person=person.code, basis=basis, handed_to=handed_to)
    world.say(house.code, body, moment, actor=officer)


def send_to_prison(world: World, house: House, person: Person, moment: datetime) -> None:
    """A sentence is served elsewhere: out of the network, with the status document, acknowledged there."""
    if person.layer:
        end_leg(world, house, person, moment, outcome="released_by_law")
    person.released = True
    world.take_away(person, day=world.today(moment))
    body = custody.LeftNetwork(
        person=person.code, sort="prison", to=_PRISON, escort=(house.staff[-1].code,),
        vehicle=f"{house.code}-V1", status_document=True, handed_to=_PRISON,
    )  # fmt: skip
    officer = house.on_duty("officer").code
    world.say(house.code, body, moment, actor=officer)
    there = moment + _TO_PRISON
    taken = custody.Received(person=person.code, party="prison", received_by=_PRISON, status_read=True)
    world.at(there, lambda: world.say(house.code, taken, there, actor=officer))


def cut_short(world: World, house: House, moment: datetime, *, reason: str | None = _REASON) -> Person:
    """Somebody's leg ends early, for a bed in a hospital outside the network. ``reason``: as written down."""
    cohort = first(
        c for c in world.cohorts
        if c.house is house and c.leg.layer in (1, 2, 3) and len(c.there()) > _ENOUGH_MATES - 1
        and c.cell.kin == "men"
    )  # fmt: skip
    person = first(p for p in cohort.there() if p.present and p.code not in world.watched)
    world.watched.add(person.code)
    if reason:
        deciding.extend(world, cohort, person, world.today(moment), moment - 30 * _MINUTE, reason=reason)
    end_leg(world, house, person, moment, outcome="cut_short", reason=reason)
    person.released = True
    world.take_away(person, day=world.today(moment))
    body = custody.LeftNetwork(
        person=person.code, sort="treatment", to=_HOSPITAL, status_document=True, handed_to=_HOSPITAL
    )
    officer = house.on_duty("officer").code
    world.say(house.code, body, moment + 10 * _MINUTE, actor=officer)
    taken = custody.Received(person=person.code, party="hospital", received_by=_HOSPITAL, status_read=True)
    world.say(house.code, taken, moment + 70 * _MINUTE, actor=officer)
    return person


def let_papers_run_out(world: World, house: House, moment: datetime) -> None:
    """A court sets the day on which somebody in their first leg must be free, quarantine or not."""
    person = first(
        p for p in house.people()
        if p.present and p.layer == 1 and p.code not in world.watched and len(p.cell.beds) > 1
    )  # fmt: skip
    world.watched.add(person.code)
    body = custody.DeadlineSet(person=person.code, until=world.assumptions.dates.ends, basis="不予批准逮捕")
    world.say(house.code, body, moment, actor=house.leader().code)


def _empty_houses(world: World, day: date) -> None:
    """Houses on the path give up the last of their own people, a part each day before they serve."""
    left = (world.assumptions.dates.lock_ups_serve - day).days
    if not 1 <= left <= _EMPTIED_OVER:
        return
    moment = world.clock(day, _EMPTYING)
    for plan in world.assumptions.houses:
        if plan.quarantine_cells and plan.men:
            world.at(moment, _emptying(world, world.houses[plan.code], left, moment))


def _emptying(world: World, house: House, left: int, moment: datetime) -> Act:
    def empty() -> None:
        general = [c for c in house.cells.values() if c.use == "general" and c.beds]
        own = [person for cell in general for person in cell.beds.values() if person.present]
        lock_up = house.code.endswith("-L")
        for number, person in enumerate(own[: -(-len(own) // left)]):
            at = moment + 3 * number * _MINUTE
            if lock_up:
                set_free(world, house, person, "行政拘留期满或者停止执行", at)
            else:
                _send_away(world, house, person, at)

    return empty


def _send_away(world: World, house: House, person: Person, moment: datetime) -> None:
    """Somebody who has long cleared the path goes to the general wing of another house."""
    cell = person.place
    if cell is None:  # came to the house after its emptying was planned
        counties = [c for c in world.assumptions.counties if c.transition_wing != f"{house.county}-D"]
        wings = [county.transition_wing for county in counties]
        site = world.houses[wings[world.number(f"sent from {house.code}") % len(wings)]]
        fit = [c for c in site.cells.values() if c.use == "general" and c.kin == person.kin]
        cell = min(fit, key=lambda c: c.filled)
    site = world.houses[cell.place.partition("/")[0]]
    day, arrival = world.today(moment), moment + world.assumptions.rate("escort_minutes") * _MINUTE
    world.take_away(person, day=day)
    person.on_the_road, person.home = True, site.code
    out = custody.TransferredOut(
        person=person.code, to=site.code, vehicle=f"{house.code}-V2", status_document=True
    )
    world.say(house.code, out, moment, actor=house.on_duty("officer").code)

    def arrive() -> None:
        person.on_the_road = False
        world.put(person, cell, day=day)
        body = custody.TransferredIn(person=person.code, cell=cell.place, origin=house.code)
        world.say(site.code, body, arrival, actor=site.on_duty("officer").code, place=cell.place)

    world.at(arrival, arrive)
