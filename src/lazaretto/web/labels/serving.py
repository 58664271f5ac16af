"""The words of the three fixed, of training and of a handover."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

DOUBTS: Labels = {
    "gone": _("not of this house's strength"),
    "away": _("cannot serve today"),
    "off": _("in neither A nor B today"),
    "untrained": _("a pass is lacking"),
    "outside": _("not inside now"),
}
LINES: Labels = {
    "blank": _("blank"),
    "uncovered": _("nobody beyond doubt"),
    "deputed": _("by the deputy"),
    "covered": _("covered"),
}
LINE_MARKS: dict[str, str] = {
    "blank": "missed", "uncovered": "breach", "deputed": "late", "covered": "met",
}  # fmt: skip
PASSES: Labels = {
    "good": _("good until"),
    "soon": _("runs out on"),
    "over": _("ran out on"),
    "failed": _("not passed"),
    "never": _("not assessed"),
}
PASS_MARKS: dict[str, str] = {
    "good": "met", "soon": "late", "over": "missed", "failed": "breach", "never": "missed",
}  # fmt: skip
