"""Who asks for a human gets one; who talks of people is not handed over; what may be either is asked back."""

import pytest

from relove.core.actor import TY
from relove.domains.conversations.calling import calls
from relove.domains.conversations.intents import agrees_to_call, declines_to_call
from relove.integrations.i18n.fluent import FluentTranslator

SURE = """
позвать человека
позовите человека
Позови человека!
хочу поговорить с живым человеком
соедините с оператором
оператор
Оператора, пожалуйста
человека!
можно мне человека?
поговорить с человеком
позвать психолога
свяжите меня со специалистом
I'd like to talk to a human
I want to talk to a human
human please
can I speak to a real person?
Можно поговорить с человеком?
Мне нужен оператор
хочу поговорить с человеком, а не с ботом
Дайте мне живого человека
переключите на оператора
Здравствуйте! Можно позвать человека?
Мне плохо, позовите человека
Мне плохо. Позовите человека.
Пожалуйста, позовите кого-нибудь живого
С человеком хочу поговорить
connect me with a human
Could you transfer me to an operator?
Get me a human
put me through to a real person
Can I talk to someone real, please?
Is there a human I can talk to?
как связаться с поддержкой
свяжите с поддержкой
Как позвать человека?
I need a human
let me speak to a person
talk to a human
call a human
Не хочу говорить с ботом, позовите человека
Я не хочу общаться с ботом. Позовите человека
real person please
Пригласите специалиста
Можно живого человека вместо бота?
Позовите, пожалуйста, живого человека прямо сейчас
хотелось бы поговорить с живым человеком
Стоп, позовите человека
Call a human
Стоп. Позовите человека.
"""
PERHAPS = """
мне нужен человек
Мне правда нужен человек
хочу поговорить с психологом
мне нужен психолог
хочу поговорить с кем-нибудь
I want to talk to someone
I need a therapist
не хочу говорить с ботом
I don't want to talk to a bot
Есть тут живой человек?
Is there a human here?
есть кто живой?
I need a real person
хочу живого человека
Дайте поддержку
позовите человека, я устала от этих вопросов
мне нужен специалист
кого-нибудь позовите
хочу написать в поддержку
"""
TALK = """
Хочу поддержки от мужа
Я пригласила человека на свидание
Дайте человеку шанс, говорю я себе
хочу быть реальным человеком
Give me a person who loves me
хочу поговорить с человеком, который меня обидел
я хочу быть человеком
he is a real person
Мне нужен человек рядом, который поймёт
я хороший человек
Он сказал: позовите человека!
ты живой человек?
Хочу общаться с людьми
I want to talk to people more
I want to be a real person
She told me to talk to a therapist
Мне нужна поддержка
мне нужна помощь
Я работаю оператором
Мой муж хороший специалист
Я сама психолог
Он хочет поговорить с человеком
Call me a good person
I get people
Я могу поговорить с человеком и сразу его понять
никто не даёт мне поддержки
позвать человека на чай
Я позвала его в гости
Мне хочется тепла
поговорить с мужем
I need someone
I need support
Can I trust a person like him?
Give people a chance
Is he a real person or a mask?
Я хочу любить живого человека
Нужен ли мне этот человек
Мне трудно говорить с людьми
Не зовите человека
не надо звать человека
Я боюсь звать людей на помощь
I talk to a therapist every week
connect with people
Хочу найти своего человека
Я хочу к маме
можно я расскажу про одного человека?
Дай мне минуту
"""


def lines(block: str) -> list[str]:
    return block.strip().splitlines()


@pytest.mark.parametrize("said", lines(SURE))
def test_a_whole_request_is_one(said: str) -> None:
    assert calls(said) == "sure"


@pytest.mark.parametrize("said", lines(PERHAPS))
def test_what_may_be_a_request_is_asked_back(said: str) -> None:
    assert calls(said) == "perhaps"


@pytest.mark.parametrize("said", lines(TALK))
def test_talk_of_people_is_talk(said: str) -> None:
    assert calls(said) is None


def test_a_long_story_with_a_request_in_it_is_asked_back() -> None:
    story = "Сегодня опять поссорились из-за денег, и я весь вечер думала, что дальше так нельзя. "
    assert calls(f"{story}Позовите человека, пожалуйста.") == "perhaps"
    assert calls(f"{story}Она крикнула: «Позовите человека!» И ушла.") is None


@pytest.mark.parametrize(
    "said",
    [
        "Хочу умереть. Позовите человека",
        "Я больше не хочу жить, мне нужен человек",
        "I want to die, get me a real person",
    ],
)
def test_who_is_in_danger_is_believed(said: str) -> None:
    assert calls(said, in_danger=True) == "sure"
    assert calls("Хочу умереть, и никто мне не нужен", in_danger=True) is None


@pytest.mark.parametrize("voice", ["ru", TY, "en"])
def test_our_own_buttons_are_understood(voice: str) -> None:
    texts = FluentTranslator()
    assert calls(texts.text(voice, "handover-call")) == "sure"
    assert declines_to_call(texts.text(voice, "handover-go-on"))
    assert not agrees_to_call(texts.text(voice, "handover-go-on"))


@pytest.mark.parametrize("said", ["да", "Да, пожалуйста", "ага, давай", "yes please", "Ok"])
def test_a_yes_is_a_yes(said: str) -> None:
    assert agrees_to_call(said) and not declines_to_call(said)


@pytest.mark.parametrize("said", ["да не знаю", "давай про маму", "нет у меня никого", "yes but my story"])
def test_talk_is_neither_yes_nor_no(said: str) -> None:
    assert not agrees_to_call(said) and not declines_to_call(said)
