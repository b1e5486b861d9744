"""The house's own rules of style, checked by reading. Each rule has an example that must break it.

Usage: check-source.py SOURCE_ROOT              prints TAP
       check-source.py SOURCE_ROOT --self-test  checks that every rule can complain
"""
import pathlib
import re
import sys

MAX_FILE = 960
MAX_FUNCTION = 60
MAX_LINE = 120

BANNED = {
    r'\bgoto\b': 'no goto: g_autoptr and early returns do its work',
    r'\bg_object_[sg]et_[q]?data\b': 'no string-keyed object data: give it a field',
    r'\bg_usleep\b': 'no sleeping: a timer of FielClock',
    r'\bg_main_context_iteration\b': 'no nested main loops',
    r'\bsystem\s*\(': 'no shell',
    r'\b(strcpy|strcat|sprintf|gets|atoi|strtok)\s*\(': 'no unbounded or unchecked C string functions',
    r'\b(TODO|FIXME|XXX)\b': 'nothing half done',
    r'\b(float|double)\s+\w*(amount|money|minor|total|sum)': 'money is never a floating point number',
}
TIME = re.compile(r'\b(g_get_real_time|g_get_monotonic_time|g_date_time_new_now\w*|clock_gettime|time)\s*\(')
MAY_READ_CLOCK = {'src/core/system/fiel-system-clock.c'}
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.DOTALL)
STRING = re.compile(r'"(\\.|[^"\\\n])*"')


def blank(match):
    return re.sub(r'[^\n]', ' ', match.group(0))


def functions(text):
    """Yields (name, first line, number of lines) of every function whose braces stand in column 0."""
    name = start = None
    for number, line in enumerate(text.splitlines(), 1):
        opening = re.match(r'^([a-z_0-9]+)\s*\(', line)
        if opening:
            name = opening.group(1)
        if line.startswith('{'):
            start = number
        elif line.startswith('}') and start is not None:
            if line.strip() == '}' and name:
                yield name, start, number - start - 1
            name = start = None


def check_file(path, text):
    """Yields (line, complaint) for one file."""
    practice = path.startswith('src/practice/')
    if 'SPDX-License-Identifier: GPL-3.0-or-later' not in text[:400]:
        yield 1, 'no licence line'
    if path.endswith('.h') and '#pragma once' not in text:
        yield 1, 'no #pragma once'
    lines = text.splitlines()
    if len(lines) > MAX_FILE:
        yield len(lines), f'{len(lines)} lines; at most {MAX_FILE}'
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            yield number, f'{len(line)} columns; at most {MAX_LINE}'
        if '\t' in line:
            yield number, 'a tab'
        if line != line.rstrip():
            yield number, 'blanks at the end'
    code = COMMENT.sub(blank, text)
    bare = STRING.sub(blank, code)
    for pattern, why in BANNED.items():
        where = text if 'TODO' in pattern else bare
        for match in re.finditer(pattern, where):
            yield where.count('\n', 0, match.start()) + 1, why
    if path not in MAY_READ_CLOCK and not practice:
        for match in TIME.finditer(bare):
            yield bare.count('\n', 0, match.start()) + 1, 'time comes from FielClock'
    for name, start, length in functions(bare):
        if length > MAX_FUNCTION and not name.endswith('_class_init'):
            yield start, f'{name} has {length} lines; at most {MAX_FUNCTION}'


def check_tree(root):
    complaints = []
    files = sorted(path for ending in ('*.c', '*.h') for path in (root / 'src').rglob(ending))
    for path in files:
        relative = path.relative_to(root).as_posix()
        for line, complaint in check_file(relative, path.read_text(encoding='utf-8')):
            complaints.append(f'{relative}:{line}: {complaint}')
    if len(files) < 20:
        complaints.append(f'only {len(files)} files were found below {root}/src')
    return complaints


HEAD = '/* fiel-x.c\n *\n * SPDX-License-Identifier: GPL-3.0-or-later\n */\n'
EXAMPLES = {
    'licence': ('src/core/x.c', 'int a;\n', 'no licence line'),
    'pragma': ('src/core/x.h', HEAD + 'int a;\n', 'no #pragma once'),
    'long file': ('src/core/x.c', HEAD + 'int a;\n' * MAX_FILE, 'at most 960'),
    'long line': ('src/core/x.c', HEAD + 'x' * 121 + '\n', 'at most 120'),
    'tab': ('src/core/x.c', HEAD + '\tint a;\n', 'a tab'),
    'blanks': ('src/core/x.c', HEAD + 'int a; \n', 'blanks at the end'),
    'goto': ('src/core/x.c', HEAD + 'goto out;\n', 'no goto'),
    'object data': ('src/app/x.c', HEAD + 'g_object_set_data (a, "b", c);\n', 'string-keyed'),
    'sleep': ('src/net/x.c', HEAD + 'g_usleep (1);\n', 'no sleeping'),
    'nested loop': ('src/app/x.c', HEAD + 'g_main_context_iteration (NULL, TRUE);\n', 'nested'),
    'shell': ('src/app/x.c', HEAD + 'system ("ls");\n', 'no shell'),
    'C strings': ('src/net/x.c', HEAD + 'strcpy (a, b);\n', 'unbounded'),
    'half done': ('src/net/x.c', HEAD + '/* TODO: later */\n', 'half done'),
    'float money': ('src/net/x.c', HEAD + 'double amount;\n', 'floating point'),
    'clock': ('src/engine/x.c', HEAD + 'a = g_get_real_time ();\n', 'FielClock'),
    'long function': ('src/core/x.c', HEAD + 'int\nf (void)\n{\n' + '  a ();\n' * 61 + '}\n', 'f has 61 lines'),
}


def self_test():
    cases = []
    for name, (path, text, expected) in EXAMPLES.items():
        found = [complaint for _, complaint in check_file(path, text)]
        good = len(found) == 1 and expected in found[0]
        cases.append((name, [] if good else [f'expected one complaint with "{expected}", got {found}']))
    quiet = list(check_file('src/core/x.c', HEAD + 'int a; /* a goto in words */\nconst char *s = "goto";\n'))
    cases.append(('words in comments and texts are free', [str(quiet)] if quiet else []))
    return cases


def main():
    root = pathlib.Path(sys.argv[1])
    cases = self_test() if '--self-test' in sys.argv else [('rules of style', check_tree(root))]
    print(f'1..{len(cases)}')
    for number, (name, complaints) in enumerate(cases, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f"{'not ok' if complaints else 'ok'} {number} {name}")
    return 1 if any(complaints for _, complaints in cases) else 0


sys.exit(main())
