"""What a handbook is made of: one file a kind, and the library that holds them together."""
