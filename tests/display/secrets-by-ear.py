"""What is typed into a field for a secret, listened for on the accessibility bus as any program of the session may: not one of its
letters is sent. Run it under with-display. Prints TAP.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile
import time

from story import check, content_of, eventually, focused, tell_steps
from till_shop import Shop
from window_driver import Atspi, GLib, Till

PIN = '739146'
PEOPLE = '[person marta]\nname=Marta Rojas\nrole=manager\n'
EVENTS = ('object:text-changed:insert', 'object:text-changed:delete', 'object:property-change:accessible-name',
          'object:property-change:accessible-description', 'object:property-change:accessible-value')
# As long as words take that nobody waits for.
A_MOMENT = 0.5


class Eavesdropper(Till):
    """The running program, and every text that it sends."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.caught = []
        self.listener = Atspi.EventListener.new(self.listen)
        for event in EVENTS:
            self.listener.register(event)

    def listen(self, event):
        try:
            if event.source.get_process_id() == self.process.pid:
                self.caught.append((event.type, str(event.any_data)))
        except GLib.Error:
            return

    def turn(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '60', text], check=True, timeout=60)

    def forget(self):
        self.turn()
        self.caught.clear()

    def has_caught(self, letters):
        self.turn()
        return all(any(letter in words for _, words in self.caught) for letter in letters)

    def assert_kept(self, secret):
        """Nothing of it was sent; what stands in for its letters may be."""
        end = time.monotonic() + A_MOMENT
        while time.monotonic() < end:
            self.turn()
            time.sleep(0.05)
        heard = [words for words in self.caught if any(letter in words[1] for letter in secret)]
        check(not heard, f'sent on the bus: {heard}')


def assistant(build, folder):
    till = Eavesdropper([f'{build}/src/app/fiel', '--profile', folder],
                        log=f'{os.environ["XDG_STATE_HOME"]}/secrets-by-ear.log')
    try:
        till.wait_for('In which language')
        till.focus_window()
        till.keys('Return')
        till.wait_for('Which store is this')
        till.type('Tienda')
        till.keys('Return')
        till.wait_for('How do you want to start')
        till.keys('Return')
        till.wait_for('What is this till called')
        till.type('Caja')
        till.keys('Return')
        till.type('Ana')
        till.keys('Return')
        till.wait_for('Who is the manager')
        till.keys('shift+Tab', 'ctrl+a')
        till.type('Zoe')
        eventually(lambda: till.has_caught('Zoe'), 'a name is sent as it is typed')
        yield 'what is no secret is heard as it is typed'

        till.keys('Return')
        eventually(lambda: focused(till) == 'PIN, at least six digits', 'the field that has the keyboard is heard')
        till.forget()
        till.type(PIN)
        till.keys('BackSpace', 'BackSpace')
        till.type(PIN[-2:])
        till.assert_kept(PIN)
        shown = content_of(till, '^PIN, at least six digits$', ('password text',))
        check(len(shown) == len(PIN) and len(set(shown)) == 1, f'the field says “{shown}”')
        yield 'a PIN is not, nor when a digit is taken back'

        till.keys('Return')
        till.type(PIN[:-1])
        till.keys('ctrl+a', 'Delete')
        till.type(PIN)
        till.assert_kept(PIN)
        till.keys('BackSpace', 'Return')
        till.wait_for('These are two different PINs')
        till.type(PIN)
        till.keys('Return')
        till.wait_for('Your first sale')
        yield 'typed again it is the same PIN, and the assistant goes on'
    finally:
        till.close()


def locked_till(build, folder):
    shop = Shop(build, pathlib.Path(folder) / 'shop', provider=PEOPLE)
    profile = shop.folder / 'profile.conf'
    profile.write_text(profile.read_text(encoding='utf-8').replace('cashier=Ana Riquelme\n', ''), encoding='utf-8')
    try:
        till = shop.open_till(wait=False, driver=Eavesdropper)
        till.wait_for('^PIN of Marta Rojas$')
        yield 'the till asks for a PIN'

        till.type(PIN)
        till.keys('BackSpace')
        till.assert_kept(PIN)
        shown = content_of(till, '^PIN of Marta Rojas$', ('password text',))
        check(len(shown) == len(PIN) - 1 and len(set(shown)) == 1, f'the field says “{shown}”')
        till.keys('Return')
        till.wait_for('not right|wrong|keyring')
        till.assert_kept(PIN)
        yield 'none of its digits is sent'
    finally:
        shop.close()


def steps(build, folder):
    yield from assistant(build, f'{folder}/store')
    yield from locked_till(build, folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    build = parser.parse_args().build
    with tempfile.TemporaryDirectory(prefix='fiel-secrets.') as folder:
        return tell_steps(steps(build, folder))


if __name__ == '__main__':
    # What libatspi still holds belongs to a program that has ended: nobody says goodbye to it.
    os._exit(main())
