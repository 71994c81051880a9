"""/health: for whoever watches the server. It tells nothing about the portal's business."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from portal.services import health as health_service
from portal.views.pages import PUBLIC, Pages

pages = Pages("health", __name__)


@pages.page("/health", permission=PUBLIC)
def health() -> ResponseReturnValue:
    is_well = health_service.database_answers()
    return jsonify(status="ok" if is_well else "unavailable"), 200 if is_well else 503
