"""Lines to questions and answers.

People mark a question by a prefix (``Q:``), a heading, bold type, a number or bullet with the
answer below, or just by its question mark. A section keeps to one of these, so the strongest
mark that it uses identifies its questions; every other line belongs to the answer above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from timeline.model import Problem, Question
from timeline.parsing.inline_markup import plain
from timeline.parsing.lines import Line
from timeline.parsing.stated import NOWHERE, Places, Stated, placed, places, row_of_table, stated
from timeline.text import QUESTION_MARKS

_LETTERS_Q = (
    r"Q|P|F|В|З|س|ש|问|問|質問|질문|D|V|S|Question|Pregunta|Pergunta|Frage|Domanda|Вопрос|Питання"
    r"|Vraag|Pytanie|Soru"
)
_LETTERS_A = (
    r"A|R|Ответ|О|В|ج|ת|答|回答|답변|답|Answer|Respuesta|Resposta|Réponse|Antwort|Risposta|Відповідь"
    r"|Odpowiedź|Cevap|Antwoord|C|O"
)
_MARKS = r"\s?\d{0,3}\s?[.:：)\]-]\s{0,2}(?:\*\*|__)?\s{0,2}"
_QUESTION = re.compile(rf"(?:\*\*|__|\[|\()?(?:{_LETTERS_Q}){_MARKS}(?=\S)")
_ANSWER = re.compile(rf"(?:→|->|=>)?\s?(?:\*\*|__|\[|\()?(?:{_LETTERS_A}){_MARKS}(?=\S)")
_ANSWER_INSIDE = re.compile(
    r"\s(?:→\s?|->\s?|[-–—|/]\s)?(?:\*\*|__)?(?:A|R|Answer|Antwort|Réponse|Respuesta|Resposta|Ответ|答|回答|답)"
    r"\s?[:：](?:\*\*|__)?\s{0,3}(?=\S)"
)
_ENDS = (*QUESTION_MARKS, ".", "!", "。", "！")
_ONE_LINE = re.compile(r"[?？؟](?:\*\*|__|[\"”»])?\s{0,3}[-–—:→]?\s{0,3}(?=\S)")


class QuestionList(NamedTuple):
    """Pairs in order, what was odd, and the lines after them that are no answer."""

    pairs: tuple[Question, ...] = ()
    rest: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()


Test = Callable[[Line], bool]


def find(lines: Sequence[Line]) -> QuestionList:
    """The question and answer pairs of a section. One side may be missing; it is reported."""
    rows = [row for line in lines for row in _unfolded(line) if not row.is_rule]
    texts = [row for row in rows if not row.is_blank]
    is_question = _mark(texts)
    pairs: list[tuple[list[Line], list[Line]]] = []
    for row in rows:
        if not row.is_blank and is_question(row):
            pairs.append(([row], []))
        elif pairs:
            pairs[-1][1].append(row)
        elif not row.is_blank:
            pairs.append(([], [row]))
    rest = _farewell(pairs)
    usual = places([asked[0].text for asked, _ in pairs if asked])
    made = [
        _pair(asked, [row for row in answered if not row.is_blank], usual)
        for asked, answered in pairs
    ]
    odd = [problem for pair in made for problem in _odd(pair)]
    return QuestionList(tuple(made), tuple(rest), tuple(odd))


def is_labelled(line: Line) -> bool:
    """Whether a line says by itself that it is a question: ``Q: ...``, ``Question 2. ...``."""
    match = _QUESTION.match(_time_after_label(line).text)
    return bool(match and any(char in ":：" or char.isdigit() for char in match[0]))


def is_answer(line: Line) -> bool:
    """Whether a line says by itself that it is an answer: ``A: ...``."""
    return bool(_ANSWER.match(_time_after_label(line).text))


def holds_answer(line: Line) -> bool:
    """Whether the answer is on the labelled question's own line: ``Q: ...? A: ...``."""
    return _answer_inside(line.text) is not None


def asks_in_bold(line: Line) -> bool:
    """Whether a line is a question in bold type."""
    return _is_bold(line) and _asks(line)


def _farewell(pairs: list[tuple[list[Line], list[Line]]]) -> list[Line]:
    """Cut off the last answer what no other answer has: the closing words of a chat."""
    if len(pairs) < 3:
        return []
    usual = max(_paragraphs(answered) for _, answered in pairs[:-1])
    last = pairs[-1][1]
    for index, row in enumerate(last):
        if row.is_blank and _paragraphs(last[:index]) >= max(usual, 1):
            rest = last[index:]
            del last[index:]
            return rest
    return []


def _paragraphs(rows: Sequence[Line]) -> int:
    before = [True, *(row.is_blank for row in rows)]
    return sum(blank and not row.is_blank for blank, row in zip(before, rows, strict=False))


def _unfolded(line: Line) -> list[Line]:
    """A line that holds question and answer, as two lines; any other as it is."""
    row = row_of_table(line)
    if row is not None:
        return _table_rows(line, row)
    line = _time_after_label(line)
    text = line.text
    if _QUESTION.match(text) and (inside := _answer_inside(text)):
        return [_part(line, text[: inside.start()]), _answer_part(line, text[inside.end() :])]
    return [line]


def _answer_inside(text: str) -> re.Match[str] | None:
    """Where the answer begins on a question's line: after the question is asked.

    "Is vitamin A: still good for you?" holds no answer.
    """
    found = list(_ANSWER_INSIDE.finditer(text))
    for match in found:
        if text[: match.start()].rstrip('*_ "”»)').endswith(_ENDS):
            return match
    asked = [mark for mark in map(text.find, QUESTION_MARKS) if mark >= 0]
    return next((m for m in found if not asked or min(asked) < m.start()), None)


def _table_rows(line: Line, row: list[str]) -> list[Line]:
    if not row or all(cell.casefold() in _HEAD_CELLS for cell in row):
        return []
    asked, *answers = row
    rows = [line._replace(text=f"Q: {asked}")]
    return [*rows, line._replace(text=f"A: {' '.join(answers)}")] if answers else rows


_HEAD_CELLS = frozenset("question answer q a frage antwort pregunta respuesta вопрос ответ".split())
_TIME = re.compile(r"\d:\d\d")


@cache
def _timed_label() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\*\*|__)?(?P<label>{_LETTERS_Q}|{_LETTERS_A})\s?\d{{0,3}}\s?[\[(]?(?P<time>\d{{1,3}}:\d\d(?::\d\d)?)"
        r"[\])]?\s{0,2}(?:\*\*|__)?\s{0,2}[:：.,–-]\s{0,3}(?:\*\*|__)?(?=\S)"
    )


@cache
def _labelled_time() -> re.Pattern[str]:
    return re.compile(
        r"(?:\*\*|__)?[\[(]?(?P<time>\d{1,3}:\d\d(?::\d\d)?)[\])]?\s{0,3}[-–:]?\s{0,3}(?:\*\*|__)?"
        rf"(?P<label>{_LETTERS_Q}|{_LETTERS_A}){_MARKS}(?=\S)"
    )


def _time_after_label(line: Line) -> Line:
    """``Q (7:05): ...`` and ``[7:05] Q: ...`` as ``Q: [7:05] ...``."""
    if not _TIME.search(line.text, 0, 60):
        return line
    match = _timed_label().match(line.text) or _labelled_time().match(line.text)
    if not match:
        return line
    rest = line.text[match.end() :]
    if rest.endswith("**") and rest.count("**") % 2:
        rest = rest.removesuffix("**")
    return line._replace(text=f"{match['label']}: [{match['time']}] {rest}")


def _part(line: Line, text: str) -> Line:
    return line._replace(text=text.strip().removesuffix("→").strip())


def _answer_part(line: Line, text: str) -> Line:
    return line._replace(text="A: " + text.strip(), level=0, bullet="", icon="")


def _mark(rows: Sequence[Line]) -> Test:
    """The mark that this section's questions bear."""
    asking = [row for row in rows if _asks(row) and not is_answer(row)]
    for test in (_is_prefixed, _is_headed, _is_bold):
        marked = [row for row in rows if test(row)]
        if marked and len(marked) * 2 >= len(asking) and len(marked) < max(len(rows), 2):
            return test
    one_line = [row for row in rows if _holds_both(row)]
    if one_line and len(one_line) * 2 > len(rows):
        return lambda row: True
    depth = min((row.indent for row in rows), default=0)
    outer = [row for row in rows if row.indent == depth and row.is_item]
    if outer and len(outer) < len(rows) and all(row.indent > depth or row.is_item for row in rows):
        return lambda row: row.indent == depth and row.is_item
    numbered = sum(_is_numbered(row) for row in rows)
    if numbered and 2 * numbered <= len(rows) and numbered * 2 >= len(asking):
        return _is_numbered
    if asking:
        return _asks
    alternating = {row.number for row in rows[::2]}
    return lambda row: row.number in alternating


def _asks(row: Line) -> bool:
    # The semicolon is Greek's question mark.
    return row.asks or row.text.rstrip("*_ `)").endswith(";")


def _is_prefixed(row: Line) -> bool:
    return bool(_QUESTION.match(row.text)) and not (
        _ANSWER.match(row.text) and not _asks(row) and row.text[:1] in "RAВCOD"
    )


def _is_numbered(row: Line) -> bool:
    return row.bullet[:1].isdigit() or row.bullet[:1] == "("


def _is_headed(row: Line) -> bool:
    return row.level > 0


def _is_bold(row: Line) -> bool:
    text = row.text
    return text.startswith(("**", "__")) and (
        text.rstrip(" :").endswith(("**", "__"))
        or bool(re.match(r"\*\*[^*]{1,500}[?？]\*\*", text))
    )


def _holds_both(row: Line) -> bool:
    match = _ONE_LINE.search(row.text)
    return bool(match and match.end() > 8 and len(row.text) - match.end() > 1)


def _pair(asked: list[Line], answered: list[Line], usual: Places) -> Question:
    first = (asked or answered)[0]
    question = asked[0].text if asked else ""
    question = question[match.end() :] if (match := _QUESTION.match(question)) else question
    rest = ""
    if asked and not answered and (both := _ONE_LINE.search(question)):
        question, rest = question[: both.end()].rstrip(" -–—:→"), question[both.end() :]
    elif asked and (
        bold := re.match(r"(\*\*[^*]{1,500}\*\*)\s{0,3}[-–—:→]?\s{0,3}(?=\S)", question)
    ):
        question, rest = bold[1], question[bold.end() :]
    if rest and stated(f"x {rest}").text == "x":
        # ``**Why?** (1:30)``: the time of the question, no answer.
        question, rest = f"{question} {rest}", ""
    answer = "\n".join(filter(None, [rest, *(_answer_text(line) for line in answered)]))
    of_question = _stated(question, asked, usual)
    of_answer = _stated(answer, answered)
    question = plain(of_question.text)
    answer = "\n".join(plain(row) for row in of_answer.text.split("\n"))
    return Question(
        question=question,
        answer=answer,
        line=first.number,
        **placed(_both(of_question, of_answer), f"{question} {answer}"),
    )


def _both(asked: Stated, answered: Stated) -> Stated:
    """The moments of a question, then those of its answer."""
    if asked.timestamp is None or answered.timestamp is None:
        return asked if asked.timestamp else answered
    return asked._replace(also=(*asked.also, answered.timestamp, *answered.also))


def _answer_text(line: Line) -> str:
    match = _ANSWER.match(line.text)
    text = line.text[match.end() :] if match else line.text
    return f"{line.icon} {text}".strip()


def _stated(text: str, lines: Sequence[Line], usual: Places = NOWHERE) -> Stated:
    return stated(text, [url for line in lines for url in line.links], usual)


def _odd(pair: Question) -> list[Problem]:
    if pair.question and pair.answer:
        return []
    missing, there = ("answer", "question") if pair.question else ("question", "answer")
    article = "an" if missing == "answer" else "a"
    return [
        Problem(
            code="T011",
            severity="warning",
            message=f"this {there} has no {missing}",
            hint=f"add {article} {missing} beside it",
            line=pair.line,
            column=1,
        )
    ]
