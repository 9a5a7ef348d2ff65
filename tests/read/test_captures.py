"""What is read and what is refused, input by input, with one sentence each."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sayso.model import Capture, Failure
from sayso.read import LARGEST_PAGE, open_captures, read_document, usage_problems

ARTICLE = "The harbour was closed on Monday, the port authority said in a statement.\n"


def write(path: Path, content: bytes | str = ARTICLE) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def only_problem(*names: str) -> str:
    (failure,) = open_captures(names)
    assert isinstance(failure, Failure)
    assert failure.problem.count("\n") == 0
    assert Path(names[0]).name in failure.problem
    return failure.problem


def zipped(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    return buffer.getvalue()


def test_a_file_is_captured_as_it_is_with_its_address_and_type(tmp_path: Path) -> None:
    name = write(tmp_path / "a.txt")
    (capture,) = open_captures([name])
    assert isinstance(capture, Capture)
    assert capture.data == ARTICLE.encode()
    assert capture.name == name
    assert capture.media_type == "text/plain"
    assert len(capture.sha256) == 64
    assert capture.captured is not None


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.html", "<p>Hello</p>", "text/html"),
        ("a.txt", "<!DOCTYPE html><html><body><p>Saved under a wrong name</p></body></html>", "text/html"),
        ("a.html", "Plain words that somebody called a page.", "text/plain"),
        ("a.txt", "If a < b and b > c then the <p> tag is mentioned.", "text/plain"),
        ("a", "<!-- saved --><html lang=en><body>x</body></html>", "text/html"),
        ("a.md", "# A heading\n\nWords.", "text/plain"),
    ],
)
def test_the_type_is_told_by_content_first(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    (capture,) = open_captures([write(tmp_path / name, content)])
    assert isinstance(capture, Capture)
    assert capture.media_type == media_type


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (zipped("word/document.xml"), "a Word document"),
        (b"\x00\x01\x02\x03" * 400, "a binary file"),
        (bytes(range(256)) * 20, "a binary file"),
        (b"From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHTML"),
    ],
)
def test_what_is_no_page_is_refused_and_named(tmp_path: Path, content: bytes, what: str) -> None:
    assert what in only_problem(write(tmp_path / "odd.txt", content))


def test_a_few_nul_bytes_make_no_binary_file_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes(("The café burned on Monday. " * 10).encode() + b"It is\x00 lost.")
    (capture,) = open_captures([str(path)])
    assert isinstance(capture, Capture)
    path.write_bytes(b"abc\x00\x00\x00def")
    assert "a binary file" in only_problem(str(path))


def test_a_page_larger_than_any_article_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert f"larger than {LARGEST_PAGE // 1_000_000} MB" in only_problem(str(path))


def test_standard_input_is_read_under_the_name_dash_and_bounded_too() -> None:
    (capture,) = open_captures(["-"], stdin=io.BytesIO(ARTICLE.encode()))
    assert isinstance(capture, Capture)
    assert capture.name == "-"
    (failure,) = open_captures(["-"], stdin=io.BytesIO(b"a" * (LARGEST_PAGE + 5)))
    assert isinstance(failure, Failure)
    (empty,) = open_captures(["-"], stdin=io.BytesIO(b""))
    assert isinstance(empty, Failure)
    assert "empty" in empty.problem


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt")
    found = list(open_captures([str(tmp_path / "missing.txt"), good]))
    assert isinstance(found[0], Failure)
    assert "there is no such file" in found[0].problem
    assert isinstance(found[1], Capture)


def test_names_that_no_system_takes_are_failures() -> None:
    found = list(open_captures(["a\x00b", "n" * 5000]))
    assert [type(item) for item in found] == [Failure, Failure]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_files_and_folders_without_permission_are_failures(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    write(secret)
    secret.chmod(0)
    assert "cannot be read" in only_problem(str(secret))
    folder = tmp_path / "closed"
    write(folder / "a.txt")
    folder.chmod(0)
    try:
        assert "cannot be read" in only_problem(str(folder))
    finally:
        folder.chmod(0o700)


def test_a_folder_is_walked_in_order_and_gives_its_pages_only(tmp_path: Path) -> None:
    page = "<html><body><p>Words of a page.</p></body></html>"
    for name in (
        "b.html",
        "a.txt",
        "sub/c.xhtml",
        "sub/page",
        ".hidden.html",
        ".git/d.html",
        "b_files/frame.html",
    ):
        write(tmp_path / name, page)
    for name in ("style.css", "a.txt.json", "notes.csv", "data.bin"):
        write(tmp_path / name, "{}")
    found = [Path(item.name).relative_to(tmp_path).as_posix() for item in open_captures([str(tmp_path)])]
    assert found == ["a.txt", "b.html", "sub/c.xhtml", "sub/page"]


def test_what_someone_may_take_for_a_page_is_listed_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "report.docx", zipped("word/document.xml"))
    assert [type(item) for item in open_captures([str(tmp_path)])] == [Capture, Failure]


def test_a_folder_without_pages_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "style.css", "p {}")
    assert "holds no page" in only_problem(str(tmp_path))


def test_links_that_go_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(open_captures([str(tmp_path)]))
    assert [type(item) for item in found] == [Capture, Failure]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    name = write(tmp_path / "a.txt")
    again = str(tmp_path / "sub" / ".." / "a.txt")
    (tmp_path / "sub").mkdir()
    assert len(list(open_captures([name, again, str(tmp_path)]))) == 1


# -- what the user says of a page -----------------------------------------------


@pytest.mark.parametrize("sidecar", ["page.html.json", "page.json"])
def test_a_sidecar_says_what_the_page_does_not(tmp_path: Path, sidecar: str) -> None:
    name = write(tmp_path / "page.html", "<p>Hello</p>")
    write(
        tmp_path / sidecar, json.dumps({"outlet": "The Fictional Courier", "authors": ["A", "B"], "odd": 1})
    )
    (capture,) = open_captures([name])
    assert isinstance(capture, Capture)
    assert capture.supplied == {"outlet": "The Fictional Courier", "authors": "A; B"}


def test_sidecars_named_along_with_their_pages_are_no_pages(tmp_path: Path) -> None:
    names = [write(tmp_path / "page.html", "<p>x</p>"), write(tmp_path / "page.html.json", "{}")]
    names += [write(tmp_path / "b.txt"), write(tmp_path / "b.json", "{}")]
    assert [item.name for item in open_captures(names)] == [names[0], names[2]]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{not json", "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('{"outlet": 3}', '"outlet" is not text'),
        ('{"published": "last Tuesday"}', "is not a date"),
    ],
)
def test_a_broken_sidecar_is_listed_and_the_page_goes_on(tmp_path: Path, content: str, what: str) -> None:
    name = write(tmp_path / "page.txt")
    write(tmp_path / "page.txt.json", content)
    failure, capture = open_captures([name])
    assert isinstance(failure, Failure)
    assert what in failure.problem
    assert isinstance(capture, Capture)
    assert capture.supplied == {}


@pytest.mark.parametrize(
    "content",
    [
        '[{"text": "The ferry sank.", "url": "https://post.example/1"}]',
        '{"text": "The ferry sank."}\n{"text": "It sank on Friday."}\n',
        '{"title": "All", "articles": [{"text": "The ferry sank.", "url": "https://post.example/1"}]}',
    ],
)
def test_a_file_of_the_same_stem_that_is_data_of_its_own_is_no_sidecar(tmp_path: Path, content: str) -> None:
    names = [write(tmp_path / "page.txt"), write(tmp_path / "page.json", content)]
    found = list(open_captures(names))
    assert [one.name.partition("!/")[0] for one in found][:2] == names
    assert all(isinstance(one, Capture) for one in found)
    (alone,) = open_captures([str(tmp_path)])
    assert isinstance(alone, Capture)
    assert alone.supplied == {}


def test_what_is_broken_beside_a_page_was_meant_for_a_sidecar(tmp_path: Path) -> None:
    name = write(tmp_path / "page.html", "<p>x</p>")
    write(tmp_path / "page.json", '{"outlet": "The Fictional Courier",}')
    failure, _ = open_captures([name])
    assert isinstance(failure, Failure)
    assert "not valid JSON" in failure.problem


def test_an_empty_sidecar_says_nothing(tmp_path: Path) -> None:
    name = write(tmp_path / "page.txt")
    (tmp_path / "page.json").touch()
    (capture,) = open_captures([name])
    assert isinstance(capture, Capture)
    assert capture.supplied == {}


def test_the_file_that_output_is_written_to_is_no_sidecar(tmp_path: Path) -> None:
    name = write(tmp_path / "page.txt")
    script = (
        "import sys; print('{ half of the output', flush=True)\n"
        "from sayso.read import open_captures\n"
        "print([type(found).__name__ for found in open_captures(sys.argv[1:])], file=sys.stderr)"
    )
    with (tmp_path / "page.json").open("w") as output:
        run = subprocess.run(
            [sys.executable, "-c", script, name], stdout=output, stderr=subprocess.PIPE, text=True, check=True
        )
    assert run.stderr.split() == ["['Capture']"]


@pytest.mark.parametrize("key", ["page.txt", "page", "PATH"])
def test_a_published_date_is_given_by_path_file_name_or_stem_and_wins(tmp_path: Path, key: str) -> None:
    name = write(tmp_path / "page.txt")
    write(tmp_path / "page.json", '{"published": "2020-01-01"}')
    (capture,) = open_captures([name], published={name if key == "PATH" else key: "2022-03-03"})
    assert isinstance(capture, Capture)
    assert capture.supplied["published"] == "2022-03-03"


@pytest.mark.parametrize(
    ("published", "what"),
    [
        ({"nowhere.txt": "2022-03-03"}, "no input has this name"),
        ({"page": "03/03/2022"}, "is not a date"),
        ({"page": "2022-02-30"}, "is not a date"),
    ],
)
def test_dates_for_unknown_names_and_dates_that_are_none_are_told(
    tmp_path: Path, published: dict[str, str], what: str
) -> None:
    name = write(tmp_path / "page.txt")
    (problem,) = usage_problems([name], published)
    assert what in problem
    capture, failure = open_captures([name], published=published)
    assert isinstance(capture, Capture)
    assert failure == Failure(next(iter(published)), problem)


def test_a_name_that_two_inputs_have_dates_neither(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    names = [write(tmp_path / "a" / "page.txt"), write(tmp_path / "b" / "page.txt", ARTICLE + "More.\n")]
    for key in ("page.txt", "page"):
        (problem,) = usage_problems(names, {key: "2022-03-03"})
        assert (
            problem == f"{key}: {names[0]} and {names[1]} have this name; give each its own date by its path"
        )
        *captures, failure = open_captures(names, published={key: "2022-03-03"})
        assert failure == Failure(key, problem)
        assert all(isinstance(one, Capture) and "published" not in one.supplied for one in captures)
    assert usage_problems(names, dict.fromkeys(names, "2022-03-03")) == []


def test_a_path_names_one_input_whatever_the_others_are_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").mkdir()
    write(tmp_path / "page.txt")
    write(tmp_path / "b" / "page.txt", ARTICLE + "More.\n")
    first, other = open_captures(["page.txt", "b/page.txt"], published={"page.txt": "2022-03-03"})
    assert isinstance(first, Capture)
    assert isinstance(other, Capture)
    assert first.supplied["published"] == "2022-03-03"
    assert "published" not in other.supplied


@pytest.mark.parametrize("address", ["http://127.0.0.1/page.html", "https://[::1]/"])
def test_an_address_is_fetched_unless_it_is_this_machine(address: str) -> None:
    (failure,) = open_captures([address])
    assert isinstance(failure, Failure)
    assert failure.name == address
    assert "--allow-private" in failure.problem


def test_a_page_from_standard_input_is_shown_as_that_and_told_how_to_be_dated() -> None:
    (capture,) = open_captures(["-"], stdin=io.BytesIO(ARTICLE.encode()))
    assert isinstance(capture, Capture)
    document = read_document(capture)
    assert (document.name, document.display) == ("-", "standard input")
    assert any(
        'give it with --published "-=YYYY-MM-DD", in which - is standard input' in problem
        for problem in document.problems
    )


def test_usage_has_no_problems_when_names_and_dates_fit(tmp_path: Path) -> None:
    write(tmp_path / "page.txt")
    assert usage_problems([str(tmp_path), "-"], {"page": "2022-03-03T10:15+01:00", "-": "20220303"}) == []
