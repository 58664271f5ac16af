"""A house cannot end what another house began, nor let another's people go."""

import pytest

from lazaretto.facts.custody import Admitted, Released, TransferredIn, TransferredOut
from lazaretto.facts.fact import Body
from lazaretto.facts.quarantine import LegEnded, LegStarted
from lazaretto.registers.standing import Standing
from tests.stating import fact, house, standing_of

HELD = fact(Admitted(person="A", cell="QA-D/T/01", sex="male"), "03-10 08:00", number=1, facility="QA-D")
LEG = fact(LegStarted(order="O", person="A", layer=3, cohort="c"), "03-10 09:00", number=2, facility="QA-D")
END = LegEnded(order="O", person="A", layer=3, outcome="completed", signed_by="X")


def seen(*said: tuple[Body, str, str]) -> Standing:
    more = [fact(body, at, number=n, facility=where) for n, (body, at, where) in enumerate(said, 10)]
    return standing_of([house("QA-D"), house("QZ-D", number=910_000), HELD, LEG, *more], at="03-20 00:00")


def running(standing: Standing) -> tuple[int, int]:
    """(legs that run, beds that are taken) at the end."""
    return len(standing.legs.at(standing.at)), len(standing.in_cell.at(standing.at))


def rules(standing: Standing) -> set[str]:
    return {problem.rule for problem in standing.problems}


def test_a_stranger_ends_no_leg_and_the_attempt_is_a_contradiction() -> None:
    standing = seen((END, "03-15 08:00", "QZ-D"))
    assert running(standing) == (1, 1)
    assert rules(standing) == {"leg_not_running"}
    assert running(seen((END, "03-15 08:00", "QA-D"))) == (0, 1)


@pytest.mark.parametrize(
    "body", [Released(person="A", basis="paper"), TransferredOut(person="A", to="QZ-D", status_document=True)]
)
def test_a_stranger_lets_nobody_go_and_the_attempt_is_a_contradiction(body: Body) -> None:
    standing = seen((body, "03-15 08:00", "QZ-D"))
    assert running(standing) == (1, 1)
    assert len(standing.on_roll.at(standing.at)) == 1
    assert rules(standing) == {"held_elsewhere"}
    assert running(seen((body, "03-15 08:00", "QA-D")))[1] == 0


def test_saying_it_twice_makes_nobody_less_of_a_stranger() -> None:
    gone = Released(person="A", basis="paper")
    twice = [(gone, "03-15 08:00", "QZ-D"), (gone, "03-15 09:00", "QZ-D")]
    assert running(seen(*twice)) == (1, 1)
    arrival = (Admitted(person="A", cell="QZ-D/T/01", sex="male"), "03-15 10:00", "QZ-D")
    assert running(seen(*twice, arrival, (END, "03-15 11:00", "QZ-D")))[0] == 1


def test_a_release_on_the_way_between_two_houses_counts() -> None:
    out = TransferredOut(person="A", to="QZ-D", status_document=True)
    standing = seen(
        (out, "03-15 08:00", "QA-D"), (Released(person="A", basis="paper"), "03-15 09:00", "QZ-D")
    )
    assert running(standing) == (0, 0)


def test_stating_an_arrival_first_makes_nobody_less_of_a_stranger() -> None:
    arrival = Admitted(person="A", cell="QZ-D/T/01", sex="male")
    standing = seen((arrival, "03-15 08:00", "QZ-D"), (END, "03-15 09:00", "QZ-D"))
    assert running(standing)[0] == 1
    assert rules(standing) == {"held_elsewhere", "leg_not_running"}


def test_the_house_to_which_a_person_came_may_end_the_leg() -> None:
    out = TransferredOut(person="A", to="QZ-D", status_document=True)
    arrival = TransferredIn(person="A", cell="QZ-D/T/01", origin="QA-D")
    standing = seen(
        (out, "03-15 08:00", "QA-D"), (arrival, "03-15 10:00", "QZ-D"), (END, "03-16 08:00", "QZ-D")
    )
    assert running(standing) == (0, 1)
    assert rules(standing) == set()
