"""Security headers on every answer, refusals and failures included (SECURITY F2, F8)."""

from flask import Flask, Response, current_app, request

from portal.assets import Assets

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
A_YEAR = "public, max-age=31536000, immutable"


def protect(response: Response) -> Response:
    """Add what the view has not set itself: a file sets a stricter policy of its own."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code < 400:
        response.headers["Cache-Control"] = A_YEAR if _is_current_asset() else "no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _is_current_asset() -> bool:
    assets: Assets = current_app.extensions["assets"]
    name = str((request.view_args or {}).get("filename", ""))
    return assets.is_current(name, request.args.get("v", ""))


def init_app(app: Flask) -> None:
    """Registered first, so that it runs last and sees what all others have set."""
    app.after_request(protect)
