"""The control calls: what a test, or the page, does as a person and as the director of the play."""

from __future__ import annotations

from typing import Any

from litestar import Controller, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream
from msgspec import Struct

from relove.sandbox import acts, acts_media
from relove.sandbox.config import UnknownJob
from relove.sandbox.errors import ControlError
from relove.sandbox.given import TheWorld
from relove.sandbox.launch import launch
from relove.sandbox.people import Person
from relove.sandbox.raw import deliver_raw

ADMIN_ID = 900_000_001


class NewPerson(Struct, forbid_unknown_fields=True):
    """Somebody to be made."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_premium: bool = False
    bio: str | None = None
    channel: str | None = None


class NewMessage(Struct, forbid_unknown_fields=True):
    """What a person sends: one of them; a caption goes with a photo or a voice message."""

    text: str | None = None
    voice_text: str | None = None
    photo_text: str | None = None
    video_note_text: str | None = None
    sticker: bool = False
    caption: str | None = None

    def check(self) -> None:
        given = [
            name
            for name in ("text", "voice_text", "photo_text", "video_note_text")
            if getattr(self, name) is not None
        ]
        if len(given) + self.sticker != 1:
            raise ControlError(400, "give one of text, voice_text, photo_text, video_note_text, sticker")
        if self.caption is not None and given not in (["photo_text"], ["voice_text"]):
            raise ControlError(400, "a caption goes with a photo or a voice message")


class Edit(Struct, forbid_unknown_fields=True):
    """New words for a message."""

    text: str


class Press(Struct, forbid_unknown_fields=True):
    """A button, by its data or its text."""

    message_id: int | None = None
    data: str | None = None
    text: str | None = None


class MoveClock(Struct, forbid_unknown_fields=True):
    """Forward by seconds, or back to real time."""

    advance: float | None = None
    reset: bool = False


class PeopleControl(Controller):
    """People: making them, and acting as one."""

    path = "/sandbox/people"
    include_in_schema = False

    @get("/")
    async def list(self, world: TheWorld) -> dict[str, Any]:
        return {"items": [person.shown() for person in world.people.values()]}

    @post("/", status_code=200)
    async def make(self, world: TheWorld, data: JSONBody[NewPerson]) -> dict[str, Any]:
        if not 0 < data.id < 2**52:
            raise ControlError(400, "an id is a positive number below 2^52")
        if not data.first_name.strip():
            raise ControlError(400, "first_name cannot be empty")
        fields = {name: getattr(data, name) for name in data.__struct_fields__}
        return world.add_person(Person(**fields)).shown()

    @get("/{person_id:int}/messages")
    async def messages(
        self, world: TheWorld, person_id: FromPath[int], after: FromQuery[int] = 0
    ) -> dict[str, Any]:
        chat = world.chats[world.person(person_id).id]
        return {"items": [m.shown() for m in chat.messages.values() if m.id > after]}

    @post("/{person_id:int}/messages", status_code=200)
    async def write(
        self, world: TheWorld, person_id: FromPath[int], data: JSONBody[NewMessage]
    ) -> dict[str, Any]:
        person = world.person(person_id)
        data.check()
        if data.text is not None:
            return acts.write(world, person, data.text)
        media = acts_media.media_of(
            world,
            voice=data.voice_text,
            photo=data.photo_text,
            video_note=data.video_note_text,
            sticker=data.sticker,
        )
        return acts_media.send(world, person, media, data.caption)

    @post("/{person_id:int}/messages/{message_id:int}/edit", status_code=200)
    async def edit(
        self, world: TheWorld, person_id: FromPath[int], message_id: FromPath[int], data: JSONBody[Edit]
    ) -> dict[str, Any]:
        return acts_media.edit(world, world.person(person_id), message_id, data.text)

    @post("/{person_id:int}/press", status_code=200)
    async def press(self, world: TheWorld, person_id: FromPath[int], data: JSONBody[Press]) -> dict[str, Any]:
        return acts.press(world, world.person(person_id), data.message_id, data.data, data.text)

    @post("/{person_id:int}/block", status_code=200)
    async def block(self, world: TheWorld, person_id: FromPath[int]) -> dict[str, Any]:
        return acts.set_blocked(world, world.person(person_id), True)

    @post("/{person_id:int}/unblock", status_code=200)
    async def unblock(self, world: TheWorld, person_id: FromPath[int]) -> dict[str, Any]:
        return acts.set_blocked(world, world.person(person_id), False)

    @post("/{person_id:int}/stop", status_code=200)
    async def stop(self, world: TheWorld, person_id: FromPath[int]) -> dict[str, Any]:
        return acts.stop_draft(world, world.person(person_id))

    @get("/{person_id:int}/launch")
    async def launch(
        self,
        world: TheWorld,
        person_id: FromPath[int],
        start_param: FromQuery[str | None] = None,
        path: FromQuery[str] = "/",
        theme: FromQuery[str] = "light",
    ) -> dict[str, Any]:
        return dict(launch(world, world.person(person_id), start_param=start_param, path=path, theme=theme))


class DirectorControl(Controller):
    """Everything that is not done by a person."""

    path = "/sandbox"
    include_in_schema = False

    @post("/reset", status_code=200)
    async def reset(self, world: TheWorld) -> dict[str, Any]:
        world.reset()
        return {"ok": True}

    @get("/admin/launch")
    async def admin(
        self,
        world: TheWorld,
        start_param: FromQuery[str | None] = None,
        path: FromQuery[str] = "/",
        theme: FromQuery[str] = "light",
    ) -> dict[str, Any]:
        person = world.people.get(ADMIN_ID)
        if person is None:
            person = world.add_person(Person(ADMIN_ID, "Админ", username="relove_admin", language_code="ru"))
        await world.config.hooks.grant_admin(person.id)
        person.is_admin = True
        world.bus.publish("person", person.shown())
        return {
            **launch(world, person, start_param=start_param, path=path, theme=theme),
            "person": person.shown(),
        }

    @post("/updates", status_code=200)
    async def update(self, world: TheWorld, data: JSONBody[dict[str, Any]]) -> dict[str, Any]:
        return deliver_raw(world, data)

    @get("/requests")
    async def requests(
        self, world: TheWorld, method: FromQuery[str | None] = None, after: FromQuery[int] = 0
    ) -> Stream:
        return Stream(world.requests.as_json(method, after), media_type="application/json")

    @get("/checkouts")
    async def checkouts(self, world: TheWorld) -> dict[str, Any]:
        return {"items": world.checkouts.shown(world.config.timing.now())}

    @get("/faults")
    async def faults(self, world: TheWorld) -> dict[str, Any]:
        return {"items": world.faults.waiting()}

    @post("/faults", status_code=200)
    async def fault(self, world: TheWorld, data: JSONBody[dict[str, Any]]) -> dict[str, Any]:
        world.faults.add(data)
        return {"items": world.faults.waiting()}

    @delete("/faults", status_code=200)
    async def clear_faults(self, world: TheWorld) -> dict[str, Any]:
        world.faults.clear()
        return {"items": world.faults.waiting()}

    @get("/clock")
    async def clock(self, world: TheWorld) -> dict[str, Any]:
        return {"now": world.now(), "offset": world.offset_us / 1_000_000}

    @post("/clock", status_code=200)
    async def move_clock(self, world: TheWorld, data: JSONBody[MoveClock]) -> dict[str, Any]:
        if data.advance is None and not data.reset:
            raise ControlError(400, "give advance or reset")
        start = 0 if data.reset else world.offset_us
        world.set_offset(start + round((data.advance or 0) * 1_000_000))
        return {"now": world.now(), "offset": world.offset_us / 1_000_000}

    @get("/jobs")
    async def jobs(self, world: TheWorld) -> dict[str, Any]:
        return {"items": await world.config.hooks.job_names()}

    @post("/jobs/{name:str}", status_code=200)
    async def job(self, world: TheWorld, name: FromPath[str]) -> dict[str, Any]:
        try:
            return await world.config.hooks.run_job(name)
        except UnknownJob:
            raise ControlError(404, f"there is no job {name}") from None
