"""Why nothing can be recorded at the moment: the database is away, full, slow, crowded or only to be read."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

REFUSED: Labels = {
    "storage_full": _("The disk is full; nothing was recorded. Write it down and call the administrator."),
    "storage_unavailable": _("The record cannot be reached. Nothing was recorded; try again in a minute."),
    "storage_busy": _("Someone else was recording the same thing. Nothing was recorded; try again."),
    "storage_slow": _(
        "The database took too long. Nothing was recorded; try again, or ask for less at once."
    ),
    "storage_crowded": _("Too many are asking at once. Nothing was recorded; try again in a minute."),
    "storage_read_only": _(
        "The database only lets itself be read. Nothing was recorded; write it down and call "
        "the administrator."
    ),
}
