"""The crisis gate against its lines, with the rates printed."""

from collections import defaultdict
from pathlib import Path

import pytest

from relove.domains.conversations.crisis import CrisisHit, assess, prepare

DATA = Path(__file__).parent / "data"
KNOWN, LATER = DATA / "crisis_known.tsv", DATA / "crisis_later.tsv"


def lines(path: Path) -> list[tuple[str, str]]:
    rows = [
        row.split("\t") for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#")
    ]
    return [(category, text) for category, text in rows]


@pytest.mark.parametrize("path", [KNOWN, LATER], ids=["known", "later"])
def test_recall_and_false_alarms(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, int] = defaultdict(int)
    totals: dict[str, int] = defaultdict(int)
    wrong = []
    for category, text in lines(path):
        hit = assess(text) is not None
        totals[category] += 1
        found[category] += hit
        if hit is (category == "none"):
            wrong.append((category, text))
    alarms = found["none"] / totals["none"]
    positive = sum(count for category, count in totals.items() if category != "none")
    recall = sum(count for category, count in found.items() if category != "none") / positive
    with capsys.disabled():
        rates = ", ".join(f"{name} {found[name]}/{totals[name]}" for name in totals if name != "none")
        print(f"\ncrisis gate, {path.stem}: recall {recall:.1%} of {positive} ({rates}), ", end="")
        print(f"false alarms {alarms:.1%} of {totals['none']}")
    assert recall >= 0.97, wrong
    assert alarms <= 0.03, wrong


def test_there_are_enough_lines_of_both_languages() -> None:
    rows = lines(KNOWN) + lines(LATER)
    cyrillic = [text for _, text in rows if any("а" <= char <= "я" for char in text.lower())]
    assert len(cyrillic) > 300 and len(rows) - len(cyrillic) > 300
    assert sum(category == "none" for category, _ in rows) > 200


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("я хочу умереть", "self_harm"),
        ("убью соседа, уже купил нож", "harm_to_others"),
        ("муж меня бьёт", "abuse"),
        ("мне 15 лет", "minor"),
        ("слышу голоса, они приказывают", "psychosis"),
        ("I want to kill myself", "self_harm"),
        ("I'm going to kill my boss", "harm_to_others"),
        ("my husband hits me", "abuse"),
        ("I'm 15", "minor"),
        ("the voices tell me to jump", "psychosis"),
    ],
)
def test_categories(text: str, category: str) -> None:
    hit = assess(text)
    assert hit is not None and hit.category == category and hit.code


def test_the_gravest_sign_decides() -> None:
    hit = assess("мне 15 лет и я хочу умереть")
    assert hit is not None and hit.category == "self_harm"


@pytest.mark.parametrize(
    "text",
    [
        "ХОЧУ   УМЕРЕТЬ!!!",
        "хо\u200bчу у\u00adмереть",
        "хо\u0301чу умере\u0301ть",
        "хoчy yмepeть",
        "хочу умереееееть",
        "хочу у м е р е т ь",
        "х.о.ч.у у.м.е.р.е.т.ь",
        "хочу умиреть",
        "нехочу жить",
        "hochu umeret'",
        "суиц1д",
        "хочу у*ереть",
        "режу руки каждый вечер",
        "\uff49 want to die",
        "i w@nt to d1e",
        "не х о ч у ж и т ь",
    ],
)
def test_disguises(text: str) -> None:
    assert assess(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "I'm proud of myself",
        "I am good, thanks",
        "у мамы была депрессия, мне было трудно",
        "папа побыл у меня",
        "чувство вины режет без ножа",
        "меня колотит от волнения",
        "в мастерской хочу прыгать от радости",
        "я убью эту презентацию завтра",
        "начальник душит меня отчётами",
        "мама душит меня заботой",
    ],
)
def test_words_that_folding_could_confuse(text: str) -> None:
    assert assess(text) is None


@pytest.mark.parametrize("text", ["", " ", "\u200b", "🙂", "...", "1234567890", "أريد أن أعيش", "א" * 5000])
def test_texts_with_nothing_to_find(text: str) -> None:
    assert assess(text) is None


def test_a_sign_inside_a_long_message_is_found() -> None:
    assert assess("Сегодня была обычная среда. " * 60 + "Я хочу умереть. " + "Пошёл дождь. " * 60) is not None


@pytest.mark.parametrize(
    ("told", "sign"),
    [
        ("Весь день были с детьми на даче, собирали яблоки и варили варенье.", "Хочу умереть."),
        ("Смотрели вчера фильм, потом играли в шахматы, было вкусно и весело.", "Я убью его завтра."),
        ("Раньше мы жили в Казани, я тогда только начинала работать в школе.", "Муж меня бьёт."),
        ("Мы с мамой выбираем обои, спорим второй день, но смеёмся.", "Мне 14 лет."),
        ("Spent the whole day at the allotment with my sister, picking apples.", "I want to die."),
        (
            "We finished the game at last and then watched a film about chess.",
            "I already wrote my suicide note.",
        ),
        ("Years ago we lived by the sea and I was just starting out as a baker.", "My husband hits me."),
    ],
)
def test_nothing_that_is_told_beside_it_covers_a_plain_sign(told: str, sign: str) -> None:
    first, _, rest = told.partition(",")
    assert assess(told) is None
    for text in (
        f"{sign} {told}",
        f"{told} {sign}",
        f"{first}. {sign} {rest}",
        f"{first.lower()}, {sign.lower().rstrip('.')}",
    ):
        assert assess(text) is not None, text


def test_a_hit_holds_no_words() -> None:
    prepare()
    assert CrisisHit.__struct_fields__ == ("category", "code")
