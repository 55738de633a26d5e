"""Voice, video notes and pictures whose words the sandbox's model can read back."""
