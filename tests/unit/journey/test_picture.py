"""The map as a picture: the right texts in it, drawn at Telegram's size, the same on every machine."""

import datetime
import struct
import uuid
import zlib

import msgspec
import pytest

from relove.core.actor import Language
from relove.domains.journey.picture import map_picture, time_spent
from relove.domains.journey.rules import completion, said_on, said_under
from relove.domains.journey.schemas import Evidence, JourneyView, StageInsight, StageView
from relove.integrations.i18n.fluent import FluentTranslator
from relove.integrations.pictures.journey_map import SvgMapPainter, drawn

TEXTS = FluentTranslator()
NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)


def view(here: int | None, share: float | None = 0.5) -> JourneyView:
    stages = [
        StageView(
            key=f"s{number}",
            number=number,
            name=f"Этап <{number}> & «дальше»",
            description="",
            state="ahead" if here is None or number > here else "current" if number == here else "done",
            started_at=None,
            finished_at=None,
            seconds=0 if here is None or number > here else number * 86_400,
            completion=share if number == here else None,
            insights=[StageInsight("a", "А", evidenced=False)],
            said=[],
        )
        for number in range(1, 13)
    ]
    return JourneyView(
        stages=stages, elements=[], current=f"s{here}" if here else None, days=47 if here else 0
    )


def said(key: str, quote: str, confidence: float, day: int) -> Evidence:
    return Evidence(
        "element", key, None, "", quote, (uuid.uuid4(),), confidence, NOW + datetime.timedelta(days=day)
    )


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("here", [None, 1, 6, 12])
async def test_a_picture_of_every_place_on_the_path(language: Language, here: int | None) -> None:
    picture = map_picture(view(here), language, TEXTS, dark=False)
    png = await SvgMapPainter().paint(picture)
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG") and width == 1008
    # Telegram takes photos whose sides add up to 10,000 at most, and 20 to 1 at the worst.
    assert width + height < 10_000 and len(png) < 10_000_000
    assert await SvgMapPainter().paint(picture) == png


async def test_light_and_dark_differ_and_every_letter_is_drawn() -> None:
    pictures = [map_picture(view(6), "ru", TEXTS, dark=dark) for dark in (False, True)]
    light, dark = [await SvgMapPainter().paint(picture) for picture in pictures]
    assert light != dark
    svg = drawn(pictures[0])
    for text in ("Вы в пути", "47 дней", "Знакомый мир", "из 12", "50 %", "Этап &lt;6&gt; &amp; «дальше»"):
        assert text in svg
    blank = drawn(map_picture(view(None), "ru", TEXTS, dark=False))
    assert "Вы сейчас здесь" not in blank and "Время на этапах" not in blank
    assert zlib.crc32(light) != zlib.crc32(
        await SvgMapPainter().paint(map_picture(view(5), "ru", TEXTS, dark=False))
    )


def test_where_there_is_too_little_no_number_is_shown() -> None:
    picture = map_picture(view(3, share=None), "ru", TEXTS, dark=False)
    assert picture.completion == "пока мало данных" and picture.share is None
    assert "%" not in picture.completion


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, ""),
        (30, "меньше минуты"),
        (60, "1 минута"),
        (180, "3 минуты"),
        (3600, "1 час"),
        (5 * 3600, "5 часов"),
        (86_400, "1 день"),
        (47 * 86_400, "47 дней"),
    ],
)
def test_time_is_told_in_one_unit(seconds: int, text: str) -> None:
    assert time_spent(seconds, "ru", TEXTS) == text


def test_completion_is_what_the_person_evidenced_of_what_is_listed() -> None:
    assert completion(0, 4, said=0) is None
    assert completion(0, 4, said=2) is None, "two lines tell nothing yet"
    assert completion(0, 4, said=3) == 0.0, "an uneventful chat leaves nothing"
    assert completion(1, 4, said=1) == 0.25
    assert completion(4, 4, said=9) == 1.0


def test_under_an_element_stand_the_surest_words_in_their_order() -> None:
    words = [said("quest", f"слова {day}", 0.5 + day / 10, day) for day in range(4)]
    found = said_under("quest", [*words, said("shift", "другое", 0.9, 0)])
    assert [one.quote for one in found] == ["слова 1", "слова 2", "слова 3"]
    assert [tuple(one.turn_ids) for one in found] == [one.turn_ids for one in words[1:]]
    assert said_under("allies", words) == []


def test_on_a_stage_stands_what_else_was_said_there_each_once_the_newest_of_it() -> None:
    words = [
        msgspec.structs.replace(said("quest", f"слова {day}", 0.5, day), stage="refusal") for day in range(7)
    ]
    again = msgspec.structs.replace(words[6], kind="fact", key=None)
    two_sided = msgspec.structs.replace(
        said("x", "раньше — теперь", 0.9, 9), kind="contradiction", stage="refusal"
    )
    elsewhere = said("quest", "на другом этапе", 0.9, 9)
    found = said_on("refusal", [again, *words, two_sided, elsewhere], ["слова 5"])
    assert [one.quote for one in found] == ["слова 1", "слова 2", "слова 3", "слова 4", "слова 6"]
    assert said_on("ordeal", words, []) == []
