"""Numbers and terms of days as each language counts them."""

from babel.numbers import format_decimal

from lazaretto.board.data_words import SHEET
from lazaretto.web.typesetting import say


def term(days: int, lang: str) -> str:
    """A number of days as a reader counts it, with the years where it is as long as so many whole ones.

    So many years in a row have as many days as there are leap days among them: 5,478 or 5,479 make fifteen.
    """
    number, years = counted(days, lang), round(days / 365.2425)
    if years < 1 or not 365 * years + years // 4 <= days <= 365 * years + -(-years // 4):
        return say(SHEET["term_day" if days == 1 else "term_days"], lang).format(days=number)
    return say(SHEET["term_year" if years == 1 else "term_years"], lang).format(days=number, years=years)


def counted(number: int, lang: str) -> str:
    """A whole number as the language writes it."""
    return str(format_decimal(number, locale={"zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}.get(lang, "en")))
