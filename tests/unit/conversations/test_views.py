"""What a conversation looks like in a chat, within Telegram's limits."""

import datetime
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relove.core.actor import LANGUAGES
from relove.core.ids import new_id
from relove.core.persona import DEFAULT
from relove.core.ports import OutgoingMessage
from relove.domains.conversations import views
from relove.domains.conversations.schemas import TurnView
from relove.integrations.i18n.fluent import FluentTranslator
from tests.unit.conversations.people import anna

AT = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
TRANSLATOR = FluentTranslator()


def a_turn(text: str = "Что мешает?", quick_replies: tuple[str, ...] = ()) -> TurnView:
    return TurnView(new_id(), new_id(), "guide", text, AT, "bot", "template", list(quick_replies))


def callback_data(message: OutgoingMessage) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data]


@given(st.uuids(), st.integers(min_value=0, max_value=9))
def test_a_quick_replys_data_comes_back_and_fits(turn_id: uuid.UUID, place: int) -> None:
    turn = TurnView(turn_id, turn_id, "guide", "?", AT, "bot", "model", [])
    data = views.quick_reply_data(turn, place)
    assert len(data.encode()) <= 64
    assert views.read_quick_reply(data) == (turn_id, place)


@given(st.text(max_size=60))
def test_other_data_is_not_taken_for_a_quick_reply(data: str) -> None:
    assert views.read_quick_reply(data) is None


def test_quick_replies_stand_one_a_row_under_the_last_message_only() -> None:
    turn = a_turn("А. " * 200 + "\n\n" + "Б. " * 150 + "?", ("Да, так и есть", "Нет"))
    *first, last = views.reply_messages(turn)
    assert first
    assert not any(message.buttons or message.keyboard for message in first)
    assert [[button.text for button in row] for row in last.buttons] == [["Да, так и есть"], ["Нет"]]
    assert callback_data(last) == [f"qr:{turn.id.hex}:{place}" for place in (0, 1)]


def test_foreign_markup_is_escaped_and_bold_is_kept() -> None:
    [message] = views.reply_messages(a_turn("**Главное**: 5 < 6 & <i>нет</i>"))
    assert message.html == "<b>Главное</b>: 5 &lt; 6 &amp; &lt;i&gt;нет&lt;/i&gt;"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_has_four_buttons(language: str) -> None:
    assert [len(row) for row in views.menu(language, TRANSLATOR)] == [2, 2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("again", [False, True])
def test_the_first_button_of_the_notice_is_consent(language: str, again: bool) -> None:
    message = views.consent_message(anna(language), TRANSLATOR, again=again)
    assert callback_data(message)[0] == views.CONSENT
    assert all(len(data.encode()) <= 64 for data in callback_data(message))
    assert DEFAULT.name(language) in message.html
    assert (TRANSLATOR.text(language, "consent-needed") in message.html) is again
    assert not message.keyboard


@pytest.mark.parametrize("language", LANGUAGES)
def test_care_comes_in_one_piece_with_the_way_back(language: str) -> None:
    message = views.care_message("**Я рядом.**\n\n" + "• 112\n" * 10, language, TRANSLATOR)
    assert message.html.startswith("<b>Я рядом.</b>")
    assert callback_data(message) == [views.CARE_BACK]


def test_the_first_question_brings_the_menu() -> None:
    message = views.first_question_message(a_turn("Кто вы?", ("а",)), "ru", TRANSLATOR)
    assert (message.html, message.buttons) == ("Кто вы?", ())
    assert message.keyboard == views.menu("ru", TRANSLATOR)
