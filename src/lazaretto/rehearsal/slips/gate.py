"""At the gate: goods, approvals, overrides, staff who should not have come in."""

from datetime import datetime, timedelta

from lazaretto.facts import gate
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.gate import deliver, hold_of, let_in, override, visit
from lazaretto.rehearsal.passing import come_in, go_out
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, NoOccasion, World, first

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_MET = timedelta(minutes=30)  # whoever stays so long has met the others
_FRESH = 2  # days of standby that may have passed, so that it still runs when somebody comes back
_HUNGRY = 5 / 8  # of the hold, when the kitchen could not wait longer


def release_goods_early(world: World, house: House, moment: datetime) -> None:
    """Food goes to the kitchen before it has rested."""
    hold = hold_of(world, house, moment)
    if not hold:
        raise NoOccasion("food is not held here")
    code, taken = f"F-{house.code}-{world.today(moment):%m%d}-X", moment + hold * _HUNGRY
    deliver(world, house, code, moment)
    world.at(taken, lambda: let_in(world, house, code, taken))
    world.breach("goods_released_early", house, taken, code, f"{code} went in early", "goods_released_early")


def leave_goods_dirty(world: World, house: House, moment: datetime) -> None:
    """Food is taken in that nobody had disinfected outside."""
    code = f"F-{house.code}-{world.today(moment):%m%d}-Y"
    deliver(world, house, code, moment, disinfected=False)
    words = f"{code} went in without disinfection"
    world.breach("goods_undisinfected", house, moment, code, words, "goods_undisinfected", after=_HOLD)


_HOLD = timedelta(days=3)  # by then it has gone in, if it goes in


def accept_parcel(world: World, house: House, moment: datetime) -> None:
    """A parcel is accepted as a favour."""
    code = f"P-{house.code}-{world.today(moment):%m%d}"
    body = gate.GoodsRegistered(consignment=code, goods="parcel", supplier="快递", disinfected=True)
    world.say(house.code, body, moment, actor=house.on_duty("gate").code, device=f"{house.code}/gate-1")
    world.breach("parcel_accepted", house, moment, code, "A parcel was accepted", "forbidden_goods")


def approve_own_request(world: World, house: House, moment: datetime) -> None:
    """The officer who asked for an entry signs it, too."""
    officer = house.on_duty("officer").code
    approval = visit(world, house, "厨房设备检修", moment, zone="administration", approver=officer)
    words = f"{officer} approved an entry that they had asked for"
    world.breach(
        "approval_by_requester", house, moment, approval, words, "approver_is_requester", after=30 * _MINUTE
    )


def wave_through(world: World, house: House, moment: datetime) -> None:
    """A van is waved into the guarded area without anybody's approval."""
    van = f"VAN-{house.code}-{world.today(moment):%m%d}"
    guard = house.on_duty("gate").code
    came = gate.Entered(category="vehicle", subject=van, zone="guarded")
    world.say(house.code, came, moment, actor=guard, device=f"{house.code}/gate-1")
    went = gate.Left(category="vehicle", subject=van, zone="guarded")
    over = world.freezes.passes(house.code, moment + 35 * _MINUTE)
    world.say(house.code, went, over, actor=guard, device=f"{house.code}/gate-1")
    words = f"{van} entered the guarded area without approval"
    world.breach("entry_without_approval", house, moment, van, words, "entry_without_approval")


def let_ambulance_in(world: World, house: House, moment: datetime) -> None:
    """An override. Whether it is reported upward is left to the leader, and to the table of errors."""
    code = override(world, house, moment)
    van, guard = f"120-{house.code}", house.on_duty("gate").code
    came = gate.Entered(category="vehicle", subject=van, zone="guarded", basis=code)
    world.say(house.code, came, moment + _MINUTE, actor=guard, device=f"{house.code}/gate-1")
    went = gate.Left(category="vehicle", subject=van, zone="guarded")
    world.say(house.code, went, moment + 30 * _MINUTE, actor=guard, device=f"{house.code}/gate-1")


def return_early(world: World, house: House, moment: datetime) -> None:
    """Somebody in isolation at home comes back to fetch something."""
    officer = first(o for o in house.working("C") if o.post == "officer")
    _pass(world, house, officer.code, moment, "administration")
    words = f"{officer.code} came in while in isolation at home"
    world.breach("early_reentry", house, moment, officer.code, words, "early_reentry")


def come_unrostered(world: World, house: House, moment: datetime) -> None:
    """An officer of the detachment comes in on a roster that does not name them."""
    officer = world.houses[OFFICE].staff[5].code
    _pass(world, house, officer, moment, "administration")
    words = f"{officer} came in without being on a roster"
    conditions = ["unrostered_entry"]
    if world.number(f"seen {officer}") > 1:  # who left a gate before was away since
        conditions.append("absence_unexplained")
    world.breach("unrostered_entry", house, moment, officer, words, *conditions)


def wave_fever_through(world: World, house: House, moment: datetime) -> None:
    """Somebody on standby comes back with a fever; the station says *hold*, and they are let in."""
    officer = first(o for o in house.working("B") if o.post == "officer").code
    go_out(world, house, officer, moment - 10 * _MINUTE, zone="administration")
    seen = {"temperature": "37.6"}
    come_in(world, house, officer, moment, zone="administration", basis="roster", seen=seen)
    words = f"{officer} was let in though the check said hold"
    world.breach("let_in_feverish", house, moment, officer, words, "entered_against_verdict")


def conceal_absence(world: World, house: House, moment: datetime) -> None:
    """Somebody on standby goes away for days and declares nothing when they come back (Shilifeng, 2020)."""
    hours, today = setting(world.protocol, "absence_unexplained", "hours", default=0), world.today(moment)
    standby = [o for o in house.working("B") if o.post == "officer" and o.since is not None]
    officer = first(o for o in standby if o.since and (today - o.since).days <= _FRESH)
    if not hours:
        raise NoOccasion("the protocol asks nobody where they were")
    back = moment + timedelta(hours=hours) + 4 * _HOUR
    go_out(world, house, officer.code, moment, zone="administration")
    world.at(back, lambda: _come_back(world, house, officer.code, back))


def _come_back(world: World, house: House, officer: str, moment: datetime) -> None:
    moment = world.freezes.clear_of(house.code, moment)
    come_in(world, house, officer, moment, zone="administration", basis="roster")
    words = f"{officer} was away for days, nobody knows where, and declared nothing"
    world.breach("absence_concealed", house, moment, officer, words, "absence_unexplained")


def count_goods_twice(world: World, house: House, moment: datetime) -> None:
    """Boxes go in that are on no list."""
    code, pieces = f"F-{house.code}-{world.today(moment):%m%d}-Z", 3
    hold = hold_of(world, house, moment)
    deliver(world, house, code, moment)
    after = moment + hold + 6 * _HOUR
    body = gate.GoodsReleased(consignment=code, pieces=pieces)
    kitchen = house.on_duty("kitchen").code
    world.at(after, lambda: world.say(house.code, body, after, actor=kitchen, device=f"{house.code}/gate-1"))
    words = f"{pieces} pieces more of {code} went in than there were"
    world.breach("goods_unbalanced", house, after, code, words, "goods_unbalanced")


def cross_over(world: World, house: House, moment: datetime) -> None:
    """Somebody on standby goes into the guarded area to help out."""
    officer = first(o for o in house.working("B") if o.post == "officer").code
    guard = house.on_duty("gate").code
    out = gate.Left(category="person", subject=officer, zone="administration")
    before = world.freezes.passes(house.code, moment - 2 * _MINUTE)
    world.say(house.code, out, before, actor=guard, device=f"{house.code}/gate-1")
    _pass(world, house, officer, moment, "guarded")
    back = gate.Entered(category="person", subject=officer, zone="administration", basis="roster")
    after = world.freezes.passes(house.code, moment + 95 * _MINUTE)
    world.say(house.code, back, after, actor=guard, device=f"{house.code}/gate-1")
    words = f"{officer} was on standby and went into the guarded area"
    world.breach(
        "standby_inside", house, moment, officer, words, "standby_inside_guarded", "shifts_in_one_zone",
        after=_MET,
    )  # fmt: skip


def _pass(world: World, house: House, person: str, moment: datetime, zone: gate.Zone) -> None:
    """In on the roster, and out again after an hour and a half."""
    guard, device = house.on_duty("gate").code, f"{house.code}/gate-1"
    came = gate.Entered(category="person", subject=person, zone=zone, basis="roster")
    passes = world.freezes.passes
    world.say(house.code, came, passes(house.code, moment), actor=guard, device=device)
    went = gate.Left(category="person", subject=person, zone=zone)
    over = passes(house.code, moment + 90 * _MINUTE)
    world.say(house.code, went, over, actor=guard, device=device)
