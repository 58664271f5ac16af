"""Words of the log that is proved, and of the inspector's own space."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

TABLES: dict[str, Mapping[str, str | Promise]] = {
    "remark": {
        "late": _("stated on a later day"),
        "replaces": _("corrected or withdrawn"),
        "disputed": _("contradict each other"),
    },
    "check_stage": {
        "files": _("the files of the log: every entry, and the tree over them"),
        "tables": _("the tables beside the log, word for word"),
    },
    "noted": {"person": _("a person"), "fact": _("a fact"), "house": _("the facility")},
}
REFUSED: Labels = {
    "log_unpublished": _(
        "The proved log has not been published yet. Ask the system administrator to run `lazaretto ledger"
        " publish`."
    ),
    "log_broken": _(
        "The published log is not what was signed: {why}. Nothing is given out. Tell the inspector and the"
        " audit administrator."
    ),
    "check_busy": _("The log is being checked already. Open this page again in a minute."),
    "check_unknown": _("This check is here no longer, or was never begun. Begin a new one."),
}
