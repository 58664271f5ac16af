"""An order in the document: it reads, is checked, lowers to what was simulated; the rest stays as it was."""

from datetime import date
from difflib import unified_diff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.protocol.checking import check
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from lazaretto.twin.designing import Change, LegChange, varied
from lazaretto.twin.lowering import policy
from lazaretto.twin.proposing import SOURCE, CannotBeProposed, next_version, proposed
from tests.answering import ALONE, DOCUMENT, LONGER, ROOT, SHORT

DATA = DOCUMENT.read_bytes()
DAY = date(2022, 4, 8)


def protocol_of(data: bytes) -> Protocol:
    found = read(data).protocol
    assert found is not None
    return found


OLD = protocol_of(DATA)
FLOOR = protocol_of((ROOT / "protocols" / "community-2022" / "1.yaml").read_bytes())


def put(change: Change) -> bytes:
    return proposed(DATA, change, version="2", on=DAY, trace="question 0, seed 1").data


def days_up_to(last: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.integers(0, last), max_size=6).map(lambda days: tuple(sorted(days)))


PROPOSED = put(SHORT)


def errors(data: bytes) -> list[str]:
    return [one.code for one in check(protocol_of(data), baseline=FLOOR) if one.severity == "error"]


def test_the_order_stands_in_the_document_and_nothing_is_wrong_with_it() -> None:
    new = protocol_of(PROPOSED)
    assert (new.version, new.supersedes, new.effective) == ("2", "four-layer-2022/1", DAY)
    assert (new.legs[0].days, new.legs[0].tests_on) == (14, (1, 4, 7, 13))
    assert new.clause("quarantine.tests_leg_1").title.en == "Single tests on the days of leg 1 (1, 4, 7, 13)"
    assert new.clause("quarantine.leg_1_decided").title.zh_hans == "第一段第 14 日须作出解除决定"
    assert errors(PROPOSED) == []
    ordered = policy(OLD, level="closed", cohort=8)
    assert policy(new, level="closed", cohort=8).legs == varied(ordered, SHORT, protocol=OLD).legs


def test_a_number_that_changed_cites_the_proposal_and_says_what_it_was() -> None:
    new = protocol_of(PROPOSED)
    changed = [one for one in new.parameters if one.cite == (SOURCE,)]
    assert [(one.id, one.value, one.effective) for one in changed] == [
        ("leg.1.days", "14", DAY), ("leg.1.tests", "4", DAY),
    ]  # fmt: skip
    assert [one.note.en[-10:] for one in changed if one.note] == ["It was 21.", " It was 5."]
    assert next(one for one in new.sources if one.id == SOURCE).locator == "question 0, seed 1"


def test_all_other_lines_stay_word_for_word() -> None:
    lines = list(unified_diff(DATA.decode().splitlines(), PROPOSED.decode().splitlines(), n=0, lineterm=""))
    gone = [line for line in lines if line.startswith("-") and not line.startswith("---")]
    assert len(gone) < 50
    assert not any("leg.2" in line or "leg.3.days:" in line for line in gone)


@pytest.mark.parametrize(("change", "apart"), [(ALONE, ("cohort",)), (LONGER, ("pattern",))])
def test_what_no_document_says_leaves_it_untouched(change: Change, apart: tuple[str, ...]) -> None:
    found = proposed(DATA, change, version="2", on=DAY, trace="")
    assert found.data == DATA
    assert found.ordered_apart == apart


def test_a_proposal_below_the_floor_is_refused_by_the_check() -> None:
    assert errors(put(Change(name="short", legs={1: LegChange(days=7)}))) == ["floor_broken", "floor_broken"]


def test_a_leg_that_is_left_out_goes_with_its_clauses_and_only_the_floor_is_against() -> None:
    left_out = Change(name="one leg", legs={2: LegChange(days=0), 3: LegChange(days=0)})
    data = put(left_out)
    new = protocol_of(data)
    assert [leg.layer for leg in new.legs] == [1, 4]
    assert not [one.id for one in new.clauses if one.id.endswith(("leg_2", "leg_3"))]
    assert errors(data) == ["floor_missing"]


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(
    st.dictionaries(
        st.integers(1, 3),
        st.integers(1, 30).flatmap(
            lambda days: st.builds(
                LegChange, days=st.just(days), tests_on=st.none() | days_up_to(days),
            )
        ),
    )
)  # fmt: skip
def test_the_proposed_document_lowers_to_the_order_that_was_simulated(legs: dict[int, LegChange]) -> None:
    change = Change(name="any", legs=legs)
    ordered = policy(OLD, level="closed", cohort=8)
    new = policy(protocol_of(put(change)), level="closed", cohort=8)
    assert new.legs == varied(ordered, change, protocol=OLD).legs
    assert new.duty == ordered.duty


def test_the_same_order_gives_the_same_bytes() -> None:
    assert put(SHORT) == PROPOSED


def test_a_leg_is_counted_and_not_called_by_its_layer() -> None:
    """Where the first leg was left out before, the first one of the new document is of layer 2."""
    shorter = put(Change(name="no first leg", legs={1: LegChange(days=0)}))
    assert [leg.layer for leg in protocol_of(shorter).legs] == [2, 3, 4]
    change = Change(name="first leg 10", legs={1: LegChange(days=10)})
    own = policy(protocol_of(shorter), level="closed", cohort=8)
    lived = varied(own, change, protocol=protocol_of(shorter))
    again = proposed(shorter, change, version="3", on=DAY, trace="question 1, seed 1").data
    assert [(leg.layer, leg.days) for leg in protocol_of(again).legs] == [(2, 10), (3, 14), (4, 0)]
    assert policy(protocol_of(again), level="closed", cohort=8).legs == lived.legs


def test_a_leg_that_the_document_has_not_is_named() -> None:
    with pytest.raises(CannotBeProposed, match="leg 9"):
        put(Change(name="no", legs={9: LegChange(days=3)}))


def test_the_next_version_is_one_that_nobody_has() -> None:
    assert next_version("1", {"1"}) == "2"
    assert next_version("1", {"1", "2", "3"}) == "4"
    assert next_version("2022-a", {"2022-a"}) == "2022-a-2"
