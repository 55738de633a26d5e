"""Signs in a person's words, without a model."""

import pytest

from relove.bootstrap.prewarm import bundle
from relove.config import load_settings
from relove.core.ids import new_id
from relove.domains.content.service import ContentService
from relove.domains.content.signs import compiled
from relove.domains.conversations.memory.schemas import Candidate
from relove.domains.conversations.reflection import reading
from relove.domains.conversations.reflection.schemas import Said


@pytest.fixture(scope="module")
def content() -> ContentService:
    return ContentService(bundle(load_settings().root / "prompts"))


def read(content: ContentService, *lines: str) -> list[Candidate]:
    turns = [Said(new_id(), number, "person", line, True) for number, line in enumerate(lines, start=1)]
    return reading.read(turns, (), content, "ordinary_world")


@pytest.mark.parametrize(
    ("phrase", "said", "found"),
    [
        ("боюсь что|за", " боюсь за сына ", True),
        ("боюсь что|за", " боюсь темноты ", False),
        ("устал*", " так устала вчера ", True),
        ("я .. устал*", " я сегодня просто очень устал ", True),
        ("я .. устал*", " я сегодня просто ну очень уж устал ", False),
        ("мне # лет", " мне тридцать лет ", True),
        ("мне # лет", " мне 34 лет ", True),
        ("мне # лет", " мне мало лет ", False),
        ("так? устал*", " устал ", True),
        ("мой _ страх", " мой главный страх ", True),
    ],
    ids=[
        "either",
        "neither",
        "ending",
        "gap",
        "gap too wide",
        "number word",
        "number",
        "no number",
        "optional",
        "any",
    ],
)
def test_what_a_sign_means(phrase: str, said: str, found: bool) -> None:
    assert bool(compiled([phrase], "ru").search(said)) is found


@pytest.mark.parametrize(
    "line",
    ["Я не боюсь остаться одна", "А вы боитесь остаться одни?", "Боюсь", "I'm not afraid of it at all"],
    ids=["denied", "asked", "one word", "denied in English"],
)
def test_no_fear_is_named(content: ContentService, line: str) -> None:
    assert "refusal.fear_named" not in [one.key for one in read(content, line)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Да всё нормально у меня, правда", "denial"),
        ("Начну после отпуска, сейчас не время", "postponing"),
        ("Сейчас кризис, все так живут", "rationalising"),
        ("Ерунда это всё, кому это нужно", "devaluing"),
        ("Это всё из-за мужа, он виноват", "blaming"),
        ("Everything is fine, I don't care", "denial"),
        ("I'll do it after the holidays", "postponing"),
        ("It makes more sense to stay in this economy", "rationalising"),
        ("It's no big deal, anyone could do that", "devaluing"),
        ("It's his fault, he made me quit", "blaming"),
    ],
    ids=[
        f"{code}-{language}"
        for language in ("ru", "en")
        for code in ("denial", "postponing", "rationalising", "devaluing", "blaming")
    ],
)
def test_ways_of_not_looking(content: ContentService, line: str, code: str) -> None:
    assert code in [one.key for one in read(content, line) if one.kind == "pattern"]


@pytest.mark.parametrize(
    "line",
    [
        "Меня зовут Ольга, мне тридцать четыре года.",
        "Я работаю бухгалтером.",
        "У меня двое детей.",
        "Живу в Самаре с мамой.",
        "Моего сына зовут Егор.",
        "Я в разводе.",
        "My name is Kate and I'm 34 years old.",
        "I work as a nurse.",
        "I have two kids.",
        "I live in Leeds.",
        "My son's name is Tom.",
        "I'm divorced.",
    ],
    ids=[
        f"{what}-{language}"
        for language in ("ru", "en")
        for what in ("name", "work", "children", "place", "son", "divorce")
    ],
)
def test_facts_of_a_life(content: ContentService, line: str) -> None:
    assert [one.quote for one in read(content, line) if one.kind == "fact"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Я люблю свою работу", "Я ненавижу свою работу"),
        ("Я никогда не злюсь", "Вчера я злилась на маму"),
        ("Мне нравится жить одной", "Мне совсем не нравится жить одной"),
        ("I love my job", "I hate my job"),
        ("I never lie to my wife", "Today I lied to my wife"),
    ],
    ids=["opposite", "never", "not", "opposite-en", "never-en"],
)
def test_what_does_not_go_together(content: ContentService, earlier: str, later: str) -> None:
    [found] = [one for one in read(content, earlier, later) if one.kind == "contradiction"]
    assert len(set(found.turn_ids)) == 2


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Раньше я любила свою работу", "Теперь я ненавижу свою работу"),
        ("Я люблю свою работу", "Я не люблю свою начальницу"),
        ("Я люблю свою работу", "Муж ненавидит свою работу"),
        ("Я хочу уйти, но не хочу никого обидеть", "Да, так и есть"),
        ("I used to love my job", "I hate my job now"),
    ],
    ids=["then and now", "other thing", "other person", "one turn", "then and now-en"],
)
def test_what_goes_together(content: ContentService, earlier: str, later: str) -> None:
    assert [one for one in read(content, earlier, later) if one.kind == "contradiction"] == []


def test_a_fear_that_comes_back_is_the_core(content: ContentService) -> None:
    fear = ("Я боюсь остаться одна", "Опять боюсь, что меня бросят", "Снова страшно остаться без всех")
    assert [one.kind for one in read(content, *fear[:2])].count("core_issue") == 0
    [core] = [one for one in read(content, *fear) if one.kind == "core_issue"]
    assert core.quote in fear


def test_a_weak_sign_counts_beside_a_strong_one_only(content: ContentService) -> None:
    weak, strong = "Отправила письмо вчера вечером.", "Назад дороги нет, это я понимаю."
    step = "crossing_threshold.step_taken"
    assert step not in [one.key for one in read(content, weak)]
    assert step in [one.key for one in read(content, weak, strong)]
