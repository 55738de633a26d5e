"""What the safety gate does on a hit: the care pause, the words of care, and the team that is told."""

from __future__ import annotations

from relove.core.clock import Clock
from relove.core.ports import OutgoingMessage, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.schemas import Reply
from relove.domains.conversations.views import care_message
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.context import InboxContext
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService


class CareGate:
    """Deterministic; runs before any reply."""

    def __init__(
        self,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        alerts: Alerts,
        events: ConversationEvents,
    ) -> None:
        self._content = content
        self._translator = translator
        self._clock = clock
        self._alerts = alerts
        self._events = events

    async def begin(self, inbox: InboxContext, person: Person, hit: CrisisHit) -> Person:
        """Begin the care pause, in a commit of its own: before any reply leaves, before anything else can go wrong."""
        async with inbox.step() as work:
            return await self.begin_in(work, person, hit)

    async def begin_in(self, work: UnitOfWork, person: Person, hit: CrisisHit) -> Person:
        """The same in the caller's unit of work."""
        cared = await PeopleService(work, self._clock).begin_care(person.id, hit.category)
        if not person.care_active:
            # Who it is, so that the team can reach and release them; never what they said.
            who = {"chat": str(person.telegram_id), "person": str(person.id)}
            alert = self._translator.text("ru", "care-admin-alert", reason=hit.category, **who)
            await self._alerts.tell(work, alert)
        work.after_commit(lambda: self._events.person_changed(person.id))
        return cared

    def reply(self, person: Person, hit: CrisisHit | None) -> Reply:
        """Care with help lines; for what is written later in the pause, care that stays."""
        language, country = person.language, person.country
        if hit is not None:
            return Reply(self._content.care(hit.category, language, country), "template")
        return Reply(self._content.care_staying(language, country), "template")

    def message(self, person: Person, hit: CrisisHit | None = None) -> OutgoingMessage:
        """The same as a message of the chat, with the way back."""
        return care_message(self.reply(person, hit).text, person.language, self._translator)
