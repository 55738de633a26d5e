"""A voice note in a session: heard, then handled as the words that were said. The recording is not kept."""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated, Any

from litestar import Controller, Request, post
from litestar.params import FromPath, HeaderParameter
from litestar.response import Stream

from relove.api import sse, turns
from relove.api.auth import current_actor, signed_in
from relove.api.controllers.turns import EVENTS, error_event
from relove.api.documented import SECURITY, errors, events
from relove.api.limits import TALK
from relove.api.wiring import container_of
from relove.core.errors import ReloveError
from relove.domains.conversations.hearing import voice_patience
from relove.domains.conversations.service import SessionService
from relove.domains.conversations.views import unheard
from relove.domains.people.service import PeopleService
from relove.integrations.queue.live import session_channel

LARGEST = 10 * 1024 * 1024
_BYTES_A_SECOND = 4000
"""Of speech as browsers record it, at least: how long a recording is cannot be told from every kind of file."""
_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))', re.IGNORECASE)
_AUDIO = re.compile(
    rb'^content-disposition:[^\r\n]*[;\s]name="?audio"?(?:;|\s*$)', re.IGNORECASE | re.MULTILINE
)
_KIND = re.compile(rb"^content-type:\s*([\w./+-]{1,80})", re.IGNORECASE | re.MULTILINE)
_NAMES = {
    "audio/ogg": "voice.ogg",
    "audio/webm": "voice.webm",
    "video/webm": "voice.webm",
    "audio/mp4": "voice.m4a",
    "audio/x-m4a": "voice.m4a",
    "audio/m4a": "voice.m4a",
    "audio/mpeg": "voice.mp3",
    "audio/wav": "voice.wav",
    "audio/x-wav": "voice.wav",
    "audio/flac": "voice.flac",
}


class VoiceController(Controller):
    """Talking instead of writing."""

    path = "/api/sessions/{session_id:uuid}/voice"
    tags = ["sessions"]
    guards = [signed_in]
    security = SECURITY

    @post(
        "/",
        operation_id="sendVoice",
        opt=TALK,
        status_code=200,
        request_max_body_size=LARGEST + 64 * 1024,
        responses={200: events(EVENTS), **errors(400, 401, 403, 404, 409, 413, 503)},
    )
    async def send_voice(
        self,
        request: Request[Any, Any, Any],
        session_id: FromPath[uuid.UUID],
        key: Annotated[
            str | None,
            HeaderParameter(
                name="Idempotency-Key",
                description="The client's name of this message (1-128 visible characters): the same key is "
                "stored once, and answered with the same turns.",
            ),
        ] = None,
    ) -> Stream:
        """Send a recording, raw or as the field `audio` of a form, 10 MB at most; then as a written turn."""
        container = container_of(request)
        actor = current_actor(request)
        name = turns.idempotency_key(key)
        async with AsyncExitStack() as entered:
            live = await entered.enter_async_context(container.hub.listen(session_channel(str(session_id))))
            inbox_id, said = await turns.known(container, actor, session_id, name), ""
            if inbox_id is None:
                said = await _heard(request, session_id)
                inbox_id = await turns.accept(container, actor, session_id, name, said)
            staying = entered.pop_all()
        told = error_event(request)

        async def answer() -> AsyncIterator[bytes]:
            async with staying:
                async for event in turns.relay(container, live, inbox_id, told, actor.user_id, said):
                    yield event

        return sse.stream(answer())


async def _heard(request: Request[Any, Any, Any], session_id: uuid.UUID) -> str:
    """The words. Looked at first: is the session open, did the person agree; nothing goes to a model else."""
    container = container_of(request)
    actor = current_actor(request)
    async with container.units() as work:
        await SessionService(work, container.clock).get_open(session_id, actor.user_id)
        person = await PeopleService(work, container.clock).get(actor.user_id)
    if not person.may_work:
        # Nothing of somebody who has not agreed goes to a model, so nobody can know what they said.
        lines = container.content.help_lines(person.country)
        said = unheard(person, lines, container.translator)
        raise ReloveError("consent_required", kind="forbidden", said=said)
    if not container.hearing.hears:
        raise ReloveError("voice_unavailable", kind="conflict")
    audio, kind = await _recording(request)
    if not audio:
        raise ReloveError("voice_not_heard", kind="invalid")
    if len(audio) > LARGEST:
        raise ReloveError("file_too_large", kind="too_large", params={"limit": LARGEST // (1024 * 1024)})
    # Nothing waits behind an upload: what is typed meanwhile comes by a call of its own.
    patience_s = voice_patience(len(audio) / _BYTES_A_SECOND)
    return await container.hearing.words(person, audio, _NAMES.get(kind, "voice.ogg"), patience_s)


async def _recording(request: Request[Any, Any, Any]) -> tuple[bytes, str]:
    """The sound and its type, out of memory: what a framework makes of a form lies on the disk beyond a megabyte."""
    told = request.headers.get("content-type", "")
    body, media_type = await request.body(), told.split(";")[0].strip().lower()
    if media_type != "multipart/form-data":
        return body, media_type
    named = _BOUNDARY.search(told)
    if named is None:
        raise ReloveError("voice_not_heard", kind="invalid")
    border = b"\r\n--" + (named[1] or named[2]).encode()
    for part in (b"\r\n" + body).split(border)[1:]:
        head, _, content = part.partition(b"\r\n\r\n")
        if _AUDIO.search(head):
            kind = _KIND.search(head)
            return content, kind[1].decode().lower() if kind else ""
    raise ReloveError("voice_not_heard", kind="invalid")
