"""What is left is talk: free text, quick replies, and a friendly line for kinds that cannot be read."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message

from relove.bot.speech import Speech
from relove.domains.conversations import views
from relove.domains.conversations.rules import checked_text
from relove.domains.conversations.schemas import Inbound
from relove.domains.conversations.service import SessionService

_KINDS = frozenset({"sticker", "voice", "video_note", "video", "photo", "document", "location"})
# Anything else tells that something happened in the chat: pinned, a theme, a call. Nobody waits for an answer to it.
_SENT_BY_PEOPLE = _KINDS | {
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "game",
    "paid_media",
    "poll",
    "story",
    "unknown",
    "venue",
}


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="talk")
    router.message.register(unknown_command, F.text.startswith("/"))
    router.message.register(text, F.text | F.caption)
    router.message.register(unknown_kind, F.content_type.in_(_SENT_BY_PEOPLE))
    router.message.register(nothing_said)
    router.callback_query.register(quick_reply, F.data.startswith("qr:"))
    router.callback_query.register(stale_button)
    return router


async def text(message: Message, speech: Speech) -> None:
    """Words for the guide; those under a picture too, for they may be a call for help."""
    await answer(speech, message.text or message.caption or "", message)


async def quick_reply(query: CallbackQuery, speech: Speech) -> None:
    """A quick reply is the same text typed."""
    named = views.read_quick_reply(query.data or "")
    if named is None:
        await stale_button(query, speech)
        return
    async with speech.inbox.step() as work:
        chosen = await SessionService(work, speech.container.clock).quick_reply(
            named.turn_id, speech.person.id, named.place
        )
    if chosen is None:
        await stale_button(query, speech)
        return
    await answer(speech, chosen)


async def answer(
    speech: Speech,
    said: str,
    message: Message | None = None,
    *,
    seen: str | None = None,
    patience_s: float | None = None,
) -> None:
    """Give words to the guide; without a message they came by a button. ReloveError text_empty, text_too_long."""
    number = message.message_id if message else None
    inbound = Inbound(
        checked_text(said),
        "bot",
        joins=message is not None,
        message_id=number,
        seen=seen,
        patience_s=patience_s,
    )
    await speech.container.pipeline.answer(speech.inbox, speech.person, inbound)


async def unknown_command(_: Message, speech: Speech) -> None:
    """A command that does not exist."""
    await speech.say_text("unknown-command")


async def unknown_kind(message: Message, speech: Speech) -> None:
    """Stickers, voice and the rest: a friendly line that says what works."""
    kind = ContentType(message.content_type).value
    await speech.say_text("unknown-kind", kind=kind if kind in _KINDS else "other")


async def nothing_said(_: Message) -> None:
    """A service message."""


async def stale_button(_: CallbackQuery, speech: Speech) -> None:
    """A button of a message that means nothing any more."""
    await speech.say_text("button-old")
