"""Where everybody is: one place at a time, and as many inside as came in and did not go out."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts import gate
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import instant
from lazaretto.registers.gate import ZONES
from tests.stating import fact, house, record_of, second

START = second("03-10 00:00")
HOUSES, PEOPLE = ("QZ-D", "QZ-L"), ("S1", "S2", "V1")
steps = st.lists(
    st.tuples(
        st.integers(0, 40), st.sampled_from(HOUSES), st.sampled_from(PEOPLE),
        st.sampled_from(["in", "out", "no"]), st.sampled_from(ZONES),
    ),
    max_size=25, unique_by=lambda step: (step[0], step[2]),  # one thing at a time happens to one person
)  # fmt: skip


def passing(step: tuple[int, str, str, str, gate.Zone], number: int) -> Fact:
    minute, where, who, what, zone = step
    body: Body = gate.Left(category="person", subject=who, zone=zone)
    if what == "in":
        body = gate.Entered(category="person", subject=who, zone=zone)
    elif what == "no":
        body = gate.Refused(category="person", subject=who, reason="no leave")
    at = instant(START + minute * 60)
    made = fact(body, "03-10 00:00", number=number + 1, facility=where)
    return type(made)(**{name: getattr(made, name) for name in made.__struct_fields__} | {"occurred": at})


def walked(said: list[tuple[int, str, str, str, gate.Zone]], until: int) -> dict[str, tuple[str, str]]:
    """By hand: whoever goes in is there, whoever goes out of where they are is nowhere."""
    where: dict[str, tuple[str, str]] = {}
    for minute, house_, who, what, zone in sorted(said):
        if minute > until:
            break
        if what == "in":
            where[who] = (house_, zone)
        elif what == "out" and where.get(who, ("",))[0] == house_:
            del where[who]
    return where


@given(said=steps, order=st.randoms(use_true_random=False))
def test_where_somebody_is_is_a_function_of_time(
    said: list[tuple[int, str, str, str, gate.Zone]], order: object
) -> None:
    facts = [passing(step, number) for number, step in enumerate(said)]
    order.shuffle(facts)  # type: ignore[attr-defined]
    standing = record_of([house(), *facts]).standing(at=START + 3600)
    for minute in (0, 7, 20, 40, 41):
        inside = standing.inside.at(START + minute * 60)
        assert not [key for key, times in Counter(inside.key.tolist()).items() if times > 1]
        found = {
            standing.names.name(key): (standing.facilities.name(place), ZONES[zone])
            for key, place, zone in zip(
                inside.key.tolist(), inside.facility.tolist(), inside.value.tolist(), strict=True
            )
        }
        assert found == walked(said, minute)


@given(said=steps)
def test_in_and_out_balance(said: list[tuple[int, str, str, str, gate.Zone]]) -> None:
    """Every stretch inside has one way in; what has ended has one way out or one way in elsewhere."""
    facts = [passing(step, number) for number, step in enumerate(said)]
    standing = record_of([house(), *facts]).standing(at=START + 3600)
    stretches = standing.inside
    entries = sum(step[3] == "in" for step in said)
    assert len(stretches) == entries
    over = int((stretches.end <= standing.at).sum())
    assert entries - over == len(stretches.at(standing.at)) == len(walked(said, 60))


@given(said=steps, split=st.integers(0, 41))
def test_what_happens_later_changes_nothing_of_who_was_inside(
    said: list[tuple[int, str, str, str, gate.Zone]], split: int
) -> None:
    early = [passing(step, number) for number, step in enumerate(said) if step[0] <= split]
    every = [passing(step, number) for number, step in enumerate(said)]
    at = START + split * 60
    few, all_ = (record_of([house(), *facts]).standing(at=at).inside.at(at) for facts in (early, every))
    assert len(few) == len(all_)
    assert few.start.tolist() == all_.start.tolist()
