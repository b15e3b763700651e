"""The calculation engine, kept in processes of its own: the portal asks, waits no longer than it said, and goes on.

`calculator` is what the rest of the portal sees. `pool` keeps one `nursery` process, which loads
the engine once and forks a worker for each place in the pool; `wire` is what they say to each
other. Nothing here writes a question or an answer to a log or to a disk.
"""
