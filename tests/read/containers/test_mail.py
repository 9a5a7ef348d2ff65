"""Messages as pages: their text, what they answer, what is attached, mailboxes, and bombs."""

from __future__ import annotations

import base64
import io
import time
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read import ReadError
from sayso.read.containers.budget import Budget
from sayso.read.containers.mail import open_mail, open_mbox
from sayso.read.containers.members import Member
from sayso.read.mail import read_mail
from sayso.read.quoting import quoted_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.mail import MailPage

RELEASE = """The harbour of Port Aldine was closed on Monday after a tanker ran
aground near the breakwater, the port authority said. Around 200 tonnes
of fuel oil leaked into the water.

"We expect the clean-up to take three weeks," Ann Lee told reporters.

- the ship is insured
- the crew is safe
"""
PARAGRAPHS = [
    RELEASE.split("\n\n", maxsplit=1)[0].replace("\n", " "),
    RELEASE.split("\n\n")[1],
    "- the ship is insured",
    "- the crew is safe",
]


def message(text: str = RELEASE, html: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    given_headers = {
        "From": "Port Authority of Aldine <press@aldine.example>",
        "To": "desk@herald.example",
        "Subject": "Harbour closed",
        "Date": "Thu, 03 Mar 2022 10:15:00 +0100",
        "Message-ID": "<1@aldine.example>",
    }
    for name, value in (given_headers | headers).items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def opened(data: bytes, budget: Budget | None = None) -> list[Capture | Failure | Member]:
    return list(open_mail(io.BytesIO(data), "m.eml", budget or Budget()))


def kept(page: MailPage) -> list[str]:
    return [page.page.text[block.start : block.end] for block in page.page.blocks if block.kept]


def dropped(page: MailPage) -> list[str | None]:
    return [block.reason for block in page.page.blocks if not block.kept]


def problems(found: Sequence[Capture | Failure | Member]) -> list[str]:
    failures = [item for item in found if isinstance(item, Failure)]
    for failure in failures:
        assert failure.problem.startswith(f"{failure.name}: ")
        assert "\n" not in failure.problem
    return [failure.problem for failure in failures]


def test_a_message_is_a_capture_of_its_bytes() -> None:
    data = message().as_bytes()
    (capture,) = opened(data)
    assert isinstance(capture, Capture)
    assert (capture.data, capture.media_type, capture.name) == (data, "message/rfc822", "m.eml")


def test_its_text_is_read_in_paragraphs_and_its_headers_say_the_rest() -> None:
    page = read_mail(message().as_bytes(), "m.eml")
    assert kept(page) == PARAGRAPHS
    assert page.title == "Harbour closed"
    assert page.outlet == "Port Authority of Aldine"
    assert page.authors == ()
    assert page.published is not None
    assert page.published.value == "2022-03-03T10:15:00+01:00"
    assert "\n".join(page.page.text[block.start : block.end] for block in page.page.blocks) == page.page.text
    assert {block.origin for block in page.page.blocks} == {None}


@pytest.mark.parametrize(
    ("sender", "outlet", "authors"),
    [
        ("Ann Lee <ann.lee@aldine.example>", "aldine.example", ("Ann Lee",)),
        ("Ann Lee <annlee@gmail.com>", None, ("Ann Lee",)),
        ("info@aldine.example", "aldine.example", ()),
        ("The Aldine Herald <ann@herald.example>", "The Aldine Herald", ()),
        ("", None, ()),
    ],
)
def test_who_it_is_from(sender: str, outlet: str | None, authors: tuple[str, ...]) -> None:
    page = read_mail(message(From=sender).as_bytes(), "m.eml")
    assert (page.outlet, page.authors) == (outlet, authors)


def test_subjects_lose_what_mail_programs_put_before_them() -> None:
    assert read_mail(message(Subject="Fwd: Re: AW: Harbour closed").as_bytes(), "m").title == "Harbour closed"
    assert (
        read_mail(message(Subject="Straße gesperrt – sofort").as_bytes(), "m").title
        == "Straße gesperrt – sofort"
    )
    assert read_mail(message(Date="soon").as_bytes(), "m").published is None


def test_html_is_read_where_the_plain_text_is_a_stub() -> None:
    html = f"<html><body><h1>Harbour closed</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></body></html>"
    page = read_mail(message("View this in a browser.", html).as_bytes(), "m.eml")
    assert PARAGRAPHS[0] in kept(page)
    assert kept(read_mail(message(RELEASE, html).as_bytes(), "m.eml")) == PARAGRAPHS


@pytest.mark.parametrize(
    "old",
    [
        "On Wed, 2 Mar 2022 at 09:00, Bo Oak <bo@h.example> wrote:\n> When will the harbour open?\n> Bo\n",
        "-----Original Message-----\nFrom: Bo Oak\nWhen will the harbour open again, please?\n",
        "From: Bo Oak\nSent: Wednesday\nTo: Ann Lee\nSubject: Harbour\n\nWhen will the harbour open?\n",
        "Am 02.03.2022 um 09:00 schrieb Bo Oak:\n> Wann öffnet der Hafen?\n",
    ],
)
def test_the_message_that_is_answered_is_dropped(old: str) -> None:
    page = read_mail(message(f"{RELEASE}\n{old}").as_bytes(), "m.eml")
    assert kept(page) == PARAGRAPHS
    assert set(dropped(page)) == {"quoted message"}


def test_a_message_that_is_only_passed_on_is_kept() -> None:
    start = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Press <p@a.example>\nDate: x\nSubject: y\n\n"
    )
    passed = start + RELEASE
    page = read_mail(message(passed).as_bytes(), "m.eml")
    assert kept(page)[-4:] == PARAGRAPHS
    assert "quoted message" in dropped(page)


def test_answers_between_quoted_lines_are_kept() -> None:
    lines = ["On Monday, 1 March 2022, Bo wrote:", "> When?", "On Friday, she said.", "> Why?", "Oil."]
    assert quoted_lines(lines) == [True, True, False, True, False]


def test_attachments_are_members_and_pictures_are_not() -> None:
    made = message()
    made.add_attachment(b"%PDF-1.7 x", maintype="application", subtype="pdf", filename="../release.pdf")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment("<p>Words</p>", subtype="html", filename="a.html")
    made.add_attachment(message("An older release of the port."))
    found = opened(made.as_bytes())
    members = [item for item in found if isinstance(item, Member)]
    assert [member.name for member in members] == [
        "m.eml!/%2E%2E/release.pdf",
        "m.eml!/a.html",
        "m.eml!/part 5.eml",
    ]
    assert members[0].data == b"%PDF-1.7 x"
    assert "older release" in read_mail(members[2].data, "x").page.text
    assert isinstance(found[0], Capture)


def test_a_message_with_an_attachment_only_gives_that() -> None:
    made = EmailMessage()
    made["Subject"] = "Release"
    made.add_attachment(b"%PDF-1.7 x", maintype="application", subtype="pdf", filename="r.pdf")
    assert [type(item) for item in opened(made.as_bytes())] == [Member]
    with pytest.raises(ReadError, match="no text of its own"):
        read_mail(made.as_bytes(), "m.eml")
    assert "no text" in problems(opened(b"Subject: x\nContent-Type: image/png\n\nabc"))[0]


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("iso-8859-1", b"caf\xe9"),
        ("utf-8", b"caf\xe9 au lait"),
        ("x-unknown", b"caf\xc3\xa9"),
        ("idna", b"caf\xc3\xa9"),
    ],
)
def test_wrong_charsets_are_survived(charset: str, data: bytes) -> None:
    raw = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert "café" in read_mail(raw + data + b" is closed.", "m.eml").page.text


def test_broken_base64_is_said() -> None:
    raw = b"Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    page = read_mail(raw + base64.b64encode(RELEASE.encode())[:-7] + b"!*=", "m.eml")
    assert "harbour of Port Aldine" in page.page.text
    assert any("base64" in problem for problem in page.problems)


def bombs() -> dict[str, bytes]:
    nested = b""
    for depth in range(3000):
        nested += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    return {
        "many parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 200_000,
        "deep parts": b"Subject: x\n" + nested,
        "deep messages": b"Content-Type: message/rfc822\n\n" * 3000,
    }


@pytest.mark.parametrize("kind", bombs())
def test_bombs_are_refused_in_one_sentence_and_at_once(kind: str) -> None:
    began = time.monotonic()
    (problem,) = problems(opened(bombs()[kind]))
    assert "more parts" in problem
    assert time.monotonic() - began < 2


def test_endless_headers_do_not_take_endless_time() -> None:
    headers = b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\nFrom: " + b"a@b.example, (" * 50_000
    headers += b"\nContent-Type: text/plain" + b"; a*0*=%41" * 20_000 + b"\n" + b"X: y\n" * 50_000
    began = time.monotonic()
    assert kept(read_mail(headers + b"\n" + RELEASE.encode(), "m.eml")) == PARAGRAPHS
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("data", [b"", b"\n\n", b"No headers here at all.", b"\x00\xff" * 50])
def test_what_is_no_message_is_refused(data: bytes) -> None:
    assert len(problems(opened(data))) == 1


def test_an_encrypted_message_is_said_to_be_encrypted() -> None:
    raw = b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n"
    assert "encrypted" in problems(opened(raw))[0]


def mbox(*messages: bytes, end: bytes = b"\n") -> bytes:
    start = b"From press@aldine.example Thu Mar  3 10:15:00 2022"
    parts = [start + end + one.replace(b"\nFrom ", b"\n>From ").replace(b"\n", end) + end for one in messages]
    return b"".join(parts)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mailbox_gives_its_messages_by_number(end: bytes) -> None:
    texts = ["One, they said.\n\nFrom the port it was heard 10:15 too.\n", "Two, they said.\n"]
    data = mbox(*(message(text).as_bytes() for text in texts), end=end)
    found = list(open_mbox(io.BytesIO(data), "b.mbox", Budget()))
    captures = [item for item in found if isinstance(item, Capture)]
    assert [capture.name for capture in captures] == ["b.mbox!/1", "b.mbox!/2"]
    assert kept(read_mail(captures[0].data, "1")) == [
        "One, they said.",
        "From the port it was heard 10:15 too.",
    ]


def test_a_mailbox_is_read_on_after_a_message_that_is_too_large() -> None:
    data = mbox(message("x" * 50 + "\n" + "word " * 5000).as_bytes(), message("Two, they said.").as_bytes())
    found = list(open_mbox(io.BytesIO(data), "b.mbox", Budget(largest_member=5000)))
    assert [item.name for item in found if isinstance(item, Capture)] == ["b.mbox!/2"]
    assert "b.mbox!/1: it unpacks to more than 5,000 bytes" in problems(found)[0]
    assert "more than 1 members" in problems(list(open_mbox(io.BytesIO(data), "b", Budget(members=1))))[-1]
    assert "more than 9 bytes" in problems(list(open_mbox(io.BytesIO(data), "b", Budget(total=9))))[-1]


WHOLE = message(RELEASE, f"<p>{RELEASE}</p>")
WHOLE.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="r.pdf")
VALID = WHOLE.as_bytes()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(VALID)), st.binary(max_size=5), st.integers(0, 9)), max_size=5))
def test_damaged_messages_give_pages_members_and_sentences(cuts: list[tuple[int, bytes, int]]) -> None:
    data = VALID
    for at, put, gone in cuts:
        data = data[:at] + put + data[at + gone :]
    found = opened(data)
    problems(found)
    for item in found:
        if isinstance(item, Capture):
            page = read_mail(item.data, item.name).page
            assert "\n".join(page.text[block.start : block.end] for block in page.blocks) == page.text
    problems(list(open_mbox(io.BytesIO(mbox(data, data)), "b.mbox", Budget())))
