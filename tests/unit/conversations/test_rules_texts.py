"""What text is acceptable, and how it looks in a chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relove.core.errors import ReloveError
from relove.domains.conversations.rules import TEXT_LIMIT, checked_text, split_reply, to_html


@pytest.mark.parametrize(
    "text",
    [
        "Привет",
        "a",
        "7",
        "?",
        "🔥",
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "שלום עולם",
        "\u202eשלום",
        "مرحبا",
        "日本語",
        "−5°C",
        "две\nстроки\n\nи абзац",
    ],
)
def test_text_that_says_something_is_taken_as_it_is(text: str) -> None:
    assert checked_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t\r ",
        "\u200b\u200b",
        "\ufeff",
        "\u200d",
        "\u2060\u00ad",
        "\u202e\u202c",
        "\u0301",
        "\x00",
        "\ud800",
        "\u200b \u200c",
        "\ue000",
    ],
)
def test_text_that_shows_nothing_is_empty(text: str) -> None:
    with pytest.raises(ReloveError) as refused:
        checked_text(text)
    assert (refused.value.code, refused.value.kind) == ("text_empty", "invalid")


def test_what_cannot_be_kept_is_taken_out() -> None:
    assert checked_text("  а\x00б\ud83d в ") == "аб в"
    assert checked_text("а\r\x00") == "а"


def test_the_limit_is_that_of_telegram() -> None:
    assert len(checked_text("я" * TEXT_LIMIT)) == 4096
    assert len(checked_text("  " + "я" * TEXT_LIMIT + "\n")) == 4096
    with pytest.raises(ReloveError) as refused:
        checked_text("я" * (TEXT_LIMIT + 1))
    assert (refused.value.code, refused.value.params) == ("text_too_long", {"limit": 4096})


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_whatever_comes_is_kept_clean_or_refused(text: str) -> None:
    try:
        kept = checked_text(text)
    except ReloveError:
        return
    kept.encode()
    assert "\x00" not in kept
    assert kept
    assert checked_text(kept) == kept


def test_only_bold_is_markup_and_all_else_is_escaped() -> None:
    assert to_html("**важно** & <b>нет</b>") == "<b>важно</b> &amp; &lt;b&gt;нет&lt;/b&gt;"
    assert to_html("**<i>x</i>**") == "<b>&lt;i&gt;x&lt;/i&gt;</b>"
    assert to_html("** не жирно ** и 2**3") == "** не жирно ** и 2**3"
    assert to_html("он сказал \"да\" и 'нет'") == "он сказал \"да\" и 'нет'"
    assert to_html("**a**b**c**") == "<b>a</b>b<b>c</b>"


@given(st.text(max_size=80))
def test_no_foreign_tag_survives(text: str) -> None:
    shown = to_html(text).replace("<b>", "").replace("</b>", "")
    assert "<" not in shown
    assert ">" not in shown


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_short_replies_stay_whole() -> None:
    assert split_reply("Один абзац.\n\nДругой?") == ["Один абзац.\n\nДругой?"]
    assert split_reply("  да  ") == ["да"]


def test_a_long_reply_is_cut_between_paragraphs() -> None:
    paragraphs = ["а" * 400, "б" * 400, "в" * 200]
    assert split_reply("\n\n".join(paragraphs)) == [paragraphs[0], f"{paragraphs[1]}\n\n{paragraphs[2]}"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentences = ["а" * 399 + ".", "б" * 399 + "!", "в" * 100 + "?"]
    assert split_reply(" ".join(sentences)) == [sentences[0], f"{sentences[1]} {sentences[2]}"]


def test_a_bold_phrase_of_several_sentences_is_never_cut() -> None:
    phrase = "**" + " ".join("слово" * 20 + "." for _ in range(12)) + "**"
    parts = split_reply(f"Начало. {phrase} Конец.")
    assert [part.count("**") % 2 for part in parts] == [0] * len(parts)
    assert any(phrase in part for part in parts)


def test_text_with_no_place_to_cut_is_cut_at_telegrams_limit() -> None:
    assert [len(part) for part in split_reply("я" * 9000)] == [4096, 4096, 808]
    # Telegram counts UTF-16 units: an emoji is two.
    assert [len(part) for part in split_reply("я" + "🔥" * 4096)] == [2048, 2048, 1]


WORDS = st.text(alphabet="аб.!?… \n*", max_size=400)


@given(WORDS, st.integers(min_value=10, max_value=80))
def test_splitting_loses_nothing_and_keeps_the_order(text: str, limit: int) -> None:
    parts = split_reply(text, limit)
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(len(part) <= TEXT_LIMIT for part in parts)
    assert parts == [part.strip("\n") for part in parts] or not text.strip()


@given(st.lists(st.text(alphabet="абвг", min_size=1, max_size=30), min_size=1, max_size=40))
def test_parts_of_plain_sentences_keep_to_the_limit(sentences: list[str]) -> None:
    assert all(len(part) <= 60 for part in split_reply(". ".join(sentences), 60))
