"""Words for every code that a page shows. One table a file; a house test holds them complete."""

from collections.abc import Mapping

from django.utils.functional import Promise

Labels = Mapping[str, str | Promise]
