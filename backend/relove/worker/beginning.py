"""What must be settled before people are served: a database that came from a backup may still hold who was erased."""

from __future__ import annotations

import logging

from relove.bootstrap import Store
from relove.domains.messaging.service import MessagingService
from relove.domains.people.rights import Erasures

_log = logging.getLogger("relove.beginning")


async def settle(store: Store, *, restored: bool = False) -> int:
    """Erase again what a restored backup brought back; how many erasures it lacked."""
    store.ledger.renew()
    async with store.units() as work:
        messaging = MessagingService(work, store.clock)
        await messaging.drop_forgotten_leases()
        if restored:
            await messaging.after_restore()
        again = await Erasures(work, store.clock, store.ledger).apply_again()
    if again:
        _log.warning("erasures applied again to a restored database", extra={"erasures": again})
    return again
