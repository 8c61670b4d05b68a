"""Twenty faults in a copy of the real site: the link checker names every one, and no other."""

import shutil
from pathlib import Path

from knowledge_base.links import Options, check

CAUSE = "zh/causes/overdue-huabei/index.html"
ACTION = "en/actions/find-the-record/index.html"
OPTIONS = Options(site_url="https://guide.example/zhima/")

# page, what stands there, what it becomes, the URL reported ("" = as given below), the code
FAULTS = [
    (CAUSE, 'href="../../actions/pay-overdue-first/"', 'href="../../actions/pay-overdue-frist/"', "../../actions/pay-overdue-frist/", "missing-page"),
    (CAUSE, 'href="../../actions/find-the-record/"', 'href="../actions/find-the-record/"', "../actions/find-the-record/", "missing-page"),
    (CAUSE, 'href="../../impacts/pboc-credit-report/"', 'href="../../impacts/PBOC-credit-report/"', "../../impacts/PBOC-credit-report/", "wrong-case"),
    (CAUSE, 'href="#source-ant-letter-ft-2017"', 'href="#source-ant-letter"', "#source-ant-letter", "missing-anchor"),
    (CAUSE, 'href="../../../assets/site.css"', 'href="../../../assets/site_.css"', "../../../assets/site_.css", "missing-file"),
    (CAUSE, 'src="../../../assets/site.js"', 'src="../../../assets/kb.js"', "../../../assets/kb.js", "missing-file"),
    (CAUSE, 'id="check"', 'id="first"', "#first", "duplicate-id"),
    (CAUSE, 'href="../../impacts/pay-later-services/"', 'href=""', "", "empty-href"),
    (CAUSE, 'href="../../actions/ask-for-hardship-plan/"', 'href="javascript:alert(1)"', "javascript:alert(1)", "bad-scheme"),
    (CAUSE, 'href="../../actions/get-pboc-report/"', 'href="../../actions/%zz/"', "../../actions/%zz/", "bad-encoding"),
    (ACTION, 'hreflang="zh-Hans" href="https://guide.example/zhima/zh/actions/find-the-record/"', 'hreflang="zh-Hans" href="https://guide.example/zhima/zh/actions/record/"', "https://guide.example/zhima/zh/actions/record/", "missing-page"),
    (ACTION, 'rel="canonical" href="https://guide.example/zhima/en/actions/find-the-record/"', 'rel="canonical" href="https://guide.example/zhima/en/actions/find/"', "https://guide.example/zhima/en/actions/find/", "missing-page"),
    (ACTION, "<article", '<img src="../../../assets/none.svg" alt=""><article', "../../../assets/none.svg", "missing-file"),
    (ACTION, "<article", '<img srcset="../a.png 1x" src="../../../assets/images/favicon.png" alt=""><article', "../a.png", "missing-file"),
    (ACTION, "<article", '<a href="mailto:nobody at example">m</a><article', "mailto:nobody at example", "bad-mailto"),
    (ACTION, "<article", '<a href="/elsewhere/">x</a><article', "/elsewhere/", "outside-base"),
    ("en/method/index.html", 'hreflang="zh-Hans" href="https://guide.example/zhima/zh/method/"', 'hreflang="zh-Hans" href="https://guide.example/zhima/zh/privacy/"', "https://guide.example/zhima/zh/privacy/", "hreflang-no-return"),
    ("sitemap.xml", "<loc>https://guide.example/zhima/en/advice/</loc>", "<loc>https://guide.example/zhima/en/advise/</loc>", "https://guide.example/zhima/en/advise/", "sitemap-missing"),
    ("assets/bilingual.css", "main {", "main { background: url(none.png);", "none.png", "missing-file"),
]  # fmt: skip


def test_the_site_as_it_is_has_no_problem(site: Path) -> None:
    assert check(site, OPTIONS).problems == []


def test_twenty_faults_are_all_reported(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    shutil.copytree(site, target)
    for page, old, new, _, _ in FAULTS:
        text = (target / page).read_text("utf-8")
        assert old in text, f"{old} is no longer in {page}"
        (target / page).write_text(text.replace(old, new, 1), "utf-8")
    lost = target / "zh/lost/index.html"
    lost.parent.mkdir()
    lost.write_text("<!doctype html><title>lost</title>", "utf-8")
    found = {(p.page, p.url, p.code) for p in check(target, OPTIONS).problems}
    wanted = {(page, url, code) for page, _, _, url, code in FAULTS}
    wanted.add(("zh/lost/index.html", "zh/lost/index.html", "orphan"))
    assert len(wanted) == 20
    assert wanted <= {(page, url, str(code)) for page, url, code in found}
