"""Drives the real till as a person would: keys go through the X server, what is read comes from the accessibility tree.

Needs a display, a session bus with the accessibility bus, xdotool and the Atspi introspection data.
"""
import os
import re
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402


class Missing(AssertionError):
    """What was waited for did not come."""


class Till:
    """The running program and its window."""

    def __init__(self, command, environment=None, log='till.log'):
        self.log_path = log
        self.log = open(log, 'ab')
        self.process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)
        self.window_id = None

    # -- reading -------------------------------------------------------------------------------------------------------

    def application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(index)
                if child is not None and child.get_process_id() == self.process.pid:
                    return child
            except GLib.Error:
                continue
        return None

    def nodes(self, node=None, depth=0):
        """Every accessible node that is not hidden, depth first; nodes that vanish while walking are passed over."""
        if node is None:
            node = self.application()
        if node is None or depth > 60:
            return
        if depth > 0 and not self.is_showing(node):
            return
        yield node
        try:
            count = node.get_child_count()
        except GLib.Error:
            return
        for index in range(count):
            try:
                child = node.get_child_at_index(index)
            except GLib.Error:
                continue
            if child is not None:
                yield from self.nodes(child, depth + 1)

    @staticmethod
    def text_of(node):
        try:
            name = node.get_name() or ''
            if not name:
                text = node.get_text_iface()
                if text is not None:
                    name = Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))
            return name
        except GLib.Error:
            return ''

    @staticmethod
    def is_showing(node):
        try:
            states = node.get_state_set()
            return states.contains(Atspi.StateType.VISIBLE)
        except GLib.Error:
            return False

    def texts(self):
        """All texts a screen reader could read now, in reading order."""
        found = []
        for node in self.nodes():
            text = self.text_of(node)
            if text and self.is_showing(node):
                found.append(text)
        return found

    def find(self, pattern, roles=None):
        expression = re.compile(pattern)
        for node in self.nodes():
            try:
                if roles is not None and node.get_role_name() not in roles:
                    continue
            except GLib.Error:
                continue
            if self.is_showing(node) and expression.search(self.text_of(node)):
                return node
        return None

    def wait_for(self, pattern, timeout=30, roles=None):
        """The first node whose text matches; fails with everything that could be read instead."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Missing(f'the till ended with {self.process.returncode} while waiting for "{pattern}"; see {self.log_path}')
            node = self.find(pattern, roles)
            if node is not None:
                return node
            time.sleep(0.1)
        raise Missing(f'"{pattern}" did not appear within {timeout} s. What could be read:\n  ' + '\n  '.join(self.texts()))

    def wait_until_gone(self, pattern, timeout=30):
        end = time.monotonic() + timeout
        while self.shows(pattern):
            if time.monotonic() > end:
                raise Missing(f'"{pattern}" is still there after {timeout} s')
            time.sleep(0.1)

    def shows(self, pattern):
        return self.find(pattern) is not None

    # -- acting --------------------------------------------------------------------------------------------------------

    def focus_window(self, timeout=20):
        """Finds the program's window on the display and gives it the keyboard, as a click on it would."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            result = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                                    capture_output=True, text=True, check=False)
            if result.stdout.split():
                self.window_id = result.stdout.split()[-1]
                subprocess.run(['xdotool', 'windowactivate', '--sync', self.window_id], check=False, timeout=10,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                subprocess.run(['xdotool', 'windowfocus', self.window_id], check=False, timeout=10,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                return
            time.sleep(0.1)
        raise Missing('the till opened no window')

    def wait_for_front(self, timeout=20):
        """Until another window of the program than the one before has the keyboard. GTK gives some of them no title."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            windows = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                                     capture_output=True, text=True, check=False).stdout.split()
            front = subprocess.run(['xdotool', 'getwindowfocus'], capture_output=True, text=True, check=False).stdout.strip()
            if front in windows and front != self.window_id:
                return
            time.sleep(0.1)
        raise Missing('no other window has the keyboard')

    @staticmethod
    def keys(*names, delay_ms=60):
        """Presses keys one after the other ("1", "Return", "ctrl+q") at the speed of a hand."""
        subprocess.run(['xdotool', 'key', '--delay', str(delay_ms), *names], check=True, timeout=60)

    @staticmethod
    def act(node):
        """Does what a screen reader's user does to press a button."""
        Atspi.Action.do_action(node.get_action_iface(), 0)

    def press(self, pattern):
        self.act(self.wait_for(pattern, roles=('push button', 'button', 'toggle button')))

    @staticmethod
    def screenshot(path):
        subprocess.run(['import', '-window', 'root', path], check=True, timeout=30)

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=10)

    def close(self, timeout=20):
        """Asks the program to end and waits for it."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=timeout)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=10)
        self.log.close()
        return self.process.returncode
