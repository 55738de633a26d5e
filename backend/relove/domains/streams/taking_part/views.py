"""What somebody who takes part reads in the chat."""

from __future__ import annotations

import html
import uuid

from relove.core.actor import Language
from relove.core.ports import Button, OutgoingMessage, Translator
from relove.domains.content.streams import Exercise, Stream

DONE, SKIP = "ex-done", "ex-skip"


def exercise_message(
    stream: Stream, exercise: Exercise, enrolment_id: uuid.UUID, language: Language, translator: Translator
) -> OutgoingMessage:
    """One exercise with its two buttons."""
    text = exercise.in_(language)
    body = translator.text(
        language,
        "exercise-message",
        stream=_plain(stream.text(language).name),
        n=exercise.n,
        total=len(stream.exercises),
        title=_plain(text.title),
        text=_plain(text.text),
    )
    what = f"{enrolment_id.hex}:{exercise.n}"
    return OutgoingMessage(
        body,
        buttons=(
            (
                Button(translator.text(language, "exercise-done"), data=f"{DONE}:{what}"),
                Button(translator.text(language, "exercise-skip"), data=f"{SKIP}:{what}"),
            ),
        ),
    )


def _plain(text: str) -> str:
    return html.escape(text, quote=False)
