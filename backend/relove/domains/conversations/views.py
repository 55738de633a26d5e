"""What a conversation looks like in a chat: messages and their buttons."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable
from typing import NamedTuple

from relove.core.actor import LANGUAGES
from relove.core.ports import Button, OutgoingMessage, Translator
from relove.domains.content.schemas import HelpLine
from relove.domains.conversations.rules import split_reply, to_html
from relove.domains.conversations.schemas import TurnView
from relove.domains.people.schemas import Person

# Callback data: at most 64 bytes. A quick reply names its turn and place, for its text may be longer than that.
CONSENT = "consent:guided"
PRIVACY = "privacy"
CARE_BACK = "care:back"
NEWS_YES = "news:yes"
NEWS_NO = "news:no"
_QUICK_REPLY = re.compile(r"qr:(?P<turn>[0-9a-f]{32}):(?P<place>[0-9])")


class QuickReplyPlace(NamedTuple):
    """Which of a turn's quick replies a button means."""

    turn_id: uuid.UUID
    place: int


def quick_reply_data(turn: TurnView, index: int) -> str:
    """Callback data of a quick reply."""
    return f"qr:{turn.id.hex}:{index}"


def read_quick_reply(data: str) -> QuickReplyPlace | None:
    """Back from quick_reply_data; None for what is not ours: an altered client can send anything."""
    found = _QUICK_REPLY.fullmatch(data)
    return None if found is None else QuickReplyPlace(uuid.UUID(found["turn"]), int(found["place"]))


def quick_reply_rows(turn: TurnView) -> tuple[tuple[Button, ...], ...]:
    """One button a row: the texts are sentences."""
    return tuple(
        (Button(text, data=quick_reply_data(turn, index)),) for index, text in enumerate(turn.quick_replies)
    )


def reply_messages(turn: TurnView) -> list[OutgoingMessage]:
    """The guide's turn as short messages; the quick replies stand under the last one."""
    parts = [to_html(part) for part in split_reply(turn.text)]
    last = OutgoingMessage(parts[-1], buttons=quick_reply_rows(turn))
    return [*(OutgoingMessage(part) for part in parts[:-1]), last]


def menu(language: str, translator: Translator) -> tuple[tuple[str, ...], ...]:
    """The four-button menu under the input field."""
    return (
        (translator.text(language, "menu-session"), translator.text(language, "menu-profile")),
        (translator.text(language, "menu-streams"), translator.text(language, "menu-pause")),
    )


def talk_filter(translator: Translator) -> Callable[[str], bool]:
    """Tells talk from commands and from the buttons of the menu, in whatever language these are."""
    labels = {label for language in LANGUAGES for row in menu(language, translator) for label in row}
    return lambda text: not text.startswith("/") and text not in labels


def first_question_message(turn: TurnView, language: str, translator: Translator) -> OutgoingMessage:
    """The first question brings the menu with it; a message carries one kind of keyboard only."""
    return OutgoingMessage(to_html(turn.text), keyboard=menu(language, translator))


def care_and_human_message(turn: TurnView) -> OutgoingMessage:
    """Care in one piece, and that a human was called; the way back from that stands under it."""
    return OutgoingMessage(to_html(turn.text), buttons=quick_reply_rows(turn))


def care_message(text: str, language: str, translator: Translator) -> OutgoingMessage:
    """Care in one piece, help lines together, and the way back."""
    back = Button(translator.text(language, "care-button-back"), data=CARE_BACK)
    return OutgoingMessage(to_html(text), buttons=((back,),))


def unheard(person: Person, lines: Iterable[HelpLine], translator: Translator) -> str:
    """To a recording of somebody who has not agreed: it may have been a call for help."""
    told = "\n".join(f"• {line.line(person.language)}" for line in lines)
    heading = translator.text(person.language, "care-help-heading")
    return f"{translator.text(person.voice, 'care-unheard')}\n\n{heading}\n{told}"


def consent_message(person: Person, translator: Translator, *, again: bool = False) -> OutgoingMessage:
    """Who speaks, what is kept, and the one button that gives both consents of the guided work."""
    language = person.language
    notice = translator.text(language, "start-notice")
    if again:
        notice = f"{translator.text(language, 'consent-needed')}\n\n{notice}"
    return OutgoingMessage(
        notice,
        buttons=(
            (Button(translator.text(language, "consent-accept"), data=CONSENT),),
            (Button(translator.text(language, "consent-read-privacy"), data=PRIVACY),),
            (Button(translator.text(language, "consent-news"), data=NEWS_YES),),
        ),
    )
