"""The signed-in person: preferences, consents, a copy of everything, erasing everything."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from litestar import Controller, Request, Response, delete, get, patch, post, put
from litestar.params import JSONBody

from relove.api.auth import acting, current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.limits import TALK
from relove.api.wiring import container_of
from relove.core.actor import Language, Role
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.handover import HandoverService
from relove.domains.journey.service import JourneyService
from relove.domains.messaging.service import MessagingService
from relove.domains.people.confirmations import Confirmations
from relove.domains.people.rights import PersonalData
from relove.domains.people.schemas import (
    Consent,
    ConsentKind,
    Directness,
    ExportView,
    Formality,
    Gender,
    PreferencesPatch,
    QuietHours,
)
from relove.domains.people.service import PeopleService
from relove.domains.people.views import ERASE, confirmation_message, export_message

if TYPE_CHECKING:
    from relove.bootstrap import Container


class CarePause(msgspec.Struct):
    """While it is active there is no provocation, no offer and no first word."""

    active: bool
    since: datetime.datetime | None
    reason_code: str | None


class HandOver(msgspec.Struct):
    """The person asked for a human: the guide is silent. `answered_at`: when one wrote first."""

    asked_at: datetime.datetime
    answered_at: datetime.datetime | None


class PersonaView(msgspec.Struct):
    """Who the guide is called, in the person's language, and where its picture is; null: our drawn sign."""

    name: str
    face: str | None


class MeView(msgspec.Struct):
    """The signed-in person. `stage` is null before the path begins; `timezone_confirmed` tells that they chose the zone
    themselves; `country` decides which help lines they see; `voice` tells whether a recording would be heard here."""

    id: uuid.UUID
    telegram_id: int
    first_name: str
    language: Language
    called: str | None
    gender: Gender | None
    formality: Formality
    timezone: str
    timezone_confirmed: bool
    country: str
    role: Role
    consents: list[Consent]
    directness: Directness
    proactive_paused: bool
    quiet_hours: QuietHours
    care_pause: CarePause
    hand_over: HandOver | None
    stage: str | None
    voice: bool
    persona: PersonaView
    entitlements: list[str]
    limits: dict[str, int]


class ConsentDecisions(msgspec.Struct, forbid_unknown_fields=True):
    """What the person agrees to (true) or takes back (false); what is left out stays."""

    guided_work: bool | msgspec.UnsetType = msgspec.UNSET
    profile: bool | msgspec.UnsetType = msgspec.UNSET
    news: bool | msgspec.UnsetType = msgspec.UNSET
    bio: bool | msgspec.UnsetType = msgspec.UNSET
    channel: bool | msgspec.UnsetType = msgspec.UNSET


class Consents(msgspec.Struct):
    """The decisions in force."""

    items: list[Consent]


class ExportSent(msgspec.Struct):
    """The file is on its way into the bot chat."""

    sent: Literal["to_chat"]


class ErasureAsked(msgspec.Struct):
    """Nothing is erased yet: a one-time button waits in the bot chat until then."""

    confirmation: Literal["sent_to_chat"]
    expires_at: datetime.datetime


class MeController(Controller):
    """About oneself."""

    path = "/api/me"
    tags = ["me"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="getMe", responses=errors(401))
    async def get_me(self, request: Request[Any, Any, Any]) -> MeView:
        """Who is signed in."""
        container = container_of(request)
        async with acting(request) as work:
            return await view_of(container, work, current_actor(request).user_id)

    @patch("/", operation_id="updateMe", responses=errors(400, 401, 409, 413))
    async def update_me(self, request: Request[Any, Any, Any], data: JSONBody[PreferencesPatch]) -> MeView:
        """Change preferences; what is left out stays."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        zone = data.timezone
        likely = container.content.country_by_zone(zone) if isinstance(zone, str) else None
        async with acting(request) as work:
            await PeopleService(work, container.clock).change(user_id, data, likely)
            _tell_other_windows(container, work, user_id)
            return await view_of(container, work, user_id)

    @put("/consents", operation_id="setConsents", responses=errors(400, 401, 413))
    async def set_consents(
        self, request: Request[Any, Any, Any], data: JSONBody[ConsentDecisions]
    ) -> Consents:
        """Agree, or take it back. Each change is kept with its time and the version of the text."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        given: dict[ConsentKind, bool | msgspec.UnsetType] = {
            "guided_work": data.guided_work,
            "profile": data.profile,
            "news": data.news,
            "bio": data.bio,
            "channel": data.channel,
        }
        decisions = {kind: granted for kind, granted in given.items() if isinstance(granted, bool)}
        async with acting(request) as work:
            items = await PeopleService(work, container.clock).decide(user_id, decisions, "mini_app")
            _tell_other_windows(container, work, user_id)
        return Consents(items)

    @get("/export", operation_id="exportMe", responses=errors(401))
    async def export_me(self, request: Request[Any, Any, Any]) -> Response[ExportView]:
        """Everything that is kept about the signed-in person, opened: a file to keep."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            export = await PersonalData(work, container.clock).export(actor.user_id, actor.telegram_id)
        headers = {
            "Content-Disposition": 'attachment; filename="relove-data.json"',
            "Cache-Control": "no-store",
        }
        return Response(export, headers=headers)

    @post("/export/chat", operation_id="sendExport", opt=TALK, status_code=202, responses=errors(401))
    async def send_export(self, request: Request[Any, Any, Any]) -> ExportSent:
        """The same file into the bot chat: inside Telegram most phones save none that a page makes."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            export = await PersonalData(work, container.clock).export(actor.user_id, actor.telegram_id)
            message = export_message(export, actor.language, container.translator)
            await MessagingService(work, container.clock).tell(actor.telegram_id, actor.user_id, message)
            work.after_commit(lambda: container.jobs.wake_chat(actor.telegram_id))
        return ExportSent("to_chat")

    @delete("/", operation_id="eraseMe", status_code=202, responses=errors(401))
    async def erase_me(self, request: Request[Any, Any, Any]) -> ErasureAsked:
        """Ask for everything to be erased. It happens when a button in the bot chat is pressed, for ten minutes."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            asked = await Confirmations(work, container.clock).ask(actor.user_id, ERASE)
            message = confirmation_message("forget-ask", asked, actor.language, container.translator)
            await MessagingService(work, container.clock).tell(actor.telegram_id, actor.user_id, message)
            work.after_commit(lambda: container.jobs.wake_chat(actor.telegram_id))
        return ErasureAsked("sent_to_chat", asked.expires_at)


async def view_of(container: Container, work: UnitOfWork, user_id: uuid.UUID) -> MeView:
    """The person as the Mini App sees them."""
    people = PeopleService(work, container.clock)
    person = await people.get(user_id)
    handover = await HandoverService(work, container.clock).open_of(user_id)
    return MeView(
        id=person.id,
        telegram_id=person.telegram_id,
        first_name=person.first_name,
        language=person.language,
        called=person.called,
        gender=person.gender,
        formality=person.formality,
        timezone=person.timezone,
        timezone_confirmed=person.timezone_confirmed,
        country=person.country,
        role=person.role,
        consents=await people.consents(user_id),
        directness=person.directness,
        proactive_paused=person.proactive_paused,
        quiet_hours=QuietHours(person.quiet_from, person.quiet_to),
        care_pause=CarePause(person.care_active, person.care_since, person.care_reason),
        hand_over=HandOver(handover.asked_at, handover.answered_at) if handover else None,
        stage=await JourneyService(work, container.content, container.clock).current(user_id),
        voice=container.hearing.hears,
        persona=PersonaView(container.content.persona.name(person.language), container.content.persona.face),
        entitlements=[],
        limits={},
    )


def _tell_other_windows(container: Container, work: UnitOfWork, user_id: uuid.UUID) -> None:
    work.after_commit(lambda: ConversationEvents(container.live).person_changed(user_id))
