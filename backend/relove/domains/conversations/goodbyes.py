"""Goodbyes: a plain one is answered plainly, with no question and nothing that holds the person back."""

from __future__ import annotations

import re

from relove.domains.conversations.plain_words import plain

_LONGEST = 120
_BEFORE = (
    r"(?:устал\w*|засыпаю|поздно|очень|i\s+m\s+tired|it\s+s\s+(?:getting\s+)?late|ну|ладно|хорошо|окей|ок|все|спасибо(?:\s+(?:вам|тебе|большое|огромное|за\s+\w+))*|благодарю|так|а|и|ой|тогда"
    r"|на\s+сегодня|пожалуй|наверное|наташа|мне|я|уже|правда|извините|простите|сейчас|well|ok|okay|alright|all\s+right"
    r"|right|so|thanks(?:\s+for\s+(?:the\s+|your\s+)?\w+)?|thank\s+you(?:\s+\w+){0,3}|then|natasha|sorry|anyway|and|but|i\s+think|for\s+now)"
)
_AFTER = (
    r"(?:пока|завтра|потом|в\s+другой\s+раз|всем|тебе|вам|наташа|тогда|на\s+сегодня|спасибо(?:\s+(?:вам|тебе|большое|за\s+\w+))*|всего\s+доброго"
    r"|всего\s+хорошего|хорошего\s+(?:дня|вечера)|до\s+(?:завтра|встречи|связи)|бежать|идти|ехать|спать|домой|на\s+работу"
    r"|работать|ложиться|отключаться|закругляться|заканчивать|уходить|собираться|пора|сейчас|уже|хватит|все|всё"
    r"|now|then|for\s+now|today|thanks|thank\s+you(?:\s+\w+){0,3}|natasha|everyone|bye|goodnight|good\s+night|tomorrow"
    r"|later|soon|again|you|to\s+(?:bed|sleep|work|go|run|leave)|home|have\s+a\s+(?:good|nice)\s+\w+|take\s+care)"
)
_GOODBYE = (
    r"(?:пока|пока\s*пока|покеда|до\s+свидани[яй]|досвидани[яй]|до\s+(?:завтра|встречи|скорого|связи)|всего\s+(?:доброго"
    r"|хорошего|вам\s+доброго)|прощай(?:те)?|споки|спокойной(?:\s+ночи)?|доброй\s+ночи|увидимся|бывай(?:те)?|чао"
    r"|(?:мне\s+)?(?:уже\s+|правда\s+)?(?:надо|нужно)\s+(?:уже\s+)?(?:идти|бежать|ехать|спать|убегать|уходить|закругляться)|пойду\s+ка\s+я"
    r"|(?:приятного|хорошего|доброго)\s+(?:вам\s+|тебе\s+)?(?:дня|вечера)|хорошей\s+ночи|приятных\s+снов|(?:давай(?:те)?\s+)?(?:завтра\s+продолжим"
    r"|продолжим\s+(?:завтра|потом|позже)|(?:до\s+)?завтра\s+договорим)|have\s+a\s+(?:good|nice|great)\s+(?:day|evening|night|one)|sweet\s+dreams"
    r"|(?:let\s+s\s+)?(?:continue|talk|go\s+on)\s+tomorrow"
    r"|мне\s+(?:уже\s+|правда\s+|тоже\s+)?пора|пора\s+(?:бежать|идти|ехать|спать|домой|на\s+работу|ложиться|закругляться|прощаться)"
    r"|я\s+спать|(?:пойду|побегу)\s+я|(?:я\s+)?(?:пойду|побегу|побежал|побежала|пошел|пошла|поехал|поехала|убегаю|ухожу|отключаюсь|иду\s+спать|спать\s+пойду)"
    r"|на\s+(?:сегодня|этом)\s+(?:хватит|достаточно|все|закончим|закончу|остановимся)|давай(?:те)?\s+(?:на\s+(?:сегодня|этом)\s+)?"
    r"(?:закончим|прощаться|попрощаемся|закругляться)|хватит\s+на\s+сегодня|закончим\s+(?:на\s+)?(?:сегодня|этом)"
    r"|bye+|bye\s+bye|goodbye|good\s+bye|good\s*night|see\s+(?:you|ya)|cya|farewell|cheerio|take\s+care|ttyl|talk\s+to\s+you\s+later"
    r"|(?:i\s+)?(?:have\s+to|ve\s+got\s+to|got\s+to|gotta|need\s+to|must|should|better)\s+(?:go|run|leave|be\s+going|head\s+out)"
    r"|i\s+(?:m|am)\s+(?:off|leaving|going\s+to\s+(?:bed|sleep))|i\s+ll\s+be\s+going|time\s+(?:for\s+me\s+)?to\s+(?:go|sleep|leave)"
    r"|(?:that\s+s|that\s+is|enough)\s+(?:all\s+|it\s+|enough\s+)?for\s+(?:today|now|tonight)|let\s+s\s+(?:stop|end|finish)"
    r"(?:\s+(?:it|this|here))?(?:\s+for\s+(?:today|now))?|signing\s+off|until\s+(?:tomorrow|next\s+time))"
)
_WHOLE = re.compile(rf"(?:{_BEFORE}\s+)*{_GOODBYE}(?:\s+(?:{_GOODBYE}|{_AFTER}))*")

# Why one has to go now: "I have to go, the kids are waiting".
_LEAVES = re.compile(
    r"\b(?:пора|надо|нужно|пойду|побегу|бегу|have\s+to|need\s+to|got\s+to|gotta|must|should)\b"
)
_REASON = re.compile(r"(?!(?:но|а|и|что|чтобы|котор\w+|потому|but|and|because|from|to)\b)\w+(?:\s+\w+){0,4}")


def says_goodbye(text: str) -> bool:
    """Is the whole message a goodbye? Words of parting inside of talk are talk."""
    if len(text) > _LONGEST or "?" in text:
        return False
    if _WHOLE.fullmatch(plain(text)):
        return True
    leaving, reason = map(plain, text.partition(",")[::2])
    return bool(_WHOLE.fullmatch(leaving) and _LEAVES.search(leaving) and _REASON.fullmatch(reason))
