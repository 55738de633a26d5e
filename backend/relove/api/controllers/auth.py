"""Signing in: initData is exchanged once for a short access token and a rotating refresh token."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from litestar import Controller, Request, post
from litestar.params import JSONBody

from relove.api.controllers.me import MeView, view_of
from relove.api.documented import errors
from relove.api.language import from_init_data
from relove.api.limits import AUTH
from relove.api.wiring import container_of
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.activity.schemas import Contact
from relove.domains.people.init_data import validate
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from relove.domains.people.tokens import RefreshTokens, Rotated
from relove.domains.profiles.contact import refresh_if_old

if TYPE_CHECKING:
    from relove.bootstrap import Container

# Above the limit of initData itself, so that 100 kB of it get their own clear error.
_BODY_LIMIT = 400_000


class SignIn(msgspec.Struct):
    """What Telegram gave the Mini App, byte for byte."""

    init_data: str


class Refresh(msgspec.Struct):
    """A refresh token."""

    refresh_token: Annotated[str, msgspec.Meta(min_length=1, max_length=256)]


class Tokens(msgspec.Struct):
    """A pair of tokens, `expires_in` seconds for the access token, and who signed in."""

    access_token: str
    refresh_token: str
    expires_in: int
    user: MeView


class AuthController(Controller):
    """Tokens come and go here."""

    path = "/api/auth"
    tags = ["auth"]
    request_max_body_size = _BODY_LIMIT
    opt = AUTH

    @post("/telegram", operation_id="signIn", status_code=200, responses=errors(400, 401, 413))
    async def sign_in(self, request: Request[Any, Any, Any], data: JSONBody[SignIn]) -> Tokens:
        """Exchange initData for tokens. The first time makes the person, without any consent."""
        container = container_of(request)
        request.scope["state"]["language"] = from_init_data(data.init_data)
        who = validate(data.init_data, container.bot.token, container.clock.now())
        async with container.units() as work:
            person = await PeopleService(work, container.clock).meet(
                TelegramPerson(
                    telegram_id=who.user_id,
                    first_name=who.first_name,
                    last_name=who.last_name,
                    username=who.username,
                    language_code=who.language_code,
                ),
                who.start_param,
                Contact("mini_app"),
            )
            refresh_if_old(work, container.jobs, container.clock, person)
            refresh = await RefreshTokens(work, container.clock).issue(person.id)
            return await _tokens(container, work, person.id, refresh)

    @post("/refresh", operation_id="refreshTokens", status_code=200, responses=errors(400, 401))
    async def refresh(self, request: Request[Any, Any, Any], data: JSONBody[Refresh]) -> Tokens:
        """Another pair of tokens. A token used twice within a minute gets another successor, later it ends all."""
        container = container_of(request)
        async with container.units() as work:
            outcome = await RefreshTokens(work, container.clock).rotate(data.refresh_token)
            if isinstance(outcome, Rotated):
                return await _tokens(container, work, outcome.user_id, outcome.token)
            language = await RefreshTokens(work, container.clock).language_of(data.refresh_token)
            request.scope["state"]["language"] = language
        # Outside of the block: what was revoked on the way is committed by now.
        raise outcome

    @post("/logout", operation_id="signOut", status_code=204, responses=errors(400))
    async def log_out(self, request: Request[Any, Any, Any], data: JSONBody[Refresh]) -> None:
        """End this sign-in: the token and its successors are worth nothing any more."""
        container = container_of(request)
        async with container.units() as work:
            await RefreshTokens(work, container.clock).revoke(data.refresh_token)


async def _tokens(container: Container, work: UnitOfWork, user_id: uuid.UUID, refresh: str) -> Tokens:
    return Tokens(
        access_token=container.access_tokens.issue(user_id),
        refresh_token=refresh,
        expires_in=container.access_tokens.lifetime_s,
        user=await view_of(container, work, user_id),
    )
