"""Importing a notice: the pages stand beside each other, their addresses begin the same."""

from portal.views.pages import Pages

pages = Pages("plan_import", __name__, url_prefix="/plans/import")
