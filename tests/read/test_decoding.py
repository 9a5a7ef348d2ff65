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
