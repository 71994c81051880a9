"""What runs without a person waiting. A kind is a module of this package and a line in the table.

A module of a kind has one or two functions:

* `carry_out(prepared, *, acting_user, progress) -> dict`: the change, inside ONE unit of work that also ends the job:
  a killed worker leaves nothing half done. Its answer is the job's outcome (models/job.py says what pages read in it).
* `prepare(arguments, *, acting_user, progress) -> object`, where there is something slow that needs no lock: reading
  a file, computing. It runs before and outside of that unit of work, and may open its own. Without it, `carry_out`
  gets the arguments. It may run again after a death, so it changes nothing, or only what may be changed twice.

Invalid, NotAcceptedError and the portal's other refusals end the job with their sentence; what is unexpected is tried
three times. Both functions run in the asker's language and with the rights he has at that moment; a job of somebody
whose account was stopped fails, unless the module says IS_CONSEQUENCE = True.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from portal.text import N_

# Kind, which is the module's name, and what a page calls it. Modules are imported by the worker alone.
KINDS: dict[str, str] = {
    "import_tasks": N_("Bring in tasks from a spreadsheet"),
    "export": N_("Write a list into a spreadsheet"),
    "read_notice": N_("Read a notice"),
    "reread_notice": N_("Read a notice anew under an answer"),
    "recompute_days": N_("Recompute the lights after a change of the calendar"),
}


class Progress(Protocol):
    """Tells how far a job is: called as often as one likes, written at most twice a second.

    It is the job's sign of life as well: a job that is silent for a minute is given to another worker, which
    makes the first one's work void.
    """

    def __call__(self, done: int, total: int) -> None: ...


Arguments = Mapping[str, Any]
