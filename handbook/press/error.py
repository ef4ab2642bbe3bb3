"""What is raised where nothing can be printed."""


class PressError(BaseException):
    """A PDF could not be made as its source says. WeasyPrint lets it pass."""


class UnshownError(PressError):
    """A template asks for a picture or a font that no print can show."""
