"""Check the links of a built static site, as a browser would follow them.

:func:`check` takes the folder and :class:`Options`, and gives a :class:`Report` of
:class:`Problem` records; :data:`PRINTERS` turn it into text. It works on any static site.
Read the modules in the order in which data flows: tree and page → site → follow, whole,
sitemap, assets → check → printers.
"""

from knowledge_base.links.check import check
from knowledge_base.links.printers import PRINTERS
from knowledge_base.links.records import CannotRun, Code, Options, Problem, Report, Source

__all__ = ["PRINTERS", "CannotRun", "Code", "Options", "Problem", "Report", "Source", "check"]
