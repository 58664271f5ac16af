"""Names and their numbers: the only place where text becomes an index and back."""


class Names:
    """A growing list of names, each with the number of its first mention. Never forgets."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []

    def number(self, name: str) -> int:
        """The number of a name, given out on first mention."""
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._names)
            self._names.append(name)
        return number

    def find(self, name: str) -> int:
        """The number of a name, or -1 when it was never mentioned."""
        return self._numbers.get(name, -1)

    def name(self, number: int) -> str:
        """The name of a number. Raises IndexError."""
        return self._names[number]

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._numbers
