"""Appending on the real server."""

import pytest

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts import custody, hygiene
from lazaretto.ledger.appending import append
from lazaretto.ledger.tailing import live
from tests.stating import fact, house

pytestmark = [pytest.mark.database, pytest.mark.django_db]
EVERYWHERE = Scope(everywhere=True)


def test_a_fact_is_appended_once() -> None:
    told = fact(
        hygiene.TemperaturesTaken(readings=(hygiene.Reading(person="D1", celsius_tenths=365),)), "03-15 08:00"
    )
    with scoped(EVERYWHERE):
        first = append([house(), told])
        again = append([told])
    assert [r.outcome for r in first] == ["accepted", "accepted"]
    assert [r.position for r in first] == [1, 2]
    assert (again[0].outcome, again[0].position) == ("duplicate", 2)
    assert [f.id for f in live().facts][-1] == told.id


def test_two_places_at_once() -> None:
    with scoped(EVERYWHERE):
        a = append([fact(custody.Admitted(person="D1", cell="QZ-D/T/01", sex="male"), "03-15 08:00")])
        b = append([fact(custody.Moved(person="D1", cell="QZ-D/T/02"), "03-15 09:00", number=2)])
        c = append([fact(custody.Moved(person="D1", cell="QZ-D/T/03"), "03-15 09:00", number=3)])
    assert [r[0].outcome for r in (a, b, c)] == ["accepted", "accepted", "disputed"]
    assert c[0].rules == ("two_places",)
