"""Pet forms of the person's own name, and numbers of documents and accounts; and what must stay."""

import pytest

from relove.domains.conversations.redaction import KnownNames, redact, restore

NOBODY = KnownNames()


@pytest.mark.parametrize(
    ("first", "forms"),
    [
        (
            "Марина",
            "Маришка Маришке Маришкой Маришенька Маришечка Маринушка маришка Marishka Marishenka Маришкин",
        ),
        ("Мария", "Машуля Маруська Манюня Машутка Марийка Маришка Mashulya"),
        ("Александр", "Санечка Сашок Сашулька Шурка Сашенька Sasha Sashka Sashenka Сашунь"),
        ("Aleksandr", "Саша Сашуля Санёк Sasha Sanya Sashka"),
        ("Екатерина", "Катюшка Катюшенька Катюня Катёна Катечка Katyushka"),
        ("Дмитрий", "Димасик Митенька Митяй Димыч Димончик"),
        ("Владимир", "Вовчик Володенька Вован Вовик"),
        ("Ольга", "Лёля Ольчик Олюшка Ольгуня"),
        ("Наталья", "Натуля Натусик Натали Туся"),
        ("Гульнара", "Гуля Гуленька Гульнарочка"),
        ("Эльдар", "Эльдарчик Эльдарику"),
        ("Павел", "Павлуша Павлушка Пашуля"),
        ("Сергей", "Сергунька Серёженька Серж"),
        ("Michael", "Mike Mikey Mick Micky Миша Майкл Майк"),
        ("Mike", "Michael Михаил Майк"),
        ("Elizabeth", "Libby Bess Lizzie Элизабет"),
        ("Margaret", "Peggy Madge Margie"),
    ],
)
def test_a_pet_form_is_the_persons_name(first: str, forms: str) -> None:
    for form in forms.split():
        shown = redact(f"и тут {form} говорит", KnownNames(first))
        assert form not in shown.text and "[ИМЯ_1]" in shown.text, form


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("Мария", "Марк и Марта пришли, а Маринка нет; марка машины мне всё равно"),
        ("Роман", "Ромашка на столе, романтика, ромашки"),
        ("Екатерина", "Катушка ниток и каток во дворе"),
        ("Галина", "галка и галочка на дереве"),
        ("Анна", "Иринка и Аришка пришли, ванна и манна"),
        ("Лина", "link in the text, a line, a ink"),
        ("Мила", "milk and milky way"),
        ("Peter", "Pat is my friend and I pat the cat"),
        ("Robert", "the bill came, bob up and down"),
    ],
)
def test_other_words_and_other_people_stay(first: str, text: str) -> None:
    shown = redact(text, KnownNames(first), language="en" if text.isascii() else "ru").text
    for word in text.split():
        if word.strip(",;") not in ("галка", "галочка", "Pat"):
            assert word in shown, (word, shown)


@pytest.mark.parametrize(
    "text",
    [
        "Мой паспорт ‹4510 123456›, запишите",
        "паспорт серия ‹45 10 № 123456›",
        "паспорт: ‹4510123456›",
        "Вот данные: ‹45 10 123456› и всё",
        "Вот данные: ‹4510 № 123456› и всё",
        "загранпаспорт ‹75 1234567›",
        "загранпаспорт ‹751234567› кончился",
        "СНИЛС ‹112-233-445 95›",
        "мой снилс ‹11223344595›",
        "‹112-233-445 95› это мой номер",
        "номер ‹11223344595› там же",
        "ИНН ‹500100732259›",
        "инн: ‹7707083893›",
        "вот ‹500100732259›, проверьте",
        "my passport number is ‹X1234567›",
        "passport no. ‹123456789›, please",
        "my SSN is ‹536-90-4399›",
        "social security number: ‹536904399›",
        "it is ‹536-90-4399› I think",
        "IBAN ‹GB82 WEST 1234 5698 7654 32› is mine",
        "‹DE89370400440532013000›, то есть мой",
        "pay to ‹DE89 3704 0044 0532 0130 00› or cash",
        "счёт ‹40817810099910004312› в банке",
        "счёт ‹40817 810 0 9991 0004312› в банке",
    ],
)
def test_a_number_of_a_document_or_an_account_is_replaced(text: str) -> None:
    start, end = text.index("‹"), text.index("›") - 1
    plain = text.replace("‹", "").replace("›", "")
    number = plain[start:end]
    shown = redact(plain, NOBODY)
    assert list(shown.mapping.values()) == [number]
    assert next(iter(shown.mapping)).startswith(("[ДОКУМЕНТ_", "[СЧЕТ_"))
    assert restore(shown.text, shown.mapping) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Получил паспорт в 14 лет, в 2004 году",
        "паспорт 2 года лежит, 1500 рублей пошлина",
        "Зарплата 120 000 рублей, ипотека 54 300",
        "В 2019 100000 человек уехали",
        "Счёт 3:2, потом 10:12, 2023-2024 годы",
        "I lost my passport in 2019, 3 days before",
        "The score was 536 to 90",
        "Набрал 1234567 очков, рекорд 100000000000",
        "Order AB12 was late, room 1204, bus 45",
        "ИНН я не помню, СНИЛС тоже",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert redact(text, NOBODY).text == text
