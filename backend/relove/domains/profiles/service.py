"""Use cases of profiles: read one, save what was found, correct and veto."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import cast

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.activity.rules import PROFILE_MARKER, as_marker
from relove.domains.people.activity.service import ActivityService
from relove.domains.profiles import rules
from relove.domains.profiles.changing import Change
from relove.domains.profiles.models import Statement
from relove.domains.profiles.repository import ProfileRepository
from relove.domains.profiles.schemas import (
    METAPHYSICAL,
    Cause,
    Claim,
    Finding,
    MetaphysicalKind,
    ProfileChange,
    ProfileDiff,
    ProfileView,
    StatementKind,
    StatementStatus,
    StatementView,
    Via,
)


def to_statement(row: Statement) -> StatementView:
    """The row as the doors show it."""
    return StatementView(
        id=row.id,
        kind=cast(StatementKind, row.kind),
        text=row.text,
        turn_ids=list(row.turn_ids),
        confidence=row.confidence,
        status=cast(StatementStatus, row.status),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


class ProfileService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._work = work
        self._repository = ProfileRepository(work.session)
        self._clock = clock

    async def current(self, user_id: uuid.UUID) -> ProfileView | None:
        """The profile; None before there is one."""
        row = await self._repository.get(user_id)
        if row is None or row.version == 0:
            return None
        standing = await self.statements(user_id)
        return ProfileView(
            version=row.version,
            summary=row.summary,
            statements=[one for one in standing if one.kind == "trait"],
            metaphysical={one.kind: one for one in standing if one.kind != "trait"},
            streams=list(row.streams),
            updated_at=row.updated_at,
        )

    async def summary(self, user_id: uuid.UUID) -> str | None:
        """The psychological summary for prompts; None before there is one."""
        return await self._repository.summary(user_id)

    async def statements(self, user_id: uuid.UUID) -> list[StatementView]:
        """Everything that stands, oldest first."""
        return [
            to_statement(row)
            for row in await self._repository.statements(user_id)
            if row.until_version is None and row.status != "vetoed"
        ]

    async def save(self, user_id: uuid.UUID, finding: Finding, cause: Cause) -> bool:
        """Keep what another look has found; whether anything changed. The profile counts as fresh either way."""
        change = await Change.begin(self._repository, user_id, self._clock)
        for row in change.standing("trait"):
            if row.id in finding.outdated and row.status == "active":
                change.end(row)
        for claim in finding.claims:
            change.say("trait", claim)
        change.trim()
        now = self._clock.now()
        summary = (finding.summary or "").strip()[: rules.MAX_SUMMARY] or change.plain_summary()
        changed = await change.finish(
            cause,
            finding.via,
            summary=summary,
            streams=list(finding.streams),
            tried_at=now,
            updated_at=now,
        )
        await ActivityService(self._work, self._clock).mark(user_id, {PROFILE_MARKER: as_marker(now)})
        return changed

    async def save_metaphysical(
        self,
        user_id: uuid.UUID,
        claims: Mapping[MetaphysicalKind, Claim],
        cause: Cause,
        via: Via,
    ) -> None:
        """Keep light, shadow, archetype, theme, core wound: each replaces the last of its kind.

        Those that the person has corrected stay, and what the person has vetoed does not come back.
        """
        change = await Change.begin(self._repository, user_id, self._clock)
        for kind in METAPHYSICAL:
            standing = change.standing(kind)
            if kind not in claims or any(row.status == "corrected" for row in standing):
                continue
            if change.say(kind, claims[kind]):
                newest = change.standing(kind)[-1]
                for row in standing:
                    if row is not newest:
                        change.end(row)
        await change.finish(cause, via, summary=change.profile.summary)

    async def correct(self, user_id: uuid.UUID, statement_id: uuid.UUID, text: str) -> StatementView:
        """The person says how it is. ReloveError statement_not_found, text_empty, text_too_long."""
        plain = " ".join(text.split())
        if not plain:
            raise ReloveError("text_empty", kind="invalid")
        if len(plain) > rules.MAX_STATEMENT:
            raise ReloveError("text_too_long", kind="invalid", params={"limit": rules.MAX_STATEMENT})
        change, row = await self._held(user_id, statement_id)
        change.correct(row, plain)
        await self._forget(change, "correction")
        return to_statement(row)

    async def veto(self, user_id: uuid.UUID, statement_id: uuid.UUID) -> None:
        """The person takes it out: it goes and never comes back. ReloveError statement_not_found."""
        change, row = await self._held(user_id, statement_id)
        change.veto(row)
        await self._forget(change, "veto")

    async def forget(
        self, user_id: uuid.UUID, turn_ids: Collection[uuid.UUID], without: Callable[[str], str]
    ) -> None:
        """The person took out of memory what these turns say: what tells it, or follows from them alone, goes too."""
        change = await Change.begin(self._repository, user_id, self._clock)
        turns, summary = set(turn_ids), change.profile.summary or ""
        gone = [
            row
            for row in change.standing()
            if without(row.text) != row.text
            or (row.status == "active" and row.turn_ids and set(row.turn_ids) <= turns)
        ]
        for row in gone:
            change.veto(row)
        if gone or without(summary) != summary:
            await self._forget(change, "veto")

    async def diff(self, user_id: uuid.UUID, from_version: int, to_version: int) -> ProfileDiff:
        """What changed between two versions, each change with the turns it came from."""
        versions = await self._repository.versions(user_id, (from_version, to_version))
        rows = [row for row in await self._repository.statements(user_id) if row.status != "vetoed"]
        summaries = {version.version: version.summary for version in versions}
        return ProfileDiff(
            from_version=from_version,
            to_version=to_version,
            summary_before=summaries.get(from_version),
            summary_after=summaries.get(to_version),
            changes=[
                ProfileChange(
                    version=version.version,
                    cause=version.cause,
                    at=version.created_at,
                    summary=version.summary,
                    added=[to_statement(row) for row in rows if row.since_version == version.version],
                    removed=[to_statement(row) for row in rows if row.until_version == version.version],
                )
                for version in versions
                if version.version > from_version
            ],
        )

    async def tried(self, user_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Those of these people for whom something was tried within the hour."""
        return await self._repository.tried_since(user_ids, self._clock.now() - rules.RETRY)

    async def claim(self, user_id: uuid.UUID, cause: Cause, said_at: Sequence[datetime.datetime]) -> bool:
        """Take the refreshing of a profile upon oneself; False where it is fresh, or somebody has just tried.

        `said_at`: when the person last said something.
        """
        row = await self._repository.locked(user_id)
        new_words = sum(1 for at in said_at if row.updated_at is None or at > row.updated_at)
        if not rules.may_try(cause, row.updated_at, row.tried_at, self._clock.now(), new_words):
            return False
        await self._repository.change(user_id, tried_at=self._clock.now())
        return True

    async def _held(self, user_id: uuid.UUID, statement_id: uuid.UUID) -> tuple[Change, Statement]:
        change = await Change.begin(self._repository, user_id, self._clock)
        row = change.find(statement_id)
        if row is None:
            raise ReloveError("statement_not_found", kind="not_found")
        return change, row

    async def _forget(self, change: Change, cause: Cause) -> None:
        """What was taken out may stand in the summaries too: this one is put together anew, older ones go."""
        await self._repository.forget_summaries(change.profile.user_id)
        await change.finish(cause, "person", summary=change.plain_summary())
