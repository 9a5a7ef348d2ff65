"""The page in a real browser: places land, nothing is fetched, it fits a phone, and axe has no complaint.

The browser is Debian's Chromium, or the one that $CHROMIUM names. The accessibility
rules are axe-core's (Deque), WCAG 2.2 A and AA with its best practices, as axe-playwright-python
brings them: contrast, names, landmarks, headings, focus, table structure.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from large import large_ledger

from sayso.report import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ViewportSize

    from sayso.model import Ledger

pytest.importorskip("playwright", reason="playwright is not installed: make test installs it")
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
LAND = """() => {
  const links = [...document.querySelectorAll("main a[href^='#s-'], .summary a")];
  const hrefs = links.map(link => link.getAttribute('href'));
  return [...new Set(hrefs)].map(href => {
    location.hash = href;
    const top = document.querySelector(':target').getBoundingClientRect().top;
    return [href, top, document.querySelector('nav').getBoundingClientRect().bottom];
  });
}"""
EMPTY_NOTE = "no Chromium was found; install it (apt-get install chromium) or set CHROMIUM to its path"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium, or skip with what to do."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if not found:
        pytest.skip(EMPTY_NOTE)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser was found

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(page: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the sample's report."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page, "utf-8")
    return path.as_uri()


def test_nothing_is_fetched_and_nothing_is_logged(browser: Browser, report: str) -> None:
    tab = browser.new_page(viewport=DESK)
    asked: list[str] = []
    logged: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: logged.append(message.text))
    tab.on("pageerror", lambda error: logged.append(str(error)))
    tab.goto(report)
    tab.wait_for_load_state("networkidle")
    assert asked == [report]
    assert logged == []
    tab.close()


def test_every_link_lands_on_its_place_in_view(browser: Browser, report: str) -> None:
    tab = browser.new_page(viewport=DESK)
    tab.goto(report)
    landed = tab.evaluate(LAND)
    assert len(landed) > 20
    for href, top, bar in landed:
        assert bar <= top < DESK["height"], href
    tab.close()


def test_a_click_on_a_version_lands_on_its_words(browser: Browser, report: str, ledger: Ledger) -> None:
    tab = browser.new_page(viewport=DESK)
    tab.goto(report)
    link = tab.locator(".claim .version a").first
    said = {f"#s-{said.id}": said for said in ledger.statements}[link.get_attribute("href") or ""]
    link.click()
    assert tab.locator(":target").text_content() == said.text
    tab.close()


def test_the_keyboard_reaches_the_skip_link_first_and_shows_it(browser: Browser, report: str) -> None:
    tab = browser.new_page(viewport=DESK)
    tab.goto(report)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 2200])
def test_no_page_scrolls_sideways(browser: Browser, report: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(report)
    tab.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    wide = tab.evaluate(
        """() => [...document.querySelectorAll('main *, header *')].filter(
             e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, svg, .hidden')
           ).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert wide == []
    tab.close()


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk"])
def test_axe_has_no_complaint(
    browser: Browser, report: str, viewport: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    source = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    tab.goto(report)
    tab.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    tab.evaluate(source)
    found = tab.evaluate("() => axe.run()")
    told = [(rule["id"], [node["html"][:150] for node in rule["nodes"]]) for rule in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 20
    context.close()


def test_it_prints_without_its_navigation(browser: Browser, report: str) -> None:
    tab = browser.new_page(viewport=DESK)
    tab.goto(report)
    tab.emulate_media(media="print")
    assert not tab.locator("nav").is_visible()
    assert tab.locator(".version").first.is_visible()
    assert tab.pdf(format="A4").startswith(b"%PDF")
    tab.close()


def test_in_a_large_report_the_last_statement_is_still_found(browser: Browser, tmp_path: Path) -> None:
    ledger = large_ledger()
    path = tmp_path / "large.html"
    path.write_text(to_html(ledger), "utf-8")
    tab = browser.new_page(viewport=DESK)
    tab.goto(f"{path.as_uri()}#s-{ledger.statements[-1].id}")
    assert tab.locator(":target").is_visible()
    assert 0 < tab.evaluate("document.querySelector(':target').getBoundingClientRect().top") < DESK["height"]
    tab.close()
