"""The player page and what it reads."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, send_file, send_from_directory

from timeline.times import timestamp, to_seconds
from web.library import Entry
from web.page import build

blueprint = Blueprint("player", __name__)


def _entry(id: str) -> Entry:
    entry = current_app.config["LIBRARY"].get(id)
    if entry is None:
        abort(404)
    return entry


@blueprint.get("/")
def index():
    entries = current_app.config["LIBRARY"].list()
    if len(entries) == 1:
        return redirect(f"t/{entries[0].id}/")
    return render_template("index.html", entries=entries)


@blueprint.get("/t/<id>/")
def page(id: str):
    entry = _entry(id)
    page = build(entry, start=request.args.get("t", 0, float))
    return render_template("page.html", page=page, asset=lambda n: f"{page.root}static/dev/{n}")


@blueprint.get("/static/<version>/<path:name>")
def static(version: str, name: str):
    return send_from_directory("static", name, max_age=0)


@blueprint.get("/t/<id>/media")
def media(id: str):
    source = _entry(id).source
    if source.path is None:
        abort(404)
    return send_file(source.path.resolve(), mimetype=source.type, conditional=True)


@blueprint.get("/t/<id>/status.json")
def status(id: str):
    entry = _entry(id)
    return {"version": entry.version, "problem": entry.problem}


@blueprint.get("/t/<id>/timeline.json")
def data(id: str):
    t = _entry(id).timeline
    s = lambda v: None if v is None else to_seconds(v)
    def place(p):
        return dict(start=s(p.start), end=s(p.end), chapter=p.chapter, confidence=p.confidence, placed_by=None if p.start is None else p.placed_by, reason=p.reason, quote=p.quote, candidates=[], line=p.line)
    return Response(json.dumps(dict(
        version=1, title=t.title, tldr=t.tldr, duration=s(t.duration), duration_source=t.duration_source, language=t.language, source_url=t.source_url,
        chapters=[dict(start=s(c.start), end=s(c.end), title=c.title, text=c.text, line=c.line) for c in t.chapters],
        insights=[dict(text=p.text, icon=p.icon, **place(p)) for p in t.insights],
        qa=[dict(question=p.question, answer=p.answer, **place(p)) for p in t.qa], unparsed=[])), mimetype="application/json")


@blueprint.get("/t/<id>/<name>.vtt")
def track(id: str, name: str):
    e = _entry(id)
    t = e.timeline
    cues = {
        "chapters": [(c.start, c.end, c.title) for c in t.chapters],
        "insights": [(p.start, p.end, p.text) for p in t.insights if p.start is not None],
        "qa": [(p.start, p.end, p.question) for p in t.qa if p.start is not None],
        "transcript": [(p.start, p.end, p.text) for p in (e.transcript.segments if e.transcript else ())],
    }.get(name) or abort(404)
    body = "WEBVTT\n" + "".join(f"\n{timestamp(a)} --> {timestamp(b)}\n{x}\n" for a, b, x in sorted(cues))
    return Response(body, mimetype="text/vtt")
