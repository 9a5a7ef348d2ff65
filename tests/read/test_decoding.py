"""Bytes to text: marks, declarations, UTF-8, UTF-16, legacy charsets, broken places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.decoding import decode

RUSSIAN = "Министр заявил, что в город прибыли около двухсот добровольцев. "
RUSSIAN += "Об этом сообщило агентство."
ENGLISH = "The minister’s office said on Monday that “about 200” people had come."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r"]
)
def test_text_comes_back_whatever_it_was_encoded_in(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), html=False).text == RUSSIAN


def test_a_guessed_charset_is_said() -> None:
    (problem,) = decode(RUSSIAN.encode("cp1251"), html=False).problems
    assert "cp1251" in problem


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8"])
def test_unicode_needs_no_remark(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), html=False).problems == ()


def test_the_mark_of_utf_8_stays_a_character_of_the_file() -> None:
    data = b"\xef\xbb\xbf" + ENGLISH.encode()
    assert decode(data, html=False).text == data.decode("utf-8")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
    ],
)
def test_a_page_is_believed_what_it_declares(head: str, encoding: str) -> None:
    text = f"{head}<p>{RUSSIAN}</p>"
    decoded = decode(text.encode(encoding), html=True)
    assert decoded.text == text
    assert decoded.problems == ()


def test_latin_1_means_windows_1252_on_the_web() -> None:
    text = f'<meta charset="iso-8859-1"><p>{ENGLISH}</p>'
    assert decode(text.encode("cp1252"), html=True).text == text


def test_a_declaration_that_the_bytes_contradict_is_not_believed() -> None:
    text = f'<meta charset="utf-8"><p>{RUSSIAN}</p>'
    assert decode(text.encode("cp1251"), html=True).text == text
    text = f'<meta charset="us-ascii"><p>{RUSSIAN}</p>'
    assert RUSSIAN in decode(text.encode(), html=True).text


@pytest.mark.parametrize("name", ["hex", "zip", "rot13", "utf-7", "no-such", "undefined", "idna"])
def test_declared_codecs_that_are_no_charsets_do_no_harm(name: str) -> None:
    assert "Words" in decode(f'<meta charset="{name}"><p>Words</p>'.encode(), html=True).text


def test_broken_utf_8_is_replaced_counted_and_said() -> None:
    data = ENGLISH.encode() * 2 + b" \xff and \xfe " + ENGLISH.encode()
    decoded = decode(data, html=False)
    assert decoded.text.count("\ufffd") == 2
    assert "2 places" in decoded.problems[0]


@given(st.binary(max_size=3000), st.booleans())
def test_any_bytes_give_text(data: bytes, html: bool) -> None:  # noqa: FBT001 - hypothesis passes by position
    assert isinstance(decode(data, html=html).text, str)


@given(st.text(max_size=500))
def test_utf_8_text_is_never_changed(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    decoded = decode(data, html=False)
    if decoded.encoding == "utf-8" and not decoded.problems:
        assert decoded.text == data.decode("utf-8")


FEW_ACCENTS = (
    "The mayor said on Wednesday that “about 40 houses” had burned down. The café of René is lost, "
    "the police’s spokesman said, and fifteen people were taken to hospital in the naïve hope of beds."
)


@pytest.mark.parametrize("text", [ENGLISH, FEW_ACCENTS, FEW_ACCENTS + " –"])
def test_latin_text_of_an_unsaid_charset_is_windows_1252_as_on_the_web(text: str) -> None:
    decoded = decode(text.encode("cp1252"), html=False)
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Burmistrz powiedział w środę, że spłonęło około czterdziestu domów, a ludzie uciekają."),
        (
            "cp1254",
            "Belediye başkanı çarşamba günü yaklaşık kırk evin yandığını ve çok kişinin öldüğünü söyledi.",
        ),
        ("cp1253", "Ο δήμαρχος είπε την Τετάρτη ότι κάηκαν περίπου σαράντα σπίτια στην πόλη μας."),
    ],
)
def test_another_charset_is_taken_where_its_language_is_evident(encoding: str, text: str) -> None:
    assert decode((text * 3).encode(encoding), html=False).text == text * 3


@pytest.mark.parametrize("cut", [1, 2])
def test_utf_8_whose_last_character_is_cut_is_still_utf_8(cut: int) -> None:
    decoded = decode((ENGLISH + " He said “").encode()[:-cut], html=False)
    assert decoded.text == ENGLISH + " He said \ufffd"
    assert "middle of a character" in decoded.problems[0]


def test_a_cut_end_is_told_from_a_last_letter_of_windows_1252() -> None:
    ascii_text = "The fire began on Monday in the old harbour, the owner said, in the caf"
    assert decode(ascii_text.encode() + b"\xc3", html=False).text == ascii_text + "\ufffd"
    assert decode(ascii_text.encode() + b"\xe9", html=False).text == ascii_text + "é"


def test_nul_characters_stay_in_the_text_and_are_told() -> None:
    text = FEW_ACCENTS.replace("about", "ab\x00out")
    decoded = decode(text.encode(), html=False)
    assert decoded.text == text
    assert "1 NUL character" in decoded.problems[0]
