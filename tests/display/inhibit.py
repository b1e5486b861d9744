"""While a payment is open the session is asked not to end and not to sleep, and no longer than that. A session manager and
a portal of our own write down what they are asked: GTK turns to one of them, to the portal since 4.20. Run it under
with-display. Prints TAP.
"""
import os
import pathlib
import sys
import threading

from story import count_sales, customer, eventually, make_customer, run_steps
from window_driver import GLib

from gi.repository import Gio

APPLICATION = 'io.github.fielpos.Fiel'
MANAGER = 'org.gnome.SessionManager'
MANAGER_PATH = '/org/gnome/SessionManager'
PORTAL = 'org.freedesktop.portal.Desktop'
PORTAL_PATH = '/org/freedesktop/portal/desktop'
INTERFACES = f'''<node><interface name="{MANAGER}">
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="in"/><arg type="u" direction="out"/></method>
<method name="Uninhibit"><arg type="u" direction="in"/></method>
<method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<method name="UnregisterClient"><arg type="o" direction="in"/></method>
</interface><interface name="org.freedesktop.portal.Inhibit">
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="a{{sv}}" direction="in"/>
<arg type="o" direction="out"/></method>
<method name="CreateMonitor"><arg type="s" direction="in"/><arg type="a{{sv}}" direction="in"/><arg type="o" direction="out"/></method>
<property name="version" type="u" access="read"/>
</interface><interface name="org.freedesktop.portal.Request"><method name="Close"/></interface></node>'''
LOGOUT, SUSPEND = 1, 4


class Session:
    """Grants everything; @held is what is inhibited now: the reason and the flags. Answers in a thread of its own, because a
    program that starts waits for the portal."""

    def __init__(self):
        self.held = {}
        self.n_asked = 0
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        offered = threading.Event()
        threading.Thread(target=self.serve, args=(offered,), daemon=True).start()
        offered.wait()

    def serve(self, offered):
        context = GLib.MainContext.new()
        context.push_thread_default()
        manager, portal, self.request = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
        self.bus.register_object(MANAGER_PATH, manager, self.manager_called)
        self.bus.register_object(PORTAL_PATH, portal, self.portal_called, lambda *_: GLib.Variant('u', 3))
        # GTK looks for a portal among what can be started.
        services = pathlib.Path(os.environ['XDG_DATA_HOME'], 'dbus-1', 'services')
        text = f'[D-BUS Service]\nName={PORTAL}\nExec=/bin/false\n'
        (services / f'{PORTAL}.service').write_text(text, encoding='utf-8')
        for method, arguments in (('ReloadConfig', None), ('RequestName', GLib.Variant('(su)', (MANAGER, 0))),
                                  ('RequestName', GLib.Variant('(su)', (PORTAL, 0)))):
            self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments,
                               None, Gio.DBusCallFlags.NONE, -1, None)
        offered.set()
        GLib.MainLoop.new(context, False).run()

    def hold(self, reason, flags):
        self.n_asked += 1
        self.held[self.n_asked] = reason, flags
        return self.n_asked

    def manager_called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        if method == 'Inhibit':
            name, _window, reason, flags = arguments.unpack()
            number = self.hold(reason if name == APPLICATION else f'{name} asks', flags)
            invocation.return_value(GLib.Variant('(u)', (number,)))
        elif method == 'Uninhibit':
            self.held.pop(arguments.unpack()[0], None)
            invocation.return_value(None)
        elif method == 'RegisterClient':
            invocation.return_value(GLib.Variant('(o)', (f'{MANAGER_PATH}/Client1',)))
        else:
            invocation.return_value(None)

    def portal_called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        path = f'{PORTAL_PATH}/session/fiel'
        if method == 'Inhibit':
            _window, flags, options = arguments.unpack()
            number = self.hold(options['reason'], flags)
            path = f'{PORTAL_PATH}/request/fiel/{number}'
            self.bus.register_object(path, self.request, lambda *call: self.request_closed(number, call[-1]))
        invocation.return_value(GLib.Variant('(o)', (path,)))

    def request_closed(self, number, invocation):
        self.held.pop(number, None)
        invocation.return_value(None)


def story(shop, session):
    make_customer(shop, 'wait')
    till = shop.open_till()
    assert not session.held, 'it inhibits without a payment'
    till.keys(*'5000', delay_ms=70)
    till.keys('Return')
    eventually(lambda: count_sales(shop) == 1, 'the request arrives')
    eventually(lambda: session.held, 'the session is asked')
    (reason, flags), = session.held.values()
    assert flags == LOGOUT | SUSPEND, f'flags {flags}'
    assert reason == 'A payment is in progress', reason
    yield 'a payment is open: neither logging out nor sleeping'

    customer(shop, 'approve')
    till.wait_for('^APPROVED$')
    eventually(lambda: not session.held, 'nothing is held any more')
    assert session.n_asked == 1, f'asked {session.n_asked} times'
    yield 'it has its result: nothing is held any more'


def main():
    session = Session()
    run_steps(lambda shop: story(shop, session), 'fiel-inhibit')


sys.exit(main())
