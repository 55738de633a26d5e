### Buttons and headings of the chat.

menu-app = My path
session-summary-heading = What this conversation gave
consent-news = Also send me news (optional)
