"""When a thing that died may start again."""

import time

import pytest

from relove.cli.supervisor import child


def test_it_starts_at_once_and_then_ever_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    restarts = child.Restarts()
    pauses = []
    for _ in range(12):
        restarts.note_start()
        now += 0.1
        restarts.note_death()
        pauses.append(restarts.due - now)
        now = restarts.due
    assert pauses[:4] == [0.0, 0.25, 0.5, 1.0]
    assert max(pauses) == child.LONGEST_PAUSE
    restarts.note_start()
    now += child.SHORT_LIFE
    restarts.note_death()
    assert restarts.due == now and restarts.failures == 0
