"""What the domains need from the world, as protocols. Adapters live in `integrations`."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeVar

import msgspec


class Translator(Protocol):
    """Texts for people, from the catalogues."""

    def text(self, language: str, key: str, /, **args: Any) -> str:
        """The text in that language; KeyError where the catalogues lack it."""
        ...


class Jobs(Protocol):
    """Says that there is work. A job is a hint: the truth is in the database, and the sweeper finds what was missed."""

    async def wake_chat(self, chat_id: int) -> None:
        """Somebody should look at this chat. Never raises: a lost wake-up is found by the sweeper."""
        ...

    async def hint(self, job: str, *args: str) -> None:
        """Somebody should run this job soon. Never raises: a job of the schedule finds what was missed."""
        ...


class LiveEvents(Protocol):
    """Publishes what an open window may show at once. May be lost; never raises."""

    async def to_session(
        self, session_id: str, event: str, data: Mapping[str, Any], *, person: str | None = None
    ) -> None:
        """To those who watch one session, and to every window of that person, where one is named."""
        ...

    async def to_person(self, user_id: str, event: str, data: Mapping[str, Any]) -> None:
        """To the other windows of one person."""
        ...

    async def window_opened(self, user_id: str) -> None:
        """Tell whoever is writing a reply to this person that somebody watches who has seen nothing of it."""
        ...

    async def newest_window(self, user_id: str) -> float:
        """When the person's newest window began to watch (Unix seconds, real time); 0.0 where nobody told of it."""
        ...

    async def cancel_reply(self, chat_id: int) -> None:
        """Ask whoever is writing a reply in this chat to stop."""
        ...

    async def reply_cancelled(self, chat_id: int, since: float) -> bool:
        """Was a stop asked for after that moment (Unix seconds, real time)?"""
        ...

    async def line_came(self, chat_id: int) -> None:
        """Tell whoever is about to reply in this chat that the person wrote on."""
        ...

    async def last_line(self, chat_id: int) -> float:
        """When the person wrote on (Unix seconds, real time); 0.0 where nobody told of it."""
        ...


class Button(msgspec.Struct, frozen=True, omit_defaults=True):
    """A button under a message: exactly one of data, url, web_app."""

    text: str
    data: str | None = None
    url: str | None = None
    web_app: str | None = None


class Document(msgspec.Struct, frozen=True):
    """A file that is made for somebody."""

    name: str
    content: bytes


class OutgoingMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message for a chat. `html` is Telegram's HTML, already escaped where it holds foreign text.

    With a document or a picture (PNG) `html` is its caption.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    keyboard: tuple[tuple[str, ...], ...] = ()
    document: Document | None = None
    picture: Document | None = None


class MapStage(msgspec.Struct, frozen=True):
    """A stage on a drawn map. `time` is empty where none was spent."""

    number: int
    name: str
    state: Literal["done", "current", "ahead"]
    time: str = ""


class MapPicture(msgspec.Struct, frozen=True):
    """The journey map to be drawn, every text of it in the person's language. `share` of the stage is 0..1."""

    title: str
    accent: str
    above: str
    below: str
    of_twelve: str
    number: int | None
    stages: tuple[MapStage, ...]
    here_label: str
    here: str
    completion: str
    share: float | None
    times_heading: str
    times_note: str
    dark: bool = False


class MapPainter(Protocol):
    """Draws."""

    async def paint(self, picture: MapPicture) -> bytes:
        """The map as a PNG."""
        ...


class SendResult(msgspec.Struct, frozen=True):
    """What became of a try to send. `moved_to` is the chat that took the place of a `moved` one."""

    state: Literal["sent", "retry", "blocked", "failed", "unknown", "moved"]
    message_id: int | None = None
    retry_after: float | None = None
    reason: str | None = None
    moved_to: int | None = None


class Slot(msgspec.Struct, frozen=True):
    """Leave for one message at a moment (`time.monotonic`), or for how long there is none to be had."""

    state: Literal["reserved", "chat_busy", "full"]
    wait_s: float
    leaves_at: float = 0.0


class SendingPace(Protocol):
    """Telegram's limits, shared by all processes. Never raises."""

    async def turn(self, chat_id: int) -> float | None:
        """Wait for a reply's turn; seconds to come back in, where it is too far off to wait."""
        ...

    async def bulk_slot(self, chat_id: int) -> Slot:
        """Reserve a turn for a message that nobody waits for; does not wait."""
        ...

    async def turn_of(self, chat_id: int, slot: Slot) -> float | None:
        """Wait for a reserved turn; seconds to come back in, when all sending was stopped meanwhile."""
        ...


class Messenger(Protocol):
    """Sends into chats."""

    async def send(self, chat_id: int, message: OutgoingMessage) -> SendResult:
        """Send once, now; never raises for what Telegram or the network answers."""
        ...

    async def draft(self, chat_id: int, draft_id: int, text: str) -> bool:
        """Show text that is still being written, with a button that stops it. Best effort; whether Telegram took it."""
        ...

    async def typing(self, chat_id: int) -> None:
        """Show that an answer is being written. Best effort."""
        ...

    async def answer_callback(self, callback_id: str) -> None:
        """Stop the spinner on a pressed button. Best effort."""
        ...

    async def refuse_checkout(self, query_id: str, text: str) -> bool:
        """Call a payment off before it is made, and say why; whether Telegram took the answer."""
        ...


class Files(Protocol):
    """What people send beside words: voice, pictures. Held in memory for as long as it is read, never kept."""

    async def fetch(self, file_id: str, size: int | None = None) -> bytes:
        """The file's content; `size` as Telegram told it, if it did. ReloveError file_too_large, file_unavailable."""
        ...


class PromptMessage(msgspec.Struct, frozen=True):
    """One message to a model. No person's data but what was redacted."""

    role: Literal["system", "user", "assistant"]
    content: str


class ModelTask(msgspec.Struct, frozen=True):
    """What a model is asked for, on whose behalf: costs and budgets are kept by feature and person."""

    feature: str
    prompt_id: str
    prompt_version: int = 1
    user_id: uuid.UUID | None = None
    patience_s: float | None = None
    """Seconds after which nobody waits for the answer any more: set where a person does. Else the provider's own."""


class ModelUsage(msgspec.Struct):
    """Filled while a model works. `latency_ms` counts to the end, `first_token_ms` to the first text."""

    model: str = ""
    provider: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    """Of sound, where a provider charges for that."""
    first_token_ms: int = 0
    latency_ms: int = 0
    refused: str | None = None
    """Why whoever asked did not use what was written, as a code: they set it right after the call."""


class ModelUnavailable(Exception):
    """No answer came from any provider in time, or it broke off. `reason` is a code for operators."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


D = TypeVar("D", bound=msgspec.Struct)


class Writer(Protocol):
    """Writes. Raises ModelUnavailable; after text was yielded too, if the stream breaks."""

    def reply(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncIterator[str]:
        """A stream of text."""
        ...


class LanguageModel(Writer, Protocol):
    """A model that writes, decides, hears and sees. Every call raises ModelUnavailable."""

    @property
    def enabled(self) -> bool:
        """False where no key is set: the templates serve alone."""
        ...

    async def decide(self, task: ModelTask, messages: Sequence[PromptMessage], answer: type[D]) -> D:
        """An answer by the JSON schema of a struct, one repair try. Asked again, it comes from a cache."""
        ...

    async def embed(self, task: ModelTask, texts: Sequence[str]) -> list[list[float]]:
        """One vector of length 1 a text."""
        ...

    async def transcribe(self, task: ModelTask, audio: bytes, filename: str, language: str) -> str:
        """The words of a voice message."""
        ...

    async def read_image(
        self, task: ModelTask, messages: Sequence[PromptMessage], image: bytes, media_type: str
    ) -> str:
        """What a picture shows, in the words that the messages ask for."""
        ...
