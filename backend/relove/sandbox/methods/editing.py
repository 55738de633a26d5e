"""Methods that change what is already in a chat."""

from __future__ import annotations

from relove.sandbox.entities import MAX_TEXT, formatted
from relove.sandbox.errors import bad_request
from relove.sandbox.html_entities import utf16_length
from relove.sandbox.keyboards import check_markup
from relove.sandbox.methods.call import Call, Handler
from relove.sandbox.people import Chat, Message

# A callback query can be answered as long as its update would still be delivered.
_QUERY_LIVES = 150.0
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


async def edit_message_text(call: Call) -> dict[str, object]:
    chat, message = call.own_message("edit")
    text, entities = formatted(call.get("text", ""), call.get("parse_mode"), call.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    markup = check_markup(call.get("reply_markup"), inline_only=True)
    if (text, entities, markup) == (message.text, message.entities, message.reply_markup):
        raise bad_request(_NOT_MODIFIED)
    message.text, message.entities = text, entities
    return _edited(call, chat, message, markup)


async def edit_message_reply_markup(call: Call) -> dict[str, object]:
    chat, message = call.own_message("edit")
    markup = check_markup(call.get("reply_markup"), inline_only=True)
    if markup == message.reply_markup:
        raise bad_request(_NOT_MODIFIED)
    return _edited(call, chat, message, markup)


def _edited(call: Call, chat: Chat, message: Message, markup: dict[str, object] | None) -> dict[str, object]:
    message.reply_markup = markup
    message.edit_date = call.world.now()
    call.world.publish(chat, "message", message.shown())
    return message.wire(chat)


async def delete_message(call: Call) -> bool:
    chat, message = call.own_message("delete")
    if call.world.now() - message.date > 48 * 3600:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message.id]
    call.world.publish(chat, "deleted", {"message_id": message.id})
    return True


async def answer_callback_query(call: Call) -> bool:
    world = call.world
    query = world.queries.get(call.params["callback_query_id"])
    if query is None or world.config.timing.now() - query.pressed > _QUERY_LIVES:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.get("text", "")
    if utf16_length(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    world.bus.publish(
        "callback_answer",
        {
            "chat": query.person_id,
            "message_id": query.message_id,
            "text": text,
            "show_alert": bool(call.get("show_alert")),
        },
        query.person_id,
    )
    return True


EDITING: dict[str, Handler] = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
}
