"""The model's look at somebody: the prompt, and what of the answer may be kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence

import msgspec

from relove.core.ports import LanguageModel, ModelTask, ModelUnavailable, PromptMessage
from relove.domains.content.service import ContentService
from relove.domains.profiles import rules
from relove.domains.profiles.material import Material, known_turns
from relove.domains.profiles.names import REFRESH_PROMPT
from relove.domains.profiles.ports import Discretion
from relove.domains.profiles.schemas import Claim, Finding

_POST_CHARS = 500
_WORDS_CHARS = 1200
"""Of what was said at one contact: fifty of them have to fit into one prompt."""


class DraftStatement(msgspec.Struct):
    """One statement; sources are labels of the person's turns."""

    text: str
    sources: list[str]
    confidence: float


class ProfileDraft(msgspec.Struct):
    """What a model answers. `outdated` are labels of earlier statements that no longer hold."""

    summary: str
    statements: list[DraftStatement]
    outdated: list[str]
    streams: list[str]


class Drafter:
    """Asks the model. Nothing here touches the database."""

    def __init__(self, model: LanguageModel, content: ContentService, discretion: Discretion) -> None:
        self._model = model
        self._content = content
        self._discretion = discretion

    async def draft(self, material: Material, streams: Mapping[str, str]) -> Finding:
        """What the model found, without what has no source. ModelUnavailable."""
        person = material.person
        prompt = self._content.prompt(REFRESH_PROMPT, person.language)
        variables, restore = self._variables(material, streams)
        task = ModelTask("profile", REFRESH_PROMPT, prompt.version, person.id)
        messages = [
            PromptMessage("system", self._discretion.mark(person.language)),
            PromptMessage("user", prompt.render(**variables)),
        ]
        answer = await self._model.decide(task, messages, ProfileDraft)
        return self._checked(answer, material, streams, restore)

    def _variables(
        self, material: Material, streams: Mapping[str, str]
    ) -> tuple[dict[str, str], Callable[[str], str]]:
        profile, public = material.profile, material.public
        said = [words.text[:_WORDS_CHARS] for _, words in material.entries if words is not None]
        known = [statement.text for statement in profile.statements] if profile else []
        posts = [post[:_POST_CHARS] for post in material.posts]
        about = [(profile.summary if profile else None) or "", public.bio or ""]
        # One numbering of placeholders for all that one prompt holds.
        hidden, restore = self._discretion.hide(material.person, [*about, *known, *posts, *said])
        texts = iter(hidden)
        summary, bio = next(texts), next(texts)
        known, posts = [next(texts) for _ in known], [next(texts) for _ in posts]
        nothing = "—"
        variables = {
            "summary": summary or nothing,
            "bio": bio or nothing,
            "statements": "\n".join(f"s{n}: {text}" for n, text in enumerate(known, start=1)) or nothing,
            "posts": "\n".join(f"- {' '.join(text.split())}" for text in posts) or nothing,
            "entries": "\n".join(_entries(material, list(texts))) or nothing,
            "streams": "\n".join(f"{slug}: {name}" for slug, name in streams.items()) or nothing,
        }
        return variables, restore

    def _checked(
        self,
        answer: ProfileDraft,
        material: Material,
        streams: Mapping[str, str],
        restore: Callable[[str], str],
    ) -> Finding:
        turns = known_turns(material)
        for text in (answer.summary, *(statement.text for statement in answer.statements)):
            if self._discretion.fault(text):
                raise ModelUnavailable("unusable")
        own = [words.text for _, words in material.entries if words is not None]
        said = "\n".join([material.public.bio or "", *material.posts, *own])
        claims = []
        for statement in answer.statements:
            sources = tuple(turns[label] for label in dict.fromkeys(statement.sources) if label in turns)
            # What nothing the person said stands behind is not said of them.
            text = restore(statement.text)
            if sources and text.strip() and not self._discretion.unfit(text, said):
                claims.append(Claim(text, sources, statement.confidence))
        summary = restore(answer.summary).strip()[: rules.MAX_SUMMARY]
        return Finding(
            # Without one, the statements are the summary.
            summary=None if self._discretion.unfit(summary, said) else summary,
            claims=claims,
            outdated=self._outdated(answer.outdated, material),
            streams=[slug for slug in dict.fromkeys(answer.streams) if slug in streams],
            via="model",
        )

    @staticmethod
    def _outdated(labels: Sequence[str], material: Material) -> frozenset[uuid.UUID]:
        known = material.profile.statements if material.profile else []
        by_label = {f"s{number}": statement.id for number, statement in enumerate(known, start=1)}
        return frozenset(by_label[label] for label in labels if label in by_label)


def by_rules(material: Material) -> Finding:
    """Where no model serves: what memory holds, surest first, each with its turns."""
    found = sorted(material.evidence, key=lambda one: -one.confidence)[: rules.MAX_STATEMENTS]
    claims = [Claim(one.text or one.quote, one.turn_ids, one.confidence) for one in found]
    return Finding(
        None, [claim for claim in claims if claim.turn_ids and claim.text], frozenset(), (), "rules"
    )


def _entries(material: Material, said: Sequence[str]) -> list[str]:
    """The contacts by day: those with words under their labels, of the others only what was done."""
    lines: list[str] = []
    texts = iter(enumerate(said, start=1))
    day = ""
    for entry, words in material.entries:
        if (today := f"{entry.at:%Y-%m-%d}") != day:
            day = today
            lines.append(f"[{day}]")
        if words is not None:
            number, text = next(texts)
            lines.append(f"t{number} person: {' '.join(text.split())}")
        else:
            lines.append(f"- {' '.join([entry.type, *entry.details.values()])}")
    return lines
