### Buttons and headings of the chat.

menu-app = My path
session-summary-heading = What this conversation gave
consent-news = Also send me news (optional)
button-old = This button no longer works. Just write, and we will go on.
