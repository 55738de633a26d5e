"""The safety gate around a reply: looks at the words, and at those that wait behind them; begins the care pause."""

from __future__ import annotations

from relove.core.clock import Clock
from relove.core.ports import OutgoingMessage, Translator
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import CrisisHit, assess
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.schemas import Reply
from relove.domains.conversations.views import care_message
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.waiting import words_behind
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

    async def look(self, inbox: InboxContext, text: str) -> CrisisHit | None:
        """A danger sign in this text, or in a line that the person has sent since."""
        return assess(text) or await self.look_behind(inbox)

    async def look_behind(self, inbox: InboxContext) -> CrisisHit | None:
        """A danger sign in what waits behind this message."""
        async with inbox.step() as work:
            words = await words_behind(work, inbox.chat_id, inbox.row.id)
        return next((hit for text in words if (hit := assess(text))), None)

    async def begin(self, inbox: InboxContext, person: Person, hit: CrisisHit) -> Person:
        """Begin the care pause, in a commit of its own: before any reply leaves, before anything else can go wrong."""
        async with inbox.step() as work:
            cared = await PeopleService(work, self._clock).begin_care(person.id, hit.category)
            if not person.care_active:
                alert = self._translator.text("ru", "care-admin-alert", reason=hit.category)
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
