"""A person's right to have it all, and to have it all erased. Both walk the marks on the tables (`db/personal.py`)."""

from __future__ import annotations

import uuid

from relove.core.clock import Clock
from relove.db.models import metadata
from relove.db.personal import chats_and_people, collect, erase, left_out
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.erasure_repository import ErasureRepository
from relove.domains.people.ports import ErasureLedger
from relove.domains.people.repository import UserRepository
from relove.domains.people.schemas import ErasureEntry, ExportView, LeftOutView, Receipt

EXPORT_FORMAT = "relove-export-1"


class PersonalData:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._session = work.session
        self._clock = clock

    async def export(self, user_id: uuid.UUID, telegram_id: int) -> ExportView:
        """Everything that is kept of the person."""
        return ExportView(
            format=EXPORT_FORMAT,
            exported_at=self._clock.now(),
            tables=await collect(self._session, metadata(), user_id, telegram_id),
            left_out=[LeftOutView(one.table, one.column, one.reason) for one in left_out(metadata())],
        )


class Erasures:
    """Erases people, and does it again to a restored backup. Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock, ledger: ErasureLedger) -> None:
        self._session = work.session
        self._users = UserRepository(session=work.session)
        self._erasures = ErasureRepository(work.session)
        self._clock = clock
        self._ledger = ledger

    async def erase(self, user_id: uuid.UUID, telegram_id: int, seed: bytes) -> Receipt:
        """Delete everything of a person. The commit must follow at once: the ledger's file has it already.

        Written to the file before the commit: a crash between the two leaves an erasure to be done again, never one
        that is forgotten.
        """
        rows = await erase(self._session, metadata(), user_id, telegram_id)
        entry = ErasureEntry(
            receipt=self._ledger.receipt(seed),
            who=self._ledger.fingerprint(telegram_id),
            erased_at=self._clock.now(),
        )
        await self._erasures.add(entry)
        await self._ledger.append(entry)
        return Receipt(entry.receipt, entry.erased_at, rows)

    async def apply_again(self) -> int:
        """Do what the ledger's file says and this database does not know: it came from a backup. How many it was."""
        entries = {entry.receipt: entry for entry in self._ledger.entries()}
        if not entries:
            return 0
        await self._erasures.one_at_a_time()
        lacking = [entries[receipt] for receipt in await self._erasures.lacking(list(entries))]
        if not lacking:
            return 0
        newest: dict[bytes, ErasureEntry] = {}
        for entry in sorted(lacking, key=lambda entry: entry.erased_at):
            newest[entry.who] = entry
        for telegram_id in await chats_and_people(self._session, metadata()):
            found = newest.get(self._ledger.fingerprint(telegram_id))
            if found is not None:
                await self._again(telegram_id, found)
        for entry in lacking:
            await self._erasures.add(entry)
        return len(lacking)

    async def _again(self, telegram_id: int, entry: ErasureEntry) -> None:
        row = await self._users.by_telegram(telegram_id)
        if row is not None and row.created_at > entry.erased_at:
            return  # erased, and came back since: that is another life
        await erase(self._session, metadata(), row.id if row else None, telegram_id)
