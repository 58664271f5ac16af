"""A field of a form as a value: what the component ``c-field`` shows."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a closed list."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``input``: an input type of HTML, or ``select``, ``lines``, ``choices``, ``checkbox``."""

    name: str
    label: str
    input: str
    value: str = ""
    hint: str = ""
    error: str = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    inputmode: str = ""
    list: str = ""

    @property
    def id(self) -> str:
        """The element's id; also what the error summary links to."""
        return f"in-{self.name}"

    @property
    def wrong(self) -> str:
        """What the mark beside an error says aloud."""
        return _("Error:")

    @property
    def described(self) -> SafeString:
        """The attributes that tie hint and error to the input."""
        ids = [f"{self.id}-{part}" for part, text in (("hint", self.hint), ("error", self.error)) if text]
        said = format_html(' aria-describedby="{}"', " ".join(ids)) if ids else SafeString("")
        wrong = SafeString(' aria-invalid="true"') if self.error else SafeString("")
        mode = format_html(' inputmode="{}"', self.inputmode) if self.inputmode else SafeString("")
        options = format_html(' list="{}"', self.list) if self.list else SafeString("")
        return SafeString(said + wrong + mode + options)
