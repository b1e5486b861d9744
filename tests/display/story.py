"""What every story of a till needs: to check, to wait, to hear what has the focus, and to be told with TAP."""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile
import time
import traceback

from till_shop import Shop
from window_driver import Atspi

NORTE = {'cl': '70011223', 'ar': 'AR000001'}
BUTTONS = ('push button', 'toggle button', 'button', 'check box', 'radio button', 'menu button')


def check(condition, words):
    if not condition:
        raise AssertionError(words)


def eventually(condition, words, timeout=20):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f'{words}: not within {timeout} s')


def customer(shop, act):
    shop.cloud.call('customer', {'idTerminal': NORTE[shop.country], 'act': act})
    # What the cloud still waits for, such as a terminal that was busy, passes quickly from here on.
    shop.cloud.call('time', {'scale': 20})


def make_customer(shop, how):
    shop.cloud.call('terminal', {'idTerminal': NORTE[shop.country], 'customer': how})


def count_sales(shop):
    return sum(1 for request in shop.cloud.call('requests') if request['command'] == 100)


def as_a_hand():
    """What charges counts once in 0.7 s, and a page that has just come takes nothing yet. A quick machine answers and is
    asked again within that; no hand is.
    """
    time.sleep(0.8)


def check_quiet_end(till, front):
    """After Ctrl+Q with @front in front: it ends well, and has nothing to say about it."""
    try:
        code = till.process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        code = 'not within 20 s'
    words = pathlib.Path(till.log_path).read_text(encoding='utf-8', errors='replace')
    check(code == 0, f'with {front} in front it ends {code}: {words}')
    check('CRITICAL' not in words and 'WARNING' not in words, f'with {front} in front it ends with: {words}')


def next_sale(till):
    as_a_hand()
    till.keys('F2')


def stays(till, pattern, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        check(till.shows(pattern), f'"{pattern}" went away')
        time.sleep(0.1)


def check_name(name, role, page):
    """No letter to press with Alt is read out as one, and nothing is called twice the same. Paths may hold anything."""
    words = name.split()
    half = len(words) // 2
    check('/' in name or not re.search(r'_\w', name), f'{page}: a {role} is called “{name}”, with an underscore')
    check(not words or words[:half] != words[half:], f'{page}: a {role} is called twice the same: “{name}”')


def check_wording(till, page):
    for node in till.nodes():
        check_name(node.get_name() or '', node.get_role_name(), page)


def check_names(till, page):
    check_wording(till, page)
    for node in till.nodes():
        if node.get_role_name() in BUTTONS:
            check(till.text_of(node) and not till.text_of(node).startswith(('Gtk', 'Fiel', 'Adw')),
                  f'{page}: a button has no name but "{till.text_of(node)}"')


def find_live(till, pattern):
    """A text that stands in a part of the window that is read out when it changes."""
    return till.find(pattern, ('status bar', 'statusbar', 'alert', 'notification', 'heading', 'log')) is not None


def focused(till, window=None):
    """In that window, or in any."""
    for node in till.nodes(window):
        if node.get_state_set().contains(Atspi.StateType.FOCUSED):
            return till.text_of(node)
    return None


def content_of(till, pattern, roles=('text', 'entry')):
    node = till.wait_for(pattern, roles=roles)
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))


def tell(number, story, settings, build, folder):
    name = story.__name__.replace('_', '-')
    shop = None
    begin = time.monotonic()
    try:
        shop = Shop(build, folder / name, **settings)
        shop.cloud.call('switches', {'customer-seconds': 0})
        story(shop)
        print(f'ok {number} - {name}', flush=True)
        return True
    except Exception as trouble:
        for line in str(trouble).splitlines():
            print(f'# {line}')
        for line in traceback.format_tb(trouble.__traceback__):
            print('# ' + line.strip().replace('\n', ' | '))
        if shop is not None and shop.till is not None:
            print('# the till says: ' + json.dumps(shop.till.texts(), ensure_ascii=False))
            log = pathlib.Path(shop.till.log_path).read_text(encoding='utf-8', errors='replace')
            for line in log.splitlines()[-20:]:
                print(f'# till: {line}')
        print(f'not ok {number} - {name}', flush=True)
        return False
    finally:
        if shop is not None:
            shop.close()
        print(f'# {name} took {time.monotonic() - begin:.1f} s', flush=True)


def run(stories):
    """Tells those that are named on the command line, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('stories', nargs='*')
    options = parser.parse_args()
    chosen = [row for row in stories if not options.stories or row[0].__name__.replace('_', '-') in options.stories]
    with tempfile.TemporaryDirectory(prefix='fiel-stories.') as folder:
        results = [tell(number, story, settings, options.build, pathlib.Path(folder))
                   for number, (story, settings) in enumerate(chosen, 1)]
    print(f'1..{len(chosen)}')
    return 0 if results and all(results) else 1


def tell_steps(steps):
    """Tells with TAP how far @steps come: they yield the name of each when it is done."""
    count, code = 0, 0
    try:
        for count, name in enumerate(steps, 1):
            print(f'ok {count} {name}', flush=True)
    except Exception as error:  # noqa: BLE001 - whatever it is, the test has failed
        count, code = count + 1, 1
        print(f'not ok {count} {error!r}', flush=True)
    print(f'1..{count}', flush=True)
    return code


def run_steps(steps, prefix, prepare=None, **settings):
    """One story told in steps: @steps is called with a shop and yields the name of each when it is done."""
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    build = parser.parse_args().build
    with tempfile.TemporaryDirectory(prefix=f'{prefix}.') as folder:
        shop = Shop(build, pathlib.Path(folder) / 'shop', **settings)
        shop.cloud.call('switches', {'customer-seconds': 0})
        if prepare is not None:
            prepare(shop)
        try:
            return tell_steps(steps(shop))
        finally:
            shop.close()
