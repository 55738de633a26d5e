"""Another look at one person: read, ask, write. No model and no Telegram inside a unit of work."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from typing import Literal

import msgspec

from relove.core.clock import Clock
from relove.core.ports import LanguageModel, LiveEvents, ModelUnavailable
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.people.service import PeopleService
from relove.domains.profiles.drafting import Drafter, by_rules
from relove.domains.profiles.material import Material, gather
from relove.domains.profiles.ports import (
    EvidenceSource,
    NotReadable,
    PublicChannels,
    PublicSelf,
    PublicSelves,
    StreamNames,
)
from relove.domains.profiles.schemas import Cause
from relove.domains.profiles.service import ProfileService

_log = logging.getLogger("relove.profiles")

POSTS = 10

Result = Literal["updated", "failed", "skipped"]


class Outcome(msgspec.Struct, frozen=True):
    """What became of one refresh; `reason` is a code. `unread` names what of Telegram could not be read."""

    result: Result
    reason: str = ""
    unread: tuple[str, ...] = ()


class ProfileRefresher:
    """Refreshes profiles, one person at a time."""

    def __init__(
        self,
        *,
        units: UnitOfWorkFactory,
        clock: Clock,
        model: LanguageModel,
        drafter: Drafter,
        source: EvidenceSource,
        selves: PublicSelves,
        channels: PublicChannels,
        streams: StreamNames,
        live: LiveEvents,
    ) -> None:
        self._units = units
        self._clock = clock
        self._model = model
        self._drafter = drafter
        self._source = source
        self._selves = selves
        self._channels = channels
        self._streams = streams
        self._live = live

    async def refresh(self, user_id: uuid.UUID, cause: Cause) -> Outcome:
        """Refresh one profile, if it is time and the person agreed. Raises only what nobody expects."""
        async with self._units() as work:
            person = await PeopleService(work, self._clock).find(user_id)
            if person is None:
                return Outcome("skipped", "gone")
            if person.care_active or not person.may_work:
                return Outcome("skipped", "care" if person.care_active else "no_consent")
            material = await gather(work, self._clock, self._source, person)
            if not material.enough(with_model=self._model.enabled):
                return Outcome("skipped", "too_little")
            said_at = [entry.at for entry, words in material.entries if words is not None]
            if not await ProfileService(work, self._clock).claim(user_id, cause, said_at):
                return Outcome("skipped", "fresh")
        unread: list[str] = []
        try:
            if self._model.enabled:
                material = await self._with_public(material, unread)
                finding = await self._drafter.draft(material, self._streams(person.language))
            else:
                finding = by_rules(material)
        except ModelUnavailable as error:
            _log.warning("profile not refreshed", extra={"reason": error.reason})
            return Outcome("failed", error.reason, tuple(unread))
        async with self._units() as work:
            now = await PeopleService(work, self._clock).find(user_id)
            # Meanwhile the person may have taken consent back, or needs care instead.
            if now is None or now.care_active or not now.may_work:
                return Outcome("skipped", "changed_meanwhile", tuple(unread))
            await ProfileService(work, self._clock).save(user_id, finding, cause)
            work.after_commit(lambda: self._live.to_person(str(user_id), "me", {}))
        return Outcome("updated", unread=tuple(unread))

    async def _with_public(self, material: Material, unread: list[str]) -> Material:
        """The bio and the posts of the person's own channel, each with its own consent only."""
        wanted = material.agreed & {"bio", "channel"}
        if not wanted:
            return material
        try:
            shown = await self._selves.of(material.person)
        except NotReadable as error:
            unread.append(f"bio_{error.reason}")
            return material
        posts: Sequence[str] = ()
        if "channel" in wanted and shown.channel:
            try:
                posts = await self._channels.posts(shown.channel, POSTS)
            except NotReadable as error:
                unread.append(f"channel_{error.reason}")
        public = PublicSelf(bio=shown.bio if "bio" in wanted else None)
        return msgspec.structs.replace(material, public=public, posts=posts)
