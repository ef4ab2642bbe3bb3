"""Which version is which: digests, stamps, and what is in force on a day."""
