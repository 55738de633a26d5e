"""What a person asks of the guide itself, answered in fixed words whatever the model would say."""

from __future__ import annotations

from relove.domains.conversations.crisis import asks_for_human, asks_if_human, stop_word

STOP = "stop-word-line"
AI_ANSWER = "ai-answer"
HUMAN_REQUEST = "human-request"


def fixed_answer(text: str) -> str | None:
    """The catalogue key of the answer, or None where the guide answers freely."""
    if stop_word(text):
        return STOP
    if asks_if_human(text):
        return AI_ANSWER
    if asks_for_human(text):
        return HUMAN_REQUEST
    return None
