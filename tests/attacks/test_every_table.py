"""Every table, function and way round one, as the role that serves: nothing of the other house, no change.

The tables and functions are walked in the catalogue. One that is added tomorrow is keyed by a house and
forced under its policy, or stands below with the reason why it is not; a function that looks across houses
says why.
"""

# ruff: noqa: S608 — names out of the catalogue, and attacks on purpose

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from psycopg import Cursor, Error, errors

from lazaretto.ledger.serving import ROLE
from tests.attacks.everything import BEGAN
from tests.attacks.walking import leaks
from tests.attacks.world import OTHER, OTHER_MARK, OWN, World
from tests.database.sql import Values, refusal_of, sql

pytestmark = [pytest.mark.database, pytest.mark.django_db]

# Tables that are of no house. How what they hold is kept from whom it does not concern, instead.
OF_NO_HOUSE = {
    "access_beat": "when a command of the server's was last through; names nobody",
    "access_channel": "addresses of officers, sealed; asked for by their owner's own number",
    "access_deed": "the log of access, for the audit administrator; only grows",
    "access_message": "what officers were told: counts; asked for by one's own number",
    "access_read": "the log of reads, for inspector and audit administrator; only grows",
    "access_told": "which line a message told", "access_try": "which message was tried where",
    "access_token": "digests of devices' tokens; which house is a column of several, narrowed by who asks",
    "access_user": "accounts: staff, roles, scopes; for the security administrator",
    "access_user_groups": "Django's; unused", "access_user_user_permissions": "Django's; unused",
    "account_emailaddress": "of the library that signs in; unused",
    "account_emailconfirmation": "of the library that signs in; unused",
    "auth_group": "Django's; unused", "auth_group_permissions": "Django's; unused",
    "auth_permission": "Django's; unused", "django_content_type": "Django's names of its tables",
    "access_note": "what an inspector wrote down for themselves; asked for by their own number",
    "access_visit": "what an inspector looked at; asked for by their own number",
    "access_nodetoken": "digests of tokens of other nodes; names a node and no person",
    "django_migrations": "which changes of the tables were made", "django_session": "sessions, by their keys",
    "ledger_cosignature": "what witnesses signed of roots: hashes, which are public",
    "ledger_double": "ids that two nodes said differently; for whoever watches the machine",
    "ledger_peer": "how far another node's log was followed; holds no words",
    "ledger_peer_finding": "what did not hold in another node's log: positions and hashes",
    "lazaretto_reach": "how far a restore reaches",
    "ledger_checkpoint": "signed roots of the log: hashes, which are public",
    "mfa_authenticator": "second factors of accounts",
}  # fmt: skip
PREFIXES_OF_LIBRARIES = ("axes_", "socialaccount_", "account_", "mfa_")  # failed sign-ins, accounts elsewhere
# Functions that look across houses for the house that may not: what they are for, and who narrows the answer.
ACROSS = {
    "ledger_contacts": "contacts cross houses; trace_contacts tells people of other houses as a number",
    "ledger_met": "one step of it",
    "ledger_project_orders": "an order spans houses, so all that is computed of a person is written anew;"
    " facts are not touched, and rebuilding names every difference",
}


def rows(query: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """As the owner, who sees every house."""
    sql("SELECT set_config('lazaretto.facilities', '*', true)")
    return sql(query, values)


def tables() -> list[str]:
    return [
        name
        for (name,) in sql(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
            " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1"
        )
    ]


def of_houses() -> list[str]:
    """The tables that say in each row whose it is."""
    return [
        name
        for (name,) in sql(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " AND a.attname = 'facility' AND NOT a.attisdropped WHERE c.relkind IN ('r', 'p')"
            " AND c.relname LIKE 'ledger\\_%%' AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
        )
    ]


def state(table: str) -> str:
    """Everything that a table holds of the other house, as one number."""
    whole = "md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
    query = f"SELECT {whole} FROM {table} t WHERE facility = %s"
    return str(rows(query, [OTHER])[0][0])


@contextmanager
def serving(scope: str | None = OWN) -> Iterator[None]:
    """As the role that serves, under a scope; undone after, with what it made of the other house compared."""
    before = {table: state(table) for table in of_houses()}
    with transaction.atomic():
        sql("SELECT set_config('lazaretto.facilities', %s, true)", [scope or ""])
        sql(f"SET LOCAL ROLE {ROLE}")
        yield
        sql("RESET ROLE")
        assert {table: state(table) for table in before} == before
        transaction.set_rollback(True)


def tried(query: str, values: Values = ()) -> list[tuple[Any, ...]] | Error:
    """What comes of a query: rows, or the error."""
    try:
        with transaction.atomic():
            return sql(query, values)
    except Error as refusal:
        return refusal


def test_every_table_is_of_a_house_or_says_why_not(attacked: World) -> None:
    known = {*of_houses(), *OF_NO_HOUSE}
    loose = [one for one in tables() if one not in known and not one.startswith(PREFIXES_OF_LIBRARIES)]
    assert loose == [], "key it by facility under a forced policy, or say in OF_NO_HOUSE why not"
    open_ = (
        "SELECT relname FROM pg_class WHERE relname = ANY (%s)"
        " AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert sql(open_, [of_houses()]) == []


def test_the_serving_role_is_nobody_special(attacked: World) -> None:
    assert sql(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
        " WHERE rolname = %s",
        [ROLE],
    ) == [(False,) * 5]
    assert sql("SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
               " WHERE r.rolname = %s", [ROLE]) == [(0,)]  # fmt: skip
    with serving():
        assert sql("SELECT has_schema_privilege('public', 'CREATE')") == [(False,)]
        assert sql("SELECT count(*) FROM pg_stats WHERE tablename = ANY (%s)", [of_houses()]) == [(0,)]


@pytest.mark.parametrize("scope", [OWN, None, "", f"{OWN},", f"{OTHER.lower()}"])
def test_no_row_of_the_other_house_is_read(attacked: World, scope: str | None) -> None:
    with serving(scope):
        for table in of_houses():
            query = f"SELECT count(*) FROM {table} WHERE facility = %s"
            assert sql(query, [OTHER]) == [(0,)], table
            with connection.connection.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as copy:
                told = b"".join(map(bytes, copy)).decode("utf-8", "replace")
            assert leaks(told, OTHER_MARK) == [], table


@pytest.mark.parametrize("scope", [OWN, None])
def test_no_row_of_the_other_house_is_written(attacked: World, scope: str | None) -> None:
    for table in of_houses():
        kept = rows(f"SELECT to_json(t)::text FROM {table} t WHERE facility = %s LIMIT 1", [OTHER])
        with serving(scope):
            for way in (f"UPDATE {table} SET facility = facility WHERE facility = '{OTHER}'",
                        f"DELETE FROM {table} WHERE facility = '{OTHER}'"):  # fmt: skip
                assert tried(f"{way} RETURNING 1") == [] or isinstance(
                    tried(f"{way} RETURNING 1"), errors.InsufficientPrivilege | errors.RestrictViolation
                ), way
            assert isinstance(refusal_of(f"TRUNCATE {table} CASCADE"), errors.InsufficientPrivilege)
            for row in kept:
                same = f"SELECT * FROM json_populate_record(NULL::{table}, %s)"
                told = f"INSERT INTO {table} OVERRIDING SYSTEM VALUE {same}"
                assert isinstance(refusal_of(told, [*row]), errors.InsufficientPrivilege), table
            assert isinstance(refusal_of(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"), Error)


def test_a_function_of_ones_own_sees_no_row_before_the_policy(attacked: World) -> None:
    """A condition that writes down what it is given is asked after the policy, however cheap it is."""
    with serving():
        sql("CREATE TEMP TABLE seen (said text)")
        sql("CREATE FUNCTION pg_temp.peek(said text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS"
            " $$ BEGIN INSERT INTO seen VALUES (said); RETURN true; END $$")  # fmt: skip
        for table in of_houses():
            sql(f"SELECT count(*) FROM {table} t WHERE pg_temp.peek(t::text)")
        told = "\n".join(said for (said,) in sql("SELECT said FROM seen"))
        assert OWN in told
        assert leaks(told, OTHER_MARK) == []


FUNCTIONS = (
    "SELECT p.oid::regprocedure::text, p.proname, p.prosecdef, coalesce(p.proconfig, '{}'),"
    " p.proargtypes::regtype[]::text[], has_function_privilege(%s, p.oid, 'EXECUTE'), p.proretset"
    " FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'"
    " AND p.prorettype <> 'trigger'::regtype"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1"
)


def test_a_function_with_rights_of_its_own_names_its_schemas(attacked: World) -> None:
    loose = [
        name
        for name, _, definer, config, *_ in sql(FUNCTIONS, [ROLE])
        if definer and not any(one.replace(" ", "") == "search_path=public,pg_temp" for one in config)
    ]
    assert loose == [], "SET search_path = public, pg_temp: else whoever calls it says what its tables are"


def test_no_function_tells_or_changes_anything_of_the_other_house(attacked: World) -> None:
    said = _arguments(attacked)
    told, called = [], 0
    for signature, name, _definer, _config, types, callable_, _set in sql(FUNCTIONS, [ROLE]):
        if not callable_ or name in ACROSS:
            continue
        values = [said.get(one) for one in types]
        places = ", ".join(f"%s::{one}" for one in types)
        with serving():
            answer = tried(f"SELECT f::text FROM {name}({places}) AS f", values)
            called += isinstance(answer, list)
        if isinstance(answer, list) and leaks(str(answer), OTHER_MARK) and not _asked_across(name):
            told.append(signature)
    assert called > 5
    assert told == [], (
        "narrow it by the scope, or say in ACROSS why it looks across houses, and who narrows it"
    )


def _asked_across(name: str) -> bool:
    """What an append must see around what it appends: who holds a person, who is in a cell, whose id."""
    source = sql("SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE p.proname = %s", [name])
    return any("lazaretto.facilities" in text and "'*'" in text for (text,) in source)


def _arguments(world: World) -> dict[str, Any]:
    """Of each type a value that speaks of the other house."""
    other = world.other
    return {
        "text[]": [*other.numbers["person"], *other.numbers["cell"], OTHER],
        "uuid[]": other.numbers["fact"], "text": OTHER, "uuid": other.numbers["fact"][0],
        "timestamp with time zone": BEGAN, "timestamp with time zone[]": [BEGAN] * 5,
        "integer": 3, "bigint": 1000, "integer[]": [1], "json": "[]", "json[]": [], "bytea": b"x",
    }  # fmt: skip


def test_whoever_looks_across_on_purpose_is_still_there() -> None:
    connection.ensure_connection()
    names = {name for _, name, *_ in Cursor(connection.connection).execute(FUNCTIONS, [ROLE]).fetchall()}
    assert set(ACROSS) <= names


def test_there_is_no_way_round_the_tables(attacked: World) -> None:
    """Files of the server, large objects, the rows behind a sequence, another role, a copy from outside."""
    assert sql("SELECT count(*) FROM pg_largeobject_metadata") == [(0,)]
    ways = [
        "SELECT pg_read_file('/etc/hostname')", "SELECT lo_export(1, '/srv/x')",
        "SELECT lo_import('/etc/hostname')", "COPY ledger_fact TO '/srv/facts'",
        "COPY ledger_fact TO PROGRAM 'cat'", "COPY ledger_fact FROM '/srv/facts'", "SELECT * FROM pg_authid",
        "SET LOCAL row_security = off; TABLE ledger_fact", "CREATE TABLE public.ledger_shadow (x int)",
        "CREATE OR REPLACE FUNCTION public.ledger_state() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP POLICY in_scope ON ledger_fact", "ALTER ROLE lazaretto_app BYPASSRLS",
        "CREATE POLICY open ON ledger_fact USING (true)", "GRANT lazaretto_tracing TO lazaretto_app",
        "SELECT * FROM pg_largeobject",
    ]  # fmt: skip
    for way in ways:
        with serving():
            answer = tried(way)
        assert isinstance(answer, Error), way
