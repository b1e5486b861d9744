"""Drives the till as somebody does who cannot see it: everything is found by its role and its name, done through its
accessible actions, and known because it was heard. No key reaches the program and no place on the screen counts.
"""
import re
import time

from window_driver import Atspi, GLib, Missing, Till

# One control, as GTK's versions call it.
ROLES = {
    'button': ('push button', 'button', 'toggle button'),
    'entry': ('entry', 'text'),
    'switch': ('check box', 'switch', 'toggle button'),
    'row': ('list item',),
    'choice': ('combo box',),
    'option': ('label',),
    'payment': ('panel', 'list item'),
    'menu item': ('menu item', 'push button', 'button'),
}
# What a screen reader offers for them: a button is clicked, a switch is turned, a row of a list is pressed.
PRESSES = ('click', 'toggle', 'row.press')
SAID_WHEN_CHANGED = ('status bar', 'statusbar', 'alert', 'notification', 'log')


class Ear(Till):
    """The running program for whoever listens."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.heard = []
        self.listener = Atspi.EventListener.new(self.listen)
        self.listener.register('object:state-changed:focused')
        self.listener.register('object:property-change:accessible-name')
        self.listener.register('object:announcement')

    # -- listening -----------------------------------------------------------------------------------------------------

    def listen(self, event):
        """A screen reader says what the focus comes to, what changes in a part that is live, and what a program that runs on
        newer GTK asks it to say.
        """
        try:
            if event.source.get_process_id() != self.process.pid:
                return
            if event.type.startswith('object:state-changed:focused') and event.detail1:
                self.heard.append(self.text_of(event.source))
            elif event.type.startswith('object:property-change') and event.source.get_role_name() in SAID_WHEN_CHANGED:
                self.heard.append(self.text_of(event.source))
            elif event.type.startswith('object:announcement'):
                self.heard.append(str(event.any_data))
        except GLib.Error:  # it is gone already: a screen reader says nothing either
            return

    def nodes(self, node=None, depth=0):
        while GLib.MainContext.default().iteration(False):
            pass
        yield from super().nodes(node, depth)

    def hear(self, pattern, timeout=15):
        """Waits until something like it was said, and forgets what was said before."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            for at, words in enumerate(self.heard):
                if re.search(pattern, words):
                    del self.heard[:at + 1]
                    return words
            time.sleep(0.05)
        raise Missing(f'"{pattern}" was not heard within {timeout} s, but:\n  ' + '\n  '.join(self.heard))

    def be_told(self, pattern, timeout=20):
        """Waits until it stands in a part that is read out when it appears; GTK 4.8 sends no word of what was hidden before.
        Newer GTK gives such a part no name that stands in it already."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            for part in self.nodes():
                if self.get_role(part) in SAID_WHEN_CHANGED and self.stands_in(part, pattern):
                    return
            time.sleep(0.05)
        raise Missing(f'"{pattern}" was not told within {timeout} s. What could be read:\n  ' + '\n  '.join(self.texts()))

    @staticmethod
    def get_role(node):
        try:
            return node.get_role_name()
        except GLib.Error:  # gone
            return ''

    def stands_in(self, part, pattern):
        return any(re.search(pattern, self.text_of(node)) for node in self.nodes(part))

    # -- acting --------------------------------------------------------------------------------------------------------

    def keys(self, *names, delay_ms=0):
        raise AssertionError('no key is pressed here')

    def focus_window(self, timeout=20):
        """A window that opens has the keyboard; nobody clicks on it."""

    @staticmethod
    def get_actions(node):
        actions = node.get_action_iface()
        return [] if actions is None else [Atspi.Action.get_action_name(actions, i)
                                           for i in range(Atspi.Action.get_n_actions(actions))]

    def find_window(self, pattern):
        """Without a look into any of them."""
        application = self.application()
        for index in range(application.get_child_count()):
            window = application.get_child_at_index(index)
            if window is not None and re.search(pattern, self.text_of(window)):
                return window
        return None

    def find_control(self, role, name, action, window):
        top = None if window is None else self.find_window(window)
        for node in self.nodes(top):
            try:
                if (node.get_role_name() in ROLES[role] and re.search(name, self.text_of(node))
                        and node.get_state_set().contains(Atspi.StateType.SENSITIVE)):
                    for at, found in enumerate(self.get_actions(node)):
                        if found in action:
                            return node, at
            except GLib.Error:
                continue
        return None, 0

    def do(self, role, name, action=PRESSES, window=None, timeout=15):
        """With the control of that role and name that can be used now, in the window of that name if there are two."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            node, at = self.find_control(role, name, action, window)
            if node is not None:
                Atspi.Action.do_action(node.get_action_iface(), at)
                return
            time.sleep(0.05)
        raise Missing(f'there is no {role} "{name}" that can be used. What could be read:\n  ' + '\n  '.join(self.texts()))

    def press(self, pattern):
        self.do('button', pattern)

    def choose_from_menu(self, item):
        self.press('^Main menu$')
        self.do('menu item', item)

    def write(self, name, words):
        """Into an entry."""
        node = self.wait_for(name, roles=ROLES['entry'])
        if not Atspi.EditableText.set_text_contents(node.get_editable_text_iface(), words):
            raise Missing(f'nothing can be written into "{name}"')

    def type_amount(self, digits, shown):
        """On the keys of the screen; each is heard before the next one."""
        for n, digit in enumerate(digits, 1):
            self.press(f'^{digit}$')
            self.wait_for(f'^Amount: .{shown[n - 1]}$', roles=('spin button',))
