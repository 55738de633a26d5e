"""The map as it is drawn: every text of it in the person's language."""

from __future__ import annotations

from relove.core.actor import Language
from relove.core.ports import MapPicture, MapStage, Translator
from relove.domains.journey.schemas import JourneyView, StageView

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def time_spent(seconds: int, language: Language, translator: Translator) -> str:
    """How long something took, as a person would say it: in one unit; empty for nothing."""
    if seconds <= 0:
        return ""
    unit, length = next(
        (name, size) for name, size in (("day", _DAY), ("hour", _HOUR), ("minute", 0)) if seconds >= size
    )
    return translator.text(language, f"map-time-{unit}", count=seconds // (length or _MINUTE))


def map_picture(view: JourneyView, language: Language, translator: Translator, *, dark: bool) -> MapPicture:
    """What the painter needs."""
    here = next((stage for stage in view.stages if stage.key == view.current), None)

    def text(key: str, **args: object) -> str:
        return translator.text(language, key, **args)

    return MapPicture(
        title=text("map-title"),
        accent=text("days", days=view.days) if view.days else "",
        above=text("map-above"),
        below=text("map-below"),
        of_twelve=text("map-of-twelve"),
        number=here.number if here else None,
        stages=tuple(
            MapStage(stage.number, stage.name, stage.state, time_spent(stage.seconds, language, translator))
            for stage in view.stages
        ),
        here_label=text("map-here"),
        here=here.name if here else "",
        completion=completion_text(here, language, translator) if here else "",
        share=here.completion if here else None,
        times_heading=text("map-times"),
        times_note=text("map-times-note"),
        dark=dark,
    )


def completion_text(stage: StageView, language: Language, translator: Translator) -> str:
    """A percentage, or that there is too little to tell."""
    if stage.completion is None:
        return translator.text(language, "map-little")
    return translator.text(language, "map-percent", percent=round(stage.completion * 100))
