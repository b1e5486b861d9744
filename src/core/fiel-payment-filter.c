/* fiel-payment-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-filter.h"

#include "fiel-refund-plan.h"

#include <string.h>

/* Which payments a search is about, and whether one is among them. Indexes only help to find candidates: what is said
 * here decides, for a payment read from the journal and for one that changes while a person looks at the list. */

#define TICKET_DIGITS 6

G_DEFINE_BOXED_TYPE (FielPaymentFilter, fiel_payment_filter, fiel_payment_filter_copy, fiel_payment_filter_free)

static void
word_free (gpointer data)
{
  FielPaymentWord *word = data;

  g_strfreev (word->forms);
  g_strfreev (word->slips);
  g_free (word->padded);
  g_free (word);
}

static gpointer
word_copy (gconstpointer data, gpointer user_data)
{
  const FielPaymentWord *word = data;
  FielPaymentWord *copy = g_memdup2 (word, sizeof *word);

  copy->forms = g_strdupv (word->forms);
  copy->slips = g_strdupv (word->slips);
  copy->padded = g_strdup (word->padded);

  return copy;
}

FielPaymentFilter *
fiel_payment_filter_new (void)
{
  FielPaymentFilter *self = g_new0 (FielPaymentFilter, 1);

  self->words = g_ptr_array_new_with_free_func (word_free);

  return self;
}

FielPaymentFilter *
fiel_payment_filter_copy (const FielPaymentFilter *self)
{
  FielPaymentFilter *copy = g_memdup2 (self, sizeof *self);

  copy->words = g_ptr_array_copy (self->words, (GCopyFunc) word_copy, NULL);
  g_ptr_array_set_free_func (copy->words, word_free);
  copy->actor = g_strdup (self->actor);
  copy->terminal = g_strdup (self->terminal);

  return copy;
}

void
fiel_payment_filter_free (FielPaymentFilter *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->words);
  g_free (self->actor);
  g_free (self->terminal);
  g_free (self);
}

/* The number a ticket nobody named would have: "4518" is found as "004518". */
static char *
pad (const char *word)
{
  gsize length = strlen (word);

  if (length >= TICKET_DIGITS || strspn (word, "0123456789") != length)
    return NULL;

  return g_strdup_printf ("%0*d", TICKET_DIGITS, (int) g_ascii_strtoll (word, NULL, 10));
}

static void
add_form (GStrvBuilder *forms, char *form, const char *first, const char *second)
{
  g_autofree char *owned = form;

  if (!g_str_equal (owned, first) && g_strcmp0 (owned, second) != 0)
    g_strv_builder_add (forms, owned);
}

static char **
make_slips (char **forms)
{
  g_autoptr (GStrvBuilder) slips = g_strv_builder_new ();

  for (guint i = 0; forms[i] != NULL; i++)
    {
      g_autofree char *slip = fiel_refund_plan_make_slip_ticket (forms[i]);

      g_strv_builder_add (slips, slip);
    }

  return g_strv_builder_end (slips);
}

void
fiel_payment_filter_add_word (FielPaymentFilter *self, const char *word, gint64 amount_minor)
{
  g_autoptr (GStrvBuilder) forms = g_strv_builder_new ();
  FielPaymentWord *added = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (word != NULL && *word != '\0');

  g_strv_builder_add (forms, word);
  add_form (forms, g_ascii_strup (word, -1), word, NULL);
  add_form (forms, g_ascii_strdown (word, -1), word, NULL);

  added = g_new0 (FielPaymentWord, 1);
  added->forms = g_strv_builder_end (forms);
  added->slips = make_slips (added->forms);
  added->padded = pad (word);
  added->amount_minor = amount_minor;
  g_ptr_array_add (self->words, added);
}

static void
set_folded (char **kept, const char *text)
{
  g_free (*kept);
  *kept = text != NULL ? g_utf8_casefold (text, -1) : NULL;
}

void
fiel_payment_filter_set_actor (FielPaymentFilter *self, const char *actor)
{
  g_return_if_fail (self != NULL);

  set_folded (&self->actor, actor);
}

void
fiel_payment_filter_set_terminal (FielPaymentFilter *self, const char *terminal)
{
  g_return_if_fail (self != NULL);

  set_folded (&self->terminal, terminal);
}

static gboolean
holds_folded (const char *text, const char *folded_part)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, folded_part) != NULL;
}

static gboolean
begins_with (const char *text, char **forms)
{
  for (guint i = 0; text != NULL && forms[i] != NULL; i++)
    if (g_str_has_prefix (text, forms[i]))
      return TRUE;

  return FALSE;
}

static gboolean
holds_word (const FielPaymentFacts *facts, const FielPaymentWord *word)
{
  return (word->amount_minor != 0 && facts->amount.minor == word->amount_minor)
         || begins_with (facts->reference, word->forms) || begins_with (facts->reference, word->slips)
         || g_strcmp0 (facts->last4, word->forms[0]) == 0
         || (word->padded != NULL && g_strcmp0 (facts->reference, word->padded) == 0)
         || begins_with (facts->authorization, word->forms) || begins_with (facts->operation, word->forms)
         || begins_with (facts->provider_id, word->forms) || begins_with (facts->attempt_id, word->forms);
}

static gboolean
holds_words (const FielPaymentFacts *facts, GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    if (facts->stray || !holds_word (facts, g_ptr_array_index (words, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_in_set (FielPaymentSet set, const FielPaymentFacts *facts)
{
  switch (set)
    {
    case FIEL_PAYMENT_SET_ALL:
      return !facts->stray;

    case FIEL_PAYMENT_SET_TO_RESOLVE:
      return facts->unseen || (!facts->stray && facts->state == FIEL_ATTEMPT_STATE_UNKNOWN);

    case FIEL_PAYMENT_SET_UNMATCHED:
      return facts->stray || facts->conflict;
    }

  g_return_val_if_reached (FALSE);
}

static gboolean
is_in_mask (guint mask, int value, const FielPaymentFacts *facts)
{
  return mask == 0 || (!facts->stray && (mask & (1u << (guint) value)) != 0);
}

static gboolean
is_within (gint64 value, gint64 min, gint64 max)
{
  return (min == 0 || value >= min) && (max == 0 || value <= max);
}

static gboolean
has_amount (const FielPaymentFilter *self, const FielPaymentFacts *facts)
{
  if (self->min_minor == 0 && self->max_minor == 0)
    return TRUE;

  return !facts->stray && is_within (facts->amount.minor, self->min_minor, self->max_minor)
         && (self->currency == NULL || facts->amount.currency == self->currency);
}

gboolean
fiel_payment_filter_means_actor (const FielPaymentFilter *self, const char *actor)
{
  g_return_val_if_fail (self != NULL && self->actor != NULL, FALSE);

  return holds_folded (actor, self->actor);
}

gboolean
fiel_payment_filter_means_terminal (const FielPaymentFilter *self, const char *terminal, const char *name)
{
  g_return_val_if_fail (self != NULL && self->terminal != NULL, FALSE);

  return holds_folded (terminal, self->terminal) || holds_folded (name, self->terminal);
}

gboolean
fiel_payment_filter_matches (const FielPaymentFilter *self, const FielPaymentFacts *facts)
{
  g_return_val_if_fail (self != NULL && facts != NULL, FALSE);

  return is_in_set (self->set, facts) && is_in_mask (self->kinds, (int) facts->kind, facts)
         && is_in_mask (self->states, (int) facts->state, facts)
         && is_in_mask (self->outcomes, (int) facts->outcome, facts)
         && (facts->kind != FIEL_ATTEMPT_KIND_SALE || (self->return_outcomes & 1u << (guint) facts->outcome) == 0)
         && facts->wall_us >= self->since_wall_us
         && (self->until_wall_us == 0 || facts->wall_us < self->until_wall_us) && has_amount (self, facts)
         && holds_words (facts, self->words)
         && (self->actor == NULL || (!facts->stray && fiel_payment_filter_means_actor (self, facts->actor)))
         && (self->terminal == NULL
             || (!facts->stray
                 && fiel_payment_filter_means_terminal (self, facts->terminal, facts->terminal_name)));
}
