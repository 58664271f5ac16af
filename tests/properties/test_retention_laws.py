"""Whatever is said of holds, releases and withdrawals: what is kept stays, and so does what is others'."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.fact import Body, Fact, family_of
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.mentions import persons
from lazaretto.facts.record import Retracted
from lazaretto.facts.retention import HoldLifted, HoldSet
from lazaretto.obligations.erasures import holds
from lazaretto.obligations.retaining import Due, Rule, due, going_along
from lazaretto.registers.standing import Standing
from tests.stating import fact, house, record_of, second

PEOPLE = ("D1", "D2", "D3")
RULE = Rule("document/1 health.erased", "health", "custody_ended", 7)
OFFICES = st.sampled_from(["facility", "detachment"])
WHO = st.sampled_from(PEOPLE)
Act = tuple[str, object, object]
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.just("read"), st.sets(WHO, min_size=1), st.none()),
    st.tuples(st.just("release"), WHO, st.none()),
    st.tuples(st.just("hold"), WHO, OFFICES),
    st.tuples(st.just("lift"), st.integers(0, 20), OFFICES),
    st.tuples(st.just("withdraw"), st.integers(0, 20), st.none()),
)


def health(kind: type[Body]) -> str | None:
    return "health" if family_of(kind) == "hygiene" else None


def told(acts: list[Act]) -> list[Fact]:
    """The acts as facts, an hour apart; what names an earlier one that is none of its sort is left out."""
    found = [
        fact(Admitted(person=one, cell="QZ-D/T/01", sex="male"), "03-01 00:00", number=n)
        for n, one in enumerate(PEOPLE, 1)
    ]
    gone: set[str] = set()
    for n, (act, what, how) in enumerate(acts):
        body = _body(act, what, how, found, gone)
        if body is not None:
            found.append(fact(body, f"03-{2 + n // 24:02} {n % 24:02}:00", number=100 + n))
    return found


def _body(act: str, what: object, how: object, found: list[Fact], gone: set[str]) -> Body | None:
    if act == "read":
        people = sorted(what)  # type: ignore[call-overload]
        return TemperaturesTaken(readings=tuple(Reading(person=p, celsius_tenths=366) for p in people))
    if act == "release":
        if what in gone:
            return None
        gone.add(str(what))
        return Released(person=str(what), basis="law")
    if act == "hold":
        return HoldSet(person=str(what), office=how, reason="x")  # type: ignore[arg-type]
    sort = HoldSet if act == "lift" else TemperaturesTaken | Retracted
    of = [one.id for one in found if isinstance(one.body, sort)]
    if not of:
        return None
    named: UUID = of[int(str(what)) % len(of)]
    if act == "lift":
        return HoldLifted(hold=named, office=how, reason="x")  # type: ignore[arg-type]
    return Retracted(fact=named, reason="x")


def read(facts: list[Fact]) -> tuple[Standing, tuple[Due, ...]]:
    standing = record_of([house(), *facts]).standing(at=second("04-30 00:00"))
    return standing, due(standing, [house(), *facts], (RULE,), class_of=health)


def held(facts: list[Fact]) -> set[str]:
    """Who is held, counted by hand."""
    lifted = {(one.body.hold, one.body.office) for one in facts if isinstance(one.body, HoldLifted)}
    return {
        one.body.person
        for one in facts
        if isinstance(one.body, HoldSet)
        and (one.id, one.body.office) not in lifted
        and (one.id, "detachment") not in lifted
    }


@given(st.lists(ACTS, max_size=30))
def test_a_hold_keeps_whatever_names_whom_it_is_about(acts: list[Act]) -> None:
    facts = told(acts)
    standing, found = read(facts)
    by_id = {one.id: one for one in facts}
    kept = held(facts)
    assert {one.body.person for one in holds(standing, [house(), *facts])} == kept
    for one in found:
        named = {person for id_ in one.facts for person in persons(by_id[id_].body)}
        assert ("hold" in one.held) == bool(named & kept)


@given(st.lists(ACTS, max_size=30))
def test_what_goes_names_nobody_of_whom_it_is_not_due(acts: list[Act]) -> None:
    facts = told(acts)
    _, found = read(facts)
    by_id, over = {one.id: one for one in facts}, {one.person for one in found}
    for one in found:
        also = going_along(facts, one.facts)
        assert not set(also) & set(one.facts)
        going = {*one.facts, *also}
        assert {person for id_ in going for person in persons(by_id[id_].body)} <= over
        undoing = (fact for fact in facts if isinstance(fact.body, Retracted))
        assert {fact.id for fact in undoing if fact.body.fact in going} == set(also)  # type: ignore[attr-defined]
