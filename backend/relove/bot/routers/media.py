"""Voice and video notes are heard, pictures are seen, an edited message corrects its turn."""

from __future__ import annotations

import time

import msgspec
from aiogram import F, Router
from aiogram.types import Message

from relove.bot.routers.talk import answer
from relove.bot.speech import Speech
from relove.core.errors import ReloveError
from relove.core.ports import OutgoingMessage
from relove.domains.conversations.crisis import assess
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.hearing import (
    PICTURE_PATIENCE_S,
    VOICE_PATIENCE_S,
    reply_patience,
    voice_patience,
)
from relove.domains.conversations.meanwhile import CalledBehind
from relove.domains.conversations.rules import checked_text
from relove.domains.conversations.talk_service import TalkService
from relove.domains.conversations.views import consent_message, unheard

_PICTURE_SIDE = 1280
_MARGIN_S = 1.0
"""Beyond a model's patience, for fetching the file: a model gives up by itself, and says why."""
_MAY_FAIL = frozenset({"file_too_large", "file_unavailable"})


def make_router() -> Router:
    """Handlers of this file; before those of talk, which take what is left."""
    router = Router(name="media")
    router.message.register(voice, F.voice | F.video_note)
    router.message.register(picture, F.photo)
    router.edited_message.register(edited)
    return router


async def voice(message: Message, speech: Speech) -> None:
    """Spoken words are words."""
    container, person = speech.container, speech.person
    note = message.voice or message.video_note
    if note is None or not container.hearing.hears:
        await speech.say_text("unknown-kind", kind="voice" if message.voice else "video_note")
        return
    if not person.may_work:
        # Nothing of somebody who has not agreed goes to a model.
        asking = consent_message(person, container.translator, again=True)
        help_ = unheard(person, container.content.help_lines(person.country), container.translator)
        await speech.say_only(msgspec.structs.replace(asking, html=f"{help_}\n\n{asking.html}"))
        return
    patience_s, begun = voice_patience(note.duration), time.monotonic()
    behind = container.pipeline.meanwhile.reading(
        speech.inbox, patience_s + _MARGIN_S, queued_s=VOICE_PATIENCE_S
    )
    try:
        async with speech.writing(), behind:
            audio = await container.files.fetch(note.file_id, note.file_size)
            name = "voice.ogg" if message.voice else "note.mp4"
            said = await container.hearing.words(person, audio, name, patience_s)
    except TimeoutError:
        raise ReloveError("voice_unavailable", kind="conflict") from None
    except CalledBehind:
        await answer(speech, speech.text("voice-without-words"), message)
        # Care comes first; then it is said that the recording was not heard.
        async with speech.inbox.step() as work:
            await speech.say(work, OutgoingMessage(speech.text("voice-given-up")))
        return
    await answer(speech, said, message, patience_s=reply_patience(time.monotonic() - begun))


async def picture(message: Message, speech: Speech) -> None:
    """What is written under it, and what a model sees in it."""
    container, person = speech.container, speech.person
    caption = (message.caption or "").strip()
    photos = message.photo or []
    # A call for help waits for nobody who looks at pictures.
    if caption and (not (container.hearing.possible and person.may_work) or assess(caption)):
        await answer(speech, caption, message)
        return
    if not person.may_work:
        await speech.say_only(consent_message(person, container.translator, again=True))
        return
    if not container.hearing.possible:
        await speech.say_text("unknown-kind", kind="photo")
        return
    fitting = [size for size in photos if max(size.width, size.height) <= _PICTURE_SIDE] or photos[:1]
    best = max(fitting, key=lambda size: size.width * size.height)
    patience_s, begun = PICTURE_PATIENCE_S["captioned" if caption else "alone"], time.monotonic()
    behind = container.pipeline.meanwhile.reading(speech.inbox, patience_s + _MARGIN_S, said=caption)
    seen, called = None, False
    try:
        async with speech.writing(), behind:
            image = await container.files.fetch(best.file_id, best.file_size)
            seen = await container.hearing.picture(person, image, "image/jpeg", caption, patience_s)
    except TimeoutError:
        pass
    except CalledBehind:
        called = True
    except ReloveError as error:
        if error.code not in _MAY_FAIL:
            raise
    if seen is None and not caption and not called:
        await speech.say_text("unknown-kind", kind="photo")
        return
    words = caption or speech.text("photo-without-words")
    await answer(speech, words, message, seen=seen, patience_s=reply_patience(time.monotonic() - begun))


async def edited(message: Message, speech: Speech) -> None:
    """A message that nothing has answered yet says from now on what it was changed to. A call for help is heard in
    it, answered or not.
    """
    try:
        said = checked_text(message.text or message.caption or "")
    except ReloveError:
        return
    events = ConversationEvents(speech.container.live)
    pipeline = speech.container.pipeline
    hit = await pipeline.endangered(speech.person, said)
    async with speech.finish() as work:
        talk = TalkService(work, speech.container.clock)
        turn = await talk.correct(speech.person.id, message.message_id, said)
        if turn is not None:
            corrected = turn
            work.after_commit(lambda: events.turn_stored(speech.person.id, corrected))
        if hit is not None:
            person = await pipeline.care.begin_in(work, speech.person, hit)
            await speech.say(work, pipeline.care.message(person, hit))
