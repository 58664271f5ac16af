"""Entries asked for that did not simply come about: waiting, denied, withdrawn, approved by a deputy."""

from datetime import datetime, timedelta

from lazaretto.facts import gate
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_OPENS, _CLOSES = 2 * _HOUR, 6 * _HOUR  # after the request; invented


def ask_and_wait(world: World, house: House, moment: datetime) -> None:
    """Somebody asks, and nobody has answered yet."""
    _ask(world, house, moment, zone="administration", purpose="更换值班室空调")


def ask_for_inside(world: World, house: House, moment: datetime) -> None:
    """The leader has approved an entry into the guarded area, and the detachment has not yet."""
    approval = _ask(world, house, moment, zone="guarded", purpose="监区给水管抢修")
    leader = house.leader().code
    body = gate.EntryApproved(
        approval=approval, approved_by=leader, level="leader", conditions="核酸阴性、消毒、专人陪同"
    )
    world.say(house.code, body, moment + 15 * _MINUTE, actor=leader)


def deny(world: World, house: House, moment: datetime) -> None:
    """The leader denies an entry, and says why."""
    approval, leader = (
        _ask(world, house, moment, zone="administration", purpose="上门推销厨具"),
        house.leader().code,
    )
    body = gate.EntryDenied(
        approval=approval, denied_by=leader, level="leader", reason="非必要事项，封闭期间不安排"
    )
    world.say(house.code, body, moment + 20 * _MINUTE, actor=leader)


def withdraw(world: World, house: House, moment: datetime) -> None:
    """Whoever asked takes it back."""
    approval, officer = (
        _ask(world, house, moment, zone="administration", purpose="打印机维修"),
        house.on_duty("officer").code,
    )
    body = gate.EntryWithdrawn(approval=approval, withdrawn_by=officer, reason="已自行修复")
    world.say(house.code, body, moment + 40 * _MINUTE, actor=officer)


def delegate(world: World, house: House, moment: datetime) -> None:
    """The leader is away for a day and lets the next of the staff approve entries meanwhile."""
    leader, deputy = house.leader().code, house.staff[1].code
    number = f"D-{house.code}-{world.today(moment):%m%d}"
    body = gate.ApprovalDelegated(
        delegation=number, delegated_by=leader, delegate=deputy, level="leader",
        opens=moment, closes=moment + timedelta(hours=24), reason="赴支队开会",
    )  # fmt: skip
    world.say(house.code, body, moment, actor=leader)
    asked = moment + _HOUR
    approval = _ask(world, house, asked, zone="administration", purpose="办案民警送达文书")
    leave = gate.EntryApproved(approval=approval, approved_by=deputy, level="leader", delegation=number)
    world.say(house.code, leave, asked + 12 * _MINUTE, actor=deputy)


def _ask(world: World, house: House, moment: datetime, *, zone: gate.Zone, purpose: str) -> str:
    """Ask for an entry. Returns the number of the request."""
    officer, stamp = house.on_duty("officer").code, f"{world.today(moment):%m%d}{moment:%H%M}"
    approval = f"A-{house.code}-{stamp}"
    body = gate.EntryRequested(
        approval=approval, category="person", subject=f"V-{house.code}-{stamp}", zone=zone, purpose=purpose,
        opens=moment + _OPENS, closes=moment + _CLOSES, requested_by=officer,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=officer)
    return approval
