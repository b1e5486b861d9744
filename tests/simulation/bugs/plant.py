#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""plant.py SOURCE-ROOT NAME OUTPUT: writes the source file of a planted bug.
plant.py --names: prints the names and files of all bugs, one a line."""

import pathlib
import sys

from planted import BUGS


def plant(root, name, output):
    bug = next(bug for bug in BUGS if bug.name == name)
    text = (root / bug.file).read_text(encoding='utf-8')
    for old, new in ((bug.old, bug.new), *bug.more):
        if text.count(old) != 1:
            sys.exit(f'{name}: its text stands {text.count(old)} times in {bug.file}, not once: {old}')
        text = text.replace(old, new)
    output.write_text(f'#line 1 "{bug.file} ({name})"\n' + text, encoding='utf-8')


def main():
    if sys.argv[1] == '--names':
        print('\n'.join(f'{bug.name} {bug.file}' for bug in BUGS))
    else:
        plant(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]))


main()
