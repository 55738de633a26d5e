"""All SQL of the records."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.core.ports import ModelUsage
from relove.domains.records.models import ModelCall


class ModelCallRepository:
    """Calls of language models."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        user_id: uuid.UUID,
        feature: str,
        prompt_id: str,
        usage: ModelUsage,
        outcome: str,
        reason: str | None,
        at: datetime.datetime,
    ) -> None:
        """Note one call."""
        self._session.add(
            ModelCall(
                id=new_id(),
                user_id=user_id,
                feature=feature,
                prompt_id=prompt_id,
                model=usage.model,
                input_tokens=usage.input_tokens,
                output_tokens=usage.output_tokens,
                first_token_ms=usage.first_token_ms,
                latency_ms=usage.latency_ms,
                outcome=outcome,
                reason=reason,
                created_at=at,
            )
        )
        await self._session.flush()
