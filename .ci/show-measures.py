"""Says what the tests of a meson run measured: show-measures.py TESTLOG. Texts, screens, stories told by ear or by keys
alone, pairs of colours, targets; what did not run is not there."""
import re
import sys

# By test: what its lines are called, and which of its lines they are.
MEASURES = (
    ('fit-', 'screens', r'(\w+: \d+ strings in its catalogue.*|\d+ measured: .*|0 missing, .*)'),
    ('stories-by-ear', 'by ear', r'ok \d+ -? ?(.*)'),
    ('secrets-by-ear', 'by ear', r'ok \d+ -? ?(.*)'),
    ('first-run', 'by ear', r'ok \d+ -? ?(.*)'),
    ('till-stories', 'by keys', r'ok \d+ -? ?(.*)'),
    ('display-contrast', 'contrast', r'# (.*: \d+ texts .*)'),
    ('display-targets', 'targets', r'# (\d+ targets, .*)'),
)


def main():
    with open(sys.argv[1], encoding='utf-8', errors='replace') as file:
        blocks = re.split(r'^=+ \d+/\d+ =+$', file.read(), flags=re.MULTILINE)
    for block in blocks:
        name = re.search(r'^test: .* / (\S+)$', block, re.MULTILINE)
        for begin, what, line in MEASURES:
            if name and name[1].startswith(begin):
                for seen in re.findall(f'^{line}$', block, re.MULTILINE):
                    print(f'{what} ({name[1]}): {seen}')


main()
