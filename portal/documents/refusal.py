"""A file that is not accepted, with a sentence for whoever sent it."""

from collections.abc import Mapping


class NotAcceptedError(Exception):
    """`text` is a message id, `values` fill its placeholders."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values: Mapping[str, object] = values
