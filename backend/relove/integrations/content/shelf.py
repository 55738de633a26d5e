"""The shipped files of content and catalogues, and edits laid over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from relove.domains.content.errors import ContentError
from relove.domains.content.ports import Assembled
from relove.domains.content.rules import build_bundle
from relove.integrations.content.files import decoded, read_texts
from relove.integrations.i18n.fluent import (
    LANGUAGES,
    LOCALES,
    CatalogueError,
    catalogue,
    texts_of,
    variables_of,
)

_TEXTS = "texts/"


class FileShelf:
    """The Shelf port. Prompts and content by their path under `prompts`, catalogues as `texts/<language>/<file>`."""

    def __init__(self, prompts: Path, locales: Path = LOCALES) -> None:
        self._prompts = prompts
        self._locales = locales

    @cached_property
    def _documents(self) -> dict[str, str]:
        # Read when an edit is looked at: most processes never need the files' own texts.
        return read_texts(self._prompts)

    @cached_property
    def _decoded(self) -> dict[str, Any]:
        return {name: decoded(name, text) for name, text in self._documents.items()}

    @cached_property
    def _catalogues(self) -> dict[str, str]:
        return {
            f"{_TEXTS}{language}/{file}": text
            for language in LANGUAGES
            for file, text in texts_of(self._locales / language).items()
        }

    def names(self) -> Sequence[str]:
        return sorted([*self._documents, *self._catalogues])

    def shipped(self, name: str) -> str:
        return self._catalogues[name] if name.startswith(_TEXTS) else self._documents[name]

    def assemble(self, edits: Mapping[str, str]) -> Assembled:
        content = {name: decoded(name, text) for name, text in edits.items() if not name.startswith(_TEXTS)}
        catalogues = {name: text for name, text in edits.items() if name.startswith(_TEXTS)}
        for name, text in catalogues.items():
            self._check_catalogue(name, text)
        merged = {**self._catalogues, **catalogues}
        try:
            bundles = {
                language: catalogue(
                    {name: text for name, text in merged.items() if name.startswith(f"{_TEXTS}{language}/")},
                    language,
                )
                for language in LANGUAGES
            }
        except CatalogueError as error:
            raise ContentError(min(catalogues, default=_TEXTS), "", str(error)) from None
        return Assembled(build_bundle({**self._decoded, **content}), bundles)

    def _check_catalogue(self, name: str, text: str) -> None:
        """The same texts as in the shipped file, with no variable that it does not give."""
        shipped = variables_of(self._catalogues[name])
        try:
            edited = variables_of(text)
        except CatalogueError as error:
            raise ContentError(name, "", str(error)) from None
        if missing := shipped.keys() - edited.keys():
            raise ContentError(name, min(missing), "is missing")
        if unknown := edited.keys() - shipped.keys():
            raise ContentError(name, min(unknown), "no such text: nothing would show it")
        for key, used in edited.items():
            if foreign := used - shipped[key]:
                raise ContentError(name, key, f"no such variable: {min(foreign)}")
