"""A recollection as a prompt holds it."""

from __future__ import annotations

from relove.domains.content.service import ContentService
from relove.domains.conversations.memory.schemas import Recollection


def prompt_block(recollection: Recollection, content: ContentService, language: str) -> str:
    """Short lines, each a quotation of the person, and the note that they are data; empty where nothing is known.

    Names are still in it: it goes through `redact_all` together with the turns.
    """
    signs = content.signs()
    texts = signs.texts
    lines = [
        *((texts.rolled, {"quote": text}) for text in (recollection.rolled,) if text),
        *((texts.core_issue, {"quote": text}) for text in (recollection.core_issue,) if text),
        *((texts.line, {"quote": text}) for text in recollection.lines),
        *(
            (texts.contradiction, {"earlier": one.earlier, "later": one.later})
            for one in recollection.contradictions
        ),
        *(
            (texts.pattern, {"pattern": signs.patterns[one.code].name.in_(language), "quote": one.quote})
            for one in recollection.patterns
            if one.code in signs.patterns
        ),
    ]
    if not lines:
        return ""
    filled = [f"- {_filled(frame.in_(language), values)}" for frame, values in lines]
    return "\n".join([texts.note.in_(language), *filled])


def _filled(frame: str, values: dict[str, str]) -> str:
    """What a person said may hold braces: each place is filled once, and nothing that was filled in is read again."""
    parts = []
    while "{" in frame:
        head, _, rest = frame.partition("{")
        name, _, frame = rest.partition("}")
        parts += [head, " ".join(values[name].split())]
    return "".join([*parts, frame])
