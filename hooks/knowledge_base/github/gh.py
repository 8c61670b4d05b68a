"""GitHub's own command ``gh``: how our workflows comment, label and keep one issue.

The runner has it, so no other action is trusted with a token. ``GH_TOKEN`` and ``GH_REPO`` are
in the environment; arguments go to it as a list, never through a shell.
"""

import json
import re
import subprocess
from typing import Any

from knowledge_base.contribute.words import CannotRun
from knowledge_base.github.asks import words_of
from knowledge_base.github.quote import fenced
from knowledge_base.languages import CODES

# First line of what we write, by which we find it again.
MARK = "<!-- knowledge-base: {name} -->"
RISKS = {"low": "0e8a16", "medium": "fbca04", "high": "b60205"}
_ISSUE_LABEL = "links"
_CONTENT = re.compile(r"(content|docs/(zh|en))/[^\"]+$")


def gh(*arguments: str, body: str = "") -> str:
    """What ``gh`` prints. Raises :class:`CannotRun` with its own words when it fails."""
    try:
        done = subprocess.run(
            ["gh", *arguments], input=body, text=True, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise _cannot("gh: not installed") from None
    if done.returncode:
        raise _cannot(done.stderr.strip())
    return done.stdout


def pull_request_of(commit: str) -> int | None:
    """The open pull request whose newest commit is ``commit``; a fork cannot claim another's."""
    listed = gh("pr", "list", "--state=open", "--limit=1000", "--json=number,headRefOid")
    found = [row["number"] for row in json.loads(listed) if row["headRefOid"] == commit]
    return int(found[0]) if found else None


def sticky_comment(number: int, name: str, text: str) -> None:
    """Write ``text`` into our comment on pull request ``number``, the same one every time."""
    mark = MARK.format(name=name)
    comments = f"repos/{{owner}}/{{repo}}/issues/{number}/comments"
    ours = f'.[] | select(.user.type == "Bot" and (.body | startswith("{mark}"))) | .id'
    ids = gh("api", "--paginate", comments, "--jq", ours).split()
    body = f"{mark}\n{text}"
    if ids:
        place = f"repos/{{owner}}/{{repo}}/issues/comments/{int(ids[0])}"
        gh("api", "--method=PATCH", place, "--field=body=@-", body=body)
    else:
        gh("pr", "comment", str(number), "--body-file=-", body=body)


def label_risk(number: int, risk: str) -> None:
    """Give the request the label ``risk: …`` and take the other two from it."""
    for name, colour in RISKS.items():
        gh("label", "create", f"risk: {name}", f"--color={colour}", "--force")
    others = ",".join(f"risk: {name}" for name in RISKS if name != risk)
    gh("pr", "edit", str(number), f"--add-label=risk: {risk}", f"--remove-label={others}")


def change_text(report: str, risk: str, run: str) -> str:
    """The comment on a pull request: how risky, what changes, where to see the pages."""
    head = words_of("change", "risk", risk=words_of("risk", risk))
    see = words_of("change", "see", address=run)
    return f"**{head}**\n\n{fenced(report)}\n{see}\n"


def risk_of(data: str) -> str:
    """The risk that the JSON of ``diff`` states; anything odd counts as the highest."""
    try:
        found: Any = json.loads(data)
    except ValueError:
        return "high"
    risk = found.get("risk") if isinstance(found, dict) else None
    return risk if isinstance(risk, str) and risk in RISKS else "high"


def changes_code(number: int) -> bool:
    """Whether the request changes more than content. Only then can it say what it likes of
    itself, for its own code made the report: GitHub's list of files cannot be made up."""
    files = f"repos/{{owner}}/{{repo}}/pulls/{number}/files"
    names = gh("api", "--paginate", files, "--jq", ".[] | .filename, (.previous_filename // empty)")
    return not all(_CONTENT.match(name) for name in names.splitlines())


def one_issue(report: str) -> str:
    """Open, edit or close the one issue on links to other sites. Returns what was done."""
    gh("label", "create", _ISSUE_LABEL, "--color=d4c5f9", "--force")
    listed = gh("issue", "list", "--state=open", f"--label={_ISSUE_LABEL}", "--json=number")
    open_issue = next((str(row["number"]) for row in json.loads(listed)), "")
    if not report.strip():
        if open_issue:
            gh("issue", "close", open_issue, f"--comment={words_of('links', 'clean')}")
        return "closed" if open_issue else "nothing"
    text = f"{words_of('links', 'body')}\n\n{fenced(report)}"
    if open_issue:
        gh("issue", "edit", open_issue, "--body-file=-", body=text)
        return "edited"
    title = words_of("links", "title")
    gh("issue", "create", f"--title={title}", f"--label={_ISSUE_LABEL}", "--body-file=-", body=text)
    return "opened"


def _cannot(reason: str) -> CannotRun:
    return CannotRun("form", **dict.fromkeys(CODES, reason))
