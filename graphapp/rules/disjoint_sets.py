"""Sets of ids that joins unite; each id is in one of them."""

from collections.abc import Iterable


class DisjointSets:
    """Disjoint sets; the smallest of its members identifies a set."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def add(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Unite the sets of the two members of each pair."""
        for a, b in pairs:
            self.unite(a, b)

    def unite(self, a: str, b: str) -> None:
        """Make the sets of the two one set."""
        root, other = sorted((self.smallest(a), self.smallest(b)))
        if root != other:
            few, many = sorted((self.members(root), self.members(other)), key=len)
            self._parent[other] = root
            self._members.pop(other, None)
            many += few
            self._members[root] = many

    def smallest(self, member: str) -> str:
        """The smallest member of its set."""
        root = member
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while member != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def members(self, root: str) -> list[str]:
        """All members of the set that this smallest one identifies."""
        return self._members.get(root) or [root]

    def united(self) -> dict[str, list[str]]:
        """The sets of more than one member, by the smallest one."""
        return self._members
