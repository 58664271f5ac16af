"""What a database holds, read past the whole house: for a manifest, and for what is compared with it."""

from typing import LiteralString

import psycopg
from psycopg import sql

from lazaretto.project.backups import Held

GROWING = (
    "ledger_fact", "ledger_mention", "ledger_entry", "ledger_checkpoint", "ledger_erasure", "ledger_upload",
)  # fmt: skip
_SCHEMA: LiteralString = "SELECT app, max(name) FROM django_migrations GROUP BY app"
_OWNED: LiteralString = """
    SELECT p.oid::regprocedure::text, r.rolname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.pronamespace = 'public'::regnamespace AND r.rolname <> current_user
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def held(connection: psycopg.Connection[tuple[object, ...]]) -> Held:
    """Counts, heads and schema, in the transaction that the connection is in."""
    connection.execute("SELECT set_config('lazaretto.facilities', '*', true)")
    rows = connection.execute("SELECT facility, position FROM ledger_head ORDER BY facility").fetchall()
    newest = connection.execute("SELECT max(recorded) FROM ledger_fact").fetchone()
    owner = connection.execute("SELECT current_user").fetchone()
    return Held(
        heads={str(house): int(str(position)) for house, position in rows},
        tables={table: _count(connection, table) for table in GROWING if _has(connection, table)},
        schema={str(app): str(name) for app, name in connection.execute(_SCHEMA)},
        newest=newest[0] if newest else None,  # type: ignore[arg-type]  # a timestamptz
        owner=str(owner[0]) if owner else "",
        owned={str(function): str(role) for function, role in connection.execute(_OWNED)},
    )


def differences(was: Held, now: Held, *, exact: bool) -> list[str]:
    """What a restored database lacks of what the manifest says; exact: also what it has too much."""
    found = []
    for house, position in sorted(was.heads.items()):
        has = now.heads.get(house, 0)
        if has < position or (exact and has != position):
            found.append(f"{house} has {has} facts, the manifest says {position}")
    for table, rows in sorted(was.tables.items()):
        has = now.tables.get(table, 0)
        if has < rows or (exact and has != rows):
            found.append(f"{table} has {has} rows, the manifest says {rows}")
    return found


def _has(connection: psycopg.Connection[tuple[object, ...]], table: str) -> bool:
    found = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [table]).fetchone()
    return bool(found and found[0])


def _count(connection: psycopg.Connection[tuple[object, ...]], table: str) -> int:
    found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(str(found[0])) if found else 0
