/* fiel-shift-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-document.h"

#include "fiel-money.h"
#include "fiel-receipt-words.h"
#include "fiel-shift-comparison.h"
#include "fiel-shift-words.h"
#include "fiel-state-words.h"

#include <glib/gi18n-lib.h>

/* What the lines are is told in fiel-shift-writer.c. A line whose name is not known here was written by a newer Fiel,
 * and is put at the end as it stands, so that no figure of a report is ever left out. */

typedef struct
{
  FielShiftReport *report;        /* unowned */
  FielDocument *document;         /* unowned */
  const FielCurrency *currency;   /* nullable: then sums stay in minor units */
  const FielNumberStyle *style;
} Page;

static char *
format_minor (const Page *page, const char *text)
{
  gint64 minor = 0;

  if (*text == '\0')
    /* Translators: in place of an amount or a name that nobody gave */
    return g_strdup (_ ("not said"));
  if (page->currency == NULL
      || !g_ascii_string_to_signed (text, 10, -FIEL_MONEY_MAX_MINOR, FIEL_MONEY_MAX_MINOR, &minor, NULL))
    return g_strdup (text);

  return fiel_money_format (fiel_money_make (minor, page->currency), page->style);
}

/* "2026-11-28T08:56:12-03:00" as the country's receipts write it; in the till's time, whoever prints it. */
static char *
format_time (const Page *page, const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL)
    return g_strdup (text);

  return fiel_receipt_words_moment (fiel_shift_report_find (page->report, "store", 1), time);
}

static void
add_pair (const Page *page, const char *label, const char *value, gboolean strong)
{
  if (*value != '\0')
    fiel_document_add_pair (page->document, label, value, strong);
}

static void
add_money (const Page *page, const char *label, const char *minor, gboolean strong)
{
  g_autofree char *figure = format_minor (page, minor);

  fiel_document_add_pair (page->document, label, figure, strong);
}

static void
add_time (const Page *page, const char *label, const char *time)
{
  g_autofree char *text = format_time (page, time);

  add_pair (page, label, text, FALSE);
}

/* Heading */

static gboolean
closes_shift (const Page *page)
{
  return g_str_equal (fiel_shift_report_find (page->report, "kind", 0), "z");
}

static void
add_heading (const Page *page, gboolean is_copy)
{
  FielShiftReport *report = page->report;
  gboolean is_final = closes_shift (page);
  const char *number = fiel_shift_report_find (report, "shift", 0);
  const char *practice = fiel_receipt_words_environment_named (fiel_shift_report_find (report, "environment", 0));
  /* Translators: the number of the shift. */
  g_autofree char *title = is_final ? g_strdup_printf (_ ("Z %s · Close of shift"), number)
                                    /* Translators: the number of the shift. */
                                    : g_strdup_printf (_ ("X · Shift %s so far"), number);

  if (practice != NULL)
    fiel_document_add_text (page->document, practice, FIEL_DOCUMENT_TEXT_STRONG);
  fiel_document_add_text (page->document, fiel_shift_report_find (report, "store", 0), FIEL_DOCUMENT_TEXT_CENTRED);
  fiel_document_add_heading (page->document, title);
  if (is_copy)
    /* Translators: on a report that was printed before (noun) */
    fiel_document_add_text (page->document, _ ("COPY"), FIEL_DOCUMENT_TEXT_STRONG);
  if (!is_final)
    fiel_document_add_text (page->document, _ ("Nothing is closed by this report."), FIEL_DOCUMENT_TEXT_SMALL);
  add_pair (page, _ ("Till"), fiel_shift_report_find (report, "till", 0), FALSE);
  /* Translators: before a time: when the shift began */
  add_time (page, _ ("From"), fiel_shift_report_find (report, "since", 0));
  /* Translators: before a time: when the shift ended */
  add_time (page, is_final ? _ ("Closed")
                           /* Translators: before a time: when the report was made */
                           : _ ("Until"), fiel_shift_report_find (report, "made", 0));
  /* Translators: before a name: who began the shift */
  add_pair (page, _ ("Opened by"), fiel_shift_report_find (report, "opened", 0), FALSE);
  /* Translators: before a name: who closed the shift */
  add_pair (page, is_final ? _ ("Closed by")
                           /* Translators: before a name: who made the report */
                           : _ ("By"), fiel_shift_report_find (report, "made", 1), FALSE);
  add_pair (page, _ ("Let pass by manager"), fiel_shift_report_find (report, "approved", 0), FALSE);
}

/* Sums */

static void
add_sum_row (const Page *page, const char *label, const char *name, gboolean negative)
{
  const char *minor = fiel_shift_report_find (page->report, name, 1);
  g_autofree char *signed_minor = negative && !g_str_equal (minor, "0") ? g_strconcat ("-", minor, NULL)
                                                                         : g_strdup (minor);
  g_autofree char *figure = format_minor (page, signed_minor);
  const char *cells[] = { label, fiel_shift_report_find (page->report, name, 0), figure, NULL };

  fiel_document_add_row (page->document, cells);
}

static void
add_sums (const Page *page)
{
  /* Translators: column: how many payments (not an identifier) */
  const FielDocumentColumn columns[] = { { "", FALSE, 1 }, { _ ("Number"), TRUE, 0 },
                                         /* Translators: column: how much money */
                                         { _ ("Sum"), TRUE, 0 } };
  g_autofree char *net = format_minor (page, fiel_shift_report_find (page->report, "net", 0));
  /* Translators: before an amount: card sales less voids and returns */
  const char *last[] = { _ ("Net with cards"), "", net, NULL };

  fiel_document_begin_table (page->document, columns, G_N_ELEMENTS (columns));
  /* Translators: name of a line of sums: card payments (noun) */
  add_sum_row (page, _ ("Sales"), "sales", FALSE);
  /* Translators: name of a line of sums: sales cancelled as a whole */
  add_sum_row (page, _ ("Voided"), "voids", TRUE);
  add_sum_row (page, _ ("Returned"), "returns", TRUE);
  fiel_document_add_strong_row (page->document, last);
}

static void
add_notes (const Page *page)
{
  static const struct
  {
    const char *name;
    const char *label;
    gboolean goes_back;
  } notes[] = {
    { "by-hand", N_ ("of them recorded by hand"), FALSE },
    { "earlier", N_ ("of them begun in an earlier shift"), FALSE },
    { "open", N_ ("not known yet, in no sum"), FALSE },
    { "open-returns", N_ ("returns not known yet, in no sum"), TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autofree char *minor = NULL;
      g_autofree char *figure = NULL;
      g_autofree char *value = NULL;

      if (fiel_shift_report_find_int (page->report, notes[i].name, 0) == 0)
        continue;
      minor = g_strconcat (notes[i].goes_back ? "-" : "", fiel_shift_report_find (page->report, notes[i].name, 1),
                           NULL);
      figure = format_minor (page, minor);
      /* Translators: how many, and how much together. */
      value = g_strdup_printf (_ ("%s: %s"), fiel_shift_report_find (page->report, notes[i].name, 0), figure);
      add_pair (page, _ (notes[i].label), value, FALSE);
    }
  if (fiel_shift_report_has (page->report, "foreign"))
    add_pair (page, _ ("in another currency, in no sum"), fiel_shift_report_find (page->report, "foreign", 0), FALSE);
}

/* Sales less what was voided, and what went back. @first: the cell of the number of sales. */
static void
add_group_row (const Page *page, guint line, const char *label, guint first)
{
  gint64 sales = fiel_shift_report_get_int (page->report, line, first + 1);
  gint64 voids = fiel_shift_report_get_int (page->report, line, first + 3);
  g_autofree char *net = g_strdup_printf ("%" G_GINT64_FORMAT, sales - voids);
  g_autofree char *sold = format_minor (page, net);
  g_autofree char *returned = format_minor (page, fiel_shift_report_get_cell (page->report, line, first + 5));
  const char *cells[] = { label, fiel_shift_report_get_cell (page->report, line, first), sold, returned, NULL };

  fiel_document_add_row (page->document, cells);
}

static void
add_groups (const Page *page, const char *name, const char *title, guint first)
{
  const FielDocumentColumn columns[] = {
    /* Translators: column: how many sales */
    { title, FALSE, 1 }, { _ ("Sales"), TRUE, 0 },
    /* Translators: column: sales without those that were voided */
    { _ ("Sum less voids"), TRUE, 0 }, { _ ("Returned"), TRUE, 0 },
  };
  gboolean begun = FALSE;

  for (guint line = 0; line < fiel_shift_report_get_n_lines (page->report); line++)
    {
      const char *label = NULL;

      if (!g_str_equal (fiel_shift_report_get_name (page->report, line), name))
        continue;
      if (!begun)
        {
          fiel_document_add_rule (page->document);
          fiel_document_begin_table (page->document, columns, G_N_ELEMENTS (columns));
          begun = TRUE;
        }
      label = fiel_shift_report_get_cell (page->report, line, first - 1);
      if (g_str_equal (name, "type"))
        label = fiel_shift_words_card_type (label);
      add_group_row (page, line, *label != '\0' ? label : _ ("not said"), first);
    }
}

static void
add_outcomes (const Page *page)
{
  gint64 n_not_charged = 0;

  for (guint line = 0; line < fiel_shift_report_get_n_lines (page->report); line++)
    {
      int outcome = FIEL_OUTCOME_NONE;

      if (g_str_equal (fiel_shift_report_get_name (page->report, line), "outcome")
          && fiel_enum_parse (FIEL_TYPE_OUTCOME, fiel_shift_report_get_cell (page->report, line, 0), &outcome)
          && !fiel_outcome_moved_money ((FielOutcome) outcome))
        n_not_charged += fiel_shift_report_get_int (page->report, line, 1);
    }
  if (n_not_charged > 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n_not_charged);

      add_pair (page, _ ("Tried and not charged"), number, FALSE);
    }
}

/* Lists of payments */

static gboolean
goes_back (const char *kind_word)
{
  int kind = FIEL_ATTEMPT_KIND_SALE;

  return fiel_enum_parse (FIEL_TYPE_ATTEMPT_KIND, kind_word, &kind) && kind != FIEL_ATTEMPT_KIND_SALE;
}

/* What became of it: a line's own word, a kind of what did move money, or an outcome of @kind_word. */
static const char *
translate_end (const char *word, const char *kind_word)
{
  int outcome = FIEL_OUTCOME_NONE;
  gboolean moved = FALSE;

  if (goes_back (word) || g_str_equal (word, "returned"))
    /* Translators: in a sentence: what became of a payment */
    return _ ("returned");
  if (g_str_equal (word, "not-returned"))
    /* Translators: in a sentence: what became of a payment */
    return _ ("not returned");
  if (g_str_equal (word, "charged") || g_str_equal (word, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND,
                                                                          FIEL_ATTEMPT_KIND_SALE)))
    /* Translators: in a sentence: what became of a payment */
    return _ ("charged");
  if (g_str_equal (word, "not-charged"))
    /* Translators: in a sentence: what became of a payment */
    return _ ("not charged");
  if (!fiel_enum_parse (FIEL_TYPE_OUTCOME, word, &outcome))
    return word;

  moved = fiel_outcome_moved_money ((FielOutcome) outcome);
  if (goes_back (kind_word))
    return moved ? _ ("returned") : _ ("not returned");

  return moved ? _ ("charged") : _ ("not charged");
}

/* Lines of payments, and where each says its currency; digits follow. */
static const struct
{
  const char *name;
  guint currency;
} payments[] = {
  { "hand", 6 },
  { "brought", 4 },
  { "contradicted", 4 },
  { "carried", 5 },
  { "apart", 4 },
};

/* Where a line of what was brought or contradicted says its kind; the others end before, or have none there. */
#define ENDED_KIND 6

/* 0: it is no line of a payment. */
static guint
find_currency_cell (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (payments); i++)
    if (g_str_equal (payments[i].name, name))
      return payments[i].currency;

  return 0;
}

/* In another currency than the report's, which is named. */
static char *
format_apart (const Page *page, const char *minor, const char *code)
{
  Page other = *page;
  g_autofree char *figure = NULL;

  other.currency = fiel_currency_find (code);
  figure = format_minor (&other, minor);

  return g_strdup_printf ("%s %s", figure, code);
}

/* In the payment's own currency, which is named where it is not the report's. */
static char *
format_payment (const Page *page, guint line)
{
  const char *name = fiel_shift_report_get_name (page->report, line);
  const char *code = fiel_shift_report_get_cell (page->report, line, find_currency_cell (name));
  const char *minor = fiel_shift_report_get_cell (page->report, line, 2);

  if (*code == '\0' || g_str_equal (code, fiel_shift_report_find (page->report, "currency", 0)))
    return format_minor (page, minor);

  return format_apart (page, minor, code);
}

static void
add_list (const Page *page, const char *name, const char *title, guint n_last)
{
  const FielDocumentColumn columns[] = { { title, FALSE, 2 }, { NULL, FALSE, 2 }, { NULL, TRUE, 0 } };
  gboolean begun = FALSE;

  for (guint line = 0; line < fiel_shift_report_get_n_lines (page->report); line++)
    {
      g_autofree char *figure = NULL;
      g_autofree char *end = NULL;
      const char *word = NULL;
      const char *cells[] = { NULL, NULL, NULL, NULL };

      if (!g_str_equal (fiel_shift_report_get_name (page->report, line), name))
        continue;
      if (!begun)
        {
          fiel_document_add_rule (page->document);
          fiel_document_begin_table (page->document, columns, G_N_ELEMENTS (columns));
          begun = TRUE;
        }
      figure = format_payment (page, line);
      cells[0] = fiel_shift_report_get_cell (page->report, line, 1);
      word = fiel_shift_report_get_cell (page->report, line, n_last);
      end = g_str_equal (name, "carried") && fiel_shift_report_get_int (page->report, line, 2) < 0
              ? g_strdup_printf ("%s · %s", C_ ("kind of payment", "return"), word)
              : g_strdup (translate_end (word, fiel_shift_report_get_cell (page->report, line, ENDED_KIND)));
      cells[1] = end;
      cells[2] = figure;
      fiel_document_add_row (page->document, cells);
    }
}

/* Against the terminals */

static const char *
dup_cell (const Page *page, guint line, guint cell)
{
  const char *text = fiel_shift_report_get_cell (page->report, line, cell);

  return *text != '\0' ? text : NULL;
}

/* -1: not said. */
static gint64
read_known (const Page *page, guint line, guint cell)
{
  return dup_cell (page, line, cell) != NULL ? fiel_shift_report_get_int (page->report, line, cell) : -1;
}

static char *
describe_difference (const Page *page, guint line)
{
  FielShiftDifference difference = { 0 };
  int kind = 0;

  if (page->currency == NULL
      || !fiel_enum_parse (FIEL_TYPE_SHIFT_DIFFERENCE_KIND, fiel_shift_report_get_cell (page->report, line, 0), &kind))
    return g_strdup (fiel_shift_report_get_cell (page->report, line, 0));

  /* Only read here: the cells stay the report's. */
  difference.kind = (FielShiftDifferenceKind) kind;
  difference.terminal = (char *) fiel_shift_report_get_cell (page->report, line, 1);
  difference.attempt_id = (char *) dup_cell (page, line, 2);
  difference.reference = (char *) dup_cell (page, line, 3);
  difference.ours_minor = read_known (page, line, 4);
  difference.theirs_minor = read_known (page, line, 5);
  difference.their_ticket = (char *) dup_cell (page, line, 6);
  difference.their_number = (char *) dup_cell (page, line, 7);
  difference.their_time = (char *) dup_cell (page, line, 8);
  difference.their_type = (char *) dup_cell (page, line, 9);
  difference.ours_count = read_known (page, line, 10);
  difference.theirs_count = read_known (page, line, 11);

  return fiel_shift_difference_describe (&difference, page->currency, page->style);
}

static const char *
explain_answer (const char *answer)
{
  if (g_str_equal (answer, "silent"))
    return _ ("did not give its list");
  if (g_str_equal (answer, "busy"))
    return _ ("was busy with a payment");
  if (g_str_equal (answer, "cannot"))
    return _ ("has no list to compare with");

  /* Translators: after a terminal’s name: nobody asked for its list */
  return _ ("was not asked");
}

static void
add_compared (const Page *page, guint line)
{
  g_autofree char *value = NULL;

  if (g_str_equal (fiel_shift_report_get_cell (page->report, line, 2), "compared"))
    /* Translators: how many, how many. */
    value = g_strdup_printf (_ ("%s the same, %s differ"), fiel_shift_report_get_cell (page->report, line, 3),
                             fiel_shift_report_get_cell (page->report, line, 4));
  else
    value = g_strdup (explain_answer (fiel_shift_report_get_cell (page->report, line, 2)));
  add_pair (page, fiel_shift_report_get_cell (page->report, line, 1), value, FALSE);
}

static void
add_total (const Page *page, guint line)
{
  g_autofree char *figure = format_minor (page, fiel_shift_report_get_cell (page->report, line, 3));
  const char *number = fiel_shift_report_get_cell (page->report, line, 2);
  /* Translators: the name of a terminal, the provider’s own word for one of its totals, not translated. */
  g_autofree char *label = g_strdup_printf (_ ("%s, total of the provider “%s”"),
                                            fiel_shift_report_get_cell (page->report, line, 0),
                                            fiel_shift_report_get_cell (page->report, line, 1));
  g_autofree char *value = NULL;

  /* A kind of sale that never happened is no news on paper; it is in the table. */
  if (g_str_equal (number, "0") && fiel_shift_report_get_int (page->report, line, 3) == 0)
    return;
  value = g_strdup_printf (_ ("%s: %s"), *number != '\0' ? number : _ ("not said"), figure);
  add_pair (page, label, value, FALSE);
}

static void
add_survey (const Page *page)
{
  gboolean begun = FALSE;

  for (guint line = 0; line < fiel_shift_report_get_n_lines (page->report); line++)
    {
      const char *name = fiel_shift_report_get_name (page->report, line);
      g_autofree char *sentence = NULL;

      if (!begun && g_str_equal (name, "compared"))
        {
          fiel_document_add_rule (page->document);
          /* Translators: heading: our records beside the terminals’ own */
          fiel_document_add_heading (page->document, _ ("Against the terminals"));
          begun = TRUE;
        }
      if (g_str_equal (name, "compared"))
        add_compared (page, line);
      else if (g_str_equal (name, "total"))
        add_total (page, line);
      else if (g_str_equal (name, "difference"))
        {
          sentence = describe_difference (page, line);
          fiel_document_add_text (page->document, sentence, FIEL_DOCUMENT_TEXT);
        }
    }
}

/* The end */

static void
add_float_apart (const Page *page)
{
  g_autofree char *figure = NULL;

  if (!fiel_shift_report_has (page->report, "float-apart"))
    return;

  figure = format_apart (page, fiel_shift_report_find (page->report, "float-apart", 0),
                         fiel_shift_report_find (page->report, "float-apart", 1));
  add_pair (page, _ ("At the beginning, in another currency"), figure, FALSE);
}

static void
add_count (const Page *page)
{
  if (!fiel_shift_report_has (page->report, "cash"))
    return;

  /* Translators: before an amount: cash in the drawer when the shift began */
  add_money (page, _ ("At the beginning"), fiel_shift_report_find (page->report, "cash", 0), FALSE);
  add_money (page, _ ("Taken in less taken out"), fiel_shift_report_find (page->report, "cash", 1), FALSE);
  /* Translators: before an amount: the cash that should be there */
  add_money (page, _ ("Expected"), fiel_shift_report_find (page->report, "cash", 3), FALSE);
  /* Translators: before an amount: the cash that is there */
  add_money (page, _ ("Counted"), fiel_shift_report_find (page->report, "cash", 2), FALSE);
  /* Translators: before an amount: counted less expected */
  add_money (page, _ ("Difference"), fiel_shift_report_find (page->report, "cash", 4), TRUE);
  /* Translators: before a text: why the counted cash differs */
  add_pair (page, _ ("Reason"), fiel_shift_report_find (page->report, "cash", 5), FALSE);
}

static void
add_drawer (const Page *page)
{
  if (!fiel_shift_report_has (page->report, "cash") && !fiel_shift_report_has (page->report, "float-apart"))
    return;

  fiel_document_add_rule (page->document);
  /* Translators: heading: the cash in the drawer (noun) */
  fiel_document_add_heading (page->document, _ ("Drawer"));
  add_float_apart (page);
  add_count (page);
}

static void
add_end (const Page *page)
{
  g_autofree char *version = g_strdup_printf ("Fiel %s", fiel_shift_report_find (page->report, "version", 0));

  fiel_document_add_rule (page->document);
  if (fiel_shift_report_find_int (page->report, "journal", 0) > 0)
    add_pair (page, _ ("Records of the journal verified"), fiel_shift_report_find (page->report, "journal", 0), FALSE);
  add_pair (page, _ ("Last record before this report"), fiel_shift_report_find (page->report, "head", 0), FALSE);
  if (fiel_shift_report_has (page->report, "head"))
    fiel_document_add_text (page->document, fiel_shift_report_find (page->report, "head", 1),
                            FIEL_DOCUMENT_TEXT_VERBATIM);
  fiel_document_add_text (page->document, version, FIEL_DOCUMENT_TEXT_SMALL);
  fiel_document_add_text (page->document, _ ("Not a tax document"), FIEL_DOCUMENT_TEXT_SMALL);
}

static gboolean
is_known (const char *name)
{
  static const char *const names[] = {
    "kind",     "shift",   "store",   "till",    "currency", "made",       "since",   "opened",   "approved",
    "sales",    "voids",   "returns", "net",     "by-hand",  "earlier",    "open",    "foreign",  "outcome",
    "type",     "brand",   "terminal", "slot",   "hand",     "brought",    "carried", "compared", "theirs",
    "total",    "difference", "cash", "journal", "head",     "version",    "environment",
    "apart",    "float-apart", "contradicted", "open-returns",
    NULL,
  };

  return g_strv_contains (names, name);
}

static void
add_unknown (const Page *page)
{
  for (guint line = 0; line < fiel_shift_report_get_n_lines (page->report); line++)
    {
      const char *name = fiel_shift_report_get_name (page->report, line);

      if (!is_known (name))
        fiel_document_add_pair (page->document, name, fiel_shift_report_get_cell (page->report, line, 0), FALSE);
    }
}

FielDocument *
fiel_shift_document_new (FielShiftReport *report, gboolean is_copy)
{
  g_autofree char *title = NULL;
  Page page = { .report = report };

  g_return_val_if_fail (report != NULL, NULL);

  title = fiel_shift_document_name_file (report, "pdf");
  page.document = fiel_document_new (title);
  page.currency = fiel_currency_find (fiel_shift_report_find (report, "currency", 0));
  page.style = fiel_number_style_for_country (fiel_shift_report_find (report, "store", 1));
  add_heading (&page, is_copy);
  fiel_document_add_rule (page.document);
  add_sums (&page);
  add_notes (&page);
  add_outcomes (&page);
  /* Translators: heading of sums: credit, debit, prepaid */
  add_groups (&page, "type", _ ("Kind of card"), 1);
  /* Translators: heading of sums: Visa, Mastercard … (noun) */
  add_groups (&page, "brand", _ ("Brand"), 1);
  add_groups (&page, "terminal", _ ("Terminal"), 2);
  add_list (&page, "hand", _ ("Recorded by hand"), 3);
  add_list (&page, "brought", _ ("Brought from an earlier shift"), 3);
  /* Translators: heading of payments without a result */
  add_list (&page, "carried", closes_shift (&page) ? _ ("Carried over, still to be resolved") : _ ("To resolve"), 3);
  /* Translators: heading of a list of payments */
  add_list (&page, "apart", _ ("In another currency"), 3);
  add_list (&page, "contradicted", fiel_state_words_contradicted (), 3);
  add_survey (&page);
  add_drawer (&page);
  add_unknown (&page);
  add_end (&page);

  return page.document;
}

/* As a table */

static void
add_csv_money_row (FielCsv *csv, const char *section, const char *name, const char *detail, const char *number,
                   const char *sum, const char *currency, const char *digits)
{
  gint64 value = 0;

  fiel_csv_add_text (csv, section);
  fiel_csv_add_text (csv, name);
  fiel_csv_add_text (csv, detail);
  if (g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, &value, NULL))
    fiel_csv_add_number (csv, value);
  else
    fiel_csv_add_text (csv, NULL);
  if (g_ascii_string_to_signed (sum, 10, G_MININT64, G_MAXINT64, &value, NULL))
    {
      fiel_csv_add_number (csv, value);
      fiel_csv_add_text (csv, currency);
      fiel_csv_add_number (csv, g_ascii_strtoll (digits, NULL, 10));
    }
  else
    {
      fiel_csv_add_text (csv, NULL);
      fiel_csv_add_text (csv, NULL);
      fiel_csv_add_text (csv, NULL);
    }
  fiel_csv_end_row (csv);
}

static void
add_csv_row (FielCsv *csv, FielShiftReport *report, const char *section, const char *name, const char *detail,
             const char *number, const char *sum)
{
  add_csv_money_row (csv, section, name, detail, number, sum, fiel_shift_report_find (report, "currency", 0),
                     fiel_shift_report_find (report, "currency", 1));
}

static const char *
cell (FielShiftReport *report, guint line, guint index)
{
  return fiel_shift_report_get_cell (report, line, index);
}

/* Number and sum of sales, of voids, of returns, from the cell @first on. */
static void
add_csv_group (FielCsv *csv, FielShiftReport *report, guint line, const char *name, guint first)
{
  static const char *const details[] = { "sales", "voids", "returns" };

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    add_csv_row (csv, report, fiel_shift_report_get_name (report, line), name, details[i],
                 cell (report, line, first + 2 * i), cell (report, line, first + 2 * i + 1));
}

static void
add_csv_slot (FielCsv *csv, FielShiftReport *report, guint line)
{
  const char *time = cell (report, line, 0);

  add_csv_row (csv, report, "slot", time, "sales", cell (report, line, 1), cell (report, line, 2));
  add_csv_row (csv, report, "slot", time, "returned", cell (report, line, 3), cell (report, line, 4));
  add_csv_row (csv, report, "slot", time, "not-charged", cell (report, line, 5), "");
  add_csv_row (csv, report, "slot", time, "open", cell (report, line, 6), "");
}

/* A ticket, ours or theirs; of a sum what it is the sum of. */
static void
add_csv_difference (FielCsv *csv, FielShiftReport *report, guint line)
{
  static const char *const totals[] = { "other-sum", "other-count", "other-total", NULL };
  const gboolean is_sum = g_strv_contains (totals, cell (report, line, 0));
  const char *ticket = *cell (report, line, 3) != '\0' ? cell (report, line, 3) : cell (report, line, 6);
  const char *name = is_sum ? cell (report, line, 9) : ticket;
  g_autofree char *detail = g_strdup_printf ("%s %s", cell (report, line, 0), cell (report, line, 1));

  add_csv_row (csv, report, "difference-ours", name, detail, cell (report, line, 10), cell (report, line, 4));
  add_csv_row (csv, report, "difference-theirs", name, detail, cell (report, line, 11), cell (report, line, 5));
}

static void
add_csv_cash (FielCsv *csv, FielShiftReport *report, guint line)
{
  static const char *const names[] = { "float", "taken", "counted", "expected", "difference" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_csv_row (csv, report, "cash", names[i], i == 4 ? cell (report, line, 5) : "", "", cell (report, line, i));
}

static void
add_csv_payment (FielCsv *csv, FielShiftReport *report, guint line)
{
  const char *name = fiel_shift_report_get_name (report, line);
  const guint place = find_currency_cell (name);

  if (*cell (report, line, place) == '\0')
    add_csv_row (csv, report, name, cell (report, line, 1), cell (report, line, 0), "", cell (report, line, 2));
  else
    add_csv_money_row (csv, name, cell (report, line, 1), cell (report, line, 0), "", cell (report, line, 2),
                       cell (report, line, place), cell (report, line, place + 1));
}

/* A terminal that was not compared is a row of another kind, with the reason where the other has its name. */
static void
add_csv_compared (FielCsv *csv, FielShiftReport *report, guint line)
{
  const char *answer = cell (report, line, 2);

  if (g_str_equal (answer, "compared"))
    add_csv_row (csv, report, "compared", cell (report, line, 0), cell (report, line, 1), "", "");
  else
    add_csv_row (csv, report, "not-compared", cell (report, line, 0), answer, "", "");
}

static void
add_csv_line (FielCsv *csv, FielShiftReport *report, guint line)
{
  static const char *const sums[] = { "sales", "voids", "returns", "by-hand", "earlier", "open", "open-returns", NULL };
  const char *name = fiel_shift_report_get_name (report, line);

  if (g_strv_contains (sums, name))
    add_csv_row (csv, report, name, "", "", cell (report, line, 0), cell (report, line, 1));
  else if (g_str_equal (name, "net"))
    add_csv_row (csv, report, name, "", "", "", cell (report, line, 0));
  else if (g_str_equal (name, "type") || g_str_equal (name, "brand"))
    add_csv_group (csv, report, line, cell (report, line, 0), 1);
  else if (g_str_equal (name, "terminal"))
    add_csv_group (csv, report, line, cell (report, line, 1), 2);
  else if (g_str_equal (name, "slot"))
    add_csv_slot (csv, report, line);
  else if (g_str_equal (name, "outcome"))
    add_csv_row (csv, report, name, cell (report, line, 0), "", cell (report, line, 1), "");
  else if (find_currency_cell (name) != 0)
    add_csv_payment (csv, report, line);
  else if (g_str_equal (name, "float-apart"))
    add_csv_money_row (csv, name, "", "", "", cell (report, line, 0), cell (report, line, 1), cell (report, line, 2));
  else if (g_str_equal (name, "compared"))
    add_csv_compared (csv, report, line);
  else if (g_str_equal (name, "theirs"))
    {
      add_csv_row (csv, report, name, cell (report, line, 0), "sales", cell (report, line, 2), cell (report, line, 3));
      add_csv_row (csv, report, name, cell (report, line, 0), "returns", cell (report, line, 4),
                   cell (report, line, 5));
    }
  else if (g_str_equal (name, "total"))
    add_csv_row (csv, report, name, cell (report, line, 0), cell (report, line, 1), cell (report, line, 2),
                 cell (report, line, 3));
  else if (g_str_equal (name, "difference"))
    add_csv_difference (csv, report, line);
  else if (g_str_equal (name, "cash"))
    add_csv_cash (csv, report, line);
  else
    add_csv_row (csv, report, name, cell (report, line, 0), cell (report, line, 1), "", "");
}

FielCsv *
fiel_shift_document_make_csv (FielShiftReport *report)
{
  static const char *const titles[] = { "section", "name", "detail", "number", "sum", "currency", "digits" };
  FielCsv *csv = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  csv = fiel_csv_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    fiel_csv_add_text (csv, titles[i]);
  fiel_csv_end_row (csv);
  for (guint line = 0; line < fiel_shift_report_get_n_lines (report); line++)
    add_csv_line (csv, report, line);

  return csv;
}

char *
fiel_shift_document_name_file (FielShiftReport *report, const char *ending)
{
  g_return_val_if_fail (report != NULL && ending != NULL, NULL);

  return g_strdup_printf ("fiel-%s-%" G_GINT64_FORMAT ".%s", fiel_shift_report_find (report, "kind", 0),
                          fiel_shift_report_find_int (report, "shift", 0), ending);
}
