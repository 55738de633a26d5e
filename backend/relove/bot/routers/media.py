"""Voice and video notes are heard, pictures are seen, an edited message corrects its turn."""

from __future__ import annotations

import msgspec
from aiogram import F, Router
from aiogram.types import Message

from relove.bot.routers.talk import answer
from relove.bot.speech import Speech
from relove.core.errors import ReloveError
from relove.domains.conversations.crisis import assess
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.rules import checked_text
from relove.domains.conversations.talk_service import TalkService
from relove.domains.conversations.views import consent_message, unheard

_PICTURE_SIDE = 1280
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
    async with speech.writing():
        audio = await container.files.fetch(note.file_id, note.file_size)
        said = await container.hearing.words(person, audio, "voice.ogg" if message.voice else "note.mp4")
    await answer(speech, said, message)


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
    seen = None
    async with speech.writing():
        try:
            image = await container.files.fetch(best.file_id, best.file_size)
            seen = await container.hearing.picture(person, image, "image/jpeg", caption)
        except ReloveError as error:
            if error.code not in _MAY_FAIL:
                raise
    if seen is None and not caption:
        await speech.say_text("unknown-kind", kind="photo")
        return
    await answer(speech, caption or speech.text("photo-without-words"), message, seen=seen)


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
