"""The report as one HTML page: no script, no remote resource, everything escaped.

Templates escape every value (Jinja2's autoescape); the one place where markup is built
in code is a page's marked text, token by token, with each word escaped.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sayso import __version__
from sayso.report.phrases import STANCES, counted, listed, percent, times
from sayso.report.safe import visible
from sayso.report.view.index import document_anchor
from sayso.report.view.marking import Open, Text
from sayso.report.view.pages import DroppedBlocks, KeptBlock
from sayso.report.view.sources import stances_in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.report.view import ReportView
    from sayso.report.view.marking import Close, Mark, Token

_OPENING = {
    "attributed": Markup('<mark class="said"{}>'),
    "own": Markup('<mark class="own"{}>'),
    "naming": Markup('<mark class="naming"{}>'),
    "figure": Markup('<b class="fig"{}>'),
}
_CLOSING = {
    "attributed": Markup("</mark>"),
    "own": Markup("</mark>"),
    "naming": Markup("</mark>"),
    "figure": Markup("</b>"),
}

_MANY, _FEW = 40, 2
_CLOSES = ".,;:!?)]'\"’”»"


def write_html(view: ReportView) -> str:
    """Return *view* as one self-contained HTML page."""
    template = _environment().get_template("report.html.jinja")
    return template.render(view=view, css=_css(), version=__version__, stances=stances_in_use(view.sources))


@cache
def _environment() -> Environment:
    """Return the templates, which refuse names they do not know and escape all they print."""
    environment = Environment(
        loader=PackageLoader("sayso.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "listed": listed, "marked": _marked_blocks}
    environment.globals |= {
        "counted": counted,
        "times": times,
        "many": _MANY,
        "few": _FEW,
        "document_anchor": document_anchor,
        "stance_words": STANCES,
        "is_dropped": lambda block: isinstance(block, DroppedBlocks),
    }
    return environment


@cache
def _css() -> Markup:
    """Return the page's style sheet, which is ours and holds no value of a page."""
    return Markup(files("sayso.report").joinpath("templates/report.css").read_text("utf-8"))  # noqa: S704 - a package file


def _marked_blocks(
    blocks: Iterable[KeptBlock | DroppedBlocks],
) -> Iterable[tuple[KeptBlock | DroppedBlocks, Markup]]:
    """Yield each block with its marked words; an anchor is given once a page, at its first mark."""
    given: set[str] = set()
    for block in blocks:
        words = marked_words(block.tokens, given) if isinstance(block, KeptBlock) else Markup()
        yield block, words


def marked_words(tokens: Iterable[Token], given: set[str]) -> Markup:
    """Return a block's tokens as markup.

    *given* holds the anchors that the page has already; those given here are added. Who
    says a statement stands after the punctuation that closes it, not within it.
    """
    pieces: list[Markup] = []
    waiting: list[Markup] = []
    for token in tokens:
        if isinstance(token, Text):
            words = visible(token.text)
            closing = len(words) - len(words.lstrip(_CLOSES)) if waiting else 0
            pieces += [escape(words[:closing]), *waiting, escape(words[closing:])]
            waiting.clear()
        elif isinstance(token, Open):
            pieces += [*waiting, _opening(token.mark, given)]
            waiting.clear()
        else:
            pieces.append(_CLOSING[token.mark.kind])
            waiting += _who(token)
    return Markup().join([*pieces, *waiting])


def _opening(mark: Mark, given: set[str]) -> Markup:
    """Return a mark's opening tag, with its anchor when it is the first of it."""
    anchor = Markup()
    if mark.anchor and mark.anchor not in given:
        given.add(mark.anchor)
        anchor = Markup(' id="{}"').format(mark.anchor)
    return _OPENING[mark.kind].format(anchor)


def _who(token: Close) -> Iterable[Markup]:
    """Yield, at the very end of a statement, who says it and the way back to its claim."""
    mark = token.mark
    if not token.final or not (mark.who or mark.leads):
        return
    told = []
    if mark.who:
        told.append(Markup('<span class="hidden">said by </span>{}').format(mark.who))
    if mark.leads:
        hidden = Markup('<span class="hidden"> share this claim</span>')
        told.append(Markup('<a href="#{}">{}{}</a>').format(mark.leads, mark.leads_words, hidden))
    yield Markup('<small class="who"> <span>{}</span></small>').format(Markup(" · ").join(told))
