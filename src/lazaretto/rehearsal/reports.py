"""The day's report: drawn up by the officer on duty the next morning, signed by the leader before it is due.

In March 2022 these were papers, so no digest is stated: what they said, the record gives when it is asked.
"""

from datetime import datetime, time, timedelta

from lazaretto.facts.periods import utc
from lazaretto.facts.reports import ReportDrawn, ReportSigned
from lazaretto.rehearsal.working import Work
from lazaretto.rehearsal.world import OFFICE

_MINUTE = timedelta(minutes=1)
_DRAWN, _SIGNED = 100 * _MINUTE, 45 * _MINUTE  # before it is due; invented
_OWN = 15 * _MINUTE  # after drawing it up, somebody signs their own
_APART = 2 * _MINUTE  # from house to house


def sign_report(work: Work) -> None:
    """Draw up and sign the report of the day on which the slot opens."""
    world, day = work.world, work.world.today(work.opens)
    turn = list(world.houses).index(work.house.code) * _APART / len(world.houses)
    drawn, signed = work.closes - _DRAWN + turn, work.closes - _SIGNED + turn
    midnight = utc(world.clock(day + timedelta(days=1), time()))
    leader, drafter = work.house.leader().code, _drafter(work)
    if work.slip("missing_report"):
        work.seed("missing_report", f"The report of {day} was never signed", lambda: [work.house.code])
        return
    if work.slip("late_report"):
        work.seed("late_report", f"The report of {day} was signed late", lambda: [work.house.code])
        signed = work.closes + work.bound[0][1].grace * _MINUTE / 3
    world.at(drawn, lambda: work.say(ReportDrawn(day=day, number=1, known_at=midnight), drawn, actor=drafter))

    def sign(at: datetime, by: str) -> None:
        body = ReportSigned(day=day, number=1, known_at=midnight, signed_by=by)
        world.at(at, lambda: work.say(body, at, actor=by))

    if work.slip("report_of_oneself"):
        words, own = f"The report of {day} was signed by whoever had drawn it up", drawn + _OWN
        sign(own, drafter)
        world.breach("report_of_oneself", work.house, own, work.house.code, words, "report_signed_astray")
    sign(signed, leader)


def _drafter(work: Work) -> str:
    """Whoever draws it up: the officer on duty; at the office its second in rank."""
    if work.house.code == OFFICE:
        return work.house.staff[1].code
    leader = work.house.leader().code
    officer = work.house.on_duty("officer").code
    return officer if officer != leader else work.house.staff[1].code
