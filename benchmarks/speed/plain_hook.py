"""What any team would write: YAML by PyYAML's own loader, Markdown by f-strings. For comparison."""

import os
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

CODE = os.environ["PAGES_IN"]
HEADINGS = (
    "signs",
    "rules_out",
    "why",
    "not_this",
    "cope",
    "how_to_check",
    "what_changes",
    "steps",
)


def text(value: Any) -> str:
    return str(value[CODE] if isinstance(value, dict) and CODE in value else value)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    content = Path(config.config_file_path).parent / "content"
    read = {
        kind: {
            path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
            for path in sorted((content / kind).glob("*.yaml"))
        }
        for kind in ("causes", "impacts", "actions")
    }
    for entries in read.values():
        for number, entry in enumerate(entries.values()):
            entry["group"] = number // 20
    sources = yaml.load((content / "sources.yaml").read_text("utf-8"), Loader=yaml.SafeLoader)
    back: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for id, cause in read["causes"].items():
        for kind in ("impacts", "actions"):
            for edge in cause.get(kind, []):
                back.setdefault((kind, edge["id"]), []).append(("causes", id))
    for kind, entries in read.items():
        lines = [f"# {kind}\n"]
        for id, entry in entries.items():
            lines.append(f"- [{text(entry['title'])}]({entry['group']}/{id}.md)")
            page = markdown(entry, kind, id, read, sources, back)
            files.append(File.generated(config, f"{kind}/{entry['group']}/{id}.md", content=page))
        files.append(File.generated(config, f"{kind}/index.md", content="\n".join(lines)))
    return files


def markdown(entry: Any, kind: str, id: str, read: Any, sources: Any, back: Any) -> str:
    def link(other: str, other_id: str) -> str:
        place = read[other][other_id]["group"]
        title = text(read[other][other_id]["title"])
        return f"[{title}](../../{other}/{place}/{other_id}.md)"

    lines = [f"---\ndescription: {text(entry['summary'])!r}\n---\n# {text(entry['title'])}\n"]
    lines.append(f"{text(entry['summary'])}\n")
    cited: dict[str, None] = {}
    for name in HEADINGS:
        if entry.get(name):
            lines.append(f"\n## {name}\n")
            for item in entry[name]:
                claim = item.get("text", item)
                cited |= dict.fromkeys(item.get("sources", []))
                lines.append(f"- {text(claim)} *{item.get('certainty', '')}*")
    for name in ("impacts", "actions"):
        if kind == "causes" and entry.get(name):
            lines.append(f"\n## {name}\n")
            lines += [f"- {link(name, e['id'])}: {text(e['note'])}" for e in entry[name]]
    if (kind, id) in back:
        lines.append("\n## causes\n")
        lines += [f"- {link(*each)}" for each in back[kind, id]]
    lines.append(f"\n**{', '.join(entry['aliases'][CODE])}**\n\n## sources\n")
    lines += [f"1. {text(sources[id]['title'])}" for id in cited if id in sources]
    return "\n".join(lines)
