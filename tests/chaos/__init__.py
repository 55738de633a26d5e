"""`make chaos`: the whole product, and everything that can break, at once; then a ledger of what was promised."""
