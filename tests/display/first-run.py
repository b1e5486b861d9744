"""The first run as a store manager does it, with keys alone: from nothing to a till that sells in training, left in the middle
and taken up again. Run it under with-display. Prints TAP.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile

from story import check_names, check_quiet_end, eventually, focused, tell_steps
from window_driver import Till


class FirstRun:
    """A till without a profile, in a folder of its own."""

    def __init__(self, build, folder):
        self.build = build
        self.folder = folder
        self.till = None

    def start(self):
        self.till = Till([f'{self.build}/src/app/fiel', '--profile', self.folder],
                         log=f'{os.environ["XDG_STATE_HOME"]}/first-run.log')

    def stop(self):
        self.till.close()

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '60', text], check=True, timeout=60)

    def answer(self, question, *keys, text=''):
        """Waits for the question, then types and presses."""
        self.till.wait_for(question)
        check_names(self.till, question)
        if text:
            self.till.keys('ctrl+a')
            self.type(text)
        self.till.keys(*keys)


def fielctl(build, folder, *arguments):
    return subprocess.run([f'{build}/src/ctl/fielctl', '--profile', folder, *arguments], capture_output=True, text=True,
                          check=False, timeout=120)


def answer_everything(run):
    """Two sittings: the program ends behind the second question and goes on there."""
    run.start()
    run.till.wait_for('In which language')
    run.till.focus_window()
    run.till.keys('Down', 'Return')
    run.till.wait_for('^Step 1 of 7$')
    run.till.focus_window()
    yield 'another language is chosen, and the question is asked anew'

    run.answer('In which language', 'Return')
    run.till.wait_for('Which store is this')
    eventually(lambda: focused(run.till) == 'Name on receipts', 'the field that has the keyboard is heard')
    run.till.keys('F1')
    run.till.wait_for('^Have ready what the provider gave you')
    run.till.keys('Escape')
    run.till.wait_until_gone('^Have ready what the provider gave you')
    run.till.focus_window()
    yield 'F1 explains the assistant, and Escape leads back to it'

    run.answer('Which store is this', 'Return', text='Tienda La Higuera')
    run.till.wait_for('How do you want to start')
    yield 'two questions are answered with keys'
    run.stop()

    run.start()
    run.till.wait_for('How do you want to start')
    run.till.focus_window()
    run.till.keys('ctrl+q')
    check_quiet_end(run.till, 'the assistant')
    run.stop()
    yield 'Ctrl+Q ends the program from the assistant'

    run.start()
    run.till.wait_for('How do you want to start')
    run.till.focus_window()
    assert not pathlib.Path(run.folder, 'profile.conf').exists(), 'a profile that is not finished was written'
    yield 'the next start goes on at the third'

    run.answer('How do you want to start', 'Return')
    run.answer('What is this till called', 'Return', text='Caja 2')
    run.type('Ana')
    run.till.keys('Return')
    run.till.wait_for('Who is the manager')
    run.till.keys('shift+Tab', 'shift+Tab', 'shift+Tab', 'space')
    yield 'the till has a name'

    run.till.press('^Continue$')
    run.till.wait_for('Your first sale')
    run.till.keys('Return')
    run.till.wait_for(r'^Approved\.', timeout=60)
    yield 'the practice sale is approved by the practice cloud'

    run.till.keys('Return')
    run.till.wait_for('The keys to remember')
    run.till.press('^Start practising$')
    run.till.wait_for('^TRAINING$', timeout=60)
    run.till.wait_for('Terminal 1')
    yield 'the till is open'

    # A screen reader counts the windows, one of them closes, and then it asks for the last one that it counted.
    run.till.application().get_child_at_index(run.till.application().get_child_count())
    run.till.wait_for('Terminal 1')
    run.till.keys('ctrl+question')
    run.till.wait_for('^(Shortcuts|Keyboard Shortcuts|Search Shortcuts)$')
    run.till.keys('Escape')
    run.till.wait_until_gone('^(Shortcuts|Keyboard Shortcuts|Search Shortcuts)$')
    run.till.application().get_child_at_index(run.till.application().get_child_count())
    run.till.wait_for('Terminal 1')
    yield 'whoever asks for a window that just closed does no harm'

    checked = fielctl(run.build, run.folder, 'profile', 'check')
    assert checked.returncode == 0, checked.stderr
    left = sorted(path.name for path in pathlib.Path(run.folder).iterdir() if 'draft' in path.name or 'first-run' in path.name)
    assert not left, f'left over: {left}'
    yield 'the profile is right, and nothing is left over'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    build = parser.parse_args().build

    with tempfile.TemporaryDirectory() as folder:
        run = FirstRun(build, f'{folder}/store')
        try:
            return tell_steps(answer_everything(run))
        finally:
            if run.till is not None:
                run.stop()


if __name__ == '__main__':
    # What libatspi still holds belongs to a program that has ended: nobody says goodbye to it.
    os._exit(main())
