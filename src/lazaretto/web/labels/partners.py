"""Words of joint prevention: the fields of its forms, and how far a hand-over has come."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

FIELDS: Labels = {
    "agreed_on": _("Agreed on"),
    "agreed_until": _("Agreed until"),
    "agreement": _("Number of the agreement"),
    "brought": _("Papers that came along"),
    "call": _("Whom they call"),
    "contact": _("Function of whoever answers"),
    "drawn_by": _("Drawn up by"),
    "hand_over": _("Number of the hand-over"),
    "houses": _("For which houses"),
    "means": _("How it was acknowledged"),
    "partner": _("Partner"),
    "precautions": _("Precautions"),
    "receives": _("May be handed"),
    "reference": _("Number of their paper"),
    "refused_by": _("Who refused"),
    "sends": _("May hand in"),
    "telephone": _("Duty telephone"),
}
STATES: Labels = {
    "unprepared": _("not prepared"),
    "prepared": _("prepared, not handed over yet"),
    "given": _("handed over, not acknowledged yet"),
    "overdue": _("acknowledgement overdue"),
    "acknowledged": _("taking over acknowledged"),
    "refused": _("taking over refused"),
    "returned": _("handed back"),
}
MARKS: dict[str, str] = {
    "unprepared": "disputed", "prepared": "held", "given": "owed", "overdue": "missed",
    "acknowledged": "met", "refused": "late", "returned": "met",
}  # fmt: skip
ACTS: Labels = {
    "prepare": _("Status document drawn up"),
    "give": _("Person handed over"),
    "acknowledge": _("Taking over acknowledged"),
    "refuse": _("Taking over refused"),
    "take_back": _("Person handed back"),
}
ASTRAY: Labels = {
    "out_of_turn": _("out of turn: nothing called for it"),
    "give": _("acknowledged by whoever handed the person over"),
}
TABLES: dict[str, Labels] = {"hand_over": STATES, "hand_over_act": ACTS, "hand_over_astray": ASTRAY}
