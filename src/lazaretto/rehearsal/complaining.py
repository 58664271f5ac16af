"""Complaints of the people inside: lodged, received, answered, handed over; and what goes wrong (H5)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Literal

from lazaretto.facts import complaints as said
from lazaretto.facts.fact import Body
from lazaretto.rehearsal.clauses import deadlines, refrains, setting
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_LODGED, _ANSWERED, _HANDED = time(9, 50), time(10, 40), time(15, 10)
_SPREAD, _DAYS = 5 * 60, (1, 4)  # minutes of the day; days until an answer; invented
_FORTNIGHT = 14  # days, where no clause says when an answer is missed further up
_PAST = 10 * _HOUR  # beyond what is owed, when somebody thinks of it; within each grace
_MATTERS: tuple[tuple[said.About, str, str], ...] = (
    ("food", "饭菜到监室时已经凉了", "已加配保温箱，当日起改由专人配送"),
    ("conditions", "监室夜间漏风", "已更换窗密封条"),
    ("health", "血压药换了牌子，吃后头晕", "所医复查后换回原药"),
    ("quarantine", "隔离天数和同批的人算得不一样", "已逐日核对并书面说明起算日"),
    ("family", "家属视频时间太短", "已补足当月次数和时长"),
    ("property", "入所时登记的手表清单上没有", "已查明并补登"),
    ("law", "起诉意见书迟迟没有收到", "已联系办案单位送达"),
)


def complain(world: World, day: date) -> None:
    """Step of the day: a complaint here and there, and those with a story."""
    if day <= world.assumptions.dates.heightened:
        return
    for house in world.holding():
        draw = world.draw("complaint", house.code, day)
        moment = world.clock(day, _LODGED) + draw.below(_SPREAD) * _MINUTE
        kinds: list[str] = ["plain"] if draw.chance(world.assumptions.rate("complaints")) else []
        for kind in _STORIES:
            table = world.happenings if kind in _NO_ERROR else world.slips
            if table.take(kind, house.code, day) is not None:
                kinds.append(kind)
        for number, kind in enumerate(kinds):
            at = moment + number * 20 * _MINUTE
            world.at(at, _telling(world, house, day, at, _STORIES.get(kind, _Complaint.go)))


def _telling(
    world: World, house: House, day: date, moment: datetime, tell: "Callable[[_Complaint], object]"
) -> Act:
    def lodge() -> None:
        people = [one for one in house.people() if one.present and one.code not in world.watched]
        if people:
            person = people[world.draw("complains", house.code, moment.timestamp()).below(len(people))]
            tell(_Complaint(world, house, person, day, moment))

    return lodge


class _Complaint:
    """One complaint. Days are counted from the day on which it was lodged; each act has its own hour."""

    def __init__(self, world: World, house: House, person: Person, day: date, moment: datetime) -> None:
        self.world, self.house, self.person, self.day, self.moment = world, house, person, day, moment
        self.code = f"C-{house.code}-{day:%m%d}-{world.number(f'complaint {house.code} {day}'):02}"
        self.draw = world.draw("matter", self.code)
        self.matter = self.draw.pick(_MATTERS)
        self.leader, self.deputy = house.leader().code, house.staff[1].code
        self.officer = house.on_duty("officer").code

    def go(self) -> None:
        """As it should go: received the same day, answered, handed over, and closed when nobody objects."""
        self.lodge()
        self.receive(self.moment + 3 * _HOUR)
        self.finish(self.draw.between(*_DAYS))

    def finish(self, days: int) -> None:
        """Answered after so many days, handed over on the next, closed when the time to object is over."""
        self.answer(self.on(days, _ANSWERED))
        self.hand_and_close(self.on(days + 1, _HANDED))

    def on(self, days: int, hour: time) -> datetime:
        """An hour of a later day."""
        return self.world.clock(self.day + days * _DAY, hour)

    def lodge(
        self, *, addressed: said.Addressee = "house", against: tuple[str, ...] = (),
        way: said.Way | None = None, by: str | None = None,
    ) -> None:  # fmt: skip
        """Written down by whoever empties the box; of what is sealed only the envelope."""
        sealed, chosen = addressed == "inspector", self.draw.pick(_WAYS)
        about, words, _ = self.matter
        body = said.ComplaintLodged(
            complaint=self.code, way=way or chosen, addressed=addressed,
            person=None if sealed else self.person.code, about=None if sealed else about, against=against,
            words=None if sealed else words,
        )  # fmt: skip
        self.say(body, self.moment, by or self.officer)

    def forward(self, moment: datetime) -> None:
        """The envelope goes to the inspector."""
        self.say(
            said.ComplaintForwarded(complaint=self.code, forwarded_by=self.officer), moment, self.officer
        )

    def receive(self, moment: datetime) -> None:
        """The leader has read it."""
        self.say(said.ComplaintReceived(complaint=self.code, received_by=self.leader), moment, self.leader)

    def answer(self, moment: datetime, *, by: str | None = None) -> None:
        """Somebody of the house looked into it."""
        who = by or self.deputy
        body = said.ComplaintAnswered(
            complaint=self.code, answered_by=who, outcome=self.draw.pick(_OUTCOMES), answer=self.matter[2]
        )
        self.say(body, moment, who)

    def hand(self, moment: datetime) -> None:
        """On paper, explained."""
        self.say(said.AnswerHanded(complaint=self.code, handed_by=self.officer), moment, self.officer)

    def hand_and_close(self, moment: datetime) -> None:
        """And nobody objects in the time that there is for it."""
        self.hand(moment)
        wait = setting(self.world.protocol, "closed_before_objection", "days", default=10)
        self.close(moment + (wait + 1) * _DAY, "not_objected")

    def object_to(self, moment: datetime) -> None:
        """The person does not agree."""
        self.say(said.ComplaintObjected(complaint=self.code, words="未解决"), moment, self.officer)

    def review(self, moment: datetime) -> None:
        """Somebody of the detachment looks again."""
        who = self.world.houses[OFFICE].staff[1].code
        body = said.ComplaintReviewed(
            complaint=self.code, reviewed_by=who, outcome="partly", answer="经复查，部分成立，责成该所改进"
        )
        self.say(body, moment, who)

    def close(self, moment: datetime, ground: Literal["not_objected", "reviewed", "taken_back"]) -> None:
        """Nothing more is owed."""
        body = said.ComplaintClosed(complaint=self.code, closed_by=self.leader, ground=ground)
        self.say(body, moment, self.leader)

    def say(self, body: Body, moment: datetime, actor: str) -> None:
        """Say something of it at its instant."""
        self.world.at(moment, lambda: self.world.say(self.house.code, body, moment, actor=actor))

    def breach(self, kind: str, moment: datetime, *conditions: str) -> None:
        """Note an error of one act."""
        words = f"{self.code}: {kind.replace('_', ' ')}"
        self.world.breach(kind, self.house, moment, self.code, words, *conditions)

    def seed_late(self, kind: str, since: datetime, trigger: str, evidence: str) -> datetime:
        """Note that one act comes late. Returns when it does."""
        found = deadlines(self.world.protocol, trigger=trigger, evidence=evidence)
        bound = [(c, d) for c, d in found if not d.trigger_values or _SEALED not in d.trigger_values]
        if evidence == "complaint_forwarded":
            bound = list(deadlines(self.world.protocol, trigger=trigger, evidence=evidence))
        due = since + max((owed.within or 0 for _, owed in bound), default=0) * _MINUTE
        until = due + max((owed.grace + 1 for _, owed in bound), default=0) * _MINUTE
        expects = tuple((clause.id, self.code) for clause, _ in bound)
        words = f"{self.code}: {kind.replace('_', ' ')}"
        self.world.slips.seed(Seeded(kind, self.house.code, due, until, words, expects))
        return due + _PAST


def _seal(one: _Complaint) -> None:
    """An envelope for the inspector goes on the next morning."""
    one.lodge(addressed="inspector", way="box")
    one.forward(one.on(1, time(9)))


def _take_back(one: _Complaint) -> None:
    """The person takes it back on paper."""
    one.lodge()
    one.receive(one.moment + 2 * _HOUR)
    one.close(one.on(1, _ANSWERED), "taken_back")


def _object(one: _Complaint) -> None:
    """The person objects, and the detachment looks again."""
    _answered(one)
    one.object_to(one.on(5, _ANSWERED))
    _reviewed(one, one.on(9, _ANSWERED))


def _answered(one: _Complaint) -> None:
    one.lodge()
    one.receive(one.moment + 2 * _HOUR)
    one.answer(one.on(2, _ANSWERED))
    one.hand(one.on(3, _HANDED))


def _reviewed(one: _Complaint, moment: datetime) -> None:
    one.review(moment)
    one.hand(moment + _DAY)
    one.close(moment + 2 * _DAY, "reviewed")


def _receive_late(one: _Complaint) -> None:
    one.lodge()
    one.receive(
        one.seed_late("complaint_received_late", one.moment, "complaint_lodged", "complaint_received")
    )
    one.finish(4)


def _answer_late(one: _Complaint) -> None:
    one.lodge()
    one.receive(one.moment + 3 * _HOUR)
    late = one.seed_late("complaint_answered_late", one.moment, "complaint_lodged", "complaint_answered")
    one.answer(late)
    one.hand_and_close(late + _DAY)


def _answer_when_told(one: _Complaint) -> None:
    """Nobody answers until the detachment's leader is told."""
    one.lodge()
    one.receive(one.moment + 3 * _HOUR)
    climbs = [(c, owed.settings["days"]) for c, owed in refrains(one.world.protocol, "complaint_unanswered")]
    days = min((number for _, number in climbs), default=_FORTNIGHT)
    told = one.moment + days * _DAY
    late = deadlines(one.world.protocol, trigger="complaint_lodged", evidence="complaint_answered")
    rules = [clause.id for clause, _ in late]
    rules += [clause.id for clause, number in climbs if number == days]
    words = f"{one.code} had no answer for {days} days"
    expects = tuple((rule, one.code) for rule in rules)
    one.world.slips.seed(
        Seeded("complaint_climbed", one.house.code, one.moment, told + 5 * _MINUTE, words, expects)
    )
    one.answer(told + _DAY)
    one.hand_and_close(told + 2 * _DAY)


def _hand_late(one: _Complaint) -> None:
    one.lodge()
    one.receive(one.moment + 3 * _HOUR)
    answered = one.on(2, _ANSWERED)
    one.answer(answered)
    one.hand_and_close(one.seed_late("answer_handed_late", answered, "complaint_answered", "answer_handed"))


def _review_late(one: _Complaint) -> None:
    _answered(one)
    objected = one.on(4, _ANSWERED)
    one.object_to(objected)
    _reviewed(one, one.seed_late("review_late", objected, "complaint_objected", "complaint_reviewed"))


def _keep_sealed(one: _Complaint) -> None:
    one.lodge(addressed="inspector", way="box")
    one.forward(one.seed_late("envelope_kept", one.moment, "complaint_lodged", "complaint_forwarded"))


def _open_sealed(one: _Complaint) -> None:
    """The leader reads a copy of what had gone to the inspector."""
    one.lodge(addressed="inspector", way="box")
    one.forward(one.moment + 2 * _HOUR)
    opened = one.moment + 4 * _HOUR
    one.receive(opened)
    one.breach("envelope_opened", opened, "sealed_complaint_opened", "complaint_astray")


def _judge_oneself(one: _Complaint) -> None:
    """Whoever is complained about answers; the deputy had written it down."""
    one.lodge(against=(one.officer,), by=one.deputy)
    one.receive(one.moment + 3 * _HOUR)
    answered = one.on(2, _ANSWERED)
    one.answer(answered, by=one.officer)
    one.hand_and_close(one.on(3, _HANDED))
    one.breach("own_judge", answered, "complaint_judged_by_its_subject")


def _close_early(one: _Complaint) -> None:
    _answered(one)
    closed = one.on(5, _ANSWERED)
    one.close(closed, "not_objected")
    one.breach("complaint_closed_early", closed, "closed_before_objection")


def _hand_nothing(one: _Complaint) -> None:
    """Something is handed over before there is an answer; the answer comes, and is handed over, too."""
    one.lodge()
    one.receive(one.moment + 2 * _HOUR)
    handed = one.on(1, _HANDED)
    one.hand(handed)
    one.breach("complaint_astray", handed, "complaint_astray")
    one.finish(3)


_SEALED = 2  # the addressee of an envelope, as the registers count them
_WAYS: tuple[said.Way, ...] = ("paper", "box", "oral")
_OUTCOMES: tuple[said.Outcome, ...] = ("upheld", "partly", "not_upheld")
_NO_ERROR = ("complaint_sealed", "complaint_taken_back", "complaint_objected")
_STORIES: dict[str, Callable[[_Complaint], object]] = {
    "complaint_sealed": _seal,
    "complaint_taken_back": _take_back,
    "complaint_objected": _object,
    "complaint_received_late": _receive_late,
    "complaint_answered_late": _answer_late,
    "complaint_climbed": _answer_when_told,
    "answer_handed_late": _hand_late,
    "review_late": _review_late,
    "envelope_kept": _keep_sealed,
    "envelope_opened": _open_sealed,
    "own_judge": _judge_oneself,
    "complaint_closed_early": _close_early,
    "complaint_astray": _hand_nothing,
}
