"""The house's layers, checked by reading: includes point down only, and the lower libraries hold no symbol of GTK or libsoup.

Usage: check-layers.py SOURCE_ROOT [LIBRARY.a …]       prints TAP
       check-layers.py SOURCE_ROOT --self-test         checks the checker on trees that break each rule
"""
import pathlib
import re
import subprocess
import sys
import tempfile

# What each layer may include, besides itself and system headers.
MAY_USE = {
    'core/money': set(),
    'core': {'core/money'},
    'core/system': {'core'},
    'journal': {'core', 'core/money'},
    'net': {'core', 'core/money'},
    'providers': {'core', 'core/money'},
    'providers/getnet': {'providers', 'net', 'core', 'core/money'},
    'engine': {'providers', 'journal', 'core', 'core/money'},
    'documents': {'engine', 'journal', 'core', 'core/money'},
    'app': {'documents', 'engine', 'core', 'core/money', 'core/system'},
    'ctl': {'documents', 'engine', 'journal', 'core', 'core/money', 'core/system'},
    'relay': {'net', 'core', 'core/system'},
    'practice': {'core/money'},
}
# The composition roots: the only files that know which providers exist.
ROOTS = {'app/main.c', 'ctl/main.c'}
ROOT_USES = {'documents', 'engine', 'providers', 'providers/getnet', 'net', 'journal', 'core', 'core/money',
             'core/system'}

# Prefixes of system headers that belong to one layer or a few.
SYSTEM = {
    'gtk/': {'app'},
    'adwaita': {'app'},
    'libsoup/': {'net', 'practice'},
    'json-glib/': {'net', 'providers/getnet', 'practice', 'ctl', 'journal'},
    'libsecret/': {'engine'},
    'sodium': {'engine'},
    'sqlite3': {'journal', 'relay'},
    'pango/': {'documents', 'app'},
    'cairo': {'documents', 'app'},
    'qrencode': {'documents'},
}
FORBIDDEN_SYMBOLS = {
    'money': ('gtk_', 'adw_', 'soup_', 'sqlite3_', 'json_', 'secret_', 'g_get_real_time', 'g_get_monotonic_time', 'g_random'),
    'core': ('gtk_', 'adw_', 'soup_', 'sqlite3_', 'json_', 'secret_', 'g_get_real_time', 'g_get_monotonic_time', 'g_random'),
    'system': ('gtk_', 'adw_', 'soup_', 'sqlite3_', 'json_', 'secret_'),
    'journal': ('gtk_', 'adw_', 'soup_', 'secret_'),
    'net': ('gtk_', 'adw_', 'sqlite3_'),
    'providers': ('gtk_', 'adw_', 'sqlite3_'),
    'getnet': ('gtk_', 'adw_', 'sqlite3_', 'secret_'),
    'engine': ('gtk_', 'adw_', 'soup_', 'sqlite3_'),
    'relay': ('gtk_', 'adw_', 'soup_', 'json_', 'secret_'),
    'documents': ('gtk_', 'gdk_', 'adw_', 'soup_', 'sqlite3_', 'json_', 'secret_', 'fiel_provider_'),
    'app': ('soup_', 'sqlite3_', 'json_', 'secret_', 'fiel_getnet_', 'fiel_http_', 'fiel_journal_', 'fiel_provider_'),
}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)


def layer_of(path):
    folder = path.parent.as_posix()
    while folder not in MAY_USE and folder not in ('', '.'):
        folder = pathlib.PurePosixPath(folder).parent.as_posix()
    return folder if folder in MAY_USE else None


def check_includes(root):
    source = root / 'src'
    files = sorted(path for ending in ('*.c', '*.h') for path in source.rglob(ending))
    home = {}
    complaints = []
    for path in files:
        relative = path.relative_to(source)
        layer = layer_of(relative)
        if layer is None:
            complaints.append(f'src/{relative}: belongs to no layer')
            continue
        if path.suffix == '.h' and path.name in home and home[path.name] != layer:
            complaints.append(f'src/{relative}: a header of this name stands in {home[path.name]} too')
        if path.suffix == '.h':
            home[path.name] = layer
    for path in files:
        relative = path.relative_to(source)
        layer = layer_of(relative)
        if layer is None:
            continue
        allowed = ROOT_USES if relative.as_posix() in ROOTS else MAY_USE[layer]
        for kind, name in INCLUDE.findall(path.read_text(encoding='utf-8')):
            if kind == '"':
                target = home.get(pathlib.PurePosixPath(name).name)
                if target is not None and target != layer and target not in allowed:
                    complaints.append(f'src/{relative}: {layer} may not use {target} ({name})')
                continue
            for prefix, owners in SYSTEM.items():
                if name.startswith(prefix) and layer not in owners:
                    complaints.append(f'src/{relative}: {layer} may not use <{name}>')
    return complaints, len(files)


def check_symbols(library):
    layer = pathlib.Path(library).stem.replace('libfiel-', '')
    forbidden = FORBIDDEN_SYMBOLS.get(layer)
    if forbidden is None:
        return [f'{library}: no rule for this library']
    output = subprocess.run(['nm', '-u', library], capture_output=True, text=True, check=True).stdout
    used = sorted({line.split()[-1] for line in output.splitlines() if line.strip().startswith('U ')})
    return [f'{library}: uses {symbol}' for symbol in used if symbol.startswith(forbidden)]


def report(cases):
    print(f'1..{len(cases)}')
    failed = False
    for number, (name, complaints) in enumerate(cases, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f"{'not ok' if complaints else 'ok'} {number} {name}")
        failed = failed or bool(complaints)
    return 1 if failed else 0


def self_test():
    bad = {
        'core uses the journal': ('src/core/fiel-a.c', '#include "fiel-j.h"\n'),
        'the window uses a provider': ('src/app/fiel-a.c', '#include "fiel-g.h"\n'),
        'the practice cloud uses the transport': ('src/practice/practice-a.c', '#include "fiel-n.h"\n'),
        'the journal uses libsoup': ('src/journal/fiel-a.c', '#include <libsoup/soup.h>\n'),
        'paper uses GTK': ('src/documents/fiel-a.c', '#include <gtk/gtk.h>\n'),
        'core uses GTK': ('src/core/fiel-a.c', '#include <gtk/gtk.h>\n'),
        'a folder nobody knows': ('src/attic/fiel-a.c', '\n'),
    }
    cases = []
    for name, (path, text) in bad.items():
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for header in ('src/journal/fiel-j.h', 'src/providers/getnet/fiel-g.h', 'src/net/fiel-n.h', path):
                (root / header).parent.mkdir(parents=True, exist_ok=True)
                (root / header).write_text(text if header == path else '#pragma once\n', encoding='utf-8')
            complaints, _ = check_includes(root)
            cases.append((name, [] if len(complaints) == 1 else [f'expected one complaint, got {complaints}']))
    return report(cases)


def main():
    root = pathlib.Path(sys.argv[1])
    if sys.argv[2:] == ['--self-test']:
        return self_test()
    complaints, count = check_includes(root)
    if count < 20:
        complaints.append(f'only {count} files were found below {root}/src')
    cases = [('includes point down', complaints)]
    cases += [(f'symbols of {pathlib.Path(library).name}', check_symbols(library)) for library in sys.argv[2:]]
    return report(cases)


sys.exit(main())
