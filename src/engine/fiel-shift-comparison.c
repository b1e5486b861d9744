/* fiel-shift-comparison.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-comparison.h"

#include "fiel-attempt-record.h"
#include "fiel-provider-row.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* Which row of the terminal's list is which of our records. A row names at best a ticket, an authorization and what is
 * presumed to be the number of the operation; a terminal may name fewer. So the surest pairs are taken out first, and
 * what is left is paired by weaker and weaker signs; a pair that both name differently is never made. What stays alone
 * at the end is a difference, and is named. */

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielShiftDifferenceKind, fiel_shift_difference_kind,
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_ONLY_OURS, "only-ours"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS, "only-theirs"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_OTHER_AMOUNT, "other-amount"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_OTHER_KIND, "other-kind"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_UNRESOLVED, "unresolved"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_OTHER_SUM, "other-sum"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_OTHER_COUNT, "other-count"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_DIFFERENCE_OTHER_TOTAL, "other-total"))
/* clang-format on */

/* Whose list a record stands in. */
typedef enum
{
  GROUP_SHIFT,      /* money moved, in this shift */
  GROUP_EARLIER,    /* money moved, before */
  GROUP_OPEN,
  GROUP_UNMOVED,    /* closed in this shift, and as far as we know no money moved */
  GROUP_APART,      /* money moved, of a currency the till does not have: in no sum, and no row is missed */
} Group;

typedef struct
{
  const FielAttemptRecord *record;
  Group group;
  gboolean voided;                /* one of ours undid it */
  const FielProviderRow *row;     /* nullable: its row */
} Entry;

/* The signs by which a row is a record's, from the surest to the weakest. */
typedef enum
{
  SIGN_NAME,        /* same ticket or authorization, same amount */
  SIGN_NUMBER,      /* same number of the operation, same amount */
  SIGN_OTHER_AMOUNT, /* same ticket or authorization */
  SIGN_AMOUNT,      /* same amount, and nothing that both name differs */
  SIGN_LOOSE,       /* the same, but the number is another: only if no number of the list was ever ours */
  N_SIGNS,
} Sign;

typedef struct
{
  GArray *entries;                /* owned, of Entry */
  const FielProviderRow **rows;   /* owned */
  gboolean *taken;                /* owned: rows that have a record */
  guint n_rows;
  gboolean has_numbers;           /* one row at least has the number of its record */
} Pairing;

/* -1: they differ, 0: one of them does not say, 1: they are the same */
static int
compare_names (const char *ours, const char *theirs)
{
  if (ours == NULL || *ours == '\0' || theirs == NULL || *theirs == '\0')
    return 0;

  return g_str_equal (ours, theirs) ? 1 : -1;
}

static gboolean
is_kind (const FielAttemptRecord *record, const FielProviderRow *row)
{
  switch (record->kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return row->kind != FIEL_ROW_RETURN;
    case FIEL_ATTEMPT_KIND_VOID:
      return row->kind == FIEL_ROW_VOIDED;
    case FIEL_ATTEMPT_KIND_REFUND:
      return row->kind == FIEL_ROW_RETURN;
    }

  g_return_val_if_reached (FALSE);
}

static gint64
amount_of (const Entry *entry)
{
  return entry->group == GROUP_OPEN || entry->group == GROUP_UNMOVED ? entry->record->amount.minor
                                                                     : entry->record->approved_minor;
}

static gboolean
has_sign (const Pairing *pairing, const Entry *entry, const FielProviderRow *row, Sign sign)
{
  int ticket = compare_names (entry->record->ticket_sent, row->ticket);
  int authorization = compare_names (entry->record->authorization, row->authorization);
  int number = compare_names (entry->record->operation, row->number);
  gboolean named = ticket > 0 || authorization > 0;
  gboolean same = row->amount_minor == amount_of (entry);

  if (!is_kind (entry->record, row) || ticket < 0 || authorization < 0)
    return FALSE;
  /* A list says no currency: only what is called the same is the same money. */
  if (entry->group == GROUP_APART && sign != SIGN_NAME)
    return FALSE;

  switch (sign)
    {
    case SIGN_NAME:
      return named && same;
    case SIGN_NUMBER:
      return number > 0 && same;
    case SIGN_OTHER_AMOUNT:
      return named && !same;
    case SIGN_AMOUNT:
      return same && number >= 0 && entry->group != GROUP_UNMOVED;
    case SIGN_LOOSE:
      return same && !pairing->has_numbers && entry->group != GROUP_UNMOVED;
    case N_SIGNS:
      break;
    }

  g_return_val_if_reached (FALSE);
}

static void
pair_entry (Pairing *pairing, Entry *entry, Sign sign)
{
  for (guint r = 0; r < pairing->n_rows; r++)
    {
      if (pairing->taken[r] || !has_sign (pairing, entry, pairing->rows[r], sign))
        continue;
      entry->row = pairing->rows[r];
      pairing->taken[r] = TRUE;
      pairing->has_numbers = pairing->has_numbers
                             || compare_names (entry->record->operation, entry->row->number) > 0;
      return;
    }
}

/* Sales before voids: a list that shows a voided sale as one row has none left for the void. */
static void
pair (Pairing *pairing)
{
  for (guint sign = 0; sign < N_SIGNS; sign++)
    for (Group group = GROUP_SHIFT; group <= GROUP_APART; group++)
      for (guint turn = 0; turn < 2; turn++)
        for (guint i = 0; i < pairing->entries->len; i++)
          {
            Entry *entry = &g_array_index (pairing->entries, Entry, i);

            if (entry->group == group && entry->row == NULL
                && (entry->record->kind == FIEL_ATTEMPT_KIND_VOID) == (turn == 1))
              pair_entry (pairing, entry, (Sign) sign);
          }
}

/* Differences */

FielShiftDifference *
fiel_shift_difference_new (FielShiftDifferenceKind kind, const char *terminal)
{
  FielShiftDifference *self = g_new0 (FielShiftDifference, 1);

  self->kind = kind;
  self->terminal = g_strdup (terminal);
  self->ours_minor = -1;
  self->theirs_minor = -1;
  self->ours_count = -1;
  self->theirs_count = -1;

  return self;
}

void
fiel_shift_difference_free (FielShiftDifference *self)
{
  if (self == NULL)
    return;

  g_free (self->terminal);
  g_free (self->attempt_id);
  g_free (self->reference);
  g_free (self->last4);
  g_free (self->their_ticket);
  g_free (self->their_number);
  g_free (self->their_time);
  g_free (self->their_type);
  g_free (self);
}

/* @entry, @row: (nullable) */
static void
add_difference (FielShiftComparison *self, const FielShiftSides *sides, FielShiftDifferenceKind kind,
                const Entry *entry, const FielProviderRow *row)
{
  FielShiftDifference *difference = fiel_shift_difference_new (kind, sides->terminal_name);

  if (entry != NULL)
    {
      difference->attempt_id = g_strdup (entry->record->attempt_id);
      difference->reference = g_strdup (entry->record->reference);
      difference->last4 = g_strdup (entry->record->last4);
      difference->wall_us = entry->record->intent_wall_us;
      difference->ours_minor = entry->group == GROUP_UNMOVED ? -1 : amount_of (entry);
    }
  if (row != NULL)
    {
      difference->theirs_minor = row->amount_minor;
      difference->their_ticket = g_strdup (row->ticket);
      difference->their_number = g_strdup (row->number);
      difference->their_time = g_strdup (row->time);
      difference->their_type = g_strdup (row->type);
    }
  g_ptr_array_add (self->differences, difference);
}

static void
judge_pair (FielShiftComparison *self, const FielShiftSides *sides, const Entry *entry)
{
  gboolean voided_there = entry->row->kind == FIEL_ROW_VOIDED;

  if (entry->group == GROUP_APART)
    return;

  if (entry->group == GROUP_OPEN)
    add_difference (self, sides, FIEL_SHIFT_DIFFERENCE_UNRESOLVED, entry, entry->row);
  else if (entry->group == GROUP_UNMOVED)
    {
      if (!voided_there)
        add_difference (self, sides, FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS, entry, entry->row);
    }
  else if (entry->row->amount_minor != amount_of (entry))
    add_difference (self, sides, FIEL_SHIFT_DIFFERENCE_OTHER_AMOUNT, entry, entry->row);
  else if (entry->record->kind == FIEL_ATTEMPT_KIND_SALE && voided_there != entry->voided)
    add_difference (self, sides, FIEL_SHIFT_DIFFERENCE_OTHER_KIND, entry, entry->row);
  else if (entry->group == GROUP_SHIFT)
    self->n_same++;
}

/* A void needs no row of its own: the sale's says it. */
static void
judge_alone (FielShiftComparison *self, const FielShiftSides *sides, const Entry *entry)
{
  if (entry->group == GROUP_SHIFT && entry->record->kind != FIEL_ATTEMPT_KIND_VOID
      && !(entry->voided && entry->record->kind == FIEL_ATTEMPT_KIND_SALE))
    add_difference (self, sides, FIEL_SHIFT_DIFFERENCE_ONLY_OURS, entry, NULL);
}

/* A terminal that lists a sale and its void as two rows says the same as one that marks the sale. */
static gboolean
has_void_row (Pairing *pairing, const Entry *sale)
{
  for (guint i = 0; i < pairing->entries->len; i++)
    {
      const Entry *entry = &g_array_index (pairing->entries, Entry, i);

      if (entry->record->kind == FIEL_ATTEMPT_KIND_VOID && entry->row != NULL
          && g_strcmp0 (entry->record->original, sale->record->attempt_id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Sums */

static gboolean
add_row (FielShiftComparison *self, const FielProviderRow *row, const FielAttemptRecord *record, GError **error)
{
  const char *type = row->card_type;
  FielShiftGroup *group = NULL;

  if (row->kind == FIEL_ROW_VOIDED)
    return TRUE;
  if (type == NULL && record != NULL)
    type = record->card_type;
  group = fiel_shift_groups_find (self->types, type);

  return fiel_shift_sum_add (row->kind == FIEL_ROW_SALE ? &group->sales : &group->returns, row->amount_minor, error);
}

static const Entry *
find_owner (Pairing *pairing, const FielProviderRow *row)
{
  for (guint i = 0; i < pairing->entries->len; i++)
    {
      const Entry *entry = &g_array_index (pairing->entries, Entry, i);

      if (entry->row == row)
        return entry;
    }

  return NULL;
}

static gboolean
judge_rows (FielShiftComparison *self, const FielShiftSides *sides, Pairing *pairing, GError **error)
{
  for (guint r = 0; r < pairing->n_rows; r++)
    {
      const Entry *owner = pairing->taken[r] ? find_owner (pairing, pairing->rows[r]) : NULL;

      if (owner != NULL && (owner->group == GROUP_EARLIER || owner->group == GROUP_APART))
        continue;
      if (owner == NULL && pairing->rows[r]->kind != FIEL_ROW_VOIDED)
        add_difference (self, sides, FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS, NULL, pairing->rows[r]);
      if (!add_row (self, pairing->rows[r], owner != NULL ? owner->record : NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* All of it */

static void
add_entries (GArray *entries, GPtrArray *records, Group group, const FielCurrency *currency)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);
      Entry entry = { .record = record, .group = group };

      if (group != GROUP_OPEN && !fiel_outcome_moved_money (record->outcome))
        entry.group = GROUP_UNMOVED;
      if (record->amount.currency != currency && (group == GROUP_OPEN || entry.group == GROUP_UNMOVED))
        continue;
      if (record->amount.currency != currency)
        entry.group = GROUP_APART;
      if (group == GROUP_SHIFT || entry.group != GROUP_UNMOVED)
        g_array_append_val (entries, entry);
    }
}

static void
mark_voided (GArray *entries)
{
  g_autoptr (GHashTable) undone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->record->kind == FIEL_ATTEMPT_KIND_VOID && entry->record->original != NULL
          && fiel_outcome_moved_money (entry->record->outcome))
        g_hash_table_add (undone, entry->record->original);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      entry->voided = g_hash_table_contains (undone, entry->record->attempt_id);
    }
}

static void
pairing_init (Pairing *pairing, const FielShiftSides *sides)
{
  pairing->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  add_entries (pairing->entries, sides->shift, GROUP_SHIFT, sides->currency);
  add_entries (pairing->entries, sides->earlier, GROUP_EARLIER, sides->currency);
  add_entries (pairing->entries, sides->open, GROUP_OPEN, sides->currency);
  mark_voided (pairing->entries);
  pairing->n_rows = sides->rows->len;
  pairing->rows = g_new0 (const FielProviderRow *, pairing->n_rows + 1);
  pairing->taken = g_new0 (gboolean, pairing->n_rows + 1);
  for (guint r = 0; r < pairing->n_rows; r++)
    pairing->rows[r] = g_ptr_array_index (sides->rows, r);
}

static void
pairing_clear (Pairing *pairing)
{
  g_array_unref (pairing->entries);
  g_free (pairing->rows);
  g_free (pairing->taken);
}

FielShiftComparison *
fiel_shift_comparison_new (const FielShiftSides *sides, GError **error)
{
  g_autoptr (FielShiftComparison) self = NULL;
  Pairing pairing = { 0 };
  gboolean fits = FALSE;

  g_return_val_if_fail (sides != NULL && sides->rows != NULL && sides->currency != NULL, NULL);

  self = g_new0 (FielShiftComparison, 1);
  self->types = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_group_free);
  self->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_difference_free);
  pairing_init (&pairing, sides);
  pair (&pairing);
  for (guint i = 0; i < pairing.entries->len; i++)
    {
      Entry *entry = &g_array_index (pairing.entries, Entry, i);

      if (entry->voided && entry->row != NULL && has_void_row (&pairing, entry))
        entry->voided = entry->row->kind == FIEL_ROW_VOIDED;
      if (entry->row != NULL)
        judge_pair (self, sides, entry);
      else
        judge_alone (self, sides, entry);
    }
  fits = judge_rows (self, sides, &pairing, error);
  pairing_clear (&pairing);

  return fits ? g_steal_pointer (&self) : NULL;
}

void
fiel_shift_comparison_free (FielShiftComparison *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

/* In words */

static char *
name_record (const FielShiftDifference *self)
{
  if (self->reference != NULL)
    /* Translators: the ticket’s reference. */
    return g_strdup_printf (_ ("ticket %s"), self->reference);
  if (self->their_ticket != NULL)
    return g_strdup_printf (_ ("ticket %s"), self->their_ticket);
  if (self->their_number != NULL)
    /* Translators: the provider’s number of a payment. */
    return g_strdup_printf (_ ("operation %s"), self->their_number);
  if (self->their_time != NULL)
    return g_strdup (self->their_time);

  /* Translators: in place of a payment’s number, in the terminal’s list */
  return g_strdup (_ ("without a number"));
}

static const char *
name_sum (const char *type)
{
  if (g_strcmp0 (type, "returns") == 0)
    return _ ("Returns");
  if (g_strcmp0 (type, "CR") == 0)
    /* Translators: name of a line of sums: sales with credit cards */
    return _ ("Sales, credit");
  if (g_strcmp0 (type, "DB") == 0)
    /* Translators: name of a line of sums: sales with debit cards */
    return _ ("Sales, debit");
  if (g_strcmp0 (type, "PR") == 0)
    /* Translators: name of a line of sums: sales with prepaid cards */
    return _ ("Sales, prepaid");

  return _ ("Sales");
}

/* @ours, @theirs: the amounts, as they are shown */
static char *
describe_total (const FielShiftDifference *self, const char *ours, const char *theirs)
{
  const char *name = name_sum (self->their_type);
  g_autofree char *our_count = g_strdup_printf ("%" G_GINT64_FORMAT, self->ours_count);
  g_autofree char *their_count = g_strdup_printf ("%" G_GINT64_FORMAT, self->theirs_count);

  if (self->kind == FIEL_SHIFT_DIFFERENCE_OTHER_COUNT)
    /* Translators: "Sales, debit", how many there are, the name of a terminal, how many there are. */
    return g_strdup_printf (_ ("%s: counted %s in Fiel, in the totals of %s %s."), name, our_count, self->terminal,
                            their_count);
  if (self->kind == FIEL_SHIFT_DIFFERENCE_OTHER_TOTAL)
    /* Translators: "Sales, debit", an amount, how many there are, the name of a terminal, the same two again. */
    return g_strdup_printf (_ ("%s: %s, counted %s, in Fiel; in the totals of %s %s, counted %s."), name, ours,
                            our_count, self->terminal, theirs, their_count);

  /* Translators: "Sales, debit", an amount, the name of a terminal, an amount. */
  return g_strdup_printf (_ ("%s: %s in Fiel, in the totals of %s %s."), name, ours, self->terminal, theirs);
}

char *
fiel_shift_difference_describe (const FielShiftDifference *self,
                                const FielCurrency *currency,
                                const FielNumberStyle *style)
{
  g_autofree char *name = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  g_return_val_if_fail (self != NULL && currency != NULL && style != NULL, NULL);

  name = name_record (self);
  ours = fiel_money_format (fiel_money_make (MAX (self->ours_minor, 0), currency), style);
  theirs = fiel_money_format (fiel_money_make (MAX (self->theirs_minor, 0), currency), style);
  switch (self->kind)
    {
    case FIEL_SHIFT_DIFFERENCE_ONLY_OURS:
      /* Translators: an amount, "ticket 17", the name of a terminal. */
      return g_strdup_printf (_ ("%s, %s: Fiel has it, %s does not."), ours, name, self->terminal);
    case FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS:
      return self->attempt_id != NULL
               /* Translators: an amount, “ticket 000123”, the terminal’s name. */
               ? g_strdup_printf (_ ("%s, %s: %s has it, and in Fiel it was not charged."), theirs, name,
                                  self->terminal)
               /* Translators: an amount, “ticket 000123”, the terminal’s name. */
               : g_strdup_printf (_ ("%s, %s: %s has it, Fiel does not."), theirs, name, self->terminal);
    case FIEL_SHIFT_DIFFERENCE_OTHER_AMOUNT:
      /* Translators: "ticket 17", an amount, the name of a terminal, an amount. */
      return g_strdup_printf (_ ("%s: %s in Fiel, on %s %s."), name, ours, self->terminal, theirs);
    case FIEL_SHIFT_DIFFERENCE_OTHER_KIND:
      /* Translators: an amount, “ticket 000123”, the terminal’s name. */
      return g_strdup_printf (_ ("%s, %s: only one of Fiel and %s says that it was voided."), theirs, name,
                              self->terminal);
    case FIEL_SHIFT_DIFFERENCE_UNRESOLVED:
      /* Translators: an amount, “ticket 000123”, the terminal’s name. */
      return g_strdup_printf (_ ("%s, %s: %s has it, and in Fiel it is still to be resolved."), theirs, name,
                              self->terminal);
    case FIEL_SHIFT_DIFFERENCE_OTHER_SUM:
    case FIEL_SHIFT_DIFFERENCE_OTHER_COUNT:
    case FIEL_SHIFT_DIFFERENCE_OTHER_TOTAL:
      return describe_total (self, ours, theirs);
    }

  g_return_val_if_reached (NULL);
}
