"""The translator: strict, with Russian plurals, without direction marks."""

from pathlib import Path

import pytest

from relove.integrations.i18n.fluent import CatalogueError, FluentTranslator


@pytest.fixture(scope="module")
def translator() -> FluentTranslator:
    made = FluentTranslator()
    made.prepare()
    return made


def made_from(root: Path, **files: str) -> FluentTranslator:
    (root / "ru").mkdir()
    for name, text in files.items():
        (root / "ru" / f"{name}.ftl").write_text(text, encoding="utf-8")
    return FluentTranslator(root, ["ru"])


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (21, "21 день"),
        (102, "102 дня"),
    ],
)
def test_russian_plurals(translator: FluentTranslator, days: int, text: str) -> None:
    assert translator.text("ru", "days", days=days) == text


@pytest.mark.parametrize(("days", "text"), [(1, "1 day"), (2, "2 days")])
def test_english_plurals(translator: FluentTranslator, days: int, text: str) -> None:
    assert translator.text("en", "days", days=days) == text


def test_a_missing_argument_is_an_error(translator: FluentTranslator) -> None:
    with pytest.raises(KeyError, match="text-too-long"):
        translator.text("ru", "text-too-long")


def test_a_missing_key_and_language_are_errors(translator: FluentTranslator) -> None:
    with pytest.raises(KeyError, match="no text nothing-here"):
        translator.text("ru", "nothing-here")
    with pytest.raises(KeyError, match="no catalogue for de"):
        translator.text("de", "days", days=1)


def test_no_direction_marks_and_arguments_as_they_are(translator: FluentTranslator) -> None:
    text = translator.text("ru", "start-notice", persona="Наташа & Ко")
    assert not {"\u2066", "\u2067", "\u2068", "\u2069"} & set(text)
    assert "Наташа & Ко (ИИ)" in text


def test_the_first_message_says_what_it_must(translator: FluentTranslator) -> None:
    russian, english = (translator.text(language, "start-notice", persona="X") for language in ("ru", "en"))
    for text, words in (
        (russian, ("искусственный интеллект", "провоцир", "зашифрован", "Уйти можно", "согласие", "18")),
        (english, ("artificial intelligence", "provo", "encrypted", "leave", "consent", "18")),
    ):
        assert [word for word in words if word not in text] == []


def test_both_languages_know_the_same_keys(translator: FluentTranslator) -> None:
    assert translator.keys("ru") == translator.keys("en")


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"stands in ru/a\.ftl and in ru/b\.ftl"):
        made_from(tmp_path, a="x = 1", b="x = 2")


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"cannot be read near: x = \{ \$"):
        made_from(tmp_path, a="x = { $")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no catalogue"):
        made_from(tmp_path)


def test_a_message_without_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no text x"):
        made_from(tmp_path, a="x =\n    .title = y").text("ru", "x")
