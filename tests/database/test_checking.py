"""The tables against the published log: whatever is edited behind its back is found, with its place."""

# ruff: noqa: S311, S608 — seeded edits, on tables of ours

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from lazaretto.facts import custody, record
from lazaretto.ledger import proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.checking import Strange, strange, strange_roots
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.publishing import publish, reading
from lazaretto.ledger.serving import ROLE
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.tiles import bundles, tiles
from tests.database.sql import acting, sql
from tests.database.test_proving import NOW, SIGNER
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSES = ("QZ-D", "MJ-D", "GG-D")
SIZE = 300
LOGGED = SIZE + 1  # the last one says what was erased
# What the database refuses to its own owner too; whoever is set on it takes that away first.
GUARDS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint
    WHERE confrelid = 'ledger_fact'::regclass
       OR (conrelid IN ('ledger_fact'::regclass, 'ledger_entry'::regclass) AND contype = 'c')
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A log of three houses, with a correction, a retraction and an erasure in it."""
    with acting():
        told = [
            fact(
                custody.Admitted(person=f"D{n}", cell=f"{HOUSES[n % 3]}/T/{n:04d}", sex="male"),
                f"03-15 08:{n % 60:02d}", number=n, facility=HOUSES[n % 3], recorded="03-16 08:00",
            )
            for n in range(1, SIZE - 1)
        ]  # fmt: skip
        again = custody.Admitted(person="D3", cell="QZ-D/T/0003", sex="female")
        told.append(fact(again, "03-15 08:03", number=SIZE, corrects=3, recorded="03-17 08:00"))
        withdrawn = record.Retracted(fact=UUID(int=6), reason="said of somebody else")
        told.append(fact(withdrawn, "03-17 08:00", number=SIZE + 1))
        append(told)
        erase([UUID(int=9)], rule="R1", actor="officer", now=moment("04-01 00:00"))
        proving.enter(most=LOGGED)
        publish(tmp_path, SIGNER, now=NOW)
        for table in ("fact", "payload", "mention", "entry", "erasure", "checkpoint"):
            sql(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
        for table, constraint in sql(GUARDS):
            sql(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        yield tmp_path


def _found(folder: Path) -> list[Strange]:
    return [*strange(folder, size=LOGGED), *strange_roots(folder, SIGNER.verifier, size=LOGGED)]


def _keys(found: list[Strange]) -> set[UUID]:
    """The facts that were named; whatever is no fact is the one of number nought."""
    return {UUID(one.key) if "-" in one.key else UUID(int=0) for one in found}


def test_nothing_is_strange_in_tables_that_nobody_touched(folder: Path) -> None:
    assert _found(folder) == []


def test_the_server_itself_can_look(folder: Path) -> None:
    with acting(role=ROLE):
        assert _found(folder) == []


def test_a_fact_that_is_not_logged_yet_is_not_strange(folder: Path) -> None:
    append([fact(custody.Admitted(person="D999", cell="QZ-D/T/0999", sex="male"), "03-18 08:00", number=999)])
    assert _found(folder) == []


# Each edit says of which facts it must be found. They are those of somebody with every right on the database.
Edit = Callable[[random.Random], set[UUID]]


def _any(dice: random.Random) -> UUID:
    """A fact whose words are still there, and that neither corrects nor is corrected."""
    return UUID(int=dice.choice(range(10, SIZE - 1)))


def _changed(column: str, value: str) -> Edit:
    def edit(dice: random.Random) -> set[UUID]:
        one = _any(dice)
        sql(f"UPDATE ledger_fact SET {column} = {value} WHERE id = %s", [one])
        return {one}

    return edit


def _words(dice: random.Random) -> set[UUID]:
    one = _any(dice)
    ((data,),) = sql("SELECT canonical FROM ledger_payload WHERE fact = %s", [one])
    changed = bytearray(data)
    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    sql("UPDATE ledger_payload SET canonical = %s WHERE fact = %s", [bytes(changed), one])
    return {one}


def _salt(dice: random.Random) -> set[UUID]:
    one = _any(dice)
    sql("UPDATE ledger_payload SET salt = decode(md5(random()::text), 'hex') WHERE fact = %s", [one])
    return {one}


def _words_gone(dice: random.Random) -> set[UUID]:
    one = _any(dice)
    sql("DELETE FROM ledger_payload WHERE fact = %s", [one])
    return {one}


def _erasure_gone(_: random.Random) -> set[UUID]:
    sql("DELETE FROM ledger_erasure")
    return {UUID(int=9)}


def _quietly_erased(dice: random.Random) -> set[UUID]:
    """By somebody who knows the tables: a row that says so, and neither words nor mentions."""
    one = _any(dice)
    sql(
        "INSERT INTO ledger_erasure (fact, facility, rule, erased, actor)"
        " SELECT id, facility, 'R1', '2022-04-01', 'officer' FROM ledger_fact WHERE id = %s",
        [one],
    )
    for table in ("payload", "mention"):
        sql(f"DELETE FROM ledger_{table} WHERE fact = %s", [one])
    return {one}


def _erased_as_if_said(dice: random.Random) -> set[UUID]:
    """And the row names the fact that says so of another."""
    (one,) = _quietly_erased(dice)
    sql(
        "UPDATE ledger_erasure SET said_by = (SELECT said_by FROM ledger_erasure WHERE fact = %s)"
        " WHERE fact = %s",
        [UUID(int=9), one],
    )
    return {one}


def _words_back(_: random.Random) -> set[UUID]:
    """The words of what a fact says was erased stand again (of a copy), and no row says otherwise."""
    sql("DELETE FROM ledger_erasure")
    sql(
        "INSERT INTO ledger_payload (fact, facility, salt, canonical)"
        " SELECT %s, facility, salt, canonical FROM ledger_payload WHERE fact = %s",
        [UUID(int=9), UUID(int=10)],
    )
    return {UUID(int=9)}


def _saying_gone(_: random.Random) -> set[UUID]:
    """The words of the fact that says what was erased."""
    (said,) = (row[0] for row in sql("SELECT said_by FROM ledger_erasure"))
    sql("DELETE FROM ledger_payload WHERE fact = %s", [said])
    return {said, UUID(int=9)}


def _saying_erased(_: random.Random) -> set[UUID]:
    """The fact that says what was erased, as if a rule had erased it, said by a fact of its own."""
    (said,) = (row[0] for row in sql("SELECT said_by FROM ledger_erasure"))
    sql(
        "INSERT INTO ledger_erasure (fact, facility, rule, erased, actor, said_by)"
        " SELECT id, facility, 'R1', '2022-04-01', 'officer', id FROM ledger_fact WHERE id = %s",
        [said],
    )
    sql("DELETE FROM ledger_payload WHERE fact = %s", [said])
    return {said, UUID(int=9)}


def _erasure(column: str, value: str) -> Edit:
    def edit(_: random.Random) -> set[UUID]:
        sql(f"UPDATE ledger_erasure SET {column} = {value}")
        return {UUID(int=9)}

    return edit


def _erasure_beside(dice: random.Random) -> set[UUID]:
    """A row of an erasure where the words stand."""
    one = _any(dice)
    sql(
        "INSERT INTO ledger_erasure (fact, facility, rule, erased, actor)"
        " SELECT id, facility, 'R1', now(), 'officer' FROM ledger_fact WHERE id = %s",
        [one],
    )
    return {one}


def _fact_gone(dice: random.Random) -> set[UUID]:
    one = _any(dice)
    for table in ("payload", "mention"):
        sql(f"DELETE FROM ledger_{table} WHERE fact = %s", [one])
    sql("DELETE FROM ledger_fact WHERE id = %s", [one])
    return {UUID(int=0)}


def _put_in(dice: random.Random) -> set[UUID]:
    """A row for a fact that nobody stated, at a place that the log has left behind."""
    one, made = UUID(int=dice.choice(range(10, SIZE - 10))), uuid5(UUID(int=1), str(dice.random()))
    sql("DELETE FROM ledger_entry WHERE fact = %s", [one])
    sql("UPDATE ledger_fact SET id = %s WHERE id = %s", [made, one])
    return {made, one, UUID(int=0)}  # its words and mentions are those of nobody now


def _swapped(column: str) -> Edit:
    def edit(dice: random.Random) -> set[UUID]:
        house = dice.randrange(3)
        own = [UUID(int=n) for n in range(10, SIZE - 1) if n % 3 == house]
        one, other = dice.sample(own, 2)
        told = dict(sql(f"SELECT id, {column} FROM ledger_fact WHERE id = ANY (%s)", [[one, other]]))
        sql("UPDATE ledger_fact SET position = -position WHERE id = ANY (%s)", [[one, other]])
        for at, value in ((one, told[other]), (other, told[one])):
            sql(
                "UPDATE ledger_fact SET position = -position WHERE id = %s", [at]
            ) if column != "position" else None
            sql(f"UPDATE ledger_fact SET {column} = %s WHERE id = %s", [value, at])
        return {one, other} if column != "sequence" else set()

    return edit


def _inserted(at: str) -> Edit:
    """A row that nobody stated, at a place of the house's order."""

    def edit(dice: random.Random) -> set[UUID]:
        one, made = _any(dice), uuid5(UUID(int=2), str(dice.random()))
        columns = "sequence, kind, occurred, recorded, actor, device, place, skew, leaf, node"
        sql(
            f"INSERT INTO ledger_fact (id, facility, position, {columns})"
            f" SELECT %s, facility, {at}, {columns} FROM ledger_fact WHERE id = %s",
            [made, one],
        )
        return {made}

    return edit


def _entry(column: str, value: str) -> Edit:
    def edit(dice: random.Random) -> set[UUID]:
        one = _any(dice)
        sql(f"UPDATE ledger_entry SET {column} = {value} WHERE fact = %s", [one])
        return {one}

    return edit


def _entry_gone(dice: random.Random) -> set[UUID]:
    """Of a fact in the midst of its house's order."""
    one = UUID(int=dice.choice(range(10, SIZE - 10)))
    sql("DELETE FROM ledger_entry WHERE fact = %s", [one])
    return {one, UUID(int=0)}


def _last_entry_gone(dice: random.Random) -> set[UUID]:
    """The fact looks as if it had yet to be logged; its place in the log is empty all the same."""
    houses = "SELECT max(position) FROM ledger_entry WHERE facility = %s"
    house = dice.choice(HOUSES)
    sql(f"DELETE FROM ledger_entry WHERE facility = %s AND position = ({houses})", [house, house])
    return {UUID(int=0)}


def _entries_swapped(dice: random.Random) -> set[UUID]:
    pair = dice.sample(range(10, SIZE - 1), 2)
    one, other = (UUID(int=number) for number in pair)
    rows = sql("SELECT fact, index FROM ledger_entry WHERE fact = ANY (%s)", [[one, other]])
    told = dict(rows)
    sql("UPDATE ledger_entry SET index = -index - 1 WHERE fact = ANY (%s)", [[one, other]])
    for at, index in ((one, told[other]), (other, told[one])):
        sql("UPDATE ledger_entry SET index = %s WHERE fact = %s", [index, at])
    return {one, other}


def _mention(change: str) -> Edit:
    def edit(dice: random.Random) -> set[UUID]:
        one = _any(dice)
        sql(change, [one])
        return {one}

    return edit


def _root(change: str) -> Edit:
    def edit(_: random.Random) -> set[UUID]:
        sql(change)
        return {UUID(int=0)}

    return edit


EDITS: dict[str, Edit] = {
    "occurred": _changed("occurred", "occurred + interval '1 second'"),
    "recorded": _changed("recorded", "recorded - interval '1 day'"),
    "kind": _changed("kind", "'custody.released/1'"),
    "actor": _changed("actor", "'somebody else'"),
    "device": _changed("device", "'another'"),
    "place": _changed("place", "facility"),
    "skew": _changed("skew", "skew + 1"),
    "replaces": _changed("replaces", f"'{UUID(int=4)}'"),
    "leaf": _changed("leaf", "sha256('forged')"),
    "facility": _changed("facility", "'XX-D'"),
    "words": _words,
    "salt": _salt,
    "words gone": _words_gone,
    "erasure gone": _erasure_gone,
    "quietly erased": _quietly_erased,
    "erased as if said": _erased_as_if_said,
    "erased words back": _words_back,
    "what says it gone": _saying_gone,
    "what says it erased": _saying_erased,
    "erasure's rule": _erasure("rule", "'another'"),
    "erasure's time": _erasure("erased", "erased - interval '1 year'"),
    "erasure's actor": _erasure("actor", "'somebody else'"),
    "erasure beside words": _erasure_beside,
    "fact gone": _fact_gone,
    "put in": _put_in,
    "places swapped": _swapped("position"),
    "order swapped": _swapped("sequence"),
    "inserted behind": _inserted("0"),
    "inserted beyond": _inserted("position + 1000"),
    "entry's house": _entry("facility", "'XX-D'"),
    "entry's place": _entry("position", "position + 1000"),
    "entry gone": _entry_gone,
    "last entry gone": _last_entry_gone,
    "entries swapped": _entries_swapped,
    "mention gone": _mention("DELETE FROM ledger_mention WHERE fact = %s"),
    "mention changed": _mention("UPDATE ledger_mention SET subject = 'D9999' WHERE fact = %s"),
    "mention's house": _mention("UPDATE ledger_mention SET facility = 'XX-D' WHERE fact = %s"),
    "payload's house": _mention("UPDATE ledger_payload SET facility = 'XX-D' WHERE fact = %s"),
    "root changed": _root("UPDATE ledger_checkpoint SET root = sha256('forged')"),
    "root's note": _root("UPDATE ledger_checkpoint SET note = replace(note, 'lazaretto', 'lazarotto')"),
    "root gone": _root("DELETE FROM ledger_checkpoint"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_behind_its_back_is_found_at_its_place(folder: Path, name: str) -> None:
    expected = EDITS[name](random.Random(name))
    found = _found(folder)
    assert found, name
    assert _keys(found) == expected if expected else len(found) >= 1


@pytest.mark.slow
def test_ten_thousand_edits_are_all_found(folder: Path) -> None:
    """Each undone after it was looked for. Files of the log are among what is edited."""
    from django.db import transaction

    dice = random.Random(20221129)
    files = [tile.path for tile in (*tiles(LOGGED), *bundles(LOGGED))]
    missed = []
    for number in range(10_000):
        name = dice.choice([*EDITS, "file"])
        if name == "file":
            path = dice.choice(files)
            was = (folder / path).read_bytes()
            changed = bytearray(was)
            changed[dice.randrange(len(was))] ^= 1 << dice.randrange(8)
            (folder / path).write_bytes(bytes(changed))
            if [one.place for one in audit(reading(folder), SIGNER.verifier).faults] != [path]:
                missed.append((number, path))
            (folder / path).write_bytes(was)
            continue
        with transaction.atomic():
            expected = EDITS[name](dice)
            keys = _keys(_found(folder))
            if not keys or not expected <= keys:
                missed.append((number, name))
            transaction.set_rollback(True)
    assert missed == []
