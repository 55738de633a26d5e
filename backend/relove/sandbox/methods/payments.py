"""Methods about payments: the yes or no that a payment waits for."""

from __future__ import annotations

from relove.sandbox.errors import bad_request
from relove.sandbox.methods.call import Call, Handler


async def answer_pre_checkout_query(call: Call) -> bool:
    world = call.world
    ok, error = bool(call.params["ok"]), call.get("error_message")
    if not ok and not error:
        raise bad_request("error_message is empty")
    checkout = world.checkouts.answer(
        call.params["pre_checkout_query_id"], ok, error, world.config.timing.now()
    )
    world.bus.publish("checkout", {"id": checkout.id, "ok": ok, "error_message": error}, checkout.person_id)
    return True


PAYMENTS: dict[str, Handler] = {"answerPreCheckoutQuery": answer_pre_checkout_query}
