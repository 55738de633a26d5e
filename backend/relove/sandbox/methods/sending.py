"""Methods that put something into a chat."""

from __future__ import annotations

from relove.sandbox.entities import MAX_TEXT, formatted
from relove.sandbox.errors import bad_request
from relove.sandbox.html_entities import utf16_length
from relove.sandbox.keyboards import check_markup
from relove.sandbox.methods.call import Call, Handler
from relove.sandbox.people import Draft

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_message(call: Call) -> dict[str, object]:
    world = call.world
    chat = call.chat(writing=True)
    text, entities = formatted(call.params["text"], call.get("parse_mode"), call.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    markup = check_markup(call.get("reply_markup"))
    reply = call.get("reply_parameters", {})
    lenient = reply.get("allow_sending_without_reply", False)
    if reply and reply["message_id"] not in chat.messages and not lenient:
        raise bad_request("message to be replied not found")
    world.limits.take(chat.id, chat.person is None, world.config.timing.now())
    return world.say(chat, world.bot_user(), text, entities, markup).wire(chat)


async def send_message_draft(call: Call) -> bool:
    chat = call.chat(writing=True)
    if chat.person is None:
        raise bad_request("message drafts can be sent only to private chats")
    draft_id = call.params["draft_id"]
    if draft_id == 0:
        raise bad_request("draft_id must be non-zero")
    text, entities = formatted(call.get("text", ""), call.get("parse_mode"), call.get("entities"))
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    chat.draft = Draft(draft_id, text, entities, bool(call.get("can_stop")))
    call.world.publish(
        chat,
        "draft",
        {"draft_id": draft_id, "text": text, "entities": entities, "can_stop": chat.draft.can_stop},
    )
    return True


async def send_chat_action(call: Call) -> bool:
    chat = call.chat(writing=True)
    if call.params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.publish(chat, "action", {"action": call.params["action"]})
    return True


SENDING: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendMessageDraft": send_message_draft,
    "sendChatAction": send_chat_action,
}
