"""The types of sessions, and what follows an end, wired."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from relove.core.clock import Clock
from relove.core.ports import Jobs, LanguageModel, LiveEvents, Translator
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.beginnings import SessionBeginnings
from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.forgotten import ForgottenSessions
from relove.domains.conversations.kinds.diagnostic import Diagnostic
from relove.domains.conversations.kinds.journey import JourneyMode
from relove.domains.conversations.kinds.portraits import Portraits
from relove.domains.conversations.kinds.provocative import Provocative
from relove.domains.conversations.modes import Modes
from relove.domains.conversations.own_labels import OwnLabels


@dataclass(frozen=True)
class Sessions:
    """Beginnings, ends, and what lies between them by type."""

    modes: Modes
    beginnings: SessionBeginnings
    closer: SessionCloser
    forgotten: ForgottenSessions
    portraits: Portraits


def make_sessions(
    *,
    units: UnitOfWorkFactory,
    live: LiveEvents,
    model: LanguageModel,
    content: ContentService,
    translator: Translator,
    clock: Clock,
    jobs: Jobs,
    reflect: Callable[[uuid.UUID], Awaitable[object]],
    ours: OwnLabels,
) -> Sessions:
    """One of each per process. `reflect` looks at a session anew: what was said in it counts before its portrait."""
    closer = SessionCloser(units, live, model, content, clock, jobs, ours)
    return Sessions(
        modes={
            "provocative": Provocative(content),
            "diagnostic": Diagnostic(units, model, content, translator, clock, closer, ours),
            "journey": JourneyMode(units, content, translator, clock, closer, ours),
        },
        beginnings=SessionBeginnings(content, live, clock, translator),
        closer=closer,
        forgotten=ForgottenSessions(units, closer, clock),
        portraits=Portraits(units, model, content, clock, reflect, ours),
    )
