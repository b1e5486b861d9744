"""The Flatpak's cheap proof: manifest, permissions, what it is built from, and what it would hand to the desktop.

Usage: check-flatpak.py SOURCE_ROOT BUILD_ROOT  prints TAP
       check-flatpak.py SOURCE_ROOT --self-test checks that every rule can complain

flatpak/prove builds, installs and starts it for real.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

APP = 'io.github.fielpos.Fiel'
PERMISSIONS = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}
# What org.gnome.Platform brings, by the names of pkg-config. Everything else has to be a module of the manifest.
PLATFORM = {'glib-2.0', 'gobject-2.0', 'gio-2.0', 'gio-unix-2.0', 'sqlite3', 'libsoup-3.0', 'json-glib-1.0', 'libsecret-1',
            'cairo', 'cairo-pdf', 'pango', 'pangocairo', 'libarchive', 'gtk4', 'libadwaita-1'}
FOR_TESTS = {'libnghttp2'}
EXPORTED = [f'share/applications/{APP}.desktop', f'share/metainfo/{APP}.metainfo.xml',
            f'share/glib-2.0/schemas/{APP}.gschema.xml', f'share/icons/hicolor/scalable/apps/{APP}.svg',
            f'share/icons/hicolor/symbolic/apps/{APP}-symbolic.svg', f'share/dbus-1/services/{APP}.service']
PROGRAMS = ['bin/fiel', 'bin/fielctl', 'bin/fiel-practice-cloud']
# Of these folders Flatpak shows the desktop only what begins with the application's id.
SHOWN = ('share/applications/', 'share/metainfo/', 'share/icons/', 'share/dbus-1/services/')


def check_permissions(manifest):
    held = manifest['finish-args']
    complaints = [f'{permission}: is not among what the application needs' for permission in held
                  if permission not in PERMISSIONS]
    return complaints + [f'{permission}: is missing' for permission in sorted(PERMISSIONS) if permission not in held]


def check_source(module, source):
    if source['type'] == 'dir':
        return [] if module == 'fiel' else [f'{module}: only the application itself is built from a folder']
    complaints = []
    if source['type'] != 'archive':
        complaints.append(f"{module}: {source['type']} cannot be pinned by a hash of its bytes; use an archive")
    if not source.get('url', '').startswith('https://'):
        complaints.append(f'{module}: its address is not https')
    if not re.fullmatch('[0-9a-f]{64}', source.get('sha256', '')):
        complaints.append(f'{module}: is not pinned by SHA-256')
    return complaints


def check_sources(manifest):
    complaints = []
    for module in manifest['modules']:
        for source in module['sources']:
            complaints += check_source(module['name'], source)
        arguments = module.get('build-options', {}).get('build-args', [])
        complaints += [f"{module['name']}: {argument}: it is built without a network" for argument in arguments]
    return complaints


def check_dependencies(manifest, meson):
    modules = {module['name'] for module in manifest['modules']}
    needed = set(re.findall(r"dependency\('([^']+)'", meson)) - FOR_TESTS
    return [f'{name}: is neither in the runtime nor a module' for name in sorted(needed - PLATFORM)
            if name not in modules]


def check_prove(manifest, prove):
    names = [source['url'].rsplit('/', 1)[1] for module in manifest['modules'] for source in module['sources']
             if 'url' in source]
    return [f'flatpak/prove does not lay out {name}' for name in names if f'{name}:' not in prove]


def check_installed(installed):
    complaints = [f'{name}: is not installed' for name in EXPORTED + PROGRAMS if name not in installed]
    return complaints + [f'{name}: the desktop would not be shown it' for name in sorted(installed)
                         if name.startswith(SHOWN) and not pathlib.PurePath(name).name.startswith(APP)]


def check_development(manifest, development):
    """The one for development differs in what a developer wants of it, and in nothing else."""
    released = copy.deepcopy(development)
    branch = released.pop('branch', 'master')
    released['finish-args'] = [argument for argument in released['finish-args'] if not argument.startswith('--env=')]
    ours, theirs = ([module for module in one['modules'] if module['name'] == 'fiel'] for one in (manifest, released))
    for module, other in zip(ours, theirs):
        other['config-opts'] = module['config-opts']
    complaints = [] if branch == 'devel' else ['the one for development would take the place of the installed one']
    return complaints + ([] if released == manifest else ['the one for development differs from the released one'])


def check_identity(manifest):
    complaints = []
    if manifest['id'] != APP:
        complaints.append(f"id: {manifest['id']}")
    if manifest['command'] != 'fiel':
        complaints.append(f"command: {manifest['command']}")
    if manifest['runtime'] != 'org.gnome.Platform' or manifest['sdk'] != 'org.gnome.Sdk':
        complaints.append('runtime: is not GNOME’s')
    if manifest.get('separate-locales', True):
        complaints.append('its languages would be installed only where the system speaks them; one can be chosen inside')
    return complaints


def report(cases):
    print(f'1..{len(cases)}')
    for number, (name, complaints) in enumerate(cases, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f"{'not ok' if complaints else 'ok'} {number} {name}")
    return 1 if any(complaints for _name, complaints in cases) else 0


def installed_files(build):
    def ask(what):
        run = subprocess.run(['meson', 'introspect', str(build), what], check=True, capture_output=True)
        return json.loads(run.stdout)

    prefix = next(option['value'] for option in ask('--buildoptions') if option['name'] == 'prefix')
    return {str(pathlib.PurePath(path).relative_to(prefix)) for path in ask('--installed').values()
            if pathlib.PurePath(path).is_relative_to(prefix)}


def self_test(manifest, development, meson, prove):
    def changed(change):
        copied = copy.deepcopy(manifest)
        change(copied)
        return copied

    archive = next(index for index, module in enumerate(manifest['modules']) if module['name'] != 'fiel')
    right = set(EXPORTED + PROGRAMS)
    bad = [
        ('a permission too many', check_permissions(changed(lambda m: m['finish-args'].append('--filesystem=home')))),
        ('a permission missing', check_permissions(changed(lambda m: m['finish-args'].pop()))),
        ('no hash', check_sources(changed(lambda m: m['modules'][archive]['sources'][0].pop('sha256')))),
        ('no TLS', check_sources(changed(lambda m: m['modules'][archive]['sources'][0].update(url='http://a/b.tar')))),
        ('a branch', check_sources(changed(lambda m: m['modules'][archive]['sources'][0].update(type='git')))),
        ('a folder', check_sources(changed(lambda m: m['modules'][archive]['sources'][0].update(type='dir')))),
        ('a network', check_sources(changed(lambda m: m['modules'][archive].update(
            {'build-options': {'build-args': ['--share=network']}})))),
        ('a library nobody brings', check_dependencies(manifest, meson + "\ndependency('libusb-1.0')\n")),
        ('an archive that cannot be proved', check_prove(manifest, prove.replace('.tar.', '.zip.'))),
        ('a file missing', check_installed(right - {'bin/fielctl'})),
        ('a name of somebody else', check_installed(right | {'share/applications/fiel.desktop'})),
        ('another id', check_identity(changed(lambda m: m.update(id='org.example.Fiel')))),
        ('another command', check_identity(changed(lambda m: m.update(command='sh')))),
        ('a development manifest in its place', check_development(manifest, development | {'branch': 'master'})),
        ('a development manifest left behind', check_development(changed(lambda m: m['modules'].pop(0)), development)),
        ('languages kept apart', check_identity(changed(lambda m: m.pop('separate-locales')))),
        ('another runtime', check_identity(changed(lambda m: m.update(runtime='org.kde.Platform')))),
    ]
    return report([(name, [] if len(complaints) > 0 else ['there was no complaint']) for name, complaints in bad])


def main():
    root = pathlib.Path(sys.argv[1])
    manifest = json.loads((root / 'flatpak' / f'{APP}.json').read_text(encoding='utf-8'))
    development = json.loads((root / 'flatpak' / f'{APP}.Devel.json').read_text(encoding='utf-8'))
    meson = (root / 'meson.build').read_text(encoding='utf-8')
    prove = (root / 'flatpak' / 'prove').read_text(encoding='utf-8')
    if sys.argv[2] == '--self-test':
        return self_test(manifest, development, meson, prove)
    return report([
        ('the manifest is about this application', check_identity(manifest)),
        ('it asks for nothing but what it needs', check_permissions(manifest)),
        ('everything it is built from is pinned by its hash', check_sources(manifest)),
        ('every library is in the runtime or a module', check_dependencies(manifest, meson)),
        ('the manifest for development builds the same', check_development(manifest, development)),
        ('every archive is one that flatpak/prove builds from', check_prove(manifest, prove)),
        ('the programs and what the desktop is shown are installed', check_installed(installed_files(sys.argv[2]))),
    ])


sys.exit(main())
