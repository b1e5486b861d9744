# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages nobody speaks, each made of any real translation of Fiel's texts.

"pseudo": every text with strange letters and longer, in brackets. A text that stays plain on the screen was never given
to the translators; a bracket that is missing was cut off. A third more, a space and the brackets make a word longer by
70 %, two or three words by 50 %, a sentence by 36 %: what nine in ten of the Spanish and Portuguese texts stay below.

"rtl": every letter a Hebrew one, so that it is read from the right, with what the program puts in (amounts, names, times)
as it is. "es_longest": Spanish, each text in the words of the country that needs the most letters for it, so that one
look is one at all of them.

Only the few texts with %" PRId64 " stay plain all the same: catalogues keep those in a table that Python does not read.
"""
import gettext
import re
import struct

# What has to stay as it is: what printf and the markup mean.
KEPT = re.compile(r'(%(?:\d+\$)?[-+ #0\']*[\d*]*(?:\.[\d*]+)?(?:hh|h|ll|l|z|j)?[A-Za-z%]|</?[a-z]+[^>]*>|&[a-z]+;)')
STRANGE = str.maketrans('aeiouAEIOUcnsyzCNSYZ', 'àéîöüÀÉÎÖÜçñšýžÇÑŠÝŽ')
# How machines name the size of a number; newer catalogues hold the text for each of them.
SIZES = ('ld', 'lld', 'd', 'I64d')
FILLER = 'ħøðłþ '
LATIN = 'abcdefghijklmnopqrstuvwxyz'
HEBREW = str.maketrans(LATIN + LATIN.upper(), 'אבגדהוזחטיכלמנסעפצקרשתאבגד' * 2)


LEFT_TO_RIGHT_MARK = '\u200e'   # as a translator sets it before what is read from the left


def translate(text, letters):
    parts = KEPT.split(text)
    parts[::2] = [part.translate(letters) for part in parts[::2]]
    return ''.join(parts)


def turn(text):
    return translate(text, HEBREW).replace('··', LEFT_TO_RIGHT_MARK + '··')


def disguise(text):
    if not text.strip():
        return text
    n_more = len(KEPT.sub('', text)) // 3
    return '[' + translate(text, STRANGE) + (' ' + (FILLER * n_more)[:n_more].rstrip() if n_more else '') + ']'


def read_catalogue(path):
    """As gettext keys it: context and text, and the number of the form where there is a plural."""
    with open(path, 'rb') as file:
        return gettext.GNUTranslations(file)._catalog  # there is no other way to list them


def read_messages(path):
    """The messages of a catalogue, as gettext keys them: context and text, and both forms where there is a plural."""
    texts = {}
    for key in read_catalogue(path):
        text, form = key if isinstance(key, tuple) else (key, None)
        if text:
            texts.setdefault(text, set()).add(form)
    return texts


def count_messages(path):
    """All of a catalogue; how many are in that other table stands in its head."""
    head = path.read_bytes()[:40]
    n_others = struct.unpack('<I', head[36:40])[0] if struct.unpack('<I', head[4:8])[0] & 0xffff else 0
    return len(read_messages(path)) + n_others


def write_catalogue(path, pairs):
    """Machine object format of gettext: a table of offsets for the keys, one for the texts, both sorted by key."""
    pairs = sorted((key.encode(), text.encode()) for key, text in pairs)
    at = 28 + 16 * len(pairs)
    tables, blob = [], b''
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack('<II', len(pair[column]), at + len(blob)))
            blob += pair[column] + b'\0'
    head = struct.pack('<7I', 0x950412de, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + b''.join(tables) + blob)


HEAD = ('', 'Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n')


def make(template, path, plurals, change):
    """Writes @path from any translation of the same texts; @plurals maps a text to its plural."""
    pairs = [HEAD]
    for text, forms in read_messages(template).items():
        words = text.rpartition('\4')[2]
        if forms == {None}:
            pairs.append((text, change(words)))
        else:
            pairs.append((text + '\0' + plurals[words], change(words) + '\0' + change(plurals[words])))
    write_catalogue(path, pairs)


def make_longest(templates, path, plurals):
    """Writes @path with each text as the one of @templates has it that needs the most letters."""
    catalogues = [read_catalogue(template) for template in templates]

    def longest(key):
        return max((catalogue[key] for catalogue in catalogues if key in catalogue), key=len)

    pairs = [HEAD]
    for text, forms in read_messages(templates[0]).items():
        if forms == {None}:
            pairs.append((text, longest(text)))
        else:
            pairs.append((text + '\0' + plurals[text.rpartition('\4')[2]], longest((text, 0)) + '\0' + longest((text, 1))))
    write_catalogue(path, pairs)


def read_plurals(translation):
    """What each text is in the plural, from any translation."""
    plurals, words, which = {}, {}, None
    for line in translation.read_text(encoding='utf-8').splitlines():
        start = re.match(r'(msgid|msgid_plural|msgctxt|msgstr\S*) "(.*)"$', line)
        if start:
            which = start[1]
            words[which] = start[2]
            if which == 'msgid':
                words.pop('msgid_plural', None)
        elif line.startswith('"') and which:
            words[which] += line[1:-1]
        elif not line and 'msgid_plural' in words:
            for size in SIZES:
                plurals[unescape(words['msgid'], size)] = unescape(words['msgid_plural'], size)
    return plurals


def unescape(text, size):
    """The text as a program asks for it."""
    text = text.replace('<PRId64>', size)
    return text.replace('\\n', '\n').replace('\\"', '"').replace('\\\\', '\\')
