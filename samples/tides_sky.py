"""The four scenes seen from space, looking down on the North Pole.

A scene is ``scene(canvas, t, beats)``: ``t`` counts seconds from the start of its chapter, and
``beats`` holds the second at which each clause is spoken, with the end of the chapter last.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence

import skia
from tides_brush import (
    AMBER,
    FOAM,
    HAZE,
    INK,
    IVORY,
    MID,
    PALE,
    SEA,
    Point,
    argb,
    backdrop,
    dashed,
    fill,
    glow,
    lamp,
    lerp,
    line,
    moon,
    path,
    polar,
    radial,
    ramp,
    smooth,
    steps,
    window,
    write,
)

# Rough coasts of the northern lands, as latitude and longitude in degrees.
LANDS: tuple[tuple[Point, ...], ...] = (
    (
        (66, -168), (71, -156), (70, -130), (68, -110), (68, -95), (59, -94), (54, -81), (62, -77),
        (59, -65), (52, -56), (46, -61), (43, -70), (35, -76), (26, -80), (30, -89), (20, -97),
        (9, -80), (16, -98), (24, -109), (34, -119), (48, -124), (59, -138), (57, -156), (60, -165),
    ),
    ((83, -70), (76, -79), (67, -63), (71, -92), (70, -117), (77, -116), (80, -92)),
    ((83, -33), (78, -19), (70, -23), (60, -43), (68, -53), (76, -67), (81, -60)),
    (
        (37, -9), (44, -9), (48, -3), (53, 6), (57, 9), (59, 5), (65, 11), (71, 25), (67, 40),
        (69, 60), (73, 72), (78, 104), (73, 130), (71, 160), (66, 189), (60, 165), (60, 155),
        (54, 137), (43, 132), (37, 127), (39, 118), (30, 122), (22, 113), (9, 105), (22, 91),
        (8, 77), (24, 67), (25, 57), (13, 45), (31, 34), (37, 30), (40, 24), (45, 14), (38, 16),
        (44, 8), (41, 1), (36, -5),
    ),
    (
        (36, -5), (37, 10), (31, 19), (31, 32), (12, 43), (11, 51), (0, 42), (-2, 9), (5, 4),
        (5, -8), (15, -17), (28, -12),
    ),
    ((1, -50), (6, -55), (11, -63), (12, -72), (7, -78), (0, -80)),
    ((50, -5), (51, 1), (55, -2), (58, -3), (56, -6)),
    ((64, -23), (66, -17), (64, -14)),
    ((32, 131), (35, 140), (42, 142), (38, 138)),
)  # fmt: skip

Beats = Sequence[float]


def globe(canvas: skia.Canvas, at: Point, radius: float, turn: float, light: float) -> None:
    """Draw the Earth from above the pole, turned by ``turn`` and lit from ``light``."""
    glow(canvas, at, radius * 1.5, SEA, 0.55)
    canvas.drawCircle(*at, radius, radial(at, radius, (0x2C6A9C, 1), (0x1D4A7A, 1), (0x123058, 1)))
    canvas.save()
    canvas.clipPath(skia.Path.Circle(*at, radius), doAntiAlias=True)
    for land in LANDS:
        outline = [
            polar(at, radius * math.cos(math.radians(lat)), math.radians(lon) + turn)
            for lat, lon in land
        ]
        canvas.drawPath(smooth(outline), fill(0x7C9AA6, 0.92))
    canvas.drawCircle(*at, radius * 0.15, fill(PALE, 0.3, blur=radius * 0.07))
    rim = polar(at, radius * 0.55, light)
    canvas.drawCircle(*at, radius, radial(rim, radius * 1.75, (INK, 0), (INK, 0.1), (INK, 0.8)))
    canvas.restore()
    canvas.drawCircle(*at, radius, line(FOAM, 1.2, 0.5))


def oval(long: float, short: float, angle: float) -> float:
    """Find how far the edge of an ellipse is from its centre at an angle."""
    return long * short / math.hypot(short * math.cos(angle), long * math.sin(angle))


def ocean(
    canvas: skia.Canvas, at: Point, height: Callable[[float], float], alpha: float = 1.0
) -> None:
    """Draw the ocean as a shell around the Earth, ``height(angle)`` pixels from its centre."""
    angles = steps(0, 2 * math.pi, 160)[:-1]
    shell = path([polar(at, height(a), a) for a in angles], close=True)
    reach = max(height(a) for a in angles)
    canvas.drawPath(shell, line(FOAM, 9, 0.22 * alpha, blur=7))
    canvas.drawPath(
        shell, radial(at, reach, (SEA, 0.6 * alpha), (0x2A6EA6, 0.75 * alpha), (0x5FA3D6, alpha))
    )
    canvas.drawPath(shell, line(PALE, 1.6, 0.75 * alpha))


def arrow(
    canvas: skia.Canvas, start: Point, length: float, colour: int, alpha: float, width: float = 3
) -> None:
    """Draw an arrow to the right."""
    if alpha <= 0.004 or length < 4:
        return
    (x, y), paint = start, line(colour, width, alpha)
    canvas.drawLine(x, y, x + length, y, paint)
    head = 4 + width * 1.8
    tip = [
        (x + length - head, y - head * 0.7),
        (x + length, y),
        (x + length - head, y + head * 0.7),
    ]
    canvas.drawPath(path(tip), paint)


def ripples_of_gravity(canvas: skia.Canvas, at: Point, t: float, alpha: float) -> None:
    """Let rings spread from the Moon, weaker as they go."""
    for i in range(9):
        radius = 50 + (i * 90 + 26 * t) % 810
        strength = alpha * 0.55 * (1 - radius / 860) ** 1.6 * ramp(radius, 50, 110)
        canvas.drawCircle(*at, radius, line(FOAM, 1.4, strength))


def moons_pull(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Show the Moon's pull, long arrows near it and short ones far from it."""
    canvas.drawImage(backdrop("space"), 0, 0)
    drift = ramp(t, 0, beats[-1])
    earth = (lerp(440, 410, drift), 345.0)
    satellite = (lerp(1010, 1030, drift), lerp(290, 270, drift))
    ripples_of_gravity(canvas, satellite, t, ramp(t, beats[1] - 0.5, beats[1] + 1.5))
    globe(canvas, earth, 160, 0.35 + 0.09 * t, 0.15)
    moon(canvas, satellite, 46, light=2.6)

    far, near = earth[0] - 188, earth[0] + 182
    shown = ramp(t, beats[2], beats[2] + 1.2)
    contrast = ramp(t, beats[3], beats[3] + 2.0)
    breath = 1 + 0.06 * math.sin(2.2 * t)
    for dy in (-70, 0, 70):
        bend = 26 if dy else 0
        near_length = shown * breath * lerp(92, 128, contrast)
        far_length = shown * breath * lerp(92, 62, contrast)
        arrow(canvas, (near - bend, earth[1] + dy), near_length, AMBER, shown, 3.4)
        arrow(canvas, (far - 62 + bend, earth[1] + dy), far_length, HAZE, shown, 3.0)
    label = ramp(t, beats[3] + 0.6, beats[3] + 1.8)
    write(
        canvas, "+7%", (near + 146, earth[1] + 10), 28, colour=AMBER, alpha=label, weight=500,
        anchor=0,
    )  # fmt: skip


def two_bulges(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Stretch the ocean, first towards the Moon and then away from it."""
    canvas.drawImage(backdrop("space"), 0, 0)
    earth, satellite = (560.0, 335.0), (1110.0, 335.0)
    canvas.drawLine(*earth, *satellite, dashed(HAZE, 1.4, 0.7))
    near = ramp(t, beats[0], beats[0] + 3.2)
    far = ramp(t, beats[1] + 0.6, beats[1] + 4.2)
    sway = 1 + 0.03 * math.sin(1.3 * t)

    def height(angle: float) -> float:
        """Give the far and the near bulge their own growth."""
        side = near if math.cos(angle) > 0 else far
        return oval(154 + 58 * sway * side, 154 - 4 * (near + far), angle)

    ocean(canvas, earth, height)
    flow(canvas, earth, height, t, min(near, far))
    globe(canvas, earth, 134, 0.9 + 0.07 * t, 0)
    moon(canvas, satellite, 44, light=2.8)
    for angle, beat in ((0.0, beats[3]), (math.pi, beats[3] + 1.6)):
        pulse = window(t, beat, beat + 2.6)
        arc = [polar(earth, height(a) + 9, a) for a in steps(angle - 0.5, angle + 0.5, 30)]
        canvas.drawPath(path(arc), line(AMBER, 3, 0.9 * pulse))
    measure(canvas, earth, height(0), ramp(t, beats[4] + 0.4, beats[4] + 1.6))


def flow(
    canvas: skia.Canvas, at: Point, height: Callable[[float], float], t: float, alpha: float
) -> None:
    """Slide flecks of water along the shell towards the two bulges."""
    for i in range(36):
        u = (i / 9 + 0.12 * t) % 1
        start = math.pi / 2 * (1 if i % 2 else -1)
        toward = start + (math.pi / 2) * u * (1 if i % 4 < 2 else -1)
        depth = 145 + (i * 7 % 5) / 5 * (height(toward) - 150)
        fleck = [polar(at, depth, toward + d) for d in (-0.02, 0.02)]
        canvas.drawPath(path(fleck), line(PALE, 2, 0.55 * alpha * math.sin(math.pi * u)))


def measure(canvas: skia.Canvas, at: Point, reach: float, alpha: float) -> None:
    """Mark how high the bulge stands above the even sea."""
    low, high, y = at[0] + 154, at[0] + reach, at[1] + 96
    paint = line(AMBER, 1.6, alpha)
    for x in (low, high):
        canvas.drawLine(x, at[1] + 12, x, y + 8, line(AMBER, 1.2, 0.6 * alpha))
    canvas.drawLine(low, y, high, y, paint)
    write(canvas, "½ m", (high + 14, y + 8), 24, colour=AMBER, alpha=alpha, weight=500, anchor=0)


def turning_earth(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Turn the Earth inside its bulges and plot the water level at one harbour."""
    canvas.drawImage(backdrop("space"), 0, 0)
    earth = (400.0, 350.0)
    start, end = beats[2] - 0.4, beats[4] + 2.4
    day = (t - start) / (end - start) * 1.035
    orbit = 0.22 + math.radians(12.2 * min(1.035, max(0.0, day)))
    turn = 0.22 + 2 * math.pi * (min(day, 1.035) if t > start else 0.3 * day)

    def height(angle: float) -> float:
        """Point both bulges along the line to the Moon."""
        return oval(196, 145, angle - orbit)

    satellite = polar(earth, 372, orbit)
    canvas.drawPath(
        path([polar(earth, 372, a) for a in steps(-0.25, 0.75, 60)]), dashed(HAZE, 1.4, 0.75)
    )
    moved = ramp(t, beats[3], beats[3] + 1.0)
    canvas.drawPath(
        path([polar(earth, 372, a) for a in steps(0.22, orbit, 20)]), line(AMBER, 2.4, moved)
    )
    ocean(canvas, earth, height)
    globe(canvas, earth, 128, turn, orbit)
    moon(canvas, satellite, 30, light=math.pi + orbit)
    shown = ramp(t, beats[1] - 0.2, beats[1] + 0.8)
    harbour = polar(earth, 128, turn)
    canvas.drawPath(path([harbour, polar(earth, height(turn), turn)]), line(AMBER, 2, 0.8 * shown))
    lamp(canvas, harbour, 5, shown)
    tide_trace(canvas, min(1.035, max(0.0, day)), ramp(t, beats[2] - 1, beats[2]), moved)


def tide_trace(canvas: skia.Canvas, day: float, alpha: float, late: float) -> None:
    """Plot one day of water level, and the fifty minutes it is late."""
    left, right, middle, tall = 880.0, 1190.0, 350.0, 62.0

    def at(u: float) -> Point:
        """Place the level after ``u`` days; high water comes back after 1.035."""
        return lerp(left, right, u), middle - tall * math.cos(4 * math.pi * u / 1.035)

    base = middle + tall + 26
    canvas.drawLine(left, base, lerp(left, right, 1.035), base, line(HAZE, 1.2, 0.7 * alpha))
    for u in (0, 0.25, 0.5, 0.75, 1):
        x = lerp(left, right, u)
        canvas.drawLine(x, base - 4, x, base + 4, line(HAZE, 1.2, 0.9 * alpha))
        write(canvas, f"{24 * u:.0f} h", (x, base + 28), 18, colour=HAZE, alpha=alpha)
    if day > 0.003:
        trace = path([at(u) for u in steps(0, day, 90)])
        canvas.drawPath(trace, line(FOAM, 2.6, alpha))
        lamp(canvas, at(day), 4, alpha)
    end = lerp(left, right, 1.035)
    gap = alpha * late * ramp(day, 0.99, 1.03)
    for x in (right, end):
        canvas.drawLine(x, middle - tall - 28, x, base, line(AMBER, 1.2, 0.6 * gap))
    write(
        canvas, "+50 min", (end, middle - tall - 40), 24, colour=AMBER, alpha=gap, weight=500,
        anchor=0.8,
    )  # fmt: skip


def springs_and_neaps(canvas: skia.Canvas, t: float, beats: Beats) -> None:
    """Carry the Moon round its orbit; the Sun's tide adds to its own or works against it."""
    canvas.drawImage(backdrop("space"), 0, 0)
    earth, sun = (560.0, 335.0), (-70.0, 335.0)
    glow(canvas, sun, 520, AMBER, 0.55)
    canvas.drawCircle(*sun, 150, radial(sun, 150, (0xFFE3B5, 1), (0xFFD79A, 1), (AMBER, 1)))
    full = lerp(math.pi * 0.62, math.pi, ramp(t, 0.0, beats[1] + 1.0))
    full += math.pi * ramp(t, beats[1] + 1.6, beats[2] + 0.6)
    angle = full + math.pi / 2 * ramp(t, beats[3] + 1.2, beats[4] + 1.4)

    pull = 15.5 * cmath.exp(2j * angle) + 7.1  # the Moon's tide, and the Sun's at 0.46 of it
    size, lean = abs(pull), cmath.phase(pull) / 2

    def height(a: float) -> float:
        """Stretch the sea by the sum of the two tides."""
        return oval(112 + size, 112 - size, a - lean)

    aligned = abs(math.cos(angle)) ** 12
    canvas.drawLine(110, 335, 860, 335, dashed(AMBER, 1.5, 0.75 * aligned))
    canvas.drawCircle(*earth, 218, dashed(HAZE, 1.3, 0.6))
    ocean(canvas, earth, height)
    globe(canvas, earth, 74, 0.5 + 0.5 * t, math.pi)
    moon(canvas, polar(earth, 218, angle), 24, light=math.pi, shade=1)
    spring = ramp(t, beats[2], beats[2] + 0.8) * (1 - ramp(t, beats[4] - 0.6, beats[4]))
    neap = ramp(t, beats[5] - 0.2, beats[5] + 0.8)
    gauge(canvas, 5.6 * size, t, spring, neap)


def gauge(canvas: skia.Canvas, reach: float, t: float, spring: float, neap: float) -> None:
    """Draw a tide gauge whose water swings by ``reach`` either way."""
    x, middle, half = 1030.0, 335.0, 150.0
    level = middle - reach * math.sin(1.9 * t)
    tube = skia.RRect.MakeRectXY(skia.Rect(x - 26, middle - half, x + 26, middle + half), 26, 26)
    canvas.drawRRect(tube, fill(MID, 0.35))
    canvas.save()
    canvas.clipRRect(tube, doAntiAlias=True)
    canvas.drawRect(skia.Rect(x - 26, level, x + 26, middle + half), fill(0x4A90C4, 0.85))
    canvas.drawLine(x - 26, level, x + 26, level, line(PALE, 2.4))
    canvas.restore()
    canvas.drawRRect(tube, line(FOAM, 1.4, 0.6))
    for side in (-1, 1):
        y = middle + side * reach
        canvas.drawLine(x + 36, y, x + 62, y, line(AMBER, 2.2))
    canvas.drawLine(x + 49, middle - reach, x + 49, middle + reach, line(AMBER, 1.4, 0.6))
    for name, alpha in (("spring", spring), ("neap", neap)):
        write(canvas, name, (x + 76, middle + 8), 26, colour=IVORY, alpha=alpha, anchor=0)


def night_fade(canvas: skia.Canvas, alpha: float) -> None:
    """Darken the whole picture."""
    if alpha > 0:
        canvas.drawPaint(skia.Paint(Color=argb(INK, alpha)))
