"""Where on earth somebody may be."""

from __future__ import annotations

from babel.core import get_global

# Listed under two countries at once; a number of either may not answer there.
_DISPUTED = "Europe/Simferopol"


def country_of_zone(zone: str) -> str | None:
    """The country (ISO 3166-1, two letters) whose clocks go by an IANA zone; None where no single one does."""
    places = get_global("zone_territories")
    found = places.get(zone) or places.get(get_global("zone_aliases").get(zone, ""))
    return None if zone == _DISPUTED or found in (None, "ZZ") else str(found)
