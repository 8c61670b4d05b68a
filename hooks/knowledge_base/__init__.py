"""A bilingual knowledge base of causes, impacts and actions, from YAML to pages.

Read the modules in the order in which data flows: source → model → validate → content →
catalog → checks → render → pages. Nothing here knows MkDocs, or the topic.
"""
