"""Every key that does something stands in the window of keyboard shortcuts, and what stands there does something.

Usage: check-shortcuts.py SOURCE_ROOT              prints TAP
       check-shortcuts.py SOURCE_ROOT --self-test  checks that both rules can complain
"""
import pathlib
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

OVERLAY = 'ui/gtk/help-overlay.ui'
BINDING = re.compile(r'add_binding(?:_action|_signal)? \(\s*\w+,\s*([^,]+?),\s*([^,]+?),')
ACCELS = re.compile(r'set_accels_for_action \([^;]*?\{([^}]*)\}', re.DOTALL)
KEY = re.compile(r'GDK_KEY_(\w+)(?:\s*\+\s*\w+)?')
MODIFIERS = {'GDK_CONTROL_MASK': '<Control>', 'GDK_ALT_MASK': '<Alt>', 'GDK_SHIFT_MASK': '<Shift>'}
# The same key elsewhere on the keyboard.
SAME = {'Enter': 'Return', 'Linefeed': 'Return'}
# GTK's own: opens the main menu.
GTKS_OWN = {'F10'}
ELSEWHERE = {
    ('src/app/fiel-first-run.c', '<Alt>Left'): 'the assistant has no window of shortcuts',
    ('src/app/fiel-scanner.c', 'Tab'): 'ends a scan, and no hand presses it for that',
    ('ui/fiel-find-sale-page.ui', 'Down'): 'goes from the field into the list, as in every list',
}


def clean(key):
    """A key of any of its places; a digit is as good as another."""
    key = re.sub(r'^(KP|ISO)_', '', key)
    return 'digit' if key.isdigit() else SAME.get(key, key)


def read_code(text):
    """The accelerators of a C file, also of keys that are only compared with."""
    found = set()
    for key, modifiers in BINDING.findall(text):
        before = ''.join(name for mask, name in MODIFIERS.items() if mask in modifiers)
        found.update(before + clean(name) for name in KEY.findall(key))
    found.update(clean(name) for name in KEY.findall(BINDING.sub('', text)))
    for inside in ACCELS.findall(text):
        found.update(re.findall(r'"([^"]+)"', inside))
    return found


def read_interface(text):
    found = set()
    for shortcut in ElementTree.fromstring(text).iter('object'):
        if shortcut.get('class') == 'GtkShortcut':
            for trigger in shortcut.findall("property[@name='trigger']"):
                found.update(clean(name) for name in trigger.text.split('|'))
    return found


def read_overlay(text):
    """What stands in the window: "F7 <Control>f" are two, "<Alt>1...9" is one for all digits."""
    shown = set()
    for place in ElementTree.fromstring(text).iter('property'):
        if place.get('name') == 'accelerator':
            for part in place.text.split():
                modifiers, key = re.fullmatch(r'((?:<\w+>)*)(.+)', part.split('...')[0]).groups()
                shown.add(modifiers + clean(key))
    return shown


def check(root):
    shown = read_overlay((root / OVERLAY).read_text(encoding='utf-8'))
    used, complaints = set(), []
    files = sorted((root / 'src/app').glob('*.c')) + sorted((root / 'ui').glob('*.ui'))
    for path in files:
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding='utf-8')
        for key in sorted(read_code(text) if path.suffix == '.c' else read_interface(text)):
            used.add(key)
            if key not in shown and (name, key) not in ELSEWHERE:
                complaints.append(f'{name}: {key} is not in the window of shortcuts')
    # Typed text is read as text: only these can be said to do nothing.
    for key in sorted(shown - used - GTKS_OWN):
        if re.match(r'<|F\d', key):
            complaints.append(f'{OVERLAY}: {key} does nothing')
    return complaints, used


def report(cases):
    print(f'1..{len(cases)}')
    failed = False
    for number, (name, complaints) in enumerate(cases, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f"{'not ok' if complaints else 'ok'} {number} {name}")
        failed = failed or bool(complaints)
    return 1 if failed else 0


def overlay(*accelerators):
    return '<interface>' + ''.join(f'<property name="accelerator">{a}</property>' for a in accelerators) + '</interface>'


CODE = ('gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "a.print", NULL);\n'
        'gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + i, GDK_ALT_MASK, "a.use", "u", i);\n'
        'case GDK_KEY_KP_Enter:\n'
        'set_accels_for_action (app, "app.quit",\n (const char *[]) { "<Control>q", NULL });\n')
UI = '<interface><object class="GtkShortcut"><property name="trigger">Escape</property></object></interface>'
ALL = ('&lt;Control&gt;p', '&lt;Alt&gt;1...9', 'Return', '&lt;Control&gt;q Escape')


def self_test():
    cases = []
    wrong = {
        'nothing to complain about': (overlay(*ALL), None),
        'GTK’s own': (overlay('F10', *ALL), None),
        'a binding is missing': (overlay(*ALL[1:]), '<Control>p is not'),
        'a range is missing': (overlay(ALL[0], *ALL[2:]), '<Alt>digit is not'),
        'a key that is compared with is missing': (overlay(*ALL[:2], ALL[3]), 'Return is not'),
        'an accelerator of an action is missing': (overlay(*ALL[:3], 'Escape'), '<Control>q is not'),
        'a trigger is missing': (overlay(*ALL[:3], '&lt;Control&gt;q'), 'Escape is not'),
        'a key that does nothing': (overlay('F4', *ALL), 'F4 does nothing'),
    }
    for name, (text, expected) in wrong.items():
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, content in {OVERLAY: text, 'src/app/fiel-a.c': CODE, 'ui/fiel-a.ui': UI}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(content, encoding='utf-8')
            complaints, _used = check(root)
        right = not complaints if expected is None else len(complaints) == 1 and expected in complaints[0]
        cases.append((name, [] if right else [f'expected {expected!r}, got {complaints}']))
    return report(cases)


def main():
    root = pathlib.Path(sys.argv[1])
    if sys.argv[2:] == ['--self-test']:
        return self_test()
    complaints, used = check(root)
    if len(used) < 20:
        complaints.append(f'only {len(used)} keys were found below {root}')
    return report([('every key is in the window of shortcuts', complaints)])


sys.exit(main())
