"""Words of messages: their states, why a line waits, the channels, what came of a try, and refusals."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

STATES: Labels = {
    "acknowledged": _("acknowledged"),
    "sent": _("sent, nobody has acknowledged it"),
    "failing": _("not delivered"),
    "sending": _("on its way"),
    "unsent": _("not sent yet"),
}
MARKS: dict[str, str] = {
    "acknowledged": "met", "sent": "owed", "failing": "missed", "sending": "held", "unsent": "owed",
}  # fmt: skip
REASONS: Labels = {
    "quiet": _("waits for the end of their quiet hours"),
    "gathering": _("waits, so that many become one message"),
    "unreachable": _("has no channel"),
}
SORTS: Labels = {
    "alarm": _("alarm"),
    "breach": _("breach"),
    "overdue": _("overdue"),
    "problem": _("contradiction in the record"),
}
SORT_MARKS: dict[str, str] = {
    "alarm": "breach", "breach": "breach", "overdue": "missed", "problem": "disputed",
}  # fmt: skip
CHANNELS: Labels = {
    "email": _("E-mail"),
    "wecom": _("WeCom"),
    "dingtalk": _("DingTalk"),
    "feishu": _("Feishu"),
    "webhook": _("Webhook"),
    "sink": _("the demo’s file"),
}
OUTCOMES: Labels = {
    "": _("this try is under way"),
    "sent": _("delivered to the channel"),
    "refused": _("not accepted, or not reached"),
    "timeout": _("no answer in time"),
    "not_allowed": _("the installation does not allow this address"),
}
REFUSED: Labels = {
    "too_many_channels": _("You have {most} channels already. Remove one first."),
    "address_unreadable": _(
        "This is no address that can be used. Paste the address that the messenger shows for its robot,"
        " or type an e-mail address."
    ),
    "address_not_allowed": _(
        "This installation lets no message go to {needs}. Whoever runs it can allow that in LAZARETTO_NOTIFY."
    ),
    "no_mail_server": _(
        "This installation has no mail server. Whoever runs it can name one in LAZARETTO_NOTIFY_MAIL."
    ),
    "quiet_all_day": _("Quiet hours must end at another time than they begin."),
    "not_yours_to_acknowledge": _(
        "This message went to {person}. They, or whoever answers for them in these houses, acknowledge it."
    ),
}
