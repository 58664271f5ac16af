"""The twin's assumptions that come with the program, read from their folder."""

from pathlib import Path

from django.conf import settings

from lazaretto.twin.contacts import Contacts
from lazaretto.twin.reading import Known, contacts, known

_CONTACTS = "contacts-2022.yaml"


def known_diseases() -> tuple[Known, ...]:
    """Every disease, by id, each with its titles by language. Errors: NotADisease, naming file and value."""
    folder = Path(settings.ASSUMPTIONS_DIR) / "diseases"
    return known({path.name: path.read_bytes() for path in folder.glob("*.yaml")})


def assumed_contacts() -> Contacts:
    """Who meets whom in the houses."""
    return contacts((Path(settings.ASSUMPTIONS_DIR) / _CONTACTS).read_bytes())
