"""Figures for Prometheus: those of this process, gathered as it works, and those of the product, read when asked.

Labels are names of ours (routes, states, codes), never anything that a person or a client made up.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from arq.constants import default_queue_name
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from relove.domains.messaging.figures import path_figures
from relove.domains.records.figures import work_figures
from relove.integrations.queue.names import WAITING_CHATS

if TYPE_CHECKING:
    from relove.bootstrap import Container

_PATIENCE_S = 3.0
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """One instance per application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "relove_http_requests",
            "Requests that this process answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "relove_http_request_seconds",
            "Seconds until an answer began; a stream's length is not in it.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. `route` is a template of ours, `method` one that HTTP knows."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    async def render(self, container: Container) -> bytes:
        """Everything, as Prometheus reads it. `relove_up` tells what does not answer; its figures are absent."""
        registry = CollectorRegistry()
        up = _gauge(registry, "up", "Whether a dependency answered.", "dependency")
        for name, read in (("postgres", _from_the_database), ("redis", _from_redis)):
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    await read(container, registry)
                up.labels(name).set(1)
            except (SQLAlchemyError, RedisError, OSError):  # TimeoutError is one of the last
                up.labels(name).set(0)
        return generate_latest(registry) + generate_latest(self._registry)


async def _from_the_database(container: Container, registry: CollectorRegistry) -> None:
    async with container.units() as work:
        path = await path_figures(work)
        done = await work_figures(work, container.clock)
    _gauge(registry, "inbox_pending", "Updates and messages that wait to be handled.").set(path.inbox_pending)
    _gauge(registry, "inbox_oldest_seconds", "How long the oldest of them has waited.").set(
        path.inbox_oldest_s
    )
    _gauge(registry, "dead_letters", "What could not be handled.").set(path.dead_letters)
    still = _gauge(registry, "outbox_open", "Messages that have not left.", "kind", "state")
    for counted in path.open:
        still.labels(counted.kind, counted.state).set(counted.count)
    ended = _gauge(
        registry, "outbox_ended_last_hour", "Messages of the last hour that ended so.", "kind", "state"
    )
    for counted in path.ended:
        ended.labels(counted.kind, counted.state).set(counted.count)
    calls = _gauge(
        registry, "model_calls_last_hour", "Calls of models in the last hour.", "feature", "outcome"
    )
    for called in done.calls:
        calls.labels(called.feature, called.outcome).set(called.count)
    at = _gauge(registry, "job_finished_timestamp_seconds", "When a job ran last.", "job", "outcome")
    took = _gauge(registry, "job_seconds", "How long its last run took.", "job")
    for run in done.runs:
        at.labels(run.name, run.outcome).set(run.finished_at.timestamp())
        took.labels(run.name).set(run.seconds)


async def _from_redis(container: Container, registry: CollectorRegistry) -> None:
    jobs = await container.redis.zcard(default_queue_name)
    chats = await container.redis.zcard(WAITING_CHATS)
    _gauge(registry, "jobs_waiting", "Jobs that no worker has taken.").set(jobs)
    _gauge(registry, "chats_waiting", "Chats that no worker has looked at.").set(chats)


def _gauge(registry: CollectorRegistry, name: str, about: str, *labels: str) -> Gauge:
    return Gauge(f"relove_{name}", about, labels, registry=registry)
