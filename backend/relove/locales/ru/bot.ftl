### Buttons and headings of the chat.

menu-app = Мой путь
session-summary-heading = Итог разговора
consent-news = Ещё присылать новости (по желанию)
