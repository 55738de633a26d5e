"""One-time buttons: the press that a dangerous act waits for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery

from relove.bootstrap import Container
from relove.bot.speech import Speech
from relove.core.errors import ReloveError
from relove.core.ports import OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.events import ConversationEvents
from relove.domains.messaging.context import InboxContext
from relove.domains.people import rules, views
from relove.domains.people.confirmations import DECLINE, PREFIX, Confirmations, Confirmed
from relove.domains.people.rights import Erasures
from relove.domains.people.service import PeopleService

Act = Callable[[Speech, UnitOfWork, Confirmed], Awaitable[None]]


def make_router(container: Container) -> Router:
    """Handlers of this file. Nobody is met here: after an erasure a second press must not begin a new life."""
    router = Router(name="confirmations")
    router.callback_query.filter(F.message.chat.type == ChatType.PRIVATE)

    async def press(query: CallbackQuery, inbox: InboxContext) -> None:
        async with inbox.step() as work:
            person = await PeopleService(work, container.clock).find_by_telegram(query.from_user.id)
        if person is None:
            await _to_nobody(container, inbox, query.from_user.language_code)
            return
        speech = Speech(container, inbox, person)
        try:
            await _answer(speech, query.data or "")
        except ReloveError as error:
            await speech.say_text(error.text_key, **error.params)

    router.callback_query.register(press, F.data.startswith(PREFIX) | F.data.startswith(DECLINE))
    return router


async def _answer(speech: Speech, data: str) -> None:
    """The act and the use of its button are one commit."""
    async with speech.finish() as work:
        confirmations = Confirmations(work, speech.container.clock)
        if data.startswith(DECLINE):
            await confirmations.decline(data, speech.person.id)
            text = speech.text("confirmation-declined")
            await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))
            return
        confirmed = await confirmations.confirm(data, speech.person.id)
        await ACTS[confirmed.act](speech, work, confirmed)


async def _to_nobody(container: Container, inbox: InboxContext, language_code: str | None) -> None:
    async with inbox.vanish() as work:
        text = container.translator.text(
            rules.interface_language(language_code), "error-confirmation-unknown"
        )
        await inbox.say(work, OutgoingMessage(text), user_id=None, ephemeral=True)


async def erase(speech: Speech, work: UnitOfWork, confirmed: Confirmed) -> None:
    """Everything of the person goes; the receipt is the last message and leaves no row."""
    container, person = speech.container, speech.person
    erasures = Erasures(work, container.clock, container.ledger)
    receipt = await erasures.erase(person.id, person.telegram_id, confirmed.id.bytes)
    message = views.receipt_message(receipt, person, container.translator)
    await speech.inbox.say(work, message, user_id=None, ephemeral=True)
    work.after_commit(lambda: container.traces.forget(person.id, person.telegram_id))
    work.after_commit(lambda: ConversationEvents(container.live).person_changed(person.id))


ACTS: Mapping[str, Act] = {views.ERASE: erase}
"""What can be confirmed: an act of `Confirmations.ask`, and what does it."""
