"""The worker: carries out what is due, cleans once a day, waits for the bell, and looks again every few seconds."""

from threading import Event

from flask import Flask

from portal.errors import NotSaved
from portal.jobs.bell import Bell
from portal.jobs.cleaning import Cleaner
from portal.jobs.running import run_due
from portal.logs import logger

LOOK_EVERY = 3.0


def work_until(stop: Event, app: Flask, bell: Bell) -> None:
    """Until `stop` is set; a job that runs then is given back at its next sign of life, or ends before."""
    cleaner = Cleaner(app)
    while not stop.is_set():
        try:
            run_due(app, stop.is_set)
            cleaner.clean_where_due(stop.is_set)
        except NotSaved:
            logger.warning("the database does not take a job at this moment")
        except Exception:
            logger.exception("the database does not answer the worker")
        bell.wait(LOOK_EVERY, stop)
    bell.close()
