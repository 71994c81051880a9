"""Findings: placeholder so that the portal starts; its pages are on their way."""

from portal.views.pages import Pages

pages = Pages("findings", __name__)
