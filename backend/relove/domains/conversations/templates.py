"""Replies with no model: a reflection or a challenge, and a question that this person has not been asked.

Everything follows from the arguments, so a retry of the same turn gives the same reply.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

import msgspec

from relove.domains.content.checks import opening
from relove.domains.content.schemas import Question, Stage
from relove.domains.content.service import ContentService
from relove.domains.conversations.dial import Manner
from relove.domains.conversations.quoting import quote_of, quotes_of
from relove.domains.conversations.tender import tender

_ROUND = 3
_PLAIN = Manner()
_QUOTE = "{quote}"
SUMMARY_QUOTES = 3
_FOLLOWUP = "followup"


class TemplateReply(msgspec.Struct, frozen=True):
    """What the guide says. `question_id` goes into the person's asked set; `text` is plain, not HTML."""

    text: str
    question_id: str
    quick_replies: tuple[str, ...] = ()


class TemplateSummary(msgspec.Struct, frozen=True):
    """The closing summary in its three parts. `little`: too little was said for more."""

    found: str
    path: str
    step: str
    little: bool


class TemplateGuide:
    """Picks replies from the content. Stateless: what was asked comes with each call."""

    def __init__(self, content: ContentService) -> None:
        self._content = content

    def first_question(
        self,
        *,
        language: str,
        stage: str,
        asked: Collection[str] = (),
        seed: int | str = 0,
        lead: str = "",
        manner: Manner = _PLAIN,
    ) -> TemplateReply:
        """The question that opens a session, after an optional lead sentence."""
        found = self._next_question(stage, asked, seed, gentle=manner.gentle)
        if found is None:
            return self._followup(language, stage, asked, 0, seed, "", ())
        at, question = found
        text = question.text(language)
        return TemplateReply(
            text=f"{lead}\n\n{text}" if lead else text,
            question_id=at.question_id(question),
            quick_replies=at.text(language).quick_replies,
        )

    def reply(
        self,
        *,
        language: str,
        stage: str,
        asked: Collection[str],
        turn: int,
        seed: int | str,
        last_text: str,
        said: Sequence[str] = (),
        manner: Manner = _PLAIN,
    ) -> TemplateReply:
        """The reply to what the person said.

        `asked` holds the ids of questions this person was ever asked, `turn` counts the guide's replies in
        the session, `seed` is the session's, `said` are the guide's last replies, newest last: this one opens otherwise
        than the newest, and takes no line that stands in any of them.
        """
        found = self._next_question(stage, asked, seed, gentle=manner.gentle)
        if found is None:
            return self._followup(language, stage, asked, turn, seed, last_text, said)
        at, question = found
        before = self.line_before(
            language=language, turn=turn, seed=seed, last_text=last_text, said=said, manner=manner
        )
        return TemplateReply(
            text=f"{before}\n\n{question.text(language)}",
            question_id=at.question_id(question),
            quick_replies=at.text(language).quick_replies,
        )

    def line_before(
        self,
        *,
        language: str,
        turn: int,
        seed: int | str,
        last_text: str,
        said: Sequence[str] = (),
        manner: Manner = _PLAIN,
    ) -> str:
        """What stands before a question: a challenge, the person's own words, or a reflection."""
        templates = self._content.templates(language)
        quote = quote_of(last_text)
        if manner.challenge is not None:
            lines = templates.challenges[manner.challenge]
            if tender(last_text):
                return _rotated(templates.tender_challenges, turn, f"{seed}:tender", said)
            if quote is not None and manner.echo:
                quoting = [line.replace(_QUOTE, quote) for line in lines if _QUOTE in line]
                return _rotated(quoting, turn // _ROUND, f"{seed}:challenge:quote", said)
            plain = [line for line in lines if _QUOTE not in line]
            return _rotated(plain, turn, f"{seed}:challenge", said)
        if quote is not None and manner.echo:
            echoes = [line.replace(_QUOTE, quote) for line in templates.echoes]
            return _rotated(echoes, turn // _ROUND, f"{seed}:echo", said)
        return _rotated(templates.reflections, turn, f"{seed}:reflection", said)

    def question(
        self, *, stage: str, asked: Collection[str], seed: int | str, manner: Manner = _PLAIN
    ) -> tuple[Stage, Question] | None:
        """The next question of the stage, or of those after it; None when all were asked."""
        return self._next_question(stage, asked, seed, gentle=manner.gentle)

    def why(self, *, language: str, turn: int = 0, seed: int | str = 0, previous: str = "") -> str:
        """An honest answer to "why did you ask that"."""
        return _rotated(self._content.templates(language).why, turn, f"{seed}:why", (previous,))

    def goodbye(self, *, language: str, turn: int = 0, seed: int | str = 0, previous: str = "") -> str:
        """A plain goodbye."""
        return _rotated(self._content.templates(language).goodbye, turn, f"{seed}:goodbye", (previous,))

    def error_line(self, *, language: str, turn: int = 0, seed: int | str = 0) -> str:
        """The one friendly line after an error."""
        return _rotated(self._content.templates(language).error, turn, f"{seed}:error", ())

    def summary(self, *, language: str, stage: str, person_texts: Sequence[str]) -> TemplateSummary:
        """A closing summary out of the person's own words; honest where there are few."""
        frame = self._content.templates(language).summary
        at = self._content.stage(stage)
        text = at.text(language)
        quotes = quotes_of(person_texts, SUMMARY_QUOTES)
        marks = "“{}”" if language == "en" else "«{}»"
        little = len(quotes) < 2
        said = ", ".join(marks.format(quote) for quote in quotes)
        return TemplateSummary(
            found=frame.found_little if little else frame.found.replace("{quotes}", said),
            path=frame.path.replace("{stage}", text.name)
            .replace("{number}", str(at.number))
            .replace("{answers}", str(len(person_texts))),
            step=frame.next.replace("{step}", text.next_step),
            little=little,
        )

    def _next_question(
        self, stage: str, asked: Collection[str], seed: int | str, *, gentle: bool
    ) -> tuple[Stage, Question] | None:
        for at in self._stages_from(stage):
            for question in _ordered(at, seed):
                if at.question_id(question) not in asked and not (gentle and question.sharp):
                    return at, question
        return None

    def _stages_from(self, key: str) -> Iterator[Stage]:
        stages = self._content.stages()
        start = self._content.stage(key).number - 1
        yield from stages[start:]
        yield from stages[:start]

    def _followup(
        self,
        language: str,
        stage: str,
        asked: Collection[str],
        turn: int,
        seed: int | str,
        last_text: str,
        said: Sequence[str],
    ) -> TemplateReply:
        templates = self._content.templates(language)
        quote = quote_of(last_text)
        kind, lines = (
            ("plain", templates.followups_plain) if quote is None else ("quote", templates.followups)
        )
        numbered = [(f"{_FOLLOWUP}.{kind}.{n}", line) for n, line in enumerate(lines, start=1)]
        fresh = [item for item in numbered if item[0] not in asked] or numbered
        texts = [line.replace("{quote}", quote or "") for _, line in fresh]
        text = _rotated(texts, turn, f"{seed}:{_FOLLOWUP}", said)
        return TemplateReply(
            text=text,
            question_id=fresh[texts.index(text)][0],
            quick_replies=self._content.stage(stage).text(language).quick_replies,
        )


def _ordered(stage: Stage, seed: int | str) -> list[Question]:
    """The first question is written to come first; the others vary from session to session."""
    first, *rest = stage.questions
    random.Random(f"{seed}:{stage.key}").shuffle(rest)
    return [first, *rest]


def _rotated(lines: Sequence[str], turn: int, seed: str, said: Sequence[str]) -> str:
    """A line of a shuffled round, by turn; passed over: one that opens like the last reply, or was said lately."""
    order = list(lines)
    random.Random(seed).shuffle(order)
    before = opening(said[-1]) if said else ""
    round_ = [order[(turn + step) % len(order)] for step in range(len(order))]
    fitting = [line for line in round_ if not before or opening(line) != before] or round_
    return next((line for line in fitting if not any(line in text for text in said)), fitting[0])
