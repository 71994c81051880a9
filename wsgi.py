"""Where servers and `flask --app wsgi` find the portal."""

import gc

gc.disable()  # what is loaded here stays: looking through it for garbage, again and again, took a tenth of the start

from portal import create_app  # noqa: E402 - that is the loading

app = create_app()
gc.freeze()
gc.enable()
