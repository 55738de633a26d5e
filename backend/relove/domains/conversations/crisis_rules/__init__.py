"""Danger signs as rules, one language and theme a file. Read by crisis.py.

Each text holds rules under a `[code]` line; a mask or list of words stands under `[]`. Line breaks mean nothing.
Rules are regular expressions over folded text (see folding.py): words parted by one space, no commas, sentences
parted by ` . `, no apostrophes. `~` is a gap of up to three words within a sentence, `<NAME>` a piece from the file
of shared pieces.
Rules and text are folded alike, so `умереть` also finds `умиреть` and `umeret`; beware of words that fall together.
Masks are what only sounds like danger: they are taken out of the text before the rules look at it.
"""
