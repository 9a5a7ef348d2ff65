"""What goes wrong with one input, as a sentence for the person who gave it."""

from __future__ import annotations


class ReadError(Exception):
    """An input that cannot be read: ``sentence`` says which, what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
