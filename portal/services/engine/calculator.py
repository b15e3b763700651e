"""What the portal sees of an engine: questions, answers, and the ways an answer can be missing."""

from collections.abc import Mapping
from typing import Any, Literal, Protocol

Question = Mapping[str, Any]
Answer = dict[str, Any]
"""Both are JSON objects."""

State = Literal["absent", "warming", "ready", "broken"]
Reason = Literal["absent", "warming", "busy", "late", "lost", "refused"]


class EngineUnavailable(Exception):
    """No answer this time.

    `reason`: "absent" (not installed, or closed), "warming" (not loaded yet), "busy" (too many
    callers), "late" (past the deadline), "lost" (its process died), "refused" (it raised).
    `detail` says why a question was refused. It may repeat what the person said: show it, never
    log it; this is why it is no part of `str()`.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class Calculator(Protocol):
    """Answers questions. Safe to call from several threads; `ask` blocks its caller."""

    @property
    def state(self) -> State:
        """What a question would meet now."""
        ...

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        """The answer, within `deadline` seconds. Raises EngineUnavailable."""
        ...


class Absent:
    """The calculator of a portal without an engine."""

    @property
    def state(self) -> State:
        return "absent"

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        """Always raises EngineUnavailable."""
        raise EngineUnavailable("absent")
