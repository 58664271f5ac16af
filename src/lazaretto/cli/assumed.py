"""Files of assumptions that come with the program: in the installed package, else in its checkout."""

from importlib.resources import files
from pathlib import Path

from lazaretto.twin.reading import Known, known


def packed(name: str) -> str:
    """The path of a file of ``assumptions/``, by its name there, e.g. ``diseases/covid-ancestral.yaml``."""
    installed = files("lazaretto").joinpath("_assumptions", *name.split("/"))
    return str(installed) if installed.is_file() else str(Path(__file__).parents[3] / "assumptions" / name)


def known_diseases() -> tuple[Known, ...]:
    """The diseases that come with the program, by id, each with its titles and its file."""
    folder = Path(packed("diseases/covid-ancestral.yaml")).parent
    return known({path.name: path.read_bytes() for path in folder.glob("*.yaml")})
