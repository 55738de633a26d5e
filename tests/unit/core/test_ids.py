"""Keys that grow with time."""

import time
import uuid

from relove.core.ids import new_id


def test_it_is_a_uuid_of_version_seven() -> None:
    made = [new_id() for _ in range(500)]
    assert {key.version for key in made} == {7}
    assert {key.variant for key in made} == {uuid.RFC_4122}
    assert len(set(made)) == len(made)


def test_it_begins_with_the_milliseconds_so_that_keys_sort_by_time() -> None:
    before = time.time_ns() // 1_000_000
    first = new_id()
    after = time.time_ns() // 1_000_000
    assert before <= first.int >> 80 <= after
    while time.time_ns() // 1_000_000 <= after:
        pass
    assert new_id() > first
