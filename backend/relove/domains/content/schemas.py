"""What the content is made of. All of it is read-only: an edit makes a new bundle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from relove.core.actor import TY
from relove.core.actor import Language as Language

if TYPE_CHECKING:
    from relove.domains.content.streams import Stream

LANGUAGES: tuple[Language, ...] = ("ru", "en")
FIRST_LANGUAGE: Language = "ru"

Level = Literal["soft", "medium", "hard"]
ModelClass = Literal["main", "small"]
CareCategory = Literal["self_harm", "harm_to_others", "abuse", "minor", "psychosis"]
Covers = Literal["emergency", "general", "children"]

STAGE_KEYS = (
    "ordinary_world",
    "call_to_adventure",
    "refusal",
    "meeting_mentor",
    "crossing_threshold",
    "tests_allies_enemies",
    "approach",
    "ordeal",
    "reward",
    "road_back",
    "resurrection",
    "return_with_elixir",
)
ELEMENT_KEYS = ("protagonist", "shift", "quest", "allies", "challenge", "transformation", "legacy")
CARE_CATEGORIES: tuple[CareCategory, ...] = ("self_harm", "harm_to_others", "abuse", "minor", "psychosis")
PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")


def language_or_first(language: str) -> Language:
    """A language we have: the one asked for, else Russian."""
    return "en" if language == "en" else FIRST_LANGUAGE


def _spoken(text: Bilingual | Insight | Question, language: str) -> str:
    if language == TY and text.ty is not None:
        return text.ty
    return text.en if language == "en" else text.ru


class Bilingual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    ru: str
    en: str
    ty: str | None = None
    """The Russian one for those who chose «ты»; where it addresses nobody there is none."""

    def in_(self, language: str) -> str:
        """The text in that language or voice."""
        return _spoken(self, language)


class Insight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the things that complete a stage once the person has said them."""

    key: str
    ru: str
    en: str
    ty: str | None = None

    def name(self, language: str) -> str:
        """What the map shows."""
        return _spoken(self, language)


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question of a stage. `n` never changes, so that "already asked" survives edits.

    `sharp`: a challenge in itself, not for somebody who is to be spoken with softly.
    """

    n: int
    ru: str
    en: str
    sharp: bool = False
    ty: str | None = None

    def text(self, language: str) -> str:
        """The question as it is asked."""
        return _spoken(self, language)


class StageText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stage in one language."""

    name: str
    description: str
    behaviour: str
    emotional_triggers: tuple[str, ...]
    resistance_patterns: tuple[str, ...]
    techniques: tuple[str, ...]
    quick_replies: tuple[str, ...]
    next_step: str


class StageAddress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of a stage's Russian text addresses the person, for those who chose «ты»; the rest is shared."""

    next_step: str
    description: str | None = None
    quick_replies: tuple[str, ...] | None = None

    def over(self, text: StageText) -> StageText:
        """The stage's text with these words in it."""
        return msgspec.structs.replace(
            text,
            next_step=self.next_step,
            description=self.description or text.description,
            quick_replies=self.quick_replies or text.quick_replies,
        )


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the twelve."""

    key: str
    number: int
    level: Level
    completes_by: tuple[Insight, ...]
    ru: StageText
    en: StageText
    ty: StageAddress
    questions: tuple[Question, ...]

    def text(self, language: str) -> StageText:
        """The stage in that language or voice."""
        if language == TY:
            return self.ty.over(self.ru)
        return self.en if language == "en" else self.ru

    def question_id(self, question: Question) -> str:
        """`<stage>.<n>`: the same in both languages, stable over edits."""
        return f"{self.key}.{question.n}"


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An element of the hero's story, under which the map gathers the person's own words."""

    key: str
    name: Bilingual
    description: Bilingual
    question: Bilingual


class SummaryFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences of a closing summary that no model wrote."""

    found: str
    found_little: str
    path: str
    next: str


class Templates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines for replies without a model, in one language. `challenges` stand by how sharp the talk may be."""

    reflections: tuple[str, ...]
    challenges: dict[Level, tuple[str, ...]]
    tender_challenges: tuple[str, ...]
    echoes: tuple[str, ...]
    followups: tuple[str, ...]
    followups_plain: tuple[str, ...]
    why: tuple[str, ...]
    goodbye: tuple[str, ...]
    summary: SummaryFrame
    error: tuple[str, ...]


class HelpLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number where living people answer. `verified_on` is an ISO date."""

    number: str
    covers: Covers
    verified_on: str
    name: Bilingual
    hours: Bilingual

    def line(self, language: str) -> str:
        """Number, name and hours as one line of text."""
        return f"{self.number} — {self.name.in_(language)} ({self.hours.in_(language)})"


class HelpLines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All the help lines, by country. `also_for`: countries without an entry that the lines of one serve too."""

    default: str
    countries: dict[str, tuple[HelpLine, ...]]
    also_for: dict[str, tuple[str, ...]] = {}

    def serving(self, country: str) -> str | None:
        """Under which entry the lines of a country stand; None where we know none for it."""
        if country in self.countries:
            return country
        return next((entry for entry, others in self.also_for.items() if country in others), None)


class CareTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person in danger reads. `{lines}` stands for the help lines."""

    care: dict[CareCategory, Bilingual]
    staying: Bilingual


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A prompt for a model, from a Markdown file with front matter."""

    id: str
    language: Language
    version: int
    model_class: ModelClass
    variables: tuple[str, ...]
    body: str

    def render(self, /, **values: Any) -> str:
        """Fill the placeholders in one pass, so that what a person wrote is never read as a placeholder."""
        given, declared = set(values), set(self.variables)
        if given != declared:
            missing, unknown = sorted(declared - given), sorted(given - declared)
            raise KeyError(f"prompt {self.id}.{self.language}: missing {missing}, unknown {unknown}")
        return PLACEHOLDER.sub(lambda match: str(values[match.group(1)]), self.body)


class SignSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signs of one thing in both languages."""

    ru: tuple[str, ...]
    en: tuple[str, ...]

    def of(self, language: Language) -> tuple[str, ...]:
        """The phrases of a language."""
        return self.en if language == "en" else self.ru


class PatternSigns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way of not looking, what it is called, and how it sounds."""

    name: Bilingual
    ru: tuple[str, ...]
    en: tuple[str, ...]

    def of(self, language: Language) -> tuple[str, ...]:
        """The phrases of a language."""
        return self.en if language == "en" else self.ru


class ElementSigns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An element of the story: the insights (`<stage>.<insight>`) whose words belong to it, and signs of its own."""

    insights: tuple[str, ...]
    ru: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def of(self, language: Language) -> tuple[str, ...]:
        """The phrases of a language."""
        return self.en if language == "en" else self.ru


class Signs(msgspec.Struct, frozen=True):
    """All of it. `insights` by `<stage>.<insight>`."""

    insights: Mapping[str, SignSet]
    patterns: Mapping[str, PatternSigns]
    elements: Mapping[str, ElementSigns]
    facts: SignSet
    core: tuple[str, ...]


class ContentBundle(msgspec.Struct, frozen=True):
    """Everything, checked. Replaced as a whole, never changed."""

    stages: tuple[Stage, ...]
    elements: tuple[Element, ...]
    templates: Mapping[str, Templates]
    diagnostic: tuple[Question, ...]
    help_lines: HelpLines
    care: CareTexts
    prompts: Mapping[tuple[str, str], Prompt]
    signs: Signs
    streams: tuple[Stream, ...] = ()
