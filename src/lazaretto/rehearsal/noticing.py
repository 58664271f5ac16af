"""Findings of visits and inspections: raised, put in writing, put right, looked at again by somebody else."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from lazaretto.facts.fact import Fact
from lazaretto.facts.inspections import InspectionClosed, InspectionOpened, ItemAnswer, ItemsAnswered
from lazaretto.facts.notices import (
    FindingRaised,
    FindingRectified,
    FindingReinspected,
    NoticeIssued,
    NoticeLine,
    NoticeReceived,
)
from lazaretto.obligations.inspecting import SEVERITY, judged, score
from lazaretto.protocol.document import Checklist, Item
from lazaretto.rehearsal.clauses import deadlines, refrains
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.promised import Promise
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, World

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_LOOKING, _SIGNING, _AGAIN = 1, 0, 2  # who of the detachment finds, signs, and looks again
_ONE_IN = 3  # so many houses have something wrong at their first inspection; invented
_END = time(23, 59)  # a term of days ends with the last of them
_SEEN = {
    "WS-D": ("records", "台账当日未填写，与现场不符"),
    "QZ-D": ("fire-safety", "消防通道堆放杂物，安全出口标识不清"),
    "MJ-D": ("shifts-apart", "A、B 班共用一处饮水点"),
    "ZJ-D": ("equipment", "大门监控夜间画面不清"),
    "QA-D": ("stores", "防护用品存量低于订货点，未报"),
    "QS-D": ("testing", "采样管标签手写涂改"),
}
_OTHERWISE = ("cells-fit", "隔离监室门牌未更新批次和天数")
_LATER = ("disinfection", "备勤房间消毒记录不全")


def noting(world: World) -> Callable[[Fact], None]:
    """A listener that keeps who found what, and who put it right."""

    def note(fact: Fact) -> None:
        if isinstance(fact.body, FindingRaised | FindingRectified):
            world.raised.setdefault(f"{fact.facility}|{fact.body.finding}", []).append(fact)

    return note


def find(world: World, house: House, moment: datetime) -> None:
    """An officer of the detachment visits a house, and sees what must be put right."""
    visited = any(key.startswith(f"{house.code}|F-{house.code}") for key in world.raised)
    about, seen = _LATER if visited else _SEEN.get(house.code, _OTHERWISE)
    _find(world, house, moment, about, seen)


def find_again(world: World, house: House, moment: datetime) -> None:
    """At another visit the same thing is found as at the first."""
    about, seen = _SEEN.get(house.code, _OTHERWISE)
    before = [
        fact.occurred
        for facts in world.raised.values() for fact in facts
        if fact.facility == house.code and isinstance(fact.body, FindingRaised) and fact.body.about == about
    ]  # fmt: skip
    expects = tuple(
        (clause.id, f"{house.code}|{_called(world, house, moment)}")
        for clause, duty in refrains(world.protocol, "finding_repeated")
        if 1 + sum(at > moment - duty.settings["days"] * _DAY for at in before) >= duty.settings["times"]
    )
    since, until = moment - _MINUTE, moment + 5 * _MINUTE
    seeded = Seeded("finding_comes_again", house.code, since, until, f"{about} was found again", expects)
    world.slips.seed(seeded)
    _find(world, house, moment, about, seen)


def _find(world: World, house: House, moment: datetime, about: str, seen: str) -> None:
    finder = _office(world, _LOOKING)
    body = FindingRaised(
        finding=_called(world, house, moment), about=about, seen=seen, origin="visit", found_by=finder
    )
    world.say(house.code, body, moment, actor=finder)


def _called(world: World, house: House, moment: datetime) -> str:
    return f"F-{house.code}-{world.today(moment):%m%d}"


def issue_order(world: World, promise: Promise, moment: datetime) -> None:
    """A leader of the detachment puts a finding in writing, with the time that the document gives."""
    raised = _raised(world, promise.key)
    if raised is None:
        return
    term = min(
        duty.within or 0
        for _, duty in deadlines(world.protocol, trigger="finding_noticed", evidence="finding_rectified")
        if ("note", "warning", "alarm").index(raised.severity) in duty.trigger_values
    )
    house, year = promise.house, world.today(moment).year
    number = world.number(f"order {year}")
    line = NoticeLine(
        facility=house.code, finding=raised.finding, about=raised.about, severity=raised.severity,
        seen=raised.seen,
    )  # fmt: skip
    body = NoticeIssued(
        notice=f"D-{year}-{number}", sort="order", year=year, number=number,
        title="关于限期整改监管安全隐患的督办单", lines=(line,),
        demands="限期整改，举一反三，按时报送整改回执。", due=moment + term * _MINUTE,
        signed_by=_office(world, _SIGNING),
    )  # fmt: skip
    world.say(house.code, body, moment, actor=_office(world, _SIGNING))


def receive_notice(world: World, promise: Promise, moment: datetime) -> None:
    """The officer on duty acknowledges a notice."""
    officer = promise.house.on_duty("officer").code
    body = NoticeReceived(notice=promise.key.partition("|")[2], received_by=officer)
    world.say(promise.house.code, body, moment, actor=officer)


def put_right(world: World, promise: Promise, moment: datetime) -> None:
    """The house puts a finding right; where it ignores the order, it does so when it is called to account."""
    if world.slips.take("order_ignored", promise.house.code, world.today(promise.opens)) is not None:
        _ignore(world, promise)
        return
    _rectify(world, promise.house, promise.key, moment)


def _rectify(world: World, house: House, key: str, moment: datetime) -> None:
    officer = house.on_duty("officer").code
    done = "已整改到位，责任到人，举一反三自查一遍"
    body = FindingRectified(
        finding=key.partition("|")[2], done=done, evidence=(_paper(key, done),), rectified_by=officer
    )
    world.say(house.code, body, moment, actor=officer)


def _ignore(world: World, promise: Promise) -> None:
    """Overdue by the clause, and a while later the detachment leader's; then it is done after all."""
    grace = promise.duty.grace * _MINUTE
    escalated = tuple(refrains(world.protocol, "finding_overdue"))
    hours = max((duty.settings["hours"] for _, duty in escalated), default=0)
    over = promise.due + max(grace, hours * _HOUR) + _HOUR
    rules = [promise.clause.id, *(clause.id for clause, _ in escalated)]
    words = f"{promise.key.partition('|')[2]} was not put right, order or no order"
    expects = tuple((rule, promise.key) for rule in rules)
    world.slips.seed(Seeded("order_ignored", promise.house.code, promise.due, over + _MINUTE, words, expects))
    world.at(over, lambda: _rectify(world, promise.house, promise.key, over))


def look_once_more(world: World, promise: Promise, moment: datetime) -> None:
    """Somebody who neither found it nor put it right looks again; unless whoever found it does so."""
    said = world.raised.get(promise.key, [])
    barred = {person for fact in said for person in (fact.actor, _doer(fact))}
    looker = next(o.code for o in world.houses[OFFICE].staff[_AGAIN:] if o.code not in barred)
    house = promise.house
    if world.slips.take("closed_by_finder", house.code, world.today(promise.opens)) is not None:
        looker = _doer(said[0])
        words = f"{looker} closed what they had found themselves"
        world.breach("closed_by_finder", house, moment, promise.key, words, "reinspected_by_same")
    body = FindingReinspected(
        finding=promise.key.partition("|")[2], outcome="passed", seen="现场复查，已整改到位，同意销号",
        reinspected_by=looker,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=looker)


def inspect_house(world: World, promise: Promise, moment: datetime) -> None:
    """A house inspects itself by the checklist; what failed is a finding, put right within the day."""
    house, checklist = promise.house, next(iter(world.protocol.checklists), None)
    if checklist is None or house.code == OFFICE:
        return
    day = world.today(moment)
    code, officer = f"I-{house.code}-{day:%m%d}", house.on_duty("officer").code
    failing = _failing(world, house, checklist)
    answers = {item.id: _answer(item, code, fails=item is failing) for item in checklist.items}
    results = judged(checklist, answers)
    opened = InspectionOpened(
        inspection=code, checklist=checklist.id, document=world.protocol.id, version=world.protocol.version,
        by="house", opened_by=officer,
    )  # fmt: skip
    told = ItemsAnswered(inspection=code, answers=tuple(answers.values()), answered_by=officer)
    closed = InspectionClosed(
        inspection=code, checklist=checklist.id, score=score(results),
        failed=sum(one.fails is True for one in results), closed_by=officer,
    )  # fmt: skip
    for body, before in ((opened, 3), (told, 1), (closed, 0)):
        world.say(house.code, body, moment - before * 10 * _MINUTE, actor=officer)
    if failing is not None:
        _find_failed(world, house, checklist, failing, code, officer, moment, day)


def _find_failed(
    world: World, house: House, checklist: Checklist, item: Item, code: str, officer: str,
    moment: datetime, day: date,
) -> None:  # fmt: skip
    due = world.clock(day + checklist.due[item.hazard] * _DAY, _END)
    body = FindingRaised(
        finding=f"F-{code}", about=item.about, seen=f"不符合：{item.text.zh_hans}",
        severity=SEVERITY[item.hazard], origin="inspection", of=code, found_by=officer, item=item.id,
        hazard=item.hazard, owner=house.leader().code, due=due,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=officer)
    done = moment + 3 * _HOUR
    world.at(done, lambda: _rectify(world, house, f"{house.code}|F-{code}", done))


def _failing(world: World, house: House, checklist: Checklist) -> Item | None:
    """Of some houses one item fails the first time; nothing grave does."""
    first = world.number(f"inspection {house.code}") == 1
    draw = world.draw("inspection", house.code)
    seen = {about for about, _ in (*_SEEN.values(), _OTHERWISE, _LATER)}
    slight = [
        item
        for item in checklist.items
        if item.answer == "yes_no" and item.hazard == "ordinary" and item.about not in seen
    ]
    return slight[draw.below(len(slight))] if first and slight and not draw.below(_ONE_IN) else None


def _answer(item: Item, code: str, *, fails: bool) -> ItemAnswer:
    evidence = (_paper(code, item.id),) if item.evidence else ()
    said = "no" if fails else "yes"
    if item.answer == "number":
        said = str(item.at_least if item.at_least is not None else item.at_most)
    elif item.answer == "choice":
        said = next(choice.id for choice in item.choices if not choice.fails)
    elif item.answer == "text":
        said = "无"
    return ItemAnswer(item=item.id, said=said, evidence=evidence)


def _raised(world: World, key: str) -> FindingRaised | None:
    bodies = (fact.body for fact in world.raised.get(key, ()))
    return next((body for body in bodies if isinstance(body, FindingRaised)), None)


def _doer(fact: Fact) -> str:
    body = fact.body
    if isinstance(body, FindingRaised):
        return body.found_by
    return body.rectified_by if isinstance(body, FindingRectified) else fact.actor


def _paper(*words: str) -> str:
    """The digest of a paper that stayed with the house."""
    return sha256("\n".join(words).encode()).hexdigest()


def _office(world: World, number: int) -> str:
    return world.houses[OFFICE].staff[number].code
