"""An assistant's answer with a file in a code fence is read as that file."""

from __future__ import annotations

import json

import pytest

from timeline import formats
from timeline.model import ParseResult

CHAPTERS = [{"timestamp": "00:00", "title": "Leaves"}, {"timestamp": "03:20", "title": "Water"}]
ANSWER = {"chapters": CHAPTERS, "key_insights": ["Soft water"], "qa": [{"q": "Hot?", "a": "90 C"}]}
FILES = {
    "json": json.dumps(ANSWER, indent=2),
    "an array": json.dumps(CHAPTERS),
    "vtt": "WEBVTT\n\n00:00.000 --> 03:20.000\nLeaves\n\n03:20.000 --> 05:00.000\nWater\n",
    "ffmetadata": ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=200000\ntitle=Leaves\n"
    "[CHAPTER]\nTIMEBASE=1/1000\nSTART=200000\nEND=300000\ntitle=Water\n",
    "xml": "<list><chapter start='0:00' title='Leaves'/>"
    "<chapter start='3:20' title='Water'/></list>",
}


def read(text: str) -> ParseResult:
    fmt = formats.detect(text)
    assert fmt.read
    return fmt.read(text)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
@pytest.mark.parametrize(
    "answer", ["```\n{}\n```", "Here you are:\n\n~~~text\n{}\n~~~\n\nShall I go on?"]
)
def test_the_file_is_read_and_the_words_around_it_are_kept(answer: str, file: str) -> None:
    timeline = read(answer.replace("{}", file)).timeline
    assert [(c.start, c.title) for c in timeline.chapters] == [(0, "Leaves"), (200_000, "Water")]
    kept = [passage.text for passage in timeline.unparsed]
    assert kept == (["Here you are:", "Shall I go on?"] if "Shall" in answer else [])


def test_points_beside_the_chapters_are_read() -> None:
    timeline = read(f"```json\n{FILES['json']}\n```").timeline
    assert [insight.text for insight in timeline.insights] == ["Soft water"]
    assert [(q.question, q.answer) for q in timeline.qa] == [("Hot?", "90 C")]


@pytest.mark.parametrize(
    "answer",
    [
        "````jsonc\n{}\n````",
        "```json\n{}\n```\n\nRun it:\n\n```bash\nls\n```",
        "Cut off:\n\n```json\n{}",
        "1. Here:\n   ```json\n   {}\n   ```",
    ],
)
def test_the_fence_may_be_one_of_several_or_without_its_end(answer: str) -> None:
    timeline = read(answer.replace("{}", FILES["json"])).timeline
    assert [chapter.title for chapter in timeline.chapters] == ["Leaves", "Water"]
    assert [insight.text for insight in timeline.insights] == ["Soft water"]


def test_lines_are_those_of_the_whole_text() -> None:
    answer = f"Here you are:\n\n```\n{FILES['vtt']}```"
    assert [chapter.line for chapter in read(answer).timeline.chapters] == [6, 9]


def test_a_summary_with_an_example_in_a_fence_is_itself() -> None:
    text = f"0:00 Why JSON\n2:00 How\n4:00 Ends\n\n```json\n{FILES['json']}\n```\n"
    assert [chapter.title for chapter in read(text).timeline.chapters] == [
        "Why JSON",
        "How",
        "Ends",
    ]


def test_a_chat_in_a_fence_is_no_file() -> None:
    rows = "00:12:32\tAnn:\tHello\n00:15:15\tBen:\tHow deep?\n00:15:52\tCay:\tVery.\n"
    text = f"Minutes\n\n```\n{rows}```"
    assert not read(text).timeline.chapters


def test_what_is_beside_the_chapters_and_not_used_is_named() -> None:
    answer = {**ANSWER, "pros": ["cheap"], "guests": [{"name": "Ann"}], "mood": "a warm one"}
    (problem,) = read(json.dumps(answer)).problems
    assert problem.code == "T104"
    assert problem.message == "not used: pros, guests, mood"


def test_questions_may_be_the_names_of_their_answers() -> None:
    answer = {"chapters": CHAPTERS, "qa": {"Hot?": "90 C"}, "insights": {"Water": "soft"}}
    timeline = read(json.dumps(answer)).timeline
    assert [(q.question, q.answer) for q in timeline.qa] == [("Hot?", "90 C")]
    assert [insight.text for insight in timeline.insights] == ["Water: soft"]


def test_times_in_strings_do_not_hide_what_is_beside_them() -> None:
    answer = {"timestamps": ["0:00 - Leaves", "3:20 - Water"], "keyTakeaways": ["Soft water"]}
    timeline = read(json.dumps(answer)).timeline
    assert [chapter.title for chapter in timeline.chapters] == ["Leaves", "Water"]
    assert [insight.text for insight in timeline.insights] == ["Soft water"]


def test_a_name_within_the_name_of_what_was_read_is_not_used_for_that() -> None:
    answer = {"moody_lines": "0:00 Leaves\n3:20 Water\n5:00 Cups\n", "mood": "a warm one"}
    notes = [problem.message for problem in read(json.dumps(answer)).problems]
    assert notes[-1] == "not used: mood"
