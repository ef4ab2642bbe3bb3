"""Model to paper: chapters, manuals, and the WeasyPrint engine that sets them."""
