"""The content model: what an editor may write. Validation and JSON Schema come from here."""

from knowledge_base.model.entries import (
    ENTRY_MODELS,
    FOLDERS,
    KINDS,
    Action,
    Cause,
    Entry,
    Impact,
    Kind,
    Step,
    Time,
)
from knowledge_base.model.fields import (
    ID_OF,
    ID_PATTERN,
    LONGEST_ID,
    Bilingual,
    BilingualList,
    Claim,
    Edge,
    FactId,
    FieldPath,
    Id,
    Model,
    Reviewed,
    Translation,
)
from knowledge_base.model.home import Home
from knowledge_base.model.inside import parts, share_names, texts, walk
from knowledge_base.model.reference import (
    Answer,
    Fact,
    Move,
    Myth,
    OldReference,
    PageReference,
    Question,
    SearchWords,
    Source,
    Style,
    Term,
    Variants,
    Vocabulary,
    Words,
)

__all__ = [
    "ENTRY_MODELS", "FOLDERS", "ID_OF", "ID_PATTERN", "KINDS", "LONGEST_ID",
    "Action", "Answer", "Bilingual", "BilingualList", "Cause", "Claim", "Edge", "Entry", "Fact",
    "FactId", "FieldPath", "Home", "Id", "Impact", "Kind", "Model", "Move", "Myth",
    "OldReference", "PageReference", "Question", "Reviewed", "SearchWords", "Source", "Step",
    "Style", "Term", "Time", "Translation", "Variants", "Vocabulary", "Words", "parts",
    "share_names",
    "texts", "walk",
]  # fmt: skip
