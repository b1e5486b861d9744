"""What the desktop is told while the till is in the background, and that others learn nothing from it: no amount, no card, no
ticket. Notification services of our own write down what they are told. Run it under with-display. Prints TAP.
"""
import json
import os
import re
import subprocess
import sys
import time
import urllib.request

from story import NORTE, check, count_sales, eventually, make_customer, next_sale, run_steps
from window_driver import GLib

from gi.repository import Gio

NAME = 'io.github.fielpos.Fiel'
FREEDESKTOP = 'org.freedesktop.Notifications'
FREEDESKTOP_PATH = '/org/freedesktop/Notifications'
FREEDESKTOP_XML = f'''<node><interface name="{FREEDESKTOP}">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>'''
GTK = 'org.gtk.Notifications'
GTK_PATH = '/org/gtk/Notifications'
GTK_XML = f'''<node><interface name="{GTK}">
<method name="AddNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="a{{sv}}" direction="in"/></method>
<method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>'''
# Inactive for as long as a result would need to be told.
A_MOMENT = 0.7


class Service:
    """Keeps what is shown now in @shown, and every word it was ever told in @words."""

    def __init__(self, name, path, xml):
        self.shown = {}
        self.words = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.registration = self.bus.register_object(path, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], self.called)
        self.owner = Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.NONE)
        self.turn()

    def called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        getattr(self, method)(invocation, *arguments.unpack())

    def keep(self, key, title, body):
        self.shown[key] = title, body
        self.words += [title, body]

    def turn(self):
        """Answers what was asked meanwhile."""
        while GLib.MainContext.default().iteration(False):
            pass
        return self.shown

    def wait(self, title, timeout=20):
        eventually(lambda: any(title == shown for shown, _body in self.turn().values()), f'the desktop is told “{title}”',
                   timeout)

    def wait_until_empty(self):
        eventually(lambda: not self.turn(), 'everything is taken back')

    def stays_empty(self):
        end = time.monotonic() + A_MOMENT
        while time.monotonic() < end:
            check(not self.turn(), f'the desktop is told {self.shown}')
            time.sleep(0.05)

    def close(self):
        self.bus.unregister_object(self.registration)
        Gio.bus_unown_name(self.owner)
        self.turn()


class Freedesktop(Service):
    def __init__(self):
        self.n_told = 0
        super().__init__(FREEDESKTOP, FREEDESKTOP_PATH, FREEDESKTOP_XML)

    def Notify(self, invocation, _name, replaces, _icon, title, body, *_rest):  # noqa: N802 - as the bus calls it
        self.n_told += replaces == 0
        number = replaces or self.n_told
        self.keep(number, title, body)
        invocation.return_value(GLib.Variant('(u)', (number,)))

    def CloseNotification(self, invocation, number):  # noqa: N802
        self.shown.pop(number, None)
        invocation.return_value(None)

    @staticmethod
    def GetCapabilities(invocation):  # noqa: N802
        invocation.return_value(GLib.Variant('(as)', (['body', 'actions'],)))

    def press(self):
        """On the notification itself, which is gone then."""
        number, = self.turn()
        del self.shown[number]
        self.bus.emit_signal(None, FREEDESKTOP_PATH, FREEDESKTOP, 'ActionInvoked',
                             GLib.Variant('(us)', (number, 'default')))


class Gnome(Service):
    def __init__(self):
        self.actions = {}
        super().__init__(GTK, GTK_PATH, GTK_XML)

    def AddNotification(self, invocation, name, key, content):  # noqa: N802
        check(name == NAME, name)
        self.actions[key] = content.get('default-action'), content.get('priority')
        self.keep(key, content['title'], content['body'])
        invocation.return_value(None)

    def RemoveNotification(self, invocation, _name, key):  # noqa: N802
        self.shown.pop(key, None)
        invocation.return_value(None)


def assert_silent(service, secrets):
    """None of the words says what is nobody's business."""
    check(service.words, 'nothing was said at all')
    for words in service.words:
        check(not re.search(r'[0-9$]', words), f'a figure: “{words}”')
        for secret in secrets:
            check(secret not in words, f'“{secret}”: “{words}”')


def is_active(till):
    run = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True, check=False, timeout=10)
    return run.stdout.strip() == till.window_id


def is_visible(till):
    run = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(till.process.pid)], capture_output=True,
                         text=True, check=False, timeout=10)
    return till.window_id in run.stdout.split()


def wait_for_activity(till, active):
    eventually(lambda: is_active(till) == active, 'the till has the keyboard' if active else 'another has the keyboard')


def turn_away(till):
    """Somebody works in another program."""
    subprocess.run(['xdotool', 'windowminimize', till.window_id], check=True, timeout=10)
    wait_for_activity(till, False)


def turn_back(till):
    subprocess.run(['xdotool', 'windowactivate', till.window_id], check=True, timeout=10)
    wait_for_activity(till, True)


def begin_sale(shop, till, digits, number):
    next_sale(till)
    till.wait_for('^Ready$')
    till.keys(*digits, 'Return', delay_ms=70)
    eventually(lambda: count_sales(shop) == number, 'the request arrives')


def end_sale(shop, act):
    shop.cloud.call('customer', {'idTerminal': NORTE['cl'], 'act': act})


def results(shop, till, desktop):
    begin_sale(shop, till, '5790', 1)
    end_sale(shop, 'approve')
    till.wait_for('^APPROVED$')
    desktop.stays_empty()
    yield 'nothing is told while the till has the keyboard'

    begin_sale(shop, till, '7310', 2)
    turn_away(till)
    desktop.stays_empty()
    end_sale(shop, 'approve')
    desktop.wait('TRAINING · Approved')
    yield 'in the background an approval is told, and nothing before it'

    check(not is_visible(till), 'the till is still seen')
    desktop.press()
    eventually(lambda: is_visible(till), 'the window comes back')
    check(till.shows('^APPROVED$'), 'it does not show the payment')
    turn_back(till)
    yield 'pressed, it brings the window'

    begin_sale(shop, till, '4250', 3)
    turn_away(till)
    end_sale(shop, 'decline')
    desktop.wait('TRAINING · Declined')
    check(desktop.n_told == 2, f'{desktop.n_told} notifications')
    turn_back(till)
    desktop.wait_until_empty()
    yield 'a refusal is told, and taken back when somebody turns to the till'


def lost_answer(shop, till, desktop):
    """The card is charged, the answer is lost and the terminal cannot be asked for a while."""
    make_customer(shop, 'table')
    shop.cloud.call('switches', {'customer-seconds': 2})
    begin_sale(shop, till, '6080', 4)
    turn_away(till)
    eventually(lambda: len(shop.cloud.ledger()) == 3, 'the card is charged')
    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'offline'})
    shop.cloud.call('switches', {'customer-seconds': 0})
    desktop.wait('TRAINING · Not confirmed', 40)
    number, = desktop.shown
    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'online'})
    make_customer(shop, 'wait')
    desktop.wait('TRAINING · Approved')
    check(list(desktop.shown) == [number], 'what was said before is still shown')
    yield 'what is not confirmed is told, and replaced by what it was'


def late_word(shop, till, desktop):
    words = {'code': 1, 'idPosTxs': 987654, 'customId': 'no-payment-of-this-till', 'cardNumber': '4111111111111111',
             'amount': 5790}
    request = urllib.request.Request(shop.settings['callback'], data=json.dumps(words).encode(),
                                     headers={'Content-Type': 'application/json'})
    with urllib.request.urlopen(request, timeout=10) as answer:
        check(answer.status == 200, 'the message was not taken')
    desktop.wait('TRAINING · Something is to be resolved')
    turn_back(till)
    desktop.wait_until_empty()
    yield 'an answer that belongs to no payment is told'


def story_freedesktop(shop):
    desktop = Freedesktop()
    till = shop.open_till()
    wait_for_activity(till, True)
    for scene in (results, lost_answer, late_word):
        yield from scene(shop, till, desktop)
    shop.close_till()
    secrets = {payment[key] for payment in shop.payments() for key in ('reference', 'id') if payment.get(key)}
    check(len(secrets) >= 8, f'too few secrets: {secrets}')
    assert_silent(desktop, secrets)
    yield f'{len(desktop.words)} texts, and none names a figure, a ticket or a payment'
    desktop.close()


def story_gnome(shop):
    desktop = Gnome()
    till = shop.open_till(environment={'GSETTINGS_BACKEND': 'keyfile'})
    wait_for_activity(till, True)
    begin_sale(shop, till, '8800', 5)
    turn_away(till)
    end_sale(shop, 'approve')
    desktop.wait('TRAINING · Approved')
    check(list(desktop.actions.values()) == [('app.present', 'normal')], f'{desktop.actions}')
    assert_silent(desktop, ())
    turn_back(till)
    desktop.wait_until_empty()
    yield 'GNOME is told the same, with the action that brings the window'

    subprocess.run(['gsettings', 'set', NAME, 'notifications', 'false'], check=True, timeout=20,
                   env={**os.environ, 'GSETTINGS_BACKEND': 'keyfile'})
    begin_sale(shop, till, '9900', 6)
    turn_away(till)
    end_sale(shop, 'approve')
    till.wait_for('^APPROVED$')
    desktop.stays_empty()
    yield 'switched off, the desktop is told nothing'


def story(shop):
    yield from story_freedesktop(shop)
    yield from story_gnome(shop)


sys.exit(run_steps(story, 'fiel-notifications', lambda shop: make_customer(shop, 'wait'), listens=True))
