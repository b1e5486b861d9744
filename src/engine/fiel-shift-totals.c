/* fiel-shift-totals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-totals.h"

#include "fiel-attempt-record.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define MAX_HOURS 24
#define MAX_DAYS 31
#define SLOTS_LIMIT 1200

/* Parts */

void
fiel_shift_group_free (FielShiftGroup *group)
{
  if (group == NULL)
    return;

  g_free (group->key);
  g_free (group->name);
  g_free (group);
}

static FielShiftGroup *
find_group (GPtrArray *groups, const char *key)
{
  for (guint i = 0; i < groups->len; i++)
    {
      FielShiftGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->key, key))
        return group;
    }

  return NULL;
}

/**
 * fiel_shift_groups_find:
 * @key: (nullable): NULL is the group of what is not said
 *
 * The group of @groups with that key, made if there is none.
 *
 * Returns: (transfer none)
 */
FielShiftGroup *
fiel_shift_groups_find (GPtrArray *groups, const char *key)
{
  FielShiftGroup *group = NULL;

  g_return_val_if_fail (groups != NULL, NULL);

  group = find_group (groups, key != NULL ? key : "");
  if (group == NULL)
    {
      group = g_new0 (FielShiftGroup, 1);
      group->key = g_strdup (key != NULL ? key : "");
      g_ptr_array_add (groups, group);
    }

  return group;
}

gboolean
fiel_shift_sum_add (FielShiftSum *sum, gint64 minor, GError **error)
{
  g_return_val_if_fail (sum != NULL, FALSE);

  if (minor < 0 || minor > FIEL_MONEY_MAX_MINOR || sum->minor > FIEL_MONEY_MAX_MINOR - minor || sum->n == G_MAXUINT)
    {
      g_set_error_literal (error, FIEL_MONEY_ERROR, FIEL_MONEY_ERROR_RANGE,
                           _ ("The sum of this shift is larger than Fiel can write down."));
      return FALSE;
    }

  sum->n++;
  sum->minor += minor;

  return TRUE;
}

void
fiel_shift_totals_free (FielShiftTotals *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->brands);
  g_ptr_array_unref (self->terminals);
  g_array_unref (self->slots);
  g_free (self);
}

static void
add_to (FielShiftSum *sum, gint64 minor, gboolean *fits)
{
  *fits = fiel_shift_sum_add (sum, minor, NULL) && *fits;
}

/* Money */

static FielShiftSum *
choose_sum (FielAttemptKind kind, FielShiftSum *sales, FielShiftSum *voids, FielShiftSum *returns)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return sales;
    case FIEL_ATTEMPT_KIND_VOID:
      return voids;
    case FIEL_ATTEMPT_KIND_REFUND:
      return returns;
    }

  g_return_val_if_reached (sales);
}

static void
add_to_group (FielShiftGroup *group, const FielAttemptRecord *record, gboolean *fits)
{
  add_to (choose_sum (record->kind, &group->sales, &group->voids, &group->returns), record->approved_minor, fits);
}

static void
add_group_sums (FielShiftTotals *self, const FielAttemptRecord *record, const FielAttemptRecord *card, gboolean *fits)
{
  FielShiftGroup *terminal = fiel_shift_groups_find (self->terminals, record->terminal);

  if (terminal->name == NULL)
    terminal->name = g_strdup (record->terminal_name);
  add_to_group (terminal, record, fits);
  add_to_group (fiel_shift_groups_find (self->types, card->card_type), record, fits);
  add_to_group (fiel_shift_groups_find (self->brands, card->brand), record, fits);
}

/* What goes back is of the card it came from, whose record says more than that of the void. */
static const FielAttemptRecord *
find_card (const FielAttemptRecord *record, GHashTable *by_id)
{
  const FielAttemptRecord *original = NULL;

  if (record->card_type != NULL || record->original == NULL)
    return record;
  original = g_hash_table_lookup (by_id, record->original);

  return original != NULL ? original : record;
}

static void
add_closed (FielShiftTotals *self, const FielAttemptRecord *record, GHashTable *by_id, gint64 since_seq, gboolean *fits)
{
  self->outcomes[record->outcome]++;
  if (!fiel_outcome_moved_money (record->outcome))
    return;
  if (record->amount.currency != self->currency)
    {
      self->n_foreign++;
      return;
    }

  add_to (choose_sum (record->kind, &self->sales, &self->voids, &self->returns), record->approved_minor, fits);
  if (fiel_outcome_is_by_hand (record->outcome))
    add_to (&self->by_hand, record->approved_minor, fits);
  if (record->intent_seq <= since_seq)
    add_to (&self->earlier, record->approved_minor, fits);
  add_group_sums (self, record, find_card (record, by_id), fits);
}

/* The picture of the day */

static GDateTime *
begin_slot (gint64 wall_us, GTimeZone *zone, FielShiftSlotLength length)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (local == NULL)
    return g_date_time_new_from_unix_utc (0);

  /* An hour is counted on the clock that never jumps: at the end of summer time one comes twice. */
  if (length == FIEL_SHIFT_SLOT_HOUR)
    return g_date_time_add_seconds (local, -60.0 * g_date_time_get_minute (local)
                                    - g_date_time_get_seconds (local));

  return g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                          length == FIEL_SHIFT_SLOT_DAY ? g_date_time_get_day_of_month (local) : 1, 0, 0, 0);
}

static GDateTime *
next_slot (GDateTime *start, FielShiftSlotLength length)
{
  switch (length)
    {
    case FIEL_SHIFT_SLOT_HOUR:
      return g_date_time_add_hours (start, 1);
    case FIEL_SHIFT_SLOT_DAY:
      return g_date_time_add_days (start, 1);
    case FIEL_SHIFT_SLOT_MONTH:
      return g_date_time_add_months (start, 1);
    }

  g_return_val_if_reached (g_date_time_add_hours (start, 1));
}

/* From the slot of the first to that of the last; a wall clock that was far off may ask for too many. */
static void
make_slots (FielShiftTotals *self, gint64 first_us, gint64 last_us, GTimeZone *zone)
{
  const gint64 hours = (last_us - first_us) / G_TIME_SPAN_HOUR;
  g_autoptr (GDateTime) start = NULL;

  self->slot_length = FIEL_SHIFT_SLOT_HOUR;
  if (hours >= MAX_HOURS)
    self->slot_length = hours >= MAX_HOURS * MAX_DAYS ? FIEL_SHIFT_SLOT_MONTH : FIEL_SHIFT_SLOT_DAY;

  start = begin_slot (first_us, zone, self->slot_length);
  while (start != NULL && g_date_time_to_unix (start) <= last_us / G_USEC_PER_SEC && self->slots->len < SLOTS_LIMIT)
    {
      FielShiftSlot slot = { .start_us = g_date_time_to_unix (start) * G_USEC_PER_SEC };
      GDateTime *next = next_slot (start, self->slot_length);

      g_array_append_val (self->slots, slot);
      g_date_time_unref (start);
      start = next;
    }
}

static FielShiftSlot *
find_slot (FielShiftTotals *self, gint64 wall_us)
{
  for (guint i = self->slots->len; i > 0; i--)
    {
      FielShiftSlot *slot = &g_array_index (self->slots, FielShiftSlot, i - 1);

      if (slot->start_us <= wall_us || i == 1)
        return slot;
    }

  return NULL;
}

static void
draw_record (FielShiftTotals *self, const FielAttemptRecord *record, gboolean *fits)
{
  FielShiftSlot *slot = find_slot (self, record->intent_wall_us);

  if (slot == NULL)
    return;
  if (record->state != FIEL_ATTEMPT_STATE_CLOSED)
    slot->n_open++;
  else if (!fiel_outcome_moved_money (record->outcome))
    slot->n_not_charged++;
  else if (record->amount.currency == self->currency)
    add_to (record->kind == FIEL_ATTEMPT_KIND_SALE ? &slot->sales : &slot->returned, record->approved_minor, fits);
}

/* What an earlier shift began is in the sums and not in the picture. */
static void
draw (FielShiftTotals *self, GPtrArray *const *lists, gint64 since_seq, GTimeZone *zone, gboolean *fits)
{
  gint64 first_us = G_MAXINT64, last_us = G_MININT64;

  for (guint l = 0; lists[l] != NULL; l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const FielAttemptRecord *record = g_ptr_array_index (lists[l], i);

        if (record->intent_seq <= since_seq)
          continue;
        first_us = MIN (first_us, record->intent_wall_us);
        last_us = MAX (last_us, record->intent_wall_us);
      }
  if (first_us > last_us)
    return;

  make_slots (self, first_us, last_us, zone);
  for (guint l = 0; lists[l] != NULL; l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const FielAttemptRecord *record = g_ptr_array_index (lists[l], i);

        if (record->intent_seq > since_seq)
          draw_record (self, record, fits);
      }
}

/* All of it */

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const FielShiftGroup *const *one = a;
  const FielShiftGroup *const *other = b;

  return g_strcmp0 ((*one)->key, (*other)->key);
}

static GHashTable *
index_records (GPtrArray *closed, GPtrArray *known)
{
  GHashTable *by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (known, i);

      g_hash_table_insert (by_id, record->attempt_id, (gpointer) record);
    }
  for (guint i = 0; i < closed->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (closed, i);

      g_hash_table_insert (by_id, record->attempt_id, (gpointer) record);
    }

  return by_id;
}

static FielShiftTotals *
new_empty (const FielCurrency *currency)
{
  FielShiftTotals *self = g_new0 (FielShiftTotals, 1);

  self->currency = currency;
  self->types = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_group_free);
  self->brands = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_group_free);
  self->terminals = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_group_free);
  self->slots = g_array_new (FALSE, TRUE, sizeof (FielShiftSlot));

  return self;
}

FielShiftTotals *
fiel_shift_totals_new (GPtrArray *closed,
                       GPtrArray *open,
                       GPtrArray *known,
                       gint64 since_seq,
                       const FielCurrency *currency,
                       GTimeZone *zone,
                       GError **error)
{
  GPtrArray *const lists[] = { closed, open, NULL };
  g_autoptr (FielShiftTotals) self = NULL;
  g_autoptr (GHashTable) by_id = NULL;
  gboolean fits = TRUE;

  g_return_val_if_fail (closed != NULL && open != NULL && currency != NULL && zone != NULL, NULL);

  self = new_empty (currency);
  by_id = index_records (closed, known);
  for (guint i = 0; i < closed->len; i++)
    add_closed (self, g_ptr_array_index (closed, i), by_id, since_seq, &fits);
  for (guint i = 0; i < open->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (open, i);

      if (record->amount.currency == currency)
        add_to (choose_sum (record->kind, &self->open, &self->open_returns, &self->open_returns), record->amount.minor,
                &fits);
      else
        self->n_foreign++;
    }
  draw (self, lists, since_seq, zone, &fits);
  if (!fits)
    {
      g_set_error_literal (error, FIEL_MONEY_ERROR, FIEL_MONEY_ERROR_RANGE,
                           _ ("The sum of this shift is larger than Fiel can write down."));
      return NULL;
    }

  self->net_minor = self->sales.minor - self->voids.minor - self->returns.minor;
  g_ptr_array_sort (self->types, compare_groups);
  g_ptr_array_sort (self->brands, compare_groups);
  g_ptr_array_sort (self->terminals, compare_groups);

  return g_steal_pointer (&self);
}
