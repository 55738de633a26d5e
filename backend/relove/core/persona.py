"""Who the guide is: a name, a gender for the words of languages that have one, a tone, a face. Always marked as AI."""

from __future__ import annotations

from typing import Literal

import msgspec

PersonaGender = Literal["female", "male", "neutral"]
PersonaTone = Literal["warm", "calm", "playful", "plain"]


class Persona(msgspec.Struct, frozen=True):
    """A setting of the installation. The marks (ИИ) and (AI) stand in the texts and are none."""

    name_ru: str = "Наташа"
    name_en: str = "Natasha"
    gender: PersonaGender = "female"
    tone: PersonaTone = "warm"
    face: str | None = None
    """Where the Mini App finds the picture; None: our drawn sign."""

    def name(self, language: str) -> str:
        """As the language writes it."""
        return self.name_en if language == "en" else self.name_ru

    def words(self, language: str) -> dict[str, str]:
        """What any text of the catalogues may use."""
        return {"persona": self.name(language), "persona_gender": self.gender}


DEFAULT = Persona()
