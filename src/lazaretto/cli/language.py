"""In which language the command line speaks: ``--lang``, else the environment, else English."""

import os
from collections.abc import Mapping
from typing import Any

import click

from lazaretto.protocol.wording import LANGUAGES, Language

_TRADITIONAL = ("zh_TW", "zh_HK", "zh_MO", "zh_Hant")


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that LC_ALL, LC_MESSAGES or LANG ask for, the first that is set deciding."""
    wanted = next((environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(n)), "")
    name = wanted.replace("-", "_")
    if name.startswith(_TRADITIONAL):
        return "zh-Hant"
    return "zh-Hans" if name.startswith("zh") else "en"


def language_option(command: Any) -> Any:
    """The option ``--lang`` of a command."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=lambda: language_of(os.environ),
        show_default="from LANG",
        help="Language of what is printed.",
    )(command)
