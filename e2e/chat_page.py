"""The sandbox's page as a person uses it: the chat, its buttons, the Mini App in its frame."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from e2e.app_screens import AppScreens
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person

CONSENT = "согласие"


class ChatPage:
    """Open on one person's chat."""

    def __init__(
        self, page: Page, product: Product, person: Person, *, theme: str = "light", host: str = "localhost"
    ) -> None:
        self.page = page
        self.person = person
        self.url = f"http://{host}:{product.running.sandbox_port}/?person={person.id}&lang=ru&theme={theme}"
        page.goto(self.url)
        expect(page.get_by_role("log")).to_be_visible()

    @property
    def log(self) -> Locator:
        """What was said, by both."""
        return self.page.get_by_role("log", name="Сообщения")

    @property
    def answers(self) -> Locator:
        """What the bot said."""
        return self.log.locator("li.in")

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Сообщение")

    def start(self) -> None:
        """The START button of a chat where nothing was said yet."""
        self.page.get_by_role("button", name="Начать", exact=True).click()
        expect(self.answers).to_have_count(1)

    def agree(self) -> None:
        self.press(CONSENT)

    def press(self, text: str, answers: int = 1) -> None:
        """A button in the chat, the newest of that name; waits for what it brings."""
        before = self.answers.count()
        self.log.get_by_role("button", name=text).last.click()
        expect(self.answers).to_have_count(before + answers)

    def say(self, text: str, answers: int = 1) -> None:
        """Types and sends; waits for the answer."""
        before = self.answers.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.answers).to_have_count(before + answers)

    def quick_reply(self) -> str:
        """Presses the first quick reply of the newest answer; what it says."""
        button = self.answers.last.get_by_role("button").first
        text = button.inner_text()
        before = self.answers.count()
        button.click()
        expect(self.answers).to_have_count(before + 1)
        return text

    def open_app(self, language: str = "ru") -> AppScreens:
        """By the menu button beside the field."""
        self.page.locator(".menu-button").click()
        return self.app(language)

    def app(self, language: str = "ru") -> AppScreens:
        """The Mini App in its frame."""
        return AppScreens(self.page.frame_locator("iframe[title='Mini App']"), language)
