"""Voice, pictures, round videos, stickers and edits: real files in both directions."""

from __future__ import annotations

import base64
import io
import struct
import wave
import zlib
from typing import Any

import openai
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, Update
from openai import AsyncOpenAI

from relove.sandbox.media import making
from relove.sandbox.media.carried import carried_by, kind_of, size_of
from tests.integration.sandbox.serving import Sandbox

SAID = "Мне приснилась мама 🌿; я «боюсь» звонить ей" + " и молчу" * 40


async def told(bot: Bot) -> Update:
    [update] = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def fetched(bot: Bot, file_id: str) -> tuple[str, bytes]:
    found = await bot.get_file(file_id)
    assert found.file_path
    content = await bot.download_file(found.file_path)
    assert content is not None
    read = content.read()
    assert found.file_size == len(read)
    return found.file_path, read


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pages(ogg: bytes) -> list[tuple[int, int, bytes]]:
    """Flags, position and content of each page; the checksums are those that the format asks for."""
    found: list[tuple[int, int, bytes]] = []
    at = 0
    while at < len(ogg):
        magic, version, flags, position, _, number, crc, segments = struct.unpack_from("<4sBBqIIIB", ogg, at)
        assert (magic, version, number) == (b"OggS", 0, len(found))
        end = at + 27 + segments + sum(ogg[at + 27 : at + 27 + segments])
        page = bytearray(ogg[at:end])
        page[22:26] = b"\0\0\0\0"
        value = 0
        for byte in page:
            value ^= byte << 24
            for _ in range(8):
                value = ((value << 1) ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        assert value == crc
        found.append((flags, position, bytes(page[27 + segments :])))
        at = end
    return found


async def test_a_voice_message_is_a_recording_with_the_words_in_it(
    sandbox: Sandbox, bot: Bot, anna: int
) -> None:
    sent = await sandbox.post("/sandbox/people/1/messages", voice_text=f"  {SAID} ")
    update = await told(bot)
    assert update.message and update.message.voice
    assert (update.update_id, update.message.message_id) == (sent["update_id"], sent["message_id"])
    assert update.message.text is None and update.message.voice.mime_type == "audio/ogg"
    path, content = await fetched(bot, update.message.voice.file_id)
    assert path.startswith("voice/") and path.endswith(".oga")
    assert carried_by(content) == SAID
    head, tags, *sound = pages(content)
    assert head[2].startswith(b"OpusHead") and tags[2].startswith(b"OpusTags")
    assert (head[0], sound[-1][0]) == (2, 4)
    assert sound[-1][1] == update.message.voice.duration * 48_000
    [shown] = await sandbox.messages()
    assert (shown["text"], shown["voice"]["text"]) == ("", SAID)
    async with sandbox.client.get(shown["voice"]["path"]) as answer:
        assert await answer.read() == content


async def test_a_photo_comes_in_sizes_with_its_caption(sandbox: Sandbox, bot: Bot, anna: int) -> None:
    await sandbox.post("/sandbox/people/1/messages", photo_text="чек из кафе", caption="это #вчера")
    message = (await told(bot)).message
    assert message and message.photo and message.caption == "это #вчера"
    assert [entity.type for entity in message.caption_entities or []] == ["hashtag"]
    for size in message.photo:
        path, content = await fetched(bot, size.file_id)
        assert path.startswith("photos/") and kind_of(content) == "image/jpeg"
        assert size_of(content) == (size.width, size.height)
        assert carried_by(content) == "чек из кафе"
    assert message.photo[-1].width > message.photo[0].width
    [shown] = await sandbox.messages()
    assert shown["photo"]["text"] == "чек из кафе" and shown["text"] == "это #вчера"


async def test_a_round_video_and_a_sticker(sandbox: Sandbox, bot: Bot, anna: int) -> None:
    await sandbox.post("/sandbox/people/1/messages", video_note_text="привет из леса")
    round_video = (await told(bot)).message
    assert round_video and round_video.video_note
    path, content = await fetched(bot, round_video.video_note.file_id)
    assert path.endswith(".mp4") and kind_of(content) == "video/mp4"
    assert carried_by(content) == "привет из леса"
    await sandbox.post("/sandbox/people/1/messages", sticker=True)
    stuck = (await told(bot)).message
    assert stuck and stuck.sticker and stuck.sticker.emoji
    assert [
        name for item in await sandbox.messages() for name in ("video_note", "sticker") if name in item
    ] == [
        "video_note",
        "sticker",
    ]


async def test_a_message_is_changed_by_who_wrote_it(sandbox: Sandbox, bot: Bot, anna: int) -> None:
    sent = await sandbox.post("/sandbox/people/1/messages", text="привет")
    await told(bot)
    path = f"/sandbox/people/1/messages/{sent['message_id']}/edit"
    await sandbox.post(path, text="привет, /help")
    update = await told(bot)
    assert update.edited_message and update.edited_message.edit_date
    assert update.edited_message.text == "привет, /help"
    assert [entity.type for entity in update.edited_message.entities or []] == ["bot_command"]
    [shown] = await sandbox.messages()
    assert (shown["text"], shown["edited"]) == ("привет, /help", True)
    for text in ("  ", "привет, /help", "я" * 4097):
        await sandbox.post(path, 400, text=text)
    photo = await sandbox.post("/sandbox/people/1/messages", photo_text="кот", caption="мой")
    await told(bot)
    await sandbox.post(f"/sandbox/people/1/messages/{photo['message_id']}/edit", text="")
    changed = (await told(bot)).edited_message
    assert changed and changed.photo and changed.caption is None
    voice = await sandbox.post("/sandbox/people/1/messages", sticker=True)
    await sandbox.post(f"/sandbox/people/1/messages/{voice['message_id']}/edit", 400, text="нет")
    said = await bot.send_message(anna, "ответ")
    await sandbox.post(f"/sandbox/people/1/messages/{said.message_id}/edit", 404, text="чужое")
    await sandbox.post("/sandbox/people/1/block")
    await sandbox.post(path, 409, text="уже нет")
    await sandbox.post("/sandbox/people/1/messages", 409, voice_text="уже нет")


async def test_a_picture_of_the_bot_stands_in_the_chat(sandbox: Sandbox, bot: Bot, anna: int) -> None:
    content = png(12, 8)
    sent = await bot.send_photo(
        anna, BufferedInputFile(content, "map.png"), caption="<b>Карта</b>", parse_mode="HTML"
    )
    assert sent.photo and (sent.photo[-1].width, sent.photo[-1].height) == (12, 8)
    assert sent.caption == "Карта"
    assert (await fetched(bot, sent.photo[-1].file_id))[1] == content
    [shown] = await sandbox.messages()
    assert shown["photo"]["width"] == 12 and shown["text"] == "Карта"
    for bad, why in ((b"no picture", "IMAGE_PROCESS_FAILED"), (png(9000, 2000), "PHOTO_INVALID_DIMENSIONS")):
        with pytest.raises(TelegramBadRequest, match=why):
            await bot.send_photo(anna, BufferedInputFile(bad, "map.png"))


async def test_what_is_too_big_for_a_bot_is_not_handed_out(sandbox: Sandbox, bot: Bot) -> None:
    kept = sandbox.world.files.keep("voice", b"OggS" + bytes(20 * 1024 * 1024), "voice.oga")
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(kept.file_id)
    async with sandbox.client.get(f"/file/bot0:none/{kept.path}") as answer:
        assert answer.status == 404


async def hear(client: AsyncOpenAI, content: bytes, name: str = "voice.oga", **more: Any) -> Any:
    return await client.audio.transcriptions.create(model="whisper-1", file=(name, content), **more)


async def test_the_model_hears_the_words_again(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    for made, name in ((making.voice(SAID), "voice.oga"), (making.video_note(SAID), "video_note.mp4")):
        heard = await hear(client, made, name, language="ru")
        assert heard.text == SAID
        assert heard.usage is not None and heard.usage.seconds == making.seconds_of(SAID)
    assert await hear(client, making.voice("раз"), response_format="text") == "раз"
    assert (await hear(client, making.voice("раз"), response_format="verbose_json")).text == "раз"
    items = (await sandbox.get("/sandbox/model/requests"))["items"]
    assert [(item["kind"], item["messages"][-1]["content"]) for item in items[:2]] == [
        ("transcription", SAID)
    ] * 2
    assert items[0]["params"]["language"] == "ru" and "bytes" in items[0]["params"]["file"]


async def test_the_model_says_so_where_it_hears_nothing(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    recording = io.BytesIO()
    with wave.open(recording, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000))
    russian = (await hear(client, recording.getvalue(), "mic.wav", language="ru")).text
    english = (await hear(client, recording.getvalue(), "mic.wav", language="en")).text
    assert "песочница" in russian and "sandbox" in english
    for content, name in ((b"", "voice.oga"), (b"x", "notes.txt")):
        with pytest.raises(openai.BadRequestError):
            await hear(client, content, name)


async def test_the_script_and_the_faults_reach_the_ears_too(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    faults = ["500", "429", "bad_json", "cut_stream"]
    items: list[dict[str, Any]] = [{"match": "мама", "reply": "Мама мыла раму", "times": 1}]
    await sandbox.post("/sandbox/model/script", items=items + [{"fault": f, "times": 1} for f in faults])
    assert (await hear(client, making.voice("Моя мама"))).text == "Мама мыла раму"
    for error in (openai.InternalServerError, openai.RateLimitError, ValueError, openai.APIConnectionError):
        with pytest.raises(error):
            await hear(client, making.voice("раз"))
    assert (await hear(client, making.voice("раз"))).text == "раз"
    logged = (await sandbox.get("/sandbox/model/requests"))["items"]
    assert [item.get("fault") for item in logged] == [None, *faults, None]


def shown(content: bytes, kind: str = "image/jpeg", text: str = "Что здесь?") -> Any:
    url = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    return [
        {
            "role": "user",
            "content": [{"type": "text", "text": text}, {"type": "image_url", "image_url": {"url": url}}],
        }
    ]


async def test_the_model_reads_what_a_picture_carries(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    messages = shown(making.picture("Список дел: позвонить отцу"))
    answer = await client.chat.completions.create(model="any", messages=messages)
    assert answer.choices[0].message.content == "Список дел: позвонить отцу"
    plain = await client.chat.completions.create(model="any", messages=shown(png(4, 4), "image/png"))
    assert "Что здесь" in (plain.choices[0].message.content or "")
    await sandbox.post("/sandbox/model/script", items=[{"match": "позвонить", "reply": "Вижу список."}])
    scripted = await client.chat.completions.create(model="any", messages=messages)
    assert scripted.choices[0].message.content == "Вижу список."
    first = (await sandbox.get("/sandbox/model/requests"))["items"][0]
    assert first["kind"] == "image" and first["messages"][0]["content"][0]["text"] == "Что здесь?"
    assert len(str(first["messages"])) < 300
    no_address: Any = [{"role": "user", "content": [{"type": "image_url"}]}]
    for bad in (shown(b"no picture"), no_address):
        with pytest.raises(openai.BadRequestError):
            await client.chat.completions.create(model="any", messages=bad)


@pytest.mark.parametrize(
    ("fault", "error"), [("bad_json", ValueError), ("cut_stream", openai.APIConnectionError)]
)
async def test_broken_vectors(
    client: AsyncOpenAI, sandbox: Sandbox, fault: str, error: type[Exception]
) -> None:
    await sandbox.post("/sandbox/model/script", items=[{"match": "memory/embed", "fault": fault, "times": 1}])
    named = {"x-relove-prompt-id": "memory/embed"}
    with pytest.raises(error):
        await client.embeddings.create(model="e", input="раз", extra_headers=named)
    assert (await client.embeddings.create(model="e", input="раз", extra_headers=named)).data
