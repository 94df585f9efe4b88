"""What each claim counts as when sentences are accounted for, from plain rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviews.terms import Standing
from reviews.workflow import State

ACCOUNTED = (Standing.DECIDED, Standing.DISMISSED, Standing.CONFIRMED)
UNDECIDED = (Standing.UNTOUCHED, Standing.WAITING)
_OF_STATE = {
    State.DECIDED: Standing.DECIDED,
    State.PUBLISHED: Standing.DECIDED,
    State.DISMISSED: Standing.DISMISSED,
    State.PROPOSED: Standing.UNTOUCHED,
}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """How far a claim is. `is_in_parts`: its parts are checked in its place; `is_taken_back`: a part whose claim is
    checked whole again; `is_changed`: its words are not those that were judged or dismissed."""

    key: int
    state: State
    same_as: int | None = None
    part_of: int | None = None
    is_in_parts: bool = False
    is_taken_back: bool = False
    is_changed: bool = False


def standings(claims: Iterable[ClaimRow]) -> dict[int, Standing]:
    """What each claim counts as: one that is the same as another as that one, one checked in parts as its parts."""
    return _Settling(claims).all()


def least(found: Iterable[Standing], otherwise: Standing) -> Standing:
    """What is missing most counts for all; among what is done, a decision says more than a dismissal."""
    present = set(found)
    return next((one for one in (*UNDECIDED, Standing.DECIDED, Standing.DISMISSED) if one in present), otherwise)


class _Settling:
    """Follows claims to those that they count as."""

    def __init__(self, claims: Iterable[ClaimRow]) -> None:
        self.claims = {claim.key: claim for claim in claims}
        self.parts: dict[int, list[int]] = {}
        for claim in self.claims.values():
            if claim.part_of is not None and not claim.is_taken_back:
                self.parts.setdefault(claim.part_of, []).append(claim.key)
        self.found: dict[int, Standing] = {}

    def all(self) -> dict[int, Standing]:
        return {key: self._standing(key) for key in sorted(self.claims)}

    def _standing(self, key: int) -> Standing:
        if key not in self.found:
            self.found[key] = Standing.WAITING  # what a circle of claims comes back to
            self.found[key] = self._settled(self.claims[key])
        return self.found[key]

    def _settled(self, claim: ClaimRow) -> Standing:
        standing = self._counts_as(self._original(claim))
        return Standing.WAITING if claim.is_changed and standing in ACCOUNTED else standing

    def _original(self, claim: ClaimRow) -> ClaimRow:
        """The claim at the end of a chain of claims that are the same."""
        passed = set()
        while claim.same_as is not None and claim.same_as in self.claims and claim.key not in passed:
            passed.add(claim.key)
            claim = self.claims[claim.same_as]
        return claim

    def _counts_as(self, claim: ClaimRow) -> Standing:
        own = _OF_STATE.get(claim.state, Standing.WAITING)
        if claim.same_as is not None and own in ACCOUNTED and claim.same_as in self.claims:
            return Standing.WAITING  # a circle: none of them is checked
        if claim.is_changed and own in ACCOUNTED:
            return Standing.WAITING
        if claim.is_in_parts:
            return least((self._standing(part) for part in self.parts.get(claim.key, ())), own)
        return own
