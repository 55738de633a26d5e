"""Every route of the Mini App."""

from __future__ import annotations

GONE = "01990000-0000-7000-8000-000000000001"
"""A turn that nobody has."""
ROUTES: dict[str, str] = {
    "/": "Анна, вы в пути",
    "/journey/ordinary_world": "Обыденный мир",
    "/readiness": "tab.readiness",
    "/streams/put-geroya": "Путь Героя",
    "/streams": "tab.readiness",
    "/chat": "Наташа",
    f"/chat/at/{GONE}": "place.none",
    "/profile": "Анна",
    "/profile/portrait": "portrait.title",
    "/profile/portrait/changes": "changes.title",
    "/profile/memory": "memory.title",
    "/profile/manner": "manner.title",
    "/profile/time": "hours.title",
    "/profile/time/zone": "zone.label",
    "/profile/consents": "consents.title",
    "/profile/data": "data.title",
    "/profile/help": "help.title",
}
"""What its heading says to somebody on the first day: a text of the catalogues by its id, or words of the content."""
FIRST_STEPS = "/welcome"
"""Where somebody new is led."""
