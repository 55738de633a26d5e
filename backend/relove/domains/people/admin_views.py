"""What acts of the team look like in chats: the question, what was done, and what the other person is told."""

from __future__ import annotations

import html

from relove.core.actor import Role
from relove.core.ports import OutgoingMessage, Translator
from relove.domains.people.admin_acts import Pair
from relove.domains.people.confirmations import Asked
from relove.domains.people.schemas import ExportView, Person, Receipt
from relove.domains.people.views import confirmation_message, export_file, local_time


def role_question(pair: Pair, role: Role, asked: Asked, translator: Translator) -> OutgoingMessage:
    """Is the role to be changed?"""
    return confirmation_message(
        "role-ask", asked, pair.actor.language, translator, who=_named(pair.subject), role=role
    )


def export_question(pair: Pair, asked: Asked, translator: Translator) -> OutgoingMessage:
    """Is this person's data to be sent here?"""
    return confirmation_message(
        "export-ask", asked, pair.actor.language, translator, who=_named(pair.subject)
    )


def erasure_question(pair: Pair, asked: Asked, translator: Translator) -> OutgoingMessage:
    """Is this person to be erased?"""
    return confirmation_message("erase-ask", asked, pair.actor.language, translator, who=_named(pair.subject))


def role_done(pair: Pair, role: Role, translator: Translator) -> OutgoingMessage:
    """To the one who changed it."""
    return OutgoingMessage(
        translator.text(pair.actor.language, "role-done", who=_named(pair.subject), role=role)
    )


def role_told(subject: Person, translator: Translator) -> OutgoingMessage:
    """To the one whose role it is."""
    return OutgoingMessage(translator.text(subject.language, "role-told", role=subject.role))


def export_sent(pair: Pair, export: ExportView, translator: Translator) -> OutgoingMessage:
    """The file. Its caption says whose it is, its name does not."""
    caption = translator.text(pair.actor.language, "export-sent", who=_named(pair.subject))
    return OutgoingMessage(caption, document=export_file(export))


def erasure_done(pair: Pair, receipt: Receipt, translator: Translator) -> OutgoingMessage:
    """To the one who did it; nothing of the other person is in it."""
    at = local_time(receipt.erased_at, pair.actor.timezone)
    return OutgoingMessage(translator.text(pair.actor.language, "erase-done", number=receipt.number, at=at))


def erasure_told(subject: Person, receipt: Receipt, translator: Translator) -> OutgoingMessage:
    """To the one who was erased: the last message of the chat."""
    at = local_time(receipt.erased_at, subject.timezone)
    return OutgoingMessage(translator.text(subject.language, "erase-told", number=receipt.number, at=at))


def _named(person: Person) -> str:
    """As the team tells people apart."""
    name = " ".join(part for part in (person.first_name, person.last_name) if part)
    username = f"@{person.username}" if person.username else ""
    return html.escape(
        " ".join(part for part in (name, username, f"({person.telegram_id})") if part), quote=False
    )
