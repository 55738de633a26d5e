"""PostgreSQL and Redis on this machine, from wheels: for development, tests and small installations."""

from relove.integrations.embedded.postgres import EmbeddedPostgres
from relove.integrations.embedded.process import EngineError
from relove.integrations.embedded.redis import EmbeddedRedis

__all__ = ["EmbeddedPostgres", "EmbeddedRedis", "EngineError"]
