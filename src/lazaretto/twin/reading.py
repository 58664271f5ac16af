"""The bytes of a file of assumptions → what it says, or why it cannot be meant.

    disease(data)                                  # → Disease
    known({"covid-delta.yaml": data, …})           # → every disease that is packed, by its id

A file that breaks its form is refused with the path of the value, one that contradicts itself with its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import msgspec
import yaml

from lazaretto.twin.contacts import Contacts, sound
from lazaretto.twin.disease import Disease, NotADisease, checked
from lazaretto.twin.housing import Housing, housed
from lazaretto.twin.pressing import Pressure, meant

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """A disease that comes with the program. file: its name in ``assumptions/diseases/``."""

    file: str
    disease: Disease

    @property
    def id(self) -> str:
        """The name by which it is asked for."""
        return self.disease.id

    @property
    def title(self) -> dict[str, str]:
        """By language: zh-Hans, zh-Hant, en."""
        return self.disease.title


def value(data: bytes, kind: type[T]) -> T:
    """A YAML document as a value of this form. Errors: NotADisease, naming the path in the document."""
    try:
        return msgspec.convert(_document(data), kind, strict=False)
    except (msgspec.ValidationError, yaml.YAMLError) as wrong:
        raise NotADisease(str(wrong)) from None


@lru_cache(maxsize=64)
def _document(data: bytes) -> object:
    """YAML takes a tenth of a second a file; pages read the same few again and again."""
    return yaml.safe_load(data)


def disease(data: bytes) -> Disease:
    """``lazaretto-disease/1``. Errors: NotADisease."""
    return checked(value(data, Disease))


def contacts(data: bytes) -> Contacts:
    """``lazaretto-contacts/1``. Errors: NotADisease."""
    return sound(value(data, Contacts))


def housing(data: bytes) -> Housing:
    """``lazaretto-housing/1``. Errors: NotADisease."""
    return housed(value(data, Housing))


def pressure(data: bytes) -> Pressure:
    """``lazaretto-pressure/1``. Errors: NotADisease."""
    return meant(value(data, Pressure))


def pressures(files: Mapping[str, bytes]) -> tuple[Pressure, ...]:
    """Pressures of the community, in the order of their files. Errors: NotADisease, naming the file."""
    found = []
    for file, data in sorted(files.items()):
        try:
            found.append(pressure(data))
        except NotADisease as wrong:
            raise NotADisease(f"{file}: {wrong}") from None
    return tuple(found)


def known(files: Mapping[str, bytes]) -> tuple[Known, ...]:
    """Diseases by file, in the order of their ids. Errors: NotADisease, naming the file."""
    found: dict[str, Known] = {}
    for file, data in sorted(files.items()):
        try:
            read = disease(data)
        except NotADisease as wrong:
            raise NotADisease(f"{file}: {wrong}") from None
        if read.id in found:
            raise NotADisease(f"{file}: {read.id} is the id of {found[read.id].file} too")
        found[read.id] = Known(file, read)
    return tuple(found[name] for name in sorted(found))
