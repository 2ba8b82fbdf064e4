"""The two scenes on the coast that everyone can walk to: the harbour, and the tide table.

See ``tides_sky`` for what a scene is.
"""

from __future__ import annotations

import math
from itertools import pairwise

import skia
from tides_brush import (
    AMBER,
    DEEP,
    FOAM,
    HAZE,
    HEIGHT,
    INK,
    IVORY,
    PALE,
    SEA,
    WIDTH,
    Point,
    backdrop,
    body,
    faded,
    fill,
    glitter,
    glow,
    lamp,
    lerp,
    line,
    mix,
    moon,
    path,
    ramp,
    smooth,
    steps,
    vertical,
    water_line,
    write,
)
from tides_sky import Beats
from tides_story import TITLE

HORIZON = 398.0
HILLS: tuple[Point, ...] = (
    (-40, 400), (60, 372), (190, 352), (300, 366), (420, 386), (560, 380), (690, 392), (800, 384),
    (930, 396), (1320, 399), (1320, 410), (-40, 410),
)  # fmt: skip
HIGH_WATER, LOW_WATER = 430.0, 572.0


def far_shore(canvas: skia.Canvas, t: float) -> None:
    """Draw the hills across the water, with a lighthouse and the lights of a village."""
    canvas.drawRect(
        skia.Rect(0, 300, WIDTH, HORIZON + 10), vertical(300, HORIZON, (SEA, 0), (0x5C8DB5, 0.5))
    )
    canvas.drawPath(smooth(HILLS), fill(0x0C1D36))
    for x, y in (
        (330, 383), (352, 386), (371, 387), (398, 389), (421, 391), (560, 392), (584, 392),
    ):  # fmt: skip
        lamp(canvas, (x, y), 1.3, 0.8 + 0.2 * math.sin(t + x))
    canvas.drawPath(path([(186, 356), (189, 312), (199, 312), (202, 356)]), fill(0x1B3352))
    beam = 0.5 + 0.5 * math.sin(1.1 * t)
    lamp(canvas, (194, 308), 2.6, 0.45 + 0.55 * beam)
    glow(canvas, (194, 308), 90, AMBER, 0.25 * beam**3)


def boat(canvas: skia.Canvas, at: Point, size: float, tilt: float, stripe: int) -> None:
    """Draw a small fishing boat with its waterline at ``at``."""
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(tilt)
    canvas.scale(size, size)
    hull = skia.Path()
    hull.moveTo(-84, -26)
    hull.quadTo(0, -8, 92, -34)
    hull.quadTo(78, 12, 46, 18)
    hull.lineTo(-58, 18)
    hull.quadTo(-80, 10, -84, -26)
    canvas.drawLine(8, -20, 8, -138, line(0x0F2139, 4))
    canvas.drawLine(8, -60, -66, -48, line(0x0F2139, 3.4))
    for x, y in ((90, -34), (-82, -26)):
        canvas.drawLine(8, -136, x, y, line(HAZE, 1, 0.5))
    canvas.drawPath(path([(14, -16), (17, -54), (52, -56), (56, -20)], True), fill(0x27415F))
    canvas.drawRect(skia.Rect(24, -48, 44, -34), fill(AMBER, 0.85))
    glow(canvas, (34, -41), 44, AMBER, 0.35)
    canvas.drawPath(hull, vertical(-30, 18, (0x5F7F9C, 1), (0x1B3350, 1)))
    rail = skia.Path()
    rail.moveTo(-83, -24)
    rail.quadTo(0, -6, 91, -32)
    canvas.drawPath(rail, line(stripe, 3.2, 0.9))
    lamp(canvas, (8, -140), 2.2, 0.9)
    canvas.restore()


def quay(canvas: skia.Canvas, level: float) -> None:
    """Draw the harbour wall, wet up to the last high water, with a lamp and an onlooker."""
    left, top = 985.0, 366.0
    wall = path([(left, top), (WIDTH, top - 4), (WIDTH, HEIGHT), (left - 26, HEIGHT)], True)
    canvas.drawPath(wall, vertical(top, 640, (0x33475F, 1), (0x22344C, 1), (0x101D30, 1)))
    canvas.save()
    canvas.clipPath(wall, doAntiAlias=True)
    for row in range(14):
        y = top + 8 + 25 * row
        canvas.drawLine(left - 30, y, WIDTH, y, line(INK, 1.6, 0.4))
        for x in range(int(left) - 40 + row % 2 * 34, WIDTH, 68):
            canvas.drawLine(x, y, x, y + 25, line(INK, 1.4, 0.32))
    canvas.drawRect(
        skia.Rect(left - 30, HIGH_WATER - 6, WIDTH, HEIGHT),
        vertical(HIGH_WATER - 6, 640, (0x0A1C22, 0.25), (0x0A1C22, 0.75)),
    )
    canvas.restore()
    canvas.drawRect(skia.Rect(left - 8, top - 9, WIDTH, top + 4), fill(0x4A6079))
    for i, y in enumerate(steps(top + 22, LOW_WATER + 14, 10)):
        x = left - 8 - (y - top) * 0.07
        canvas.drawLine(x, y, x + (24 if i % 2 else 15), y, line(IVORY, 2.2, 0.75))
    canvas.drawLine(left - 12, level, left + 34, level, line(AMBER, 2.6, 0.95))
    canvas.drawLine(1140, top - 8, 1140, 238, line(0x0E1D33, 5))
    canvas.drawLine(1140, 240, 1112, 240, line(0x0E1D33, 4))
    glow(canvas, (1110, 248), 150, AMBER, 0.42)
    lamp(canvas, (1110, 248), 5)
    onlooker(canvas, (1062, top - 9))


def onlooker(canvas: skia.Canvas, feet: Point, size: float = 1.0) -> None:
    """Draw someone standing, in outline against the light."""
    dark = fill(0x081222)
    canvas.save()
    canvas.translate(*feet)
    canvas.scale(size, size)
    canvas.drawCircle(0.6, -57.5, 5, dark)
    for x in (-3.4, 3.2):
        canvas.drawLine(x, -24, x, -2, line(0x081222, 4.4))
    canvas.drawPath(path([(-2.2, -56), (3.4, -56), (5, -48), (-4, -48)], True), dark)
    coat = [(-4, -54), (5, -54), (9, -49), (7, -34), (10, -13), (-10, -13), (-7, -34), (-9, -49)]
    canvas.drawPath(smooth(coat), dark)
    canvas.drawPath(path([(6, -48), (10, -36), (10, -26)]), line(0x081222, 3.6))
    canvas.restore()


def harbour_level(t: float, beats: Beats) -> float:
    """Rise, wait, fall and rise again as the narration says."""
    level = lerp(478, HIGH_WATER, ramp(t, beats[0] - 2.5, beats[1] + 1.6))
    level = lerp(level, LOW_WATER + 14, ramp(t, beats[2] - 0.4, beats[3] - 0.6))
    return lerp(level, HIGH_WATER + 6, ramp(t, beats[3] - 0.1, beats[4] + 2.6))


def harbour_breathes(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Fill, empty and fill a small harbour under the Moon."""
    canvas.drawImage(backdrop("dusk"), 0, 0)
    level = harbour_level(t, beats)
    ebb = (level - HIGH_WATER) / (LOW_WATER - HIGH_WATER)
    overhead = ramp(t, beats[4] + 1.4, beats[4] + 3.2)
    glow(canvas, (840, 150), 320, IVORY, 0.25 * overhead)
    moon(canvas, (840, 150), 36)
    far_shore(canvas, t)
    flat = mix(0x14325A, 0x1C2A3C, ebb)
    canvas.drawRect(
        skia.Rect(0, HORIZON, WIDTH, HEIGHT),
        vertical(HORIZON, 610, (0x4C7EA8, 1), (mix(0x22507F, 0x2B4A68, ebb), 1), (flat, 1)),
    )
    glitter(canvas, 840, HORIZON, 190, t, 0.9 * (1 - 0.35 * ebb))
    mud = [(x, 596 + 10 * math.sin(x / 170) - x / 90) for x in steps(0, WIDTH, 80)]
    moor_boats(canvas, t, level)
    surface = water_line(level, t)
    canvas.drawPath(
        body(surface, HEIGHT), vertical(level, 660, (0x1D4E7F, 0.88), (0x0C2546, 0.96), (INK, 1))
    )
    canvas.drawPath(path(surface), line(PALE, 1.8, 0.6))
    canvas.drawPath(body(mud, HEIGHT), vertical(585, 700, (0x1F2A39, 1), (0x0A111C, 1)))
    canvas.drawPath(path(mud), line(HAZE, 1.3, 0.35))
    quay(canvas, level)
    heading = 1 - ramp(t, beats[0] - 1.0, beats[0] + 0.2)
    write(canvas, TITLE, (545, 262), 54, colour=IVORY, alpha=heading, weight=300)


def moor_boats(canvas: skia.Canvas, t: float, level: float) -> None:
    """Let the boats float, or lean on the mud when the water has gone."""
    for x, ground, size, lean, stripe in (
        (330.0, 580.0, 0.86, -9.0, FOAM),
        (690.0, 572.0, 1.12, 8.0, AMBER),
    ):
        keel = 16 * size
        aground = ramp(level, ground - keel - 4, ground - keel + 16)
        y = min(level, ground - keel) + (1 - aground) * 2.2 * math.sin(1.2 * t + x)
        roll = (1 - aground) * 1.6 * math.sin(0.9 * t + x)
        boat(canvas, (x, y), size, lerp(roll, lean, aground), stripe)


# Low and high waters around one day: hour, metres.
TURNS = ((-3.0, 5.0), (3.2, 0.9), (9.4, 5.1), (15.62, 0.8), (21.83, 5.2), (28.05, 1.0))
ROWS = (("03:12", "0.9 m"), ("09:24", "5.1 m"), ("15:37", "0.8 m"), ("21:50", "5.2 m"))


def sea_height(hour: float) -> float:
    """Find the height of the tide, in metres, at an hour of the day."""
    for (h0, m0), (h1, m1) in pairwise(TURNS):
        if hour <= h1:
            return lerp(m0, m1, (1 - math.cos(math.pi * (hour - h0) / (h1 - h0))) / 2)
    return TURNS[-1][1]


def on_chart(hour: float, metres: float | None = None) -> Point:
    """Place an hour and a height on the chart."""
    metres = sea_height(hour) if metres is None else metres
    return lerp(500, 1190, hour / 24), lerp(442, 180, metres / 5.6)


def tide_table(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Trace one day of tide beside its table, then go down to the beach."""
    leaving = ramp(t, beats[5] - 0.5, beats[5] + 0.9)
    beach(canvas, t, beats, leaving)

    def chart() -> None:
        """Draw table and curve as one layer."""
        canvas.drawPaint(fill(INK, 0.58))
        now = 24 * ramp(t, beats[1] - 0.8, beats[3] - 0.2)
        tide_curve(canvas, now, ramp(t, beats[0], beats[0] + 1))
        table(canvas, now, ramp(t, beats[0], beats[0] + 1))
        twelfths(canvas, t, beats)

    faded(canvas, 1 - leaving, chart)


def table(canvas: skia.Canvas, now: float, alpha: float) -> None:
    """Set the four lines of the day, lit as the curve reaches each."""
    left, right = 110.0, 400.0
    for i, (time, metres) in enumerate(ROWS):
        y = 214 + 66 * i
        lit = ramp(now, TURNS[i + 1][0] - 0.6, TURNS[i + 1][0] + 0.2)
        tint, strength = mix(HAZE, IVORY, lit), alpha * lerp(0.45, 1, lit)
        weight = {"colour": tint, "alpha": strength}
        write(canvas, time, (left, y), 32, anchor=0, **weight)
        write(canvas, metres, (right, y), 32, anchor=1, **weight)
        write(canvas, "high" if i % 2 else "low", (250, y), 24, weight=300, **weight)
        canvas.drawLine(left, y + 23, right, y + 23, line(HAZE, 1, 0.35 * alpha))


def tide_curve(canvas: skia.Canvas, now: float, alpha: float) -> None:
    """Draw the tide up to hour ``now``, with its high and low waters marked."""
    base = on_chart(0, 0)[1]
    canvas.drawLine(500, base, 1190, base, line(HAZE, 1.2, 0.6 * alpha))
    for hour in range(0, 25, 6):
        x = on_chart(hour)[0]
        canvas.drawLine(x, base, x, base + 6, line(HAZE, 1.2, 0.8 * alpha))
        write(canvas, f"{hour:02}:00", (x, base + 30), 17, colour=HAZE, alpha=alpha)
    if now <= 0.05:
        return
    curve = [on_chart(h) for h in steps(0, now, 120)]
    canvas.drawPath(body(curve, base), vertical(180, base, (SEA, 0.6), (SEA, 0.1)))
    canvas.drawPath(path(curve), line(FOAM, 3, alpha))
    for hour, metres in TURNS[1:5]:
        if shown := ramp(now, hour - 0.2, hour + 0.4):
            lamp(canvas, on_chart(hour, metres), 4.5, shown)
    if now < 23.9:
        canvas.drawCircle(*on_chart(now), 5, fill(PALE, alpha))


def twelfths(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Show how much the sea climbs in each of the six hours between low and high."""
    (h0, m0), (h1, _) = TURNS[1], TURNS[2]
    hours = steps(h0, h1, 6)
    for i in range(6):
        grown = ramp(t, beats[3] + 0.5 + 0.45 * i, beats[3] + 1.3 + 0.45 * i)
        middle = ramp(t, beats[4], beats[4] + 0.8) if i in (2, 3) else 0.0
        low, high = sea_height(hours[i]), sea_height(hours[i + 1])
        left, bottom = on_chart(hours[i], m0 if i == 0 else low)
        right, top = on_chart(hours[i + 1], lerp(low, high, grown))
        tint = mix(FOAM, AMBER, middle)
        box = skia.Rect(left + 1.5, top, right - 1.5, max(bottom, top + 1))
        canvas.drawRect(box, fill(tint, grown * lerp(0.5, 0.92, middle)))
    half = ramp(t, beats[4] + 1.2, beats[4] + 2.0)
    x, y = on_chart((h0 + h1) / 2)
    write(canvas, "half", (x - 46, y + 4), 30, colour=AMBER, alpha=half, weight=500, anchor=1)


def beach(canvas: skia.Canvas, t: float, beats: Beats, near: float) -> None:
    """Let the sea come back over the sand, to someone looking up at the Moon."""
    canvas.drawImage(backdrop("dusk"), 0, 0)
    end = beats[-1]
    time_match = (lerp(500, 640, ramp(t, 0, end)), lerp(250, 172, ramp(t, beats[5], end)))
    up = ramp(t, beats[6] + 0.6, beats[6] + 2.4)
    glow(canvas, time_match, 360, IVORY, 0.28 * up)
    faded(canvas, near, lambda: moon(canvas, time_match, 50))
    horizon = 430.0
    canvas.drawRect(
        skia.Rect(0, horizon, WIDTH, HEIGHT),
        vertical(horizon, 640, (0x4C7EA8, 1), (0x1E4A78, 1), (DEEP, 1)),
    )
    glitter(canvas, time_match[0], horizon, 170, t, near)
    tide = 30 * ramp(t, beats[6] - 0.5, end)
    edge = [
        (x, 592 + tide + 26 * math.sin(x / 330 + 0.4) + 5 * math.sin(x / 90 + 0.8 * t))
        for x in steps(0, WIDTH, 120)
    ]
    wet = [(x, y - 2) for x, y in edge]
    canvas.drawPath(body(wet, HEIGHT), vertical(570, HEIGHT, (0x37404C, 1), (0x161B24, 1)))
    canvas.drawPath(path(wet), line(PALE, 7, 0.25, blur=4))
    canvas.drawPath(path(wet), line(PALE, 2.4, 0.7))
    onlooker(canvas, (902, 606), 1.5)
    lamp(canvas, (917, 564), 4, 0.9 * near)
