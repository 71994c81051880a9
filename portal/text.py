"""Words for people: marked here, translated where they are shown."""


def N_(message: str) -> str:
    """Mark a message id for translation without translating it: rules do not know the reader's language."""
    return message
