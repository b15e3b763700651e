"""Comments of an editor when a key comes or goes: ruamel hangs them on the key above."""

from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.tokens import CommentToken

_AFTER = 2
"""Where ruamel keeps, of a key's four comments, the one that follows its value."""


def move_comments(tree: CommentedMap, at: int) -> None:
    """The lines that stood above the next key, and hang on the key before `at`, go on below it."""
    keys = list(tree)
    if at == 0 or at >= len(keys):
        return
    below = _cut(tree, keys[at - 1])
    if below:
        _hang(tree, keys[at], below)


def keep_comments(tree: CommentedMap, key: str) -> None:
    """Before a key goes: the lines below it, that tell the next one, hang on the key above."""
    keys = list(tree)
    at = keys.index(key)
    below = _cut(tree, key)
    if below and at:
        _hang(tree, keys[at - 1], below)


def _cut(tree: CommentedMap, key: str) -> str:
    """The comment lines below a key, taken from it; the comment on its own line stays."""
    token = _token(*_last(tree, key))
    if token is None:
        return ""
    line, _, below = str(token.value).partition("\n")
    if below:
        token.value = line + "\n"
    return below


def _hang(tree: CommentedMap, key: str, below: str) -> None:
    holder, last = _last(tree, key)
    token = _token(holder, last)
    if token is not None:
        token.value = str(token.value) + below
        return
    comments = holder.ca.items.setdefault(last, [None, None, None, None])
    at = _AFTER if isinstance(holder, CommentedMap) else 0
    comments[at] = CommentToken("\n" + below, CommentMark(0), None)


def _last(holder: Any, key: Any) -> tuple[Any, Any]:
    """Where a value ends: itself, or the last item of a list with a line each."""
    held = holder[key]
    while isinstance(held, CommentedMap | CommentedSeq) and held and not held.fa.flow_style():
        holder, key = held, list(held)[-1] if isinstance(held, CommentedMap) else len(held) - 1
        held = holder[key]
    return holder, key


def _token(holder: Any, key: Any) -> Any:
    """The comment after a value: kept by its holder, or by itself when it is a list."""
    comments = holder.ca.items.get(key)
    at = _AFTER if isinstance(holder, CommentedMap) else 0
    if comments and comments[at]:
        return comments[at]
    own = getattr(getattr(holder[key], "ca", None), "comment", None)
    return own[0] if own else None
