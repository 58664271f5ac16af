"""Signs between words, as each language writes them; every template knows them without asking."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def colon() -> SafeString:
    """A full-width colon in Chinese; elsewhere a colon and a space."""
    return mark_safe("：" if (get_language() or "").startswith("zh") else ": ")  # noqa: S308 — two literals


@register.simple_tag
def joint() -> str:
    """Between two sentences, or a sentence and a link: nothing in Chinese; elsewhere a blank."""
    return "" if (get_language() or "").startswith("zh") else " "


@register.simple_block_tag
def aside(content: SafeString) -> SafeString:
    """What is said in brackets behind a word: full-width ones in Chinese; elsewhere behind a blank."""
    return format_html(in_brackets("{}"), content)


def in_brackets(words: str) -> str:
    """The same for what is put together elsewhere."""
    return f"（{words}）" if (get_language() or "").startswith("zh") else f" ({words})"
