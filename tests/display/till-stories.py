"""Stories of a cashier, told through the real program: keys, the accessibility tree, and the practice cloud's ledger.
stories-by-ear.py has those without a key.

Each story has a shop of its own and ends by holding the journal against the ledger. Run it under with-display. Without
names it tells all; with names only those. Prints TAP.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.request

from story import (NORTE, as_a_hand, check, check_names, check_quiet_end, content_of, count_sales, customer, eventually,
                   find_live, focused, make_customer, next_sale, run, stays)
from till_shop import OUTCOMES
from window_driver import Atspi, Till

# Getnet gives its number at once and would call back, where nobody listens: what it says has to be asked for.
NOBODY_IS_CALLED = 'mode=asynchronous\ncallback-address=http://127.0.0.1:9/\n'


def type_amount(till, digits, shown):
    till.keys(*digits, delay_ms=70)
    till.wait_for(f'^Amount: {shown}')


def charge(till, digits, shown):
    """From an empty till to a request on its way."""
    type_amount(till, digits, shown)
    till.keys('Return')
    till.wait_for(f'^(Sending|Waiting for the customer|Checking the result)$|{OUTCOMES}')


# -- Everyday ----------------------------------------------------------------------------------------------------------

def declined_then_approved(shop):
    till = shop.open_till()
    charge(till, '5081', r'\$5\.081')
    till.wait_for('^DECLINED$')
    check(till.shows('Not enough funds'), 'no reason is given')
    check(till.shows('The customer was not charged'), 'it does not say that nobody was charged')
    as_a_hand()
    till.press(r'^Try again: \$5\.081 on Terminal Norte')
    eventually(lambda: count_sales(shop) == 2, 'the same amount again')
    till.wait_for('^DECLINED$')
    next_sale(till)
    charge(till, '5000', r'\$5\.000')
    till.wait_for('^APPROVED$')
    references = {payment['reference'] for payment in shop.assert_agrees()}
    check(len(references) == 2, f'two tickets were expected: {references}')


def lost_answer_closes_by_itself(shop):
    till = shop.open_till()
    charge(till, '5080', r'\$5\.080')
    till.wait_for('^APPROVED$', timeout=40)
    check(len(shop.cloud.ledger()) == 1, 'the card was not charged exactly once')
    payments = shop.assert_agrees()
    check(len(payments) == 1 and shop.cloud.sales(payments[0]['id']) == 1, 'one payment, sent once')


# How long the customer takes, and for how long keys are not heard after a result, less what pressing one takes.
CUSTOMER_S = 1
DEAF_S = 0.45


def press_at_the_result(till, amount):
    """Charges and presses Enter as soon as the result is seen. Whether that was soon enough for the till to be deaf still:
    a busy machine may show it long before it is seen here."""
    type_amount(till, f'{amount}', rf'\${amount:,}'.replace(',', r'\.'))
    pressed = time.monotonic()
    till.keys('Return', 'Return', delay_ms=10)
    till.wait_for('^APPROVED$')
    till.keys('Return', 'Return', delay_ms=10)
    return time.monotonic() - pressed < CUSTOMER_S + DEAF_S


def one_press_one_charge(shop):
    shop.cloud.call('switches', {'customer-seconds': CUSTOMER_S})
    till = shop.open_till()
    for n_sales in range(1, 13):
        # Another amount each time: the same one would be asked about.
        if press_at_the_result(till, 7000 + 100 * n_sales):
            stays(till, '^APPROVED$', 0.3)
            break
        time.sleep(0.8)
        if till.shows('^APPROVED$'):
            till.keys('Return')
        till.wait_for(r'^Amount: \$0')
    else:
        raise AssertionError('this machine is too slow to press a key soon after a result')
    time.sleep(0.8)
    till.keys('Return')
    till.wait_for(r'^Amount: \$0')
    till.keys('Return', 'Return')
    check(count_sales(shop) == n_sales, 'Enter after the result charged')

    type_amount(till, '9000', r'\$9\.000')
    subprocess.run(['xdotool', 'keydown', 'Return'], check=True)
    try:
        till.wait_for('^APPROVED$')
        stays(till, '^APPROVED$', 1.5)
    finally:
        subprocess.run(['xdotool', 'keyup', 'Return'], check=True)
    check(count_sales(shop) == n_sales + 1, 'a key that is held down charged more than once')
    shop.assert_agrees()


def scanner_fills_the_reference(shop):
    till = shop.open_till()
    type_amount(till, '4000', r'\$4\.000')
    subprocess.run(['xdotool', 'type', '--delay', '0', '12345678901234567890\n'], check=True)
    till.wait_for('^Ticket 12345678901234567890$')
    check(till.shows(r'^Amount: \$4\.000'), 'the scan changed the amount')
    stays(till, r'^Charge \$4\.000 on Terminal Norte', 1)
    check(count_sales(shop) == 0, 'the scan charged')
    till.keys('Return')
    till.wait_for('^APPROVED$')
    check(shop.assert_agrees()[0]['reference'] == '12345678901234567890', 'the ticket has another reference')


def guards_ask_first(shop):
    for _ in range(20):
        result = shop.fielctl('sale', '1500', '--terminal', 'sur')
        check(result.returncode == 0, f'fielctl sale: {result.stderr}')
    till = shop.open_till()
    type_amount(till, '150000', r'\$150\.000')
    till.keys('Return')
    till.wait_for(r'\$150\.000 is unusual for this till')
    time.sleep(0.8)
    till.keys('Return')
    till.keys(*'1500', delay_ms=70)
    till.keys('Return')
    stays(till, r'\$150\.000 is unusual for this till', 0.5)
    check(count_sales(shop) == 20, 'a slipped zero was charged')
    till.keys('Escape')
    till.wait_for(r'^Amount: \$0')

    charge(till, '1700', r'\$1\.700')
    till.wait_for('^APPROVED$')
    next_sale(till)
    type_amount(till, '1700', r'\$1\.700')
    till.keys('Return')
    till.wait_for('^Same as [0-9:]+, charge again\\?')
    time.sleep(0.8)
    till.keys('Return', 'Return')
    stays(till, 'charge again', 0.5)
    check(count_sales(shop) == 21, 'Enter answered the question about a repeat')
    till.press('^Charge again$')
    till.wait_for('^APPROVED$')
    check(count_sales(shop) == 22, 'its own button charges')
    shop.assert_agrees()


def amounts_in_argentina(shop):
    till = shop.open_till()
    type_amount(till, '1250', r'\$12,50')
    till.keys('Return')
    till.wait_for('^APPROVED$')
    shop.close_till()
    shop.settings['mode'] = 'decimal'
    shop.write_profile()
    till = shop.open_till()
    till.keys('1', '3', 'comma', '5', delay_ms=70)
    till.wait_for(r'^Amount: \$13,50?')
    till.keys('Return')
    till.wait_for('^APPROVED$')
    shop.assert_agrees()
    check([booking['minor'] for booking in shop.cloud.ledger()] == [1250, 1350], 'the cloud got other amounts')


# -- Not confirmed -----------------------------------------------------------------------------------------------------

def not_confirmed_parked_and_resolved(shop):
    shop.cloud.call('switches', {'customer-seconds': 2})
    till = shop.open_till()
    charge(till, '6080', r'\$6\.080')
    eventually(shop.cloud.ledger, 'the card is charged')
    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'offline'})
    shop.cloud.call('switches', {'customer-seconds': 0})
    till.wait_for('^NOT CONFIRMED$', timeout=40)
    check(till.shows('Do not charge again'), 'it does not warn')
    asked = till.text_of(till.wait_for('^Asked Getnet [0-9]+ time'))
    till.keys('F5')
    eventually(lambda: not till.shows(f'^{asked}$'), 'F5 asks')
    till.keys('Escape')
    check(till.shows('^NOT CONFIRMED$'), 'Esc left what nobody parked')
    till.press('^Leave it and go on selling')
    till.wait_for(r'^Amount: \$0')
    till.wait_for('^1 to resolve$')

    type_amount(till, '7000', r'\$7\.000')
    check(till.shows('The result of a payment on Terminal Norte is missing'), 'no reason beside the button')
    till.keys('Return')
    time.sleep(0.5)
    check(count_sales(shop) == 1, 'the reserved terminal was charged')
    till.keys('alt+2')
    till.wait_for(r'^Charge \$7\.000 on Terminal Sur')
    till.keys('Return')
    till.wait_for('^APPROVED$')
    till.keys('F2')

    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'online'})
    till.keys('F2')
    eventually(lambda: not till.shows('^1 to resolve$'), 'it closes by itself', timeout=40)
    check(till.shows(r'\$6\.080, .*Approved$'), 'today’s list does not say so')
    check(len(shop.assert_agrees()) == 2, 'two payments')


def until_not_confirmed(shop, till):
    """The card is charged, the answer is lost, and the terminal cannot be asked."""
    shop.cloud.call('switches', {'customer-seconds': 2})
    charge(till, '6080', r'\$6\.080')
    eventually(shop.cloud.ledger, 'the card is charged')
    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'offline'})
    shop.cloud.call('switches', {'customer-seconds': 0})
    till.wait_for('^NOT CONFIRMED$', timeout=40)


def scan(text):
    subprocess.run(['xdotool', 'type', '--delay', '0', text], check=True)
    subprocess.run(['xdotool', 'key', '--delay', '0', 'Return'], check=True)


def slip_is_kept_and_evidence_decides(shop):
    """With keys alone."""
    till = shop.open_till()
    until_not_confirmed(shop, till)
    time.sleep(0.6)
    till.keys('5', '0', '9')
    stays(till, '^What does the terminal show', 0.5)
    till.keys('1')
    till.wait_for('^Which code is on the slip')
    scan('018734')
    eventually(lambda: content_of(till, '^Code on the slip$') == '018734', 'the scan stands in the field')
    eventually(lambda: focused(till) == 'Keep the code', 'Enter goes on to the button')
    stays(till, '^Which code is on the slip', 0.5)
    till.keys('Return')
    till.wait_for('^Approved by the slip; waiting for Getnet$')
    check(till.shows('The code 018734 is kept'), 'the code is not shown')
    check(till.shows('^NOT CONFIRMED$'), 'a slip alone decided it')
    check(count_sales(shop) == 1, 'something was charged again')

    go_to(till, '^Change answer$')
    till.keys('space')
    eventually(lambda: focused(till) == 'Approved, or it printed a slip', 'the answers have the focus')
    till.keys('2')
    till.wait_for('^Not charged, says the terminal. Getnet has not confirmed that yet')
    check(till.shows('Take neither a card nor cash for this ticket yet'), 'it does not say what to do')
    go_to(till, '^Change answer$')
    till.keys('space')
    eventually(lambda: focused(till) == 'Approved, or it printed a slip', 'the answers have the focus again')
    till.keys('1')
    eventually(lambda: focused(till) == 'Code on the slip', 'the field has the focus')
    scan('018734')
    eventually(lambda: focused(till) == 'Keep the code', 'Enter goes on to the button')
    till.keys('Return')
    till.wait_for('^Approved by the slip; waiting for Getnet$')
    go_to(till, '^Leave it and go on selling')
    till.keys('space')
    till.wait_for('^1 to resolve$')

    shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'online'})
    till.keys('F2')
    eventually(lambda: not till.shows('^1 to resolve$'), 'evidence closes it', timeout=40)
    check(till.shows(r'\$6\.080, .*Approved$'), 'today’s list does not say so')
    check(len(shop.assert_agrees()) == 1, 'one payment')


def go_to(till, pattern):
    """With Tab alone, as far as it takes."""
    for _ in range(40):
        if re.search(pattern, focused(till) or ''):
            return
        till.keys('Tab', delay_ms=20)
    raise AssertionError(f'Tab does not reach "{pattern}"')


def write_into(till, pattern, text):
    go_to(till, pattern)
    subprocess.run(['xdotool', 'type', '--delay', '20', text], check=True)
    eventually(lambda: content_of(till, pattern) == text, f'"{text}" stands there', timeout=5)


def manager_records_by_hand(shop):
    make_customer(shop, 'wait')
    till = shop.open_till()
    charge(till, '6000', r'\$6\.000')
    till.wait_for('^NOT CONFIRMED$', timeout=60)
    till.press('^Manager: record by hand')
    till.wait_for('^Say first what happened')
    go_to(till, '^The customer was charged$')
    till.keys('Right', 'space')
    go_to(till, '^The slip, or the terminal’s screen$')
    till.keys('Down', 'Down', 'Down', 'Down', 'space')
    write_into(till, '^Name of the manager$', 'Eva Soto')
    till.press('^Second look$')
    till.wait_for('^Eva Soto records that the customer was not charged')
    check(till.shows('^TRAINING$'), 'the bar of training is gone')
    check(till.shows('Nobody has said yet what the terminal shows'), 'no facts are shown')
    check(till.shows('Fiel goes on asking Getnet'), 'it does not say what happens afterwards')

    # Enter goes the safe way.
    time.sleep(0.8)
    check(focused(till) == 'Back, record nothing', f'the focus is on {focused(till)}')
    till.keys('Return')
    till.wait_for('^How do you know')
    till.press('^Second look$')
    write_into(till, '^Who looked at it too$', 'Luis Rojas')
    go_to(till, '^Both of us looked')
    till.keys('space')
    till.wait_for('^Record .6.000 as not charged')
    scan('12345678')
    time.sleep(0.8)
    check(till.shows('^Second look: is it really so'), 'a scan recorded it')
    till.press(r'^Record \$6\.000 as not charged')
    till.wait_for('^RECORDED AS NOT CHARGED$')
    check(till.shows('Recorded by hand'), 'the record is not marked')

    # And then the customer pays after all.
    customer(shop, 'approve')
    eventually(shop.cloud.ledger, 'the card is charged')
    till.wait_for('^Charged after all', timeout=60)
    check(find_live(till, 'Return the money, or hand over the goods'), 'it is not said what to do')
    check(till.shows('^RECORDED AS NOT CHARGED$'), 'the record was replaced')
    check(not till.shows('^Try again'), 'it invites to charge a second time')
    shop.close_till()
    payment = shop.payments()[0]
    check(payment['outcome'] == 'hand-not-charged' and payment['conflict'], f'the journal says {payment}')
    check(count_sales(shop) == 1, 'it was sent again')


def killed(shop, moment):
    make_customer(shop, 'wait')
    till = shop.open_till()
    type_amount(till, '5000', r'\$5\.000')
    till.keys('Return')
    if moment == 'while-the-customer-waits':
        eventually(lambda: count_sales(shop) == 1, 'the request arrives')
        till.wait_for('Waiting for the customer')
    elif moment == 'after-the-charge':
        eventually(lambda: count_sales(shop) == 1, 'the request arrives')
        os.kill(till.process.pid, 19)
        customer(shop, 'approve')
        eventually(shop.cloud.ledger, 'the card is charged')
    till.kill()
    shop.close_till()
    if moment == 'at-once':
        # Whether it was saved, sent or neither is the machine's secret, but both sides must agree.
        time.sleep(0.3)
        if count_sales(shop) == 1:
            customer(shop, 'approve')
    elif moment == 'while-the-customer-waits':
        shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'offline'})

    till = shop.open_till(wait=False)
    first = till.text_of(till.wait_for(f'{OUTCOMES}|^(Sending|Checking the result|Waiting for the customer)$|^Amount: '))
    if count_sales(shop) == 1:
        check(not first.startswith('Amount'), 'the till is free before the open payment is shown')
    if moment == 'while-the-customer-waits':
        till.keys('F2')
        till.wait_for('^Amount: ')
        till.keys('5')
        till.wait_for('payment on Terminal Norte|Terminal Norte is')
        till.keys('Return')
        customer(shop, 'approve')
        shop.cloud.call('terminal', {'idTerminal': NORTE['cl'], 'state': 'online'})
    eventually(lambda: not till.shows('(Checking|Not confirmed|Sending|On the terminal)$'), 'it closes by itself', timeout=40)
    if shop.cloud.ledger():
        till.wait_for(r'^\$5\.000, .*Approved$')
    shop.assert_agrees()
    check(count_sales(shop) <= 1, 'it was sent again')


def killed_at_once(shop):
    killed(shop, 'at-once')


def killed_while_the_customer_waits(shop):
    killed(shop, 'while-the-customer-waits')


def killed_after_the_charge(shop):
    killed(shop, 'after-the-charge')


# -- Money back --------------------------------------------------------------------------------------------------------

def open_return(till, shown, way='Down'):
    """From anywhere to the page of the newest sale, with the keyboard alone."""
    till.keys('F3')
    till.wait_for('^Return money: which sale')
    till.wait_for(f'^{shown}, Today')
    eventually(lambda: 'Find the sale' in (focused(till) or ''), 'the search has the focus')
    till.keys(way)
    eventually(lambda: (focused(till) or '').startswith(f'{shown.replace(chr(92), "")}, Today'), f'{way} goes to the list')
    till.keys('Return')
    till.wait_for('^Original sale$')


def choose_reason(till):
    """Enter on the amount leads to the row of reasons, Enter there opens its list."""
    go_to(till, '^Amount: ')
    till.keys('Return')
    eventually(lambda: (focused(till) or '').startswith('Reason: Choose the reason'), 'Enter leads to the reason')
    till.keys('Return')
    time.sleep(0.4)
    till.keys('Down', 'Return')
    till.wait_for('^Reason: (?!Choose)')


def confirm_return(till, shown):
    """A reason that was chosen can be chosen anew; nothing is missing, so Enter on the amount leads to the question."""
    eventually(lambda: (focused(till) or '').startswith('Reason: '), 'the focus is back on the row')
    till.keys('Return')
    time.sleep(0.4)
    till.keys('Escape')
    till.wait_for(rf'^Return {shown}… to ')
    go_to(till, '^Amount: ')
    till.keys('Return')
    till.wait_for('^Return .* pesos to card ··[0-9]+. The customer must be present with the card')
    time.sleep(0.8)
    check(focused(till) == 'Back, return nothing', f'the focus is on {focused(till)}')
    go_to(till, rf'^Return {shown} to ')
    till.keys('space')


def returned_in_parts(shop):
    till = shop.open_till()
    charge(till, '5000', r'\$5\.000')
    till.wait_for('^APPROVED$')

    open_return(till, r'\$5\.000', way='Return')
    till.keys(*'2000', delay_ms=70)
    till.wait_for(r'^Amount: \$2\.000')
    choose_reason(till)
    check(till.shows('Getnet returns it: the customer sees it in a few days'), 'it does not say how')
    confirm_return(till, r'\$2\.000')
    till.wait_for('^RETURNED$')
    check(not till.shows('charged'), 'a return speaks of charging')
    till.keys('F2')
    till.wait_for(r'^−\$2\.000, .*Returned$')

    open_return(till, r'\$5\.000')
    till.wait_for(r'^All, \$3\.000$')
    till.keys(*'3001', delay_ms=70)
    till.wait_for(r'at most \$3\.000 can be returned')
    till.press(r'^All, \$3\.000$')
    choose_reason(till)
    confirm_return(till, r'\$3\.000')
    till.wait_for('^RETURNED$')
    till.keys('F2')

    open_return(till, r'\$5\.000')
    till.wait_for('^All of this sale went back already')
    button = till.find('^Return .*… to ')
    check(button is None or not button.get_state_set().contains(Atspi.StateType.SENSITIVE), 'a third return is offered')
    minors = sorted(abs(booking['minor']) for booking in shop.cloud.ledger())
    check(minors == [2000, 3000, 5000], f'the cloud booked {minors}')
    shop.assert_agrees()


def return_whose_answer_is_lost(shop):
    till = shop.open_till()
    charge(till, '5000', r'\$5\.000')
    till.wait_for('^APPROVED$')
    open_return(till, r'\$5\.000')
    till.keys(*'1080', delay_ms=70)
    till.wait_for(r'^Amount: \$1\.080')
    choose_reason(till)
    confirm_return(till, r'\$1\.080')
    till.wait_for('^(RETURNED|NOT CONFIRMED)$', timeout=40)
    if till.shows('^NOT CONFIRMED$'):
        check(till.shows('^Do not return it again$'), 'it does not warn')
        check(till.shows('We do not know yet whether the money was returned'), 'it does not say what is not known')
        open_return(till, r'\$5\.000')
        till.wait_for('^A return of this sale has no result yet')
    check(not any('charge again' in text for text in till.texts()), 'a return speaks of charging')
    minors = sorted(abs(booking['minor']) for booking in shop.cloud.ledger())
    check(minors == [1080, 5000], f'the cloud booked {minors}')


# -- To resolve --------------------------------------------------------------------------------------------------------

def unmatched_answer_is_seen_and_noted(shop):
    """Whoever knows the address says something about a payment that this till does not have."""
    till = shop.open_till()
    charge(till, '5000', r'\$5\.000')
    till.wait_for('^APPROVED$')
    till.keys('ctrl+e')
    till.wait_for('^Evidence of ticket 000001$')
    evidence = till.wait_for('^Evidence$').get_text_iface()
    text = Atspi.Text.get_text(evidence, 0, Atspi.Text.get_character_count(evidence))
    check(shop.cloud.ledger()[0]['customId'] in text, f'the evidence does not name the payment: {text}')
    till.keys('Escape')
    till.wait_for('^APPROVED$')

    words = {'code': 1, 'idPosTxs': 987654, 'customId': 'no-payment-of-this-till', 'cardNumber': '4111111111111111'}
    request = urllib.request.Request(shop.settings['callback'], data=json.dumps(words).encode(),
                                     headers={'Content-Type': 'application/json'})
    with urllib.request.urlopen(request, timeout=10) as answer:
        check(answer.status == 200, 'the message was not taken')
    till.wait_for('^1 to resolve$')
    check(till.shows('^APPROVED$'), 'it pushed the result away')
    till.keys('ctrl+r')
    till.wait_for('^An answer belongs to no payment of this till$')
    check(till.shows('^Next: Compare it with the slips'), 'it does not say what to do')
    check_names(till, 'to resolve')
    till.keys('Return')
    till.wait_for('987654')
    check(not till.shows('4111111111111111'), 'a card number is shown')
    check_names(till, 'alert')
    till.keys('alt+d')
    till.keys(*'returned')
    till.keys('Return')
    eventually(lambda: focused(till) == 'Seen: take it off the list', 'Enter goes on to the button')
    till.keys('Return')
    till.wait_for('^All is resolved$')
    check(not till.shows('to resolve$'), 'it still counts')
    till.keys('Escape')
    till.wait_for('^APPROVED$')

    shop.close_till()
    till = shop.open_till()
    check(not till.shows('to resolve$'), 'it is back after a restart')
    check(len(shop.assert_agrees()) == 1, 'a payment was made up')


# -- Drills ------------------------------------------------------------------------------------------------------------

def drills_from_start_to_score(shop):
    make_customer(shop, 'table')
    till = shop.open_till()
    till.keys('ctrl+d')
    till.wait_for('^Customer switches to cash, Not done yet$')
    check_names(till, 'drills')
    till.keys('Tab', 'Down', 'Return')
    till.wait_for('^Drill: Customer switches to cash$')
    till.wait_for(r'^Charge \$51,76 on Terminal Norte')
    time.sleep(0.8)
    till.keys('Return')
    till.wait_for('Waiting for the customer')
    check_names(till, 'drill')
    till.press('^Customer pays another way$')
    till.wait_for('^It is proven that nothing was charged. Take the cash.$')
    till.press('^Take cash$')
    till.press('^See how it went$')
    till.wait_for('^4 of 4 steps$')
    check(till.shows('^Right. As long as nobody knows, the customer may have paid already.$'), 'it does not say why')
    check(not shop.cloud.ledger(), 'the drill charged a card that was to be stopped')

    till.press('^Other drills$')
    till.wait_for('^Customer switches to cash, 4 of 4 steps$')
    till.keys('Tab', 'Down', 'Down', 'Down', 'Return')
    till.wait_for(r'^Charge \$52,78 on Terminal Norte')
    time.sleep(0.8)
    till.keys('Return')
    till.wait_for('Waiting for the customer')
    till.press('^Customer pays another way$')
    till.press('^Take cash$')
    till.wait_for('^APPROVED$')
    till.press('^Nothing owed$')
    till.press('^See how it went$')
    till.wait_for('^2 of 4 steps$')
    check(till.shows('^This would have cost money. The card could still be charged when the cash was taken'),
          'it does not say what it would have cost')
    till.keys('Escape')
    till.wait_for('^APPROVED$')
    shop.assert_agrees()


def drill_of_a_lost_answer(shop):
    till = shop.open_till()
    till.keys('ctrl+d')
    till.wait_for('^Lost answer, Not done yet$')
    till.keys('Tab', 'Return')
    till.wait_for('^Drill: Lost answer$')
    till.wait_for(r'^Charge \$[0-9.]+79 on Terminal Norte')
    time.sleep(0.8)
    till.keys('Return')
    till.wait_for('^NOT CONFIRMED$')
    till.press('^Approved, or it printed a slip')
    till.wait_for('^Which code is on the slip')
    scan('018734')
    eventually(lambda: focused(till) == 'Keep the code', 'Enter goes on to the button')
    till.keys('Return')
    till.wait_for('^Approved by the slip; waiting for Getnet$')
    shop.cloud.call('time', {'scale': 20})
    till.wait_for('^APPROVED$', timeout=40)
    till.press('^See how it went$')
    till.wait_for('^4 of 4 steps$')
    check(count_sales(shop) == 1, 'the drill charged twice')
    shop.assert_agrees()


def settle_stray_answer(till):
    """With the keyboard, from wherever the till is to an empty list."""
    till.wait_for('^1 to resolve$')
    till.wait_for('^An answer came in that belongs to no payment of this till')
    till.keys('ctrl+r')
    till.wait_for('^An answer belongs to no payment of this till$')
    till.keys('Return')
    till.wait_for('another-till-')
    till.wait_for('^The customer’s slip shows the amount that you charged')
    till.keys('alt+d')
    till.keys(*'anothertill')
    till.keys('Return')
    eventually(lambda: focused(till) == 'Seen: take it off the list', 'Enter goes on to the button')
    till.keys('Return')
    till.wait_for('^All is resolved$')


def begin_stray_drill(till, shown):
    till.wait_for('^Drill: Answer without a payment$')
    till.wait_for(rf'^Charge {shown} on Terminal Norte')
    time.sleep(0.8)
    till.keys('Return')
    till.wait_for('^APPROVED$')


def drill_of_an_answer_without_a_payment(shop):
    """As a store has it: a practice cloud of its own that calls the till at an address of this run, and no live profile."""
    live = (shop.folder / 'profile.conf').read_bytes()
    till = shop.open_training()
    till.keys('ctrl+d')
    till.wait_for('^Answer without a payment, Not done yet$')
    till.keys('Tab', 'End', 'Return')
    begin_stray_drill(till, r'\$5\.175')
    settle_stray_answer(till)
    till.press('^See how it went$')
    till.wait_for('^5 of 5 steps$')
    check_names(till, 'report')
    shop.close_till()

    store = shop.folder / 'training-store'
    bookings = json.loads((store / 'practice' / 'practice-cloud.json').read_text(encoding='utf-8'))['bookings']
    check([booking['amount'] for booking in bookings] == [5175], f'the answer changed what was booked: {bookings}')
    profile = (store / 'profile.conf').read_text(encoding='utf-8')
    check('127.0.0.1' not in profile and 'callback-address' not in profile, 'an address of one run was written down')
    check((shop.folder / 'profile.conf').read_bytes() == live, 'training changed the profile of the shop')
    check(not (shop.folder / 'journal.db').exists(), 'training wrote into the journal of the shop')
    check(not shop.cloud.call('requests'), 'training reached the provider of the shop')


def drill_whose_trainee_returns_the_money(shop):
    """Whoever believes such an answer gives the money of a customer who owes nothing back."""
    till = shop.open_till()
    till.keys('ctrl+d')
    till.wait_for('^Answer without a payment, Not done yet$')
    till.keys('Tab', 'End', 'Return')
    begin_stray_drill(till, r'\$5\.175')
    till.wait_for('^1 to resolve$')
    posts = [post['status'] for post in shop.cloud.call('callbacks')]
    check(posts == [200, 200], f'the till was called twice and kept both: {posts}')
    check(count_sales(shop) == 1 and len(shop.cloud.ledger()) == 1, 'the answer changed a payment')

    open_return(till, r'\$5\.175')
    till.press(r'^All, \$5\.175$')
    choose_reason(till)
    confirm_return(till, r'\$5\.175')
    till.wait_for('^RETURNED$')
    till.press('^End drill$')
    till.wait_for('^2 of 5 steps$')
    check(till.shows('^This would have cost money. The money of a customer who had paid rightly was returned.$'),
          'it does not say what it would have cost')
    check(till.shows('^Not done. Nobody looked at it.'), 'it does not say that the answer is still there')
    shop.assert_agrees()


# -- Stopping ----------------------------------------------------------------------------------------------------------

def cancel_is_a_request(shop):
    make_customer(shop, 'wait')
    till = shop.open_till()
    charge(till, '2000', r'\$20,00')
    till.wait_for('Waiting for the customer')
    till.wait_for('^Ask the terminal to cancel$')
    till.keys('Escape', 'Escape')
    time.sleep(0.5)
    check(till.shows('Waiting for the customer') and not till.shows('Asked the terminal to stop'), 'Esc cancelled by itself')
    till.keys('Return')
    till.wait_for('^CANCELLED$')
    check(not shop.cloud.ledger(), 'it was charged all the same')

    next_sale(till)
    charge(till, '3000', r'\$30,00')
    till.wait_for('Waiting for the customer')
    customer(shop, 'present-card')
    shop.cloud.call('time', {'paused': True})
    till.press('^Ask the terminal to cancel$')
    till.wait_for('too late to stop|did not stop|did not answer')
    shop.cloud.call('time', {'paused': False})
    till.wait_for('^APPROVED$')
    check(till.shows('Too late to stop'), 'it does not say that it was too late')
    shop.assert_agrees()


def closing_asks(shop):
    make_customer(shop, 'wait')
    till = shop.open_till()
    charge(till, '5000', r'\$5\.000')
    till.keys('ctrl+q')
    till.wait_for('^A Payment Is in Progress$')
    check(till.shows('It will be checked when you return'), 'it does not say what happens then')
    till.keys('Return')
    eventually(lambda: not till.shows('^A Payment Is in Progress$'), 'Enter keeps it open')
    till.focus_window()
    till.keys('ctrl+q')
    till.press('Close Anyway')
    check(till.process.wait(timeout=20) == 0, 'the program did not end well')
    shop.close_till()
    customer(shop, 'approve')
    till = shop.open_till(wait=False)
    till.wait_for('^APPROVED$', timeout=40)
    shop.assert_agrees()


def open_export(till):
    till.keys('F7')
    till.press('^Export payments$')


def open_about(till):
    """The last but one in the menu."""
    till.keys('F10')
    till.wait_for('^About Fiel$')
    till.keys('Up', 'Up', 'Return')


# Which window, and how it is opened.
IN_FRONT = (
    ('the settings', lambda till: till.keys('ctrl+comma')),
    ('the help', lambda till: till.keys('F1')),
    ('the shortcuts', lambda till: till.keys('ctrl+question')),
    ('the export', open_export),
    ('the terminals', lambda till: till.keys('F4')),
    ('what the program is', open_about),
)


def quits_with_a_window_in_front(shop):
    for front, show in IN_FRONT:
        till = shop.open_till()
        show(till)
        till.wait_for_front()
        till.keys('ctrl+q')
        check_quiet_end(till, front)
        shop.close_till()


# -- Starting ----------------------------------------------------------------------------------------------------------

def trouble_at_the_start(shop):
    profile = shop.folder / 'profile.conf'
    good = profile.read_text(encoding='utf-8')
    profile.write_text(good.replace('currency=CLP', 'currency=PESOS'), encoding='utf-8')
    bad = profile.read_bytes()
    till = shop.open_till(wait=False)
    till.wait_for('^The store profile has a mistake$')
    check(till.shows('profile.conf, line 6'), 'the line is not named')
    check(profile.read_bytes() == bad and not (shop.folder / 'journal.db').exists(), 'something was written')
    profile.write_text(good, encoding='utf-8')
    till.press('Try again')
    till.wait_for(r'^Amount: \$0')
    charge(till, '5000', r'\$5\.000')
    till.wait_for('^APPROVED$')
    shop.close_till()

    # Now there is a profile that worked, and money can be taken with it.
    profile.write_bytes(bad)
    till = shop.open_till(wait=False)
    till.wait_for('^The last good settings are used.*profile.conf, line 6: .*PESOS')
    till.wait_for(r'^Amount: \$0')
    charge(till, '6000', r'\$6\.000')
    till.wait_for('^APPROVED$')
    shop.close_till()
    check(profile.read_bytes() == bad, 'the file was replaced')
    profile.write_text(good, encoding='utf-8')

    make_customer(shop, 'wait')
    other = subprocess.Popen([f'{shop.build}/src/ctl/fielctl', '--profile', str(shop.folder), 'sale', '900',
                              '--terminal', 'norte'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    eventually(lambda: count_sales(shop) == 3, 'fielctl charges')
    till = shop.open_till(wait=False)
    till.wait_for('^The till cannot start$')
    check(till.shows('fielctl'), 'it does not say who has the journal')
    customer(shop, 'approve')
    check(other.wait(timeout=30) == 0, 'fielctl was disturbed')
    till.press('Try again')
    till.wait_for(r'^Amount: \$0')
    shop.assert_agrees()

    journal = shop.folder / 'journal.db'
    journal.write_bytes(b'This was a journal.' * 400)
    for name in ('journal.db-wal', 'journal.db-shm'):
        (shop.folder / name).unlink(missing_ok=True)
    damaged = journal.read_bytes()
    till = shop.open_till(wait=False)
    till.wait_for('^The till cannot start$')
    check(till.shows('journal.db'), 'the file is not named')
    check(not till.shows('^Amount: '), 'the till opened without its journal')
    shop.close_till()
    check(journal.read_bytes() == damaged, 'the damaged journal was changed')


def not_set_up_yet(shop):
    till = Till([f'{shop.build}/src/app/fiel'], log=str(shop.folder / 'plain.log'))
    shop.till = till
    till.wait_for('^This till is not set up yet$')
    profile = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'fiel', 'profile.conf')
    check(till.shows(str(profile)), 'the place of the profile is not named')
    till.focus_window()
    till.press('^Practi[sc]e')
    till.wait_for('^TRAINING$')
    till.wait_for('^Ready$')
    charge(till, '12500', r'\$12\.500')
    till.wait_for('^APPROVED$')
    till.press('^Leave training$')
    till.wait_for('^This till is not set up yet$')
    check(not till.shows('^TRAINING$'), 'it still says TRAINING')
    check(not profile.exists(), 'a profile was made up')
    shop.close_till()


def words_on_the_command_line(shop):
    def run(*arguments):
        return subprocess.run([f'{shop.build}/src/app/fiel', *arguments], capture_output=True, text=True, check=False,
                              timeout=20, env={**os.environ, 'FIEL_PROFILE': str(shop.folder)})

    result = run('--help')
    check(result.returncode == 0 and '--profile' in result.stdout and '--training' in result.stdout, 'no help')
    result = run('--version')
    check(result.returncode == 0 and result.stdout.startswith('fiel '), 'no version')
    result = run('--nonsense')
    check(result.returncode != 0 and '--nonsense' in result.stderr, 'a wrong option is not named')
    result = run('--training', 'nonsense')
    check(result.returncode != 0 and 'nonsense' in result.stderr, 'a wrong argument is not named')
    till = Till([f'{shop.build}/src/app/fiel', '--profile', '/nonexistent'], log=str(shop.folder / 'nowhere.log'))
    shop.till = till
    till.wait_for('^This till is not set up yet$')
    check(till.shows('/nonexistent/profile.conf'), 'the place is not named')
    check(not till.shows('^Leave training$'), 'a way out of training where there is none')


# -- For everybody -----------------------------------------------------------------------------------------------------

def heard_and_reached(shop):
    make_customer(shop, 'wait')
    till = shop.open_till()
    check_names(till, 'till')
    seen = set()
    for _ in range(40):
        till.keys('Tab', delay_ms=20)
        seen.add(focused(till))
    for name in ('Terminal: Terminal Norte, Ready', 'Main menu', 'Ticket reference', '7', 'Amount: $0'):
        check(any(name in (text or '') for text in seen), f'Tab does not reach "{name}": {sorted(map(str, seen))}')

    till.keys('Escape')
    charge(till, '5000', r'\$5\.000')
    till.wait_for('Waiting for the customer')
    check_names(till, 'in progress')
    check(find_live(till, 'Waiting for the customer, five thousand pesos'), 'the state of the payment is not announced')
    till.keys('Tab')
    till.keys('Escape', 'Escape')
    check(till.shows('Waiting for the customer'), 'Esc left the payment')
    customer(shop, 'decline')
    till.wait_for('^DECLINED$')
    check_names(till, 'result')
    check(find_live(till, 'DECLINED, five thousand pesos'), 'the result is not announced')
    check(not till.shows('Waiting for the customer'), 'a screen reader still finds the page before')
    shop.assert_agrees()


def type_words(text):
    subprocess.run(['xdotool', 'type', '--delay', '20', text], check=True)


def is_found(till, title):
    """In the list of what was found; the page behind it may show the same words."""
    return any(re.search(f'^{title}$', till.text_of(node))
               for part in till.nodes() if till.text_of(part) == 'Settings found' for node in till.nodes(part))


def find_setting(till, words, title):
    till.keys('ctrl+f')
    till.keys('ctrl+a')
    type_words(words)
    eventually(lambda: is_found(till, title), f'“{title}” is found', timeout=10)
    till.keys('Return')
    eventually(lambda: re.search(title, focused(till) or ''), f'"{title}" has the focus', timeout=10)
    till.keys('ctrl+a')


def settings_with_the_keyboard(shop):
    profile = shop.folder / 'profile.conf'
    till = shop.open_till()
    till.keys('ctrl+comma')
    till.wait_for('^Find a setting$')
    before = profile.read_bytes()
    find_setting(till, 'largest s', 'Largest sale')
    type_words('0')
    till.keys('Return')
    till.wait_for('“0” is not allowed. Allowed: a whole number from 1')
    check(profile.read_bytes() == before, 'a wrong value was saved')
    till.keys('ctrl+a')
    type_words('4000')
    till.keys('Return')
    find_setting(till, 'name of this', 'Name of this till')
    type_words('Caja 5')
    till.keys('Return')
    till.wait_for('^Saved. The till uses it when these settings are closed')
    till.keys('Escape', 'Escape')
    till.wait_for('^Caja 5$')
    till.wait_for(r'^Amount: \$0')
    text = profile.read_text(encoding='utf-8')
    check('\nname=Caja 5\n' in text and '\nmax-sale=4000\n' in text, 'something was not saved')
    charge(till, '3000', r'\$3\.000')
    till.wait_for('^APPROVED$')
    shop.assert_agrees()


# -- With keys alone -----------------------------------------------------------------------------------------------------

def day_with_keys_alone(shop):
    """A sale, its money back, and the shift closed; no button is pressed in any other way."""
    till = shop.open_till()
    charge(till, '5000', r'\$5\.000')
    till.wait_for('^APPROVED$')
    open_return(till, r'\$5\.000')
    choose_reason(till)
    confirm_return(till, r'\$5\.000')
    till.wait_for('^RETURNED$')

    till.keys('F9')
    till.wait_for('^Before closing$')
    go_to(till, '^Close shift 1$')
    till.keys('Return')
    till.wait_for('^Closing writes the Z report')
    time.sleep(0.8)
    check(focused(till) == 'Not yet', f'the focus is on {focused(till)}')
    go_to(till, '^Close shift 1$')
    till.keys('space')
    till.wait_for('^Shift 1 is closed$')
    check(sorted(abs(booking['minor']) for booking in shop.cloud.ledger()) == [5000, 5000], 'the cloud booked otherwise')
    shop.assert_agrees()


STORIES = (
    (declined_then_approved, {}),
    (lost_answer_closes_by_itself, {}),
    (one_press_one_charge, {}),
    (scanner_fills_the_reference, {}),
    (guards_ask_first, {}),
    (amounts_in_argentina, {'country': 'ar', 'mode': 'cents'}),
    (not_confirmed_parked_and_resolved, {'first_ms': 1500}),
    (slip_is_kept_and_evidence_decides, {'first_ms': 1500}),
    (manager_records_by_hand, {'limit_ms': 3000, 'horizon_ms': 4000, 'provider': NOBODY_IS_CALLED}),
    (killed_at_once, {'limit_ms': 3000, 'horizon_ms': 4000}),
    (killed_while_the_customer_waits, {}),
    (killed_after_the_charge, {}),
    (returned_in_parts, {}),
    (return_whose_answer_is_lost, {}),
    (unmatched_answer_is_seen_and_noted, {'listens': True}),
    (settings_with_the_keyboard, {}),
    (drills_from_start_to_score, {'country': 'ar', 'mode': 'cents'}),
    (drill_of_a_lost_answer, {'first_ms': 1500}),
    (drill_of_an_answer_without_a_payment, {}),
    (drill_whose_trainee_returns_the_money, {'listens': True}),
    (cancel_is_a_request, {'country': 'ar', 'mode': 'cents'}),
    (closing_asks, {}),
    (quits_with_a_window_in_front, {}),
    (trouble_at_the_start, {}),
    (not_set_up_yet, {}),
    (words_on_the_command_line, {}),
    (heard_and_reached, {}),
    (day_with_keys_alone, {}),
)


sys.exit(run(STORIES))
