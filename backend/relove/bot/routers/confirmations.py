"""One-time buttons: the press that a dangerous act waits for."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery

from relove.bootstrap import Container
from relove.bot.acts import ACTS
from relove.bot.speech import Speech
from relove.core.errors import ReloveError
from relove.core.ports import OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.context import InboxContext
from relove.domains.people import rules
from relove.domains.people.admin_acts import AdminActs
from relove.domains.people.confirmations import DECLINE, PREFIX, Confirmations, Confirmed
from relove.domains.people.service import PeopleService
from relove.domains.records.audit import Step


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
    """The act and the use of its button are one commit. What may not be done any more uses it up all the same."""
    async with speech.finish() as work:
        confirmations = Confirmations(work, speech.container.clock)
        if data.startswith(DECLINE):
            await _note(speech, work, await confirmations.decline(data, speech.person.id), "declined")
            await speech.say(
                work, OutgoingMessage(speech.text("confirmation-declined"), keyboard=speech.menu)
            )
            return
        confirmed = await confirmations.confirm(data, speech.person.id)
        try:
            async with work.attempt():
                await ACTS[confirmed.act].do(speech, work, confirmed)
                await _note(speech, work, confirmed, "done")
        except ReloveError as error:
            await _note(speech, work, confirmed, "refused", reason=error.code)
            text = speech.text(error.text_key, **error.params)
            await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))


async def _note(speech: Speech, work: UnitOfWork, confirmed: Confirmed, step: Step, **more: str) -> None:
    act = ACTS.get(confirmed.act)
    if act is not None and act.of_the_team:
        await AdminActs(work, speech.container.clock).note(speech.person.id, confirmed, step, **more)


async def _to_nobody(container: Container, inbox: InboxContext, language_code: str | None) -> None:
    async with inbox.vanish() as work:
        text = container.translator.text(
            rules.interface_language(language_code), "error-confirmation-unknown"
        )
        await inbox.say(work, OutgoingMessage(text), user_id=None, ephemeral=True)
