"""Headers that tell browsers what this origin may do, and who may frame it."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

from relove.config import Settings

TELEGRAM_PARENTS = ("https://web.telegram.org", "https://*.telegram.org")
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)

# No X-Frame-Options: it cannot name Telegram's origins, whose web clients show the Mini App in a frame.
COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), payment=(), microphone=(self)",
    "cross-origin-resource-policy": "same-origin",
}
API_POLICY = "default-src 'none'; frame-ancestors 'none'"


def common_headers(settings: Settings) -> dict[str, str]:
    """Headers of every answer."""
    if settings.env == "production":
        return {**COMMON, "strict-transport-security": "max-age=31536000"}
    return dict(COMMON)


def sandbox_origins(settings: Settings) -> tuple[str, ...]:
    """The sandbox's page by both names of this machine: `127.0.0.1` is a foreign origin, as Telegram's is."""
    if settings.env != "development" or not settings.sandbox_url:
        return ()
    address = urlsplit(settings.sandbox_url)
    hosts = [address.hostname or "", "localhost", "127.0.0.1"]
    port = f":{address.port}" if address.port else ""
    return tuple(dict.fromkeys(f"{address.scheme}://{host}{port}" for host in hosts))


def page_policy(html: str, parents: tuple[str, ...]) -> str:
    """A page's policy: what it brings itself, its own inline scripts by their hash, who may frame it."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join((*TELEGRAM_PARENTS, *parents))}",
        )
    )
