"""What is said when the desk cannot write."""


class DeskUnavailable(Exception):
    """The desk cannot be read or written; the message says what an installer can do."""
