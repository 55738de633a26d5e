"""A goodbye is a whole message of parting; words of parting inside of talk are talk."""

import re
from pathlib import Path

import pytest

from relove.core.actor import TY
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import assess
from relove.domains.conversations.goodbyes import says_goodbye
from relove.integrations.content.files import load_content

ROOT = Path(__file__).parents[4] / "prompts"

GOODBYES = """пока|Пока!|пока-пока|Покаааа|мне пора|Мне пора, спасибо|ну всё, мне пора бежать|до свидания|До завтра!
спасибо, до встречи|Спокойной ночи|доброй ночи, Наташа|ладно, я пойду|всё, ухожу|на сегодня хватит|прощайте
Давайте на сегодня закончим|пора спать|я спать, пока|Всего доброго|спасибо за разговор, пока|увидимся|ок, пока
Мне уже пора, до завтра|ну ладно, пойду спать|на этом закончим|мне пора идти|мне пора домой
спасибо большое, до свидания|bye|Bye!|bye bye|goodbye|Good night|gotta go|I have to go|I've got to go now|see you
see you tomorrow|thanks, bye|ok bye|that's all for today|I'm off, bye|talk to you later|I need to go to bed
Let's stop here for today|time to go|take care|Well, I should go|thank you for the talk, goodbye|byeee
мне надо идти|мне нужно бежать, пока|надо идти|хорошего вечера!|я устала, пойду спать|увидимся завтра
давайте завтра продолжим
завтра продолжим|Мне пора, дети ждут|мне надо бежать, такси приехало|пойду-ка я|приятных снов|have a good night
talk tomorrow
let's continue tomorrow|I have to go, kids are waiting|it's late, good night|I'm tired, I should go"""
TALK = """пока не знаю|пока что нет|мне пора меняться|пора что-то менять|пока всё хорошо|я пока думаю
Мне пора на пенсию по состоянию души|ухожу от ответа|я ухожу от мужа|пока он не вернулся|пока?|хорошего мало
прощай, молодость, я так и не попробовала|всё, хватит терпеть|пойду дальше|I have to go back to my ex
I need to leave my job|time to leave him|I must go on|let's stop lying|бывает|спокойной жизни хочу
мне пора уйти из этой семьи|I'm off balance|I should go to therapy|see you in my dreams, she said
пора домой вернуться к себе|спасибо|хорошо|ладно|хватит|всё|я пошла на курсы|take care of myself|good
мне надо идти к психологу|мне пора, но я боюсь|надо идти до конца|мне нужно идти дальше одной|пойду, потому что больно
I have to go, but he won't let me|I have to go to work I hate|have a good life with him|мне пора, а он держит"""


def lines(text: str) -> list[str]:
    return [line for row in text.splitlines() for line in row.split("|")]


@pytest.mark.parametrize("text", lines(GOODBYES))
def test_a_goodbye_is_heard(text: str) -> None:
    assert says_goodbye(text)
    assert assess(text) is None


@pytest.mark.parametrize("text", lines(TALK))
def test_talk_is_no_goodbye(text: str) -> None:
    assert not says_goodbye(text)


def test_a_long_text_is_talk() -> None:
    assert not says_goodbye("пока " * 60)


@pytest.mark.parametrize("voice", ["ru", TY, "en"])
def test_our_own_goodbye_holds_nobody_back(voice: str) -> None:
    hooks = re.compile(
        r"\?|жаль|грустно|скуча|останьтесь|останься|не уход|подожди|буду ждать|жду|прежде чем"
        r"|последн\w+ вопрос|без вас|без тебя"
        r"|sad|miss you|stay with me|please stay|don't go|wait|before you|one more|last question|without you",
        re.IGNORECASE,
    )
    content = ContentService(load_content(ROOT))
    assert [line for line in content.templates(voice).goodbye if hooks.search(line)] == []
