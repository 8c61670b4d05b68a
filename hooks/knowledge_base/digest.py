"""Digests: short names for what things are made of. Equal digests, equal results."""

import hashlib
from collections.abc import Iterable


def digest(*parts: str | Iterable[str]) -> str:
    """The digest of texts, and of lists of texts, in their order."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        texts = [part] if isinstance(part, str) else list(part)
        made.update(f"{len(texts)}\n".encode())
        for text in texts:
            data = text.encode()
            made.update(f"{len(data)}\n".encode())
            made.update(data)
    return made.hexdigest()
