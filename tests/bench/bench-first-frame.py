"""How long the till takes to its first frame, and how much memory it then holds, against bare windows built beside it.

Under one display, by turns: a bare GTK window, a bare libadwaita window, the till with a new journal, the till with a
journal of 100,000 payments, 100 of them today's and so in its list. Also the first frame that shows the till itself,
ready for an amount, with the journal opened and checked. Memory is shared with whatever else runs, so no other program
on GTK should run meanwhile. Run it under with-display.
"""
import argparse
import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time

from bench import PracticeCloud, make_store, print_ratio, print_samples

ROUNDS = 11
PAYMENTS = 100_000
PAYMENTS_TODAY = 100
PATIENCE_S = 60
AIM = 1.25


class Program:
    """One of those that are measured."""

    def __init__(self, name, command, usable_type=None):
        self.name = name
        self.command = command
        self.usable_type = usable_type
        self.samples = {'frame': [], 'usable': [], 'pss': []}

    def run(self, shim):
        """One start: the three figures of the shim; then the program is asked to end."""
        reading, writing = os.pipe()
        environment = {**os.environ, 'LD_PRELOAD': shim, 'FIRST_FRAME_FD': str(writing)}
        if self.usable_type:
            environment['FIRST_FRAME_TYPE'] = self.usable_type
        environment['FIRST_FRAME_START'] = str(time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000)
        process = subprocess.Popen(self.command, env=environment, pass_fds=[writing], stdin=subprocess.DEVNULL)
        os.close(writing)
        try:
            return self.read(reading)
        finally:
            os.close(reading)
            process.terminate()
            process.wait(timeout=PATIENCE_S)

    def read(self, reading):
        text = ''
        while 'pss ' not in text or not text.endswith('\n'):
            if not select.select([reading], [], [], PATIENCE_S)[0]:
                raise RuntimeError(f'{self.name}: after {PATIENCE_S} s there was only “{text}”')
            more = os.read(reading, 4096).decode()
            if not more:
                raise RuntimeError(f'{self.name} ended after “{text}”')
            text += more
        figures = {key: int(value) for key, value in (line.split() for line in text.splitlines())}
        return {'frame': figures['frame'] / 1000, 'usable': figures['usable'] / 1000, 'pss': figures['pss'] / 1024}

    def measure(self, shim):
        for key, value in self.run(shim).items():
            self.samples[key].append(value)


def make_programs(build, folder, address):
    fiel = build / 'src' / 'app' / 'fiel'
    new, full = folder / 'new', folder / 'full'
    make_store(new, address)
    make_store(full, address)
    fill = build / 'tests' / 'bench' / 'fill-journal'
    subprocess.run([fill, full / 'journal.db', str(PAYMENTS), str(PAYMENTS_TODAY)], check=True)
    return [
        Program('bare GTK', [build / 'tests' / 'bench' / 'bare-gtk']),
        Program('bare libadwaita', [build / 'tests' / 'bench' / 'bare-adwaita']),
        Program('till, new journal', [fiel, '--profile', new], 'FielTillPage'),
        Program(f'till, {PAYMENTS:,} payments', [fiel, '--profile', full], 'FielTillPage'),
    ]


def report(programs):
    gtk, adwaita, new, full = programs
    for key, what, unit in (('frame', 'first frame', 'ms'), ('pss', 'memory (PSS)', 'MB')):
        for program in programs:
            print_samples(f'{what}: {program.name}', program.samples[key], unit)
        print_ratio(f'{what}: till / bare GTK', full.samples[key], gtk.samples[key])
        print_ratio(f'{what}: till / bare libadwaita', full.samples[key], adwaita.samples[key], AIM)
    for program in (new, full):
        print_samples(f'ready for an amount: {program.name}', program.samples['usable'], 'ms')
    print_ratio('ready for an amount: till / bare libadwaita', full.samples['usable'], adwaita.samples['frame'])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', type=pathlib.Path, required=True)
    parser.add_argument('--shim', required=True)
    parser.add_argument('--rounds', type=int, default=ROUNDS)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix='fiel-first-frame-', dir=options.build))
    print(f'First frame and memory, {options.rounds} starts of each by turns', flush=True)
    try:
        with PracticeCloud(options.build, customer_seconds=1) as cloud:
            programs = make_programs(options.build, folder, cloud.address)
            for program in programs:
                program.run(options.shim)
            for _ in range(options.rounds):
                for program in programs:
                    program.measure(options.shim)
        report(programs)
    finally:
        shutil.rmtree(folder)


main()
