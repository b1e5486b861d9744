"""Every language says everything the sources say, in valid formats, and the words of the states as the design has them.

Usage: check-translations.py SOURCE_ROOT              prints TAP
       check-translations.py SOURCE_ROOT --self-test  checks that every rule can complain

The sources decide what there is to say, not the last time somebody updated po/: a text that is new in the sources and
has no translation yet fails here. "meson compile fiel-update-po" brings it into po/*.po, where it is then translated. A text
with a placeholder has a comment before it that begins with "Translators:" and says what comes in its place. A text of
at most three words says what it is: a button, a title, a column; a verb or a noun. It has a context, or such a comment,
or in ui/ the attribute comments="…"; GTK refuses a page that has it in <accessibility>, where it is an XML comment.

A language with a country, whose language alone is there too (es_CL beside es), is an overlay: it holds what is said
differently in that country and nothing else, and gettext takes the rest from the language. It is valid, everything in
it is translated, in the sources and not what the language says itself. It leaves the language of amounts and the
plural forms as they are, and the words of the states but for those that stand below. The metainfo is not in it: a
description is shown in one language as a whole, so a part of it would be shown as all there is.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

# The same as the preset "glib" of Meson's i18n module.
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']

# The words a cashier decides by. They are the same on every page, in every list and to the ear.
WORDS = {
    'es': {
        'Sending': 'Enviando',
        'Waiting for the customer': 'Esperando al cliente',
        'Checking the result': 'Verificando resultado',
        'APPROVED': 'APROBADA',
        'DECLINED': 'RECHAZADA',
        'Cancelled': 'Cancelada',
        'NOT CONFIRMED': 'SIN CONFIRMAR',
        'Do not charge again': 'No cobrar de nuevo',
        'TRAINING': 'ENTRENAMIENTO',
        'Charge %s': 'Cobrar %s',
    },
    'pt_BR': {
        'Sending': 'Enviando',
        'Waiting for the customer': 'Aguardando cliente',
        'Checking the result': 'Verificando resultado',
        'APPROVED': 'APROVADA',
        'DECLINED': 'NEGADA',
        'Cancelled': 'Cancelada',
        'NOT CONFIRMED': 'NÃO CONFIRMADA',
        'Do not charge again': 'Não cobrar de novo',
        'TRAINING': 'TREINAMENTO',
        'Charge %s': 'Cobrar %s',
    },
}
# The words of a state that an overlay says in its own way.
OVERLAY_WORDS = {'es_MX': {'DECLINED': 'DECLINADA'}}
PLURALS = {'es': 'nplurals=2; plural=(n != 1);', 'pt_BR': 'nplurals=2; plural=(n > 1);'}
AMOUNTS = {'es': 'es', 'pt_BR': 'pt'}  # what fiel_money_words() is told
SHORT = 3  # words; a text that is longer says by itself what it is about


# What printf replaces, a number of <inttypes.h> as xgettext writes it, or a date's part.
PLACEHOLDER = re.compile(r'%(?:\d+\$)?[-+0#]*[\d.]*(?:<PRI\w+>|[a-zA-Z])')


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False,
                          env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/local/bin:/usr/bin:/bin'}, **options)


def names(path):
    lines = path.read_text(encoding='utf-8').splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def extract(root, template):
    keywords = [f'--keyword={keyword}' for keyword in KEYWORDS]
    result = run('xgettext', '--from-code=UTF-8', '--add-comments=Translators:', '--files-from=po/POTFILES.in',
                 '--directory=.', *keywords, '-o', template, cwd=root)
    return [] if result.returncode == 0 else result.stderr.splitlines()


def messages(path):
    """What stands in a .po file: {(context, text): [translations]}, texts as they are written between the quotes."""
    found = {}
    entry = {}
    key = None
    for line in run('msgcat', '--no-wrap', path).stdout.splitlines() + ['']:
        match = re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$', line)
        if match:
            key = match.group(1)
            entry[key] = match.group(2)
        elif line.startswith('"') and key:
            entry[key] += line[1:-1]
        elif not line and 'msgid' in entry:
            found[entry.get('msgctxt'), entry['msgid']] = [entry[k] for k in sorted(entry) if k.startswith('msgstr')]
            entry = {}
            key = None
    return found


def entries(template):
    """Yields every entry of @template as it is written, and its text."""
    for entry in template.read_text(encoding='utf-8').split('\n\n')[1:]:
        yield entry, ''.join(line[line.index('"') + 1:-1] for line in entry.splitlines()
                             if re.match('(msgid.*)?"', line))


def check_notes(template):
    """Whoever translates sees a "%s" and not what it stands for."""
    complaints = []
    for entry, text in entries(template):
        if PLACEHOLDER.search(text.replace('%%', '')) and not re.search(r'^#\. .*Translators:', entry, re.MULTILINE):
            complaints.append(f'“{text}” has no comment that begins with “Translators:”')
    return 'every placeholder has a note for translators', complaints


def check_short(template):
    """A "Return" may be a button, a title or a kind of payment, and each is another word elsewhere."""
    complaints = [f'“{text}” has neither a context nor a note that says what it is'
                  for entry, text in entries(template)
                  if len(text.replace('\\n', ' ').split()) <= SHORT and not PLACEHOLDER.search(text)
                  and not re.search(r'^(#\. |msgctxt )', entry, re.MULTILINE)]
    return 'every short text has a context or a note', complaints


def check_pages(root):
    """What the extraction reads and GTK does not."""
    return 'GTK can read the notes', [
        f'{name}: a note in <accessibility> is a comment <!-- Translators: … --> before the line'
        for name in names(root / 'po/POTFILES.in') if name.endswith('.ui')
        for part in re.findall(r'<accessibility>.*?</access', (root / name).read_text(encoding='utf-8'), re.DOTALL)
        if ' comments=' in part]


def check_formats(language, path, folder):
    checked = run('msgfmt', '--check', '--check-accelerators=_', '-o', folder / f'{language}.mo', path)
    return f'{language}: valid, with the right formats', checked.stderr.splitlines() if checked.returncode else []


def check_language(root, language, template, folder):
    path = root / 'po' / f'{language}.po'
    if not path.is_file():
        return [(f'{language}: there is a translation', [f'{path} does not exist'])]

    cases = [check_formats(language, path, folder)]

    merged = folder / f'{language}.po'
    result = run('msgmerge', '-q', '--no-fuzzy-matching', '-o', merged, path, template)
    complaints = result.stderr.splitlines() if result.returncode else []
    if not complaints:
        statistics = run('msgfmt', '--statistics', '-o', folder / 'merged.mo', merged).stderr.strip()
        if not re.fullmatch(r'\d+ translated messages?\.', statistics):
            complaints.append(statistics)
            for attribute in ('--untranslated', '--only-fuzzy'):
                rest = run('msgattrib', attribute, '--no-obsolete', '--no-wrap', merged).stdout
                complaints += [line for line in rest.splitlines() if re.match(r'msg(ctxt|id) "(?!"$)|#:', line)]
    cases.append((f'{language}: everything the sources say is translated, nothing is fuzzy', complaints))

    found = messages(path)
    header = found.get((None, ''), [''])[0]
    complaints = [] if PLURALS.get(language, ' ') in header else [f'Plural-Forms is not {PLURALS.get(language)}']
    for text, words in WORDS.get(language, {}).items():
        if found.get((None, text)) != [words]:
            complaints.append(f'“{text}” is {found.get((None, text))}, not “{words}”')
    if found.get(('language of amounts', 'en')) != [AMOUNTS.get(language)]:
        complaints.append('amounts are said in another language')
    cases.append((f'{language}: the words of the states', complaints))
    return cases


def descriptions(root, folder):
    """The texts of the metainfo."""
    files = sorted((root / 'data').glob('*.metainfo.xml.in'))
    template = folder / 'metainfo.pot'
    return messages(template) if files and not run('xgettext', '-o', template, *files).returncode else {}


def check_overlay(root, language, base, template, folder):
    path = root / 'po' / f'{language}.po'
    if not path.is_file():
        return [(f'{language}: there is an overlay', [f'{path} does not exist'])]

    found = messages(path)
    said = messages(root / 'po' / f'{base}.po')
    known = messages(template)
    whole = descriptions(root, folder)
    header = found.pop((None, ''), [''])[0]
    complaints = []
    if run('msgattrib', '--untranslated', path).stdout or run('msgattrib', '--only-fuzzy', path).stdout:
        complaints.append('something is fuzzy or not translated; when nothing of it is to be said differently: '
                          f'msgattrib --translated --no-fuzzy --no-obsolete -o {path.name} {path.name}')
    else:
        complaints += [f'“{key[1]}” is not in the sources' for key in found if key not in known]
        complaints += [f'“{key[1]}” is said in {base} already' for key in found if found[key] == said.get(key)]
        complaints += [f'“{key[1]}” is a part of the metainfo' for key in found if key in whole]
    cases = [check_formats(language, path, folder),
             (f'{language}: only what it says otherwise than {base}', complaints)]

    complaints = [] if PLURALS.get(base, ' ') in header else [f'Plural-Forms is not {PLURALS.get(base)}']
    own = OVERLAY_WORDS.get(language, {})
    for text in WORDS.get(base, {}):
        words = found.get((None, text))
        if words != ([own[text]] if text in own else None):
            complaints.append(f'“{text}” is {words}, not {own.get(text, "left to " + base)}')
    if ('language of amounts', 'en') in found:
        complaints.append('amounts are said in another language')
    cases.append((f'{language}: the words of the states', complaints))
    return cases


def check(root):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        template = folder / 'fiel.pot'
        complaints = extract(root, template)
        languages = names(root / 'po/LINGUAS')
        if languages != sorted(set(languages)) or not languages:
            complaints.append('po/LINGUAS: empty, not sorted, or a language is named twice')
        complaints += [f'po/LINGUAS: {path.stem} is missing'
                       for path in (root / 'po').glob('*.po') if path.stem not in languages]
        cases = [('the texts can be read', complaints)]
        if template.is_file():
            cases += [check_notes(template), check_short(template), check_pages(root)]
            for language in languages:
                base = language.partition('_')[0]
                if base != language and base in languages:
                    cases += check_overlay(root, language, base, template, folder)
                else:
                    cases += check_language(root, language, template, folder)
        return cases


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
    texts = list(WORDS['es'])
    note = '/* Translators: what it is. */\n'
    source = ''.join(f'{note}a = _("{text}");\n' for text in texts)
    source += 'a = C_("language of amounts", "en");\n' + note + 'a = g_dngettext (D, "%u sale", "%u sales", n);\n'

    def translation(words, plural=PLURALS['es'], extra='', sales='%u ventas'):
        text = ('msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
                f'"Plural-Forms: {plural}\\n"\n\n')
        text += ''.join(f'msgid "{key}"\nmsgstr "{value}"\n\n' for key, value in words.items())
        text += 'msgctxt "language of amounts"\nmsgid "en"\nmsgstr "es"\n\n'
        text += ('#, c-format\nmsgid "%u sale"\nmsgid_plural "%u sales"\n'
                 f'msgstr[0] "%u venta"\nmsgstr[1] "{sales}"\n\n')
        return text + extra

    words = WORDS['es']
    newer = 'msgid "Very new text"\nmsgstr "Texto muy nuevo"\n'
    good = translation(words)
    bad = {
        'nothing to complain about': (source, good, None),
        'a new text': (source + note + 'a = _("New");\n', good, 'everything the sources say'),
        'a text that is fuzzy': (source, good.replace('msgid "DECLINED"', '#, fuzzy\nmsgid "DECLINED"'), 'everything'),
        'a placeholder without a note': (source + '/* About something else. */\na = _("%s is 100 %% full");\n', translation(
            words, extra='#, c-format\nmsgid "%s is 100 %% full"\nmsgstr "%s: 100 %% de su lugar"\n'), 'has a note'),
        'a number without a note': (source + 'a = _("a record (%" PRId64 ")");\n', translation(
            words, extra='#, c-format\nmsgid "a record (%<PRId64>)"\nmsgstr "un registro (%<PRId64>)"\n'), 'has a note'),
        'a per cent that is no placeholder':
            (source + 'a = _("full to 100 %.");\n',
             translation(words, extra='msgid "full to 100 %."\nmsgstr "al 100 %"\n'), None),
        'a short text without a note':
            (source + 'a = _("Very new text");\n', translation(words, extra=newer), 'short text'),
        'a short text after another comment':
            (source + '/* Why. */\na = _("Very new text");\n', translation(words, extra=newer), 'short text'),
        'a short text after one with a note, in the same line':
            (source + note + 'a = b ? _("Sending") : _("Very new text");\n',
             translation(words, extra=newer), 'short text'),
        'a short text with a note':
            (source + note + 'a = _("Very new text");\n', translation(words, extra=newer), None),
        'a short text with a context':
            (source + 'a = C_("a button", "Very new text");\n',
             translation(words, extra='msgctxt "a button"\n' + newer), None),
        'a text that is long enough':
            (source + 'a = _("A very new text");\n',
             translation(words, extra=newer.replace('Very', 'A very')), None),
        'another format': (source, translation(words, sales='%s ventas'), 'valid'),
        'a lost accelerator':
            (source + note + 'a = _("_Undo");\n',
             translation(words, extra='msgid "_Undo"\nmsgstr "Deshacer"\n'), 'valid'),
        'another word for a state': (source, good.replace('SIN CONFIRMAR', 'DESCONOCIDA'), 'the words of the states'),
        'wrong plurals': (source, translation(words, plural='nplurals=2; plural=(n > 1);'), 'the words of the states'),
        'amounts in English': (source, good.replace('msgstr "es"', 'msgstr "en"'), 'the words of the states'),
        'no translation': (source, None, 'there is a translation'),
    }
    header = good[:good.index('msgid "Sending"')]
    own = 'msgid "DECLINED"\nmsgstr "DECLINADA"\n\n'

    def overlay(text='', plural=PLURALS['es']):
        return header.replace(PLURALS['es'], plural) + own + text

    overlays = {
        'an overlay': (overlay(), None),
        'no overlay': (None, 'there is an overlay'),
        'an overlay that is not valid': (overlay('#, c-format\nmsgid "%u sale"\nmsgid_plural "%u sales"\n'
                                                'msgstr[0] "%s venta"\nmsgstr[1] "%s ventas"\n'), 'valid'),
        'an overlay that says what the language says': (overlay('msgid "Till"\nmsgstr "Caja"\n'), 'only what'),
        'an overlay with a text that is gone': (overlay('msgid "Gone"\nmsgstr "Ido"\n'), 'only what'),
        'an overlay with a text that is empty': (overlay('msgid "Till"\nmsgstr ""\n'), 'only what'),
        'an overlay with a text that is fuzzy': (overlay('#, fuzzy\nmsgid "Till"\nmsgstr "Cajita"\n'), 'only what'),
        'an overlay of the metainfo': (overlay('msgid "A till"\nmsgstr "Una cajita"\n'), 'only what'),
        'an overlay with other plurals': (overlay(plural='nplurals=2; plural=(n > 1);'), 'the words of the states'),
        'an overlay without its own word for a state': (header, 'the words of the states'),
        'an overlay with another word for a state':
            (overlay('msgid "APPROVED"\nmsgstr "ACEPTADA"\n'), 'the words of the states'),
        'an overlay with another language of amounts':
            (overlay('msgctxt "language of amounts"\nmsgid "en"\nmsgstr "pt"\n'), 'the words of the states'),
    }
    metainfo = ('<?xml version="1.0"?>\n<component type="desktop-application"><id>a</id>'
                '<!-- Translators: what it is --><summary>A till</summary></component>\n')
    more = 'msgid "A till"\nmsgstr "Una caja"\n\nmsgid "Till"\nmsgstr "Caja"\n'
    cases = [complain(name, {'a.c': code, 'po/es.po': text}, expected) for name, (code, text, expected) in bad.items()]
    cases += [complain(name, {'a.c': source + note + 'a = _("Till");\n', 'po/es.po': good + more, 'po/es_MX.po': text,
                              'data/a.metainfo.xml.in': metainfo, 'po/LINGUAS': 'es\nes_MX\n',
                              'po/POTFILES.in': 'a.c\ndata/a.metainfo.xml.in\n'}, expected)
              for name, (text, expected) in overlays.items()]
    label = '<property name="label" translatable="yes"%s>Till</property>\n'
    heard = f'<accessibility>\n%s{label}</accessibility>\n'
    for name, page, expected in (
            ('a short text of a page without a note', label % '', 'short text'),
            ('a short text of a page', label % ' comments="A button"', None),
            ('a short text for the ear without a note', heard % ('', ''), 'short text'),
            ('a short text for the ear', heard % ('<!-- Translators: A button -->\n', ''), None),
            ('a short text for the ear with a note that GTK refuses', heard % ('', ' comments="A button"'), 'GTK')):
        cases.append(complain(name, {'a.c': source, 'po/POTFILES.in': 'a.c\nb.ui\n',
                                     'b.ui': f'<interface><object class="GtkLabel">\n{page}</object></interface>\n',
                                     'po/es.po': good + 'msgid "Till"\nmsgstr "Caja"\n'}, expected))
    return report(cases)


def complain(name, files, expected):
    """A case of the self-test: with these @files, exactly what is @expected complains."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in {'po/LINGUAS': 'es\n', 'po/POTFILES.in': 'a.c\n', **files}.items():
            (root / path).parent.mkdir(exist_ok=True)
            if text is not None:
                (root / path).write_text(text, encoding='utf-8')
        failed = [case for case, complaints in check(root) if complaints]
    right = not failed if expected is None else len(failed) == 1 and expected in failed[0]
    return name, [] if right else [f'expected {expected!r} to fail, got {failed}']


def main():
    root = pathlib.Path(sys.argv[1])
    if sys.argv[2:] == ['--self-test']:
        return self_test()
    return report(check(root))


sys.exit(main())
