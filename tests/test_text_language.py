"""Language and direction, detected from a text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text_language import direction_of, language_of, script_of, script_of_language

TOLD = {
    "The tide comes in twice a day": "en",
    "Der Mond zieht das Wasser an, und die Küste dreht sich": "de",
    "La mer monte deux fois par jour et le port se remplit": "fr",
    "El mar sube dos veces al día": "es",
    "لماذا يرتفع البحر مرتين في اليوم": "ar",
    "چرا دریا روزی دو بار بالا می‌آید": "fa",
    "سمندر دن میں دو بار کیوں چڑھتا ہے": "ur",
    "מדוע הים עולה פעמיים ביום": "he",
    "海が一日に二度満ちる理由": "ja",
    "為什麼海水一天漲兩次": "zh",
    "바다는 왜 하루에 두 번 차오르는가": "ko",
    "Почему море поднимается дважды в день": "ru",
    "Чому море піднімається двічі на день": "uk",
    "ทำไมทะเลขึ้นวันละสองครั้ง": "th",
    "YouTube و Chrome على نظام Linux: ما الذي تغير في المتصفح؟": "ar",
    "Tides": "",
    "12:30": "",
    "": "",
}


@pytest.mark.parametrize("text", TOLD)
def test_the_language_is_told_from_the_text(text: str) -> None:
    assert language_of(text) == TOLD[text]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ur_PK", "rtl"), ("az-Arab", "rtl"),
     ("en", "ltr"), ("", "ltr"), ("ja", "ltr"), ("ku-Latn", "ltr"), ("pa-Arab-PK", "rtl")],
)  # fmt: skip
def test_the_direction_of_a_language(language: str, direction: str) -> None:
    assert direction_of(language) == direction


@pytest.mark.parametrize("text", [text for text in TOLD if TOLD[text] not in ("", "en")])
def test_a_text_is_in_the_script_of_its_language(text: str) -> None:
    assert script_of(text) == script_of_language(language_of(text))


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert direction_of(language_of(text)) in ("ltr", "rtl")
