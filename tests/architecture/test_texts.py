"""Texts for people stand in catalogues and content, in both languages; none stands in code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from relove.core.actor import LANGUAGES
from relove.core.persona import DEFAULT
from relove.integrations.i18n.fluent import LOCALES, FluentTranslator, variables
from tests.architecture.sources import PACKAGE, calls, docstrings, named, python_files, tree

_CYRILLIC = re.compile("[А-Яа-яЁё]")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")

# Vocabulary that is matched against what people or models write, names of the persona, and what models read.
_MAY_HOLD_CYRILLIC = (
    "config/values.py",
    "core/persona.py",
    "domains/conversations/calling.py",
    "domains/conversations/crisis",
    "domains/conversations/canary.py",
    "domains/conversations/redaction",
    "domains/conversations/fitness.py",
    "domains/conversations/folding.py",
    "domains/conversations/intents.py",
    "domains/conversations/goodbyes.py",
    "domains/conversations/kinds/words.py",
    "domains/conversations/quoting.py",
    "domains/conversations/plain_words.py",
    "domains/conversations/prompting.py",
    "domains/conversations/gender.py",
    "domains/conversations/knowing.py",
    "domains/conversations/repeats.py",
    "domains/conversations/spoken",
    "domains/conversations/stopping.py",
    "domains/conversations/tender.py",
    "domains/conversations/transcript.py",
    "domains/content/address.py",
    "domains/content/checks.py",
    "domains/content/signs.py",
    "domains/conversations/memory/lexicon.py",
    "domains/conversations/memory/words.py",
    "domains/conversations/reflection/asking.py",
    "domains/people/hours.py",
    "sandbox/",
)


# Who the guide is any text may say, without being given it: gender only where the language has one.
_GIVEN = frozenset(DEFAULT.words("ru"))


def keys(language: str = "ru") -> dict[str, frozenset[str]]:
    return {key: needed - _GIVEN for key, needed in variables(LOCALES, language).items()}


def test_both_languages_have_the_same_keys_with_the_same_variables() -> None:
    russian, english = keys("ru"), keys("en")
    assert set(russian) == set(english)
    assert {key for key in russian if russian[key] != english[key]} == set()


def constants(node: ast.expr) -> Iterator[str]:
    """Texts that an expression may come to: constants, either side of a choice, values of constants here."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def asked_for(path: Path) -> Iterator[tuple[str, set[str] | None, int]]:
    """Catalogue keys that calls name, the arguments that they give (None where they are not plain), and the line."""
    for call in calls(path):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name not in ("text", "say_text") or not call.args:
            continue
        plain = all(keyword.arg for keyword in call.keywords)
        given = {keyword.arg for keyword in call.keywords if keyword.arg} if plain else None
        for argument in call.args[:2]:
            for value in constants(argument):
                if _KEY.fullmatch(value):
                    yield value, given, call.lineno


def test_every_text_that_is_asked_for_exists_and_gets_what_it_needs() -> None:
    known = keys()
    asked = [
        (key, given, f"{named(path)}:{line}")
        for path in python_files(PACKAGE)
        for key, given, line in asked_for(path)
    ]
    assert len(asked) > 25
    assert [(key, place) for key, _, place in asked if key not in known] == []
    lacking = [
        (key, known[key] - given, place)
        for key, given, place in asked
        if given is not None and not known[key] <= given
    ]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_shown(language: str) -> None:
    translator = FluentTranslator()
    for key, needed in keys(language).items():
        assert translator.text(language, key, **dict.fromkeys(needed, 2)).strip()


def without_documentation(path: Path) -> Iterator[tuple[str, int]]:
    module = tree(path)
    documented = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value, node.lineno


def test_no_text_for_people_stands_in_code() -> None:
    found = [
        f"{named(path)}:{line}: {value[:40]}"
        for path in python_files(PACKAGE)
        if not path.relative_to(PACKAGE).as_posix().startswith(_MAY_HOLD_CYRILLIC)
        for value, line in without_documentation(path)
        if _CYRILLIC.search(value)
    ]
    assert found == []


def test_the_exceptions_are_still_needed() -> None:
    holding = {
        prefix
        for prefix in _MAY_HOLD_CYRILLIC
        for path in python_files(PACKAGE)
        if path.relative_to(PACKAGE).as_posix().startswith(prefix)
        and any(_CYRILLIC.search(value) for value, _ in without_documentation(path))
    }
    assert set(_MAY_HOLD_CYRILLIC) - holding == set()
