"""Signs between words are those of the reader's language."""

import pytest
from django.template import engines
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "written"), [("zh-hans", "所医："), ("zh-hant", "所医："), ("en", "所医: ")]
)
def test_a_colon_is_written_as_the_language_does(language: str, written: str) -> None:
    with override(language):
        assert engines["django"].from_string("所医{% colon %}").render() == written


@pytest.mark.parametrize(
    ("language", "written"), [("zh-hans", "一。二。"), ("zh-hant", "一。二。"), ("en", "一。 二。")]
)
def test_sentences_stand_as_far_apart_as_the_language_has_them(language: str, written: str) -> None:
    with override(language):
        assert engines["django"].from_string("一。{% joint %}二。").render() == written
