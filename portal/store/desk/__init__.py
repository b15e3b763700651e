"""What people entrust to us: reports and counts, in SQLite or PostgreSQL.

`Desk` is the way in, and loads the rest when it is used.
"""

from portal.store.desk.desk import Desk, State
from portal.store.desk.fault import DeskUnavailable
from portal.store.desk.tally import Tally

__all__ = ["Desk", "DeskUnavailable", "State", "Tally"]
