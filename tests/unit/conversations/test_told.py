"""What was taken out of memory is cut from the turns of the same talk before a model reads them."""

import datetime
import uuid
from types import SimpleNamespace
from typing import Any, cast

from relove.core.ids import new_id
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.memory import marks
from relove.domains.conversations.memory.marks import KeptOut
from relove.domains.conversations.schemas import TurnView

FACT = "У меня есть дочь Соня, она рисует драконов."


def turn(role: Any, text: str) -> TurnView:
    at = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
    return TurnView(new_id(), uuid.UUID(int=1), role, text, at, "bot", None, [])


def test_it_leaves_the_open_talk_and_what_is_being_answered_stays() -> None:
    turns = [
        turn("person", f"Сегодня шёл дождь. {FACT}"),
        turn("guide", "Слышу вас. Что дальше?"),
        turn("person", FACT),
    ]
    nobody = cast(Any, SimpleNamespace())
    plain = ReplyContext(nobody, nobody, turns, [])
    assert plain.told == turns
    out = KeptOut(marks.read(marks.added(None, marks.made(FACT)), [turns[0].id]))
    told = ReplyContext(nobody, nobody, turns, [], out=out).told
    assert [one.text for one in told] == ["Сегодня шёл дождь.", "Слышу вас. Что дальше?", FACT]
