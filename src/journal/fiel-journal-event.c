/* fiel-journal-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-event-private.h"

#include "fiel-redact.h"

#include <string.h>

/* One fact. A value: filled by one thread, sealed when it is handed to the journal, then only read, by any thread. The
 * fields are kept in canonical order from the start, so that what is read, hashed and exported is one and the same. */

typedef struct
{
  char *name;  /* owned */
  char *value; /* owned */
} Field;

struct _FielJournalEvent
{
  gatomicrefcount ref_count;
  FielJournalType type;
  gint64 wall_us;
  gint64 boot_us;
  gint64 seq;
  char *attempt_id;    /* owned, nullable */
  char *actor;         /* owned */
  char *boot_id;       /* owned, nullable until set */
  char *previous_hash; /* owned, nullable before the commit */
  char *hash;          /* owned, nullable before the commit */
  GArray *fields;      /* owned, of Field, ascending by name */
  GPtrArray *names;    /* owned, nullable, of borrowed names with a NULL at the end */
  gboolean sealed;
};

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielJournalType, fiel_journal_type,
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_OPENED, "opened"),
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_INTENT, "intent"),
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_RECEIVED, "received"),
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_STATE, "state"),
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_CANCEL, "cancel"),
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_STRAY, "stray"),
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_CONFLICT, "conflict"),
  G_DEFINE_ENUM_VALUE (FIEL_JOURNAL_TYPE_NOTE, "note"))
/* clang-format on */

G_DEFINE_BOXED_TYPE (FielJournalEvent, fiel_journal_event, fiel_journal_event_ref, fiel_journal_event_unref)

/* Identifiers that somebody asks by, or that are checked again: masking one would lose a payment. They are ours or the
 * store profile's, or the provider's own numbers; a reference people type is refused at the intent if it could be a
 * card number. The report of a shift comes with its cells masked, and holds a hash. Every other field is text from
 * outside and is masked. */
static const char *const exact_fields[] = {
  FIEL_FIELD_BODY_SHA256, FIEL_FIELD_BRANCH_ID,   FIEL_FIELD_OF_OPERATION, FIEL_FIELD_OPERATION,
  FIEL_FIELD_ORIGINAL,    FIEL_FIELD_PROVIDER,    FIEL_FIELD_PROVIDER_ID,  FIEL_FIELD_REFERENCE,
  FIEL_FIELD_REPORT,      FIEL_FIELD_SERIAL,      FIEL_FIELD_TERMINAL,     FIEL_FIELD_TERMINAL_ID,
  FIEL_FIELD_TICKET_SENT, NULL,
};

static void
field_clear (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->value);
}

/**
 * fiel_journal_event_new:
 * @attempt_id: (nullable): the attempt it is about
 * @actor: who did it: a person's name, or a part of the program
 *
 * Returns: (transfer full): a fact without time and fields
 */
FielJournalEvent *
fiel_journal_event_new (FielJournalType type, const char *attempt_id, const char *actor)
{
  FielJournalEvent *self;

  g_return_val_if_fail (actor != NULL, NULL);

  self = g_new0 (FielJournalEvent, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;
  self->attempt_id = g_strdup (attempt_id);
  self->actor = fiel_redact_text (actor);
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (self->fields, field_clear);

  return self;
}

FielJournalEvent *
fiel_journal_event_ref (FielJournalEvent *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fiel_journal_event_unref (FielJournalEvent *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->attempt_id);
  g_free (self->actor);
  g_free (self->boot_id);
  g_free (self->previous_hash);
  g_free (self->hash);
  g_array_unref (self->fields);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

/**
 * fiel_journal_event_set_time:
 * @wall_us: UTC, microseconds since 1970; for people
 * @boot_us: microseconds since boot; for waits
 * @boot_id: the boot @boot_us belongs to
 */
void
fiel_journal_event_set_time (FielJournalEvent *self, gint64 wall_us, gint64 boot_us, const char *boot_id)
{
  g_return_if_fail (self != NULL && !self->sealed);
  g_return_if_fail (boot_id != NULL);

  self->wall_us = wall_us;
  self->boot_us = boot_us;
  g_free (self->boot_id);
  self->boot_id = g_strdup (boot_id);
}

/* Where @name is, or where it belongs. */
static guint
find_field (FielJournalEvent *self, const char *name, gboolean *found)
{
  guint position = 0;

  *found = FALSE;
  while (position < self->fields->len)
    {
      int order = strcmp (g_array_index (self->fields, Field, position).name, name);

      if (order >= 0)
        {
          *found = order == 0;
          break;
        }
      position++;
    }

  return position;
}

static void
take_field (FielJournalEvent *self, const char *name, char *value)
{
  gboolean found;
  guint position = find_field (self, name, &found);

  g_clear_pointer (&self->names, g_ptr_array_unref);
  if (found)
    g_array_remove_index (self->fields, position);
  if (value != NULL)
    {
      Field field = { g_strdup (name), value };

      g_array_insert_val (self->fields, position, field);
    }
}

/**
 * fiel_journal_event_set:
 * @name: one of FIEL_FIELD_…
 * @value: (nullable): its text; %NULL leaves the field out. What is not UTF-8 is made so; what looks like a card number
 *   is masked, except in identifiers
 */
void
fiel_journal_event_set (FielJournalEvent *self, const char *name, const char *value)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (self != NULL && !self->sealed);
  g_return_if_fail (name != NULL && *name != '\0');

  if (value == NULL)
    {
      take_field (self, name, NULL);
      return;
    }

  valid = g_utf8_make_valid (value, -1);
  if (g_strv_contains (exact_fields, name))
    take_field (self, name, g_steal_pointer (&valid));
  else
    take_field (self, name, fiel_redact_text (valid));
}

void
fiel_journal_event_set_int (FielJournalEvent *self, const char *name, gint64 value)
{
  g_return_if_fail (self != NULL && !self->sealed);
  g_return_if_fail (name != NULL && *name != '\0');

  take_field (self, name, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

FielJournalType
fiel_journal_event_get_type_of_fact (FielJournalEvent *self)
{
  return self->type;
}

const char *
fiel_journal_event_get_attempt_id (FielJournalEvent *self)
{
  return self->attempt_id;
}

const char *
fiel_journal_event_get_actor (FielJournalEvent *self)
{
  return self->actor;
}

gint64
fiel_journal_event_get_wall_us (FielJournalEvent *self)
{
  return self->wall_us;
}

gint64
fiel_journal_event_get_boot_us (FielJournalEvent *self)
{
  return self->boot_us;
}

const char *
fiel_journal_event_get_boot_id (FielJournalEvent *self)
{
  return self->boot_id;
}

const char *
fiel_journal_event_get (FielJournalEvent *self, const char *name)
{
  gboolean found;
  guint position = find_field (self, name, &found);

  return found ? g_array_index (self->fields, Field, position).value : NULL;
}

/**
 * fiel_journal_event_get_int:
 * @value: (out): the field as a number; untouched if there is none
 *
 * Returns: whether the field is there and is a number in 64 bits
 */
gboolean
fiel_journal_event_get_int (FielJournalEvent *self, const char *name, gint64 *value)
{
  const char *text = fiel_journal_event_get (self, name);

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL);
}

/**
 * fiel_journal_event_get_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of its fields. Built on the first call, or when it is
 *   handed to the journal; valid as long as the fact
 */
const char *const *
fiel_journal_event_get_names (FielJournalEvent *self)
{
  if (self->names == NULL)
    {
      self->names = g_ptr_array_sized_new (self->fields->len + 1);
      for (guint i = 0; i < self->fields->len; i++)
        g_ptr_array_add (self->names, g_array_index (self->fields, Field, i).name);
      g_ptr_array_add (self->names, NULL);
    }

  return (const char *const *) self->names->pdata;
}

gint64
fiel_journal_event_get_seq (FielJournalEvent *self)
{
  return self->seq;
}

const char *
fiel_journal_event_get_hash (FielJournalEvent *self)
{
  return self->hash;
}

const char *
fiel_journal_event_get_previous_hash (FielJournalEvent *self)
{
  return self->previous_hash;
}

/**
 * fiel_journal_event_seal:
 *
 * From here on the fact does not change, and may be read by several threads.
 */
void
fiel_journal_event_seal (FielJournalEvent *self)
{
  fiel_journal_event_get_names (self);
  self->sealed = TRUE;
}

/**
 * fiel_journal_event_build_payload:
 *
 * Returns: (transfer full): the fields in canonical form
 */
GByteArray *
fiel_journal_event_build_payload (FielJournalEvent *self)
{
  GByteArray *payload = g_byte_array_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      fiel_journal_canonical_append_text (payload, field->name);
      fiel_journal_canonical_append_text (payload, field->value);
    }

  return payload;
}

/**
 * fiel_journal_event_set_committed:
 *
 * Called by the journal alone, once, after the commit that holds the fact and before anybody is told.
 */
void
fiel_journal_event_set_committed (FielJournalEvent *self, gint64 seq, const guint8 *prev_hash, const guint8 *hash)
{
  g_return_if_fail (self->seq == 0);

  self->seq = seq;
  self->previous_hash = fiel_journal_hex (prev_hash, FIEL_JOURNAL_HASH_SIZE);
  self->hash = fiel_journal_hex (hash, FIEL_JOURNAL_HASH_SIZE);
}

static gboolean
add_stored_field (const char *name, const char *value, gpointer user_data)
{
  FielJournalEvent *self = user_data;
  Field field = { g_strdup (name), g_strdup (value) };

  g_array_append_val (self->fields, field);

  return TRUE;
}

/**
 * fiel_journal_event_new_from_row:
 *
 * Returns: (transfer full) (nullable): the sealed fact as stored; %NULL if the record is not one of ours
 */
FielJournalEvent *
fiel_journal_event_new_from_row (const FielJournalRow *row)
{
  g_autoptr (FielJournalEvent) self = NULL;
  int type;

  if (!fiel_enum_parse (FIEL_TYPE_JOURNAL_TYPE, row->type, &type) || row->actor == NULL)
    return NULL;

  self = fiel_journal_event_new ((FielJournalType) type, row->attempt_id, "");
  g_free (self->actor);
  self->actor = g_strdup (row->actor);
  self->wall_us = row->wall_us;
  self->boot_us = row->boot_us;
  self->boot_id = g_strdup (row->boot_id);
  if (!fiel_journal_canonical_read_payload (row->payload, row->payload_size, add_stored_field, self))
    return NULL;

  fiel_journal_event_set_committed (self, row->seq, row->prev_hash, row->hash);
  fiel_journal_event_seal (self);

  return g_steal_pointer (&self);
}
