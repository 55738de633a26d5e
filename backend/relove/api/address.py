"""From which address a request comes, where proxies may stand between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from litestar.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_IPV6_HOUSEHOLD = 64


class Addresses:
    """Believes X-Forwarded-For as far as the proxies that are named have written it, and no further."""

    def __init__(self, trusted: Iterable[str]) -> None:
        self._trusted: Sequence[Network] = [ip_network(network) for network in trusted]

    def of(self, scope: Scope) -> Address | None:
        """The client's address; None where the server knows none (a socket)."""
        client = scope.get("client")
        at = _parsed(client[0]) if client else None
        for said in reversed(_forwarded(scope)):
            if at is None or not self._trusts(at):
                break
            at = _parsed(said) or at
        return at

    def _trusts(self, address: Address) -> bool:
        return any(address.version == network.version and address in network for network in self._trusted)


def household(address: Address) -> str:
    """What is counted as one: an IPv6 line has a whole /64 to ask from."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _IPV6_HOUSEHOLD), strict=False))
    return str(address)


def _forwarded(scope: Scope) -> list[str]:
    lines = [value for name, value in scope["headers"] if name.lower() == b"x-forwarded-for"]
    return [part.strip() for line in lines for part in line.decode("latin-1").split(",")]


def _parsed(said: str) -> Address | None:
    """An address as proxies write it: bare, in brackets, with a port."""
    host = said.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
