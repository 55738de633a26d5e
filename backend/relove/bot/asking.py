"""What is asked of a person about themselves: the questions, and whether a message answers one.

No state machine: the question is beside the person in the database. A command, a button, the stop word or a call for
help goes first and ends it; nobody's words to the guide are taken for an answer by mistake.
"""

from __future__ import annotations

import msgspec
from aiogram.types import CallbackQuery, Message

from relove.bot.speech import Speech
from relove.core.ports import Button, OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.crisis import assess, suspicious
from relove.domains.conversations.intents import asks_why, fixed_answer, returns_to_guide
from relove.domains.people.asking import Asking, pending_of
from relove.domains.people.hours import times_in
from relove.domains.people.schemas import Pending

SET = "set:"
CANCEL = "set:cancel"
_SHORT = 40
_NAME_WORDS = 4


def waits(speech: Speech) -> Pending | None:
    """The question that waits for the person's words."""
    return pending_of(speech.person, speech.container.clock.now())


def answers(message: Message, speech: Speech) -> bool:
    """Is this message the answer to what is asked?"""
    question, said = waits(speech), message.text
    if question is None or not said or said.startswith("/") or len(said) > _SHORT or "\n" in said:
        return False
    if any(said == label for row in speech.menu for label in row):
        return False
    # With a model at hand, words with a reason for a second look go to the guide, who has one.
    if assess(said) or (speech.container.model.enabled and suspicious(said)):
        return False
    if fixed_answer(said) or asks_why(said) or returns_to_guide(said):
        return False
    if question == "called":
        return "?" not in said and len(said.split()) <= _NAME_WORDS
    return question != "hour_gently" or bool(times_in(said))


async def let_go_unless_answered(event: Message | CallbackQuery, speech: Speech) -> None:
    """Whatever else a person does ends the question: their next words are for the guide again."""
    if waits(speech) is None or (isinstance(event, Message) and answers(event, speech)):
        return
    async with speech.inbox.step() as work:
        await Asking(work, speech.container.clock).let_go(speech.person.id)


def cancel_row(speech: Speech) -> tuple[Button, ...]:
    """The way out of every question."""
    return (Button(speech.text("settings-cancel"), data=CANCEL),)


async def ask(
    work: UnitOfWork, speech: Speech, question: Pending, key: str, *rows: tuple[Button, ...]
) -> None:
    """Ask in the caller's unit of work; the next fitting words answer."""
    await Asking(work, speech.container.clock).ask(speech.person.id, question)
    await speech.say(work, OutgoingMessage(speech.text(key), buttons=(*rows, cancel_row(speech))))


async def hour_asked_once(work: UnitOfWork, speech: Speech) -> str | None:
    """When the bot is about to write of itself for the first time: which hour is it there? The question's words.

    Nothing where the zone is known, was asked for once, or the person is in a pause for care. The next words that are
    an hour answer it; any others are for the guide.
    """
    person = speech.person
    if person.timezone_confirmed or person.timezone_asked or person.care_active:
        return None
    questions = Asking(work, speech.container.clock)
    await questions.timezone_asked(person.id)
    await questions.ask(person.id, "hour_gently")
    return speech.text("settings-hour-once")


async def with_hour_once(work: UnitOfWork, speech: Speech, message: OutgoingMessage) -> OutgoingMessage:
    """The same under an answer, as one message: for somebody who takes part in a stream."""
    question = await hour_asked_once(work, speech)
    if question is None:
        return message
    html = f"{message.html}\n\n{question}"
    return msgspec.structs.replace(message, html=html, buttons=(*message.buttons, cancel_row(speech)))
