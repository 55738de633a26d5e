"""Danger told plainly but without the word for it, and what only sounds like it."""

from __future__ import annotations

import pytest

from relove.domains.conversations.crisis import assess, suspicious

DANGERS = (
    ("self_harm", "план есть, день тоже выбрал, никому не скажу"),
    ("self_harm", "сколько феназепама надо выпить чтоб не откачали"),
    ("self_harm", "кошку отдал соседке, вещи раздал, осталось одно дело"),
    ("self_harm", "дети получат страховку, от меня мертвого больше толку"),
    ("self_harm", "мама умерла весной, скорее бы к ней"),
    ("self_harm", "вчера опять порезала руки, глубже чем раньше"),
    ("self_harm", "жаль что меня тогда откачали"),
    ("self_harm", "отпускаю руль на трассе, будь что будет"),
    ("self_harm", "have a plan and a date, nobody knows"),
    ("self_harm", "left letters for my kids in the drawer"),
    ("self_harm", "so tired of waking up"),
    ("self_harm", "sometimes i let go of the wheel on the highway"),
    ("self_harm", "i wish they hadn't saved me"),
    ("harm_to_others", "возьму биту и поеду к нему"),
    ("harm_to_others", "в понедельник в школу лучше не приходите, вы все пожалеете"),
    ("harm_to_others", "putting something in his tea, he'll die and nobody will know"),
    ("abuse", "он меня пиздит каждую субботу"),
    ("abuse", "удалю чат, он проверяет телефон"),
    ("abuse", "he beats me every weekend"),
    ("abuse", "when i hear his keys in the door i freeze"),
    ("psychosis", "мне в зуб вставили чип у стоматолога"),
    ("psychosis", "they put thoughts in my head through wifi"),
    ("minor", "я 9 класс"),
    ("minor", "im in 8th grade"),
)

HARMLESS = (
    "у меня есть план и дата запуска, осталось найти деньги",
    "раздал вещи перед переездом, осталось последнее дело: сдать ключи",
    "стою на мосту между старой и новой жизнью",
    "устала просыпаться в шесть утра",
    "взял ружьё, завтра еду на охоту",
    "мужа как подменили, стал ласковый",
    "удалю переписку, чтобы муж не увидел про подарок",
    "сдохну на этой тренировке",
    "i have a plan and a date for the launch",
    "i hope tomorrow comes soon",
    "i'm dying at the gym",
    "he hit me with a great idea",
)


@pytest.mark.parametrize(("category", "text"), DANGERS)
def test_a_plan_or_a_wound_told_plainly_is_seen(category: str, text: str) -> None:
    hit = assess(text)
    assert hit is not None
    assert hit.category == category


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    assert assess(text) is None


def test_a_vague_farewell_is_a_reason_to_look_again() -> None:
    assert suspicious("раздаю всё потихоньку, так надо")
    assert suspicious("I wrote some letters, you know why")
