"""The way to a stream on the platform, and what the shop there tells of a sale."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, QueryParameter

from relove.api.documented import errors
from relove.api.wiring import container_of
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.service import PeopleService
from relove.domains.streams.conversions import ConversionService
from relove.domains.streams.ports import Sale
from relove.domains.streams.schemas import Purchase

if TYPE_CHECKING:
    from relove.bootstrap import Container

_HOME = "/"


class SaleNoted(msgspec.Struct):
    """`noted` is false where this event was known."""

    noted: bool


@get(
    "/go/{slug:str}",
    operation_id="goToStream",
    tags=["streams"],
    status_code=302,
    responses=errors(400, 404),
)
async def go_to_stream(
    request: Request[Any, Any, Any], slug: FromPath[str], t: Annotated[str, QueryParameter()] = ""
) -> Response[bytes]:
    """To the catalogue's own address of the stream, and nowhere else. The code says who goes, so the visit is noted.

    Without a code, or with one that is too old, the way is the same and nothing is noted.
    """
    container = container_of(request)
    stream = container.content.stream(slug)
    if stream is None:
        raise ReloveError("stream_not_found", kind="not_found")
    user_id = container.links.read("go", t, slug) if t else None
    ref, target = "", stream.link
    if user_id is not None:
        async with container.units() as work:
            people = PeopleService(work, container.clock)
            if await people.hold(user_id):
                if (await people.get(user_id)).care_active:
                    # An old message of ours must not sell anything to somebody in need.
                    return _redirect(_HOME)
                await ConversionService(work, container.content, container.clock).visit(user_id, slug)
                ref = container.links.issue("ref", user_id, slug)
    return _redirect(target.replace("{ref}", ref))


def _redirect(to: str) -> Response[bytes]:
    return Response(b"", status_code=302, headers={"location": to, "cache-control": "no-store"})


@post(
    "/api/shop/postback",
    operation_id="shopPostback",
    tags=["streams"],
    status_code=200,
    responses=errors(400, 401, 404),
)
async def shop_postback(request: Request[Any, Any, Any]) -> SaleNoted:
    """A shop tells of a sale: JSON {event_id, stream, amount, currency, ref or telegram_id, paid_at?}.

    Header `X-Relove-Signature: sha256=<hex of HMAC-SHA256 over the body>`. Told twice, it is noted once.
    """
    container = container_of(request)
    sale = container.shop.read(request.headers, await request.body())
    async with container.units() as work:
        purchase = await _purchase(container, work, sale)
        noted = await ConversionService(work, container.content, container.clock).purchase(purchase)
    return SaleNoted(noted)


async def _purchase(container: Container, work: UnitOfWork, sale: Sale) -> Purchase:
    people = PeopleService(work, container.clock)
    if sale.ref is not None:
        user_id = container.links.read("ref", sale.ref, sale.stream)
    else:
        person = await people.find_by_telegram(sale.telegram_id or 0)
        user_id = person.id if person else None
    if user_id is None or not await people.hold(user_id):
        raise ReloveError("person_not_found", kind="not_found")
    now = container.clock.now()
    paid_at = datetime.datetime.fromtimestamp(sale.paid_at, datetime.UTC) if sale.paid_at else now
    return Purchase(
        user_id=user_id,
        stream=sale.stream,
        source="shop",
        event_id=sale.event_id,
        amount=sale.amount,
        currency=sale.currency,
        paid_at=paid_at,
    )
