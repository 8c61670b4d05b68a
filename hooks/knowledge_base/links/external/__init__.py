"""Check the links of a built site that lead to other sites; for a scheduled job.

:func:`check_external` opens each address once, slowly and never inside a private network.
Read the modules in the order in which data flows: collect → target → resolve → wire → visit
→ cache and excuses → check.
"""

from knowledge_base.links.external.check import External, check_external

__all__ = ["External", "check_external"]
