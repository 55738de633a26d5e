### Buttons and headings of the chat.

menu-app = Мой путь
session-summary-heading = Итог разговора
consent-news = Ещё присылать новости (по желанию)
button-old = Эта кнопка уже не действует. Просто напишите, и мы продолжим.
