"""Why a person's record is read: the usual reasons, one tap each. The code goes into the reading log."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

REASONS: Labels = {
    "care": _("Care on duty today"),
    "handover": _("Handover of a shift"),
    "leg": _("End or review of a leg"),
    "tracing": _("Tracing of contacts"),
    "complaint": _("Complaint or objection"),
    "inspection": _("Inspection"),
}
