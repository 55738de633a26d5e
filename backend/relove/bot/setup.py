"""Tells Telegram who the bot is: commands and descriptions in both languages, the Mini App button, the webhook."""

from __future__ import annotations

import asyncio
import logging

from aiogram.exceptions import AiogramError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)

from relove.bootstrap import Container
from relove.core.actor import LANGUAGES

_log = logging.getLogger("relove.setup")

COMMANDS = (
    "start",
    "natasha",
    "diagnostic",
    "start_journey",
    "my_journey",
    "analyze_readiness",
    "end_session",
    "dial",
    "settings",
    "pause",
    "my_data",
    "forget_me",
    "privacy",
    "help",
)
ALLOWED_UPDATES = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "stopped_message_generation",
    "pre_checkout_query",
]
_PAUSES_S = (0.2, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0)


async def introduce(container: Container) -> None:
    """Until Telegram has heard it all. Every worker says it at its start: the same words twice change nothing."""
    attempt = 0
    while True:
        try:
            await _tell(container)
            _log.info("bot introduced", extra={"updates": container.settings.updates})
            return
        except (AiogramError, OSError, TimeoutError) as error:
            _log.warning("bot not introduced yet", extra={"error": type(error).__name__})
            await asyncio.sleep(_PAUSES_S[min(attempt, len(_PAUSES_S) - 1)])
            attempt += 1


async def _tell(container: Container) -> None:
    bot, settings = container.bot, container.settings
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    if settings.updates == "webhook":
        await bot.set_webhook(
            f"{settings.public_url.rstrip('/')}/telegram/webhook",
            secret_token=secret,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
        )
    else:
        await bot.delete_webhook(drop_pending_updates=False)
    for language in LANGUAGES:
        commands = [
            BotCommand(
                command=name,
                description=container.translator.text(language, f"command-{name.replace('_', '-')}"),
            )
            for name in COMMANDS
        ]
        long = container.translator.text(language, "bot-description")
        short = container.translator.text(language, "bot-short-description")
        # Russian is also what everybody sees who has no list of their own language.
        for code in (None, language) if language == "ru" else (language,):
            await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code=code)
            await bot.set_my_description(long, language_code=code)
            await bot.set_my_short_description(short, language_code=code)
    await bot.set_chat_menu_button(menu_button=_menu_button(container))


def _menu_button(container: Container) -> MenuButtonWebApp | MenuButtonDefault:
    url = container.settings.public_url
    if not url or not (url.startswith("https://") or container.settings.sandbox_url):
        return MenuButtonDefault()
    return MenuButtonWebApp(
        text=container.translator.text("ru", "menu-app"), web_app=WebAppInfo(url=f"{url}/")
    )
