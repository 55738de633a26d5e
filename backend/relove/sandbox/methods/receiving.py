"""Methods about receiving updates, and about the bot's own session."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from relove.sandbox.errors import bad_request
from relove.sandbox.methods.call import Call, Handler
from relove.sandbox.updates import Webhook

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_LONGEST_POLL = 50


async def get_me(call: Call) -> dict[str, Any]:
    return {
        **call.world.bot_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": True,
    }


async def get_updates(call: Call) -> list[dict[str, Any]]:
    queue = call.world.queue
    if queue.webhook is None and "allowed_updates" in call.params:
        queue.allowed = list(call.params["allowed_updates"])
    limit = min(max(call.get("limit", 100), 1), 100)
    timeout = min(max(call.get("timeout", 0), 0), _LONGEST_POLL)
    return await queue.poll(call.get("offset", 0), limit, timeout)


async def set_webhook(call: Call) -> bool:
    queue = call.world.queue
    url = call.get("url", "")
    if not url:
        return await delete_webhook(call)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.get("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    if call.get("drop_pending_updates"):
        queue.drop_pending()
    if "allowed_updates" in call.params:
        queue.allowed = list(call.params["allowed_updates"])
    connections = min(max(call.get("max_connections", 40), 1), 100)
    known = queue.webhook
    if known is None or (known.url, known.secret_token, known.max_connections) != (url, secret, connections):
        queue.webhook = Webhook(url, secret, connections)
        queue.end_poll("terminated by setWebhook request")
        call.delivery.restart()
    return True


async def delete_webhook(call: Call) -> bool:
    queue = call.world.queue
    if call.get("drop_pending_updates"):
        queue.drop_pending()
    queue.webhook = None
    call.delivery.restart()
    return True


async def get_webhook_info(call: Call) -> dict[str, Any]:
    queue = call.world.queue
    webhook = queue.webhook
    info: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending()),
    }
    if webhook is not None:
        info["max_connections"] = webhook.max_connections
        info["ip_address"] = "127.0.0.1"
        if webhook.last_error_date is not None:
            info["last_error_date"] = webhook.last_error_date
            info["last_error_message"] = webhook.last_error_message
    if queue.allowed:
        info["allowed_updates"] = queue.allowed
    return info


async def leave(call: Call) -> bool:
    """logOut and close: there is no session to end here, so they only succeed."""
    return True


RECEIVING: dict[str, Handler] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": leave,
    "close": leave,
}
