"""One change of a profile: everything in it gets the same version, and it is logged by its fingerprints."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from typing import Any

from relove.core.clock import Clock
from relove.core.ids import new_id
from relove.domains.profiles import rules
from relove.domains.profiles.models import Profile, ProfileVersion, Statement
from relove.domains.profiles.repository import ProfileRepository
from relove.domains.profiles.schemas import Cause, Claim, StatementKind

_log = logging.getLogger("relove.profiles")


class Change:
    """A profile held while it is being changed."""

    def __init__(
        self, repository: ProfileRepository, profile: Profile, statements: Sequence[Statement], clock: Clock
    ) -> None:
        self._repository = repository
        self.profile = profile
        self._statements = list(statements)
        self._now = clock.now()
        self._before = self._state(profile.summary)
        self.version = profile.version + 1

    @classmethod
    async def begin(cls, repository: ProfileRepository, user_id: uuid.UUID, clock: Clock) -> Change:
        """Hold the profile until the commit."""
        profile = await repository.locked(user_id)
        return cls(repository, profile, await repository.statements(user_id), clock)

    def standing(self, *kinds: StatementKind) -> list[Statement]:
        """What stands now, of these kinds or of all."""
        return [
            row
            for row in self._statements
            if row.until_version is None and row.status != "vetoed" and (not kinds or row.kind in kinds)
        ]

    def find(self, statement_id: uuid.UUID) -> Statement | None:
        """A statement that stands."""
        return next((row for row in self.standing() if row.id == statement_id), None)

    def say(self, kind: StatementKind, claim: Claim) -> bool:
        """Add a statement. What stands already gains the sources; what was vetoed does not come back."""
        text = " ".join(claim.text.split())[: rules.MAX_STATEMENT]
        mark = rules.fingerprint(self.profile.user_id, text)
        vetoed = [rules.opened(row.fingerprint) for row in self._statements if row.status == "vetoed"]
        if not text or rules.comes_back(mark, vetoed):
            return False
        for row in self.standing(kind):
            if rules.alike(mark, rules.opened(row.fingerprint)):
                self._gain(row, claim)
                return True
        self._add(
            kind=kind,
            text=text,
            fingerprint=rules.closed(mark),
            turn_ids=list(claim.turn_ids),
            confidence=_bounded(claim.confidence),
            status="active",
        )
        return True

    def end(self, row: Statement) -> None:
        """It no longer stands; earlier versions keep it."""
        row.until_version = self.version

    def veto(self, row: Statement) -> None:
        """It goes, its text too; a fingerprint stays."""
        row.status, row.text, row.until_version, row.updated_at = "vetoed", "", self.version, self._now

    def correct(self, row: Statement, text: str) -> None:
        """The person says how it is. The old text goes as if it were vetoed."""
        mark = rules.fingerprint(self.profile.user_id, text)
        if rules.opened(row.fingerprint) != mark:
            old = self._add(
                kind=row.kind,
                text="",
                fingerprint=row.fingerprint,
                turn_ids=[],
                confidence=row.confidence,
                status="vetoed",
            )
            old.until_version = self.version
        row.text, row.fingerprint, row.status = text, rules.closed(mark), "corrected"
        row.confidence, row.since_version, row.updated_at = 1.0, self.version, self._now

    def trim(self) -> None:
        """The surest ones stay; what the person has corrected always does."""
        traits = [row for row in self.standing("trait") if row.status == "active"]
        kept = max(0, rules.MAX_STATEMENTS - (len(self.standing("trait")) - len(traits)))
        for row in sorted(traits, key=lambda row: (-row.confidence, -row.created_at.timestamp()))[kept:]:
            self.end(row)

    async def finish(self, cause: Cause, via: str, *, summary: str | None, **values: Any) -> bool:
        """Write it all as one version; False where nothing was changed, and no version was made."""
        after = self._state(summary)
        changed = after != self._before
        if changed:
            values |= {"version": self.version, "summary": summary}
            self._repository.add(
                ProfileVersion(
                    id=new_id(),
                    user_id=self.profile.user_id,
                    version=self.version,
                    cause=cause,
                    via=via,
                    summary=summary,
                    before=self._before,
                    after=after,
                    created_at=self._now,
                )
            )
        await self._repository.flush()
        if values:
            await self._repository.change(self.profile.user_id, **values)
        _log.info(
            "profile changed" if changed else "profile confirmed",
            extra={
                "cause": cause,
                "via": via,
                "version": self.version if changed else self.version - 1,
                "before": self._before.hex()[:16],
                "after": after.hex()[:16],
            },
        )
        return changed

    def plain_summary(self) -> str | None:
        """What stands, as it is: for where no model writes."""
        rows = sorted(self.standing("trait"), key=lambda row: (row.status != "corrected", -row.confidence))
        return rules.plain_summary([row.text for row in rows])

    def _gain(self, row: Statement, claim: Claim) -> None:
        known = list(row.turn_ids)
        row.turn_ids = known + [turn for turn in claim.turn_ids if turn not in known]
        if row.status == "active":
            row.confidence = max(row.confidence, _bounded(claim.confidence))
        row.updated_at = self._now

    def _add(self, **values: Any) -> Statement:
        row = Statement(
            id=new_id(),
            user_id=self.profile.user_id,
            since_version=self.version,
            until_version=None,
            created_at=self._now,
            updated_at=self._now,
            **values,
        )
        self._statements.append(row)
        self._repository.add(row)
        return row

    def _state(self, summary: str | None) -> bytes:
        return rules.state_hash(summary, [(str(row.id), row.status, row.text) for row in self.standing()])


def _bounded(confidence: float) -> float:
    return min(1.0, max(0.0, confidence))
