"""At the gate: food that is held, parcels turned away, visitors by approval, emergencies by override."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import gate
from lazaretto.rehearsal.clauses import deadlines, refrains
from lazaretto.rehearsal.passing import come_in, go_out, show_vehicle
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.tubes import report
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_SUPPLIERS = (
    "天水市昌盛农副产品配送",
    "秦州区惠民粮油",
    "麦积区绿源蔬菜合作社",
    "甘谷县民生粮店",
    "清真牛羊肉定点供应站",
)
_REPAIRS = ("监控设备检修", "锅炉检修", "下水管道疏通", "医疗设备维修", "供电线路检修")
_PIECES = (12, 60)  # boxes and sacks of one batch; invented
_STAYS = 165 * _MINUTE  # from the request until somebody leaves; invented
_EVE, _FOOD_VAN, _NOON = time(19, 10), time(6, 10), time(14, 30)


def keep_gate(world: World, day: date) -> None:
    """Step of the day: what comes to each gate, and what is approved for the next morning."""
    begins = world.assumptions.dates.heightened
    for house in world.holding():
        if day >= begins - _DAY:
            eve = world.clock(day, _EVE)
            world.at(eve, _approving(world, house, day + _DAY, eve))
        if day >= begins:
            van = _van_at(world, house, day)
            world.at(van, _delivering(world, house, day, van))
            _callers(world, house, day)


def _van_at(world: World, house: House, day: date) -> datetime:
    return world.clock(day, _FOOD_VAN) + world.draw("van", house.code, day).below(40) * _MINUTE


def _callers(world: World, house: House, day: date) -> None:
    """Those who are turned away, and those who repair something."""
    draw = world.draw("gate", house.code, day)
    if draw.chance(world.assumptions.rate("refusals")):
        moment = world.clock(day, _NOON) + draw.below(180) * _MINUTE
        world.at(moment, _refusing(world, house, draw.below(2), moment))
    if draw.chance(world.assumptions.rate("visitors")):
        moment = world.clock(day, _NOON) + draw.below(90) * _MINUTE
        purpose, guarded = draw.pick(_REPAIRS), draw.chance(500)
        world.at(moment, _visiting(world, house, purpose, moment, guarded=guarded))


def _guard(house: House) -> str:
    return house.on_duty("gate").code


def _approving(world: World, house: House, day: date, moment: datetime) -> Act:
    """The evening before, the leader approves the food van of the next morning."""

    def approve() -> None:
        approval, van, cook = _van_of(house, day), f"VAN-{house.code}-FOOD", house.on_duty("kitchen").code
        leader, morning = house.leader().code, _van_at(world, house, day)
        asked = gate.EntryRequested(
            approval=approval, category="vehicle", subject=van, zone="administration", purpose="食材配送",
            opens=morning - 60 * _MINUTE, closes=morning + 180 * _MINUTE, requested_by=cook,
        )  # fmt: skip
        world.say(house.code, asked, moment, actor=cook)
        leave = gate.EntryApproved(
            approval=approval, approved_by=leader, level="leader", conditions="车辆消毒"
        )
        world.say(house.code, leave, moment + 30 * _MINUTE, actor=leader)
        if day >= world.assumptions.dates.closed:
            _approve_above(world, house, approval, moment + 50 * _MINUTE)

    return approve


def _approve_above(world: World, house: House, approval: str, moment: datetime) -> None:
    """The detachment lets it in, too: into the guarded area, or while everything is closed (M14)."""
    chief = world.houses[OFFICE].leader().code
    upper = gate.EntryApproved(approval=approval, approved_by=chief, level="detachment")
    world.say(house.code, upper, moment, actor=chief)


def _van_of(house: House, day: date) -> str:
    return f"A-{house.code}-{day:%m%d}-FOOD"


def _delivering(world: World, house: House, day: date, moment: datetime) -> Act:
    """The van comes in on its approval, unloads in the yard, and leaves."""

    def arrive() -> None:
        van, loads = f"VAN-{house.code}-FOOD", world.assumptions.rate("food_loads")
        carried = tuple(f"F-{house.code}-{day:%m%d}-{number + 1}" for number in range(loads))
        show_vehicle(world, house, van, moment - 2 * _MINUTE, carries=carried)
        come_in(
            world, house, van, moment, zone="administration", basis=_van_of(house, day), category="vehicle"
        )
        for consignment in carried:
            deliver(world, house, consignment, moment + 5 * _MINUTE, vehicle=van)
        go_out(world, house, van, moment + 40 * _MINUTE, zone="administration", category="vehicle")

    return arrive


def deliver(
    world: World, house: House, consignment: str, moment: datetime, *, disinfected: bool = True,
    vehicle: str | None = None,
) -> None:  # fmt: skip
    """Food comes, is disinfected and held; it goes in when it has rested and its sample is negative."""
    draw = world.draw("food", consignment)
    supplier = draw.pick(_SUPPLIERS)
    body = gate.GoodsRegistered(
        consignment=consignment,
        goods="food",
        supplier=supplier,
        lot=consignment[-6:],
        disinfected=disinfected,
        pieces=draw.between(*_PIECES),
        vehicle=vehicle,
    )
    device = f"{house.code}/gate-1"
    world.say(house.code, body, moment, actor=_guard(house), device=device)
    hold = hold_of(world, house, moment)
    if hold and not _asked_for(world, house, moment):
        swabbed = moment + 4 * _HOUR
        world.at(swabbed, lambda: sample(world, house, consignment, swabbed))
    goes_in = moment + hold + draw.between(20, 90) * _MINUTE
    world.at(goes_in, lambda: let_in(world, house, consignment, goes_in))


def sample(world: World, house: House, consignment: str, moment: datetime) -> None:
    """A swab of the batch; the laboratory answers in hours."""
    tube = f"G-{consignment}"
    body = gate.GoodsSampled(consignment=consignment, tube=tube)
    world.say(house.code, body, moment, actor=house.on_duty("medic").code)
    minutes = world.assumptions.rate("laboratory_minutes")
    report(world, house, tube, "negative", moment + minutes * _MINUTE)


def _asked_for(world: World, house: House, moment: datetime) -> bool:
    """True where a clause calls for the sample: then it is remembered by that."""
    asked = deadlines(world.protocol, trigger="goods_registered", evidence="goods_sampled")
    return any(world.binds(clause, house, moment) for clause, _ in asked)


def hold_of(world: World, house: House, moment: datetime) -> timedelta:
    """How long food rests, where a clause asks for it."""
    bound = [
        owed for clause, owed in refrains(world.protocol, "goods_released_early")
        if world.binds(clause, house, moment)
    ]  # fmt: skip
    return max((timedelta(hours=owed.settings["hours"]) for owed in bound), default=timedelta())


def let_in(world: World, house: House, consignment: str, moment: datetime) -> None:
    """A consignment goes in; nothing that is already in goes in again."""
    if consignment in world.let_in:
        return
    world.let_in.add(consignment)
    body = gate.GoodsReleased(consignment=consignment)
    world.say(house.code, body, moment, actor=house.on_duty("kitchen").code, device=f"{house.code}/gate-1")


def _refusing(world: World, house: House, which: int, moment: datetime) -> Act:
    subject = f"X-{house.code}-{world.today(moment):%m%d}"
    bodies = (
        gate.Refused(category="consignment", subject=subject, reason="包裹、外卖一律不收"),
        gate.Refused(category="person", subject=subject, reason="未经审批"),
    )
    return lambda: world.say(
        house.code, bodies[which], moment, actor=_guard(house), device=f"{house.code}/gate-1"
    )


def _visiting(world: World, house: House, purpose: str, moment: datetime, *, guarded: bool) -> Act:
    return lambda: visit(world, house, purpose, moment, zone="guarded" if guarded else "administration")


def visit(
    world: World, house: House, purpose: str, moment: datetime, *, zone: gate.Zone,
    approver: str | None = None, stays: timedelta = _STAYS, waits: bool = True,
) -> str:  # fmt: skip
    """Ask, be approved (for the guarded area by the detachment too), come in, go out.

    stays: from the request to going out. waits: until a roll-call is over.
    """
    subject = visitor(world, house, moment)
    approval, requester = f"A{subject[1:]}", house.on_duty("officer").code
    asked = gate.EntryRequested(
        approval=approval, category="person", subject=subject, zone=zone, purpose=purpose,
        opens=moment + 60 * _MINUTE, closes=moment + 360 * _MINUTE, requested_by=requester,
    )  # fmt: skip
    world.say(house.code, asked, moment, actor=requester)
    leader = gate.EntryApproved(
        approval=approval, approved_by=approver or house.leader().code, level="leader",
        conditions="核酸阴性、消毒、专人陪同",
    )  # fmt: skip
    world.say(house.code, leader, moment + 25 * _MINUTE, actor=approver or house.leader().code)
    if zone == "guarded" or house.level in ("closed", "outbreak"):
        _approve_above(world, house, approval, moment + 45 * _MINUTE)
    come_in(world, house, subject, moment + 70 * _MINUTE, zone=zone, basis=approval)
    go_out(world, house, subject, moment + stays, zone=zone, waits=waits)
    return approval


def visitor(world: World, house: House, moment: datetime) -> str:
    """Whoever asks at a moment to come in."""
    return f"V-{house.code}-{world.today(moment):%m%d%H%M}"


def override(world: World, house: House, moment: datetime) -> str:
    """An ambulance is let pass by a named override. Returns the override."""
    code = f"O-{house.code}-{world.today(moment):%m%d%H%M}"
    body = gate.Overridden(
        override=code, subject=f"120-{house.code}", authority=house.leader().code,
        reason="急救车进入，生命危险", category="vehicle",
    )  # fmt: skip
    world.say(house.code, body, moment, actor=_guard(house), device=f"{house.code}/gate-1")
    return code
