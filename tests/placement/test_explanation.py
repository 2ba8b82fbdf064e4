"""What a placement rests on, for people."""

from __future__ import annotations

import pytest

from timeline.model import Insight, Segment, Timeline, Transcript
from timeline.placement import place
from timeline.placement.explanation import Explainer, Explanation
from timeline.placement.function_words import function_words

SEGMENTS = (
    "Welcome back to the yard. Today we",
    "caulk a hull with oakum from Riga, and then",
    "we pay the seams with pitch. Tomorrow",
    "the sails arrive. There is text on them, and",
    "more text on the mast, and text on the text.",
)


def explain(point: str, language: str = "en") -> Explanation:
    transcript = Transcript(
        segments=tuple(
            Segment(start=n * 5_000, end=n * 5_000 + 5_000, text=text)
            for n, text in enumerate(SEGMENTS)
        ),
        language=language,
    )
    timeline = place(Timeline(points=(Insight(text=point),), duration=25_000), transcript)
    found = Explainer(timeline, transcript).explain(timeline.points[0])
    assert found is not None
    return found


def test_the_passage_is_whole_sentences() -> None:
    found = explain("The hull is caulked with oakum that comes from Riga")
    assert found.passage.startswith("Today we caulk a hull with oakum from Riga")
    assert found.passage.endswith("with pitch.")


def test_words_that_are_rare_come_first_and_function_words_not_at_all() -> None:
    found = explain("The hull is caulked only with oakum that comes from Riga, too, and glue")
    assert {word for word, _ in found.found} == {"caulked", "hull", "oakum", "riga"}
    assert found.missing == ("comes", "glue")


def test_a_word_that_is_everywhere_says_so() -> None:
    found = dict(explain("Only text, on the mast").found)
    assert found == {"mast": 1, "text": 4}
    assert list(found) == ["mast", "text"]


@pytest.mark.parametrize(
    ("word", "languages"),
    [("only", ["en"]), ("too", ["en-GB"]), ("moins", ["fr"]), ("tout", ["fr"]), ("nur", ["de"])],
)
def test_function_words_are_of_the_languages_asked_for(word: str, languages: list[str]) -> None:
    assert word in function_words(*languages)
    assert word in function_words()
    assert "die" not in function_words("en")
    assert "die" in function_words("de")


def test_what_was_not_placed_is_not_explained() -> None:
    timeline = Timeline(points=(Insight(text="Anything"),))
    assert Explainer(timeline, None).explain(timeline.points[0]) is None
