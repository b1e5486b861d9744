"""Every file with text for people is known to the translators, and uses it so that it is found again.

Usage: check-potfiles.py SOURCE_ROOT              prints TAP
       check-potfiles.py SOURCE_ROOT --self-test  checks that every rule can complain
"""
import pathlib
import re
import sys
import tempfile

CALL = re.compile(r'\b(?:N?C?_|(?:g_)?(?:d|dc|n|dn|dp|dcn)?gettext2?)\s*\(')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
HEADER = re.compile(r'#include <glib/gi18n(-lib)?\.h>')
EMPTY = re.compile(r'\b_\s*\(\s*""\s*\)')
SIZED = re.compile(r'\bN?_\s*\(\s*(?:"(?:\\.|[^"\\])*"\s*)+G_[A-Z0-9_]+')
MARKED = re.compile(r'\btranslatable="(?:yes|true|1)"')
PROGRAMS = ('src/app/', 'src/ctl/', 'src/relay/main.c')


def texts(root):
    """The files of @root that hold text for people, and what is wrong with how they do."""
    found = []
    complaints = []
    for path in sorted((root / 'src').rglob('*.[ch]')):
        name = path.relative_to(root).as_posix()
        code = COMMENT.sub(' ', path.read_text(encoding='utf-8'))
        if not CALL.search(code):
            continue
        found.append(name)
        header = HEADER.search(code)
        if header is None:
            complaints.append(f'{name}: uses _() without <glib/gi18n.h> or <glib/gi18n-lib.h>')
        elif not name.startswith(PROGRAMS) and header.group(1) is None:
            complaints.append(f'{name}: a library names its own domain: <glib/gi18n-lib.h>')
        if '#include "config.h"' not in code:
            complaints.append(f'{name}: uses _() without "config.h", which names the domain')
        if EMPTY.search(code):
            complaints.append(f'{name}: _("") is the header of the translation, not an empty text')
        if SIZED.search(code):
            complaints.append(f'{name}: xgettext cannot read a G_…_FORMAT inside a text; PRId64 it can')
    for path in sorted((root / 'ui').rglob('*.ui')):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding='utf-8')
        if MARKED.search(text):
            found.append(name)
            if '<interface domain="fiel">' not in text:
                complaints.append(f'{name}: the interface does not name its domain')
    for path in sorted((root / 'data').iterdir()):
        name = path.relative_to(root).as_posix()
        if name.endswith(('.desktop.in', '.metainfo.xml.in')):
            found.append(name)
        elif path.suffix == '.ui' and MARKED.search(path.read_text(encoding='utf-8')):
            found.append(name)
    return found, complaints


def check(root):
    lines = (root / 'po/POTFILES.in').read_text(encoding='utf-8').splitlines()
    listed = [line for line in lines if line and not line.startswith('#')]
    found, complaints = texts(root)
    complaints += [f'po/POTFILES.in: {name} is missing' for name in found if name not in listed]
    for name in listed:
        if not (root / name).is_file():
            complaints.append(f'po/POTFILES.in: {name} does not exist')
        elif name not in found:
            complaints.append(f'po/POTFILES.in: {name} has no text for people')
    if listed != sorted(set(listed)):
        complaints.append('po/POTFILES.in: not sorted, or a file is named twice')
    return complaints, len(found)


def report(cases):
    print(f'1..{len(cases)}')
    failed = False
    for number, (name, complaints) in enumerate(cases, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f"{'not ok' if complaints else 'ok'} {number} {name}")
        failed = failed or bool(complaints)
    return 1 if failed else 0


GOOD = {
    'data/a.desktop.in': '[Desktop Entry]\n',
    'src/app/fiel-a.c': '#include "config.h"\n#include <glib/gi18n.h>\n/* _() */ a = _("A");\n',
    'src/core/fiel-b.c': '/* N_("in a comment") */\n',
    'src/engine/fiel-c.c': '#include "config.h"\n#include <glib/gi18n-lib.h>\na = _ ("%" PRId64);\n',
    'ui/fiel-a.ui': '<interface domain="fiel"><p translatable="yes">A</p></interface>\n',
}
LISTED = ['data/a.desktop.in', 'src/app/fiel-a.c', 'src/engine/fiel-c.c', 'ui/fiel-a.ui']
C = '#include "config.h"\n#include <glib/gi18n-lib.h>\n'


def self_test():
    bad = {
        'nothing to complain about': ({}, LISTED, None),
        'a file with _() is missing': ({}, LISTED[:1] + LISTED[2:], 'src/app/fiel-a.c is missing'),
        'an interface is missing': ({}, LISTED[:3], 'ui/fiel-a.ui is missing'),
        'the desktop file is missing': ({}, LISTED[1:], 'data/a.desktop.in is missing'),
        'a file with N_ () is missing': ({'src/core/fiel-b.c': C + 'a = N_ ("A");\n'}, LISTED, 'fiel-b.c is missing'),
        'a file with plurals is missing':
            ({'src/core/fiel-b.c': C + 'a = g_dngettext (D, "A", "B", n);\n'}, LISTED, 'fiel-b.c is missing'),
        'a file that is gone': ({}, LISTED + ['ui/fiel-z.ui'], 'ui/fiel-z.ui does not exist'),
        'a file without text': ({}, sorted(LISTED + ['src/core/fiel-b.c']), 'has no text'),
        'an unsorted list': ({}, LISTED[::-1], 'not sorted'),
        'no header': ({'src/app/fiel-a.c': '#include "config.h"\na = _("A");\n'}, LISTED, 'without <glib/gi18n.h>'),
        'no config.h': ({'src/app/fiel-a.c': '#include <glib/gi18n.h>\na = _("A");\n'}, LISTED, 'without "config.h"'),
        'a library without its domain':
            ({'src/engine/fiel-c.c': C.replace('-lib', '') + 'a = _("A");\n'}, LISTED, 'names its own domain'),
        'an empty text': ({'src/engine/fiel-c.c': C + 'a = _("");\n'}, LISTED, 'not an empty text'),
        'a macro of GLib inside a text':
            ({'src/engine/fiel-c.c': C + 'a = _ ("%" G_GINT64_FORMAT " A");\n'}, LISTED, 'cannot read'),
        'an interface without a domain':
            ({'ui/fiel-a.ui': '<interface><p translatable="yes">A</p></interface>\n'}, LISTED, 'name its domain'),
    }
    cases = []
    for name, (files, listed, expected) in bad.items():
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in {**GOOD, **files, 'po/POTFILES.in': '# Sorted.\n' + '\n'.join(listed) + '\n'}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding='utf-8')
            complaints, _count = check(root)
        right = not complaints if expected is None else len(complaints) == 1 and expected in complaints[0]
        cases.append((name, [] if right else [f'expected {expected!r}, got {complaints}']))
    return report(cases)


def main():
    root = pathlib.Path(sys.argv[1])
    if sys.argv[2:] == ['--self-test']:
        return self_test()
    complaints, count = check(root)
    if count < 40:
        complaints.append(f'only {count} files with text were found below {root}')
    return report([('every file with text for people is in po/POTFILES.in', complaints)])


sys.exit(main())
