"""Whether a summary is in another language than its video."""

from __future__ import annotations

from timeline.model import Timeline, Transcript
from timeline.placement.analysis import detect_language
from timeline.placement.languages import NAMES

#: Segments that the language is detected by, where nobody names it.
LANGUAGE_SAMPLE_SEGMENTS = 200
#: Stop words that summary and transcript must each have before they are said to differ.
MIN_LANGUAGE_VOTES = 12


def two_languages(timeline: Timeline, transcript: Transcript) -> tuple[str, str] | None:
    """The languages (ISO 639-1) of summary and transcript, if both are clear and they differ."""
    texts = (
        *(point.words for point in timeline.points),
        *(f"{chapter.title} {chapter.text}" for chapter in timeline.chapters),
        timeline.tldr,
    )
    summary = detect_language("\n".join(texts), MIN_LANGUAGE_VOTES)
    speech = detect_language(language_sample(transcript), MIN_LANGUAGE_VOTES)
    return (summary, speech) if summary and speech and summary != speech else None


def language_sample(transcript: Transcript) -> str:
    """As much of a transcript as identifies its language."""
    return " ".join(segment.text for segment in transcript.segments[:LANGUAGE_SAMPLE_SEGMENTS])


def language_notes(timeline: Timeline, transcript: Transcript | None) -> tuple[str, ...]:
    """A line for the user where summary and transcript differ in language, else nothing."""
    languages = two_languages(timeline, transcript) if transcript else None
    if languages is None:
        return ()
    summary, speech = (NAMES.get(code, code) for code in languages)
    return (
        f"the summary is in {summary}, the transcript in {speech}: "
        "points are placed by names, numbers and words alike in both, few of them surely",
    )
