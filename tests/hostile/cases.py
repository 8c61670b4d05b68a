"""What strangers might send: files to refuse, with the rule and place, and look-alikes to accept.

A case changes one file of the garden, ``old`` → ``new``, or replaces it by ``data``. The
problem is expected where ``at`` stands in the changed file, line and column; without ``at``,
on the line where ``new`` begins.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CAUSE = "causes/overwatering.yaml"
ACTION = "actions/repot.yaml"
SOURCES = "sources.yaml"
STYLE = "style.yaml"
WORD = "stays wet"  # of CAUSE, in a plain scalar on line 5
QUOTED = "Soil < wet"  # of CAUSE, in double quotes on line 12


@dataclass(frozen=True)
class Case:
    kind: str
    name: str
    rule: str
    new: str = ""
    old: str = ""
    file: str = CAUSE
    at: str = ""
    data: bytes | None = None
    line: int = 0

    def changed(self, before: str) -> bytes:
        if self.data is not None:
            return self.data
        assert self.old in before, self.name
        return before.replace(self.old, self.new, 1).encode("utf-8", "surrogatepass")

    def place(self, before: str) -> tuple[int, int | None]:
        """The expected line, and the column if it is certain."""
        if self.line:
            return self.line, None
        after = before.replace(self.old, self.new, 1)
        start = after.index(self.at) if self.at else before.index(self.old)
        column = start - after.rfind("\n", 0, start) if self.at else None
        return after.count("\n", 0, start) + 1, column


def _characters() -> list[Case]:
    """Characters that hide something, written as they are and as escapes."""
    table = {
        "bidi-control": (
            0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
            0x200E, 0x200F, 0x61C,
        ),
        "zero-width": (0x200B, 0x200C, 0x200D, 0x2060, 0xAD, 0xFE0F, 0x3164, 0x2063, 0xE0041, 0x2800, 0xFFF0, 0xFFFC, 0x1D159),
        "hidden-line-break": (0x85, 0x2028, 0x2029),
        "bom-inside": (0xFEFF,),
        "noncharacter": (0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF),
        "private-use": (0xE000, 0xF8FF, 0xF0000, 0x100000),
        "forbidden-character": (0x1, 0x7, 0x8, 0xB, 0xC, 0x1B, 0x7F, 0x9B),
    }  # fmt: skip
    cases = []
    for rule, codes in table.items():
        for code in codes:
            name, sign = f"U+{code:04X}", chr(code)
            cases.append(Case(rule, f"{name} in text", rule, f"sta{sign}ys", "stays", at=sign))
        escape = f"\\U{codes[0]:08X}"
        cases.append(
            Case("escape", f"{rule} as escape", rule, f"Soil {escape}", "Soil <", at=escape)
        )
    for escape in ("\\0", "\\e", "\\N", "\\L", "\\x1b", "\\u202e", "\\u200b"):
        rule = {"\\0": "nul-character", "\\N": "hidden-line-break", "\\L": "hidden-line-break",
                "\\u202e": "bidi-control", "\\u200b": "zero-width"}.get(escape, "forbidden-character")  # fmt: skip
        cases.append(
            Case("escape", f"{escape} in quotes", rule, f"Soil {escape}", "Soil <", at=escape)
        )
    cases += [
        Case(
            "escape",
            "bidi in a quoted key",
            "bidi-control",
            '"ti\\u202etle":',
            "title:",
            at="\\u202e",
        ),
        Case("control", "NUL", "nul-character", "sta\0ys", "stays", at="\0"),
        Case(
            "zero-width", "joiner between letters", "zero-width", "st\u200dys", "stays", at="\u200d"
        ),
        Case(
            "zero-width",
            "joiner after an emoji",
            "zero-width",
            "\U0001f469\u200d x",
            "stays",
            at="\u200d",
        ),
        Case("zero-width", "in a key", "zero-width", "tit\u200ble:", "title:", at="\u200b"),
        Case(
            "bidi-control",
            "in a comment",
            "bidi-control",
            "# \u202e\ntitle:",
            "title:",
            at="\u202e",
        ),
    ]
    return cases


TITLE = "title: {zh: 浇水太多, en: Too much water}"
HEAD = "status: published"
END = "review_by: 2027-04-01"
ADDRESS = '"example.org/handbook"'
DEEP = "[" * 20 + "]" * 20

CASES = [
    *_characters(),
    # Encodings
    Case("encoding", "UTF-16 with mark", "utf-16", data=HEAD.encode("utf-16"), line=1),
    Case("encoding", "UTF-16 without mark", "utf-16", data=HEAD.encode("utf-16-le"), line=1),
    Case("encoding", "UTF-16 big end", "utf-16", data=b"\xfe\xff" + HEAD.encode("utf-16-be"), line=1),
    Case("encoding", "UTF-32", "utf-16", data=HEAD.encode("utf-32"), line=1),
    Case("encoding", "GBK", "not-utf8", data="a: b\nc: 芝麻\n".encode("gbk"), line=2),
    Case("encoding", "Latin-1", "not-utf8", data="a: é b\n".encode("latin-1"), line=1),
    Case("encoding", "cut character", "not-utf8", data="a: b\nc: 芝".encode()[:-1], line=2),
    Case("encoding", "overlong slash", "not-utf8", data=b"a: b\nc: \xc0\xaf\n", line=2),
    Case("encoding", "surrogate as UTF-8", "not-utf8", data=b"a: b\n\nc: \xed\xa0\x80\n", line=3),
    Case("encoding", "two byte order marks", "bom-inside", data=b"\xef\xbb\xbf\xef\xbb\xbfa: b\n", line=1),
    Case("encoding", "picture", "not-utf8", data=b"\x89PNG\r\n\x1a\n", line=1),
    Case("encoding", "surrogate escape", "bad-escape", "Soil \\ud800", "Soil <"),
    # YAML beyond mappings, lists and scalars
    Case("yaml", "anchor", "yaml-anchor", "title: &t {zh: 浇水太多, en: Too much water}", TITLE, at="&t"),
    Case("yaml", "alias", "yaml-anchor", "dimension: *t", "dimension: water", at="*t"),
    Case("yaml", "anchor on a key", "key-not-text", "&k urgency: now", "urgency: now", at="&k"),
    Case("yaml", "laughs", "yaml-anchor", f"lol: &a [x, x]\nlil: [*a, *a]\n{HEAD}", HEAD, at="&a"),
    Case("yaml", "python tag", "yaml-tag", 'urgency: !!python/object/apply:os.system ["id"]', "urgency: now", at="!!python"),
    Case("yaml", "own tag", "yaml-tag", "urgency: !now x", "urgency: now", at="!now"),
    Case("yaml", "string tag", "yaml-tag", "urgency: !!str now", "urgency: now", at="!!str"),
    Case("yaml", "binary tag", "yaml-tag", "urgency: !!binary bm93", "urgency: now", at="!!binary"),
    Case("yaml", "tag on a key", "key-not-text", "!!str urgency: now", "urgency: now", at="!!str"),
    Case("yaml", "merge key", "merge-key", f"<<: {{urgency: now}}\n{HEAD}", HEAD, at="<<"),
    Case("yaml", "merge key inside", "merge-key", "title: {zh: x, en: y, <<: {a: b}}", TITLE, at="<<"),
    Case("yaml", "version directive", "yaml-directive", f"%YAML 1.2\n---\n{HEAD}", HEAD, at="%YAML"),
    Case("yaml", "tag directive", "yaml-directive", f"# x\n%TAG ! tag:x,2000:\n---\n{HEAD}", HEAD, at="%TAG"),
    Case("yaml", "unknown directive", "yaml-directive", f"\n%FOO bar\n---\n{HEAD}", HEAD, at="%FOO"),
    Case("yaml", "second document", "several-documents", f"---\n{END}", END, at="---"),
    Case("yaml", "second document after an end", "several-documents", f"{END}\n...\n---\na: b", END, at="---"),
    Case("yaml", "list as key", "key-not-text", "? [a, b]\n: c\nurgency: now", "urgency: now", at="[a, b]"),
    Case("yaml", "fields as key", "key-not-text", "? {a: b}\n: c\nurgency: now", "urgency: now", at="{a: b}"),
    Case("yaml", "number as key", "key-not-text", "12: x\nurgency: now", "urgency: now", at="12: x"),
    Case("yaml", "date as key", "key-not-text", "2020-01-01: x\nurgency: now", "urgency: now", at="2020"),
    Case("yaml", "nothing as key", "key-not-text", "~: x\nurgency: now", "urgency: now", at="~: x"),
    Case("yaml", "no key at all", "yaml-syntax", ": x\nurgency: now", "urgency: now", at=": x\nur"),
    Case("yaml", "alias as key", "key-not-text", "*k : x\nurgency: now", "urgency: now", at="*k"),
    # Structure and slips
    Case("structure", "same key twice", "duplicate-key", f"{END}\nstatus: draft", END, at="status: draft"),
    Case("structure", "same key spelt twice", "duplicate-key", f'{END}\n"stat\\u0075s": draft', END, at='"stat\\u'),
    Case("structure", "same key in braces", "duplicate-key", "title: {zh: x, en: y, 'zh': z}", TITLE, at="'zh'"),
    Case("structure", "empty file", "empty-file", data=b"", line=1),
    Case("structure", "only comments", "empty-file", data=b"# a\n# b\n", line=1),
    Case("structure", "only a dash line", "empty-file", data=b"---\n", line=1),
    Case("structure", "null", "expected-fields", data=b"'null'\n", line=1),
    Case("structure", "list at the top", "expected-fields", data=b"- a\n- b\n", line=1),
    Case("structure", "words at the top", "expected-fields", data=b"just words\n", line=1),
    Case("structure", "tab", "tab", "title:\n\tzh: x", TITLE, at="\t"),
    Case("structure", "full-width colon", "full-width-colon", "title：x", TITLE, at="：x"),
    Case("structure", "open quote", "unclosed-quote", 'urgency: "now', "urgency: now", at='"now'),
    Case("structure", "open single quote", "unclosed-quote", f"{END}\nx: 'y", END, at="'y"),
    Case("structure", "open bracket", "yaml-syntax", f"{END}\nx: [y", END, line=50),
    Case("structure", "open brace", "yaml-syntax", f"{END}\nx: {{y", END, line=50),
    Case("structure", "colon in text", "yaml-syntax", "urgency: now: then", "urgency: now", at=": then"),
    Case("structure", "at sign", "yaml-syntax", "urgency: @now", "urgency: now", at="@now"),
    Case("structure", "backtick", "yaml-syntax", "urgency: `now`", "urgency: now", at="`now`"),
    Case("structure", "path in double quotes", "bad-escape", 'urgency: "C:\\path"', "urgency: now"),
    Case("structure", "merge conflict", "conflict-marker", f"<<<<<<< HEAD\n{HEAD}\n=======\nstatus: draft\n>>>>>>> x", HEAD, at="<<<<<<<"),
    # White space and signs of a Chinese input method
    Case("slip", "wide space after a colon", "wide-space", "urgency:\u3000now", "urgency: now", at="\u3000now"),
    Case("slip", "hard space after a colon", "wide-space", "urgency:\xa0now", "urgency: now", at="\xa0now"),
    Case("slip", "wide indentation", "wide-space", "\n\u3000\u3000zh: 土一直湿", "\n  zh: 土一直湿", at="\u3000\u3000zh"),
    Case("slip", "hard indentation", "wide-space", "\n\xa0\xa0zh: 土一直湿", "\n  zh: 土一直湿", at="\xa0\xa0zh"),
    Case("slip", "wide space after a dash", "wide-space", "-\u3000{zh: 盆里", "- {zh: 盆里", at="\u3000{zh"),
    Case("slip", "hard space before a field", "space-around-name", "\xa0urgency: now", "urgency: now", at="\xa0urg"),
    Case("slip", "hard space before a colon", "space-around-name", "urgency\xa0: now", "urgency: now", at="urgency"),
    Case("slip", "no space after a colon", "no-space-after-colon", "urgency:now", "urgency: now", at=":now"),
    Case("slip", "no space after a colon inside", "no-space-after-colon", "  zh:土一直湿", "  zh: 土一直湿", at=":土"),
    Case("slip", "no space after both colons", "no-space-after-colon", "  zh:土是湿的\n  en:Wet soil\nx: y\n", "  zh: 土一直湿着，先停水。多数植物干一干没事。\n  en: If the soil stays wet, stop watering. Most plants bear a dry spell.\n", at=":土"),
    Case("slip", "equals sign for a colon", "yaml-syntax", "urgency = now", "urgency: now", at="urgency ="),
    # Limits
    Case("limits", "too large", "file-too-large", data=b"a: " + b"x" * 600_000, line=1),
    Case("limits", "too large and binary", "file-too-large", data=b"\0" * 600_000, line=1),
    Case("limits", "too deep list", "too-deep", f"x: {DEEP}\n{HEAD}", HEAD, line=1),
    Case("limits", "too deep fields", "too-deep", "x: " + "{a: " * 20 + "b" + "}" * 20 + f"\n{HEAD}", HEAD, line=1),
    Case("limits", "deep without end", "too-deep", data=b"[" * 100_000, line=1),
    Case("limits", "deep dashes", "too-deep", data=b"- " * 100_000, line=1),
    Case("limits", "too many values", "too-many-values", data=b"a: [" + b"x," * 30_000 + b"]\n", line=1),
    Case("limits", "too many keys", "too-many-values", data=b"".join(b"k%d: x\n" % n for n in range(25_000)), line=20_000),
    Case("limits", "ten thousand unknown fields", "and-more", data=b"".join(b"k%d: x\n" % n for n in range(10_000)), line=1),
    Case("limits", "a thousand equal keys", "and-more", data=b"a: b\n" * 1000, line=1),
    Case("limits", "a thousand bidi controls", "bidi-control", data="a: \u202e\n".encode() * 1000, line=1),
    Case("limits", "long text", "too-long", "zh: " + "土" * 160_000, "zh: 土是干的。"),
    Case("limits", "text of digits", "too-long", "en: " + "1" * 150_000 + "x", "en: The soil is dry."),
    Case("limits", "text of quotation marks", "too-long", "en: a" + "\u201c" * 100_000, "en: The soil is dry."),
    Case("limits", "text of stars", "too-long", "en: '" + "**a" * 50_000 + "'", "en: The soil is dry."),
    Case("limits", "many signs", "too-many-values", "rules_out:\n" + "  - {zh: 土, en: soil}\n" * 4_000, "rules_out:\n", line=671),
    Case("limits", "many sources", "too-many-values", "[" + ",".join(f"s{n}" for n in range(9_000)) + "]", "[garden-book]"),
    Case("limits", "long id", "too-long", "- id: " + "a" * 5_000, "- id: singing", at="a" * 5_000),
    Case("limits", "escapes without end", "and-more", data=b'a: ["' + b'\\x01","' * 20_000, line=1),
    Case("limits", "comments without end", "and-more", data=b"".join(b"a%d: x #b\n" % n for n in range(9_000)), line=1),
    Case("limits", "long line", "unknown-choice", "urgency: " + "n" * 160_000, "urgency: now"),
    Case("limits", "long key", "yaml-syntax", "k" * 5000 + ": x\nurgency: now", "urgency: now", line=9),
    Case("limits", "long quoted key", "unknown-field", f'? "{"k" * 5000}"\n: x\nurgency: now', "urgency: now"),
    Case("limits", "long broken line", "yaml-syntax", "urgency: [" + "n" * 160_000 + "}", "urgency: now"),
    Case("limits", "full-width colons without end", "and-more", data="a：b\n".encode() * 60_000, line=1),
    Case("limits", "joiners without end", "zero-width", data=("a: " + "\U0001f468\u200d" * 60_000).encode(), line=1),
    Case("limits", "deep question marks", "key-not-text", data=b"? " * 50_000, line=1),
    Case("limits", "directives without end", "yaml-directive", data=b"%A\n" * 100_000, line=1),
    Case("limits", "pattern that finds nothing everywhere", "bad-pattern", '"(x|)"', '"will survive"', STYLE, at='"(x|)"'),
    # Values that YAML would read as something else, and wrong types
    *(
        Case("type", f"{value} as text", "needs-quotes", f"en: {value}}}", "en: Too much water}")
        for value in ("no", "ON", "1:20", "1e3", "0o7", "0x1F", "1_000", ".inf", "2026-01-01", "=", "null", "9" * 5000,
                      "y", "N", "12e-03", ".5E+1", "-1e3", "190:20:30", "2001-12-14t21:59:43.10-05:00", "5.", "0b11", "~", "+.INF")
    ),
    Case("type", "list for text", "expected-text", "title: {zh: [a], en: b}", TITLE),
    Case("type", "text for fields", "expected-fields", "title: x", TITLE),
    Case("type", "fields for a list", "expected-list", "misconceptions: {zh: x}", "misconceptions: [beer-helps]"),
    Case("type", "impossible date", "not-a-date", "review_by: 2026-13-45", END),
    Case("type", "words for a date", "not-a-date", "review_by: soon", END),
    Case("type", "long number for a date", "not-a-date", "review_by: " + "9" * 5000, END),
    Case("type", "empty text", "empty-text", "title: {zh: , en: b}", TITLE),
    Case("type", "white space as text", "empty-text", 'title: {zh: "  ", en: b}', TITLE),
    Case("schema", "unknown field", "unknown-field", f"onload: x\n{END}", END, at="onload"),
    Case("schema", "dunder field", "unknown-field", f"__class__: x\n{END}", END, at="__class__"),
    Case("schema", "format field", "unknown-field", f'"{{0.__class__}}": x\n{END}', END, at='"{0.'),
    Case("schema", "missing field", "missing-field", "", "dimension: water\n", line=1),
    Case("schema", "unknown choice", "unknown-choice", "urgency: <script>", "urgency: now", at="<script>"),
    Case("schema", "format choice", "unknown-choice", 'urgency: "{0.__class__} %s"', "urgency: now"),
    Case("language", "missing Chinese", "missing-language", "title: {en: b}", TITLE),
    Case("language", "missing English", "missing-language", "title: {zh: b}", TITLE),
    Case("language", "third language", "unknown-field", "title: {zh: a, en: b, fr: c}", TITLE, at="fr: c"),
    # Ids
    *(
        Case("id", f"id {value}", "wrong-shape", f"- id: {value}", "- id: roots-rot")
        for value in (
            '"roots-rоt"', '"ｒoots"', '"烂根"', '"../../etc/passwd"', '"a b"', "'\"><script>'",
            "Roots", "roots_rot", "-roots", '"roots/rot"', '"roots.rot"', '"roots\\n"  # \n    x: y', '"%2e%2e"',
        )
        if "\\n" not in value
    ),
    Case("id", "fact of another script", "wrong-shape", "facts: [F-GD-０1]", "facts: [F-GD-01]", at="F-GD-０1"),
    Case("id", "dimension with tag", "wrong-shape", 'dimension: "<b>"', "dimension: water", at='"<b>"'),
    Case("id", "word key", "wrong-shape", "Site:", "site:", file="site/words.yaml"),
    *(
        Case("id", f"{value!a} around an id", "wrong-shape", f'- id: "roots-rot{value}"', "- id: roots-rot")
        for value in ("\\n", " ", "\xa0", "\u3000", "\\t")
    ),
    Case("id", "line break after a fact", "wrong-shape", 'facts: ["F-GD-01\\n"]', "facts: [F-GD-01]", at='"F-GD'),
    Case("id", "source twice but for a space", "space-around-name", '"garden-book ":\n  title: {zh: 假, en: x}\ngarden-book:', "garden-book:", SOURCES),
    Case("id", "source twice but for a hard space", "space-around-name", 'garden-book\xa0:\n  title: {zh: 假, en: x}\ngarden-book:', "garden-book:", SOURCES),
    Case("id", "typo twice but for a line break", "space-around-name", '{"叫水\\n": 别的, 叫水: 浇水}', "{叫水: 浇水}", "site/search.yaml", at='"叫水'),
    Case("id", "long old id", "too-long", f"cause:{'a' * 300}:", "cause:too-wet:", "moved.yaml"),
    Case("id", "old id of hyphens", "wrong-shape", "cause:---:", "cause:too-wet:", "moved.yaml"),
    Case("id", "old id of a device", "reserved-name", "cause:con:", "cause:too-wet:", "moved.yaml"),
    Case("id", "hash with a line break", "wrong-shape", f'{END}\ntranslation: {{source: zh, hash: "d0158e45b710\\n"}}', END, at='"d01'),
    # Addresses
    *(
        Case("url", f"{value} in text", "url-in-text", f'en: "x {value}"}}', "en: Too much water}", at=f'"x {value}"')
        for value in (
            "http://evil.example", "HTTPS://evil.example", "www.evil.example", "javascript:alert(1)",
            "data:text/html,x", "[x](javascript:alert(1))", "见https://evil.example", "ftp://evil.example",
            "vbscript:x", "`https://evil.example`", "file:///etc/passwd", "https:\\/\\/evil.example",
            "ｈｔｔｐｓ：／／evil.example", "HTTPS：//evil.example", "见ｗｗｗ．evil.example", "https:\\\\evil.example", "http:/evil.example",
            "hxxps://evil.example", "weixin://dl/x", "<https://evil.example>", "view-source:https://evil.example",
        )
    ),
    *(
        Case("address", value, "unsafe-address", f'"{value}"', ADDRESS, SOURCES, at=f'"{value}"')
        for value in (
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
            "https://user:pass@evil.example/", "https://user@evil.example", "//evil.example/x", "https://",
            "ftp://evil.example", "vbscript:x", " javascript:alert(1)", "mailto:a@b.example", "https:evil.example",
            "http://127.0.0.1/", "127.0.0.1/x", "http://2130706433/", "0x7f.1/x", "http://127.1/", "http://0/",
            "https://[::1]/", "[::1]/x", "http://169.254.169.254/latest/meta-data/", "169.254.169.254/latest",
            "localhost:8080/x", "https://localhost/", "https://printer.local/", "metadata.google.internal/x",
            "https://evil.example:8443/", "evil.example:22/x", "user@evil.example/x", "/etc/passwd", "example.org/x; http://10.0.0.1/",
            "https://example.org/a b", "https://evil.example\\\\@example.org/", "http://0177.0.0.1/", "http://①②⑦.0.0.1/",
            "https://www.\u0430pple.example/", "https://\u0430\u0440\u0440\u04cf\u0435.example/", "https://xn--80ak6aa92e.example/",
            "\u0430pple.example/x", "https://①②③.example/", "https://example。org/", "https://ｅxample.org/", "java\\nscript:alert(1)",
            "example.org/x\\nhttps://evil.example", "https://example.org/<script>", "https://example.org/\\\"onclick=x", "example.org/`x`",
            "javascript:443/alert(1)", "javascript: alert(1)", "https://xn--.example/", "https://[::ffff:127.0.0.1]/", "https://example.org:80:80/",
        )
    ),
    # References
    Case("reference", "unknown action", "unknown-reference", "(action:let-soil-drip)", "(action:let-soil-dry)"),
    Case("reference", "unknown kind in text", "unknown-reference", "(evil:let-soil-dry)", "(action:let-soil-dry)"),
    Case("reference", "unknown source", "unknown-source", "sources: [garden-boot]", "sources: [garden-book]", at="garden-boot"),
    Case("reference", "unknown fact", "unknown-fact", "facts: [F-GD-99]", "facts: [F-GD-01]", at="F-GD-99"),
    Case("reference", "unknown dimension", "unknown-vocabulary", "dimension: watr", "dimension: water", at="watr"),
    Case("reference", "draft", "not-published", "(cause:draft-cause)", "(action:let-soil-dry)"),
    Case("reference", "kind of reference", "wrong-shape", '"source:garden-book"', '"cause:overwatering"', "myths/beer-helps.yaml"),
    Case("reference", "id twice", "duplicate-id", "- id: roots-rot", "- id: singing", at="roots-rot\n    text:\n      zh: 没"),
    Case("reference", "action after itself", "leads-to-itself", "next: let-soil-dry", "next: repot", "actions/let-soil-dry.yaml", at="let-soil-dry"),
    Case("reference", "source listed twice", "listed-twice", "[garden-book, garden-book]", "[garden-book]"),
    Case("reference", "edge listed twice", "listed-twice", "  - id: let-soil-dry\n    note: {zh: 一, en: one}\n  - id: let-soil-dry", "  - id: let-soil-dry", at="let-soil-dry\n    note: {zh: 先"),
    # Names that would reach other files, or take another thing's anchor
    *(
        Case("path", f"{value} as {of}", "wrong-shape", f"{value}:", f"{old}:", file, line=1)
        for of, file, old in (("fact", "facts.yaml", "F-GD-01"), ("source", SOURCES, "garden-book"))
        for value in ("../../../tmp/evil-01", '"a b"', '"<img src=x>"', "__proto__", '"/etc/x"', '"a\\\\b"')
    ),
    Case("path", "endless group of facts", "wrong-shape", f"F-{'X' * 300}-01:", "F-GD-01:", "facts.yaml", line=1),
    *(
        Case("anchor", f"claim {value}", "reserved-id", f"- id: {value}", "- id: singing", at=f"{value}\n    text:\n      zh: 没")
        for value in ("check", "title", "summary", "sources", "history", "source-garden-book")
    ),
    Case("anchor", "question", "reserved-id", "- id: title", "- id: soil-wet", "questions.yaml", at="title"),
    Case("anchor", "source", "reserved-id", "summary:", "neighbours-tip:", SOURCES, at="summary:\n  title"),
    # The wrong language, or letters of another
    Case("language", "English for Chinese", "wrong-language", "zh: The soil is dry", "zh: 土是干的。"),
    Case("language", "English title", "wrong-language", "title: {zh: Too much water", "title: {zh: 浇水太多", line=2),
    Case("language", "Chinese for English", "wrong-language", "en: 土是干的。", "en: The soil is dry."),
    Case("language", "Cyrillic o", "mixed-scripts", "en: The s\u043eil is dry.", "en: The soil is dry."),
    Case("language", "Greek letters", "mixed-scripts", "en: The s\u03bfil is dry.", "en: The soil is dry."),
    Case("language", "stacked accents", "stacked-marks", "The so" + "\u0301\u0316" * 9 + "il", "The soil", at="\u0301"),
    Case("language", "lost characters", "damaged-text", "The \ufffd\ufffd soil", "The soil", at="\ufffd"),
    # Promises in disguise
    Case("promise", "wide letters", "promise", "en: It \uff57\uff49\uff4c\uff4c survive.", "en: The soil is dry."),
    Case("promise", "styled letters", "promise", "en: It \U0001d430\U0001d422\U0001d425\U0001d425 survive.", "en: The soil is dry."),
    Case("promise", "emphasis inside", "promise", 'en: "It wi**ll** survive."', "en: The soil is dry."),
    # Text that would be lost
    Case("comment", "number sign in text", "text-after-hash", "en: The soil #1 is dry.}", "en: The soil is dry.}", at=" #1"),
    Case("comment", "comment behind text", "text-after-hash", "zh: 没有查到唱歌有用。 # 真的", "zh: 没有查到唱歌有用。", at=" # "),
    Case("comment", "behind an id", "text-after-hash", "- id: singing #x", "- id: singing", at=" #x"),
    # Dates that no calendar has
    *(
        Case("date", value, "not-a-date", value, "2026-11-01")
        for value in ("9999-12-31", "0001-01-01", "2026-02-30", "2026-11-1", "20261101")
    ),
    *(
        Case("date", f"as of {value}", "not-a-date", f"as_of: {value}", "as_of: 2019-05", at=value)
        for value in ("2019-13", "2019-00", "9999", "2019-02-30", "0000", "2019-5")
    ),
    # Braces in the pages' words
    *(
        Case("template", f"{value} in a word", "wrong-placeholder", f"依据截至{value}", "依据截至{date}", "site/words.yaml")
        for value in ("{nope}", "{", "}", "{0}", "{}", "{date.__class__}", "{date!r}", "{date:>999999999}", "{date[0]}", "{{date}}")
    ),
    # Patterns of style.yaml
    *(
        Case("pattern", value, "bad-pattern", f"'{value}'", '"will survive"', STYLE, at=f"'{value}'")
        for value in ("(", "[a", "*x", "(a+)+$", "(a|a)*b", "(?P<x>a", "(?i)a", "x{99999999999}", "a" * 400, "((a*))*", "(.*)+",
                      ".*.*.*.*.*x", "(a|a)" * 9, "a?" * 30 + "a" * 30, "(a{9}){9}{9}", "a{,}b", "(?=a+)b")
    ),
]  # fmt: skip


def _files() -> dict[str, tuple[str, str, Callable[[Path], None]]]:
    """Name → rule, the path that the problem names, and what to do to ``content/``."""

    def write(name: str) -> Callable[[Path], None]:
        def make(content: Path) -> None:
            (content / name).write_text("a: b\n", encoding="utf-8")

        return make

    def link(name: str, target: str) -> Callable[[Path], None]:
        def make(content: Path) -> None:
            path = content / name
            if path.is_dir() and not path.is_symlink():
                path.rename(content / "moved")
            else:
                path.unlink(missing_ok=True)
            path.symlink_to(target)

        return make

    return {
        "link to a system file": ("not-a-file", "causes/x.yaml", link("causes/x.yaml", "/etc/passwd")),
        "link to a neighbour": ("not-a-file", "causes/x.yaml", link("causes/x.yaml", "overwatering.yaml")),
        "link to nowhere": ("not-a-file", "causes/x.yaml", link("causes/x.yaml", "nowhere")),
        "link to itself": ("not-a-file", "causes/x.yaml", link("causes/x.yaml", "x.yaml")),
        "link for a single file": ("not-a-file", "style.yaml", link("style.yaml", "/etc/passwd")),
        "broken link for a single file": ("not-a-file", "facts.yaml", link("facts.yaml", "nowhere")),
        "link for a folder": ("not-a-file", "causes", link("causes", "moved")),
        "link for the folder of words": ("not-a-file", "site", link("site", "moved")),
        "pipe": ("not-a-file", "causes/x.yaml", lambda content: os.mkfifo(content / "causes/x.yaml")),
        "folder": ("not-a-file", "causes/x.yaml", lambda content: (content / "causes/x.yaml").mkdir()),
        "other case": ("same-name", "causes/Overwatering.yaml", write("causes/Overwatering.yaml")),
        "other case of the ending": ("same-name", "causes/overwatering.YAML", write("causes/overwatering.YAML")),
        "upper case": ("file-name", "causes/New.yaml", write("causes/New.yaml")),
        "Han name": ("file-name", "causes/浇水.yaml", write("causes/浇水.yaml")),
        "Cyrillic o": ("file-name", "causes/оver.yaml", write("causes/оver.yaml")),
        "line break in the name": ("file-name", "causes/a\\u000a.yaml", write("causes/a\n.yaml")),
        "workflow command": ("file-name", "causes/a\\u000a::error::x.yaml", write("causes/a\n::error::x.yaml")),
        "terminal escape": ("file-name", "causes/a\\u001b[31m.yaml", write("causes/a\x1b[31m.yaml")),
        "name that is not UTF-8": ("file-name", "causes/a\\udcff.yaml", write("causes/a\udcff.yaml")),
        "markup in the name": ("file-name", "causes/<img src=x>.yaml", write("causes/<img src=x>.yaml")),
        "other ending": ("file-name", "causes/x.py", write("causes/x.py")),
        "yml": ("file-name", "causes/x.yml", write("causes/x.yml")),
        "folder's own page": ("reserved-name", "causes/index.yaml", write("causes/index.yaml")),
        "device": ("reserved-name", "causes/con.yaml", write("causes/con.yaml")),
        "numbered device": ("reserved-name", "myths/com1.yaml", write("myths/com1.yaml")),
        "long name": ("file-name", f"causes/{'a' * 200}.yaml", write(f"causes/{'a' * 200}.yaml")),
        "folder of another name": ("stray-file", "cause", lambda content: (content / "cause").mkdir()),
        "file in no folder": ("stray-file", "new-cause.yaml", write("new-cause.yaml")),
        "file that is not content": ("stray-file", "site/evil.js", write("site/evil.js")),
    }  # fmt: skip


FILES = _files()

# Harmless, however it looks: accepted, and on the page exactly as typed (without the small
# markup). Short enough for a title in both languages.
LOOKALIKES = [
    "a < b && c > d", "👨\u200d👩\u200d👧 ❤️ 👍🏽", "rare 𠮷 and 㐀", "مرحبا بالعالم", "`<script>`", "{{ config }} {% x %}",
    "C:\\path\\new", "E = mc^2 ± ½", "\"quoted\" 'single'", "100 % of 5", "**bold** words", "<script>alert()</script>",
    "<b onclick=x>hi</b>", "&lt;b&gt; &amp; &#60;", "[x](y) ![z](w)", "# no heading", "1. no list", "- no list", "{: .x onclick=y }",
    "a | b | c", "*x* _y_ ~~z~~", "</title><svg/onload=a>", "Ελλάδα Россия", "한국어 日本語 ไทย", "--8<-- \"x\"", "naïve café",
    ":smile: 12:30", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 1️⃣ 🇨🇳", "葛\U000e0100 城", "Data: personal", "$PATH %s ${x}",
    "no", "2026-01-01", "'; DROP TABLE x--", "⟨a|b⟩ ∑ √2 ≤ 3", "“quote”——引号……",
    "=1+1", "+86 10 1234", "@SUM(A1)", "\u2212cmd", "﹦1+1", "⁼1", "-- 1", "a,b;c", "BEGIN:VCALENDAR", "]]> <![CDATA[", "<!-- x -->", "<!--<script>",
    "\\u003cb\\u003e", "%3Cscript%3E", "JavaScript 语言: x", "[^1] *[HTML]: x", "!!! note", "???+ tip", "~~~", "    code",
    "${7*7} #{7*7} <%= 7*7 %>", "𝒜 ℝ ﬁ ½ ①", "ｗｉｄｅ　ＡＢＣ", "café naïve", "Việt Nam", "हिन्दी עברית ქართული", "&nbsp;&lt;", "a\\\nb",
    "x\rBEGIN:VEVENT", "x\r\nEND:VCALENDAR", "x\nid: y", "tab\there",
    "constructor __proto__", "'\"><b>", "{{7*7}}{:.x}", "$$x$$ \\(y\\)", "++a++ ==b== ^^c^^", "(c) (tm) 1/2 -->", "[TOC]", "<br>", "a@b.example",
    "f(x) := {y | y < 3}", "<kbd>Ctrl</kbd>", "a ⇒ b ⟹ c", "%PATH% $HOME", "`rm -rf /` $(id)", "../../etc/passwd", "' OR '1'='1", "NULL NaN",
    "::: div", "@@ -1 +1 @@", "&amp;lt; &#x3c;", "……—— 「」『』", "㊙️ ©️ ™️", "🏳️\u200d🌈 🧑🏿\u200d🤝\u200d🧑🏻 🙂\u200d↕️", "⛓️\u200d💥 🏴\u200d☠️", "هم\u200cمیهن",
    "क्\u200dष", "http protocol", "javascript : x", "data: 5 www", "和／或 ｗeb", "50% off & more", "{{ x }}y", "<!ENTITY y SYSTEM 'z'>",
    "</textarea></noscript>", "\\\"; alert(1) //", "H₂O x² ﬀ", "{$x} {#x} {@x}", "</style><style>*{}", "<svg><title>x</svg>", "--><p>",
]  # fmt: skip
