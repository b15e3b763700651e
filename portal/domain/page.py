"""A page of text that editors keep: help, legal notice, privacy."""

from portal.domain.value import Fr, Id, Md, Value


class Section(Value):
    """A heading and its text."""

    title: Fr
    text: Md


class Page(Value):
    """A page made of short sections."""

    id: Id
    title: Fr
    lead: Fr
    sections: tuple[Section, ...]
