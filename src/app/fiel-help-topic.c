/* fiel-help-topic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-help-topic.h"

#include <glib/gi18n.h>

/* Translators: what follows is the help inside the application. Name keys and buttons as the screen does. */
static const FielHelpTopic topics[] = {
  /* Translators: title of a topic of the help: how to … */
  { "payment", FIEL_HELP_READER_CASHIER, N_("Take a payment"),
    { "FielTillPage", NULL },
    { N_("1. Look at the top of the window: that terminal will ring. F4, or a number key with Alt, chooses another "
         "one."),
      N_("2. Type the amount. The screen shows what will be charged, exactly as the customer will see it."),
      N_("3. If your store uses ticket numbers, press F6 and type or scan it. One ticket is never paid twice."),
      N_("4. Press Enter, and hand the terminal to the customer."),
      N_("Typed something wrong? Backspace takes the last digit away, Delete clears everything, and Ctrl+Z brings "
         "it back."),
      NULL } },
  { "progress", FIEL_HELP_READER_CASHIER, N_("While the customer pays"),
    { "FielProgressPage", NULL },
    { N_("The screen says what is known at this moment and how long it has been so. There is nothing to do but "
         "wait for the customer."),
      N_("The customer changed their mind: press Escape to ask the terminal to cancel, or the red key on the "
         "terminal. Asking is no proof: take the money another way only once the screen says that nothing was "
         "charged."),
      N_("You can serve the next customer on another terminal meanwhile: F2. The payment goes on by itself, and "
         "the number at the top of the window brings it back."),
      N_("Closing the program, a power cut or a lost connection lose nothing: at the next start Fiel finds out "
         "what became of the payment."),
      NULL } },
  { "results", FIEL_HELP_READER_CASHIER, N_("What the results mean"),
    { "FielResultPage", "FielPaymentPane", NULL },
    { N_("Approved: the money is paid. Hand out the goods."),
      N_("Approved in part: less than the whole amount was paid. The screen says what is still due."),
      N_("Declined: the card was refused and nothing was charged. Try another card, or another way to pay."),
      N_("Cancelled: the customer or the terminal stopped it, and nothing was charged."),
      N_("Not sent, or not accepted: the request never reached the terminal, and nothing was charged. Trying again "
         "is safe."),
      N_("Not confirmed: nobody knows yet whether money moved. Do not charge again."),
      NULL } },
  { "not-confirmed", FIEL_HELP_READER_CASHIER, N_("When a payment is not confirmed"),
    { "FielUnconfirmedPage", "FielTriage", "FielSightingCards", "FielSlipPanel", NULL },
    { N_("Do not charge again. The answer was lost on the way; the customer may have paid."),
      N_("1. Look at the terminal. Choose what it shows, or press 1 to 4 while the answers have the focus."),
      N_("2. If it printed a slip, type what stands on it. That is kept as evidence and makes the answer come "
         "faster."),
      N_("3. Fiel goes on asking by itself. F5 asks at once."),
      N_("4. The next customer waits? Leave it and go on selling. The payment stays on the list to resolve until "
         "it is known what became of it."),
      N_("Only a manager can record by hand what became of it, with a reason and a second look."),
      NULL } },
  { "resolve", FIEL_HELP_READER_CASHIER, N_("The list to resolve"),
    { "FielResolvePage", "FielAlertPage", "FielByHandPage", NULL },
    { N_("The number at the top of the window counts what somebody has to look at: payments that are not "
         "confirmed, and messages that do not fit any payment."),
      N_("Most entries go away by themselves once the provider answers again. F5 asks at once."),
      N_("A message that says something else than the record is shown in red. Call a manager: the customer may be "
         "owed money, or owe it."),
      NULL } },
  { "return", FIEL_HELP_READER_CASHIER, N_("Return money"),
    { "FielReturnPage", "FielFindSalePage", "FielReturnConfirm", "FielReturnReason", "FielReturnAmount", NULL },
    { N_("1. Press F3 and find the sale: scan the code of our receipt, or search for ticket, amount or the last "
         "four digits of the card."),
      N_("2. The screen says how the money goes back, by which terminal, and what the customer will see on the "
         "account."),
      N_("3. Choose the whole amount or a part, and the reason."),
      N_("4. Above your limit a manager types a PIN. Then the terminal asks for the card."),
      N_("A sale has one open return at a time, and never more goes back than was paid."),
      N_("If the till does not know the authorization code of a sale, type the one on the customer’s slip: the return "
         "still belongs to that sale."),
      N_("If the page asks for the day of the sale, compare it with the customer’s slip. It may differ by one day."),
      NULL } },
  /* Translators: title of a topic of the help: how to … */
  { "find", FIEL_HELP_READER_CASHIER, N_("Find a payment"),
    { "FielPaymentsPage", "FielEvidencePage", NULL },
    { N_("F7 opens the journal with every payment of this till. Type what you know: ticket, authorization, last "
         "four digits, or an amount."),
      N_("Amounts may have bounds: >10000, <5000 or 10000..20000. Words with a colon narrow the list: "
         "state:declined, kind:return, day:yesterday, terminal: and by: with a name."),
      N_("Ctrl+E shows everything that is known about one ticket, step by step, to copy for support. No secret and "
         "no card number is in it."),
      NULL } },
  /* Translators: title of a topic of the help (noun): proofs of payment */
  { "receipt", FIEL_HELP_READER_CASHIER, N_("Receipts"),
    { "FielSlipCard", NULL },
    { N_("F8 prints the receipt of the payment on the screen. The menu beside it saves a PDF, or asks the terminal "
         "to print where it can."),
      N_("Every print is counted. From the second on it says that it is a copy."),
      N_("A print that fails never changes the payment: print again."),
      N_("Whether our receipt is also a tax document depends on your country and provider; it says so itself."),
      NULL } },
  /* Translators: title of a topic of the help: how to … */
  { "shift", FIEL_HELP_READER_CASHIER, N_("Close the shift"),
    { "FielShiftPage", "FielShiftConfirm", "FielShiftCount", "FielShiftPaper", NULL },
    { N_("F9 shows the shift: what was taken, and a list of what has to be in order before it can be closed."),
      N_("The X report can be read at any time and changes nothing."),
      N_("1. Work through the list from the top. Each line leads to where it is put right."),
      N_("2. Count the drawer if the list asks for it, before you look at what should be in it."),
      N_("3. Close. The Z report gets the next number and can be printed again later, but never changed."),
      N_("Closing a terminal’s batch is a separate choice: afterwards its sales cannot be cancelled on the "
         "terminal."),
      NULL } },
  { "terminal", FIEL_HELP_READER_CASHIER, N_("When a terminal does not answer"),
    { "FielTerminalPicker", "FielTroubleBar", "FielTerminalButton", NULL },
    { N_("The dot beside a terminal’s name says what is known of it and how old that is. F5 asks again."),
      N_("Busy: something runs on it already. Finish or stop that on the terminal."),
      N_("Not reachable: look at its power and its network, and that its payment program is open. Then press F5."),
      N_("Another terminal is chosen with F4. A payment that already runs stays with its own."),
      NULL } },
  { "lock", FIEL_HELP_READER_CASHIER, N_("Sign in and lock the till"),
    { "FielLockPage", "FielPinForm", "FielPinApproval", NULL },
    { N_("F12 locks the till. So does a while without a touch, if the store is set up like that. A payment that "
         "runs goes on."),
      N_("Choose your name and type your PIN. After five wrong ones the till makes you wait; restarting does not "
         "shorten that."),
      N_("Forgot the PIN? A manager sets a new one in the settings, under People."),
      NULL } },
  /* Translators: title of a topic of the help: how to … */
  { "practise", FIEL_HELP_READER_CASHIER, N_("Practise without money"),
    { "FielDrillsPage", "FielDrillBar", "FielDrillReport", NULL },
    { N_("“Start Training” in the menu opens a till of its own with a practice cloud. Its frame is striped, and "
         "nothing in it moves money."),
      N_("Drills play the awkward moments: a lost answer, a customer who pays in cash after all, a terminal that "
         "is off. At the end you read what went well."),
      N_("The last two digits of an amount decide what happens in training; the drills choose them for you."),
      NULL } },
  { "set-up", FIEL_HELP_READER_MANAGER, N_("Set up a till"),
    { "FielFirstRun", "FielFirstRunPage", "FielStartPage", NULL },
    { N_("The assistant asks for language, store and country, whether to practise first or to connect the "
         "provider, the till’s name, its terminal and your PIN."),
      N_("Have ready what the provider gave you: client ID, client secret, and an API key if your shop’s address "
         "on the internet changes."),
      N_("Each step of the way to the provider is tried, and what fails says what to do. Leave whenever you like: "
         "the assistant goes on where you stopped. Secrets and PINs are asked for again."),
      N_("More tills: save this one’s settings under Settings, Store, and open the file on the next till. No "
         "secret is in it."),
      NULL } },
  /* Translators: title of a topic of the help: how to … */
  { "settings", FIEL_HELP_READER_MANAGER, N_("Change the settings"),
    { "FielSettingsWindow", NULL },
    { N_("Ctrl+comma opens the settings. Every row says what it changes for the cashier; the search finds rows on "
         "all pages."),
      N_("A value that is not allowed stays where it was typed, with the reason, and is not saved."),
      N_("What is saved takes effect when the window is closed, and never while a payment is open."),
      N_("If somebody breaks the profile file, the till starts with the last good one and names the line at fault."),
      NULL } },
  { "people", FIEL_HELP_READER_MANAGER, N_("People, PINs and limits"),
    { "FielPeoplePage", "FielPersonRow", NULL },
    { N_("Without people the till has one name and asks for no PIN. With people everybody signs in."),
      N_("Cashiers may charge and return up to their limits. Managers may also return more, record by hand, close "
         "a shift that does not add up, and change settings."),
      N_("A PIN of a cashier has four digits or more, a manager’s six. There is none to begin with, and nobody can "
         "read one: only its hash is kept, in the keyring."),
      N_("Every approval and every change of people is in the journal: who, what, before and after."),
      NULL } },
  { "by-hand", FIEL_HELP_READER_MANAGER, N_("Record a payment by hand"),
    { "FielSecondLook", NULL },
    { N_("Do it only when the provider cannot say what became of a payment and you know it from elsewhere: the "
         "terminal’s slip, its own list, or the provider’s portal."),
      N_("You give a reason and somebody else looks as well. The record is marked for ever."),
      N_("If the provider later says otherwise, nothing is overwritten: the contradiction is shown in red until "
         "somebody has dealt with it."),
      NULL } },
  /* Translators: title of a topic of the help (nouns) */
  { "export", FIEL_HELP_READER_MANAGER, N_("Export and evidence"),
    { "FielExportDialog", NULL },
    { N_("Payments leave as a table for a spreadsheet, as a list on paper, or as evidence that an outsider can "
         "check."),
      N_("The evidence holds the whole chain of records and a recipe by which anybody finds a changed, removed or "
         "added record. Note the hash in the result somewhere else: then nothing can be taken off the end unseen."),
      N_("A file is there when it is whole, and never before."),
      NULL } },
  { "trouble", FIEL_HELP_READER_MANAGER, N_("When something does not work"),
    { "FielDiagnosticsPage", "FielProbeGroup", NULL },
    { N_("Settings, Diagnostics tries the way to the provider step by step: name, connection and certificate, "
         "clock, account, terminals. The first step that fails says what to do."),
      N_("Payments go on without callbacks: the till asks by itself. Callbacks only make it faster."),
      N_("The log can be saved for support; card numbers and secrets are taken out. For a single payment its "
         "evidence (Ctrl+E) tells more."),
      N_("If the journal cannot be written, the till stops charging and says so. Make room on the disk or repair "
         "it, and start again: nothing that was acknowledged is lost."),
      NULL } },
};

const FielHelpTopic *
fiel_help_topics (guint *n_topics)
{
  g_return_val_if_fail (n_topics != NULL, NULL);

  *n_topics = G_N_ELEMENTS (topics);

  return topics;
}

static const FielHelpTopic *
find_by_page (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      if (g_strv_contains (topics[i].pages, page))
        return &topics[i];
    }

  return NULL;
}

/* @widget itself, or the first page below it that can be seen: a page's title and its buttons may stand beside it. */
static const FielHelpTopic *
find_within (GtkWidget *widget)
{
  const FielHelpTopic *topic = find_by_page (G_OBJECT_TYPE_NAME (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); topic == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_mapped (child))
        topic = find_within (child);
    }

  return topic;
}

const FielHelpTopic *
fiel_help_topic_for_widget (GtkWidget *widget)
{
  const FielHelpTopic *topic = NULL;

  g_return_val_if_fail (widget == NULL || GTK_IS_WIDGET (widget), NULL);

  for (GtkWidget *at = widget; topic == NULL && at != NULL; at = gtk_widget_get_parent (at))
    topic = find_within (at);

  return topic != NULL ? topic : &topics[0];
}

/* @folded: (transfer full) */
static gboolean
holds (char *folded, const char *word)
{
  g_autofree char *text = folded;

  return strstr (text, word) != NULL;
}

static gboolean
holds_word (const FielHelpTopic *topic, const char *word)
{
  gboolean found = holds (g_utf8_casefold (_(topic->title), -1), word);

  for (gsize i = 0; !found && topic->paragraphs[i] != NULL; i++)
    found = holds (g_utf8_casefold (_(topic->paragraphs[i]), -1), word);

  return found;
}

gboolean
fiel_help_topic_matches (const FielHelpTopic *topic, const char *search)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;
  gboolean found = TRUE;

  g_return_val_if_fail (topic != NULL, FALSE);
  g_return_val_if_fail (search != NULL, FALSE);

  folded = g_utf8_casefold (search, -1);
  words = g_strsplit (folded, " ", -1);
  for (gsize i = 0; found && words[i] != NULL; i++)
    found = holds_word (topic, words[i]);

  return found;
}
