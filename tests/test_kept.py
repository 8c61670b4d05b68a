"""Builds keep what they found out; what they make of it is what a clean build makes."""

import filecmp
import os
import random
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT, build, build_here, run

from knowledge_base.digest import digest
from knowledge_base.findings import Findings
from knowledge_base.output import Output, Pieces, joined
from knowledge_base.site import fingerprint
from knowledge_base.site.assembly import Assembly, Written
from knowledge_base.site.fingerprint import LONGEST_STEP, Digests
from knowledge_base.site.settings import Addresses, Settings
from knowledge_base.site.start import kept_of

pytestmark = pytest.mark.slow

CAUSE = "content/causes/overwatering.yaml"


def differing(one: Path, other: Path) -> list[str]:
    """The paths of files that only one folder has, or that differ."""
    paths = [
        {path.relative_to(root).as_posix() for path in root.rglob("*")} for root in (one, other)
    ]
    files = [path for path in paths[0] & paths[1] if (one / path).is_file()]
    _, wrong, errors = filecmp.cmpfiles(one, other, files, shallow=False)
    return sorted([*(paths[0] ^ paths[1]), *wrong, *errors])


class Project:
    """A project that is built again and again into one folder, with what builds keep."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        self.root, self.dice = root, dice
        self.site = root.parent / "site"
        self.environment: dict[str, str] = {}

    def build(self) -> None:
        result = build(self.root / "mkdocs.yml", self.site, **self.environment)
        assert result.returncode == 0, result.stderr

    def clean(self) -> Path:
        """The site as a build makes it that knows nothing."""
        copy = self.root.parent / "clean"
        ignored = shutil.ignore_patterns(".cache")
        shutil.copytree(self.root, copy, symlinks=True, ignore=ignored)
        result = build_here(
            copy / "mkdocs.yml", self.root.parent / "clean-site", **self.environment
        )
        assert result.returncode == 0, result.stderr
        shutil.rmtree(copy)
        return self.root.parent / "clean-site"

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, 1), "utf-8")

    def word(self) -> str:
        return "".join(self.dice.choice("abcdefgh") for _ in range(6))


def reword_a_claim(project: Project) -> None:
    path = project.root / CAUSE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    why = lines.index("why:\n")
    place = next(n for n, line in enumerate(lines) if n > why and line.strip().startswith("en: "))
    end = lines[place].rstrip()
    lines[place] = f"{end[:-1]} ({project.word()}){end[-1]}\n"
    path.write_text("".join(lines), "utf-8")


def rename_an_entry(project: Project) -> None:
    path = project.dice.choice(sorted((project.root / "content/actions").glob("*.yaml")))
    lines = path.read_text("utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("title: "))
    lines[place] = f"title: {{zh: 做{project.dice.choice('甲乙丙丁')}, en: Do {project.word()}}}"
    path.write_text("\n".join(lines), "utf-8")


def change_an_urgency(project: Project) -> None:
    text = (project.root / CAUSE).read_text("utf-8")
    now = next(line for line in text.split("\n") if line.startswith("urgency: "))
    choices = {"urgency: now", "urgency: this_week", "urgency: when_you_can"} - {now}
    project.edit(CAUSE, now, project.dice.choice(sorted(choices)))


def add_an_entry(project: Project) -> None:
    text = (project.root / CAUSE).read_text("utf-8")
    new = project.root / f"content/causes/copy-{project.word()}.yaml"
    new.write_text(text.replace("en: Too much", f"en: {project.word().title()}", 1), "utf-8")


def remove_an_entry(project: Project) -> None:
    for path in [*(project.root / "content/causes").glob("copy-*.yaml")][:1]:
        path.unlink()


def change_a_word_of_the_pages(project: Project) -> None:
    path = project.root / "content/site/words.yaml"
    text = path.read_text("utf-8")
    place = text.index("  permalink:")
    end = text.index("en: ", place) + 4
    stop = min(text.index(sign, end) for sign in "\n}" if sign in text[end:])
    path.write_text(f"{text[:end]}{project.word()}{text[stop:]}", "utf-8")


def write_in_a_page_by_hand(project: Project) -> None:
    path = project.dice.choice(sorted((project.root / "docs/en").glob("*.md")))
    path.write_text(f"{path.read_text('utf-8')}\n{project.word()}\n", "utf-8")


def change_code_and_looks(project: Project) -> None:
    assets = project.root / "docs/assets"
    for name in ("search/code/rank.js", "code/frame.js", "frame.css", "dark.css"):
        with (assets / name).open("a", encoding="utf-8") as file:
            file.write("\n;\n" if name.endswith(".js") else f"\n.{project.word()} {{ top: 0 }}\n")


def publish_elsewhere(project: Project) -> None:
    project.environment = {"SITE_URL": f"https://{project.word()}.example/"}


def touch_the_site(project: Project) -> None:
    if not project.site.exists():
        return  # lost just now
    files = sorted(path for path in project.site.rglob("*") if path.is_file())
    project.dice.choice(files).write_text("nobody's", "utf-8")
    project.dice.choice(files).unlink(missing_ok=True)
    (project.site / "stray.html").write_text("stray", "utf-8")
    shutil.rmtree(project.site / "en/causes")
    (project.site / "en/causes").write_text("no folder", "utf-8")


def lose_the_site(project: Project) -> None:
    shutil.rmtree(project.site)


def spoil_what_is_kept(project: Project) -> None:
    for name in ("site.pickle", "content.pickle", "frames.pickle"):
        path = project.root / ".cache" / name
        data = path.read_bytes()
        path.write_bytes(data[: project.dice.randrange(len(data))])


def change_nothing(project: Project) -> None:
    pass


CHANGES: tuple[Callable[[Project], None], ...] = (
    reword_a_claim, rename_an_entry, change_an_urgency, add_an_entry, remove_an_entry,
    change_a_word_of_the_pages, write_in_a_page_by_hand, change_code_and_looks, publish_elsewhere, touch_the_site,
    lose_the_site, spoil_what_is_kept, change_nothing,
)  # fmt: skip


@pytest.fixture
def project(garden: Path) -> Project:
    seed = random.SystemRandom().randrange(1 << 32)
    seed = int(os.environ.get("KB_SEED", seed))
    print(f"KB_SEED={seed}")
    return Project(garden, random.Random(seed))


def test_after_any_edits_a_site_is_what_a_clean_build_makes(project: Project) -> None:
    project.build()
    for _ in range(4):
        changes = project.dice.sample(CHANGES, project.dice.randint(1, 3))
        print([change.__name__ for change in changes])
        for change in changes:
            change(project)
        project.build()
        assert differing(project.site, project.clean()) == []


def test_every_kind_of_edit_is_followed(project: Project) -> None:
    project.build()
    for change in CHANGES:
        change(project)
        project.build()
    assert differing(project.site, project.clean()) == []


def test_an_edit_writes_only_what_shows_it(project: Project) -> None:
    project.build()

    def times() -> dict[str, int]:
        files = [path for path in project.site.rglob("*") if path.is_file()]
        return {
            path.relative_to(project.site).as_posix(): path.stat().st_mtime_ns for path in files
        }

    before = times()
    project.build()
    assert times() == before, "nothing changed, nothing is written"
    reword_a_claim(project)
    project.build()
    after = times()
    written = {path for path in after if before.get(path) != after[path]}
    pages = {path for path in written if path.endswith(".html")}
    own = {f"{code}/causes/overwatering/index.html" for code in ("zh", "en")}
    sources = {path for path in pages if path.split("/")[1] == "sources"}
    assert own <= pages and pages - own - sources == set()
    assert "data/v1/claims.json" in written and "data/v1/causes/overwatering.json" in written
    assert "en/changes.atom" not in written and "sitemap.xml" not in written


def test_what_mkdocs_warns_of_it_says_again(project: Project) -> None:
    project.build()
    page = project.root / "docs/en/method.md"
    page.write_text(f"{page.read_text('utf-8')}\n[gone](nowhere.md)\n", "utf-8")
    project.build()  # quiet: MkDocs tells nobody
    for _ in range(2):
        result = run("-m", "mkdocs", "build", "--strict", "-d", project.site, cwd=project.root)
        assert result.returncode != 0 and "nowhere.md" in result.stderr


def test_what_is_kept_of_another_engine_is_not_used(project: Project) -> None:
    project.build()
    kept = project.root / ".cache/content.pickle"
    line, _, rest = kept.read_bytes().partition(b"\n")
    assert len(line) == 32 and rest
    for path in (kept, kept.with_name("site.pickle"), kept.with_name("frames.pickle")):
        _, _, rest = path.read_bytes().partition(b"\n")
        path.write_bytes(b"0" * 32 + b"\n" + rest)
    shutil.rmtree(project.site)
    project.build()
    assert kept.read_bytes().startswith(line)
    assert differing(project.site, project.clean()) == []


def test_a_preview_forgets_when_the_engine_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses, root = Addresses(), project.root
    settings = Settings(
        root, root / "content", root / "docs", project.site, (), addresses,
        preview=True, heard=True, made_of="", docs_of="",
    )  # fmt: skip
    kept = kept_of(settings, Digests())
    assert kept_of(settings, Digests(), kept) is kept
    monkeypatch.setattr(fingerprint, "ENGINE", project.root)  # other templates, other code
    assert kept_of(settings, Digests(), kept) is not kept


def test_to_see_that_nothing_changed_takes_no_models() -> None:
    code = "import sys, knowledge_base.site.start; sys.exit('pydantic' in sys.modules)"
    assert run("-c", code, PYTHONPATH=str(ROOT / "hooks")).returncode == 0


def test_a_finding_is_asked_for_again_when_what_it_depends_on_changes() -> None:
    asked: list[str] = []

    def make(answer: str) -> Callable[[], str]:
        return lambda: asked.append(answer) or answer  # type: ignore[func-returns-value]

    findings = Findings()
    assert findings.keep("a", make("one"), "1") == findings.keep("a", make("two"), "1") == "one"
    findings.pack()
    assert findings.keep("a", make("three"), "1") == "one"
    assert findings.keep("a", make("four"), "2") == "four"
    findings.pack()
    assert findings.keep("a", make("five"), "2") == "four"
    assert asked == ["one", "four"]


def test_of_a_file_of_pieces_only_new_ones_are_made(tmp_path: Path) -> None:
    built: dict[str, Assembly] = {}

    def build_with(*says: str, on: str = "1") -> str:
        """What is made for a file of ``says``; a piece is made of the text before "="."""
        made: list[str] = []

        def make(number: int) -> str:
            made.append(says[number])
            return says[number][2:]

        keys = [text.partition("=")[0] for text in says]
        pieces = Pieces("table", on, "[", keys, make, ",", "]")
        last = built.get("last")
        site = Assembly(tmp_path, last.written if last else {}, last.layouts if last else {})
        site.put(joined(f"table.{len(says)}", digest(says, on), pieces))
        site.finish()
        built["last"], asked = site, "".join(made)
        (file,) = tmp_path.iterdir()
        assert file.read_text("utf-8") == pieces.text()
        return asked

    assert build_with("a=一", "b=two", "c=") == "a=一b=twoc="
    assert build_with("a=一", "b=two", "c=") == "", "the file is as it should be"
    assert build_with("c=", "b=two", "d=四", "a=一") == "d=四", "under another name, too"
    assert build_with("a=一", "c=") == ""
    assert build_with("a=一", "c=", "e=five") == "e=five"
    assert build_with("a=1", "c=", on="2") == "a=1c=", "what all depend on is another"
    (file,) = tmp_path.iterdir()
    file.write_text("[1,nobody's]", "utf-8")
    assert build_with("a=1", "c=", "b=2", on="2") == "a=1c=b=2", "the file is not ours any more"
    assert build_with("a=1", "c=", "d=四四", on="2") == "d=四四", "one is replaced"
    assert build_with("e=", "c=", "d=四四", on="2") == "e=", "the first says nothing any more"
    assert build_with("e=", "f=6", "g=", on="2") == "f=6g=", "nor the last"
    assert build_with("e=", "f=6", "h=", on="2") == "h="
    (file,) = tmp_path.iterdir()
    before = file.stat().st_mtime_ns
    assert build_with("e=", "i=6", "h=", on="2") == "i=6"
    assert file.stat().st_mtime_ns == before, "it says the same, and is not written again"
    assert build_with("e=", "i=6", "j=7", on="2") == "j=7", "and is known to stand"


def test_who_is_alone_in_a_folder_knows_what_a_build_left_that_broke_off(tmp_path: Path) -> None:
    known: dict[str, Written] = {}

    def broken_off() -> str:
        raise ValueError

    def build_with(says: str, *more: Output) -> bool:
        """Build a site of one page; whether that had to be made."""
        made: list[str] = []
        page = Output("page.html", says, lambda: made.append(says) or says)  # type: ignore[func-returns-value]
        site = Assembly(tmp_path, known, alone=True)
        for each in (page, *more):
            site.put(each)
        site.finish()
        assert site.intact() and (tmp_path / "page.html").read_text() == says
        return bool(made)

    assert build_with("one")
    assert not build_with("one")
    with pytest.raises(ValueError):
        build_with("two", Output("more.html", "", broken_off))
    assert build_with("one"), "it is the other one that stands there"
    table = Pieces(
        "table", "", "[", ["a", "b"], lambda number: "x" if number else broken_off(), ",", "]"
    )
    with pytest.raises(ValueError):
        build_with("one", joined("table", "", table))
    whole = joined("table", "", Pieces("table", "", "[", ["a"], lambda _: "a", ",", "]"))
    build_with("one", whole)
    assert (tmp_path / "table").read_text() == "[a]", "nobody takes half a file for the whole"
    assert build_with("one", Output("more.html", "", lambda: "more")) is False
    assert build_with("three") and not (tmp_path / "more.html").exists()


def test_a_group_of_files_is_kept_whole_or_looked_through(tmp_path: Path) -> None:
    files: dict[str, Written] = {}
    groups: dict[str, str] = {}

    def put(made_of: str, *says: str, alone: bool = True) -> bool:
        """Whether the files of a group had to be put; one of them may break off the build."""
        nonlocal files, groups
        site = Assembly(tmp_path, files, {}, groups, alone=alone)
        paths = [f"{number}.html" for number in range(len(says))]
        if kept := site.keep_group("group", made_of, paths):
            assert [(tmp_path / path).read_text() for path in paths] == [*says]
        else:
            for path, text in zip(paths, says, strict=True):
                assert text != "broken"
                site.put(Output(path, f"{made_of} {text}", partial(str, text)))
            site.close_group("group", made_of)
        site.finish()
        files, groups = site.written, site.groups
        return not kept

    assert put("1", "a", "b")
    assert not put("1", "a", "b")
    with pytest.raises(AssertionError):
        put("2", "c", "broken")
    assert put("1", "a", "b"), "one of them is another by now"
    assert not put("1", "a", "b", alone=False)
    (tmp_path / "1.html").write_text("nobody's")
    assert put("1", "a", "b", alone=False)
    assert put("2", "a"), "it has fewer files"
    assert not put("2", "a")
    (tmp_path / "0.html").unlink()
    assert put("2", "a", alone=False)


def test_whatever_is_in_the_way_of_a_site_makes_room_and_links_lead_nowhere(tmp_path: Path) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    (outside / "folder").mkdir(parents=True)
    (outside / "file.html").write_text("not ours")
    (site / "d.html").mkdir(parents=True)
    (site / "d.html" / "x").write_text("x")
    (site / "a").symlink_to(outside / "folder")
    (site / "b.html").symlink_to(outside / "file.html")
    (site / "c").write_text("a file")
    built = Assembly(site, {}, {})
    for path in ("a/x.html", "b.html", "c/x.html", "d.html"):
        built.put(Output(path, "", lambda: "ours"))
    built.finish()
    for path in ("a/x.html", "b.html", "c/x.html", "d.html"):
        assert (site / path).read_text() == "ours"
        assert not (site / path).is_symlink()
    assert (outside / "file.html").read_text() == "not ours"
    assert not any((outside / "folder").iterdir())


def test_a_file_that_stands_as_it_was_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = tmp_path / "file", tmp_path / "cache/digests"
    read: list[Path] = []
    really = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or really(path))  # type: ignore[func-returns-value]

    def digest_now() -> tuple[str, int]:
        """What the next build takes for the digest, and how often it reads the file."""
        read.clear()
        digests = Digests(kept)
        found = digests.of(file)
        digests.keep()
        return found, read.count(file)

    def settle() -> None:
        """Let time pass."""
        now = time.time_ns() + 2 * LONGEST_STEP
        monkeypatch.setattr(time, "time_ns", lambda: now)

    file.write_text("one", "utf-8")
    one = digest_now()[0]
    assert digest_now() == (one, 1), "it may be written again within the same step of the clock"
    settle()
    assert digest_now() == (one, 1)
    assert digest_now() == (one, 0)
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    file.write_text("two", "utf-8")
    os.utime(file, ns=times)  # of the same size, and said to be as old
    settle()
    two = digest_now()
    assert two[0] != one and two[1] == 1
    assert digest_now() == (two[0], 0)
    kept.write_bytes(kept.read_bytes()[:30])
    assert digest_now() == (two[0], 1), "what is kept is broken"
    other = tmp_path / "other"
    other.write_text("three", "utf-8")
    other.replace(file)
    assert digest_now()[0] not in (one, two[0])
