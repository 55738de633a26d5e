"""Texts for people from Project Fluent catalogues. Strict: a gap is an error, never a blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

import relove
from relove.core.actor import TY
from relove.core.persona import DEFAULT, Persona

LANGUAGES = ("ru", "en")
LOCALES = Path(relove.__file__).parent / "locales"


class CatalogueError(KeyError):
    """A text is missing, or an argument that it needs. A KeyError, as the port says."""

    def __str__(self) -> str:
        return str(self.args[0])


class FluentTranslator:
    """Implements the Translator port. Catalogues are read once; a text is compiled at its first use.

    Who the guide is every text may say: $persona and $persona_gender need not be given.
    """

    def __init__(
        self, root: Path = LOCALES, languages: Iterable[str] = LANGUAGES, persona: Persona = DEFAULT
    ) -> None:
        self._persona = persona
        self._bundles = {language: _bundle(root / language, language) for language in languages}

    def twin(self, persona: Persona) -> FluentTranslator:
        """Another one with the same texts, until one of them gets others, of a guide who may be another."""
        made = FluentTranslator.__new__(FluentTranslator)
        made._persona = persona
        made.use(self._bundles)
        return made

    def use(self, bundles: Mapping[str, FluentBundle]) -> None:
        """From now on answer from these catalogues: where edited texts come in."""
        self._bundles = dict(bundles)

    def text(self, language: str, key: str, /, **args: Any) -> str:
        """The text; CatalogueError (a KeyError) for an unknown language, key, or a missing argument.

        Whoever chose «ты» reads the text's attribute `.ty` where it has one, else the text that all read.
        """
        bundle = self._bundles.get("ru" if language == TY else language)
        if bundle is None:
            raise CatalogueError(f"no catalogue for {language}")
        if not bundle.has_message(key):
            raise CatalogueError(f"{language}: no text {key}")
        message = bundle.get_message(key)
        pattern = message.attributes.get("ty", message.value) if language == TY else message.value
        if pattern is None:
            raise CatalogueError(f"{language}: no text {key}")
        value, problems = bundle.format_pattern(pattern, {**self._persona.words(language), **args})
        if problems:
            raise CatalogueError(f"{language}: {key}: {problems[0]}")
        return str(value)

    def keys(self, language: str) -> frozenset[str]:
        """Every key of a catalogue."""
        return frozenset(self._bundles[language]._messages)

    def prepare(self) -> None:
        """Compile every text now: forked children share them, and the first person waits for nothing."""
        for bundle in self._bundles.values():
            for key in bundle._messages:
                bundle.get_message(key)


def _bundle(folder: Path, language: str) -> FluentBundle:
    found = texts_of(folder)
    if not found:
        raise CatalogueError(f"no catalogue in {folder}")
    return catalogue({f"{folder.name}/{name}": text for name, text in found.items()}, language)


def texts_of(folder: Path) -> dict[str, str]:
    """The files of a catalogue, by name."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.ftl"))}


def catalogue(files: Mapping[str, str], language: str) -> FluentBundle:
    """A catalogue out of its files. CatalogueError where one cannot be read, or a text stands twice."""
    # Isolation marks would land inside Telegram's HTML and in copied text; our languages run left to right.
    bundle = FluentBundle([language], use_isolating=False)
    seen: dict[str, str] = {}
    for name, text in files.items():
        resource = FluentResource(text)
        for key in _keys(resource, name):
            if key in seen:
                raise CatalogueError(f"{language}: {key} stands in {seen[key]} and in {name}")
            seen[key] = name
        bundle.add_resource(resource)
    return bundle


def _keys(resource: ast.Resource, name: str) -> Iterable[str]:
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            where = (entry.content or "").strip().splitlines()
            raise CatalogueError(f"{name}: cannot be read near: {where[0] if where else ''}")
        if isinstance(entry, ast.Message):
            yield entry.id.name


def variables_of(text: str) -> dict[str, frozenset[str]]:
    """The variables that each text of one file names itself. CatalogueError."""
    resource = FluentResource(text)
    list(_keys(resource, "text"))
    messages = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    return {entry.id.name: frozenset(_named(entry)) for entry in messages}


def _named(node: Any) -> Iterable[str]:
    if isinstance(node, ast.VariableReference):
        yield node.id.name
    elif isinstance(node, ast.BaseNode):
        for value in vars(node).values():
            yield from _named(value)
    elif isinstance(node, list):
        for item in node:
            yield from _named(item)


def variables(root: Path, language: str) -> Mapping[str, frozenset[str]]:
    """Variables that each text needs, through the texts it refers to: for the tests."""
    entries: dict[str, ast.Message] = {}
    for file in sorted((root / language).glob("*.ftl")):
        for entry in FluentResource(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                entries[entry.id.name] = entry
    return {key: frozenset(_walk(entry, entries)) for key, entry in entries.items()}


def _walk(node: Any, entries: Mapping[str, ast.Message]) -> Iterable[str]:
    if isinstance(node, ast.VariableReference):
        yield node.id.name
    elif isinstance(node, ast.MessageReference):
        yield from _walk(entries[node.id.name], entries)
    elif isinstance(node, ast.BaseNode):
        for value in vars(node).values():
            yield from _walk(value, entries)
    elif isinstance(node, list):
        for item in node:
            yield from _walk(item, entries)
