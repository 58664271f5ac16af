"""Proposals to erase and holds: what they add up to, and each reason against one, alone."""

from uuid import UUID

from msgspec.structs import replace

from lazaretto.access.refusals import REFUSALS
from lazaretto.facts.custody import Admitted
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.fact import Body
from lazaretto.facts.retention import (
    Erased,
    ErasureDeclined,
    ErasureProposed,
    HoldLifted,
    HoldSet,
    Office,
)
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.erasures import ERASURE, holds, proposals
from lazaretto.obligations.machines import MACHINES
from lazaretto.obligations.requesting import refusal
from tests.stating import fact, house, record_of, second
from tests.unit.obligations.machining import stated, triples

GRID = """
    unproposed: propose → proposed
    proposed: decline → declined, erase → erased
"""
# Nobody erases by stating: it is said by the act of erasing, which asks for its own permission.
WHO = {"propose": "leader", "decline": "detachment_leader", "erase": ""}
RULE = "document/1 health.erased"
FIRST = UUID(int=100)
HELD = Admitted(person="D1", cell="QZ-D/T/01", sex="male")
PROPOSED = ErasureProposed(person="D1", data="health", rule=RULE)
DECLINED = ErasureDeclined(proposal=FIRST, reason="A court asks for it.")
ERASED = Erased(facts=(UUID(int=7),), rule=RULE, proposal=FIRST)
Said = tuple[Body, str, str]  # what, by whom, in which house


def hold(office: Office = "facility") -> HoldSet:
    return HoldSet(person="D1", office=office, reason="A court asks for it.")


def lifted(office: Office = "facility", of: UUID = FIRST) -> HoldLifted:
    return HoldLifted(hold=of, office=office, reason="The case is over.")


def facts_of(*said: Said) -> list[object]:
    return [
        replace(fact(body, f"03-15 {8 + n:02}:00", number=100 + n, facility=where), actor=by)
        for n, (body, by, where) in enumerate(said)
    ]


def told(*said: Said, at: str = "03-20 08:00") -> tuple[list[str], list[str]]:
    """The states of the proposals, and who is held from erasure."""
    record = record_of([house(), house("MJ-D"), *facts_of(*said)])  # type: ignore[list-item]
    standing = record.standing(at=second(at))
    found = [one.course.state for one in proposals(standing, record.facts)]
    return found, [one.body.person for one in holds(standing, record.facts)]


def against(body: Body, *before: Said, by: str = "C1", where: str = "QZ-D") -> str | None:
    """The reason that is told against it after the others were said."""
    ground = [house(), house("MJ-D"), fact(HELD, "03-01 08:00", number=50)]
    serving = fact(Enrolled(person="O1", sex="male", post="officer"), "03-01 08:00", number=51)
    record = record_of([*ground, serving, *facts_of(*before)])  # type: ignore[list-item]
    asked = replace(fact(body, "03-16 08:00", number=999, facility=where), actor=by)
    found = refusal(Asking(asked, record.standing(at=second("03-16 08:00")), record.facts, (), {}))
    if found is None:
        return None
    assert set(found[1]) == set(REFUSALS[found[0]])
    return found[0]


def test_every_state_act_and_role() -> None:
    allowed = stated(GRID, WHO)
    assert triples(ERASURE) == {triple: allowed.get(triple) for triple in triples(ERASURE)}
    assert ERASURE in MACHINES


def test_a_proposal_waits_until_somebody_else_answers_it() -> None:
    asked = (PROPOSED, "L1", "QZ-D")
    assert told(asked)[0] == ["proposed"]
    assert told(asked, (DECLINED, "C1", "QZ-D"))[0] == ["declined"]
    assert told(asked, (ERASED, "C1", "QZ-D"))[0] == ["erased"]
    assert told(asked, (ERASED, "C1", "MJ-D"))[0] == ["erased"]  # words of theirs lay in another house too
    assert told(asked, (DECLINED, "C1", "QZ-D"), (ERASED, "C1", "QZ-D"))[0] == ["declined"]


def test_ones_own_answer_and_that_of_another_house_answer_nothing() -> None:
    asked = (PROPOSED, "L1", "QZ-D")
    assert told(asked, (DECLINED, "L1", "QZ-D"))[0] == ["proposed"]
    assert told(asked, (ERASED, "L1", "QZ-D"))[0] == ["proposed"]
    assert told(asked, (DECLINED, "C1", "MJ-D"))[0] == ["proposed"]
    assert told((DECLINED, "C1", "QZ-D"))[0] == []
    assert told((replace(ERASED, proposal=None), "C1", "QZ-D"), asked)[0] == ["proposed"]


def test_a_hold_stands_until_its_office_or_the_detachment_lifts_it() -> None:
    mine, theirs = (hold(), "L1", "QZ-D"), (hold("detachment"), "C1", "QZ-D")
    assert told(mine)[1] == told(theirs)[1] == ["D1"]
    assert told(mine, (lifted(), "L2", "QZ-D"))[1] == []
    assert told(mine, (lifted("detachment"), "C1", "QZ-D"))[1] == []
    assert told(theirs, (lifted("detachment"), "C2", "QZ-D"))[1] == []
    assert told(theirs, (lifted(), "L1", "QZ-D"))[1] == ["D1"]
    assert told(mine, (lifted(), "L1", "MJ-D"))[1] == ["D1"]
    assert told(mine, (lifted(), "L2", "QZ-D"), at="03-15 08:30")[1] == ["D1"]


def test_hold_on_a_stranger() -> None:
    assert against(hold()) is None
    assert against(hold(), where="MJ-D") == "hold_on_a_stranger"
    assert against(replace(hold(), person="D9")) == "hold_on_a_stranger"


def test_hold_unknown() -> None:
    assert against(lifted(), (hold(), "L1", "QZ-D")) is None
    assert against(lifted(of=UUID(int=9)), (hold(), "L1", "QZ-D")) == "hold_unknown"
    assert against(lifted(), (hold(), "L1", "QZ-D"), where="MJ-D") == "hold_unknown"
    assert against(lifted(), (hold(), "L1", "QZ-D"), (lifted(), "L1", "QZ-D")) == "hold_unknown"


def test_hold_of_the_detachment() -> None:
    theirs = (hold("detachment"), "C1", "QZ-D")
    assert against(lifted(), theirs, by="L1") == "hold_of_the_detachment"
    assert against(lifted("detachment"), theirs) is None


def test_proposed_already() -> None:
    asked = (PROPOSED, "L1", "QZ-D")
    assert against(PROPOSED, asked, by="L2") == "proposed_already"
    assert against(replace(PROPOSED, data="regime"), asked, by="L2") is None
    assert against(replace(PROPOSED, rule="document/2 health.erased"), asked, by="L2") is None
    assert against(PROPOSED, asked, (DECLINED, "C1", "QZ-D"), by="L1") is None  # declined, and asked anew
    assert against(PROPOSED, asked, (HELD, "O1", "QZ-D"), by="L2") is None  # they were taken in again since
    assert against(PROPOSED, (PROPOSED, "L1", "MJ-D"), by="L2") is None  # another house answers for itself


def test_proposal_unknown() -> None:
    asked = (PROPOSED, "L1", "QZ-D")
    assert against(DECLINED, asked) is None
    assert against(replace(DECLINED, proposal=UUID(int=9)), asked) == "proposal_unknown"
    assert against(DECLINED, asked, where="MJ-D") == "proposal_unknown"


def test_proposal_answered() -> None:
    asked = (PROPOSED, "L1", "QZ-D")
    for answer in (DECLINED, ERASED):
        assert against(DECLINED, asked, (answer, "C1", "QZ-D")) == "proposal_answered"
        assert against(ERASED, asked, (answer, "C1", "QZ-D")) == "proposal_answered"


def test_answered_by_the_proposer() -> None:
    asked = (PROPOSED, "L1", "QZ-D")
    assert against(DECLINED, asked, by="L1") == "answered_by_the_proposer"
    assert against(ERASED, asked, by="L1") == "answered_by_the_proposer"
    assert against(ERASED, asked) is None


def test_answered_by_the_house() -> None:
    asked = (PROPOSED, "L1", "QZ-D")
    assert against(DECLINED, asked, by="O1") == "answered_by_the_house"
    assert against(ERASED, asked, by="O1") == "answered_by_the_house"
    assert against(ERASED, (PROPOSED, "L1", "MJ-D"), by="O1") is None
