"""The desktop starts the till through the session's bus, and a second call brings the window that is there.

Run it under with-display. Prints TAP.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import time

from story import tell_steps
from window_driver import Atspi, GLib, Missing

NAME = 'io.github.fielpos.Fiel'
PATH = '/io/github/fielpos/Fiel'


def call(destination, path, method, *arguments):
    run = subprocess.run(['gdbus', 'call', '--session', '--dest', destination, '--object-path', path, '--method', method,
                          *arguments], capture_output=True, text=True, check=False, timeout=60)
    if run.returncode != 0:
        raise AssertionError(f'{method}: {run.stderr.strip()}')
    return run.stdout


def bus(method, *arguments):
    return call('org.freedesktop.DBus', '/org/freedesktop/DBus', f'org.freedesktop.DBus.{method}', *arguments)


def install_service(build):
    """The file that is installed, with the program of this build in it."""
    text = pathlib.Path(build, 'data', f'{NAME}.service').read_text(encoding='utf-8')
    command = re.search(r'^Exec=\S*/fiel (.*)$', text, re.MULTILINE)
    assert command, f'the service starts something else:\n{text}'
    folder = pathlib.Path(os.environ['XDG_DATA_HOME'], 'dbus-1', 'services')
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f'{NAME}.service').write_text(text.replace(command[0], f'Exec={build}/src/app/fiel {command[1]}'),
                                            encoding='utf-8')
    bus('ReloadConfig')


def activate():
    call(NAME, PATH, 'org.freedesktop.Application.Activate', '{}')


def activate_action(name):
    call(NAME, PATH, 'org.freedesktop.Application.ActivateAction', name, '[]', '{}')


def wait_for_end():
    end = time.monotonic() + 30
    while owner() is not None:
        if time.monotonic() > end:
            raise AssertionError('the till does not end')
        time.sleep(0.1)


def windows():
    """How many windows the till's processes have, as the accessibility bus sees them."""
    found = 0
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        try:
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_name().lower() in ('fiel', NAME.lower()):
                found += child.get_child_count()
        except GLib.Error:
            continue
    return found


def wait_for_window():
    end = time.monotonic() + 60
    while windows() == 0:
        if time.monotonic() > end:
            raise Missing('the till was started by the bus and opened no window')
        time.sleep(0.1)


def owner():
    """The process that has the till's name on the bus, or None."""
    if 'true' not in bus('NameHasOwner', NAME):
        return None
    return int(re.search(r'uint32 (\d+)', bus('GetConnectionUnixProcessID', NAME))[1])


def story(build):
    install_service(build)
    assert owner() is None, 'a till runs before anybody asked for one'
    activate()
    wait_for_window()
    process = owner()
    assert process is not None
    yield 'the bus starts the till, and it opens its window'

    before = windows()
    activate()
    time.sleep(1)
    assert owner() == process and windows() == before, f'{before} windows became {windows()}'
    yield 'asked again, it opens no second one'

    activate_action('quit')
    wait_for_end()
    yield 'its action "quit" ends it'

    activate_action('present')
    wait_for_window()
    activate_action('quit')
    wait_for_end()
    yield 'a notification that is pressed when the till has ended opens it'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    return tell_steps(story(parser.parse_args().build))


sys.exit(main())
