"""What the commands for contributors do: find, mend, move and describe content.

Pure where possible: text in, text out. Only :mod:`knowledge_base.contribute.project` and
:mod:`knowledge_base.contribute.edits` touch files.
"""
