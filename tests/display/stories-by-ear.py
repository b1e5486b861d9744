"""The main flows as somebody lives them who cannot see the screen: through the accessibility tree alone. What is to be
pressed is found by role and name, what happened is known because it was heard. Run it under with-display. Prints TAP.
"""
import json
import os
import re
import subprocess
import sys
import time
import urllib.request

from ear import Ear
from story import (BUTTONS, NORTE, check, check_names, check_wording, content_of, count_sales, customer, eventually, focused,
                   make_customer, run)

CONFIRMED = (r'^APPROVED, six thousand eighty pesos, Terminal Norte · Ticket [0-9]+\. '
             'The customer was charged\\.$')
NEWS = r'^Something is to be resolved\. A late or unexpected answer came in\.'
# What cannot be undone is not taken in the first half second.
HALF_A_SECOND = 0.6


def sell(till, digits='5000', shown=('5', '50', '500', '5.000')):
    till.type_amount(digits, shown)
    till.press(rf'^Charge \${shown[-1]} on Terminal Norte')


def sale_and_its_money_back(shop):
    till = shop.open_till(driver=Ear)
    check_names(till, 'till')
    sell(till)
    till.hear('^(Sending|Waiting for the customer), five thousand pesos')
    till.hear(r'^APPROVED, five thousand pesos\. .*Authorization [0-9]+')
    check_names(till, 'result')

    till.choose_from_menu('^Return Money')
    till.hear('^Find the sale')
    till.do('row', r'^\$5\.000, Today')
    till.hear(r'^Amount: \$5\.000')
    check_names(till, 'return')
    till.wait_for('^Terminal: Terminal Norte$', roles=('list item',))
    button = till.wait_for(r'^Return \$5\.000… to ')
    check(button.get_description() == 'Choose why the money is returned.', 'it does not say what is missing')
    till.do('choice', '^Reason: Choose the reason$')
    till.do('option', '^The amount was wrong$')
    till.wait_for('^Reason: The amount was wrong$')
    check(till.shows('Getnet cancels the sale: no charge will appear'), 'it does not say what the customer will see')
    till.press(r'^Return \$5\.000… to ')
    till.hear('^Back, return nothing$')
    check(till.shows('^Return five thousand pesos to card ··[0-9]+'), 'the question does not name amount and card')
    time.sleep(HALF_A_SECOND)
    till.press(r'^Return \$5\.000 to ')
    till.hear('^RETURNED, five thousand pesos')
    shop.close_till()
    minors = [abs(booking['minor']) for booking in shop.cloud.ledger()]
    check(minors == [5000, 5000], f'the cloud booked {minors}')
    shop.assert_agrees()


def wait_for_silence(till, pattern, seconds=2):
    time.sleep(seconds)
    list(till.nodes())
    check(not [words for words in till.heard if re.search(pattern, words)], f'“{pattern}” is heard again: {till.heard}')


def left_unconfirmed(shop):
    """Whoever goes on selling hears what became of the payment they left, once, wherever they are by then."""
    shop.cloud.call('switches', {'customer-seconds': 2})
    till = shop.open_till(driver=Ear)
    sell(till, '6080', ('6', '60', '608', '6.080'))
    eventually(shop.cloud.ledger, 'the card is charged')
    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'offline'})
    shop.cloud.call('switches', {'customer-seconds': 0})
    till.hear(r'^NOT CONFIRMED\. Do not charge again\. six thousand eighty pesos', timeout=40)
    till.press('^Leave it and go on selling')
    till.hear(r'^Amount: \$0')
    till.heard.clear()
    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'online'})
    till.hear(CONFIRMED, timeout=40)
    wait_for_silence(till, 'APPROVED|NOT CONFIRMED')
    check(len(shop.assert_agrees()) == 1, 'one payment')


def post(shop, words):
    """What a provider sends by itself."""
    request = urllib.request.Request(shop.settings['callback'], data=json.dumps(words).encode(),
                                     headers={'Content-Type': 'application/json'})
    with urllib.request.urlopen(request, timeout=10) as answer:
        check(answer.status == 200, 'the message was not taken')


def unexpected_answer(shop):
    """It belongs to no payment: whoever stands at the till hears of it, once, and goes on where they were; and of the
    next one."""
    till = shop.open_till(driver=Ear)
    till.type_amount('50', ('5', '50'))
    before = focused(till)
    till.heard.clear()
    # The same words once more are news once more.
    for transaction in (987654, 987655):
        post(shop, {'code': 1, 'idPosTxs': transaction, 'customId': 'no-payment-of-this-till', 'amount': 5790})
        till.hear(NEWS)
        wait_for_silence(till, NEWS)
    check(focused(till) == before, f'the focus went from “{before}” to “{focused(till)}”')
    till.press('^2 to resolve$')
    till.hear('^Answer without a payment')


def settings_in_front(shop):
    """The desktop is not told: then the window in front says what becomes of a payment, once."""
    keep = {'GSETTINGS_BACKEND': 'keyfile'}
    subprocess.run(['gsettings', 'set', 'io.github.fielpos.Fiel', 'notifications', 'false'], check=True, timeout=20,
                   env={**os.environ, **keep})
    make_customer(shop, 'wait')
    till = shop.open_till(driver=Ear, environment=keep)
    sell(till)
    till.hear('^Waiting for the customer, five thousand pesos')
    till.choose_from_menu('^Settings$')
    till.hear('^Name of the store$')
    window = till.find_window('^Settings$')
    before = focused(till, window)
    till.heard.clear()
    customer(shop, 'approve')
    till.hear('^APPROVED, five thousand pesos, Terminal Norte')
    wait_for_silence(till, 'APPROVED')
    check(focused(till, window) == before, f'the focus went from “{before}” to “{focused(till, window)}”')
    # The same words once more are news once more.
    for transaction in (987654, 987655):
        post(shop, {'code': 1, 'idPosTxs': transaction, 'customId': 'no-payment-of-this-till', 'amount': 5790})
        till.hear(NEWS)
        wait_for_silence(till, NEWS)
    till.do('button', '^Close$', window='^Settings$')
    till.wait_until_gone(f'^APPROVED, five thousand pesos, |{NEWS}')


def lost_answer(shop):
    """The card is charged, the answer is lost and the terminal cannot be asked: what the slip says is kept, and the till
    goes on until evidence decides.
    """
    shop.cloud.call('switches', {'customer-seconds': 2})
    till = shop.open_till(driver=Ear)
    sell(till, '6080', ('6', '60', '608', '6.080'))
    eventually(shop.cloud.ledger, 'the card is charged')
    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'offline'})
    shop.cloud.call('switches', {'customer-seconds': 0})
    till.hear(r'^NOT CONFIRMED\. Do not charge again\. six thousand eighty pesos', timeout=40)
    check_names(till, 'not confirmed')
    till.press('^Approved, or it printed a slip')
    till.hear('^Code on the slip$')
    till.write('^Code on the slip$', '018734')
    check(content_of(till, '^Code on the slip$') == '018734', 'the code is not in the field')
    till.press('^Keep the code')
    till.hear('Approved by the slip; waiting for Getnet')
    check(till.shows('^NOT CONFIRMED$'), 'a slip alone decided it')
    till.press('^Leave it and go on selling')
    till.hear(r'^Amount: \$0')
    till.press('^1 to resolve$')
    till.hear(r'^\$6\.080 · Terminal Norte')
    check_names(till, 'to resolve')

    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'online'})
    till.hear(CONFIRMED, timeout=40)
    till.be_told('^All is resolved$', timeout=40)
    till.press('^Back$')
    till.hear(r'^Amount: \$0')
    check(till.shows(r'^\$6\.080, .*Approved$'), 'today’s list does not say so')
    check(count_sales(shop) == 1, 'it was charged again')
    check(len(shop.assert_agrees()) == 1, 'one payment')


def settings(shop):
    profile = shop.folder / 'profile.conf'
    before = profile.read_bytes()
    till = shop.open_till(driver=Ear)
    till.choose_from_menu('^Settings$')
    till.hear('^Name of the store$')
    check_wording(till, 'settings')
    till.do('row', '^Till$', window='^Settings$')
    till.write('^Largest sale$', '0')
    till.do('row', '^Largest sale$', window='^Settings$')
    till.be_told('“0” is not allowed. Allowed: a whole number from 1')
    check(profile.read_bytes() == before, 'a wrong value was saved')
    till.write('^Largest sale$', '4000')
    till.do('row', '^Largest sale$', window='^Settings$')
    till.do('switch', '^Ticket reference required$', window='^Settings$')
    till.do('row', '^Sound and Display$', window='^Settings$')
    till.wait_for('^Reduce motion$')
    check_wording(till, 'settings, sound and display')
    till.do('row', '^Receipts$', window='^Settings$')
    till.do('button', '^Paper', window='^Settings$')
    till.do('option', '^Roll of 58 mm$', window='^Settings$')
    till.wait_for('^Paper: Roll of 58 mm$', roles=BUTTONS)
    till.be_told('^Saved. The till uses it when these settings are closed')
    text = profile.read_text(encoding='utf-8')
    for line in ('max-sale=4000', 'require-reference=yes', 'paper=roll-58'):
        check(f'\n{line}\n' in text, f'“{line}” was not saved:\n{text}')
    till.do('button', '^Close$', window='^Settings$')
    till.hear(r'^Amount: \$0')
    till.type_amount('5', ('5',))
    check(till.wait_for(r'^Charge \$5 on ').get_description() != '', 'a reference is not asked for')


def close_of_shift(shop):
    result = shop.fielctl('sale', '1500', '--terminal', 'sur')
    check(result.returncode == 0, f'fielctl sale: {result.stderr}')
    till = shop.open_till(driver=Ear)
    till.choose_from_menu('^Close of Shift$')
    till.wait_for('^Before closing$')
    check_names(till, 'shift')
    till.press('^Close shift 1$')
    till.hear('^Not yet$')
    question = till.wait_for('^Not yet$', roles=BUTTONS).get_description()
    check(re.search('^Close shift 1\\. Closing writes the Z report', question), f'the question is heard as “{question}”')
    check(till.shows('^Closing writes the Z report'), 'it does not say what closing does')
    time.sleep(HALF_A_SECOND)
    till.press('^Close shift 1$')
    till.wait_for('^Shift 1 is closed$', roles=('heading',))
    till.hear('^Print…$')
    wait_for_silence(till, 'Not compared', 1)
    check_names(till, 'closed shift')
    check(len(shop.assert_agrees()) == 1, 'one payment')
    result = shop.fielctl('shift', 'list')
    check(result.returncode == 0 and '"shift":1,"closed":true' in result.stdout, f'no shift is closed: {result.stdout}')


STORIES = (
    (sale_and_its_money_back, {}),
    (lost_answer, {'first_ms': 1500}),
    (left_unconfirmed, {'first_ms': 1500}),
    (unexpected_answer, {'listens': True}),
    (settings_in_front, {'listens': True}),
    (settings, {}),
    (close_of_shift, {}),
)

sys.exit(run(STORIES))
