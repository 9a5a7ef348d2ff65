"""How much may come out of one input, and how places in it are called."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.containers.budget import FREE, RATIO, Budget, SpentError, TooLargeError
from sayso.read.containers.members import LONGEST_NAME, place, safe_name


def test_bytes_are_counted_as_they_come_out_and_the_sentence_says_how_many_are_too_many() -> None:
    budget = Budget(largest_member=100_000, total=150_000)
    assert budget.read(io.BytesIO(b"x" * 100_000), "a.zip!/a", "a.zip") == b"x" * 100_000
    with pytest.raises(SpentError) as spent:
        budget.read(io.BytesIO(b"x" * 100_000), "a.zip!/b", "a.zip")
    assert spent.value.sentence.startswith("a.zip: it unpacks to more than 150,000 bytes")
    assert "; " in spent.value.sentence, "it says what to do"


def test_one_member_that_is_too_large_is_told_by_its_name_and_is_not_held() -> None:
    class Endless:
        given = 0

        def read(self, size: int, /) -> bytes:
            self.given += size
            return b"\0" * size

    source = Endless()
    with pytest.raises(
        TooLargeError, match=r"^crawl\.zip!/big\.html: it unpacks to more than 1,000,000 bytes"
    ):
        Budget(largest_member=1_000_000).read(source, "crawl.zip!/big.html", "crawl.zip")
    assert source.given < 1_200_000


def test_what_is_nested_counts_against_the_same_input() -> None:
    outer = Budget(total=1000, members=2)
    inner = outer.deeper("a.zip!/b.zip").deeper("a.zip!/b.zip!/c.zip")
    outer.spend("a.zip", 600)
    with pytest.raises(SpentError):
        inner.spend("c.zip", 600)
    outer.count("a.zip")
    inner.count("c.zip")
    with pytest.raises(SpentError, match="more than 2 members"):
        outer.count("a.zip")


def test_three_containers_may_lie_in_each_other_and_no_more() -> None:
    third = Budget().deeper("a").deeper("b")
    with pytest.raises(SpentError, match=r"^d\.zip: archives are nested too deeply"):
        third.deeper("d.zip")


def test_a_small_archive_may_not_become_large_however_large_the_budget() -> None:
    assert Budget().within(1000).total == FREE
    assert Budget().within(10_000_000).total == RATIO * 10_000_000
    assert Budget(total=5).within(10_000_000).total == 5


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("dir/a.html", "dir/a.html"),
        ("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd"),
        ("..\\..\\windows", "%2E%2E/%2E%2E/windows"),
        ("/etc/passwd", "etc/passwd"),
        ("./a/./b..html", "a/b..html"),
        ("photo\N{RIGHT-TO-LEFT OVERRIDE}lmth.exe", "photo\N{REPLACEMENT CHARACTER}lmth.exe"),
        ("a\x1b[31m\nb", "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}b"),
        ("inner.zip!/a.html", "inner.zip%21/a.html"),
        ("", "unnamed"),
        ("Überfall – 港.html", "Überfall – 港.html"),
        ("no\N{NO-BREAK SPACE}break.html", "no break.html"),
    ],
)
def test_names_from_archives_are_safe_to_show(inside: str, shown: str) -> None:
    assert place("a.zip", inside) == f"a.zip!/{shown}"


@given(st.text(st.characters(codec=None), max_size=900))
def test_no_name_leaves_its_line_or_its_container(name: str) -> None:
    shown = safe_name(name)
    assert 0 < len(shown) <= 3 * (LONGEST_NAME + 1)
    assert ".." not in shown.split("/")
    assert not shown.startswith("/")
    assert "!/" not in shown
    assert shown.isprintable()
    assert safe_name(shown) == shown or len(shown) > LONGEST_NAME
