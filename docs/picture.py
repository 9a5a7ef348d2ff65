# ruff: noqa: INP001 - a script beside the documents, not a package
"""Make the README's picture of the report, docs/report.png, from the example pages.

The report is made as a reader would make it (``sayso compare --html``), opened in a headless
Chromium, thinned to a few rows of each part so that one picture holds them, and photographed.
Nothing in it is drawn by hand. Run it with ``python docs/picture.py``; the Chromium is
the one on the path, or the one that $CHROMIUM names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "examples" / "volunteers"
PICTURE = ROOT / "docs" / "report.png"
WIDTH, SCALE = 1160, 1.5

# Of each part the first rows, and of the claims first those in which reports disagree.
THIN = """
  .figure:nth-of-type(n+2), .others, .single, .repeated, .unsure, .alikes, .claim:not(.kept),
  :is(#sources, #wording) tbody tr:nth-child(n+5), details:has(table),
  #pages, nav, footer, .skip { display: none; }
  main > section { padding-top: 1.4rem; }
"""
KEEP_CLAIMS = """(number) => {
  const links = [...document.querySelectorAll('.first a')];
  const first = links.map(link => document.querySelector(link.getAttribute('href')));
  const all = [...first, ...document.querySelectorAll('#claims > .claim')];
  all.slice(0, number).forEach(claim => claim.classList.add('kept'));
  document.querySelector('#claims .first')?.remove();
}"""
MISSING = "no Chromium was found: install it (apt-get install chromium) or set CHROMIUM to its path"


def main() -> None:
    """Make the picture."""
    chromium = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    if chromium is None:
        sys.exit("no Chromium was found: install it (apt-get install chromium) or set CHROMIUM to its path")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        command = [sys.executable, "-m", "sayso", "compare", str(PAGES), "--html", str(report)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command on our own files
        photograph(report, chromium)
    print(f"the picture is in {PICTURE}")  # noqa: T201 - a script says where its result lies


def photograph(report: Path, chromium: str) -> None:
    """Save the thinned *report* as the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(
            viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE, color_scheme="light"
        )
        tab.goto(report.as_uri())
        tab.evaluate(KEEP_CLAIMS, 1)
        tab.add_style_tag(content=THIN)
        tab.screenshot(path=PICTURE, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
