"""reLove: a companion inside Telegram."""
