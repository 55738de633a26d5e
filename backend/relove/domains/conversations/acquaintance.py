"""How somebody wants to be spoken with is asked once: a short line under a reply, that may be passed over."""

from __future__ import annotations

import msgspec

from relove.core.ports import Button, OutgoingMessage, Translator
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.tender import tender
from relove.domains.people.schemas import Person

_REPLIES = 2
"""So many came before: it goes with the third."""


def may_ask(context: ReplyContext, person: Person, said: str) -> bool:
    """Not before the third reply, never twice, never beside something heavy, nor between steps that have an order.

    In Russian «ты» or «вы», with a way to give a name beside it; in English, which knows one form, that way alone.
    """
    if context.session.type not in ("provocative", "chat"):
        return False
    if person.address_asked or person.called or person.formality != "vy" or person.care_active:
        return False
    turns = context.turns
    replies = sum(turn.role == "guide" for turn in turns) - bool(turns and turns[0].role == "guide")
    return replies >= _REPLIES and not tender(said)


def with_question(message: OutgoingMessage, person: Person, translator: Translator) -> OutgoingMessage:
    """The reply with the question under it: one message answers one message. Free text goes on with the talk."""
    forms = ("ty", "vy") if person.language == "ru" else ()
    chosen = tuple(
        Button(translator.text(person.language, f"settings-{one}"), data=f"set:formality:{one}")
        for one in forms
    )
    named = Button(translator.text(person.language, "address-name"), data="set:called")
    html = f"{message.html}\n\n{translator.text(person.language, 'address-ask')}"
    return msgspec.structs.replace(message, html=html, buttons=(*message.buttons, (*chosen, named)))
