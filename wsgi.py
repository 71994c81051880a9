"""Where servers and `flask --app wsgi` find the portal."""

from portal import create_app

app = create_app()
