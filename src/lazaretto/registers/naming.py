"""Names and their numbers: the only place where text becomes an index and back."""

LIMIT = 2**28  # a number and an instant share 63 bits (``spans.moment``)


class Names:
    """A growing list of names, each with the number of its first mention. Never forgets."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []

    def number(self, name: str) -> int:
        """The number of a name, given out on first mention. Raises OverflowError past :data:`LIMIT`."""
        number = self._numbers.get(name)
        if number is None:
            number = len(self._names)
            if number >= LIMIT:
                raise OverflowError(f"one record holds {LIMIT} names at most; split it by facility")
            self._numbers[name] = number
            self._names.append(name)
        return number

    def find(self, name: str) -> int:
        """The number of a name, or -1 when it was never mentioned."""
        return self._numbers.get(name, -1)

    def name(self, number: int) -> str:
        """The name of a number. Raises IndexError, for -1 (a name never mentioned) too."""
        if number < 0:
            raise IndexError(f"no name has the number {number}")
        return self._names[number]

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._numbers
