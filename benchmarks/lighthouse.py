#!/usr/bin/env python3
"""Judge pages of a built site with Lighthouse, as on a cheap phone with a slow network.

Build the site with SITE_URL set, as it is published. Prints the median of each score and of
what makes up the speed, and on standard error what is blamed. Figures that were kept: PAGES.md.
"""

import functools
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.common.commandline import (  # noqa: E402
    CannotRun,
    count,
    parser,
    program,
    row,
    run,
    site_folder,
)

PAGES = [
    f"{code}/{page}" for code in ("zh", "en") for page in ("", "causes/overdue-huabei/", "plan/")
]
SCORES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
    "speed-index": "SI ms",
}
CHROME = "--headless --no-sandbox --disable-background-networking --disable-component-update"


class Compressed(SimpleHTTPRequestHandler):
    """Files below a folder, text with gzip as every host sends it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        body, kind = path.read_bytes(), self.guess_type(path)
        self.send_response(200)
        if not kind.startswith("image/") or kind.endswith("svg+xml"):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def judge(command: str, url: str) -> dict[str, Any]:
    """Lighthouse's report on one page. Raises :class:`CannotRun` when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
    chrome = next((path for path in map(shutil.which, names) if path), "")
    if not (chrome or "CHROME_PATH" in os.environ):
        raise CannotRun("there is no Chromium: run scripts/ensure_chromium")
    done = subprocess.run(
        [command, url, "--quiet", "--output=json", f"--only-categories={','.join(SCORES)}",
         f"--chrome-flags={CHROME}"],
        env={"CHROME_PATH": chrome, **os.environ}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotRun(done.stderr or f"{command} failed")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def medians(reports: Sequence[dict[str, Any]]) -> list[str]:
    """The median of each figure in one page's reports, as text."""
    scores = [
        statistics.median(100 * (each["categories"][name]["score"] or 0) for each in reports)
        for name in SCORES
    ]
    times = [
        statistics.median(each["audits"][name]["numericValue"] for each in reports)
        for name in TIMES
    ]
    return [f"{score:.0f}" for score in scores] + [
        f"{time:.3f}" if name.endswith("shift") else f"{time:.0f}"
        for name, time in zip(TIMES, times, strict=True)
    ]


def blamed(report: dict[str, Any]) -> list[str]:
    """What takes points off in one report, by name, with what Lighthouse says of it."""
    weighed = {
        each["id"]
        for name in SCORES
        for each in report["categories"][name]["auditRefs"]
        if each["weight"] or each.get("group") == "insights"
    }
    audits = ((name, report["audits"][name]) for name in sorted(weighed))
    return [
        f"{name} ({audit['score']}): {audit.get('displayValue', audit['title'])}"
        for name, audit in audits
        if audit["score"] is not None and audit["score"] < 0.9
    ]


def main() -> None:
    line = parser(__doc__)
    line.add_argument("site", type=site_folder, help="as `make site` builds it")
    line.add_argument(
        "lighthouse", help="its command, by `npm install lighthouse` in a folder outside this one"
    )
    line.add_argument("--rounds", type=count, default=3, help="of each page")
    line.add_argument("--pages", nargs="+", default=PAGES, metavar="PAGE", help="as in zh/plan/")
    options = line.parse_args()
    command = program(options.lighthouse, "lighthouse with npm")
    if missing := [page for page in options.pages if not (options.site / page).exists()]:
        raise CannotRun(f"{options.site} has no page {', '.join(missing)}")
    handler = functools.partial(Compressed, directory=str(options.site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    header = ("page", *SCORES, *TIMES.values())
    print(row(header), row(["--"] * len(header)), sep="\n")
    try:
        for page in options.pages:
            url = f"http://127.0.0.1:{server.server_port}/{page}"
            reports = [judge(command, url) for _ in range(options.rounds)]
            print(row([page, *medians(reports)]), flush=True)
            print(*(f"  {each}" for each in blamed(reports[-1])), sep="\n", file=sys.stderr)
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    run(main)
