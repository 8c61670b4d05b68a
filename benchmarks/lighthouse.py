#!/usr/bin/env python3
"""Judge pages of a built site with Lighthouse, as on a cheap phone with a slow network.

Usage: benchmarks/lighthouse.py SITE LIGHTHOUSE [--rounds 3] [--pages zh/ en/plan/ …]
LIGHTHOUSE is its command, from `npm install lighthouse` in a folder outside this one. Build the
site with SITE_URL set, as it is published. Prints the median of each score and of what makes up
the speed, then what is blamed. Figures that were kept: PAGES.md.
"""

import argparse
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
    """Lighthouse's report on one page. Raises ``RuntimeError`` when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chrome = next((path for path in map(shutil.which, names) if path), "")
    done = subprocess.run(
        [command, url, "--quiet", "--output=json", f"--only-categories={','.join(SCORES)}",
         f"--chrome-flags={CHROME}"],
        env={"CHROME_PATH": chrome, **os.environ}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr or f"{command} failed")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def row(reports: Sequence[dict[str, Any]]) -> list[str]:
    """The medians of one page's reports."""
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit code is 0 even when a score is low."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("lighthouse")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", nargs="+", default=PAGES)
    options = parser.parse_args(arguments)
    handler = functools.partial(Compressed, directory=str(options.site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("| page |", " | ".join((*SCORES, *TIMES.values())), "|")
    print("|--" * (1 + len(SCORES) + len(TIMES)) + "|")
    try:
        for page in options.pages:
            url = f"http://127.0.0.1:{server.server_port}/{page}"
            reports = [judge(options.lighthouse, url) for _ in range(options.rounds)]
            print(f"| {page} |", " | ".join(row(reports)), "|", flush=True)
            print(*(f"  {each}" for each in blamed(reports[-1])), sep="\n", file=sys.stderr)
    finally:
        server.shutdown()
        server.server_close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
