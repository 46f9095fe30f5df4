"""Looks at pages of runs as their readers do: with a browser, with a screen reader's eyes, on paper.

Usage: pages.py CLEARANCE [--pictures FOLDER]

The site of a portfolio too, with its search tried. Every example, in English and French, and all of them on one page, must pass axe (WCAG 2.0 to 2.2 A and AA and
best practice, in light and dark), keep every word of a picture inside it and off the others, never scroll sideways
at 1000 and 360 pixels, ask for nothing from anywhere, work without scripts, and print to a tagged PDF of A4 that
also holds the tables that are closed on the screen. Needs chromium, pdfinfo and pdftotext.
"""

import argparse
import concurrent.futures
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What a reader sees of words in pictures: their boxes.
BOXES = """() => {
  const out = [];
  for (const part of document.querySelectorAll('details')) part.open = true;
  for (const svg of document.querySelectorAll('svg')) {
    const view = svg.viewBox.baseVal;
    const words = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
    if (words.length === 0) out.push('a picture without words');
    for (const [text, box] of words)
      if (box.x < view.x - 1 || box.y < view.y - 1 || box.x + box.width > view.x + view.width + 1
          || box.y + box.height > view.y + view.height + 1) out.push('outside its picture: ' + text);
    words.sort((a, b) => a[1].y - b[1].y);
    for (let i = 0; i < words.length; i++)
      for (let j = i + 1; j < words.length && words[j][1].y < words[i][1].y + words[i][1].height; j++) {
        const [a, b] = [words[i][1], words[j][1]];
        const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        if (wide > 2 && high > 2) out.push('over each other: ' + words[i][0] + ' / ' + words[j][0]);
      }
    const figure = svg.closest('figure');
    if (!figure || !figure.querySelector('figcaption table, figcaption .proof'))
      out.push('a picture without the same in words');
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
    out.push('the page scrolls sideways');
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(link.getAttribute('href').slice(1)))
      out.push('a link to nowhere: ' + link.getAttribute('href'));
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  if (new Set(ids).size !== ids.length) out.push('an id twice');
  if (document.querySelector('script, link, img, iframe, object, embed, form, style ~ style, [style], [onclick]'))
    out.push('something that a page must not have');
  return [...new Set(out)];
}"""


# The list of a portfolio runs a search of its own; the rest of it is as every page.
OWN_SCRIPT = BOXES.replace("'script, link,", "'script ~ script, link,")


def look(browser: Browser, file: pathlib.Path, pictures: pathlib.Path | None, boxes: str = BOXES) -> list[str]:
    """What is wrong with a page."""
    wrong: list[str] = []
    # axe is a script of ours, which the page's policy would rightly refuse.
    tab = browser.new_page(viewport={"width": 1000, "height": 900}, bypass_csp=True)
    tab.on("request", lambda r: None if r.url == file.as_uri() else wrong.append(f"asks for {r.url}"))
    tab.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
    tab.goto(file.as_uri())
    if pictures:
        tab.screenshot(path=str(pictures / f"{file.stem}-1000.png"), full_page=True)
    wrong += tab.evaluate(boxes)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for violation in Axe().run(tab, options=options).response["violations"]:
        first = violation["nodes"][0]["html"][:160]
        wrong.append(f"axe: {violation['id']}, {len(violation['nodes'])} times: {first}")
    tab.emulate_media(color_scheme="dark")
    contrast = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
    for violation in Axe().run(tab, options=contrast).response["violations"]:
        wrong.append(f"axe, dark: {violation['id']}: {violation['nodes'][0]['html'][:160]}")
    if pictures:
        tab.reload()
        tab.screenshot(path=str(pictures / f"{file.stem}-dark.png"), full_page=True)
        tab.emulate_media(color_scheme="light")
    tab.set_viewport_size({"width": 360, "height": 800})
    if pictures:
        tab.reload()
        tab.screenshot(path=str(pictures / f"{file.stem}-360.png"), full_page=True)
    wrong += [f"at 360: {found}" for found in tab.evaluate(boxes)]
    tab.close()
    return wrong


def print_out(browser: Browser, file: pathlib.Path, folder: pathlib.Path) -> list[str]:
    """What is wrong with a page on paper, printed with scripts off and the page's own policy."""
    wrong: list[str] = []
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
    tab.goto(file.as_uri())
    paper = folder / f"{file.stem}.pdf"
    tab.pdf(path=str(paper), format="A4", tagged=True, outline=True, print_background=True,
            prefer_css_page_size=True)
    context.close()
    info = subprocess.run(["pdfinfo", str(paper)], capture_output=True, text=True, check=True).stdout
    if not re.search(r"^Tagged:\s+yes", info, re.MULTILINE):
        wrong.append("the PDF is not tagged")
    if "A4" not in info:
        wrong.append("the PDF is not of A4")
    text = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    # pdftotext takes a hyphen at the end of a line for one of its own.
    flat = re.sub(r"[\s-]", "", text)
    source = file.read_text()
    rows = re.findall(r"<tbody>.*?</tbody>", source, re.DOTALL)
    for table in rows:
        last = re.findall(r"<th[^>]*>(.*?)</th>", table, re.DOTALL)[-1:]
        words = re.sub(r"<[^>]*>", "", html.unescape(last[0])) if last else ""
        if re.sub(r"[\s-]", "", words)[:12] not in flat:
            wrong.append(f"the PDF lacks the row {words[:60]!r}")
    return wrong


def written(clearance: str, folder: pathlib.Path) -> list[pathlib.Path]:
    """A page for every example, and one for all of them, in both languages."""
    examples = sorted(file for file in (ROOT / "examples").glob("*.*") if file.suffix in (".yaml", ".json"))
    jobs = [(file.stem, [str(file.relative_to(ROOT))]) for file in examples]
    jobs.append(("all", [str(file.relative_to(ROOT)) for file in examples]))

    def write(job: tuple[str, list[str], str]) -> pathlib.Path:
        name, paths, language = job
        command = [clearance, "assess", *paths, "--format", "html", "--lang", language]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if "<html" not in done.stdout:
            sys.exit(f"{name}: ended with {done.returncode}:\n{done.stderr}")
        file = folder / f"{name}.{language}.html"
        file.write_text(done.stdout)
        return file

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        every = [(name, paths, language) for name, paths in jobs for language in ("en", "fr")]
        return list(pool.map(write, every))


def site(clearance: str, folder: pathlib.Path) -> list[pathlib.Path]:
    """The index and the list of a portfolio of examples, and the largest page of a system, in both languages."""
    found = []
    for language in ("en", "fr"):
        place = folder / f"site-{language}"
        command = [clearance, "portfolio", "examples/comparison", "--on", "2026-11-25", "--site", str(place),
                   "--lang", language]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
        systems = sorted((place / "systems").glob("*.html"), key=lambda page: (page.stat().st_size, page.name))
        for name, page in [("index", place / "index.html"), ("list", place / "list-1.html"), ("system", systems[-1])]:
            copy = page.with_name(f"portfolio-{name}.{language}.html")
            copy.write_bytes(page.read_bytes())
            found.append(copy)
    return found


def searched(browser: Browser, file: pathlib.Path) -> list[str]:
    """What is wrong with the search of a list: under the page's own policy, and without scripts."""
    wrong: list[str] = []
    tab = browser.new_page()
    tab.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
    tab.goto(file.as_uri())
    rows = tab.locator("#systems tbody tr")
    name = rows.last.locator("th").inner_text()
    tab.locator("#find input").fill(name.upper())
    shown = [row for row in rows.all() if row.is_visible()]
    if not 0 < len(shown) < rows.count() or not all(name in row.inner_text() for row in shown):
        wrong.append(f"the search for {name!r} shows {len(shown)} of {rows.count()}")
    tab.close()
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    if tab.locator("#find input").count() or not tab.locator("#systems tbody tr").last.is_visible():
        wrong.append("without scripts the list is not whole, or has a field that does nothing")
    context.close()
    return wrong


# Pages that must be refused, each by its own check.
BAD = {
    "outside its picture": '<figure><svg viewBox="0 0 50 20"><text x="1" y="15">far too long for it</text></svg>'
    '<figcaption><table><tr><td>x</td></tr></table></figcaption></figure>',
    "over each other": '<figure><svg viewBox="0 0 500 20"><text x="1" y="15">one word</text><text x="9" y="15">two'
    "</text></svg><figcaption><table><tr><td>x</td></tr></table></figcaption></figure>",
    "without the same in words": '<svg viewBox="0 0 500 20"><text x="1" y="15">alone</text></svg>',
    "sideways": '<p style="width:200rem">wide</p>',
    "link to nowhere": '<a href="#nowhere">there</a>',
    "asks for": '<img alt="" src="file:///nowhere/at/all.png">',
    "axe: color-contrast": '<p class="pale">pale</p>',
    "must not have": "<script>document.title</script>",
}


def samples(browser: Browser, folder: pathlib.Path) -> list[str]:
    missed = []
    for name, body in BAD.items():
        file = folder / "bad.html"
        file.write_text(
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>bad</title><style>.pale{color:#ccc;'
            f"background:#fff}}</style></head><body><main><h1>Bad</h1>{body}</main></body></html>")
        if not any(name in found for found in look(browser, file, None)):
            missed.append(name)
    return missed


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("clearance")
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--only")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("there is no chromium here, so that no page was looked at")
    clearance = str((ROOT / options.clearance).resolve())
    wrong = 0
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        folder = pathlib.Path(place)
        pages = [p for p in written(clearance, folder) if not options.only or options.only in p.name]
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if options.pictures:
            options.pictures.mkdir(parents=True, exist_ok=True)
        for page in pages:
            papers = options.pictures or folder
            for mistake in look(browser, page, options.pictures) + print_out(browser, page, papers):
                wrong += 1
                print(f"{page.name}: {mistake}")
        for page in site(clearance, folder):
            if options.only and options.only not in page.name:
                continue
            pages.append(page)
            mistakes = look(browser, page, options.pictures, OWN_SCRIPT if "list" in page.name else BOXES)
            if "list" in page.name:
                mistakes += searched(browser, page)
            for mistake in mistakes + print_out(browser, page, options.pictures or folder):
                wrong += 1
                print(f"{page.name}: {mistake}")
        missed = samples(browser, folder)
        browser.close()
        largest = max(page.stat().st_size for page in pages)
    for name in missed:
        wrong += 1
        print(f"accepted: {name}")
    print(f"{len(BAD)} bad pages tried; {len(pages)} pages looked at and printed, the largest of {largest // 1024} KiB,"
          f" {wrong} mistakes")
    return 1 if wrong or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
