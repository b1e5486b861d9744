"""While a payment is open the session is asked not to end and not to sleep, and no longer than that. A session manager of
our own writes down what it is asked. Run it under with-display. Prints TAP.
"""
import sys

from story import count_sales, customer, eventually, make_customer, run_steps
from window_driver import GLib

from gi.repository import Gio

NAME = 'org.gnome.SessionManager'
PATH = '/org/gnome/SessionManager'
INTERFACE = f'''<node><interface name="{NAME}">
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="in"/><arg type="u" direction="out"/></method>
<method name="Uninhibit"><arg type="u" direction="in"/></method>
<method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<method name="UnregisterClient"><arg type="o" direction="in"/></method>
</interface></node>'''
LOGOUT, SUSPEND = 1, 4


class SessionManager:
    """Grants everything; @held is what is inhibited now."""

    def __init__(self):
        self.held = {}
        self.n_asked = 0
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.bus.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], self.called)
        Gio.bus_own_name_on_connection(self.bus, NAME, Gio.BusNameOwnerFlags.NONE)
        self.turn()

    def called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        if method == 'Inhibit':
            self.n_asked += 1
            self.held[self.n_asked] = arguments.unpack()
            invocation.return_value(GLib.Variant('(u)', (self.n_asked,)))
        elif method == 'Uninhibit':
            self.held.pop(arguments.unpack()[0], None)
            invocation.return_value(None)
        elif method == 'RegisterClient':
            invocation.return_value(GLib.Variant('(o)', (f'{PATH}/Client1',)))
        else:
            invocation.return_value(None)

    def turn(self):
        """Answers what was asked meanwhile."""
        while GLib.MainContext.default().iteration(False):
            pass
        return self.held


def story(shop, session):
    make_customer(shop, 'wait')
    till = shop.open_till(wait=False)
    eventually(lambda: session.turn() is not None and till.shows('^Ready$'), 'the till is ready')
    assert not session.turn(), 'it inhibits without a payment'
    till.keys(*'5000', delay_ms=70)
    till.keys('Return')
    eventually(lambda: session.turn() is not None and count_sales(shop) == 1, 'the request arrives')
    eventually(session.turn, 'the session is asked')
    (name, _window, reason, flags), = session.held.values()
    assert flags == LOGOUT | SUSPEND, f'flags {flags}'
    assert name == 'io.github.fielpos.Fiel' and reason == 'A payment is in progress', (name, reason)
    yield 'a payment is open: neither logging out nor sleeping'

    customer(shop, 'approve')
    eventually(lambda: session.turn() is not None and till.shows('^APPROVED$'), 'the payment is approved')
    eventually(lambda: not session.turn(), 'nothing is held any more')
    assert session.n_asked == 1, f'asked {session.n_asked} times'
    yield 'it has its result: nothing is held any more'


def main():
    session = SessionManager()
    run_steps(lambda shop: story(shop, session), 'fiel-inhibit')


sys.exit(main())
