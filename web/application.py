"""The application factory's work: blueprints, templates and the rules for every response."""

from __future__ import annotations

from flask import Flask

from web import player
from web.library import Library


def build(library: Library) -> Flask:
    app = Flask("web", static_folder=None)
    app.config["LIBRARY"] = library
    app.register_blueprint(player.blueprint)
    return app
