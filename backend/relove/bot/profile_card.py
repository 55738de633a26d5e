"""A profile as a message: short enough for Telegram, each statement with the words behind it."""

from __future__ import annotations

import html
import uuid
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from relove.bot.speech import Speech
from relove.domains.conversations.quoting import quote_of
from relove.domains.conversations.schemas import TurnView
from relove.domains.profiles.schemas import METAPHYSICAL, ProfileView, StatementView

# With these, and what the catalogues add, a message stays below Telegram's 4096 characters.
_SUMMARY_CHARS = 900
_STATEMENT_CHARS = 180
_STATEMENTS = 5


def profile_lines(profile: ProfileView, turns: Mapping[uuid.UUID, TurnView], speech: Speech) -> list[str]:
    """Paragraphs of Telegram's HTML."""
    parts = [speech.text("profile-thinks")]
    if profile.summary and not _is_plain(profile):
        parts[0] += f"\n{_plain(profile.summary, _SUMMARY_CHARS)}"
    surest = sorted(profile.statements, key=lambda one: (one.status != "corrected", -one.confidence))
    parts += [_statement(one, turns, speech) for one in surest[:_STATEMENTS]]
    deep = [
        speech.text(
            f"profile-{kind.replace('_', '-')}",
            text=_plain(profile.metaphysical[kind].text, _STATEMENT_CHARS),
        )
        for kind in METAPHYSICAL
        if kind in profile.metaphysical
    ]
    if deep:
        parts.append("\n".join(deep))
    if more := len(surest[_STATEMENTS:]):
        parts.append(speech.text("profile-more", count=more))
    return [*parts, speech.text("profile-dispute")]


def _is_plain(profile: ProfileView) -> bool:
    """Is the summary nothing but the statements, which stand below?"""
    return set((profile.summary or "").splitlines()) <= {one.text for one in profile.statements}


def _statement(statement: StatementView, turns: Mapping[uuid.UUID, TurnView], speech: Speech) -> str:
    line = speech.text("profile-statement", text=_plain(statement.text, _STATEMENT_CHARS))
    if statement.status == "corrected":
        return f"{line}\n<i>{speech.text('profile-corrected')}</i>"
    return f"{line}\n<i>{_source(statement, turns, speech)}</i>"


def _source(statement: StatementView, turns: Mapping[uuid.UUID, TurnView], speech: Speech) -> str:
    for turn_id in statement.turn_ids:
        turn = turns.get(turn_id)
        quote = quote_of(turn.text) if turn else None
        if turn and quote:
            day = turn.created_at.astimezone(ZoneInfo(speech.person.timezone))
            return speech.text(
                "profile-source", quote=html.escape(quote, quote=False), date=f"{day:%d.%m.%Y}"
            )
    return speech.text("profile-no-source")


def _plain(text: str, limit: int) -> str:
    """One piece of text, cut at a word where it is too long."""
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"
    return html.escape(text, quote=False)
