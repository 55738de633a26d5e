"""A recollection as a prompt holds it."""

from __future__ import annotations

from relove.domains.content.service import ContentService
from relove.domains.conversations.memory.schemas import Recollection


def prompt_block(recollection: Recollection, content: ContentService, language: str) -> str:
    """Short lines, each a quotation of the person, and the note that they are data; empty where nothing is known.

    Names are still in it: it goes through `redact_all` together with the turns.
    """
    return ""
