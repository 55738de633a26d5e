"""Business time: the machine's, shared and moved, or standing still."""

import datetime
import struct
from pathlib import Path

import pytest

from relove.core.clock import FixedClock, OffsetClock, SystemClock

START = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
HOUR_US = 3_600_000_000


def seconds_from_real(clock: OffsetClock | SystemClock) -> float:
    return (clock.now() - datetime.datetime.now(datetime.UTC)).total_seconds()


def test_the_system_clock_is_the_machines_time_aware_and_in_utc() -> None:
    assert abs(seconds_from_real(SystemClock())) < 1
    assert SystemClock().now().tzinfo is datetime.UTC


def test_an_offset_is_seen_at_once_through_another_mapping(tmp_path: Path) -> None:
    path = tmp_path / "clock"
    director, product = OffsetClock.create(path), OffsetClock.create(path)
    assert product.offset == 0
    assert abs(seconds_from_real(product)) < 1
    director.set_offset(HOUR_US)
    assert product.offset == HOUR_US
    assert seconds_from_real(product) == pytest.approx(3600, abs=1)
    product.set_offset(-HOUR_US)
    assert seconds_from_real(director) == pytest.approx(-3600, abs=1)


def test_the_file_is_eight_bytes_of_signed_microseconds(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "clock"
    OffsetClock.create(path).set_offset(-5)
    assert path.read_bytes() == struct.pack("<q", -5)


def test_what_is_there_stays_and_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "clock"
    path.write_bytes(struct.pack("<q", 7))
    assert OffsetClock.create(path).offset == 7
    path.write_bytes(b"123")
    assert OffsetClock.create(path).offset == 0
    assert [file.name for file in tmp_path.iterdir()] == ["clock"]


def test_a_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(START)
    assert clock.now() == clock.now() == START
    clock.advance(90)
    assert clock.now() == START + datetime.timedelta(seconds=90)
