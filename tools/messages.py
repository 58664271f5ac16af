"""The texts of the screens: collect them for the translators, compile what they wrote.

python tools/messages.py            collect from code and templates (needs GNU gettext), then compile
python tools/messages.py --compile  compile only (needs nothing)
"""

import os
import shutil
import sys

from lazaretto.project.folders import PACKAGE
from lazaretto.project.translations import CATALOGUES, catalogues, compile_stale


def collect() -> None:
    """Bring every catalogue up to date with the texts in code and templates."""
    if shutil.which("xgettext") is None:
        sys.exit("Collecting texts needs GNU gettext (Debian: apt-get install gettext); compiling does not.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    os.chdir(PACKAGE)
    locales = sorted({path.parents[1].name for path in catalogues()})
    call_command(
        "makemessages", locale=locales, no_obsolete=True, no_wrap=True, add_location="file", verbosity=0
    )


if __name__ == "__main__":
    if "--compile" not in sys.argv[1:]:
        collect()
    for made in compile_stale():
        print(f"compiled {made.relative_to(CATALOGUES)}")
