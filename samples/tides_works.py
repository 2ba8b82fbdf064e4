"""The two scenes where land meets the wave: the bay, and the mill with its modern heir.

See ``tides_sky`` for what a scene is.
"""

from __future__ import annotations

import math
import random

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
    argb,
    backdrop,
    body,
    faded,
    fill,
    glow,
    lamp,
    lerp,
    line,
    mix,
    moon,
    path,
    radial,
    ramp,
    shaded,
    smooth,
    steps,
    vertical,
    water_line,
    write,
)
from tides_sky import Beats

MOUTH, HEAD, STILL = -40.0, 1010.0, 425.0
BAY_LINES = 22
BAY_HILLS: tuple[Point, ...] = (
    (-260, 236), (90, 196), (240, 236), (380, 232), (520, 282), (680, 292), (820, 338), (980, 336),
    (1120, 306), (1560, 282), (1560, 760), (-260, 760),
)  # fmt: skip


def bay_wave(u: float, phase: float, squeeze: float, rocking: float) -> float:
    """Find how high the sea stands ``u`` of the way into the bay."""
    running = lerp(7, lerp(9, 30, u**1.5), squeeze) * math.cos(phase - 11 * u)
    seiche = 68 * math.sin(math.pi / 2 * u) ** 2 * math.cos(phase)
    return lerp(running, seiche + 0.08 * running, rocking)


def bay_point(u: float, v: float, rise: float) -> Point:
    """Place a spot of the surface: ``u`` into the bay, ``v`` from the back (0) to the front (1)."""
    width = lerp(300, 30, ramp(u, -0.25, 1.1))
    return lerp(MOUTH, HEAD, u), STILL + (v - 0.64) * width - rise


def shape_of_a_bay(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Send a wave up a bay that narrows and grows shallow, until it towers at the head."""
    canvas.drawImage(backdrop("dusk"), 0, 0)
    moon(canvas, (720, 150), 34)
    canvas.drawPath(smooth(BAY_HILLS), vertical(200, 430, (0x1B3454, 1), (0x0A182C, 1)))
    squeeze = ramp(t, beats[1], beats[2] + 2.5)
    rocking = ramp(t, beats[3], beats[4] + 1.5)
    shallows = ramp(t, beats[1] - 1, beats[1] + 0.6)
    phase = 1.35 * (t - beats[5] - 2.9)  # so that it is high water as the house appears
    reach = steps(0, 1, 60)
    rises = [bay_wave(u, phase, squeeze, rocking) for u in reach]
    for i in range(BAY_LINES):
        surface_strip(canvas, i / BAY_LINES, reach, rises)
    front = [bay_point(u, 1, rise) for u, rise in zip(reach, rises, strict=True)]
    canvas.drawPath(
        body(front, HEIGHT), vertical(350, 600, (0x1F5C92, 0.96), (0x123A68, 1), (0x08172E, 1))
    )
    canvas.drawPath(path(front), line(PALE, 2.2, 0.85))
    floor = [bay_floor(u) for u in steps(0, 1, 60)]
    canvas.drawPath(body(floor, HEIGHT), vertical(490, 680, (0x2A3646, 1), (0x0C121C, 1)))
    canvas.drawPath(path(floor), line(HAZE, 1.4, 0.3 + 0.4 * shallows))
    cliff(canvas)
    compare(canvas, ramp(t, beats[5] + 0.6, beats[5] + 2.0))


def surface_strip(canvas: skia.Canvas, v: float, reach: list[float], rises: list[float]) -> None:
    """Draw one strip of the bay's surface, brighter where the sea stands higher."""
    back = [bay_point(u, v, rise) for u, rise in zip(reach, rises, strict=True)]
    near = v + 1.0 / BAY_LINES
    front = [bay_point(u, near, rise - 1) for u, rise in zip(reach, rises, strict=True)]
    tints = [
        argb(mix(0x17406D, 0x6FB0DC, min(1, max(0, 0.36 + 0.35 * v + rise / 90))))
        for rise in rises[::3]
    ]
    sheet = skia.GradientShader.MakeLinear(points=[(MOUTH, 0), (HEAD, 0)], colors=tints)
    canvas.drawPath(path([*back, *reversed(front)], True), shaded(sheet))
    canvas.drawPath(path(back), line(PALE, 1.1, 0.08 + 0.16 * v if v else 0.6))


def bay_floor(u: float) -> Point:
    """Find the sea floor, which climbs towards the head of the bay."""
    return lerp(MOUTH, HEAD, u), lerp(632, 520, ramp(u, 0.05, 1.25)) + 4 * math.sin(17 * u)


def cliff(canvas: skia.Canvas) -> None:
    """Draw the land at the head of the bay, with a cottage on top."""
    rock = [
        (HEAD - 26, HEIGHT), (HEAD - 12, 540), (HEAD + 4, 462), (HEAD - 2, 405), (HEAD + 12, 332),
        (HEAD + 60, 322), (WIDTH + 10, 316), (WIDTH + 10, HEIGHT),
    ]  # fmt: skip
    canvas.drawPath(path(rock, True), vertical(316, 640, (0x2C3F57, 1), (0x182538, 1), (INK, 1)))
    canvas.drawPath(path(rock[1:7]), line(HAZE, 1.4, 0.5))
    house = [(1196, 318), (1196, 288), (1222, 268), (1248, 288), (1248, 318)]
    canvas.drawPath(path(house, True), fill(0x0D1A2D))
    canvas.drawRect(skia.Rect(1214, 293, 1226, 305), fill(AMBER))
    glow(canvas, (1220, 299), 50, AMBER, 0.4)


def compare(canvas: skia.Canvas, alpha: float) -> None:
    """Stand a five-storey house beside the rise at the head of the bay."""
    high, low, left, right = 366.0, 506.0, 1092.0, 1172.0
    paint = line(AMBER, 2, alpha)
    canvas.drawRect(skia.Rect(left, high + 16, right, low), fill(INK, 0.55 * alpha))
    walls = [(left, low), (left, high + 16), ((left + right) / 2, high - 4), (right, high + 16)]
    canvas.drawPath(path([*walls, (right, low)], True), paint)
    for storey in range(5):
        for x in (left + 14, left + 34, left + 54):
            y = high + 24 + 23 * storey
            canvas.drawRect(skia.Rect(x, y, x + 11, y + 13), fill(AMBER, 0.85 * alpha))
    x = left - 26
    canvas.drawLine(x, high, x, low, line(AMBER, 2, alpha))
    for y in (high, low):
        canvas.drawLine(HEAD + 4, y, x + 9, y, line(AMBER, 2.2, alpha))
    write(canvas, "16 m", (x, high - 18), 28, colour=AMBER, alpha=alpha, weight=500)


def work_from_the_water(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Run a tide mill through one tide, then show its modern heir."""
    modern = ramp(t, beats[3] - 0.5, beats[3] + 0.9)
    if modern < 1:
        tide_mill(canvas, t, beats)
    faded(canvas, modern, lambda: barrage(canvas, t, beats))


def tide_mill(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Fill the pond on the flood, shut the gate, and turn the wheel on the ebb."""
    canvas.drawImage(backdrop("dusk"), 0, 0)
    path_of_moon = ramp(t, 0, beats[3] + 2)
    moon(canvas, (lerp(330, 1090, path_of_moon), 210 - 70 * math.sin(math.pi * path_of_moon)), 30)
    hills = [(-260, 390), (160, 398), (380, 414), (760, 404), (1000, 372), (1200, 384), (1560, 360)]
    canvas.drawPath(smooth([*hills, (1560, 760), (-260, 760)]), fill(0x0E2039))
    canvas.drawRect(
        skia.Rect(0, 420, WIDTH, HEIGHT), vertical(420, 600, (0x345F8A, 1), (0x1A2E48, 1))
    )

    flood = ramp(t, beats[1], beats[1] + 3.0)
    shut = ramp(t, beats[2] - 1.6, beats[2] - 0.7)
    ebb = ramp(t, beats[2] - 0.3, beats[2] + 2.0)
    release = ramp(t, beats[2] + 1.6, beats[2] + 2.4)
    sea = lerp(lerp(566, 452, flood), 566, ebb)
    pond = lerp(lerp(496, 540, ramp(t, -2, beats[1])), 458, ramp(t, beats[1] + 0.9, beats[2] - 1.2))
    pond = lerp(pond, 520, ramp(t, beats[2] + 1.8, beats[3] + 2))
    early = 1 - ramp(t, beats[1] - 0.8, beats[1] + 0.4)
    gate = max(1 - shut, release)

    for level, left, right in ((sea, 0, 640), (pond, 660, WIDTH)):
        surface = water_line(level, t, left, right, 1.6)
        canvas.drawPath(
            body(surface, HEIGHT), vertical(440, 640, (0x2A6396, 1), (0x143F6E, 1), (DEEP, 1))
        )
        canvas.drawPath(path(surface), line(PALE, 2, 0.7))
    incoming = flood * (1 - shut)
    stream(canvas, t, incoming, rightward=True)
    stream(canvas, t, max(early, release), rightward=False)
    mill_ground(canvas)
    turned = -(min(t, beats[1]) + max(0.0, t - beats[2] - 1.9)) * 1.5
    mill_wheel(canvas, (568, 506), 70, turned)
    mill_house(canvas, gate, t)


def stream(canvas: skia.Canvas, t: float, strength: float, *, rightward: bool) -> None:
    """Let flecks of water rush through the culvert under the mill."""
    rng = random.Random(3)
    for _ in range(34):
        u = (rng.random() + t * rng.uniform(0.5, 0.75)) % 1
        y, size = 548 + rng.uniform(-13, 15), rng.uniform(12, 30)
        x = lerp(440, 850, u) if rightward else lerp(850, 440, u)
        alpha = strength * 0.75 * math.sin(math.pi * u)
        canvas.drawLine(x, y, x + size, y, line(PALE, 2.2, alpha))


def mill_ground(canvas: skia.Canvas) -> None:
    """Draw the bed of the sea and of the pond, and the dam between them."""
    bed = [(x, 578 + 5 * math.sin(x / 120)) for x in steps(0, WIDTH, 60)]
    canvas.drawPath(body(bed, HEIGHT), vertical(570, 700, (0x263040, 1), (0x0C121C, 1)))
    dam = vertical(424, 600, (0x3C4F67, 1), (0x22324A, 1))
    canvas.drawPath(path([(648, 424), (752, 424), (756, 532), (644, 532)], True), dam)
    canvas.drawPath(path([(640, 566), (760, 566), (764, 600), (636, 600)], True), dam)
    canvas.drawRect(skia.Rect(644, 532, 756, 566), fill(INK, 0.35))
    for row in range(5):
        y = 440 + 21 * row
        canvas.drawLine(647, y, 753, y, line(INK, 1.4, 0.4))
        for x in range(660 + row % 2 * 18, 752, 36):
            canvas.drawLine(x, y - 21, x, y, line(INK, 1.2, 0.3))


def mill_wheel(canvas: skia.Canvas, at: Point, radius: float, turn: float) -> None:
    """Draw the water wheel."""
    wood = 0x8A6A47
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(-math.degrees(turn))
    for i in range(12):
        canvas.rotate(30)
        canvas.drawLine(0, 0, radius, 0, line(mix(wood, INK, 0.3), 4))
        canvas.drawLine(radius - 13, 0, radius + 10, 0, line(mix(wood, AMBER, 0.35), 6))
        canvas.drawLine(radius - 12, 0, radius + 9, 0, line(AMBER, 1.4, 0.5 if i % 3 else 1))
    canvas.drawCircle(0, 0, radius, line(wood, 6))
    canvas.drawCircle(0, 0, radius - 13, line(mix(wood, INK, 0.35), 4))
    canvas.drawCircle(0, 0, 9, fill(mix(wood, AMBER, 0.5)))
    canvas.restore()


def mill_house(canvas: skia.Canvas, gate: float, t: float) -> None:
    """Draw the mill over the culvert, lit while it works, and its gate on the pond side."""
    canvas.drawRect(skia.Rect(612, 286, 758, 426), vertical(286, 426, (0x31445C, 1), (0x22344B, 1)))
    roof = path([(594, 292), (685, 212), (776, 292)], True)
    canvas.drawPath(roof, vertical(212, 292, (0x22344D, 1), (0x121F33, 1)))
    canvas.drawLine(598, 290, 772, 290, line(HAZE, 1.4, 0.5))
    for x in (634, 674, 714):
        for y in (316, 368):
            glow(canvas, (x + 11, y + 14), 34, AMBER, 0.3)
            warmth = 0.82 + 0.06 * math.sin(2 * t + x + y)
            canvas.drawRect(skia.Rect(x, y, x + 22, y + 28), fill(AMBER, warmth))
            canvas.drawLine(x + 11, y, x + 11, y + 28, line(0x22344B, 2))
    canvas.drawLine(616, 420, 570, 500, line(0x1B2A40, 8))
    lift = lerp(0, 42, gate)
    canvas.drawLine(772, 420, 772, 566 - lift, line(0x5E4A36, 4))
    canvas.drawRect(skia.Rect(762, 524 - lift, 782, 570 - lift), fill(0xA97F4F))
    canvas.drawRect(skia.Rect(752, 416, 792, 426), fill(0x4A6079))


def barrage(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Show the Rance power station: a road on a dam, and turbines turning under water."""
    canvas.drawImage(backdrop("dusk"), 0, 0)
    moon(canvas, (1120, 104), 28)
    hills = [(-260, 326), (140, 318), (420, 338), (760, 344), (1060, 312), (1560, 326)]
    canvas.drawPath(smooth([*hills, (1560, 760), (-260, 760)]), fill(0x0E2039))
    canvas.drawRect(
        skia.Rect(0, 360, WIDTH, HEIGHT), vertical(360, 640, (0x3A4E66, 1), (0x1A2A40, 1))
    )
    canvas.drawRect(skia.Rect(0, 346, WIDTH, 366), fill(0x536A84))
    for x in range(80, WIDTH, 160):
        canvas.drawLine(x, 346, x, 306, line(0x16263D, 3))
        lamp(canvas, (x, 304), 3)
    for i, speed in enumerate((46.0, 61.0, -52.0)):
        lamp(canvas, ((i * 437 + speed * t) % (WIDTH + 80) - 40, 342), 2.2, 0.9)
    canvas.drawRect(
        skia.Rect(0, 418, WIDTH, HEIGHT),
        vertical(418, 650, (SEA, 0.75), (0x0F3763, 0.85), (INK, 1)),
    )
    for x in range(0, WIDTH + 1, 256):
        pier = skia.Rect(x - 26, 366, x + 26, HEIGHT)
        canvas.drawRect(pier, vertical(366, 640, (0x4A617B, 1), (0x1D3554, 1), (INK, 1)))
        canvas.drawLine(x - 26, 366, x - 26, 640, line(HAZE, 1.2, 0.35))
    for i in range(5):
        turbine(canvas, (128.0 + 256 * i, 506.0), 66, 1.1 * t + i)
    canvas.drawPath(path(water_line(418, t)), line(PALE, 2, 0.7))
    years_ahead(canvas, ramp(t, beats[5] + 1.2, beats[-1] - 0.6))


def turbine(canvas: skia.Canvas, at: Point, radius: float, turn: float) -> None:
    """Draw one turbine in its round duct."""
    canvas.drawCircle(*at, radius + 10, fill(0x2B4059))
    canvas.drawCircle(*at, radius + 10, line(FOAM, 1.4, 0.45))
    canvas.drawCircle(*at, radius, fill(0x06101F))
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(math.degrees(turn))
    blade = skia.Path()
    blade.moveTo(6, -8)
    blade.cubicTo(26, -34, 52, -30, radius - 3, -12)
    blade.quadTo(radius + 1, 4, radius - 6, 16)
    blade.cubicTo(44, 10, 26, 12, 8, 10)
    blade.close()
    for _ in range(4):
        canvas.rotate(90)
        canvas.drawPath(blade, radial((0, 0), radius, (0x2F4F73, 1), (0x9DC0DD, 1)))
        canvas.drawPath(blade, line(PALE, 1.2, 0.5))
    canvas.restore()
    canvas.drawCircle(*at, 12, fill(mix(AMBER, INK, 0.12)))
    canvas.drawCircle(*at, 12, line(IVORY, 1.4, 0.5))


def years_ahead(canvas: skia.Canvas, shown: float) -> None:
    """Run the calculated tide across the sky, its springs and neaps coming and going."""
    if not shown:
        return
    curve = [
        (x, 204 - (26 + 20 * math.cos((x - 300) / 92)) * math.sin((x - 300) / 9.5))
        for x in steps(300, lerp(300, 1200, shown), 700)
    ]
    canvas.drawPath(path(curve), line(AMBER, 5, 0.25, blur=4))
    canvas.drawPath(path(curve), line(AMBER, 2, 0.95))
    lamp(canvas, curve[-1], 4, min(1.0, 30 * shown))
