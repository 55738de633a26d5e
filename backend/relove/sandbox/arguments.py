"""Arguments of a Bot API call: read from any kind of body, checked against aiogram's own method types."""

from __future__ import annotations

import functools
import json
import types
import typing
from dataclasses import dataclass
from typing import Any, Union

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from litestar import Request
from pydantic import BaseModel, ValidationError

from relove.sandbox.errors import BotApiError, bad_request
from relove.sandbox.files import with_uploads


@dataclass(frozen=True)
class MethodSpec:
    """A method of the Bot API: its exact name, its type, and which arguments are plain text."""

    name: str
    model: type[TelegramMethod[Any]]
    text_fields: frozenset[str]
    id_fields: frozenset[str]
    file_fields: frozenset[str]


@functools.cache
def _methods() -> dict[str, MethodSpec]:
    specs: dict[str, MethodSpec] = {}
    for export in aiogram.methods.__all__:
        model = getattr(aiogram.methods, export)
        if not (isinstance(model, type) and issubclass(model, TelegramMethod)) or model is TelegramMethod:
            continue
        kinds = {name: _plain_types(field.annotation) for name, field in model.model_fields.items()}
        name = str(model.__api_method__)
        specs[name.lower()] = MethodSpec(
            name,
            model,
            frozenset(k for k, v in kinds.items() if str in v and int not in v),
            frozenset(k for k, v in kinds.items() if str in v and int in v),
            frozenset(k for k, v in kinds.items() if InputFile in v),
        )
    return specs


def _plain_types(annotation: Any) -> set[Any]:
    if typing.get_origin(annotation) in (Union, types.UnionType):
        return set().union(*(_plain_types(part) for part in typing.get_args(annotation)))
    return {annotation}


def find_method(name: str) -> MethodSpec | None:
    """Telegram does not mind the case of a method's name."""
    return _methods().get(name.lower())


async def read_arguments(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The arguments as they came: query string, form, multipart or JSON."""
    arguments: dict[str, Any] = dict(request.query_params)
    kind = request.content_type[0]
    if kind == "application/json":
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("object expected as parameters")
        arguments.update(body)
    elif kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        arguments.update(await with_uploads(dict(await request.form())))
    return arguments


def check_arguments(spec: MethodSpec, raw: dict[str, Any]) -> dict[str, Any]:
    """Decoded arguments, or Telegram's refusal."""
    unknown = set(raw) - set(spec.model.model_fields)
    if unknown:
        raise bad_request(f"unknown parameter {min(unknown)} of method {spec.name}")
    arguments = {name: _decode(spec, name, value) for name, value in raw.items() if value is not None}
    for name, field in spec.model.model_fields.items():
        if field.is_required() and arguments.get(name) in (None, "") and name not in spec.file_fields:
            raise bad_request("message text is empty" if name == "text" else f"{name} is empty")
    try:
        checked = spec.model.model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if not _is_type_name(part))
        raise bad_request(f"can't parse {where}: {first['msg']}") from None
    extra = _unknown_inside(checked)
    if extra:
        raise bad_request(f"unknown field {extra} of method {spec.name}")
    return arguments


def _decode(spec: MethodSpec, name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in spec.text_fields:
        return value
    if name in spec.id_fields:
        return int(value) if value.lstrip("-").isdigit() else value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def _is_type_name(part: Any) -> bool:
    return isinstance(part, str) and part[:1].isupper()


def _unknown_inside(value: Any) -> str | None:
    """The first field, at any depth, that aiogram's types do not know."""
    if isinstance(value, BaseModel):
        if value.model_extra:
            return next(iter(value.model_extra))
        inner: typing.Iterable[Any] = (getattr(value, name) for name in value.model_fields_set)
    elif isinstance(value, list):
        inner = value
    else:
        return None
    return next((found for item in inner if (found := _unknown_inside(item))), None)


def method_not_found() -> BotApiError:
    return BotApiError(404, "Not Found: method not found")
