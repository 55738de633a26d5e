"""The Mini App as a person uses it, in a frame or alone."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Locator, Page, expect

from e2e.words import words


class AppScreens:
    """What is on its screens, by the names that a person, or a screen reader, knows."""

    def __init__(self, root: Page | FrameLocator, language: str = "ru") -> None:
        self.root = root
        self.language = language
        self.words = words(language)

    def button(self, key: str) -> Locator:
        return self.root.get_by_role("button", name=self.words[key], exact=True)

    def text(self, key: str) -> Locator:
        return self.root.get_by_text(self.words[key], exact=True)

    def go(self, tab: str) -> None:
        """To a tab: journey, readiness, chat, profile."""
        self.root.get_by_role("link", name=self.words[f"tab.{tab}"], exact=True).click()
        expect(self.root.get_by_role("main", name=self.words[f"tab.{tab}"])).to_be_visible()

    # --- the first steps

    def welcome(self, reason: str = "") -> None:
        """The three first steps, to the talk."""
        for step in ("welcome.name", "welcome.reason"):
            expect(self.root.get_by_role("heading", name=self.words[step])).to_be_visible()
            if step == "welcome.reason" and reason:
                self.root.get_by_role("textbox", name=self.words["welcome.reason"]).fill(reason)
            self.button("welcome.next").click()
        expect(self.root.get_by_role("heading", name=self.words["welcome.tone"])).to_be_visible()
        self.button("consent.agree").click()
        expect(self.field).to_be_visible()

    # --- the talk

    @property
    def log(self) -> Locator:
        return self.root.get_by_role("log", name=self.words["chat.log"])

    @property
    def field(self) -> Locator:
        return self.root.get_by_role("textbox", name=self.words["chat.message"])

    @property
    def said(self) -> Locator:
        """The person's own turns."""
        return self.log.locator(".bubble-person")

    @property
    def replies(self) -> Locator:
        """The guide's turns."""
        return self.log.locator(".bubble-guide")

    @property
    def quick_replies(self) -> Locator:
        return self.root.get_by_role("list", name=self.words["chat.quickReplies"]).get_by_role("button")

    def send(self, text: str) -> None:
        self.field.fill(text)
        self.button("chat.send").click()
        expect(self.said.last).to_have_text(text)

    def begin(self, kind: str = "provocative") -> None:
        """Another talk, where none is open."""
        self.button("chat.start").click()
        self.root.get_by_role("dialog").get_by_role("button", name=self.words[f"kind.{kind}"]).click()

    def settled(self) -> None:
        """No reply is on its way."""
        expect(self.log).to_have_attribute("aria-busy", "false")

    # --- the map

    @property
    def stages(self) -> Locator:
        pattern = "^" + self.words["journey.stage"].replace("{number}", r"\d+").replace("{name}", ".+")
        return self.root.get_by_role("button", name=re.compile(pattern))
