"""Links in a model's words: none that it made up stays one, in whatever spelling; words stay words."""

import time

import pytest

from relove.domains.conversations.links import LinkGuard, foreign_link, links_in, without_links

WORD = "(ссылка убрана)"


def cleaned(text: str, *said: str) -> str:
    return without_links(text, links_in(said), WORD)


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/pay?x=1",
        "http://evil.com",
        "HTTPS://EVIL.COM/A",
        "ftp://evil.com",
        "tg://user?id=1",
        "tg://resolve?domain=evil",
        "tg:resolve?domain=evil",
        "ton://transfer/x",
        "javascript:alert",
        "mailto:a@evil.com",
        "www.evil.com",
        "evil.com",
        "evil.co.uk",
        "evil.ru/win",
        "t.me/evil_bot",
        "t.me/+AbCd",
        "telegra.ph/evil",
        "@evil_bot",
        "@ev",
        "help@evil.com",
        "сайт.рф",
        "курс.онлайн",
        "xn--80ak6aa92e.com",
        "еvil.com",
        "evil.com:8080/x",
        "http://192.168.0.1/a",
        "203.0.113.7",
        "ｅｖｉｌ．ｃｏｍ",
        "evil。com",
        "evil.c\u200bom",
        "e\u00advil.com",
        "evil\u2060.com",
        "ｈttps://evil.com",
        "＠evil_bot",
        "example.so/path",
        "-evil.com",
        "~evil.com",
    ],
)
def test_a_link_gives_way_to_a_word(link: str) -> None:
    assert cleaned(f"Вот тут: {link}, посмотрите.") == f"Вот тут: {WORD}, посмотрите."
    assert cleaned(f"({link})") == f"({WORD})"
    assert cleaned(link) == WORD


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Я устала.но держусь", "Я устала. но держусь"),
        ("evil.unheardofzone", "evil. unheardofzone"),
        ("I was tired.so I left", "I was tired. so I left"),
        ("Откройте t.me", "Откройте t. me"),
        ("evil_bot.t.me", "evil_bot. t. me"),
    ],
)
def test_what_may_be_a_host_gets_its_space(text: str, shown: str) -> None:
    assert cleaned(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Слышу вас. Что дальше?",
        "Это было в 6.30, т.е. рано, и т.д.",
        "Всё так... но не совсем",
        "At 5 p.m., i.e. late",
        "Стоит 1.5 тыс. руб./мес",
        "12.05.2024 вы решили уйти",
        "Правило 50/50 и и/или",
        "Вы пишете на Node.js",
        "Вы — **сами себе** судья",
        "👩‍👧 рядом, 🏳️‍🌈 тоже",
        "[ИМЯ_1] и [2] рядом (да)",
    ],
)
def test_words_stay_as_they_are(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[Анна](tg://user?id=1) и [сюда](https://evil.example)", f"Анна {WORD} и сюда {WORD}"),
        ("[https://evil.example](https://evil.example)", f"{WORD} {WORD}"),
        ("![](https://evil.example/p.gif)", WORD),
        ('[a](https://evil.example "Мой сайт")', f"a {WORD}"),
        ('<a href="https://evil.example">Нажми</a>', f'<a href="{WORD}">Нажми</a>'),
        ("<https://evil.example>", f"<{WORD}>"),
    ],
)
def test_markup_of_links_too(text: str, shown: str) -> None:
    assert cleaned(text) == shown


def test_what_the_person_wrote_stays() -> None:
    said = "Вот мой сайт: https://www.my-shop.ru/cards/, ник @masha_k"
    assert cleaned("Ваш my-shop.ru/cards и @masha_k", said) == "Ваш my-shop.ru/cards и @masha_k"
    assert cleaned("[сайт](https://my-shop.ru/cards)", said) == "сайт https://my-shop.ru/cards"
    # Only that: not another page, not another name.
    assert cleaned("my-shop.ru/pay, @masha_kk", said) == f"{WORD}, {WORD}"
    assert cleaned("так.вот", "у меня есть так.вот") == "так.вот"


def test_a_statement_with_a_link_is_told_from_one_without() -> None:
    assert foreign_link("Зайдите на evil.com", "")
    assert foreign_link("Напишите @evil_bot", "Пишу @masha")
    assert not foreign_link("Вы ведёте my-shop.ru", "Мой сайт my-shop.ru")
    assert not foreign_link("Вы устали.Но держитесь", "")


class Plain:
    """Text as it comes."""

    def feed(self, chunk: str) -> str:
        return chunk

    def flush(self) -> str:
        return ""


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_in_a_stream_no_beginning_of_a_link_is_shown(size: int) -> None:
    text = "Зайдите на https://evil.example/a или [вот сюда, тут](https://evil.example), к @evil_bot и на evil.com"
    guard = LinkGuard(Plain(), frozenset(), WORD)
    shown = [guard.feed(text[at : at + size]) for at in range(0, len(text), size)]
    for place in range(len(shown)):
        so_far = "".join(shown[: place + 1])
        assert "evil" not in so_far and "http" not in so_far and "@" not in so_far
    assert (
        "".join([*shown, guard.flush()])
        == f"Зайдите на {WORD} или вот сюда, тут {WORD}, к {WORD} и на {WORD}"
    )


def test_a_word_without_end_is_not_held_for_ever() -> None:
    guard = LinkGuard(Plain(), frozenset(), WORD)
    assert len("".join(guard.feed("ааааа") for _ in range(500))) > 1000


@pytest.mark.parametrize(
    "unit", ["a.", "a.b.", "@", "[", "[a](", "http:", "w.w-", "1.", "a@b.", "слово", "~."]
)
def test_a_long_text_takes_no_time(unit: str) -> None:
    text = unit * (4000 // len(unit))
    guard = LinkGuard(Plain(), frozenset(), WORD)
    began = time.perf_counter()
    for at in range(0, len(text), 40):
        guard.feed(text[at : at + 40])
    guard.flush()
    without_links(text, frozenset(), WORD)
    assert time.perf_counter() - began < 1.0
