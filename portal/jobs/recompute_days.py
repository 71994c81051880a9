"""The days on which lights turn, anew for all open tasks: what follows from a changed calendar.

Nobody waits for it, and it may touch every task there is: so it goes in short changes between which others write.
Each leads to the same days however often it is made, and the job begins anew after a death.
"""

from functools import partial
from time import sleep

from portal import unit_of_work
from portal.jobs import Arguments, Progress
from portal.policy import Actor
from portal.services.tasks import recomputing
from portal.text import N_

PAUSE = 0.1  # SQLite gives the lock to whoever comes next, and people who wait for it come seldom
IS_CONSEQUENCE = True  # the change is made already, whoever made it and whatever he may do now


def prepare(arguments: Arguments, *, acting_user: Actor, progress: Progress) -> int:
    with unit_of_work.work(read_only=True):
        campaigns, total = recomputing.list_campaigns(), recomputing.count_open()
    done = 0
    for campaign_id in campaigns:
        after, count = 0, recomputing.BATCH
        while count == recomputing.BATCH:
            progress(min(done, total), total)
            count, after = unit_of_work.work_patiently(partial(recomputing.recompute_days, campaign_id, after))
            done += count
            if count == recomputing.BATCH:
                sleep(PAUSE)
    return done


def carry_out(prepared: int, *, acting_user: Actor, progress: Progress) -> dict[str, object]:
    text = N_("The lights of %(count)s open tasks follow the calendar as it stands now.")
    return {"text": text, "values": {"count": prepared}}
