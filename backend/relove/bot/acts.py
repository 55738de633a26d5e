"""What a one-time button does: each dangerous act by its name. A new one is one line in ACTS."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from relove.bot.speech import Speech
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.events import ConversationEvents
from relove.domains.messaging.service import MessagingService
from relove.domains.people import admin_acts, admin_views, views
from relove.domains.people.admin_acts import AdminActs, intent_of, role_in
from relove.domains.people.confirmations import Confirmed
from relove.domains.people.rights import Erasures, PersonalData
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService

Do = Callable[[Speech, UnitOfWork, Confirmed], Awaitable[None]]


@dataclass(frozen=True)
class Act:
    """`do` raises ReloveError where it may not be done any more. An act of the team is in the audit."""

    do: Do
    of_the_team: bool = True


async def erase_oneself(speech: Speech, work: UnitOfWork, confirmed: Confirmed) -> None:
    """Everything of the person goes; the receipt is the last message and leaves no row."""
    container, person = speech.container, speech.person
    erasures = Erasures(work, container.clock, container.ledger)
    receipt = await erasures.erase(person.id, person.telegram_id, confirmed.id.bytes)
    message = views.receipt_message(receipt, person, container.translator)
    await speech.inbox.say(work, message, user_id=None, ephemeral=True)
    _forget_after_commit(speech, work, person)


async def change_role(speech: Speech, work: UnitOfWork, confirmed: Confirmed) -> None:
    """Both people are told."""
    container, intent = speech.container, intent_of(confirmed)
    assert intent.subject_id is not None, "a role is somebody's"
    acts, role = AdminActs(work, container.clock), role_in(intent)
    pair = await acts.may_change_role(speech.person.id, intent.subject_id, role)
    subject = await acts.change_role(pair, role)
    await speech.say(work, admin_views.role_done(pair, role, container.translator))
    if subject.id != speech.person.id:
        told = admin_views.role_told(subject, container.translator)
        await MessagingService(work, container.clock).tell(subject.telegram_id, subject.id, told)
        work.after_commit(lambda: container.jobs.wake_chat(subject.telegram_id))
    work.after_commit(lambda: ConversationEvents(container.live).person_changed(subject.id))


async def export_person(speech: Speech, work: UnitOfWork, confirmed: Confirmed) -> None:
    """The file comes into the chat of the one who asked, and leaves no row there."""
    container, intent = speech.container, intent_of(confirmed)
    assert intent.subject_id is not None, "data are somebody's"
    acts = AdminActs(work, container.clock)
    pair = await acts.may_act_on(speech.person.id, intent.subject_id)
    export = await PersonalData(work, container.clock).export(pair.subject.id, pair.subject.telegram_id)
    message = admin_views.export_sent(pair, export, container.translator)
    await speech.inbox.say(work, message, user_id=speech.person.id, ephemeral=True)


async def erase_person(speech: Speech, work: UnitOfWork, confirmed: Confirmed) -> None:
    """Everything of another person goes. Who answers them right now is stopped first: nothing may be written after."""
    container, intent = speech.container, intent_of(confirmed)
    assert intent.subject_id is not None, "an erasure is somebody's"
    messaging = MessagingService(work, container.clock)
    known = await PeopleService(work, container.clock).find(intent.subject_id)
    if known is not None:
        await messaging.take_chat_away(known.telegram_id)
    pair = await AdminActs(work, container.clock).may_act_on(speech.person.id, intent.subject_id)
    subject = pair.subject
    erasures = Erasures(work, container.clock, container.ledger)
    receipt = await erasures.erase(subject.id, subject.telegram_id, confirmed.id.bytes)
    last = admin_views.erasure_told(subject, receipt, container.translator)
    await messaging.tell(subject.telegram_id, None, last, ephemeral=True)
    await speech.say(work, admin_views.erasure_done(pair, receipt, container.translator))
    _forget_after_commit(speech, work, subject)
    work.after_commit(lambda: container.jobs.wake_chat(subject.telegram_id))


def _forget_after_commit(speech: Speech, work: UnitOfWork, person: Person) -> None:
    container = speech.container
    work.after_commit(lambda: container.traces.forget(person.id, person.telegram_id))
    work.after_commit(lambda: ConversationEvents(container.live).person_changed(person.id))


ACTS: Mapping[str, Act] = {
    views.ERASE: Act(erase_oneself, of_the_team=False),
    admin_acts.ROLE: Act(change_role),
    admin_acts.EXPORT: Act(export_person),
    admin_acts.ERASE_PERSON: Act(erase_person),
}
"""What can be confirmed: the act that `Confirmations.ask` named, and what does it."""
