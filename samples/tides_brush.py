"""Brushes for the film: palette, easing, and the things more than one scene draws."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import skia

WIDTH, HEIGHT = 1280, 720

INK, NIGHT, DEEP, MID, SEA = 0x040914, 0x07101F, 0x0B1B33, 0x12305A, 0x1F5583
HAZE, FOAM, PALE, IVORY, AMBER = 0x5F86AD, 0x9CC3E0, 0xDCE9F4, 0xF1EBDD, 0xF4B45F

Point = tuple[float, float]


def ramp(t: float, start: float, end: float) -> float:
    """Ease smoothly from 0 at ``start`` to 1 at ``end``."""
    u = min(1.0, max(0.0, (t - start) / (end - start)))
    return u * u * (3 - 2 * u)


def window(t: float, start: float, end: float, soft: float = 0.8) -> float:
    """Be 1 between ``start`` and ``end``, fading in and out over ``soft`` seconds."""
    return ramp(t, start, start + soft) * (1 - ramp(t, end - soft, end))


def lerp(a: float, b: float, u: float) -> float:
    """Go from ``a`` to ``b`` as ``u`` goes from 0 to 1."""
    return a + (b - a) * u


def mix(a: int, b: int, u: float) -> int:
    """Blend two 0xRRGGBB colours."""
    return sum(round(lerp(a >> s & 255, b >> s & 255, u)) << s for s in (16, 8, 0))


def argb(colour: int, alpha: float = 1.0) -> int:
    """Give a 0xRRGGBB colour an opacity, as Skia wants it."""
    return round(255 * min(1.0, max(0.0, alpha))) << 24 | colour


def fill(colour: int, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """Make a paint for areas."""
    paint = skia.Paint(Color=argb(colour, alpha), AntiAlias=True)
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def line(colour: int, width: float, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """Make a paint for outlines."""
    paint = fill(colour, alpha, blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def dashed(colour: int, width: float, alpha: float, on: float = 2, off: float = 8) -> skia.Paint:
    """Make a paint for dashed outlines."""
    paint = line(colour, width, alpha)
    paint.setPathEffect(skia.DashPathEffect.Make([on, off], 0))
    return paint


def vertical(top: float, bottom: float, *stops: tuple[int, float]) -> skia.Paint:
    """Make a top-to-bottom gradient out of ``(colour, alpha)`` stops, evenly spaced."""
    return shaded(
        skia.GradientShader.MakeLinear(
            points=[(0, top), (0, bottom)], colors=[argb(*stop) for stop in stops]
        )
    )


def radial(centre: Point, radius: float, *stops: tuple[int, float]) -> skia.Paint:
    """Make a gradient outward from ``centre`` out of ``(colour, alpha)`` stops."""
    return shaded(
        skia.GradientShader.MakeRadial(
            center=centre, radius=radius, colors=[argb(*stop) for stop in stops]
        )
    )


def shaded(shader: skia.Shader) -> skia.Paint:
    """Make a paint for areas out of a gradient."""
    return skia.Paint(Shader=shader, AntiAlias=True, Dither=True)


def path(points: Iterable[Point], close: bool = False) -> skia.Path:
    """Join points with straight lines."""
    made = skia.Path()
    made.addPoly([skia.Point(x, y) for x, y in points], close)
    return made


def smooth(points: Sequence[Point]) -> skia.Path:
    """Join points into a closed shape with rounded corners."""
    made = skia.Path()
    middles = [
        ((ax + bx) / 2, (ay + by) / 2)
        for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True)
    ]
    made.moveTo(*middles[-1])
    for (x, y), (mx, my) in zip(points, middles, strict=True):
        made.quadTo(x, y, mx, my)
    made.close()
    return made


def steps(start: float, end: float, count: int) -> list[float]:
    """Give ``count + 1`` evenly spaced numbers from ``start`` to ``end``."""
    return [lerp(start, end, i / count) for i in range(count + 1)]


def polar(centre: Point, radius: float, angle: float) -> Point:
    """Find the point at an anticlockwise ``angle`` from the right."""
    return centre[0] + radius * math.cos(angle), centre[1] - radius * math.sin(angle)


@cache
def face(weight: int) -> skia.Typeface:
    """Find Lato, or the nearest face there is."""
    style = skia.FontStyle(weight, skia.FontStyle.kNormal_Width, skia.FontStyle.kUpright_Slant)
    return skia.Typeface("Lato", style)


def write(
    canvas: skia.Canvas,
    text: str,
    at: Point,
    size: float,
    *,
    colour: int = PALE,
    alpha: float = 1.0,
    weight: int = 400,
    anchor: float = 0.5,
    spacing: float = 0.0,
) -> None:
    """Write one line of text; ``anchor`` 0, 0.5 and 1 align it left, centred and right."""
    if alpha <= 0.004:
        return
    font = skia.Font(face(weight), size)
    font.setSubpixel(True)
    widths = [font.measureText(letter) + spacing for letter in text]
    total = sum(widths) - spacing if spacing else font.measureText(text)
    x, paint = at[0] - anchor * total, fill(colour, alpha)
    if not spacing:
        canvas.drawString(text, x, at[1], font, paint)
        return
    for letter, width in zip(text, widths, strict=True):
        canvas.drawString(letter, x, at[1], font, paint)
        x += width


@cache
def backdrop(kind: str) -> skia.Image:
    """Paint the sky once: ``space`` is full of stars, ``dusk`` has a horizon glow."""
    surface = skia.Surface(WIDTH, HEIGHT)
    canvas = surface.getCanvas()
    if kind == "space":
        canvas.drawPaint(radial((700, 330), 900, (0x0D1D38, 1), (NIGHT, 1), (INK, 1)))
        canvas.save()
        canvas.rotate(-24)
        canvas.drawOval(skia.Rect(-200, 560, 1300, 760), fill(0x3A5F92, 0.22, blur=70))
        canvas.restore()
        scatter_stars(canvas, 260, 2.2 * HEIGHT)
    else:
        canvas.drawPaint(vertical(0, 470, (INK, 1), (DEEP, 1), (0x173A63, 1), (0x3F6C93, 1)))
        scatter_stars(canvas, 110, 330)
    return surface.makeImageSnapshot()


def scatter_stars(canvas: skia.Canvas, count: int, depth: float) -> None:
    """Put small stars above ``depth``, fainter towards it."""
    rng = random.Random(12)
    for _ in range(count):
        x, y, size = rng.uniform(0, WIDTH), rng.uniform(0, min(depth, HEIGHT)), rng.random() ** 3
        fade = 1 - 0.75 * y / depth
        canvas.drawCircle(x, y, 0.6 + 1.0 * size, fill(PALE, (0.2 + 0.6 * size) * fade))


def glow(canvas: skia.Canvas, at: Point, radius: float, colour: int, alpha: float) -> None:
    """Put a soft halo of light."""
    stops = [(colour, alpha * (1 - u) ** 2.2) for u in steps(0, 1, 8)]
    canvas.drawCircle(*at, radius, radial(at, radius, *stops))


def lamp(canvas: skia.Canvas, at: Point, radius: float = 3.0, strength: float = 1.0) -> None:
    """Put a small warm light."""
    glow(canvas, at, radius * 9, AMBER, 0.5 * strength)
    canvas.drawCircle(*at, radius, fill(mix(AMBER, IVORY, 0.45), strength))


CRATERS = (
    (-0.34, -0.34, 0.30),
    (-0.52, 0.06, 0.30),
    (-0.36, 0.34, 0.22),
    (-0.04, -0.40, 0.18),
    (0.22, -0.26, 0.22),
    (0.38, -0.02, 0.18),
    (0.56, -0.24, 0.11),
    (0.52, 0.16, 0.11),
    (-0.12, -0.06, 0.14),
    (-0.08, 0.50, 0.12),
)


def moon(
    canvas: skia.Canvas, at: Point, radius: float, light: float = math.pi, shade: float = 0.0
) -> None:
    """Draw the Moon; ``shade`` darkens the half that looks away from ``light``."""
    glow(canvas, at, radius * 3.2, 0xBFD4EA, 0.34)
    canvas.save()
    canvas.clipPath(skia.Path.Circle(*at, radius), doAntiAlias=True)
    canvas.drawCircle(*at, radius, fill(IVORY))
    for x, y, size in CRATERS:
        canvas.drawCircle(
            at[0] + x * radius,
            at[1] + y * radius,
            size * radius,
            fill(0xA9AFBA, 0.5, blur=radius * 0.1),
        )
    rim = polar(at, radius * 0.35, light)
    canvas.drawCircle(*at, radius, radial(rim, radius * 1.6, (INK, 0), (INK, 0.04), (INK, 0.5)))
    if shade:
        canvas.translate(*at)
        canvas.rotate(-math.degrees(light))
        dark = fill(INK, 0.86 * shade, blur=radius * 0.08)
        canvas.drawRect(skia.Rect(-radius * 1.5, -radius * 1.5, 0, radius * 1.5), dark)
    canvas.restore()


def water_line(
    level: float, t: float, left: float = 0, right: float = WIDTH, size: float = 2.2
) -> list[Point]:
    """Trace the lapping surface of the sea from left to right."""
    return [
        (
            x,
            level + size * math.sin(x / 61 + 0.9 * t) + 0.6 * size * math.sin(x / 27 - 1.3 * t + 1),
        )
        for x in steps(left, right, max(2, int((right - left) / 8)))
    ]


def body(top: Sequence[Point], bottom: float) -> skia.Path:
    """Close a line from left to right into an area down to ``bottom``."""
    return path([*top, (top[-1][0], bottom), (top[0][0], bottom)], close=True)


def glitter(canvas: skia.Canvas, x: float, top: float, depth: float, t: float, a: float) -> None:
    """Lay the Moon's broken reflection on the water below ``top``."""
    rng = random.Random(4)
    for i in range(44):
        u = (i + 0.5) / 44
        y = top + 5 + depth * u**1.5
        phase = rng.uniform(0, 6.28)
        spread = 8 + 52 * u
        middle = x + spread * 0.32 * math.sin(0.7 * t + phase)
        half = spread * (0.35 + 0.4 * (0.5 + 0.5 * math.sin(1.1 * t + 2 * phase)))
        alpha = a * (1 - 0.8 * u) * (0.35 + 0.45 * (0.5 + 0.5 * math.sin(1.4 * t + phase)))
        canvas.drawLine(middle - half, y, middle + half, y, line(IVORY, 1.2 + 1.3 * u, alpha))


def faded(canvas: skia.Canvas, alpha: float, draw: Callable[[], None]) -> None:
    """Draw something as one layer with an opacity."""
    if alpha <= 0.004:
        return
    canvas.saveLayerAlpha(None, round(255 * alpha))
    draw()
    canvas.restore()
