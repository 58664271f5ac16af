"""Numbers of paper forms: read back as written, never mistaken for another; ids follow from form and line."""

from datetime import datetime, timedelta

import hypothesis.strategies as st
from hypothesis import given

from lazaretto.board.paper import _SIGNS, _SINCE, LINES, MOST, SORTS, Form, new_forms, read_form

moments = st.integers(0, 50 * 366 * 86_400).map(lambda seconds: _SINCE + timedelta(seconds=seconds))
forms = st.builds(
    Form,
    st.sampled_from(["QZ-D", "MJ-L", "TS-Z", "GG-D"]),
    st.sampled_from(SORTS),
    moments,
    st.integers(0, MOST - 1),
)


@given(form=forms, line=st.integers(1, LINES))
def test_a_number_is_read_back_however_it_was_typed(form: Form, line: int) -> None:
    assert read_form(form.number) == (form, None)
    assert read_form(f"  {form.line(line).lower()} ") == (form, line)
    assert len(form.line(line)) <= 64
    alike = form.number.partition("/")[2][1:].replace("0", "o").replace("1", "l")
    assert read_form(f"{form.number.partition('/')[0]}/{form.sort}{alike}") == (form, None)


@given(form=forms, at=st.integers(0, 20), sign=st.sampled_from(_SIGNS))
def test_one_wrong_sign_is_no_form(form: Form, at: int, sign: str) -> None:
    number = form.number
    start = number.index("/") + 2
    at = start + at % (len(number) - start)
    if number[at] != sign:
        assert read_form(number[:at] + sign + number[at + 1 :]) is None


@given(form=forms, at=st.integers(0, 20))
def test_two_neighbours_swapped_are_no_form(form: Form, at: int) -> None:
    number = form.number
    start = number.index("/") + 2
    at = start + at % (len(number) - start - 3)  # within the seven signs
    if number[at] != number[at + 1]:
        swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        assert read_form(swapped) is None


@given(one=forms, other=forms, first=st.integers(1, LINES), second=st.integers(1, LINES))
def test_ids_follow_from_form_and_line_and_from_nothing_else(
    one: Form, other: Form, first: int, second: int
) -> None:
    assert (one.id_of(first) == other.id_of(second)) == ((one, first) == (other, second))
    assert one.id_of(first) == Form(one.facility, one.sort, one.printed, one.which).id_of(first)
    assert len({one.id_of(first, part) for part in ("passage", "check", "unread")}) == 3
    assert one.id_of(first).version == 7


@given(text=st.text(max_size=40))
def test_any_text_is_a_form_or_none(text: str) -> None:
    found = read_form(text)
    assert found is None or read_form(found[0].number) == (found[0], None)


def test_each_printing_has_its_own_numbers() -> None:
    now = datetime(2022, 3, 15, 8, 0, 0, 900_000, tzinfo=_SINCE.tzinfo)
    made = new_forms("QZ-D", sort="P", count=99, now=now)
    assert len({form.number for form in made}) == MOST
    assert len(new_forms("QZ-D", sort="P", count=0, now=now)) == 1
