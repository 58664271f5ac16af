"""Files of assumptions that come with the program: in the installed package, else in its checkout."""

from importlib.resources import files
from pathlib import Path

from lazaretto.twin.housing import Housing
from lazaretto.twin.pressing import Pressure
from lazaretto.twin.reading import Known, housing, known, pressures


def packed(name: str) -> str:
    """The path of a file of ``assumptions/``, by its name there, e.g. ``diseases/covid-ancestral.yaml``."""
    installed = files("lazaretto").joinpath("_assumptions", *name.split("/"))
    return str(installed) if installed.is_file() else str(Path(__file__).parents[3] / "assumptions" / name)


def known_diseases() -> tuple[Known, ...]:
    """The diseases that come with the program, by id, each with its titles and its file."""
    return known(_folder("diseases/covid-ancestral.yaml"))


def known_pressures() -> tuple[Pressure, ...]:
    """The models of the community that come with the program."""
    return pressures(_folder("pressure/sporadic.yaml"))


def known_housing() -> Housing:
    """The kinds of cells that a design may name."""
    return housing(Path(packed("housing.yaml")).read_bytes())


def _folder(one: str) -> dict[str, bytes]:
    """All files beside this one."""
    return {path.name: path.read_bytes() for path in Path(packed(one)).parent.glob("*.yaml")}
