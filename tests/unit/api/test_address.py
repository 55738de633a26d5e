"""Whose address counts: X-Forwarded-For is believed as far as our own proxies wrote it."""

from typing import Any

import pytest

from relove.api.address import Addresses, household


def scope(client: str | None, *forwarded: str) -> Any:
    headers = [(b"x-forwarded-for", line.encode("latin-1")) for line in forwarded]
    return {"client": (client, 1) if client else None, "headers": headers}


@pytest.mark.parametrize(
    ("trusted", "client", "forwarded", "found"),
    [
        ((), "203.0.113.5", (), "203.0.113.5"),
        ((), "203.0.113.5", ("198.51.100.1",), "203.0.113.5"),
        (("127.0.0.1",), "203.0.113.5", ("198.51.100.1",), "203.0.113.5"),
        (("127.0.0.1",), "127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        # What stands left of an address that is no proxy of ours, its owner wrote.
        (("127.0.0.1",), "127.0.0.1", ("10.9.9.9, 198.51.100.1",), "198.51.100.1"),
        (("127.0.0.1", "10.0.0.0/8"), "127.0.0.1", ("198.51.100.1, 10.1.2.3",), "198.51.100.1"),
        (("127.0.0.1", "10.0.0.0/8"), "127.0.0.1", ("198.51.100.1", "10.1.2.3"), "198.51.100.1"),
        (("127.0.0.1",), "127.0.0.1", ("198.51.100.1:4711",), "198.51.100.1"),
        (("127.0.0.1",), "127.0.0.1", ("[2001:db8::1]:4711",), "2001:db8::1"),
        (("127.0.0.1",), "127.0.0.1", ("<script>",), "127.0.0.1"),
        (("127.0.0.1",), "127.0.0.1", ("",), "127.0.0.1"),
        (("::1",), "127.0.0.1", ("198.51.100.1",), "127.0.0.1"),
        (("127.0.0.1",), "::ffff:127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
    ],
)
def test_the_address(trusted: tuple[str, ...], client: str, forwarded: tuple[str, ...], found: str) -> None:
    assert str(Addresses(trusted).of(scope(client, *forwarded))) == found


def test_a_socket_has_none() -> None:
    assert Addresses(("127.0.0.1",)).of(scope(None, "198.51.100.1")) is None
    assert Addresses(()).of(scope("unix")) is None


def test_an_ipv6_line_is_one_household() -> None:
    one, other = (Addresses(()).of(scope(f"2001:db8:0:1::{end}")) for end in (1, "ffff"))
    assert one and other and household(one) == household(other) == "2001:db8:0:1::/64"
