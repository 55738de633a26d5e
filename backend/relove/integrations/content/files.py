"""Reads the shipped content: YAML files, and Markdown files with front matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from relove.domains.content.errors import ContentError
from relove.domains.content.rules import RawPrompt, build_bundle
from relove.domains.content.schemas import ContentBundle

_FENCE = "---"


def load_content(root: Path) -> ContentBundle:
    """Everything under `root` (the `prompts` folder), checked; ContentError names the file and the field."""
    return build_bundle(read_documents(root))


def read_documents(root: Path) -> dict[str, Any]:
    """The files as decoded documents by their path under `root`."""
    return {name: decoded(name, text) for name, text in read_texts(root).items()}


def read_texts(root: Path) -> dict[str, str]:
    """The files as they are, by their path under `root`."""
    if not root.is_dir():
        raise ContentError(str(root), "", "no such folder")
    paths = sorted(path for path in root.rglob("*") if path.suffix in (".yaml", ".md"))
    names = [path.relative_to(root).as_posix() for path in paths]
    return {name: _text(name, path) for name, path in zip(names, paths, strict=True)}


def decoded(name: str, text: str) -> Any:
    """A document out of its text. ContentError."""
    return _yaml(name, text) if name.endswith(".yaml") else _markdown(name, text)


def _text(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(name, "", f"cannot be read: {type(error).__name__}") from None


def _yaml(name: str, text: str) -> Any:
    try:
        # The C loader is there in every wheel we run on and reads the folder in a tenth of the time.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark is not None else ""
        raise ContentError(name, where, "is no valid YAML") from None


def _markdown(name: str, text: str) -> RawPrompt:
    head, fence, rest = text.partition(f"{_FENCE}\n")
    meta, closing, body = rest.partition(f"\n{_FENCE}\n")
    if head.strip() or not fence or not closing:
        raise ContentError(name, "", "has no front matter between two lines of ---")
    decoded = _yaml(name, meta)
    if not isinstance(decoded, dict):
        raise ContentError(name, "", "front matter must be a mapping")
    return RawPrompt(meta=decoded, body=body)
