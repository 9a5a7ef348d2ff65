"""A worker that reads for days holds no more words than at the start, and reads the same."""

from __future__ import annotations

import made_pages as pages

from sayso import model
from sayso.engine import map_captures


def test_a_worker_forgets_the_words_of_a_batch() -> None:
    outcomes = map_captures(pages.news(96), attribution="rules", workers=2, step=pages.words_known)
    known = [int(one.result.problem) for one in outcomes if isinstance(one.result, model.Failure)]
    assert len(known) == 96
    assert max(known) - min(known) < 500, "of 4,800 new words"


def test_what_is_read_by_workers_that_forget_is_the_same() -> None:
    alone = [one.result for one in map_captures(pages.news(6), attribution="rules", workers=1)]
    shared = [one.result for one in map_captures(pages.news(6), attribution="rules", workers=2)]
    assert all(isinstance(one, model.Extraction) and one.statements for one in alone)
    assert shared == alone
