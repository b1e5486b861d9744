/* fiel-ctl-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-arguments.h"

#include "fiel-paper.h"
#include "fiel-plain-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The command line of fielctl. Commands and options are tables: an option that a command does not know is refused, an
 * argument too many or too few is refused, and nothing is run before all of it was understood. */

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 100000
#define DAY_S (24 * 60 * 60)
#define HASH_LENGTH 64   /* SHA-256 in hexadecimal digits */

#define BIT(command) (1u << FIEL_CTL_COMMAND_##command)
#define EVERY G_MAXUINT
#define PEOPLE_CHANGES (BIT (PEOPLE_ADD) | BIT (PEOPLE_SET_PIN) | BIT (PEOPLE_REMOVE))

typedef struct
{
  const char *name;
  FielCtlCommand command;
  guint n_least;
  guint n_most;
  const char *usage;
  const char *summary;
} Row;

static const Row rows[] = {
  { "terminals", FIEL_CTL_COMMAND_TERMINALS, 0, 0, "", N_ ("asks every terminal how it is") },
  { "probe", FIEL_CTL_COMMAND_PROBE, 0, 1, "[PROVIDER] [--terminal KEY]",
    N_ ("tries the way to a provider step by step, and says what is wrong") },
  { "sale", FIEL_CTL_COMMAND_SALE, 1, 1, "AMOUNT [--terminal KEY] [--approver NAME]",
    N_ ("charges an amount and waits for the outcome") },
  { "refund", FIEL_CTL_COMMAND_REFUND, 1, 2,
    "TICKET | ATTEMPT [AMOUNT] --why TEXT [--any-way] [--authorization CODE] [--sale-date DATE] | "
    "--without-sale AMOUNT [--terminal KEY] --authorization CODE --why TEXT",
    N_ ("gives money of a sale back and waits for the outcome") },
  { "status", FIEL_CTL_COMMAND_STATUS, 0, 1, "ATTEMPT | --open",
    N_ ("takes open payments up again and says how they stand") },
  { "check", FIEL_CTL_COMMAND_CHECK, 1, 1, "ATTEMPT", N_ ("asks the provider about a payment now") },
  { "cancel", FIEL_CTL_COMMAND_CANCEL, 1, 1, "ATTEMPT", N_ ("asks the terminal to stop a payment") },
  { "resolve", FIEL_CTL_COMMAND_RESOLVE, 1, 1,
    "ATTEMPT --charged|--not-charged --reason TEXT --by NAME --witness NAME",
    N_ ("records by hand what became of a payment") },
  { "alerts", FIEL_CTL_COMMAND_ALERTS, 0, 0, "", N_ ("lists what somebody has to look at") },
  { "seen", FIEL_CTL_COMMAND_SEEN, 1, 1, "NUMBER --note TEXT --by NAME", N_ ("says what was done about an alert") },
  { "callbacks", FIEL_CTL_COMMAND_CALLBACKS, 0, 0, "[--since TIME]",
    N_ ("says whether providers’ calls arrive, or only asking works") },
  { "evidence", FIEL_CTL_COMMAND_EVIDENCE, 1, 1, "TICKET | ATTEMPT",
    N_ ("prints everything the journal holds about a ticket") },
  { "receipt", FIEL_CTL_COMMAND_RECEIPT, 1, 1,
    "TICKET | ATTEMPT [--print | --pdf FILE [--replace] | --on-terminal | --slip-again]",
    N_ ("shows a payment's receipt, or hands it on and counts it") },
  { "journal list", FIEL_CTL_COMMAND_JOURNAL_LIST, 0, 0, "", N_ ("lists payments, newest first") },
  { "journal verify", FIEL_CTL_COMMAND_JOURNAL_VERIFY, 0, 0, "[--head HASH]",
    N_ ("checks that no record was changed or removed") },
  { "journal export", FIEL_CTL_COMMAND_JOURNAL_EXPORT, 0, 1,
    "[FILE] [--manager NAME] [--csv|--pdf|--bundle [--since TIME] [--until TIME] [--this-shift]]",
    N_ ("writes every record as a line of JSON, or payments for others") },
  { "secret set", FIEL_CTL_COMMAND_SECRET_SET, 2, 2, "PROVIDER NAME",
    N_ ("keeps a secret, read from standard input, in the keyring") },
  { "secret clear", FIEL_CTL_COMMAND_SECRET_CLEAR, 2, 2, "PROVIDER NAME", N_ ("removes a secret from the keyring") },
  { "profile check", FIEL_CTL_COMMAND_PROFILE_CHECK, 0, 0, "", N_ ("checks the store profile") },
  { "profile export", FIEL_CTL_COMMAND_PROFILE_EXPORT, 1, 1, "FILE [--replace]",
    N_ ("writes the store profile for other tills, without this one’s callback address") },
  { "profile import", FIEL_CTL_COMMAND_PROFILE_IMPORT, 1, 1, "FILE [--whole]",
    N_ ("takes over another till’s profile, but not its name, cashier and first terminal") },
  { "shift show", FIEL_CTL_COMMAND_SHIFT_SHOW, 0, 0, "", N_ ("prints the figures of the current shift") },
  { "shift x", FIEL_CTL_COMMAND_SHIFT_X, 0, 0, "[--csv]", N_ ("the same: an X report, which closes nothing") },
  { "shift open", FIEL_CTL_COMMAND_SHIFT_OPEN, 0, 0, "[--by NAME] [--float AMOUNT]",
    N_ ("says who begins to work, and with which cash") },
  { "shift close", FIEL_CTL_COMMAND_SHIFT_CLOSE, 0, 0,
    "[--by NAME] [--manager NAME] [--carry-over] [--counted AMOUNT] [--taken AMOUNT]",
    N_ ("checks the shift, closes it and prints its Z report") },
  { "shift list", FIEL_CTL_COMMAND_SHIFT_LIST, 0, 0, "", N_ ("lists shifts, newest first") },
  { "shift print", FIEL_CTL_COMMAND_SHIFT_PRINT, 1, 1, "NUMBER [--csv]", N_ ("prints the Z of a closed shift again") },
  { "shift close-batch", FIEL_CTL_COMMAND_SHIFT_BATCH, 0, 1, "[TERMINAL] [--by NAME]",
    N_ ("closes a terminal's batch: nothing in it can be voided afterwards") },
  { "people list", FIEL_CTL_COMMAND_PEOPLE_LIST, 0, 0, "", N_ ("lists who works in the store") },
  { "people add", FIEL_CTL_COMMAND_PEOPLE_ADD, 1, 1, "NAME [--role manager] [--by KEY | --recover]",
    N_ ("adds a person; PINs are lines of standard input, first that of --by") },
  { "people set-pin", FIEL_CTL_COMMAND_PEOPLE_SET_PIN, 1, 1, "KEY [--role ROLE] [--by KEY | --recover]",
    N_ ("gives a person a new PIN, and perhaps another role") },
  { "people remove", FIEL_CTL_COMMAND_PEOPLE_REMOVE, 1, 1, "KEY [--by KEY | --recover]",
    /* Translators: what a command does, in --help */
    N_ ("removes a person") },
  /* After those with a second word. */
  { "shift", FIEL_CTL_COMMAND_SHIFT_SHOW, 0, 0, "[--csv]", N_ ("the same as shift show") },
};

typedef struct
{
  const char *name;
  GOptionArg kind;
  gsize offset;
  guint commands;
  const char *summary;
  const char *value;
} Option;

#define FIELD(name) G_STRUCT_OFFSET (FielCtlArguments, name)

static const Option options[] = {
  { "profile", G_OPTION_ARG_FILENAME, FIELD (profile), EVERY,
    /* Translators: what an option says, in --help */
    N_ ("Folder with store profile and journal (or the environment variable FIEL_PROFILE)"),
    /* Translators: value of an option in --help: a folder */
    N_ ("FOLDER") },
  { "training", G_OPTION_ARG_NONE, FIELD (training), EVERY, N_ ("Use the training store and the practice cloud"),
    NULL },
  { "json", G_OPTION_ARG_NONE, FIELD (json), EVERY, N_ ("Print one JSON object per line"), NULL },
  { "person", G_OPTION_ARG_STRING, FIELD (person),
    BIT (SALE) | BIT (REFUND) | BIT (SHIFT_OPEN) | BIT (SHIFT_CLOSE) | BIT (SHIFT_BATCH),
    /* Translators: what an option says, in --help */
    N_ ("Who is at the till, where people sign in; their PIN is a line of standard input"),
    /* Translators: value of an option in --help: a short name in the profile */
    N_ ("KEY") },
  /* Translators: values of an option; they are typed in English */
  { "role", G_OPTION_ARG_STRING, FIELD (role), BIT (PEOPLE_ADD) | BIT (PEOPLE_SET_PIN), N_ ("cashier or manager"),
    /* Translators: value of an option in --help: cashier or manager */
    N_ ("ROLE") },
  { "recover", G_OPTION_ARG_NONE, FIELD (recover), PEOPLE_CHANGES,
    N_ ("Without a manager’s PIN, because nobody knows one; the journal keeps who did it"), NULL },
  { "terminal", G_OPTION_ARG_STRING, FIELD (terminal), BIT (PROBE) | BIT (SALE) | BIT (REFUND),
    /* Translators: what an option says, in --help */
    N_ ("Key of the terminal in the profile; a payment without it is made on the default one"), N_ ("KEY") },
  { "reference", G_OPTION_ARG_STRING, FIELD (reference), BIT (SALE),
    /* Translators: what an option says, in --help */
    N_ ("Reference of the ticket; else the next number"),
    /* Translators: value of an option in --help: free text */
    N_ ("TEXT") },
  { "new-ticket", G_OPTION_ARG_NONE, FIELD (new_ticket), BIT (SALE),
    N_ ("A reference that was used means a new ticket"), NULL },
  /* Translators: what an option says, in --help */
  { "why", G_OPTION_ARG_STRING, FIELD (why), BIT (REFUND), N_ ("Why the money goes back"), N_ ("TEXT") },
  { "approver", G_OPTION_ARG_STRING, FIELD (approver), BIT (SALE) | BIT (REFUND),
    /* Translators: what an option says, in --help */
    N_ ("The manager who approved"),
    /* Translators: value of an option in --help: a name, mostly a person’s */
    N_ ("NAME") },
  { "any-way", G_OPTION_ARG_NONE, FIELD (any_way), BIT (REFUND),
    N_ ("Also if it turns out that it cannot be cancelled and is returned"), NULL },
  { "without-sale", G_OPTION_ARG_NONE, FIELD (without_sale), BIT (REFUND),
    N_ ("The sale cannot be found: by the customer’s slip alone"), NULL },
  { "authorization", G_OPTION_ARG_STRING, FIELD (authorization), BIT (REFUND),
    /* Translators: what an option says, in --help */
    N_ ("Authorization code on the customer’s slip"),
    /* Translators: value of an option in --help: the code on a slip */
    N_ ("CODE") },
  { "date", G_OPTION_ARG_STRING, FIELD (date), BIT (REFUND), N_ ("Day on the customer’s slip (2026-01-31)"),
    /* Translators: value of an option in --help: a day */
    N_ ("DATE") },
  { "sale-date", G_OPTION_ARG_STRING, FIELD (sale_date), BIT (REFUND),
    N_ ("Day on the slip of a sale that the provider does not find by the journal’s day (2026-01-31)"), N_ ("DATE") },
  { "no-wait", G_OPTION_ARG_NONE, FIELD (no_wait), BIT (SALE) | BIT (REFUND) | BIT (STATUS),
    N_ ("Do not wait for more than the first answer"), NULL },
  { "wait", G_OPTION_ARG_NONE, FIELD (wait), BIT (SALE) | BIT (REFUND) | BIT (STATUS) | BIT (CHECK),
    N_ ("Wait until it is known, as long as it takes"), NULL },
  { "open", G_OPTION_ARG_NONE, FIELD (open), BIT (STATUS) | BIT (JOURNAL_LIST), N_ ("Every payment that is open"),
    NULL },
  { "charged", G_OPTION_ARG_NONE, FIELD (charged), BIT (RESOLVE), N_ ("The customer was charged"), NULL },
  { "not-charged", G_OPTION_ARG_NONE, FIELD (not_charged), BIT (RESOLVE), N_ ("The customer was not charged"), NULL },
  { "reason", G_OPTION_ARG_STRING, FIELD (reason), BIT (RESOLVE) | BIT (SHIFT_CLOSE),
    N_ ("How that is known; why the drawer differs"), N_ ("TEXT") },
  { "by", G_OPTION_ARG_STRING, FIELD (by),
    BIT (RESOLVE) | BIT (SEEN) | BIT (RECEIPT) | BIT (SHIFT_OPEN) | BIT (SHIFT_CLOSE) | BIT (SHIFT_BATCH)
      | PEOPLE_CHANGES,
    /* Translators: what an option says, in --help */
    N_ ("Who does it"),
    N_ ("NAME") },
  /* Translators: what an option says: what somebody did about it */
  { "note", G_OPTION_ARG_STRING, FIELD (note), BIT (SEEN), N_ ("What was done"), N_ ("TEXT") },
  { "print", G_OPTION_ARG_NONE, FIELD (print), BIT (RECEIPT), N_ ("Print the text to standard output and count it"),
    NULL },
  { "on-terminal", G_OPTION_ARG_NONE, FIELD (on_terminal), BIT (RECEIPT),
    N_ ("Let the payment's terminal print it, and count it"), NULL },
  { "slip-again", G_OPTION_ARG_NONE, FIELD (slip_again), BIT (RECEIPT),
    N_ ("Let the payment's terminal print its own slip again"), NULL },
  /* Translators: what an option does, in --help */
  { "pdf", G_OPTION_ARG_FILENAME, FIELD (pdf), BIT (RECEIPT), N_ ("Write it as a PDF and count it"),
    /* Translators: value of an option in --help: a file’s name */
    N_ ("FILE") },
  { "paper", G_OPTION_ARG_STRING, FIELD (paper), BIT (RECEIPT),
    /* Translators: values of an option, as they are typed */
    N_ ("roll-58, roll-80 or a4; else as in the profile"),
    /* Translators: value of an option in --help: a kind of paper */
    N_ ("PAPER") },
  /* Translators: what an option says, in --help */
  { "witness", G_OPTION_ARG_STRING, FIELD (witness), BIT (RESOLVE), N_ ("Who took a second look"), N_ ("NAME") },
  { "since", G_OPTION_ARG_STRING, FIELD (since), BIT (JOURNAL_LIST) | BIT (JOURNAL_EXPORT) | BIT (CALLBACKS),
    /* Translators: what an option says, in --help */
    N_ ("From this day or time on (2026-03-31, 2026-03-31T14:00:00)"),
    /* Translators: value of an option in --help: a day or a time */
    N_ ("TIME") },
  { "until", G_OPTION_ARG_STRING, FIELD (until), BIT (JOURNAL_EXPORT),
    N_ ("Up to this day and with it, or up to this time"), N_ ("TIME") },
  { "this-shift", G_OPTION_ARG_NONE, FIELD (this_shift), BIT (JOURNAL_EXPORT),
    N_ ("Only payments of the shift that goes on now"), NULL },
  { "csv", G_OPTION_ARG_NONE, FIELD (csv), BIT (JOURNAL_EXPORT), N_ ("Payments as a table (CSV), one per line"), NULL },
  { "pdf", G_OPTION_ARG_NONE, FIELD (as_pdf), BIT (JOURNAL_EXPORT), N_ ("Payments as a list on paper (PDF)"), NULL },
  { "bundle", G_OPTION_ARG_NONE, FIELD (bundle), BIT (JOURNAL_EXPORT),
    N_ ("A ZIP file with everything somebody without Fiel needs to check the journal"), NULL },
  { "replace", G_OPTION_ARG_NONE, FIELD (replace), BIT (JOURNAL_EXPORT) | BIT (PROFILE_EXPORT) | BIT (RECEIPT),
    N_ ("Replace FILE if it is there already"),
    NULL },
  { "whole", G_OPTION_ARG_NONE, FIELD (whole), BIT (PROFILE_IMPORT),
    N_ ("Take over what belongs to one till as well"), NULL },
  { "limit", G_OPTION_ARG_INT, FIELD (limit), BIT (JOURNAL_LIST) | BIT (SHIFT_LIST),
    /* Translators: what an option says, in --help */
    N_ ("At most so many, 50 if not given"),
    /* Translators: value of an option in --help: a number */
    N_ ("N") },
  { "csv", G_OPTION_ARG_NONE, FIELD (csv),
    BIT (SHIFT_SHOW) | BIT (SHIFT_X) | BIT (SHIFT_CLOSE) | BIT (SHIFT_PRINT), N_ ("Print the report as a table (CSV)"),
    NULL },
  { "carry-over", G_OPTION_ARG_NONE, FIELD (carry_over), BIT (SHIFT_CLOSE),
    N_ ("Leave payments that are to be resolved to the next shift"), NULL },
  { "manager", G_OPTION_ARG_STRING, FIELD (manager), BIT (SHIFT_CLOSE) | BIT (JOURNAL_EXPORT),
    N_ ("Manager who lets pass what is not as it should be, or lets payments be taken out"), N_ ("NAME") },
  { "float", G_OPTION_ARG_STRING, FIELD (float_amount), BIT (SHIFT_OPEN) | BIT (SHIFT_CLOSE),
    /* Translators: what an option says, in --help */
    N_ ("Cash in the drawer at the beginning"),
    /* Translators: value of an option in --help: an amount of money */
    N_ ("AMOUNT") },
  { "taken", G_OPTION_ARG_STRING, FIELD (taken), BIT (SHIFT_CLOSE),
    N_ ("Cash that came in less what was taken out"), N_ ("AMOUNT") },
  { "counted", G_OPTION_ARG_STRING, FIELD (counted), BIT (SHIFT_CLOSE), N_ ("Cash that was counted at the end"),
    N_ ("AMOUNT") },
  { "head", G_OPTION_ARG_STRING, FIELD (head), BIT (JOURNAL_VERIFY), N_ ("Hash that the last record must have had"),
    /* Translators: what an option says, in --help */
    N_ ("HASH") },
};

/* What stands for a value in a usage. The options have most of them as well. */
static const char *const values[] = {
  /* Translators: in “Usage: fielctl …”, one word: an account’s short name */
  N_ ("PROVIDER"),
  /* Translators: in “Usage: fielctl …”, one word: the ticket’s reference (what is paid for) */
  N_ ("TICKET"),
  /* Translators: in “Usage: fielctl …”, one word: the identifier of a payment */
  N_ ("ATTEMPT"),
  /* Translators: in “Usage: fielctl …”, one word: the number of an alert or a shift */
  N_ ("NUMBER"),
  /* Translators: in “Usage: fielctl …”, one word: the short name of a card terminal */
  N_ ("TERMINAL"),
  N_ ("AMOUNT"),
  N_ ("CODE"),
  N_ ("DATE"),
  N_ ("FILE"),
  N_ ("HASH"),
  N_ ("KEY"),
  N_ ("NAME"),
  N_ ("ROLE"),
  N_ ("TEXT"),
  N_ ("TIME"),
  NULL,
};

static const char amounts[] =
  N_("An AMOUNT is in the store’s currency, without its sign: 12990. Where the currency has decimals, there is a\n"
     "point and every one of them, or neither: 12.50 or 12, which is 12.00.");

static const char exit_codes[] =
  N_("Exit codes:\n"
     "  0  approved; done\n"
     "  1  declined, cancelled or refused; not sent, not executed: the customer was not charged, nothing went back;\n"
     "     a shift or a batch that is not closed\n"
     "  2  wrong use or configuration; the journal is damaged, held by another program or cannot be written;\n"
     "     the output was lost, unless the code tells of a payment\n"
     "  3  still unknown, only partly approved, or contradicted later: look before you charge again; an alert waits");

void
fiel_ctl_arguments_clear (FielCtlArguments *arguments)
{
  g_strfreev (arguments->words);
  g_free (arguments->profile);
  g_free (arguments->terminal);
  g_free (arguments->reference);
  g_free (arguments->reason);
  g_free (arguments->by);
  g_free (arguments->witness);
  g_free (arguments->person);
  g_free (arguments->role);
  g_free (arguments->note);
  g_free (arguments->pdf);
  g_free (arguments->paper);
  g_free (arguments->since);
  g_free (arguments->until);
  g_free (arguments->why);
  g_free (arguments->approver);
  g_free (arguments->authorization);
  g_free (arguments->date);
  g_free (arguments->sale_date);
  g_free (arguments->head);
  g_free (arguments->manager);
  g_free (arguments->float_amount);
  g_free (arguments->taken);
  g_free (arguments->counted);
}

gboolean
fiel_ctl_read_time (const char *text, gboolean end, gint64 *wall_us)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) next_day = NULL;
  g_autofree char *midnight = NULL;
  gint64 seconds = 0;
  gboolean is_day;

  if (text == NULL)
    return TRUE;

  is_day = strchr (text, 'T') == NULL;
  midnight = is_day ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  time = g_date_time_new_from_iso8601 (midnight, here);
  if (time == NULL)
    return FALSE;

  seconds = g_date_time_to_unix (time);
  if (end && is_day)
    {
      /* After the last day of the calendar there is no other one. */
      next_day = g_date_time_add_days (time, 1);
      seconds = next_day != NULL ? g_date_time_to_unix (next_day) : seconds + DAY_S;
    }
  *wall_us = seconds * G_USEC_PER_SEC + g_date_time_get_microsecond (time);

  return TRUE;
}

static GOptionContext *
context_new (FielCtlArguments *arguments, const char *usage, guint commands)
{
  GOptionContext *context = g_option_context_new (usage);
  GOptionEntry entries[G_N_ELEMENTS (options) + 1] = { 0 };
  gsize n_entries = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if ((options[i].commands & commands) == commands)
      entries[n_entries++] = (GOptionEntry){
        .long_name = options[i].name,
        .arg = options[i].kind,
        .arg_data = (char *) arguments + options[i].offset,
        .description = options[i].summary,
        .arg_description = options[i].value,
      };
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  /* Help is printed by the caller, at one place for all. */
  g_option_context_set_help_enabled (context, FALSE);

  return context;
}

/* Returns: (transfer full): the usage of @row in the words of its options; each stays one word */
static char *
dup_usage (const Row *row)
{
  g_autoptr (GString) usage = g_string_new (NULL);

  for (const char *c = row->usage; *c != '\0';)
    {
      const gsize length = MAX (strspn (c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 1);
      g_autofree char *word = g_strndup (c, length);

      g_string_append (usage, g_strv_contains (values, word) ? _(word) : word);
      c += length;
    }

  return g_string_free (g_steal_pointer (&usage), FALSE);
}

static char *
make_overview (FielCtlArguments *arguments)
{
  /* Translators: in “Usage: fielctl …”: the command’s words */
  g_autoptr (GOptionContext) context = context_new (arguments, _("COMMAND …"), EVERY);
  g_autoptr (GString) summary = g_string_new (_("Fiel without a window: for support, scripts and tests.\n\nCommands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (summary, "\n  %-17s  %s", rows[i].name, _(rows[i].summary));
  g_string_append (summary,
                   _("\n\n“fielctl COMMAND --help” tells more of a command. Options that one command alone knows stand "
                     "after it."));
  g_option_context_set_summary (context, summary->str);
  g_option_context_set_description (context, _(exit_codes));

  return g_option_context_get_help (context, FALSE, NULL);
}

/* GOptionContext writes "fielctl [OPTION…] sale …", in its own translation; a command's options stand after it. */
static char *
move_options_behind (const char *help, const char *usage)
{
  const char *options_begin = strchr (help, '[');
  const char *command = strstr (help, usage);
  g_autofree char *before = NULL;
  g_autofree char *word = NULL;

  g_return_val_if_fail (command != NULL && options_begin != NULL && options_begin < command, g_strdup (help));

  before = g_strndup (help, (gsize) (options_begin - help));
  word = g_strchomp (g_strndup (options_begin, (gsize) (command - options_begin)));

  return g_strconcat (before, usage, " ", word, command + strlen (usage), NULL);
}

static char *
make_help (FielCtlArguments *arguments, const Row *row)
{
  const gboolean has_amount = strstr (row->usage, "AMOUNT") != NULL;
  g_autofree char *words = dup_usage (row);
  g_autofree char *usage = g_strchomp (g_strdup_printf ("%s %s", row->name, words));
  g_autofree char *notes = g_strconcat (has_amount ? _(amounts) : "", has_amount ? "\n\n" : "", _(exit_codes), NULL);
  g_autoptr (GOptionContext) context = context_new (arguments, usage, 1u << row->command);
  g_autofree char *help = NULL;

  g_option_context_set_summary (context, _(row->summary));
  g_option_context_set_description (context, notes);
  help = g_option_context_get_help (context, FALSE, NULL);

  return move_options_behind (help, usage);
}

/* How many words of @words name a command; 0: none. */
static gsize
find_command (char **words, const Row **found)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) names = g_strsplit (rows[i].name, " ", 2);
      const gsize n_names = g_strv_length (names);

      if (g_strcmp0 (words[0], names[0]) == 0 && (n_names == 1 || g_strcmp0 (words[1], names[1]) == 0))
        {
          *found = &rows[i];
          return n_names;
        }
    }

  return 0;
}

/* (transfer full) (nullable): the commands that begin with @word, for who typed half of one. */
static char *
list_continuations (const char *word)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *beginning = g_strconcat (word, " ", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_prefix (rows[i].name, beginning))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", rows[i].name);

  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

static FielCtlParse
fail_command (const char *word, char **text)
{
  g_autofree char *continuations = list_continuations (word);

  *text = continuations != NULL
              /* Translators: what was typed, the commands that begin with it, with commas between. */
              ? g_strdup_printf (_ ("“%s” alone is no command of fielctl. Use one of: %s."), word, continuations)
              /* Translators: what was typed. */
              : g_strdup_printf (_ ("“%s” is no command of fielctl. “fielctl --help” lists them."), word);

  return FIEL_CTL_PARSE_WRONG;
}

static gboolean
take_help (char **words)
{
  for (gsize i = 0; words[i] != NULL && !g_str_equal (words[i], "--"); i++)
    if (g_str_equal (words[i], "--help") || g_str_equal (words[i], "-h"))
      return TRUE;

  return FALSE;
}

/* Removes the program's name and a "--" that ends the options. */
static char **
take_words (char **argv, gsize n_skipped)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean options_ended = FALSE;

  for (gsize i = n_skipped; argv[i] != NULL; i++)
    if (!options_ended && g_str_equal (argv[i], "--"))
      options_ended = TRUE;
    else
      g_ptr_array_add (words, g_strdup (argv[i]));
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/* A name or a reason of blanks says nothing, and would stand in the journal for ever. */
static gboolean
is_blank (const char *text)
{
  g_autofree char *words = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *words == '\0';
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_LENGTH && strspn (text, "0123456789abcdef") == HASH_LENGTH;
}

static gboolean
is_choice (char **names, guint n_names, guint place)
{
  return place + 2 < n_names && g_str_equal (names[place + 1], "|") && names[place + 2][0] != '-';
}

/* Returns: (transfer full): what the word with that number stands for, as the usage calls it */
static char *
name_word (const Row *row, guint number)
{
  g_autofree char *usage = dup_usage (row);
  g_auto (GStrv) names = g_strsplit (usage, " ", -1);
  const guint n_names = g_strv_length (names);
  guint place = 0;

  /* "TICKET | ATTEMPT" is one word. */
  for (guint i = 0; i < number; i++)
    place += is_choice (names, n_names, place) ? 3 : 1;
  g_return_val_if_fail (place < n_names, NULL);

  if (is_choice (names, n_names, place))
    /* Translators: two names of arguments, as in TICKET or ATTEMPT */
    return g_strdup_printf (_ ("%s or %s"), names[place], names[place + 2]);
  return g_strdup (names[place]);
}

/* (transfer full) (nullable): what is wrong with the words beside the options. */
static char *
find_fault_in_words (const FielCtlArguments *arguments, const Row *row)
{
  const guint n_words = g_strv_length (arguments->words);

  if (n_words > row->n_most)
    /* Translators: what was typed. */
    return g_strdup_printf (_("“%s” is too much."), arguments->words[row->n_most]);

  for (guint i = 0; i < MAX (n_words, row->n_least); i++)
    {
      g_autofree char *name = name_word (row, i);

      if (i >= n_words)
        /* Translators: what is missing, as the usage calls it, such as AMOUNT. */
        return g_strdup_printf (_ ("%s is missing."), name);
      if (is_blank (arguments->words[i]))
        /* Translators: what is empty, as the usage calls it, such as AMOUNT. */
        return g_strdup_printf (_ ("%s is empty."), name);
    }

  return NULL;
}

/* (transfer full) (nullable): what does not fit together in a return. */
static char *
find_refund_fault (const FielCtlArguments *arguments)
{
  if (is_blank (arguments->why))
    return g_strdup (_ ("--why is missing: say why the money goes back."));
  if (!arguments->without_sale && arguments->date != NULL)
    return g_strdup (_ ("--date is only for --without-sale. The day of a sale of this till is --sale-date."));
  if (arguments->without_sale && arguments->sale_date != NULL)
    return g_strdup (_ ("--sale-date is for a sale of this till. With --without-sale the day is --date."));
  if (!arguments->without_sale && arguments->authorization == NULL)
    return NULL;
  if (arguments->without_sale && arguments->words[1] != NULL)
    return g_strdup_printf (_ ("“%s” is too much."), arguments->words[1]);
  if (is_blank (arguments->authorization))
    return g_strdup (_ ("--authorization is missing: type the code on the customer’s slip."));

  return NULL;
}

/* (transfer full) (nullable): what is wrong with a range of time, or an export. */
static char *
find_fault_of_export (const FielCtlArguments *arguments)
{
  const gboolean is_whole = !arguments->csv && !arguments->as_pdf && !arguments->bundle;
  gint64 since = 0;
  gint64 until = 0;

  if (!fiel_ctl_read_time (arguments->since, FALSE, &since))
    /* Translators: what was typed. */
    return g_strdup_printf (_ ("--since: “%s” is no time. Allowed: 2026-03-31 or 2026-03-31T14:00:00."),
                            arguments->since);
  if (!fiel_ctl_read_time (arguments->until, TRUE, &until))
    /* Translators: what was typed. */
    return g_strdup_printf (_ ("--until: “%s” is no time. Allowed: 2026-03-31 or 2026-03-31T14:00:00."),
                            arguments->until);
  if (arguments->command != FIEL_CTL_COMMAND_JOURNAL_EXPORT)
    return NULL;
  if (arguments->csv + arguments->as_pdf + arguments->bundle > 1)
    return g_strdup (_ ("say one of --csv, --pdf and --bundle."));
  if ((arguments->as_pdf || arguments->bundle) && arguments->words[0] == NULL)
    return g_strdup (_ ("--pdf and --bundle need a FILE."));
  if (since != 0 && until != 0 && since >= until)
    return g_strdup (_ ("--since has to lie before --until."));
  if (is_whole && (since != 0 || until != 0 || arguments->this_shift))
    return g_strdup (_ ("the records are exported from the first to the last, or the chain could not be checked. "
                        "--since, --until and --this-shift are for --csv, --pdf and --bundle."));

  return NULL;
}

/* (transfer full) (nullable): what does not fit together. */
static char *
find_fault (const FielCtlArguments *arguments, const Row *row)
{
  const guint n_words = g_strv_length (arguments->words);
  const FielCtlCommand command = row->command;

  char *fault = find_fault_in_words (arguments, row);

  if (fault != NULL)
    return fault;
  if (arguments->wait && arguments->no_wait)
    return g_strdup (_("say either --wait or --no-wait."));
  if (command == FIEL_CTL_COMMAND_REFUND)
    return find_refund_fault (arguments);
  if (command == FIEL_CTL_COMMAND_STATUS && arguments->open == (n_words == 1))
    return g_strdup (_("say which payment, or --open for all that are open."));
  if (command == FIEL_CTL_COMMAND_RESOLVE && arguments->charged == arguments->not_charged)
    return g_strdup (_("say either --charged or --not-charged."));
  if (command == FIEL_CTL_COMMAND_RESOLVE && is_blank (arguments->reason))
    return g_strdup (_("--reason is missing: say how it is known what became of the payment."));
  if (command == FIEL_CTL_COMMAND_SEEN && is_blank (arguments->note))
    return g_strdup (_ ("--note is missing: say what was done about it."));
  if ((command == FIEL_CTL_COMMAND_RESOLVE || command == FIEL_CTL_COMMAND_SEEN) && is_blank (arguments->by))
    return g_strdup (_("--by is missing: say who decides it."));
  if (command == FIEL_CTL_COMMAND_RESOLVE && arguments->witness == NULL)
    return g_strdup (_("--witness is missing: say who looked at it as well."));
  if (arguments->witness != NULL
      && (is_blank (arguments->witness) || fiel_plain_text_is_same_name (arguments->witness, arguments->by)))
    return g_strdup (_("--witness has to name somebody else than --by."));
  if (arguments->print + (arguments->pdf != NULL) + arguments->on_terminal + arguments->slip_again > 1)
    return g_strdup (_("say only one of --print, --pdf, --on-terminal and --slip-again."));
  if (arguments->paper != NULL && !g_strv_contains (fiel_papers, arguments->paper))
    /* Translators: what was typed. */
    return g_strdup_printf (_("--paper “%s” is not known. Allowed: roll-58, roll-80, a4."), arguments->paper);
  if (arguments->head != NULL && !is_hash (arguments->head))
    /* Translators: what was typed. */
    return g_strdup_printf (_("--head “%s” is no hash: it has 64 digits, 0 to 9 and a to f."), arguments->head);
  if (arguments->role != NULL && strcmp (arguments->role, "cashier") != 0 && strcmp (arguments->role, "manager") != 0)
    /* Translators: what was typed. */
    return g_strdup_printf (_("--role “%s” is not known. Allowed: cashier, manager."), arguments->role);
  if (arguments->by != NULL && is_blank (arguments->by))
    /* Translators: an option of fielctl is empty; --by is typed so */
    return g_strdup (_("--by names nobody."));
  if (arguments->manager != NULL && is_blank (arguments->manager))
    /* Translators: an option of fielctl is empty; --manager is typed so */
    return g_strdup (_("--manager names nobody."));
  if (arguments->carry_over && arguments->manager == NULL)
    return g_strdup (_("--carry-over needs --manager: say who leaves it to the next shift."));
  if ((command == FIEL_CTL_COMMAND_JOURNAL_LIST || command == FIEL_CTL_COMMAND_SHIFT_LIST)
      && (arguments->limit < 1 || arguments->limit > MAX_LIMIT))
    /* Translators: what was typed, the largest number. */
    return g_strdup_printf (_("--limit %d is not possible. Allowed: 1 to %d."), arguments->limit, MAX_LIMIT);

  return find_fault_of_export (arguments);
}

static FielCtlParse
fail_usage (const Row *row, const char *fault, char **text)
{
  g_autofree char *usage = dup_usage (row);

  /* Translators: the command, what is wrong, the command, its arguments, the command. */
  *text = g_strdup_printf (_ ("%s: %s\nUsage: fielctl %s %s (more: fielctl %s --help)"), row->name, fault, row->name,
                           usage, row->name);

  return FIEL_CTL_PARSE_WRONG;
}

static FielCtlParse
parse_command (FielCtlArguments *arguments, const Row *row, char **rest, gsize n_names, char **text)
{
  g_autoptr (GOptionContext) context = context_new (arguments, row->usage, 1u << row->command);
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  /* The last word of the command stands where GOptionContext expects the program's name. */
  g_auto (GStrv) argv = g_strdupv (rest + n_names - 1);

  arguments->command = row->command;
  if (!g_option_context_parse_strv (context, &argv, &error))
    return fail_usage (row, error->message, text);
  arguments->words = take_words (argv, 1);
  fault = find_fault (arguments, row);
  if (fault != NULL)
    return fail_usage (row, fault, text);

  return FIEL_CTL_PARSE_RUN;
}

/**
 * fiel_ctl_arguments_parse:
 * @arguments: zeroed; cleared by the caller in any case
 * @text: (out) (transfer full) (nullable): what to tell the user unless the answer is RUN
 */
FielCtlParse
fiel_ctl_arguments_parse (FielCtlArguments *arguments, int argc, char **argv, char **text)
{
  g_autoptr (GOptionContext) context = context_new (arguments, NULL, EVERY);
  g_auto (GStrv) rest = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  const Row *row = NULL;
  gsize n_names;

  arguments->limit = DEFAULT_LIMIT;
  if (argc < 2)
    {
      g_autofree char *overview = make_overview (arguments);

      /* Translators: the help. */
      *text = g_strdup_printf (_("no command was given.\n%s"), overview);
      return FIEL_CTL_PARSE_WRONG;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      *text = g_strdup ("fielctl " FIEL_VERSION "\n");
      return FIEL_CTL_PARSE_HELP;
    }

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_ignore_unknown_options (context, take_help (rest));
  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      /* Translators: what is wrong. */
      *text = g_strdup_printf (_("%s. “fielctl --help” tells what is possible."), error->message);
      return FIEL_CTL_PARSE_WRONG;
    }

  n_names = find_command (rest + 1, &row);
  if (take_help (rest))
    {
      *text = row != NULL ? make_help (arguments, row) : make_overview (arguments);
      return FIEL_CTL_PARSE_HELP;
    }
  if (row == NULL)
    return fail_command (rest[1] != NULL ? rest[1] : "", text);
  if (arguments->profile != NULL && *arguments->profile == '\0')
    {
      *text = g_strdup (_("--profile names no folder. Give the folder that holds the store profile."));
      return FIEL_CTL_PARSE_WRONG;
    }

  return parse_command (arguments, row, rest + 1, n_names, text);
}
