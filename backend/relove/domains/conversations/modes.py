"""How a type of session shapes a reply. The pipeline asks the session's mode for a plan and carries it out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import msgspec

from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.prompting import REPLY_PROMPT
from relove.domains.conversations.schemas import Reply, SessionType, SessionView, TurnView

Finish = Callable[[UnitOfWork, SessionView, TurnView], Awaitable[None]]
"""What a mode writes with the reply: the session as it was, and the guide's turn that was just stored."""


class Plan(msgspec.Struct, frozen=True):
    """What one reply is made of."""

    prompt_id: str = REPLY_PROMPT
    variables: dict[str, str] = {}
    """Variables of the prompt that are added, or stand instead of the usual ones."""
    quick_replies: tuple[str, ...] | None = None
    """Under a reply of the model; None: those of the stage."""
    fixed: Reply | None = None
    """An answer that no model writes."""
    template: Reply | None = None
    """What serves where there is no model or it fails; None: the written replies of the stage."""
    question_id: str | None = None
    """The written question that a model was given to ask: asked with its reply, so that it never comes again."""
    footer: str = ""
    """Stands under the reply, whoever writes it."""
    in_chat: str = ""
    """Said under it in the bot chat only: a command leads nowhere in the Mini App, which has buttons instead."""
    state: str | None = None
    """The session's state from this reply on; None: as it is."""
    finish: Finish | None = None
    """Runs in the unit of work that stores the reply. Not for a reply that care or a stop took the place of."""


def with_footer(reply: Reply, plan: Plan) -> Reply:
    """The reply as it is said; one that was stopped stays as it was cut."""
    if not plan.footer or reply.stopped:
        return reply
    return msgspec.structs.replace(reply, text=f"{reply.text}\n\n{plan.footer}")


class Mode(Protocol):
    """One type of session."""

    async def plan(self, context: ReplyContext, asked: TurnView) -> Plan:
        """Decide on the reply to what was said. Outside of any unit of work: a model may be asked.

        Care, the stop word and questions about the guide itself are answered before this, without it. Lines that are
        answered together come as one turn: the text of all of them under the last one's id.
        """
        ...


class PlainTalk:
    """The usual reply: the session type's name goes into the prompt, the rest follows from the stage."""

    async def plan(self, _context: ReplyContext, _asked: TurnView) -> Plan:
        """Nothing out of the ordinary."""
        return Plan()


Modes = Mapping[SessionType, Mode]
"""What bootstrap gives the pipeline; a type without a mode talks plainly."""
