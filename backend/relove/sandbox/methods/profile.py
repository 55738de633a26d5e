"""Methods about the bot's own profile: commands, menu button, descriptions, and what it may see of a chat."""

from __future__ import annotations

import json
import re
from typing import Any

from relove.sandbox.errors import bad_request
from relove.sandbox.html_entities import utf16_length
from relove.sandbox.keyboards import check_web_app
from relove.sandbox.methods.call import Call, Handler

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def _scope(call: Call) -> str:
    return json.dumps(call.get("scope") or {"type": "default"}, sort_keys=True)


def _language(call: Call) -> str:
    code = str(call.get("language_code", ""))
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("language_code is invalid")
    return code


async def set_my_commands(call: Call) -> bool:
    commands = call.params["commands"]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept: list[dict[str, str]] = []
    for command in commands:
        name = command["command"].removeprefix("/")
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": command["description"]})
    call.world.profile.commands[_scope(call), _language(call)] = kept
    call.world.bus.publish("profile", {})
    return True


async def get_my_commands(call: Call) -> list[dict[str, str]]:
    return call.world.profile.commands.get((_scope(call), _language(call)), [])


async def delete_my_commands(call: Call) -> bool:
    call.world.profile.commands.pop((_scope(call), _language(call)), None)
    call.world.bus.publish("profile", {})
    return True


async def set_chat_menu_button(call: Call) -> bool:
    button = call.get("menu_button") or {"type": "default"}
    if button["type"] == "web_app":
        if not button.get("text", "").strip():
            raise bad_request("menu button text must be non-empty")
        check_web_app("menu button", button["web_app"]["url"])
    if call.get("chat_id") is None:
        call.world.profile.menu_button = {"type": "commands"} if button["type"] == "default" else button
    else:
        call.chat().menu_button = None if button["type"] == "default" else button
    call.world.bus.publish("profile", {})
    return True


async def get_chat_menu_button(call: Call) -> dict[str, Any]:
    chosen = call.chat().menu_button if call.get("chat_id") is not None else None
    return chosen or call.world.profile.menu_button


def _text_setter(argument: str, longest: int, store: str) -> Handler:
    async def set_text(call: Call) -> bool:
        text = call.get(argument, "")
        if utf16_length(text) > longest:
            raise bad_request(f"bot {argument.replace('_', ' ')} is too long")
        texts: dict[str, str] = getattr(call.world.profile, store)
        language = _language(call)
        if text:
            texts[language] = text
        else:
            texts.pop(language, None)
        call.world.bus.publish("profile", {})
        return True

    return set_text


def _text_getter(argument: str, store: str) -> Handler:
    async def get_text(call: Call) -> dict[str, str]:
        texts: dict[str, str] = getattr(call.world.profile, store)
        return {argument: texts.get(_language(call), texts.get("", ""))}

    return get_text


async def get_my_name(call: Call) -> dict[str, str]:
    names = call.world.profile.names
    return {"name": names.get(_language(call), call.world.bot_user()["first_name"])}


async def get_chat(call: Call) -> dict[str, Any]:
    chat = call.chat()
    return {
        **chat.wire(),
        **(chat.person.shows() if chat.person else {}),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


PROFILE: dict[str, Handler] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyName": _text_setter("name", 64, "names"),
    "getMyName": get_my_name,
    "setMyDescription": _text_setter("description", 512, "descriptions"),
    "getMyDescription": _text_getter("description", "descriptions"),
    "setMyShortDescription": _text_setter("short_description", 120, "short_descriptions"),
    "getMyShortDescription": _text_getter("short_description", "short_descriptions"),
    "getChat": get_chat,
}
