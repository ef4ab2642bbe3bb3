"""What is raised where a template is wrong; known without the template engine."""

from __future__ import annotations


class FaultyTemplateError(Exception):
    """A template of the project's own cannot be read, or asks for what is not there."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(file, line, why)  # as it is pickled, on its way from another process
        self.file = file
        self.line = line
        self.why = why
