"""Where pages stand: their Markdown paths and addresses, and how they link to each other."""

import re
from typing import cast

from knowledge_base.languages import Language
from knowledge_base.model import FOLDERS, Bilingual, Kind
from knowledge_base.text import to_plain

# Kinds whose things are sections of one page, and that page.
SECTIONS = {"term": "glossary", "source": "sources/index", "question": "self-check", "plan": "plan"}


# So that a page of facts stays light on a slow phone.
FACTS_ON_A_PAGE = 40


def fact_group(id: str) -> str:
    """The page that a fact stands on: facts are numbered in groups, such as F-XY-01.

    Its number alone says which, so that a new fact moves no other.
    """
    group, _, number = id.lower().rpartition("-")
    part = (int(number) - 1) // FACTS_ON_A_PAGE + 1
    return f"{group}-{part}" if part > 1 else group


def address(kind: str, id: str, language: Language) -> str:
    """The Markdown path of the page (and section) for ``kind`` and ``id``, from ``docs/``."""
    if kind == "page":
        return f"{language.code}/{id}.md"
    if kind in SECTIONS:
        return f"{language.code}/{SECTIONS[kind]}.md#{id.lower()}"
    if kind == "home":
        return f"{language.code}/index.md"
    if kind == "fact":
        return f"{language.code}/facts/{fact_group(id)}.md#{id.lower()}"
    folder = "myths" if kind == "myth" else FOLDERS[cast(Kind, kind)]
    return f"{language.code}/{folder}/{id}.md"


def page_url(uri: str) -> str:
    """The address of a Markdown path, as the site serves it: folders with an index."""
    path, _, anchor = uri.partition("#")
    folder = re.sub(r"(^|/)index\.md$|\.md$", "/", path)
    return f"{folder}#{anchor}" if anchor else folder


def link_url(kind: str, id: str, language: Language, page: str) -> str:
    """The address of (kind, id) as the built page at the address ``page`` links to it."""
    folder, hash, anchor = page_url(address(kind, id, language)).partition("#")
    return f"{relative_url(folder, page)}{hash}{anchor}"


def relative_url(url: str, page: str) -> str:
    """The address ``url`` as the page at ``page`` writes it, both from the site's root."""
    path = relative_path(url.rstrip("/"), page.rstrip("/"))
    return f"{path}/" if url.endswith("/") or not url else path


def relative_path(target: str, folder: str) -> str:
    """The path of ``target`` as seen from ``folder``, both without dots."""
    there = [part for part in target.split("/") if part not in ("", ".")]
    here = folder.split("/") if folder else []
    common = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def plain(text: Bilingual, language: Language) -> str:
    """Text without markup, in one line; escape it for where it goes."""
    return to_plain(text.in_language(language))
