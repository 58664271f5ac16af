"""Facts as bytes and back."""

from datetime import timedelta, timezone
from uuid import UUID

import msgspec
import pytest

from lazaretto.facts import custody, gate, record, retention, testing
from lazaretto.facts.encoding import (
    MAX_BYTES,
    Malformed,
    as_builtins,
    body_from,
    checked,
    decode,
    decode_body,
    encode,
    encode_body,
    identifier,
    json_schema,
    same_statement,
)
from lazaretto.facts.fact import Body, Fact
from tests.stating import fact, house, moment

MOVED = custody.Moved(person="P1", cell="QZ-D/T/01")
SAID = fact(MOVED, "03-15 08:00", place="QZ-D/T/01")
BYTES = (
    b'{"actor":"officer","body":{"cell":"QZ-D/T/01","kind":"custody.moved/1","person":"P1"},"device":"desk",'
    b'"facility":"QZ-D","id":"00000000-0000-0000-0000-000000000001","occurred":"2022-03-15T00:00:00Z",'
    b'"place":"QZ-D/T/01","recorded":"2022-03-15T00:00:00Z"}'
)
CHINA = timezone(timedelta(hours=8))


def test_the_canonical_bytes_of_a_fact() -> None:
    assert encode(SAID) == BYTES
    assert decode(BYTES) == SAID
    assert decode(BYTES.decode()) == SAID
    assert type(decode(BYTES)) is Fact


def test_spaces_and_order_do_not_change_what_was_said() -> None:
    loose = b'{ "recorded": "2022-03-15T08:00:00+08:00",' + BYTES[1:].replace(
        b',"recorded":"2022-03-15T00:00:00Z"', b""
    )
    assert encode(decode(loose)) == BYTES


def test_an_erasure_from_before_there_were_proposals_keeps_its_bytes() -> None:
    """A field that came later is left out where it says nothing: the old commitment still holds."""
    gone = retention.Erased(facts=(UUID(int=1),), rule="document/1 a")
    old = b'{"facts":["00000000-0000-0000-0000-000000000001"],"kind":"record.erased/1","rule":"document/1 a"}'
    assert encode_body(gone) == old
    assert decode_body(old) == gone
    approved = retention.Erased(facts=(UUID(int=1),), rule="document/1 a", proposal=UUID(int=2))
    assert b'"proposal":"00000000-0000-0000-0000-000000000002"' in encode_body(approved)
    assert decode_body(encode_body(approved)) == approved


@pytest.mark.parametrize("field", ["occurred", "recorded"])
def test_an_instant_needs_its_offset(field: str) -> None:
    naive = BYTES.replace(
        f'"{field}":"2022-03-15T00:00:00Z"'.encode(), f'"{field}":"2022-03-15T00:00:00"'.encode()
    )
    with pytest.raises(Malformed, match=f"`{field}` needs its offset"):
        decode(naive)


def test_equal_instants_are_equal_bytes_in_the_body_too() -> None:
    closes = moment("03-15 18:00")
    here = testing.RoundOpened(round="R1", stratum="staff", muster=(), closes=closes.astimezone(CHINA))
    there = msgspec.structs.replace(here, closes=closes)
    assert encode_body(here) == encode_body(there)
    assert encode(fact(here, "03-15 08:00")) == encode(fact(there, "03-15 08:00"))
    assert encode(msgspec.structs.replace(SAID, occurred=SAID.occurred.astimezone(CHINA))) == BYTES


def test_a_naive_instant_in_a_body_is_refused() -> None:
    body = (
        b'{"kind":"testing.round_opened/1","round":"R","stratum":"staff","muster":[],'
        b'"closes":"2022-03-15T18:00:00"}'
    )
    with pytest.raises(Malformed, match="timezone"):
        decode_body(body)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"", "truncated"),
        (b"\xff\xfe", "malformed"),
        (BYTES.replace(b"custody.moved", b"custody.flown"), "custody.flown"),
        (BYTES.replace(b'"person":"P1"', b'"person":""'), "person"),
        (BYTES.replace(b'"person":"P1"', b'"person":1'), "person"),
        (BYTES.replace(b'"device":"desk",', b""), "device"),
        (BYTES.replace(b'"device":"desk",', b'"device":"desk","mood":"calm",'), "mood"),
        (BYTES.replace(b'"id":"0', b'"id":"x'), "id"),
        (BYTES.replace(b'"place":"QZ-D/T/01"', b'"place":"QS-D/T/01"'), "does not lie in facility QZ-D"),
        (BYTES.replace(b'"cell":"QZ-D/T/01"', b'"cell":"QS-D/T/01"'), "does not lie in facility QZ-D"),
        (BYTES.replace(b'"facility":"QZ-D"', b'"facility":"QZ-D\\n"'), "facility"),
    ],
)
def test_what_is_malformed_says_where(broken: bytes, says: str) -> None:
    with pytest.raises(Malformed, match=says):
        decode(broken)


def test_an_oversized_fact_is_refused_by_bytes_not_by_characters() -> None:
    with pytest.raises(Malformed, match="at most"):
        decode(b" " * (MAX_BYTES + 1))
    with pytest.raises(Malformed, match="at most"):
        decode("监" * (MAX_BYTES // 3 + 1))
    with pytest.raises(Malformed, match="at most"):
        decode_body(b" " * (MAX_BYTES + 1))


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Malformed):
        decode('"\ud800"')


def test_bodies_alone() -> None:
    assert decode_body(encode_body(MOVED)) == MOVED
    with pytest.raises(Malformed, match="kind"):
        decode_body(b"{}")


def test_a_body_from_a_form() -> None:
    assert body_from({"kind": "custody.moved/1", "person": "P1", "cell": "QZ-D/T/01"}) == MOVED
    with pytest.raises(Malformed, match="cell"):
        body_from({"kind": "custody.moved/1", "person": "P1"})
    asked = body_from(
        {"kind": "gate.entry_requested/1", "approval": "A1", "category": "person", "subject": "S1",
         "zone": "guarded",
         "purpose": "Repair.", "opens": "2022-03-15T08:00:00+08:00", "closes": "2022-03-15T09:00:00+08:00",
         "requested_by": "L1"}
    )  # fmt: skip
    assert isinstance(asked, gate.EntryRequested)
    assert asked.opens.utcoffset() == timedelta(0)


@pytest.mark.parametrize("body", [record.Retracted(fact=UUID(int=1), reason="Never happened."), MOVED])
def test_no_fact_replaces_itself(body: Body) -> None:
    itself = fact(body, "03-15 08:00", number=1, corrects=1 if body is MOVED else None)
    with pytest.raises(Malformed, match="itself"):
        checked(itself)


def test_a_facility_lives_by_a_clock_that_exists() -> None:
    with pytest.raises(Malformed, match="not a time zone"):
        checked(house(zone="Mars/Olympus"))


def test_what_the_node_notes_is_not_part_of_the_statement() -> None:
    again = msgspec.structs.replace(SAID, recorded=moment("03-15 08:05"), skew=-3)
    assert same_statement(SAID, again)
    assert not same_statement(SAID, msgspec.structs.replace(SAID, actor="another"))


def test_plain_values_for_templates() -> None:
    assert as_builtins(SAID)["body"] == {"kind": "custody.moved/1", "person": "P1", "cell": "QZ-D/T/01"}


def test_an_id_from_its_text() -> None:
    assert identifier("00000000-0000-0000-0000-000000000001") == UUID(int=1)
    with pytest.raises(Malformed, match="not a fact id"):
        identifier("one")


def test_the_schema_names_every_kind() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "Moved" in schema["$defs"]
