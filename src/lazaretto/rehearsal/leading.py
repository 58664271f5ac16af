"""Who answers for a house: left to somebody for a while, taken back, handed on, and left to nobody (M03)."""

from datetime import datetime, time, timedelta

from lazaretto.facts import gate, leading
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.periods import utc
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, World

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_AWAY = 60 * _HOUR  # what is left to somebody; invented, and within what the protocol allows
_MORNING = time(8, 30)
_TITLE = "分管副局长"


def leave_everything(world: World, house: House, moment: datetime) -> str:
    """The leader is away, and leaves all that is theirs to the first deputy; it lapses by itself."""
    return _leave(world, house, moment, _AWAY, "赴省厅参加疫情防控调度")


def take_back(world: World, house: House, moment: datetime) -> None:
    """The same, and the leader is back earlier."""
    number = _leave(world, house, moment, _AWAY, "参加县里集中隔离点会商")
    leader, back = house.leader().code, moment + 20 * _HOUR
    body = leading.DelegationEnded(delegation=number, ended_by=leader, reason="提前返岗")
    world.at(back, lambda: world.say(house.code, body, back, actor=leader))


def delegate_for_long(world: World, house: House, moment: datetime) -> None:
    """Everything is left to a deputy for much longer than may be; it is taken back the next morning."""
    limit = setting(world.protocol, "delegation_overlong", "hours", default=0) * _HOUR
    number = _leave(world, house, moment, limit + 7 * _DAY, "长期外出")
    words = f"{number} runs for longer than the protocol allows"
    deputy = house.staff[1].code
    world.breach("delegated_long", house, moment, deputy, words, "delegation_overlong")
    leader, back = house.leader().code, moment + _DAY
    body = leading.DelegationEnded(delegation=number, ended_by=leader, reason="期限过长，收回")
    world.at(back, lambda: world.say(house.code, body, back, actor=leader))


def approve_after_the_end(world: World, house: House, moment: datetime) -> None:
    """Approving was left to a deputy until noon; in the afternoon they approve once more."""
    leader, deputy, officer = house.leader().code, house.staff[1].code, house.on_duty("officer").code
    number, approval = (
        f"D-{house.code}-{world.today(moment):%m%d}",
        f"A-{house.code}-{world.today(moment):%m%d}L",
    )
    left = gate.ApprovalDelegated(
        delegation=number, delegated_by=leader, delegate=deputy, level="leader", opens=utc(moment),
        closes=utc(moment + 3 * _HOUR), reason="上午开会",
    )  # fmt: skip
    world.say(house.code, left, moment, actor=leader)
    asked, given = moment + 5 * _HOUR, moment + 5 * _HOUR + 20 * _MINUTE
    request = gate.EntryRequested(
        approval=approval, category="person", subject=f"V{approval[1:]}", zone="administration",
        purpose="网络检修", opens=utc(asked + _HOUR), closes=utc(asked + 4 * _HOUR), requested_by=officer,
    )  # fmt: skip
    world.at(asked, lambda: world.say(house.code, request, asked, actor=officer))
    leave = gate.EntryApproved(approval=approval, approved_by=deputy, level="leader", delegation=number)
    world.at(given, lambda: world.say(house.code, leave, given, actor=deputy))
    words = f"{deputy} approved {approval} when nothing was left to them any longer"
    world.breach("approved_lapsed", house, given, approval, words, "approval_by_lapsed_delegation")


def follow(world: World, house: House, moment: datetime) -> None:
    """The leader is relieved, and the first deputy follows at once."""
    _relieve(world, house, moment)
    _name_deputy(world, house, moment + 10 * _MINUTE)


def leave_vacant(world: World, house: House, moment: datetime) -> None:
    """The leader is relieved on the day that the level is raised; nobody is named before the next morning."""
    today = world.today(moment)
    _relieve(world, house, moment)
    named = world.clock(today + _DAY, _MORNING)
    world.at(named, lambda: _name_deputy(world, house, named))
    hours = setting(world.protocol, "facility_without_leader", "hours", default=0)
    begun = world.clock(today, time(0, 10))
    words = f"Nobody answered for {house.code} a day after the level took effect"
    due = begun + hours * _HOUR
    world.breach("leaderless", house, due, house.code, words, "facility_without_leader")


def _leave(world: World, house: House, moment: datetime, length: timedelta, reason: str) -> str:
    """Leave all that is the leader's to the first deputy. Returns the number of the delegation."""
    leader, deputy = house.leader().code, house.staff[1].code
    number = f"D-{house.code}-{world.today(moment):%m%d}-W"
    body = leading.ResponsibilityDelegated(
        delegation=number, delegated_by=leader, delegate=deputy, level="leader", opens=utc(moment),
        closes=utc(moment + length), reason=reason,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=leader)
    return number


def _relieve(world: World, house: House, moment: datetime) -> None:
    chief = world.houses[OFFICE].leader().code
    body = leading.LeaderRelieved(person=house.leader().code, reason="另有任用")
    world.say(house.code, body, moment, actor=chief)


def _name_deputy(world: World, house: House, moment: datetime) -> None:
    """The first deputy becomes the leader, and whoever was it goes to the end of the leading staff."""
    chief = world.houses[OFFICE].leader().code
    house.staff[:3] = [house.staff[1], house.staff[2], house.staff[0]]
    body = LeaderNamed(person=house.leader().code, title=_TITLE)
    world.say(house.code, body, moment, actor=chief)
