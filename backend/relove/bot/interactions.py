"""What a person did beside talking, with the stage at which they did it: commands and buttons. Codes only.

Talk itself is noted where it is stored, quick replies among it.
"""

from __future__ import annotations

import re

from aiogram.types import CallbackQuery, Message

from relove.bot.speech import Speech
from relove.core.actor import LANGUAGES
from relove.core.ports import Translator
from relove.domains.conversations.service import SessionService
from relove.domains.conversations.views import menu
from relove.domains.journey.service import JourneyService
from relove.domains.records.interactions import InteractionService
from relove.domains.records.schemas import Interaction, InteractionKind

_COMMAND = re.compile(r"/([a-z_]{1,32})")
_BUTTON = re.compile(r"[a-z_-]{1,32}")
_QUICK_REPLY = "qr"
_MENU = ("session", "profile", "streams", "pause")


async def note_interaction(speech: Speech, event: Message | CallbackQuery) -> None:
    """Note a command or a button; words are left to the talk."""
    done = _what(event, speech.container.translator)
    if done is None:
        return
    kind, code = done
    container = speech.container
    async with speech.inbox.step() as work:
        active = await SessionService(work, container.clock).active(speech.person.id)
        stage = (
            active.stage
            if active
            else await JourneyService(work, container.content, container.clock).current(speech.person.id)
        )
        await InteractionService(work).note(
            Interaction(
                id=speech.inbox.row.id,
                user_id=speech.person.id,
                kind=kind,
                at=container.clock.now(),
                stage=stage,
                session_id=active.id if active else None,
                code=code,
            )
        )


def _what(event: Message | CallbackQuery, translator: Translator) -> tuple[InteractionKind, str] | None:
    if isinstance(event, CallbackQuery):
        pressed = _BUTTON.match(event.data or "")
        code = pressed.group() if pressed else "other"
        return None if code == _QUICK_REPLY else ("button", code)
    command = _COMMAND.match(event.text or "")
    if command is not None:
        return "command", command.group(1)
    label = _menu_labels(translator).get(event.text or "")
    return ("button", label) if label else None


def _menu_labels(translator: Translator) -> dict[str, str]:
    """The buttons of the menu, in every language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        labels = (label for row in menu(language, translator) for label in row)
        found |= dict(zip(labels, (f"menu-{name}" for name in _MENU), strict=True))
    return found
