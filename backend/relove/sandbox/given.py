"""What Litestar hands to the sandbox's routes."""

from __future__ import annotations

from litestar.di import NamedDependency

from relove.sandbox.delivery import WebhookDelivery
from relove.sandbox.world import World

TheWorld = NamedDependency[World]
TheDelivery = NamedDependency[WebhookDelivery]
