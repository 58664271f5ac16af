"""The twin's assumptions that come with the program, read from their folder."""

from pathlib import Path

from django.conf import settings

from lazaretto.twin.contacts import Contacts
from lazaretto.twin.pressing import Pressure
from lazaretto.twin.reading import Known, contacts, known, pressures

_CONTACTS = "contacts-2022.yaml"


def known_diseases() -> tuple[Known, ...]:
    """Every disease, by id, each with its titles by language. Errors: NotADisease, naming file and value."""
    return known(_folder("diseases"))


def known_pressures() -> tuple[Pressure, ...]:
    """Every model of the community. Errors: NotADisease, naming file and value."""
    return pressures(_folder("pressure"))


def assumed_contacts() -> Contacts:
    """Who meets whom in the houses."""
    return contacts((Path(settings.ASSUMPTIONS_DIR) / _CONTACTS).read_bytes())


def _folder(name: str) -> dict[str, bytes]:
    folder = Path(settings.ASSUMPTIONS_DIR) / name
    return {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
