"""What once passed unreplaced: names, phones, links and addresses as people write them; and what must stay."""

import time

import pytest

from relove.domains.conversations.redaction import KnownNames, redact, redact_all, restore

NOBODY = KnownNames()
LINKS = (
    "youtu.be/abc bit.ly/x1 linktr.ee/anna discord.gg/qwe goo.gl/abc mysite.xyz anna.fr notion.so/abc дзен.ру/anna "
    "viber://chat?number=1 whatsapp://send?x=1 tg://resolve?d=1 vk.com/id1 сайт.рф a.co.uk anna.me"
)


@pytest.mark.parametrize(
    ("first", "last", "forms"),
    [
        ("Анна", "Достоевская", "Достоевская Достоевской Достоевскую Dostoevskaya"),
        ("Анна", "Толстая", "Толстой Толстую"),
        ("Лев", "Толстой", "Толстого Толстому Толстым Льва Льву Львом льва"),
        ("Максим", "Горький", "Горького Горькому Горьким"),
        ("Иван", "Божий", "Божьего Божьему Божьим"),
        ("Иван", "Третий", "Третьего Третьему Третьим"),
        ("Иван", "Соловей", "Соловья Соловью Соловьём Соловьем"),
        ("Иван", "Воробей", "Воробья Воробью Воробьём"),
        ("Иван", "Орёл", "Орел Орла Орлу Орлом"),
        ("Иван", "Заяц", "Зайца Зайцу Зайцем"),
        ("Иван", "Пень", "Пня Пню Пнём"),
        ("Иван", "Щебрень", "Щебрня Щебрню"),
        ("Иван", "Кравец", "Кравца Кравцу Кравцом"),
        ("Павел", None, "Павла Павлу Павлом павла"),
        ("Ян", None, "Ян Яна Яну Яном ян"),
        ("Ия", None, "Ия Ии Ию Ией"),
        ("Лю", None, "Лю лю"),
        ("Даниил", None, "Даниила Данила Данилы Даня Даню Даней"),
        ("José", None, "José Jose JOSE jose Jose\u0301"),
        ("Jose", None, "José"),
        ("Hans", "Müller", "Müller Muller Mueller MÜLLER"),
        ("Sean", "O'Neil", "O'Neil O’Neil ONeil O`Neil"),
        ("Sean", "O’Neil", "O'Neil"),
        ("William", None, "Will Bill Billy"),
        ("Мари\u0301я", None, "Мария Маше"),
    ],
)
def test_a_name_in_its_forms(first: str, last: str | None, forms: str) -> None:
    for form in forms.split():
        assert redact(f"это {form}, да", KnownNames(first, last)).text == "это [ИМЯ_1], да", form


def test_names_of_a_script_without_spaces() -> None:
    assert redact("我叫李明。", KnownNames("明", "李")).text == "我叫[ИМЯ_1][ИМЯ_2]。"


def test_an_english_possessive_keeps_its_ending() -> None:
    assert redact("Anna's here", KnownNames("Anna"), language="en").text == "[NAME_1]'s here"


def test_an_ordinary_word_is_the_surname_where_it_is_written_so() -> None:
    woman = KnownNames("Анна", "Большая")
    assert redact("это большая беда", woman).text == "это большая беда"
    assert redact("я Большая, и точка", woman).text == "я [ИМЯ_1], и точка"
    assert redact("пишет анна большая", woman).text == "пишет [ИМЯ_1] [ИМЯ_2]"
    assert redact("моя фамилия большая", woman).text == "моя фамилия [ИМЯ_1]"
    assert redact("Will you? I will.", KnownNames("Bob", "Will")).text == "[ИМЯ_1] you? I will."


@pytest.mark.parametrize(
    "number",
    [
        "8 (912) 34 56 789",
        "8\u2011912\u2011345\u201167\u201189",
        "8\u2212912\u2212345\u221267\u221289",
        "8/999/123/45/67",
        "4155552671",
        "12025550123",
        "07700900123",
        "0044 20 7946 0958",
        "0501234567",
        "380501234567",
        "+380 50 123 45 67",
        "375 29 123-45-67",
        "(202) 555-0123",
        "202.555.0123",
        "06 12 34 56 78",
        "123-45-67",
        "+7(916)1234567",
        "8 999 123 45 67",
    ],
)
def test_phones_as_people_write_them(number: str) -> None:
    assert redact(f"мой номер {number}, звони", NOBODY).text == "мой номер [ТЕЛЕФОН_1], звони"


@pytest.mark.parametrize(
    "link",
    LINKS.split(),
)
def test_links_as_people_write_them(link: str) -> None:
    assert redact(f"вот {link}, да", NOBODY).text == "вот [ССЫЛКА_1], да"


@pytest.mark.parametrize(
    "address",
    [
        "ул. Ленина 5, кв. 12",
        "улице Ленина, дом 5",
        "ул ленина 5-12",
        "Невский проспект, 28, кв. 5",
        "г. Москва, ул. Тверская, д. 7, стр. 2, оф. 15",
        "123456, г. Казань, ул. Баумана, 7",
        "Ленина 5, кв. 12",
        "ул. 8 Марта, 10",
        "221B Baker Street",
        "350 5th Ave, Apt 4B",
        "Flat 3, 12 Elm Grove, London SW1A 1AA",
    ],
)
def test_postal_addresses(address: str) -> None:
    assert redact(f"живу: {address}. Да", NOBODY).text == "живу: [АДРЕС_1]. Да"


@pytest.mark.parametrize(
    "text",
    [
        "файл main.py, notes.md, README.txt, архив.zip, v2.14.3, ASP.NET",
        "I'm tired.so what, ok.me too",
        "купил дом 5 лет назад, на улице было 20 градусов",
        "01.02.2024 12:30, 2023 2024 2025 2026, 2024-05-12 10:00",
        "5 000 000 000 рублей, 1 234 567 890, 12 345 678 900",
        "вера, надежда, любовь",
        "0800 111 0 111, 8-801-100-16-11, 116 123",
        "5 minutes down the street, a one way road",
        "src/app/views.py и config.yaml",
        "Коля, Света и Ольга Иванова пришли",
    ],
)
def test_what_looks_like_it_and_is_not(text: str) -> None:
    assert redact(text, NOBODY).text == text


def test_a_card_and_a_phone_beside_it_are_two() -> None:
    text = redact("4276 1234 5678 9012 8/916/123/45/67", NOBODY).text
    assert text == "[КАРТА_1] [ТЕЛЕФОН_1]"


def test_a_placeholder_typed_later_is_not_taken_for_one_of_ours() -> None:
    texts, restorer = redact_all(["Я Маша", "а это [ИМЯ_1] я сама набрала"], KnownNames("Маша"), "ru")
    assert texts == ["Я [ИМЯ_2]", "а это [ИМЯ_1] я сама набрала"]
    assert restorer.feed(texts[1]) + restorer.flush() == "а это [ИМЯ_1] я сама набрала"


def test_a_long_text_takes_no_time() -> None:
    for unit in (
        "а на улице было 5 и ",
        "8 9 1 2 3 4 ",
        "a.b-c.d ",
        "5 old king of roads ",
        "Дом Ленина, ",
        "@_.",
        "слово",
        "1 ",
        "паспорт 45 10 ",
        "ab12 ",
    ):
        text = unit * (4000 // len(unit))
        began = time.perf_counter()
        redacted = redact(text, KnownNames("Анна", "Большая", "anna_b"))
        assert time.perf_counter() - began < 1.0, unit
        assert restore(redacted.text, redacted.mapping) == text
