"""Telegram's HTML, with the errors that Telegram gives."""

import pytest

from relove.sandbox.entities import formatted
from relove.sandbox.errors import BotApiError
from relove.sandbox.html_entities import parse_html


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("просто", "просто", []),
        ("<b>да</b>", "да", [{"type": "bold", "offset": 0, "length": 2}]),
        (
            "😀<i>a<u>b</u></i>",
            "😀ab",
            [{"type": "italic", "offset": 2, "length": 2}, {"type": "underline", "offset": 3, "length": 1}],
        ),
        (
            '<a href="https://a.b/?x=1&amp;y=2">тут</a>',
            "тут",
            [{"type": "text_link", "url": "https://a.b/?x=1&y=2", "offset": 0, "length": 3}],
        ),
        (
            '<pre><code class="language-python">x=1</code></pre>',
            "x=1",
            [{"type": "pre", "language": "python", "offset": 0, "length": 3}],
        ),
        (
            "<blockquote expandable>q</blockquote>",
            "q",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        ('<span class="tg-spoiler">s</span>', "s", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#1078; &nbsp;", 'a <b> & "c" ж &nbsp;', []),
        ("<b></b>пусто", "пусто", []),
        ("1 > 0", "1 > 0", []),
    ],
)
def test_parses(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("да</b>", "Unexpected end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_refuses(source: str, error: str) -> None:
    with pytest.raises(BotApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {error}"


def test_trims_the_text_and_its_entities() -> None:
    text, entities = formatted("  <b> да </b>\n", "HTML", None)
    assert (text, entities) == ("да", [{"type": "bold", "offset": 0, "length": 2}])


def test_finds_commands_links_and_mentions_but_not_inside_code() -> None:
    text, entities = formatted("/help @relove_bot https://a.b/c. <code>/no</code>", "HTML", None)
    found = [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in entities]
    assert found == [
        ("bot_command", "/help"),
        ("mention", "@relove_bot"),
        ("url", "https://a.b/c"),
        ("code", "/no"),
    ]


def test_refuses_an_entity_that_leaves_the_text() -> None:
    with pytest.raises(BotApiError, match="ends after the end of the text"):
        formatted("да", None, [{"type": "bold", "offset": 1, "length": 5}])


def test_takes_out_what_telegram_takes_out() -> None:
    assert formatted("a\x00b\r\nc\u202ed\u2028", None, None)[0] == "a b\ncd"
    assert formatted("a\x07b\rc", None, [{"type": "bold", "offset": 3, "length": 2}])[1][0]["offset"] == 3
