"""The slips that people make in web editors, put into a copy of the real content.

A slip edits one file and says what must be reported of it: the rule, and the words that the
reported line holds. ``mended`` says whether ``fix`` can mend it without a decision.
"""

from collections.abc import Callable
from dataclasses import dataclass

Edit = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Slip:
    """One slip: its name, file and edit; the rule, the line's words and the remedy's."""

    name: str
    file: str
    edit: Edit
    rule: str
    line: str
    remedy: str
    mended: bool = False


def swap(old: str, new: str) -> Edit:
    """Replace the first ``old``, which must be there, by ``new``."""

    def edit(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return edit


def in_windows(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


SLIPS = (
    Slip(
        "full-width colon", "causes/cash-out.yaml",
        swap("urgency: ", "urgency："), "full-width-colon", "urgency：", "ASCII colon", mended=True,
    ),
    Slip(
        "full-width colon below a field", "causes/court-defaulter-list.yaml",
        lambda data: swap("\n  en: ", "\n  en：")(swap("title:\n  zh: ", "title:\n  zh：")(data)),
        "full-width-colon", "zh：", "ASCII colon", mended=True,
    ),
    Slip(
        "no space after a colon", "causes/account-restricted.yaml",
        swap("urgency: ", "urgency:"), "no-space-after-colon", "urgency:", "after the colon", mended=True,
    ),
    Slip(
        "wide space after a colon", "causes/gaming-and-character.yaml",
        swap("urgency: ", "urgency:\u3000"), "wide-space", "urgency:", "ordinary spaces", mended=True,
    ),
    Slip(
        "tab", "causes/frequent-returns.yaml",
        swap("summary:\n  zh", "summary:\n\tzh"), "tab", "\tzh", "spaces", mended=True,
    ),
    Slip(
        "missing language", "causes/false-information.yaml",
        swap("title:\n  zh: ", "title:\n  zho: "), "missing-language", "title", "zh:",
    ),
    Slip(
        "wrong id", "causes/overdue-huabei.yaml",
        swap("- id: pay-overdue-first", "- id: pay-overdue-frist"),
        "unknown-reference", "pay-overdue-frist", "pay-overdue-first",
    ),
    Slip(
        "duplicate key", "causes/inactivity.yaml",
        swap("urgency: ", "urgency: now\nurgency: "), "duplicate-key", "urgency", "Merge",
    ),
    Slip(
        "smart quotes around a choice", "causes/late-return.yaml",
        swap("status: published", "status: “published”"),
        "smart-quotes", "“published”", "straight", mended=True,
    ),
    Slip(
        "smart quotes around text with a colon", "causes/stolen-account.yaml",
        swap('en: "No official statement was found on whether a victim\'s score falls. The editors\' inference: unpaid orders left by the thief may be what counts."', "en: “No official statement was found on whether a victim\'s score falls. The editors\' inference: unpaid orders left by the thief may be what counts.”"),
        "smart-quotes", "en: “No", "straight", mended=True,
    ),
    Slip(
        "unquoted no", "causes/many-loan-applications.yaml",
        swap("  en: [too many loan applications, ", "  en: [no, "), "needs-quotes", "[no, ", '"no"', mended=True,
    ),
    Slip(
        "date with slashes", "causes/monthly-cycle.yaml",
        swap("  - date: 2026-11-24", "  - date: 2026/11/24"),
        "not-a-date", "2026/11/24", "2026-11-24", mended=True,
    ),
    Slip(
        "wrong indentation", "causes/order-brushing.yaml",
        swap("\n    kind: score", "\n     kind: score"), "indentation", "kind: score", "two spaces",
    ),
    Slip(
        "unknown key", "causes/ordinary-traffic-fines.yaml",
        swap("urgency: ", "urgencey: "), "unknown-field", "urgencey", "urgency",
    ),
    Slip("empty file", "causes/overdue-iou.yaml", lambda _: b"", "empty-file", "", "Fill it in"),
    Slip(
        "GBK", "causes/overdue-jiebei.yaml",
        lambda data: data.decode().encode("gb18030"), "not-utf8", "", "UTF-8", mended=True,
    ),
    Slip(
        "CRLF and BOM", "causes/pay-later-arrears.yaml", in_windows,
        "windows-text", "", "fix", mended=True,
    ),
    Slip(
        "promise", "causes/phone-or-utility-arrears.yaml",
        swap("summary:\n  zh: ", "summary:\n  zh: 保证恢复。"), "promise", "保证恢复", "operator says",
    ),
    Slip(
        "legal claim at reported", "causes/rent-arrears.yaml",
        swap("kind: legal\n    certainty: official", "kind: legal\n    certainty: reported"), "weak-legal-claim", "certainty: reported", "official",
    ),
)  # fmt: skip
