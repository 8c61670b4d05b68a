"""Where a reader of a page can say that something in it is wrong.

Addresses are not known to the project: whoever publishes sets them. A link that needs an
unset one is left out.
"""

import html
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

# The issue form and its field for the page, in .github/ISSUE_TEMPLATE.
FORM, PAGE_FIELD = "wrong-or-outdated.yml", "page"


def feedback(title: str, page: str, *, repository: str, site: str, contact: str) -> dict[str, str]:
    """Links to report the page: ``report_url`` (an issue form) and ``mail_url``.

    ``page`` is its address below the site's own, such as ``en/causes/x/``, which also says its
    language. The results are addresses as they are: escape them for HTML. Only GitHub's issue
    forms can be filled in by a link; for a repository elsewhere there is no ``report_url``.
    """
    found = {}
    address = f"{site.rstrip('/')}/{page}" if site else page
    subject = f"{title} ({page.rstrip('/')})"
    if urlsplit(repository).hostname == "github.com":
        fields = {"template": FORM, "title": subject, PAGE_FIELD: address}
        found["report_url"] = f"{repository.rstrip('/')}/issues/new?{urlencode(fields)}"
    if contact:
        # Mail programs do not read "+" as a space.
        fields = {"subject": subject, "body": f"{address}\r\n\r\n"}
        found["mail_url"] = (
            f"mailto:{quote(contact, safe='@')}?{urlencode(fields, quote_via=quote)}"
        )
    return found


def feedback_about(page: Any, config: Any) -> dict[str, str]:
    """:func:`feedback` for a page of MkDocs, whose title is HTML."""
    return feedback(
        html.unescape(str(page.title)),
        page.file.url,
        repository=config.repo_url or "",
        site=config.site_url or "",
        contact=config.extra["contact"],
    )
