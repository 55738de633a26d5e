"""What our own buttons say: whoever presses one has said nothing of themselves.

A press is stored exactly as the same words typed, so equality with a label of ours is the rule: words that a person
types and that stand on a button too evidence nothing either.
"""

from __future__ import annotations

from relove.core.actor import TY
from relove.core.ports import Translator
from relove.domains.content.checks import comparable
from relove.domains.content.schemas import LANGUAGES, ContentBundle
from relove.domains.content.service import ContentService

_BUTTONS = (
    "journey-finish",
    "journey-stay",
    "diagnostic-yes",
    "diagnostic-no",
    "handover-return",
    "handover-call",
    "handover-go-on",
)
_VOICES = (*LANGUAGES, TY)


class OwnLabels:
    """The quick replies of all the stages, and the buttons that stand under replies of a session's type."""

    def __init__(self, content: ContentService, translator: Translator) -> None:
        self._content = content
        self._translator = translator
        self._known: tuple[ContentBundle, frozenset[str]] | None = None

    def hold(self, text: str) -> bool:
        """Is it one of them, signs and case apart?"""
        bundle = self._content.bundle
        # Collected anew where the content was edited.
        if self._known is None or self._known[0] is not bundle:
            self._known = bundle, self._collected()
        return comparable(text) in self._known[1]

    def _collected(self) -> frozenset[str]:
        stages = self._content.stages()
        replies = [
            reply for stage in stages for voice in _VOICES for reply in stage.text(voice).quick_replies
        ]
        buttons = [self._translator.text(voice, key) for voice in _VOICES for key in _BUTTONS]
        return frozenset(map(comparable, [*replies, *buttons]))
