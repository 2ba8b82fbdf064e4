"""Bytes to text: every encoding that people's files are in, each guess said."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from timeline.cli import timeline
from timeline.decoding import decode
from timeline.errors import InputError

LEGACY = [
    ("cp1251", "0:00 Вступление\n2:10 Как работает насос\n5:40 Вопросы\n"),
    ("cp1251", "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Маяк\n"),
    ("koi8_r", "0:00 Вступление\n2:10 Как работает насос\n"),
    ("cp1250", "0:00 Úvod\n1:30 Příliš žluťoučký kůň\n3:00 Závěr\n"),
    ("cp1250", "0:00 Wstęp\n2:10 Żółta łódź\n5:00 Zakończenie\n"),
    ("cp1250", "0:00 Bevezetés\n3:00 Őszi szőlő\n"),
    ("cp1252", "0:00 Café “naïve”\n1:00 Fin\n"),
    ("cp1252", "0:00 Einführung\n2:00 Über die Brücke\n4:00 Schluß\n"),
    ("cp1252", "0:00 Ça va — très bien\n1:00 L’été\n"),
    ("cp1252", "0:00 ¿Qué es?\n1:00 El año pasado\n"),
    ("latin-1", "0:00 Überblick\n"),
    ("cp1252", "0:00 El horno\n2:05 El baño\n14:50 ¿Qué más?\n"),
    ("cp1250", "0:00 Piec\n2:05 Szkliwo żółte\n"),
    ("cp1250", "0:00 Bevezető\n2:05 Az őszi tűz\n"),
    ("cp1254", "0:00 Giriş\n2:05 Sır ve çömlek\n14:50 Pişirme\n"),
    ("cp1251", "0:00 Піч\n2:05 Їжак\n14:50 Ґанок\n"),
    ("koi8_r", "0:00 Вступление\n2:05 Глазурь и её состав\n"),
    ("cp874", "0:00 เตาเผา\n2:05 การเคลือบ\n"),
    ("shift_jis", "0:00 オープニング\n2:05 粘土\n"),
    ("shift_jis", "0:00 はじめに\n1:10 おわりに\n"),
    ("gbk", "0:00 窑的介绍\n2:05 釉料\n14:50 烧制过程\n"),
    ("big5", "0:00 窯的介紹\n2:05 釉料\n14:50 燒製過程\n"),
    ("big5", "0:00 開場\n2:05 總結與問答\n"),
    ("euc_kr", "0:00 시작\n2:05 마무리\n"),
    ("shift_jis", "0:00 はじめに\n1:30 潮の満ち引き\n3:00 まとめ\n"),
    ("shift_jis", "CHAPTER01=00:00:00.000\nCHAPTER01NAME=灯台\nCHAPTER01NAME=まとめ\n"),
    ("euc_jp", "0:00 はじめに\n1:30 潮の満ち引き\n"),
    ("gbk", "0:00 开场\n1:30 潮汐的原理\n3:00 总结\n"),
    ("gbk", "CHAPTER01=00:00:00.000\nCHAPTER01NAME=灯塔和大海\n"),
    ("big5", "0:00 開場\n1:30 潮汐的原理\n3:00 總結\n"),
    ("euc_kr", "0:00 소개\n1:30 조수의 원리\n3:00 마무리\n"),
    ("cp1253", "0:00 Εισαγωγή\n2:10 Πώς λειτουργεί\n"),
    ("cp1255", "0:00 מבוא\n2:10 איך זה עובד\n"),
    ("cp1256", "0:00 مقدمة\n1:00 أسئلة وأجوبة\n"),
]


@pytest.mark.parametrize(("encoding", "text"), LEGACY)
def test_what_is_no_unicode_is_guessed_and_said(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert "not UTF-8: read as" in decoded.note
    assert "--encoding" in decoded.note


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_no_guess(encoding: str) -> None:
    assert decode("0:00 Café, 灯台\n".encode(encoding))[:2] == ("0:00 Café, 灯台\n", "")


@pytest.mark.parametrize(("encoding", "text"), LEGACY)
def test_a_named_encoding_is_taken_at_its_word(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), encoding=encoding)[:2] == (text, "")


def test_a_named_encoding_overrules_valid_utf8() -> None:
    assert decode("é".encode(), encoding="latin-1").text == "Ã©"
    assert decode(codecs.BOM_UTF8 + "é".encode(), encoding="utf-8").text == "é"


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"a", "klingon", "there is no encoding 'klingon'"),
        (b"a", "rot13", "there is no encoding 'rot13'"),
        ("0:00 a\n1:00 é".encode("latin-1"), "utf-8", "line 2 is not utf-8"),
        (b"0:00 a\n1:00 \xff\xff", "shift_jis", "line 2 is not shift_jis"),
    ],
)
def test_an_encoding_that_does_not_fit_is_refused(data: bytes, encoding: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data, encoding=encoding)


def test_damaged_utf8_is_not_taken_for_something_else() -> None:
    data = "0:00 Überblick über Brücken\n1:00 ".encode() + b"\xff" + "Größe\n".encode()
    decoded = decode(data)
    assert decoded.text == "0:00 Überblick über Brücken\n1:00 \ufffdGröße\n"
    assert decoded.note == "1 place is not UTF-8 and shown as \ufffd, the first in line 2"


@pytest.mark.parametrize(
    ("text", "line", "meant"),
    [
        ("0:00 Le four\n2:05 LÃ©mail\n", 2, "Lémail"),
        ("0:00 ÐŸÐµÑ‡ÑŒ\n2:05 x\n", 1, "Печь"),
        ("0:00 donâ€™t\n", 1, "don’t"),
        ("0:00 x\n2:05 Ãëàçóðü\n", 2, "Глазурь"),
    ],
)
def test_letters_of_a_wrong_encoding_are_said(text: str, line: int, meant: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text
    assert decoded.note.startswith(f"line {line} was read in a wrong encoding")
    assert meant in decoded.note


def test_letters_that_were_lost_before_are_said() -> None:
    assert "the first in line 2" in decode("0:00 a\n1:00 caf\ufffd\n".encode()).note


@pytest.mark.parametrize(
    "text", ["0:00 Ça va, Âge d’or\n", "0:00 ÅÄÖ åäö\n", "0:00 Tiếng Việt\n", "0:00 Ærø\n"]
)
def test_sound_letters_are_no_news(text: str) -> None:
    assert decode(text.encode()).note == ""


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_an_error(data: bytes) -> None:
    try:
        text, note, *_ = decode(data)
    except InputError as error:
        text, note = "", str(error)
    assert "\n" not in note
    text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("command", ["export", "check", "show", "place"])
def test_every_command_says_the_guess_and_takes_the_encoding(command: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    text = "Chapters\n0:00 Маяк и море\n2:10 Буря ночью\n5:00 Рассвет\n\nKey insights\n- Свет\n"
    path.write_bytes(text.encode("cp1251"))

    def said(*options: str) -> str:
        return CliRunner().invoke(timeline, [command, str(path), *options]).output

    assert "read as Windows-1251, a guess" in said()
    assert "a guess;" not in said("--encoding", "cp1251")
    error = CliRunner().invoke(timeline, [command, str(path), "--encoding", "utf-8"])
    assert "line 2 is not utf-8" in error.output or "line 2 is not utf-8" in str(error.exception)
