"""Provocative sessions: the person came for a challenge, and gets one as sharp as the stage and their dial allow."""

from __future__ import annotations

from relove.domains.content.service import ContentService
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import challenge_in
from relove.domains.conversations.modes import Plan
from relove.domains.conversations.schemas import TurnView

PROMPT = "session/provocative"


class Provocative:
    """The mode. The written replies challenge by the same rule: see `dial`."""

    def __init__(self, content: ContentService) -> None:
        self._content = content

    async def plan(self, context: ReplyContext, _asked: TurnView) -> Plan:
        """The usual reply, with what a challenge is just now."""
        level = challenge_in("provocative", context.stage(self._content).level, context.person)
        prompt = self._content.prompt(PROMPT, context.person.language)
        return Plan(variables={"session_type": prompt.render(level=level or "none")})
