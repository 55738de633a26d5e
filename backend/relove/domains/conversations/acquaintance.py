"""How somebody wants to be spoken with is asked once: a short line after a reply, that may be passed over."""

from __future__ import annotations

from relove.core.errors import ReloveError
from relove.core.ports import Button, OutgoingMessage, Translator
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.tender import tender
from relove.domains.people.rules import checked_called
from relove.domains.people.schemas import Person

_REPLIES = 2
"""So many came before: it goes with the third."""
_BUTTON = 24


def may_ask(context: ReplyContext, person: Person, said: str) -> bool:
    """Not before the third reply, never twice, never beside something heavy, nor between steps that have an order."""
    if context.session.type not in ("provocative", "chat"):
        return False
    if person.address_asked or person.called or person.formality != "vy" or person.care_active:
        return False
    turns = context.turns
    replies = sum(turn.role == "guide" for turn in turns) - bool(turns and turns[0].role == "guide")
    return replies >= _REPLIES and not tender(said)


def question(person: Person, translator: Translator) -> OutgoingMessage:
    """The line with its buttons; free text goes on with the talk."""
    language = person.language
    rows: list[tuple[Button, ...]] = []
    if language == "ru":
        ty, vy = (
            Button(translator.text(language, f"settings-{one}"), data=f"set:formality:{one}")
            for one in ("ty", "vy")
        )
        rows.append((ty, vy))
    names = [Button(translator.text(language, "address-other"), data="set:called")]
    if (name := _name(person)) is not None:
        names.insert(0, Button(translator.text(language, "address-name", name=name), data="set:called:first"))
    rows += [tuple(names), (Button(translator.text(language, "address-skip"), data="set:skip"),)]
    return OutgoingMessage(translator.text(language, "address-ask"), buttons=tuple(rows))


def _name(person: Person) -> str | None:
    """The first name of Telegram, where it looks like one."""
    try:
        name = checked_called(person.first_name)
    except ReloveError:
        return None
    return name if name and len(name) <= _BUTTON else None
