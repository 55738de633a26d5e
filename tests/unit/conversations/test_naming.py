"""How a contradiction is named, and how it is seen that one was."""

import pytest

from relove.core.actor import TY
from relove.core.ids import new_id
from relove.domains.content.checks import opening
from relove.domains.conversations.memory.schemas import Contradiction
from relove.domains.conversations.naming import WAYS, named_in
from relove.domains.conversations.quoting import occurs, whole_quote
from relove.domains.conversations.repeats import question_of, repeated
from relove.integrations.i18n.fluent import FluentTranslator

PAIR = Contradiction("Я люблю свою работу в банке.", "я ненавижу свою работу в банке", new_id())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Раньше: «Я люблю свою работу в банке». Теперь: «я ненавижу свою работу в банке». Что же?", True),
        ("Вы сказали, что «Люблю свою работу», и «я **ненавижу** свою работу…». Что из этого?", True),
        ("**Я люблю свою работу в банке** — и тут же: я ненавижу свою работу в банке. Как это?", True),
        ("Вы говорили: «Я люблю свою работу в банке». Что теперь?", False),
        ("«Свою работу в банке» — и снова «свою работу в банке». О чём это?", False),
        ("Люблю и ненавижу — рядом. Как это?", False),
    ],
)
def test_a_reply_that_holds_both_quotations_names_it(text: str, named: bool) -> None:
    assert named_in(text, [PAIR]) == ((PAIR.id,) if named else ())


@pytest.mark.parametrize("voice", ["ru", TY, "en"])
def test_each_way_asks_one_question_of_its_own_and_holds_both_quotations(voice: str) -> None:
    translator = FluentTranslator()
    texts = [
        translator.text(
            voice, "contradiction-named", way=way, earlier=PAIR.earlier.rstrip("."), later=PAIR.later
        )
        for way in range(WAYS)
    ]
    asked: list[str] = []
    for text in texts:
        question = question_of(text)
        assert text.count("?") == 1 and text.endswith("?") and question is not None
        assert not repeated(question, asked), question
        asked.append(question)
        assert named_in(text, [PAIR])
    assert len({opening(text) for text in texts}) == WAYS


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        (" Я люблю «Солярис», правда. ", "Я люблю „Солярис“, правда"),
        ("Я не знаю?", None),
        ("смотрите https://example.org", None),
        ("Да", None),
    ],
)
def test_what_can_be_quoted_whole(words: str, quote: str | None) -> None:
    assert whole_quote(words) == quote
    if quote is not None:
        assert occurs(quote, words)
