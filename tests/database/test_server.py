"""The server under the tests is a real one."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_the_owner_is_no_superuser_so_row_level_security_binds_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
