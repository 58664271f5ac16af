"""Files of assumptions that come with the program: in the installed package, else in its checkout."""

from importlib.resources import files
from pathlib import Path


def packed(name: str) -> str:
    """The path of a file of ``assumptions/``, by its name there, e.g. ``diseases/covid-ancestral.yaml``."""
    installed = files("lazaretto").joinpath("_assumptions", *name.split("/"))
    return str(installed) if installed.is_file() else str(Path(__file__).parents[3] / "assumptions" / name)
