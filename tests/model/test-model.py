#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The till's protocol, searched to the last state by spin: what may never happen does not, what must happen does, and
every rule that is broken on purpose is missed.

fiel.pml is the model; core.pml, which it includes, is printed by core itself. Every search is exhaustive: it counts
only if spin says that it was complete. All figures are spin's own.

Without arguments the sizes are those of ./check. --large (or FIEL_MODEL_LARGE=1) adds three attempts and five crashes.
--story prints for every broken rule the shortest story that spin found. Other arguments are words: only the cases
whose names hold them all are run.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
CORE = pathlib.Path(os.environ['FIEL_MODEL_CORE'])
PRINT_CORE = os.environ['FIEL_PRINT_CORE']
LARGE = '--large' in sys.argv or os.environ.get('FIEL_MODEL_LARGE', '') not in ('', '0')
STORY = '--story' in sys.argv
ONLY = [word for word in sys.argv[1:] if not word.startswith('--')]
MEGABYTES = 7000 if LARGE else 1000
DEPTH = 1000000
SHORT = (60, 120)  # a broken rule is looked for here first, so that its story is short

# name → (macros, whether it is about what must happen)
SAFE = {
    'two attempts, three crashes': ({'ATTEMPTS': 2, 'CRASHES': 3}, False),
    'must happen: every unknown attempt is closed': ({'ATTEMPTS': 2, 'CRASHES': 3, 'LIVENESS': 1}, True),
    'one attempt, one crash, and everything else that can happen':
        ({'ATTEMPTS': 1, 'CRASHES': 1, 'EVERYTHING': 1}, False),
}
LARGER = {
    'three attempts, five crashes': ({'ATTEMPTS': 3, 'CRASHES': 5}, False),
    'must happen: with three attempts, five crashes': ({'ATTEMPTS': 3, 'CRASHES': 5, 'LIVENESS': 1}, True),
    'one attempt, three crashes, and everything else': ({'ATTEMPTS': 1, 'CRASHES': 3, 'EVERYTHING': 1}, False),
}
# What is broken (UNSAFE_… in fiel.pml) and what spin has to say about it. The last field: the world it needs.
UNSAFE = (
    ('RESENT_AFTER_LOST_ANSWER', 'I1', ''),
    ('RESENT_AFTER_LOST_ANSWER', 'I3', ''),
    ('RESENT_AFTER_RESTART', 'I1', ''),
    ('TRANSPORT_SENDS_AGAIN', 'I1', ''),
    ('SENT_BEFORE_DURABLE', 'I2', ''),
    ('SHOWN_BEFORE_DURABLE', 'I7', ''),
    ('CHARGED_WHILE_UNKNOWN', 'I1', ''),
    ('CHARGED_WHILE_UNKNOWN', 'I4', ''),
    ('ONE_READ_BELIEVED', 'I1', ''),
    ('HORIZON_IGNORED', 'I1', ''),
    ('NOT_FOUND_BELIEVED', 'I1', ''),
    ('CALLBACK_BELIEVED', 'I5', ''),
    ('CANCEL_BELIEVED', 'I1', ''),
    ('REFUSED_QUESTION_BELIEVED', 'I5', ''),
    ('REFUSED_THOUGH_ACCEPTED', 'I1', ''),
    ('IDENTITY_NOT_COMPARED', 'I5', 'LIES'),
    ('ANY_LIST_BELIEVED', 'I5', 'BATCHES'),
    ('CUT_LIST_BELIEVED', 'I5', 'BATCHES'),
    ('OTHER_BOOT_BELIEVED', 'I5', 'BATCHES'),
    ('MANAGER_GUESSES', 'I5', 'MANAGER'),
    ('RESTART_NOT_CHECKED', 'L1', 'LIVENESS'),
    ('ONE_LOSS_ENDS_ASKING', 'L1', 'LIVENESS'),
)
NEEDS_A_CRASH = {'RESENT_AFTER_RESTART', 'OTHER_BOOT_BELIEVED', 'RESTART_NOT_CHECKED'}
# Rows of core's table as they must not be: what the model makes of core when somebody changes them.
CHANGED_ROWS = (
    ('silence closes', 'UNKNOWN', 'NO_NEWS', 'edge_to = STATE_CLOSED; edge_outcome = OUTCOME_NOT_EXECUTED; '
     'edge_effects = EFFECT_RECORD | EFFECT_RELEASE', 'I5', ''),
    ('a lost answer sends again', 'SENT', 'ANSWER_LOST', 'edge_to = STATE_SAVED; edge_outcome = OUTCOME_NONE; '
     'edge_effects = EFFECT_SEND', 'I3', ''),
    ('absence closes nothing', 'UNKNOWN', 'ABSENT', 'edge_to = STATE_UNKNOWN; edge_outcome = OUTCOME_NONE; '
     'edge_effects = EFFECT_SCHEDULE', 'L1', 'LIVENESS'),
    ('a restart asks nobody', 'UNKNOWN', 'RESTARTED', 'edge_to = STATE_UNKNOWN; edge_outcome = OUTCOME_NONE; '
     'edge_effects = 0', 'L1', 'LIVENESS'),
)
# Edges and words of core that this model leaves out, each with its reason. What is taken may not stand here.
OUTSIDE = {
    'STATE_PROPOSED EVENT_SAVE_FAILED': 'the engine makes no attempt of an intent that was not written (fiel-charge.c)',
}


class Wrong(Exception):
    pass


def require(condition, text):
    if not condition:
        raise Wrong(text)


def run(command, folder):
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


class Search:
    """One search by spin, in a folder of its own."""

    def __init__(self, macros, must_happen, core=None, shortest=False):
        self.flags = [f'-D{name}={value}' for name, value in macros.items()]
        self.must_happen = must_happen
        self.core = core if core is not None else CORE.read_text(encoding='utf-8')
        self.shortest = shortest
        self.text = ''
        self.story = ''
        self.seconds = 0.0

    def go(self):
        with tempfile.TemporaryDirectory(prefix='fiel-model-') as name:
            folder = pathlib.Path(name)
            (folder / 'core.pml').write_text(self.core, encoding='utf-8')
            for file in ('fiel.pml', 'coverage.h'):
                (folder / file).write_text((HERE / file).read_text(encoding='utf-8'), encoding='utf-8')
            self.build(folder)
            started = time.monotonic()
            arguments = ['-a', '-f'] if self.must_happen else []
            hash_bits = 18 if self.shortest else 22
            for depth in (*SHORT, DEPTH) if self.shortest else (DEPTH,):
                self.text = run(['./pan', f'-m{depth}', f'-w{hash_bits}', '-n', *arguments], folder).stdout
                if self.find_error() != 'nothing':
                    break
            self.seconds = time.monotonic() - started
            if (folder / 'fiel.pml.trail').exists():
                told = run(['spin', '-t', '-T', *self.flags, '-k', 'fiel.pml.trail', 'fiel.pml'], folder).stdout
                self.story = self.trim(told)
        return self

    def build(self, folder):
        noting = [] if self.shortest else ['-DCOVERAGE']
        made = run(['spin', '-a', *noting, *self.flags, 'fiel.pml'], folder)
        require(made.returncode == 0 and 'Error' not in made.stdout, f'spin: {made.stdout}')
        kind = ['-DNFAIR=3'] if self.must_happen else ['-DSAFETY']
        # A search that ends at its first error is over before an optimizer would be.
        level = '-O0' if self.shortest else '-O1'
        made = run(['gcc', level, '-w', f'-DMEMLIM={MEGABYTES}', *kind, '-o', 'pan', 'pan.c'], folder)
        require(made.returncode == 0, f'gcc: {made.stdout}')

    @staticmethod
    def trim(told):
        lines = [line.strip() for line in told.splitlines()]
        ends = [number for number, line in enumerate(lines) if line.startswith(('spin: trail ends', '#processes'))]
        lines = lines[:ends[0]] if ends else lines
        return '\n'.join(line for line in lines if line and not line.startswith(('ltl ', 'spin:', 'Never claim')))

    def figure(self, pattern):
        found = re.search(pattern, self.text)
        require(found, f'spin does not say {pattern!r}:\n{self.text}')
        return float(found.group(1))

    def require_complete(self):
        """Nothing found counts only if everything was looked at."""
        signs = ('max search depth too small', 'Search not completed', 'out of memory', 'Bit statespace', 'aborting')
        for bad in signs:
            require(bad not in self.text, f'the search is not complete: {bad}\n{self.text}')
        require('Full statespace search' in self.text, f'not a full search:\n{self.text}')
        require(self.figure(r'errors: (\d+)') == 0, f'{self.find_error()}\n{self.story}')

    def find_error(self):
        found = re.search(r'^pan:\d+: (?:assertion violated (\w+)|([^(\n]+?) \()', self.text, re.M)
        return (found.group(1) or found.group(2)) if found else 'nothing'

    def tell_figures(self):
        states = self.figure(r'([0-9.e+]+) states, stored')
        transitions = self.figure(r'([0-9.e+]+) transitions')
        depth = self.figure(r'depth reached (\d+)')
        megabytes = self.figure(r'([0-9.]+)\s+total actual memory')
        return (f'{states:.0f} states, {transitions:.0f} transitions, depth {depth:.0f}, {megabytes:.0f} MB, '
                f'{self.seconds:.1f} s')


def check_safe(search):
    search.go()
    search.require_complete()
    return search.tell_figures()


def check_broken(search, expected):
    search.go()
    error = search.find_error()
    require(error.startswith(expected) or (expected == 'L1' and error == 'acceptance cycle'),
            f'{expected} should be missed, and spin says: {error}\n{search.text}\n{search.story}')
    steps = search.story.splitlines()
    require(len(steps) > 1, f'the way there cannot be told: {search.story}')
    told = ''.join(f'\n# {line}' for line in steps) if STORY else ''
    states = search.figure(r'([0-9.e+]+) states, stored')
    return f'{error}, {len(steps)} steps, {states:.0f} states{told}'


def change_row(core, state, event, becomes):
    """core.pml with one row of the table altered."""
    row = re.compile(rf'(:: from == STATE_{state} && event == EVENT_{event} ->\n\s+).*')
    require(len(row.findall(core)) == 1, f'core has not one row for {state} and {event}')
    return row.sub(lambda found: found.group(1) + becomes, core)


def make_unsafe(name, invariant, world):
    macros = {'ATTEMPTS': 2 if world in ('', 'LIVENESS') else 1, 'CRASHES': int(name in NEEDS_A_CRASH)}
    macros[f'UNSAFE_{name}'] = 1
    macros.update({world: 1} if world else {})
    macros.update({f'ONLY_{invariant}': 1} if invariant != 'L1' else {})
    return Search(macros, world == 'LIVENESS', shortest=True)


def make_changed(state, event, becomes, invariant, world):
    macros = {'ATTEMPTS': 2, 'CRASHES': int(event == 'RESTARTED')}
    macros.update({world: 1} if world else {})
    macros.update({f'ONLY_{invariant}': 1} if invariant != 'L1' else {})
    return Search(macros, world == 'LIVENESS', shortest=True,
                  core=change_row(CORE.read_text(encoding='utf-8'), state, event, becomes))


# What the model did against what core says


def read_core():
    """Core's table, printed by core as plain lines: edges, and the words of every kind."""
    listed = subprocess.run([PRINT_CORE, '--list'], stdout=subprocess.PIPE, text=True, check=True).stdout
    edges = {}
    words = {'state': [], 'event': [], 'outcome': []}
    for line in listed.splitlines():
        kind, *fields = line.split()
        if kind == 'edge':
            edges[fields[0], fields[1]] = (fields[2], fields[3])
        else:
            words[kind].append(fields[0])
    return edges, words


def read_numbers():
    """spin numbers the words of an mtype from the last to the first."""
    names = re.search(r'mtype = \{(.*?)\}', CORE.read_text(encoding='utf-8'), re.S).group(1).replace(',', ' ').split()
    return {len(names) - place: name for place, name in enumerate(names)}


def read_pairs(searches):
    """(state, outcome, event) → what became of it in the model's searches."""
    names = read_numbers()
    pairs = {}
    for search in searches:
        for found in re.finditer(r'^pair (\d+) (\d+) (\d+) found (\d) to (\d+) (\d+) stray (\d+)', search.text, re.M):
            state, outcome, event, has_edge, to, closed, stray = map(int, found.groups())
            key = (names[state], names[outcome], names[event])
            value = (names[to], names[closed]) if has_edge else names.get(stray)
            require(pairs.setdefault(key, value) == value, f'{key} went two ways: {pairs[key]}, {value}')
    require(pairs, 'the searches noted no pair at all')
    return pairs


def check_steps(searches):
    """Every step of the model is core's edge, or a stray that core judged."""
    edges, _ = read_core()
    pairs = read_pairs(searches)
    for (state, outcome, event), became in pairs.items():
        edge = edges.get((state, event))
        if edge is not None:
            require(became == edge, f'{event} in {state} leads to {became} in the model, and to {edge} in core')
        else:
            require(str(became).startswith('STRAY_'), f'{event} in {state}, {outcome} has no edge and became {became}')
    strays = sum(1 for became in pairs.values() if isinstance(became, str))
    return f'{len(pairs)} pairs came up, {strays} without an edge'


def check_used(searches):
    """Every edge, state, event and outcome of core comes up, or stands in OUTSIDE with its reason."""
    edges, words = read_core()
    pairs = read_pairs(searches)
    taken = {f'{state} {event}' for (state, _, event), became in pairs.items() if isinstance(became, tuple)}
    missing = {f'{state} {event}' for state, event in edges} - taken
    require(missing == set(OUTSIDE),
            f'never taken and without a reason: {sorted(missing - set(OUTSIDE))}; '
            f'with a reason and no such gap: {sorted(set(OUTSIDE) - missing)}')
    used = {word for key, became in pairs.items() for word in (*key, *(became if isinstance(became, tuple) else ()))}
    used |= {word for key in OUTSIDE for word in key.split()}
    unused = {word for kind in words.values() for word in kind} - used
    require(not unused, f'in core and not in the model: {sorted(unused)}')
    return f'{len(taken)} of {len(edges)} edges taken, {len(OUTSIDE)} left out for a reason'


def check_drift(searches):
    """The two checks above can complain: a row that core has and the model has not, and one that differs."""
    edges, _ = read_core()
    pairs = read_pairs(searches)
    noted = ''.join(line + '\n' for search in searches for line in search.text.splitlines() if line.startswith('pair '))
    names = {name: number for number, name in read_numbers().items()}
    for (state, event), (to, outcome) in edges.items():
        key = (state, 'OUTCOME_NONE', event)
        if key not in pairs:
            continue
        line = f'pair {names[state]} {names["OUTCOME_NONE"]} {names[event]} found 1 to {names[to]} {names[outcome]} '
        require(line in noted, f'{key} was not noted as it went')
        fake = Search({}, False)
        fake.text = noted.replace(line, line.replace(f'to {names[to]} ', f'to {names["STATE_PROPOSED"]} '))
        require(complains(check_steps, fake), f'{event} in {state} may go elsewhere, and nobody notices')
        fake.text = re.sub(rf'^{re.escape(line)}.*\n', '', noted, flags=re.M)
        require(complains(check_used, fake), f'{event} in {state} may be missing, and nobody notices')
    return f'{len(edges)} edges'


def complains(check, search):
    try:
        check([search])
    except Wrong:
        return True
    return False


class Tap:
    """Numbers the cases and prints them."""

    def __init__(self):
        self.number = 0
        self.failed = 0

    def tell(self, name, get):
        self.number += 1
        try:
            print(f'ok {self.number} - {name}: {get()}', flush=True)
        except Exception as error:  # one case must not take the others with it
            text = str(error) if isinstance(error, Wrong) else traceback.format_exc()
            self.failed += 1
            print(f'not ok {self.number} - {name}')
            print('\n'.join(f'# {line}' for line in text.splitlines()), flush=True)


def make_cases(safe):
    for name, search in safe.items():
        yield name, check_safe, search
    for name, invariant, world in UNSAFE:
        title = f'{name.lower().replace("_", " ")} breaks {invariant}'
        yield title, check_broken, make_unsafe(name, invariant, world), invariant
    for name, state, event, becomes, invariant, world in CHANGED_ROWS:
        yield f'the table changed, {name}: breaks {invariant}', check_broken, \
            make_changed(state, event, becomes, invariant, world), invariant


def main():
    tap = Tap()
    sizes = {**SAFE, **LARGER} if LARGE else SAFE
    safe = {name: Search(*size) for name, size in sizes.items()}
    with concurrent.futures.ThreadPoolExecutor(1 if LARGE else os.cpu_count() or 1) as workers:
        cases = {workers.submit(*case): name for name, *case in make_cases(safe) if all(word in name for word in ONLY)}
        for done in concurrent.futures.as_completed(cases):
            tap.tell(cases[done], done.result)
    if not ONLY:
        searches = list(safe.values())
        tap.tell('every step is one of core\'s', lambda: check_steps(searches))
        tap.tell('every edge, state, event and outcome of core comes up', lambda: check_used(searches))
        tap.tell('a table that drifts away is noticed', lambda: check_drift(searches))
    print(f'1..{tap.number}')
    sys.exit(1 if tap.failed else 0)


main()
