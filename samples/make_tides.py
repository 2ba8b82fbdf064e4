"""Make the sample film: ``tides.webm``, its captions, its summary and its true moments.

    apt-get install espeak-ng fonts-lato        # the voice and the lettering
    pip install av numpy skia-python
    python samples/make_tides.py                # a few minutes on two cores
    python samples/make_tides.py --stills DIR   # only pictures, one every three seconds
    python samples/make_tides.py --words        # only the texts

Nothing is random: the same versions of the tools give the same files.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import skia
from tides_brush import HEIGHT, WIDTH, faded, ramp, write
from tides_shore import harbour_breathes, tide_table
from tides_sky import moons_pull, night_fade, springs_and_neaps, turning_earth, two_bulges
from tides_story import CHAPTERS, INSIGHTS, QUESTIONS, TITLE, TLDR
from tides_works import shape_of_a_bay, work_from_the_water

HERE = Path(__file__).parent
VOICE = ("espeak-ng", "-v", "en-gb", "-s", "150", "-p", "42", "--stdout")
RATE, FPS = 48_000, 24
OPENING, LEAD, TAIL, ENDING = 4.2, 1.3, 0.9, 3.6
PAUSE, BREATH = 0.55, 0.16
BLEND = 0.9

SCENES = (
    harbour_breathes,
    moons_pull,
    two_bulges,
    turning_earth,
    springs_and_neaps,
    shape_of_a_bay,
    work_from_the_water,
    tide_table,
)


class Cue(NamedTuple):
    """One spoken clause: its times in seconds, and its sound."""

    start: float
    end: float
    text: str
    sound: np.ndarray


class Part(NamedTuple):
    """One chapter in time."""

    start: float
    end: float
    cues: tuple[Cue, ...]

    @property
    def beats(self) -> list[float]:
        """Give the clauses' starts and the end, counted from the chapter's start."""
        return [cue.start - self.start for cue in self.cues] + [self.end - self.start]


def speak(text: str) -> np.ndarray:
    """Say one clause, trimmed of silence and resampled to 48 kHz."""
    said = subprocess.run([*VOICE, text], capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(said)) as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    loud = np.flatnonzero(np.abs(sound) > 0.004)
    sound = sound[max(0, loud[0] - rate // 50) : loud[-1] + rate // 25]
    spectrum = np.fft.rfft(sound)
    pitch = np.arange(len(spectrum)) * rate / len(sound)
    spectrum *= 1 / (1 + (pitch / 7000) ** 4)  # take the edge off the synthetic voice
    length = round(len(sound) * RATE / rate)
    return np.fft.irfft(spectrum, length) * length / len(sound)


def narrate() -> list[Part]:
    """Speak the whole story and lay it out in time."""
    parts: list[Part] = []
    format_clock = 0.0
    for number, chapter in enumerate(CHAPTERS):
        start, cues = format_clock, []
        format_clock += LEAD if number else OPENING
        for text in chapter.clauses:
            sound = speak(text)
            end = format_clock + len(sound) / RATE
            cues.append(Cue(format_clock, end, text, sound))
            format_clock = end + (PAUSE if text[-1] in ".:" else BREATH)
        format_clock += ENDING if number == len(CHAPTERS) - 1 else TAIL
        parts.append(Part(start, format_clock, tuple(cues)))
    return parts


def sea_sound(length: int) -> np.ndarray:
    """Make a faint wash of waves to lie under the voice."""
    noise = np.random.default_rng(7).standard_normal(length)
    spectrum = np.fft.rfft(noise)
    pitch = np.arange(len(spectrum)) * RATE / length
    spectrum *= np.minimum(1, pitch / 120) / (1 + (pitch / 420) ** 1.6)
    wash = np.fft.irfft(spectrum, length)
    seconds = np.arange(length) / RATE
    swell = 0.55 + 0.3 * np.sin(seconds * 0.71) + 0.15 * np.sin(seconds * 0.43 + 1)
    edges = np.clip(np.minimum(seconds, seconds[-1] - seconds) / 2.5, 0, 1)
    return wash / wash.std() * swell * edges


def soundtrack(parts: list[Part]) -> np.ndarray:
    """Mix voice and sea into one mono track of 16-bit samples."""
    track = np.zeros(round(parts[-1].end * RATE))
    for cue in (cue for part in parts for cue in part.cues):
        at = round(cue.start * RATE)
        track[at : at + len(cue.sound)] += cue.sound
    track *= 0.8 / np.abs(track).max()
    track += 0.006 * sea_sound(len(track))
    return (np.clip(track, -1, 1) * 32767).astype(np.int16)


def paint(canvas: skia.Canvas, parts: list[Part], t: float) -> None:
    """Paint the film at second ``t``, blending from one scene into the next."""
    number = max(i for i, part in enumerate(parts) if part.start <= t)
    part = parts[number]
    arrived = ramp(t, part.start, part.start + BLEND) if number else 1.0
    if arrived < 1:
        before = parts[number - 1]
        SCENES[number - 1](canvas, t - before.start, before.beats)
    faded(canvas, arrived, lambda: SCENES[number](canvas, t - part.start, part.beats))
    if number:
        name_chapter(canvas, number, t - part.start)
    night_fade(canvas, ramp(t, parts[-1].end - 1.6, parts[-1].end - 0.1))


def name_chapter(canvas: skia.Canvas, number: int, t: float) -> None:
    """Show the chapter's name, small, for its first seconds."""
    alpha = 0.85 * ramp(t, 0.7, 1.5) * (1 - ramp(t, 4.0, 5.0))
    write(canvas, CHAPTERS[number].name, (WIDTH - 56, 74), 26, alpha=alpha, weight=300, anchor=1)


def pictures(parts: list[Part], times: Iterator[float]) -> Iterator[np.ndarray]:
    """Paint one picture after another into the same array."""
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType)
    for t in times:
        surface.getCanvas().clear(0xFF000000)
        paint(surface.getCanvas(), parts, t)
        surface.flushAndSubmit()
        yield pixels


def encode(parts: list[Part], target: Path) -> None:
    """Write the film as VP9 and Opus in WebM, with a keyframe at least every four seconds."""
    with av.open(target, "w", options={"fflags": "+bitexact", "cues_to_front": "1"}) as film:
        video = film.add_stream("libvpx-vp9", rate=FPS, width=WIDTH, height=HEIGHT)
        video.pix_fmt = "yuv420p"
        video.bit_rate = 0
        video.codec_context.gop_size = 4 * FPS
        video.codec_context.colorspace = video.codec_context.color_trc = 1  # BT.709
        video.codec_context.color_primaries = video.codec_context.color_range = 1
        video.options = {
            "crf": "38", "deadline": "good", "cpu-used": "4", "row-mt": "1", "threads": "2",
            "tile-columns": "1", "lag-in-frames": "25", "auto-alt-ref": "1",
        }  # fmt: skip
        audio = film.add_stream("libopus", rate=RATE, layout="mono")
        audio.bit_rate = 36_000
        audio.options = {"application": "audio"}
        sound = soundtrack(parts)
        step = RATE // FPS
        times = (i / FPS for i in range(round(parts[-1].end * FPS)))
        for i, pixels in enumerate(pictures(parts, times)):
            picture = av.VideoFrame.from_ndarray(pixels, "rgba").reformat(
                format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"
            )
            picture.pts, picture.time_base = i, Fraction(1, FPS)
            film.mux(video.encode(picture))
            heard = np.ascontiguousarray(sound[None, i * step : (i + 1) * step])
            if heard.size:
                chunk = av.AudioFrame.from_ndarray(heard, "s16", "mono")
                chunk.sample_rate, chunk.pts = RATE, i * step
                film.mux(audio.encode(chunk))
        film.mux(video.encode())
        film.mux(audio.encode())


def format_clock(seconds: float, digits: int = 0) -> str:
    """Write a time as ``mm:ss``, or as ``hh:mm:ss.ttt`` when ``digits`` is 3."""
    whole = round(seconds * 1000)
    if digits:
        return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole % 60_000 / 1000:06.3f}"
    return f"{whole // 60_000:02}:{whole % 60_000 // 1000:02}"


def captions(parts: list[Part]) -> str:
    """Write the narration as WebVTT, one cue for each clause."""
    cues = [
        f"{format_clock(cue.start, 3)} --> {format_clock(cue.end, 3)}\n{cue.text}\n"
        for part in parts
        for cue in part.cues
    ]
    return "\n".join(["WEBVTT\n", *cues])


def summary(parts: list[Part]) -> str:
    """Write the summary the way such pages paste: headings and times glued to their text."""
    answers = [text for q in QUESTIONS for text in (q.question, q.answer)]
    lines = [
        format_clock(part.start) + chapter.line
        for part, chapter in zip(parts, CHAPTERS, strict=True)
    ]
    blocks = [TITLE, f"TLDR{TLDR}", "Key insights", *(insight.text for insight in INSIGHTS)]
    blocks += ["Q&A", *answers, "Timestamped Summary", *lines]
    return "\n\n".join(blocks) + "\n"


def moments(parts: list[Part]) -> str:
    """Write where in the film each insight and each answer is really given."""

    def span(moment: tuple[int, int, int]) -> dict[str, float]:
        """Find the times of a run of clauses."""
        number, first, last = moment
        cues = parts[number].cues
        return {"start": round(cues[first].start, 3), "end": round(cues[last].end, 3)}

    truth = {
        "insights": [span(insight.moment) for insight in INSIGHTS],
        "qa": [span(question.moment) for question in QUESTIONS],
    }
    return json.dumps(truth, indent=2) + "\n"


def stills(parts: list[Part], folder: Path, every: float) -> None:
    """Save pictures to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    times = np.arange(0.0, parts[-1].end, every)
    for t, pixels in zip(times, pictures(parts, iter(times)), strict=True):
        image = skia.Image.fromarray(pixels, colorType=skia.kRGBA_8888_ColorType)
        image.save(str(folder / f"{t:06.2f}.png"), skia.kPNG)


def main() -> None:
    """Make the files asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stills", type=Path, metavar="DIR", help="only save pictures in DIR")
    parser.add_argument("--every", type=float, default=3.0, help="seconds between two pictures")
    parser.add_argument("--words", action="store_true", help="only write the texts")
    wanted = parser.parse_args()
    parts = narrate()
    if wanted.stills:
        stills(parts, wanted.stills, wanted.every)
        return
    (HERE / "tides.vtt").write_text(captions(parts), encoding="utf-8")
    (HERE / "tides.txt").write_text(summary(parts), encoding="utf-8")
    evidence = HERE.parent / "tests" / "placement" / "tides.moments.json"
    evidence.write_text(moments(parts), encoding="utf-8")
    if not wanted.words:
        encode(parts, HERE / "tides.webm")


if __name__ == "__main__":
    main()
