"""Partners as a matter: on the register, changed, off it; for which houses; which sorts a document asks."""

from datetime import date
from typing import Any

from lazaretto.facts.fact import Body
from lazaretto.facts.partners import PartnerChanged, PartnerEnded, PartnerEnrolled
from lazaretto.obligations.force import in_force
from lazaretto.obligations.machines import MACHINES
from lazaretto.obligations.partners import PARTNER, Partner, needs, partners, takes
from lazaretto.protocol.document import Deadline, Refrain
from tests.stating import fact, house, record_of, second
from tests.unit.obligations.legs import world
from tests.unit.obligations.machining import stated, triples
from tests.unit.obligations.owing import document, issue

GRID = """
    unknown: enrol → enrolled
    enrolled: enrol → enrolled, change → enrolled, end → ended
    ended: enrol → enrolled
"""
KEEPS = "leader detachment_officer detachment_leader"
WHO = {"enrol": KEEPS, "change": KEEPS, "end": KEEPS}


def enrolled(code: str = "H", **changes: Any) -> PartnerEnrolled:
    values: dict[str, Any] = {
        "partner": code, "sort": "hospital", "name": "First Hospital", "telephone": "0938-8210",
    }  # fmt: skip
    return PartnerEnrolled(**values | changes)


def story(*said: tuple[Body, str, str]) -> tuple[Partner, ...]:
    ground = [house(), house("MJ-D"), house("TS-Z")]
    facts = [fact(b, when, number=n, facility=where) for n, (b, when, where) in enumerate(said, 100)]
    record = record_of([*ground, *facts])
    return partners(record.standing(at=second("03-20 08:00")), record.facts)


def test_every_state_act_and_role() -> None:
    allowed = stated(GRID, WHO)
    assert triples(PARTNER) == {triple: allowed.get(triple) for triple in triples(PARTNER)}
    assert PARTNER in MACHINES


def test_the_last_word_stands_and_one_that_ended_may_come_again() -> None:
    changed = PartnerChanged(
        partner="H", sort="hospital", name="First Hospital", telephone="0938-9999", reason="A new number",
        receives=("person",),
    )  # fmt: skip
    ended = PartnerEnded(partner="H", reason="The agreement ran out")
    (one,) = story((enrolled(), "03-01 08:00", "TS-Z"), (changed, "03-02 08:00", "TS-Z"))
    assert (one.state, one.card.telephone) == ("enrolled", "0938-9999")
    assert takes(one, "person")
    assert not takes(one, "tubes")
    (over,) = story((enrolled(), "03-01 08:00", "TS-Z"), (ended, "03-02 08:00", "TS-Z"))
    assert over.state == "ended"
    assert takes(over, "tubes")  # nothing was said of what it takes
    assert story((ended, "03-02 08:00", "TS-Z")) == ()


def test_it_serves_its_houses_and_one_of_the_office_serves_them_all() -> None:
    of_office, own, named = story(
        (enrolled("A"), "03-01 08:00", "TS-Z"), (enrolled("B"), "03-01 08:00", "QZ-D"),
        (enrolled("C", houses=("MJ-D",)), "03-01 08:00", "TS-Z"),
    )  # fmt: skip
    served = {
        one.partner: [h for h in ("QZ-D", "MJ-D") if one.serves(h, offices=("TS-Z",))]
        for one in (of_office, own, named)
    }
    assert served == {"A": ["QZ-D", "MJ-D"], "B": ["QZ-D"], "C": ["MJ-D"]}


def test_an_agreement_lapses_the_day_after_its_last() -> None:
    (one,) = story((enrolled(agreed_until=date(2022, 3, 20)), "03-01 08:00", "TS-Z"))
    assert not one.lapsed(date(2022, 3, 20))
    assert one.lapsed(date(2022, 3, 21))


def test_what_a_document_asks_calls_for_a_sort_of_partner() -> None:
    released = document(Refrain(condition="release_unacknowledged", settings={"hours": 6}))
    standing = record_of([house(), house("TS-Z"), issue("1", "03-01 00:00", 700)]).standing(
        at=second("03-20 08:00")
    )
    forces = in_force(standing, shelf={("test", "1"): released})
    assert [one.sort for one in needs(forces, at=standing.at)] == ["health_authority", "community"]
    assert needs(forces, at=second("02-01 00:00")) == ()
    tested = document(Deadline(trigger="sampled", evidence="result", within=600))
    forces = in_force(standing, shelf={("test", "1"): tested})
    assert [(one.sort, one.clause.id) for one in needs(forces, at=standing.at)] == [
        ("laboratory", "test.duty")
    ]


def test_the_document_of_the_house_calls_for_every_sort() -> None:
    told = world()
    assert {one.sort for one in needs(told.forces, at=told.standing.at)} == {
        "testing_team", "laboratory", "hospital", "disease_control", "health_authority", "community",
    }  # fmt: skip
