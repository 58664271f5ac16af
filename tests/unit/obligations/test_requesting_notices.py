"""Each reason against a notice, a second look, a reopening and the end of an inspection, alone."""

from typing import Any

from msgspec.structs import replace

from lazaretto.facts import duty
from lazaretto.facts.fact import Body
from lazaretto.facts.inspections import InspectionClosed, InspectionOpened, ItemAnswer, ItemsAnswered
from lazaretto.facts.notices import FindingRectified, FindingReinspected, FindingReopened
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.inspecting import fits, judge, judged, score
from lazaretto.obligations.requesting import refusal
from lazaretto.protocol.document import Checklist, Item
from tests.stating import fact, moment, record_of, second
from tests.unit.obligations.legs import PROTOCOL, Said, world
from tests.unit.registers.noticed import LINE, OTHER, asked, decided, issued, raised

(CHECKLIST,) = PROTOCOL.checklists
FOUND: Said = (raised(severity="alarm", found_by="D1"), "03-15 08:00")
RIGHT: Said = (
    FindingRectified(finding="F1", done="x", evidence=("0" * 64,), rectified_by="S1"),
    "03-15 09:00",
)
OPENED: Said = (
    InspectionOpened(
        inspection="I1", checklist=CHECKLIST.id, document=PROTOCOL.id, version=PROTOCOL.version,
        by="house", opened_by="S1",
    ),
    "03-15 07:00",
)  # fmt: skip
CLOSE = InspectionClosed(inspection="I1", checklist=CHECKLIST.id, score=1000, failed=0, closed_by="S1")


def against(body: Body, *before: Said, at: str = "03-15 10:00", actor: str = "D9") -> str | None:
    told = world(*before, at=at)
    request = replace(fact(body, at, number=999_999), actor=actor)
    found = refusal(Asking(request, told.standing, told.facts, told.forces, {}))
    return found[0] if found else None


def order(*lines: Any, due: str = "03-16 09:00", **more: Any) -> Body:
    return issued(*(lines or (LINE,)), **{"sort": "order", "due": moment(due)} | more)


def look(outcome: Any = "passed", by: str = "D2", **more: Any) -> Body:
    return FindingReinspected(finding="F1", outcome=outcome, seen="x", reinspected_by=by, **more)


def test_a_notice_as_it_should_be_is_granted() -> None:
    assert against(order(), FOUND) is None
    assert against(issued(LINE, OTHER), FOUND) is None  # a circular names other houses, too


def test_notice_number_taken() -> None:
    held = (order(), "03-15 09:00")
    assert against(order(notice="N2"), FOUND, held) == "notice_number_taken"
    assert against(order(notice="N2", number=4), FOUND, held) is None
    assert against(order(notice="N2", year=2023), FOUND, held) is None
    assert against(issued(LINE, notice="N2"), FOUND, held) is None  # circulars are numbered by themselves


def test_notice_finding_unknown() -> None:
    assert against(order()) == "notice_finding_unknown"


def test_order_to_others() -> None:
    assert against(order(LINE, OTHER), FOUND) == "order_to_others"


def test_order_without_due() -> None:
    assert against(issued(LINE, sort="order"), FOUND) == "order_without_due"


def test_notice_due_over() -> None:
    assert against(order(due="03-15 10:00"), FOUND) == "notice_due_over"


def test_notice_due_too_late() -> None:
    assert against(order(due="03-16 10:01"), FOUND) == "notice_due_too_late"  # an alarm has a day
    note = replace(LINE, severity="note")
    assert against(order(note, due="03-20 10:01"), FOUND) is None


def test_order_finding_closed() -> None:
    told = world(FOUND, RIGHT, (look(), "03-15 09:30"))
    # the desk of these tests states all three, so that it is not closed: say it in person
    actors = {FindingRectified: "S1", FindingReinspected: "D2"}
    facts = [replace(one, actor=actors.get(type(one.body), "D1")) for one in told.facts]
    standing = record_of(facts).standing(at=second("03-15 10:00"))
    for body, expected in ((order(), "order_finding_closed"), (issued(LINE), None)):
        request = replace(fact(body, "03-15 10:00", number=999_999), actor="D9")
        found = refusal(Asking(request, standing, facts, told.forces, {}))
        assert (found[0] if found else None) == expected


def test_finding_unknown() -> None:
    assert against(look()) == "finding_unknown"
    assert against(FindingReopened(finding="F1", reason="x", reopened_by="D9")) == "finding_unknown"


def test_finding_out_of_turn() -> None:
    assert against(look(), FOUND) == "finding_out_of_turn"
    reopen = FindingReopened(finding="F1", reason="x", reopened_by="D9")
    assert against(reopen, FOUND, RIGHT) == "finding_out_of_turn"


def test_reinspector_not_apart() -> None:
    assert against(look(by="D1"), FOUND, RIGHT) == "reinspector_not_apart"
    assert against(look(by="S1"), FOUND, RIGHT) == "reinspector_not_apart"
    assert against(look("returned", by="S1"), FOUND, RIGHT) == "reinspector_not_apart"
    assert against(look(), FOUND, RIGHT, actor="D1") == "reinspector_not_apart"  # nor by whoever says so
    assert against(look(), FOUND, RIGHT) is None


def test_reinspected_by_the_house() -> None:
    serves = (duty.Enrolled(person="L2", post="leader", sex="male"), "03-01 09:00")
    assert against(look(by="L2"), serves, FOUND, RIGHT) == "reinspected_by_the_house"
    own = (raised(origin="inspection", of="I1", found_by="S9"), "03-15 08:00")
    assert against(look(by="L2"), serves, OPENED, own, RIGHT) is None  # the house looked at itself


def test_rectified_without_evidence() -> None:
    bare = (FindingRectified(finding="F1", done="x", rectified_by="S1"), "03-15 09:00")
    assert against(look(), FOUND, bare) == "rectified_without_evidence"
    assert against(look(evidence=("1" * 64,)), FOUND, bare) is None
    assert against(look("returned"), FOUND, bare) is None


def test_inspection_unknown() -> None:
    assert against(CLOSE) == "inspection_unknown"


def test_inspection_out_of_turn() -> None:
    assert against(CLOSE, OPENED, (CLOSE, "03-15 08:00")) == "inspection_out_of_turn"


def good(item: Item) -> ItemAnswer:
    said = {"yes_no": "yes", "number": str(item.at_least), "text": "nothing"}.get(item.answer)
    passing = next((choice.id for choice in item.choices if not choice.fails), None)
    evidence = ("0" * 64,) if item.evidence else ()
    return ItemAnswer(item=item.id, said=said or passing, evidence=evidence)


def answered(*changed: ItemAnswer, checklist: Checklist = CHECKLIST) -> Said:
    said = {item.id: good(item) for item in checklist.items} | {one.item: one for one in changed}
    return ItemsAnswered(inspection="I1", answers=tuple(said.values()), answered_by="S1"), "03-15 08:00"


def test_items_unanswered() -> None:
    assert against(CLOSE, OPENED) == "items_unanswered"
    assert against(CLOSE, OPENED, answered()) is None
    for wrong in (
        ItemAnswer(item="radio", said="perhaps"),
        ItemAnswer(item="radio"),  # it does not apply, and nobody says why
        ItemAnswer(item="fire-exits", said="yes"),  # a picture was asked for
        ItemAnswer(item="chlorine", said="much", evidence=("0" * 64,)),
    ):
        assert against(CLOSE, OPENED, answered(wrong)) == "items_unanswered"
    assert against(CLOSE, OPENED, answered(ItemAnswer(item="radio", words="No radio here."))) is None


def test_an_answer_fits_its_question() -> None:
    items = {item.id: item for item in CHECKLIST.items}
    assert fits(items["radio"], "yes")
    assert not fits(items["radio"], "5")
    assert fits(items["chlorine"], "480")
    assert not fits(items["chlorine"], "4.8")
    assert fits(items["shifts-doors"], "partly")
    assert not fits(items["shifts-doors"], "yes")
    assert fits(items["remarks"], "nothing")
    assert not fits(items["remarks"], " ")


def test_the_score_weighs_what_applies() -> None:
    items = {item.id: item for item in CHECKLIST.items}
    wrong = {"radio": "no", "chlorine": "480", "shifts-doors": "partly"}
    answers = {name: good(item) for name, item in items.items()}
    for name, said in wrong.items():
        answers[name] = ItemAnswer(item=name, said=said, evidence=("0" * 64,))
    answers["fire-exits"] = ItemAnswer(item="fire-exits", words="A tent.")
    found = judged(CHECKLIST, answers)
    assert {one.item.id for one in found if one.fails} == set(wrong)
    assert all(one.lack is None for one in found)
    whole = sum(item.weight for item in items.values()) - items["fire-exits"].weight
    lost = sum(items[name].weight for name in wrong)
    assert score(found) == 1000 * (whole - lost) // whole
    assert score([judge(items["radio"], None)]) == 1000


ASKED: Said = (asked(), "03-15 08:30")


def test_more_time_is_asked_for_and_granted() -> None:
    assert against(asked(), FOUND) is None
    assert against(decided(), FOUND, ASKED) is None
    assert against(decided("refused"), FOUND, ASKED) is None


def test_extended_finding_unknown() -> None:
    assert against(asked()) == "extended_finding_unknown"


def test_extended_finding_over() -> None:
    assert against(asked(), FOUND, RIGHT) == "extended_finding_over"


def test_extension_running() -> None:
    assert against(asked(extension="E2"), FOUND, ASKED) == "extension_running"
    refused = (decided("refused"), "03-15 09:00")
    assert against(asked(), FOUND, ASKED, refused) == "extension_running"  # the number is taken


def test_extension_shortens() -> None:
    held = (order(due="03-16 07:00"), "03-15 08:10")
    assert against(asked(until=moment("03-16 07:00")), FOUND, held) == "extension_shortens"
    assert against(asked(until=moment("03-16 07:01")), FOUND, held) is None
    assert against(asked(until=moment("03-15 10:00")), FOUND) == "extension_shortens"


def test_extension_unknown() -> None:
    assert against(decided(), FOUND) == "extension_unknown"
    assert against(decided(finding="F2"), FOUND, ASKED) == "extension_unknown"


def settled(*answers: Any) -> list[Any]:
    """The finding, and more time asked for by S1 and decided by D2, each said in person."""
    told = world(FOUND, ASKED, *answers)
    actors = {"ExtensionAsked": "S1", "ExtensionDecided": "D2"}
    return [replace(one, actor=actors.get(type(one.body).__name__, "D1")) for one in told.facts]


def test_extension_decided() -> None:
    facts = settled((decided("refused"), "03-15 09:00"))
    told = world(FOUND)
    standing = record_of(facts).standing(at=second("03-15 10:00"))
    request = replace(fact(decided(decided_by="D3"), "03-15 10:00", number=999_999), actor="D3")
    found = refusal(Asking(request, standing, facts, told.forces, {}))
    assert found is not None
    assert found[0] == "extension_decided"


def test_granted_by_the_asker() -> None:
    assert against(decided(decided_by="S1"), FOUND, ASKED) == "granted_by_the_asker"
    assert against(decided("refused", decided_by="S1"), FOUND, ASKED) == "granted_by_the_asker"
    assert against(decided(), FOUND, ASKED, actor="S1") == "granted_by_the_asker"  # nor by whoever says so


def test_extension_by_the_house() -> None:
    serves = (duty.Enrolled(person="L2", post="leader", sex="male"), "03-01 09:00")
    assert against(decided(decided_by="L2"), serves, FOUND, ASKED) == "extension_by_the_house"
    own = (raised(origin="inspection", of="I1", found_by="S9"), "03-15 08:00")
    assert against(decided(decided_by="L2"), serves, OPENED, own, ASKED) is None  # the house found it itself


def test_grant_unfit() -> None:
    for until in ("03-15 10:00", "03-18 18:01"):  # over, or later than was asked for
        assert against(decided(until=moment(until)), FOUND, ASKED) == "grant_unfit"
    assert against(decided(until=None), FOUND, ASKED) == "grant_unfit"
    assert against(decided(until=moment("03-17 18:00")), FOUND, ASKED) is None
