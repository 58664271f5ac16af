"""Code 128 as a picture: black bars in a box of modules, as wide as its label lets it be."""

from itertools import groupby

from barcode.codex import Code128
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

QUIET = 10  # modules left white on either side (ISO/IEC 15417)
HEIGHT = 40


def modules(text: str) -> list[tuple[int, int]]:
    """The bars of a text, quiet zones around them: (where it begins, how wide), in modules."""
    found, at = [], QUIET
    for sign, run in groupby(Code128(text).build()[0]):
        width = len(list(run))
        if sign == "1":
            found.append((at, width))
        at += width
    return found


def bars(text: str) -> SafeString:
    """The bars of a text; whoever cannot see them is told the text."""
    found = modules(text)
    drawn = format_html_join(
        "",
        '<rect x="{}" y="0" width="{}" height="{}"/>',
        ((at, width, HEIGHT) for at, width in found),
    )
    width = found[-1][0] + found[-1][1] + QUIET
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" preserveAspectRatio="none" shape-rendering="crispEdges" '
        'role="img" aria-label="{}">{}</svg>',
        width, HEIGHT, text, drawn,
    )  # fmt: skip
