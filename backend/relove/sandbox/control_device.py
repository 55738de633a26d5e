"""The control call for the phone that frames the Mini App."""

from __future__ import annotations

from typing import Any

from litestar import Controller, post
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, to_builtins

from relove.sandbox.device import DeviceChange
from relove.sandbox.given import TheWorld


class DeviceControl(Controller):
    """A person's phone, which an open page follows at once."""

    path = "/sandbox/people/{person_id:int}/device"
    include_in_schema = False

    @post("/", status_code=200)
    async def change(
        self, world: TheWorld, person_id: FromPath[int], data: JSONBody[DeviceChange]
    ) -> dict[str, Any]:
        data.check()
        person = world.person(person_id)
        for name in data.__struct_fields__:
            if (value := getattr(data, name)) is not UNSET:
                setattr(person.device, name, value)
        shown: dict[str, Any] = to_builtins(person.device)
        world.bus.publish("device", {"person": person.id, **shown}, person.id)
        return shown
