"""What the sandbox's model says when no script tells it: plain, deterministic, fitting the schema."""

from __future__ import annotations

import base64
import hashlib
import math
import re
import struct
from typing import Any

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_QUOTE = 80

# No two neighbours begin alike, so that a conversation over several turns reads like one.
_REPLIES = {
    "ru": (
        "Вы говорите: «{words}». Что в этом для вас сейчас самое живое?",
        "Слышу: «{words}». А если бы это было не про обстоятельства, а про ваш выбор?",
        "«{words}» — и что вы чувствуете, когда произносите это вслух?",
        "Задержимся на этом: «{words}». Когда вы впервые заметили такое за собой?",
        "Допустим, всё так: «{words}». Чего вы тогда избегаете?",
        "Интересно. «{words}» — это факт или то, как вы привыкли на это смотреть?",
    ),
    "en": (
        "You say: “{words}”. What is most alive for you in it right now?",
        "I hear: “{words}”. And what if this were not about circumstances, but about your choice?",
        "“{words}” — and what do you feel when you say that aloud?",
        "Let us stay with it: “{words}”. When did you first notice this?",
        "Suppose it is so: “{words}”. What are you avoiding then?",
        "Interesting. “{words}”: is it a fact, or the way you are used to seeing it?",
    ),
}

# Asked about a conversation that is quoted to it, it sums up instead of asking on.
_SUMMARIES = {
    "ru": "Прозвучало главное: «{words}».\n\nВы дошли до этих слов шаг за шагом.\n\n"
    "Следующий шаг: вернуться к ним через день и проверить, так ли это.",
    "en": "The main thing was said: “{words}”.\n\nYou came to these words step by step.\n\n"
    "The next step: return to them in a day and see whether they still hold.",
}
_QUOTED_TURN = re.compile(r"^t\d+ (?:человек|person): (.+)$", re.MULTILINE)

# Where one may say that there is nothing to say, that is said.
_NEUTRAL = ("none", "no", "unknown", "unclear", "neutral", "other")


def text_of(message: dict[str, Any]) -> str:
    """The text of a chat message, whether it is a string or a list of parts."""
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))


def last_words(messages: list[dict[str, Any]]) -> str:
    """The person's last words, also where the conversation is quoted as data."""
    own = next((text_of(m) for m in reversed(messages) if m.get("role") == "user"), "")
    quoted = _QUOTED_TURN.findall(own)
    return " ".join((quoted[-1] if quoted else own).split())


def _shortened(words: str) -> str:
    if len(words) <= _QUOTE:
        return words.rstrip(".!?… ")
    return words[:_QUOTE].rsplit(" ", 1)[0] + "…"


def plain_reply(messages: list[dict[str, Any]]) -> str:
    """An answer in the language of the last words, or of the talk where they have none; another form at each turn."""
    words = last_words(messages)
    spoken = words if any(char.isalpha() for char in words) else " ".join(map(text_of, messages))
    language = "ru" if _CYRILLIC.search(spoken) else "en"
    if messages and _QUOTED_TURN.search(text_of(messages[-1])):
        return _SUMMARIES[language].format(words=_shortened(words))
    forms = _REPLIES[language]
    said = sum(1 for m in messages if m.get("role") == "assistant")
    return forms[said % len(forms)].format(words=_shortened(words))


def instance_of(schema: dict[str, Any], messages: list[dict[str, Any]]) -> Any:
    """The smallest value that fits a JSON schema; its free texts mention the person's last words."""
    return _build(schema, schema, _shortened(last_words(messages)) or "…", 0)


def _build(schema: Any, root: dict[str, Any], words: str, depth: int) -> Any:
    if not isinstance(schema, dict) or depth > 32:
        return None
    if "$ref" in schema:
        return _build(_resolve(schema["$ref"], root), root, words, depth + 1)
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return next((word for word in schema["enum"] if word in _NEUTRAL), schema["enum"][0])
    if "default" in schema:
        return schema["default"]
    for union in ("anyOf", "oneOf"):
        if schema.get(union):
            return _build(_chosen(schema[union], root), root, words, depth + 1)
    if schema.get("allOf"):
        merged: dict[str, Any] = {}
        for part in schema["allOf"]:
            resolved = _resolve(part["$ref"], root) if "$ref" in part else part
            properties = {**merged.get("properties", {}), **resolved.get("properties", {})}
            merged = {**merged, **resolved} | ({"properties": properties} if properties else {})
        return _build(merged, root, words, depth + 1)
    return _typed(schema, root, words, depth)


def _chosen(choices: list[Any], root: dict[str, Any]) -> Any:
    """The first that says something; but where nothing will do, no whole thing is made up."""
    filled = [choice for choice in choices if choice.get("type") != "null"]
    if len(filled) == len(choices):
        return choices[0]
    first = filled[0] if filled else {"type": "null"}
    resolved = _resolve(first["$ref"], root) if "$ref" in first else first
    return {"type": "null"} if resolved.get("type") in ("object", "array") else first


def _typed(schema: dict[str, Any], root: dict[str, Any], words: str, depth: int) -> Any:
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if isinstance(kind, list):
        kind = next((k for k in kind if k != "null"), "null")
    match kind:
        case "object":
            fields = schema.get("properties", {})
            wanted = schema.get("required", list(fields))
            return {n: _build(f, root, words, depth + 1) for n, f in fields.items() if n in wanted}
        case "array":
            item = schema.get("items", {})
            return [_build(item, root, words, depth + 1) for _ in range(schema.get("minItems", 0))]
        case "string":
            return _string(schema, words)
        case "integer" | "number":
            return _number(schema, kind == "integer")
        case "boolean":
            return False
    return None


def _string(schema: dict[str, Any], words: str) -> str:
    fixed = {
        "date": "2025-01-01",
        "date-time": "2025-01-01T00:00:00Z",
        "uuid": str(0),
        "email": "a@example.org",
    }
    if schema.get("format") in fixed:
        return fixed[schema["format"]]
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 400)
    return str(words.ljust(shortest, "…")[:longest])


def _number(schema: dict[str, Any], whole: bool) -> float | int:
    low = float(schema.get("minimum", -math.inf))
    if "exclusiveMinimum" in schema:
        low = float(schema["exclusiveMinimum"]) + (1 if whole else 1e-6)
    high = float(schema.get("maximum", math.inf))
    value = min(max(low, 0.0), high)
    return math.ceil(value) if whole else round(value, 6)


def _resolve(reference: str, root: dict[str, Any]) -> dict[str, Any]:
    found: Any = root
    for part in reference.removeprefix("#").strip("/").split("/"):
        if part:
            found = found.get(part, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, dict) else {}


def embedding(text: str, dimensions: int) -> list[float]:
    """A unit vector by hashed word pieces: texts that share words lie near each other."""
    vector = [0.0] * dimensions
    for word in re.findall(r"\w+", text.lower()) or [""]:
        pieces = {word, *(word[i : i + 4] for i in range(max(len(word) - 3, 0)))}
        for piece in pieces:
            digest = hashlib.blake2b(piece.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            place, sign = int.from_bytes(digest[:4]), digest[4] & 1
            vector[place % dimensions] += 1.0 if sign else -1.0
    length = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [x / length for x in vector]


def packed(vector: list[float]) -> str:
    """The base64 form, which the SDK asks for by default."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


def tokens(text: str) -> int:
    """About what a tokeniser would count."""
    return max(1, round(len(text.encode("utf-8", "surrogatepass")) / 4)) if text else 0
