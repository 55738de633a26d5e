"""What the guide may not say to a person, whoever asked it to: rules by subject, and what looks at a text by them."""
