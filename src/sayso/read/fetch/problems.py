"""What keeps an address from being fetched, as a sentence for the person who gave it."""

from __future__ import annotations


class Problem(Exception):  # noqa: N818 - it is told to the reader as a problem, and seldom is an error
    """Why an address gives no page: *what* is wrong with it and the *remedy*, each a clause.

    ``retry`` says that the same request may well be answered a little later. ``site`` says
    that it holds for all that the site has: it does not answer, or may not be asked.
    """

    def __init__(self, *, what: str, remedy: str, retry: bool = False, site: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.retry = retry
        self.site = site

    def after_redirect(self, url: str) -> Problem:
        """Return the same problem for a reader who gave another address, which led to *url*."""
        return Problem(what=f"it redirects to {url}, and {self.what}", remedy=self.remedy, retry=self.retry)

    def anew(self) -> Problem:
        """Return the same problem, to be raised for another address."""
        return Problem(what=self.what, remedy=self.remedy, site=self.site)

    def sentence(self, name: str) -> str:
        """Return the one sentence that is shown: the input's *name*, what is wrong, what to do."""
        return f"{name}: {self.what}; {self.remedy}"
