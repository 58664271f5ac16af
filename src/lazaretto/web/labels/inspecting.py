"""Words of the inspector's own space."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABLES: dict[str, Mapping[str, str | Promise]] = {
    "remark": {
        "late": _("stated on a later day"),
        "replaces": _("corrected or withdrawn"),
        "disputed": _("contradict each other"),
    },
    "noted": {"person": _("a person"), "fact": _("a fact"), "house": _("the facility")},
}
