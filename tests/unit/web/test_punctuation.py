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
