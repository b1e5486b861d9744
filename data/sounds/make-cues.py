#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-cues.py FOLDER: writes the three cues of the till as WAV files, 16 kHz, mono, 16 bits.

Approved is two short tones, declined one long one, not confirmed two tones that fall, twice. They differ in number,
length and direction, so that they are told apart without an ear for pitch.
"""
import math
import pathlib
import struct
import sys
import wave

RATE = 16000
EDGE_S = 0.012  # a tone without it would click
LOUDEST = 0.6

# Hertz (0: silence) and seconds.
CUES = {
    'approved': [(1046.5, 0.11), (0, 0.07), (1046.5, 0.11)],
    'declined': [(311.1, 0.7)],
    'not-confirmed': [(784.0, 0.18), (523.3, 0.26), (0, 0.28), (784.0, 0.18), (523.3, 0.26)],
}


def tone(hertz, seconds):
    count = round(RATE * seconds)
    edge = EDGE_S * RATE
    for i in range(count):
        level = min(1.0, i / edge, (count - 1 - i) / edge) * LOUDEST if hertz else 0
        turn = 2 * math.pi * hertz * i / RATE
        yield level * (math.sin(turn) + 0.25 * math.sin(2 * turn)) / 1.25


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, tones in CUES.items():
        samples = [round(32767 * value) for hertz, seconds in tones for value in tone(hertz, seconds)]
        with wave.open(str(folder / f'{name}.wav'), 'wb') as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f'<{len(samples)}h', *samples))


main()
