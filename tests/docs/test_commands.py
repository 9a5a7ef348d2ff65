"""Every command and example that README and docs show runs, and prints what they say."""

from __future__ import annotations

import contextlib
import doctest
import io
import shutil
from typing import TYPE_CHECKING

import pytest
from documents import DOCUMENTS, ROOT, agrees, commands, fences
from shell import Shell

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Return a shell in a new folder with a copy of the examples."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return Shell(folder)


def documents_with(language: str) -> list[object]:
    """Return the documents that hold a block in *language*, named by their path."""
    return [
        pytest.param(document, id=str(document.relative_to(ROOT)))
        for document in DOCUMENTS
        if any(fences(document, language))
    ]


@pytest.mark.parametrize("document", documents_with("console"))
def test_the_commands_print_what_the_document_shows(document: Path, shell: Shell) -> None:
    code = 0
    for fence in fences(document, "console"):
        for command in commands(fence.text):
            where = f"{document.name}:{fence.line}: {command.line}"
            if command.line == "echo $?":
                assert command.output.strip() == str(code), where
                continue
            printed, code = shell.run(command.line)
            assert code == 0 or command.shows_code, f"{where}\nended with {code}, undocumented:\n{printed}"
            if command.output:
                assert agrees(command.output, printed), f"{where}\nprinted:\n{printed}"


@pytest.mark.parametrize("document", documents_with("python"))
def test_the_python_examples_run(document: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shell.folder)
    names: dict[str, object] = {"__name__": "example"}
    for fence in fences(document, "python"):
        if ">>> " in fence.text:
            parsed = doctest.DocTestParser().get_doctest(
                fence.text, names, document.name, str(document), fence.line
            )
            report = io.StringIO()
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            failed = runner.run(parsed, out=report.write, clear_globs=False).failed
            names = parsed.globs
            assert not failed, report.getvalue()
        else:
            padding = "\n" * fence.line  # so that a traceback names the document's own line
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(padding + fence.text, str(document), "exec"), names)  # noqa: S102 - our own documents


def test_an_output_that_is_not_what_was_shown_is_noticed() -> None:
    assert agrees(
        "6 reports, ...\n...\n70 volunteers\n", "6 reports, 5 outlets  \nmore\nand more\n70 volunteers\n"
    )
    assert not agrees("6 reports\n...\n70 volunteers\n", "6 reports\nmore\n")
    assert not agrees("6 reports\n", "6 reports\nand a line that nobody showed\n")


def test_a_session_is_read_as_a_terminal_shows_it() -> None:
    session = "$ sayso compare \\\n>   a b\n6 reports\n$ echo $?\n1\n"
    first, second = commands(session)
    assert (first.line, first.output, first.shows_code) == ("sayso compare \\\n  a b", "6 reports\n", True)
    assert (second.line, second.output) == ("echo $?", "1\n")
