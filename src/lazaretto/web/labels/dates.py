"""How dates are written, by language: GB/T 7408 order in Chinese, day before month in English."""

from django.utils.translation import get_language

_LOCALES = {"zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_TW", "en": "en_GB"}
_CHINESE = {
    "clock": "HH:mm",
    "stamp": "MM-dd HH:mm",
    "dated_stamp": "y-MM-dd HH:mm",  # in lists that reach back over a year
    "seconds": "MM-dd HH:mm:ss",
    "day": "M月d日",
    "weekday": "EEE",
    "dated": "M月d日 EEE",
    "date": "y年M月d日",
    "full": "y年M月d日 HH:mm",
}
_ENGLISH = {
    "clock": "HH:mm",
    "stamp": "d MMM HH:mm",
    "dated_stamp": "d MMM y HH:mm",
    "seconds": "d MMM HH:mm:ss",
    "day": "d MMM",
    "weekday": "EEE",
    "dated": "EEE d MMM",
    "date": "d MMMM y",
    "full": "d MMMM y, HH:mm",
}


def locale() -> str:
    """The Babel name of the reader's language."""
    return _LOCALES.get((get_language() or "en").lower(), "en_GB")


def pattern(form: str) -> str:
    """The pattern of a form in the reader's language."""
    return (_ENGLISH if locale() == "en_GB" else _CHINESE)[form]
