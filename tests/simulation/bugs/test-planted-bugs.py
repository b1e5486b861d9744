#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the simulation with every planted bug in turn: each must be caught within a minute of processor time.

    test-planted-bugs.py BUILD-FOLDER [NAME …]
"""

import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

from planted import BUGS  # noqa: E402

LIMIT_S = 60
FOUND = re.compile(r'^# seed (\d+), group ([a-z]+): (.*)$', re.MULTILINE)
COST = re.compile(r'in ([0-9.]+) s of processor time')


def hunt(program, group):
    """What the simulation says about this program, and the seconds it took."""
    where = ['--group', group] if group else ['--hunt']
    run = subprocess.run([program, *where, '--seconds', str(LIMIT_S), '--shrink', '0'], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=False, encoding='utf-8', errors='replace')
    found = FOUND.search(run.stdout)
    cost = COST.search(run.stdout)
    return found, float(cost.group(1)) if cost else LIMIT_S


def main():
    folder = pathlib.Path(sys.argv[1])
    bugs = [bug for bug in BUGS if bug.name in sys.argv[2:] or len(sys.argv) == 2]
    caught = 0
    total_s = 0.0
    print(f'1..{len(bugs)}')
    for number, bug in enumerate(bugs, 1):
        name = bug.name
        found, seconds = hunt(folder / f'fiel-simulation-{name}', bug.group)
        total_s += seconds
        if found:
            caught += 1
            print(f'ok {number} {name}', flush=True)
            print(f'# {name}: {seconds:.1f} s, seed {found.group(1)} of {found.group(2)}: {found.group(3)}', flush=True)
        else:
            print(f'not ok {number} {name}: not caught in {LIMIT_S} s', flush=True)
    print(f'# seeded bugs caught {caught} / planted {len(bugs)}, in {total_s:.1f} s of processor time')
    sys.exit(caught != len(bugs))


main()
