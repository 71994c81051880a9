"""Browsers as people call them: enough to recognise one's own."""

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(sent: str) -> str:
    """What a browser says of itself, in two words; what nobody knows is cut short."""
    found = [next((name for mark, name in marks if mark in sent), "") for marks in (BROWSERS, SYSTEMS)]
    return " · ".join(name for name in found if name) or sent[:40]
