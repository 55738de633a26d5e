"""Read access to the content."""

from __future__ import annotations

from relove.core.actor import LANGUAGES, TY
from relove.core.persona import DEFAULT, Persona
from relove.core.places import country_of_zone
from relove.domains.content.schemas import (
    CareCategory,
    ContentBundle,
    Element,
    HelpLine,
    Prompt,
    Question,
    Signs,
    Stage,
    Templates,
    language_or_first,
)
from relove.domains.content.streams import Stream

ANOTHER_COUNTRY = "ZZ"
"""None that we have help lines for, as ISO 3166 leaves it to everybody's own use: the default ones, and that said."""


class ContentService:
    """What everybody asks for texts. The bundle behind it is swapped whole, so a reader never sees half an edit."""

    def __init__(self, bundle: ContentBundle, persona: Persona = DEFAULT) -> None:
        self.persona = persona
        self.use(bundle)

    def use(self, bundle: ContentBundle) -> None:
        """From now on answer from this bundle: where edited versions come in."""
        self._by_key = {stage.key: stage for stage in bundle.stages}
        self._bundle = bundle

    @property
    def bundle(self) -> ContentBundle:
        """All of it, as it stands."""
        return self._bundle

    def stages(self) -> tuple[Stage, ...]:
        """The twelve, in order."""
        return self._bundle.stages

    def stage(self, key: str) -> Stage:
        """One stage; KeyError for what is none."""
        return self._by_key[key]

    def next_stage(self, key: str) -> Stage | None:
        """The stage after that one; None after the last."""
        number = self._by_key[key].number
        return self._bundle.stages[number] if number < len(self._bundle.stages) else None

    def elements(self) -> tuple[Element, ...]:
        """The seven elements of a hero's story."""
        return self._bundle.elements

    def signs(self) -> Signs:
        """Phrases by which a person's words are recognised where no model reads them."""
        return self._bundle.signs

    def streams(self) -> tuple[Stream, ...]:
        """The catalogue, in its order."""
        return self._bundle.streams

    def stream(self, slug: str) -> Stream | None:
        """One stream; None for what is none."""
        return next((stream for stream in self._bundle.streams if stream.slug == slug), None)

    def prompt(self, prompt_id: str, language: str) -> Prompt:
        """A prompt; KeyError for what is none."""
        return self._bundle.prompts[prompt_id, language_or_first(language)]

    def templates(self, language: str) -> Templates:
        """Lines for replies without a model, in that language or voice."""
        return self._bundle.templates[language if language == TY else language_or_first(language)]

    def diagnostic(self) -> tuple[Question, ...]:
        """The written questions of the diagnostic, in the order in which they are asked."""
        return self._bundle.diagnostic

    def help_lines(self, country: str | None = None) -> tuple[HelpLine, ...]:
        """Lines of the country, or of the default one where we know none for it."""
        lines = self._bundle.help_lines
        return lines.countries[lines.serving((country or "").upper()) or lines.default]

    def country_by_zone(self, zone: str) -> str | None:
        """Whose lines somebody in this time zone most likely needs; None where the zone tells nothing."""
        country = country_of_zone(zone)
        return None if country is None else self._bundle.help_lines.serving(country) or ANOTHER_COUNTRY

    def care(self, category: CareCategory, language: str, country: str | None = None) -> str:
        """The caring reply for a first hit, help lines in it. Plain text with **bold**."""
        lines = self.help_lines(country)
        if category == "minor":
            lines = tuple(sorted(lines, key=lambda line: line.covers != "children"))
        return self._with_lines(self._bundle.care.care[category].in_(language), lines, language)

    def care_staying(self, language: str, country: str | None = None) -> str:
        """The caring reply to what is written after that, while the pause lasts."""
        return self._with_lines(self._bundle.care.staying.in_(language), self.help_lines(country), language)

    def is_care(self, text: str) -> bool:
        """Are these words of care, whatever lines stand in them, whatever was added?"""
        texts = (*self._bundle.care.care.values(), self._bundle.care.staying)
        said = (one.in_(language).partition("{lines}")[0] for one in texts for language in LANGUAGES)
        return any(words in text for words in said if words.strip())

    @staticmethod
    def _with_lines(text: str, lines: tuple[HelpLine, ...], language: str) -> str:
        return text.replace("{lines}", "\n".join(f"• {line.line(language)}" for line in lines))
