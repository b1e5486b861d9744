/* fiel-crash-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-crash-file-private.h"

#include <string.h>

/* The content of one file. Programs read "now"; a flush makes it "kept". In between every write is remembered, and
 * after a power cut each sector is one of the versions it went through, or a torn one between two of them. */

#define SECTOR FIEL_CRASH_SECTOR
#define FIRST(offset) ((guint) ((offset) / SECTOR))
#define PAST(end) ((guint) (((end) + SECTOR - 1) / SECTOR))

typedef struct
{
  guint64 offset;
  gsize size;          /* 0: only the file's size changed */
  gsize at;            /* of its bytes */
  guint64 size_after;  /* of the file */
  gboolean abandoned;  /* a flush of it failed: a later one believes that it is done */
} Change;

struct _FielCrashLoose
{
  GPtrArray *sectors; /* owned, of nullable GByteArray: the versions, oldest first */
  GArray *sizes;      /* owned, of guint64, oldest first */
};

static void
versions_free (gpointer versions)
{
  if (versions != NULL)
    g_byte_array_unref (versions);
}

static FielCrashLoose *
loose_new (guint64 size)
{
  FielCrashLoose *loose = g_rc_box_new0 (FielCrashLoose);

  loose->sectors = g_ptr_array_new_with_free_func (versions_free);
  loose->sizes = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_val (loose->sizes, size);

  return loose;
}

static void
loose_clear (gpointer data)
{
  FielCrashLoose *loose = data;

  g_ptr_array_unref (loose->sectors);
  g_array_unref (loose->sizes);
}

static void
loose_unref (FielCrashLoose *loose)
{
  g_rc_box_release_full (loose, loose_clear);
}

static guint
count_versions (FielCrashLoose *loose, guint sector)
{
  GByteArray *versions = sector < loose->sectors->len ? g_ptr_array_index (loose->sectors, sector) : NULL;

  return versions != NULL ? versions->len / SECTOR : 1;
}

/* Like g_byte_array_set_size(), with zeros where there was nothing. */
static void
resize (GByteArray *bytes, guint64 size)
{
  const guint before = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (size > before)
    memset (bytes->data + before, 0, (gsize) size - before);
}

static void
assign (GByteArray *to, GByteArray *from)
{
  g_byte_array_set_size (to, from->len);
  if (from->len > 0)
    memcpy (to->data, from->data, from->len);
}

FielCrashFile *
fiel_crash_file_new (void)
{
  FielCrashFile *self = g_new0 (FielCrashFile, 1);

  self->now = g_byte_array_new ();
  self->kept = g_byte_array_new ();
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  self->bytes = g_byte_array_new ();
  self->settled = g_byte_array_new ();
  self->weight = 1;

  return self;
}

void
fiel_crash_file_free (FielCrashFile *self)
{
  fiel_crash_file_forget_built (self);
  g_clear_pointer (&self->loose, loose_unref);
  g_byte_array_unref (self->now);
  g_byte_array_unref (self->kept);
  g_array_unref (self->changes);
  g_byte_array_unref (self->bytes);
  g_byte_array_unref (self->settled);
  g_free (self);
}

void
fiel_crash_file_forget_built (FielCrashFile *self)
{
  g_clear_pointer (&self->built, loose_unref);
}

static void
forget_changes (FielCrashFile *self)
{
  fiel_crash_file_forget_built (self);
  g_array_set_size (self->changes, 0);
  g_byte_array_set_size (self->bytes, 0);
}

void
fiel_crash_file_clear (FielCrashFile *self)
{
  g_clear_pointer (&self->loose, loose_unref);
  g_byte_array_set_size (self->now, 0);
  g_byte_array_set_size (self->kept, 0);
  forget_changes (self);
  self->journal = FALSE;
  self->weight = 1;
}

void
fiel_crash_file_copy (FielCrashFile *self, FielCrashFile *from)
{
  fiel_crash_file_clear (self);
  assign (self->now, from->now);
  assign (self->kept, from->kept);
  assign (self->bytes, from->bytes);
  g_array_set_size (self->changes, from->changes->len);
  if (from->changes->len > 0)
    memcpy (self->changes->data, from->changes->data, from->changes->len * sizeof (Change));
  self->journal = from->journal;
  self->weight = from->weight;
  self->size_settled = from->size_settled;
  self->loose = from->loose != NULL ? g_rc_box_acquire (from->loose) : NULL;
  self->built = from->built != NULL ? g_rc_box_acquire (from->built) : NULL;
  assign (self->settled, from->settled);
}

/* Lost power */

static void
add_version (GByteArray *versions, const guint8 *content)
{
  const guint8 *last = versions->len > 0 ? versions->data + versions->len - SECTOR : NULL;

  if (last == NULL || memcmp (last, content, SECTOR) != 0)
    g_byte_array_append (versions, content, SECTOR);
}

static GByteArray *
loosen_sector (FielCrashFile *self, FielCrashLoose *loose, guint sector)
{
  guint8 content[SECTOR] = { 0 };
  const guint start = sector * SECTOR;
  GByteArray *versions;

  if (sector >= loose->sectors->len)
    g_ptr_array_set_size (loose->sectors, (int) sector + 1);
  versions = g_ptr_array_index (loose->sectors, sector);
  if (versions != NULL)
    return versions;

  if (start < self->kept->len)
    memcpy (content, self->kept->data + start, MIN (SECTOR, self->kept->len - start));
  versions = g_byte_array_sized_new (2 * SECTOR);
  add_version (versions, content);
  loose->sectors->pdata[sector] = versions;

  return versions;
}

/* @content with its bytes from @from to @to as in @bytes, which start at @from. */
static void
add_torn (GByteArray *versions, const FielCrashRules *rules, const guint8 *content, const guint8 *bytes, guint from,
          guint to)
{
  const guint middle = (from + to) / 2;
  guint8 torn[SECTOR];

  if (rules->n_tears > 0 && middle > from)
    {
      memcpy (torn, content, SECTOR);
      memcpy (torn + from, bytes, middle - from);
      add_version (versions, torn);
    }
  if (rules->n_tears > 1)
    {
      memcpy (torn, content, SECTOR);
      memcpy (torn + middle, bytes + middle - from, to - middle);
      add_version (versions, torn);
    }
  if (!rules->powersafe && to - from < SECTOR)
    {
      for (guint i = 0; i < SECTOR; i++)
        torn[i] = i >= from && i < to ? bytes[i - from] : content[i] ^ 0xff;
      add_version (versions, torn);
    }
}

static void
add_change (FielCrashFile *self, FielCrashLoose *loose, const FielCrashRules *rules, const Change *change)
{
  const guint64 end = change->offset + change->size;

  for (guint sector = FIRST (change->offset); sector < PAST (end); sector++)
    {
      const guint64 start = (guint64) sector * SECTOR;
      const guint from = (guint) (MAX (change->offset, start) - start);
      const guint to = (guint) (MIN (end, start + SECTOR) - start);
      const guint8 *bytes = self->bytes->data + change->at + (start + from - change->offset);
      GByteArray *versions = loosen_sector (self, loose, sector);
      guint8 before[SECTOR];
      guint8 after[SECTOR];

      memcpy (before, versions->data + versions->len - SECTOR, SECTOR);
      memcpy (after, before, SECTOR);
      memcpy (after + from, bytes, to - from);
      if (memcmp (before, after, SECTOR) == 0)
        continue;
      add_torn (versions, rules, before, bytes, from, to);
      add_version (versions, after);
    }
}

/* What was cut off is zeros if the file grows again. */
static void
add_cut (FielCrashLoose *loose, guint64 size)
{
  for (guint sector = FIRST (size); sector < loose->sectors->len; sector++)
    {
      GByteArray *versions = g_ptr_array_index (loose->sectors, sector);
      const guint64 start = (guint64) sector * SECTOR;
      const guint keep = size > start ? (guint) (size - start) : 0;
      guint8 content[SECTOR] = { 0 };

      if (versions == NULL)
        continue;
      memcpy (content, versions->data + versions->len - SECTOR, keep);
      add_version (versions, content);
    }
}

static void
add_size (FielCrashLoose *loose, guint64 size)
{
  for (guint i = 0; i < loose->sizes->len; i++)
    if (g_array_index (loose->sizes, guint64, i) == size)
      {
        g_array_remove_index (loose->sizes, i);
        break;
      }
  g_array_append_val (loose->sizes, size);
}

/* Returns: (transfer full) */
static FielCrashLoose *
build_loose (FielCrashFile *self, const FielCrashRules *rules)
{
  FielCrashLoose *loose;
  guint64 size = self->kept->len;

  if (self->built != NULL)
    return g_rc_box_acquire (self->built);

  loose = loose_new (size);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const Change *change = &g_array_index (self->changes, Change, i);

      if (change->size_after < size)
        add_cut (loose, change->size_after);
      add_change (self, loose, rules, change);
      size = change->size_after;
      if (rules->every_size)
        add_size (loose, size);
    }
  add_size (loose, size);
  self->built = g_rc_box_acquire (loose);

  return loose;
}

static double
count_sectors (FielCrashLoose *loose, GByteArray *settled, guint64 size)
{
  double product = 1;

  for (guint sector = 0; sector < MIN (loose->sectors->len, PAST (size)); sector++)
    if (settled == NULL || settled->data[sector] == 0)
      product *= count_versions (loose, sector);

  return product;
}

static double
count_states (FielCrashLoose *loose)
{
  double sum = 0;

  for (guint i = 0; i < loose->sizes->len; i++)
    sum += count_sectors (loose, NULL, g_array_index (loose->sizes, guint64, i));

  return sum;
}

double
fiel_crash_file_count (FielCrashFile *self, const FielCrashRules *rules)
{
  FielCrashLoose *loose = build_loose (self, rules);
  const double count = count_states (loose);

  loose_unref (loose);

  return count;
}

double
fiel_crash_file_count_undecided (FielCrashFile *self)
{
  if (self->loose == NULL)
    return self->weight;
  if (!self->size_settled)
    return self->weight * count_states (self->loose);

  return self->weight * count_sectors (self->loose, self->settled, self->now->len);
}

/**
 * fiel_crash_file_loosen:
 *
 * The power is gone. Nothing is decided yet.
 */
void
fiel_crash_file_loosen (FielCrashFile *self, const FielCrashRules *rules)
{
  g_assert_null (self->loose);

  self->loose = build_loose (self, rules);
  g_byte_array_set_size (self->settled, self->loose->sectors->len);
  if (self->settled->len > 0)
    memset (self->settled->data, 0, self->settled->len);
  self->size_settled = FALSE;
  self->weight = 1;
  forget_changes (self);
}

static guint
choose (const FielCrashChooser *chooser, guint n_options)
{
  const guint option = n_options > 1 ? chooser->func (n_options, chooser->user_data) : 0;

  g_assert_cmpuint (option, <, n_options);

  return option;
}

void
fiel_crash_file_settle_size (FielCrashFile *self, const FielCrashChooser *chooser)
{
  GArray *sizes;

  if (self->loose == NULL || self->size_settled)
    return;

  sizes = self->loose->sizes;
  resize (self->kept, g_array_index (sizes, guint64, sizes->len - 1 - choose (chooser, sizes->len)));
  assign (self->now, self->kept);
  self->size_settled = TRUE;
  /* What lay behind the end is gone, also if the file grows again. */
  for (guint sector = PAST (self->now->len); sector < self->settled->len; sector++)
    self->settled->data[sector] = 1;
}

static void
settle_sector (FielCrashFile *self, const FielCrashChooser *chooser, guint sector)
{
  const guint n = count_versions (self->loose, sector);
  const guint start = sector * SECTOR;
  GByteArray *versions;
  const guint8 *content;

  if (sector >= self->settled->len || self->settled->data[sector] != 0)
    return;

  self->settled->data[sector] = 1;
  versions = g_ptr_array_index (self->loose->sectors, sector);
  if (versions == NULL)
    return;
  content = versions->data + (n - 1 - choose (chooser, n)) * SECTOR;
  memcpy (self->now->data + start, content, MIN (SECTOR, self->now->len - start));
  memcpy (self->kept->data + start, content, MIN (SECTOR, self->kept->len - start));
}

/* Nobody will ever see what these sectors were. */
static void
settle_unseen (FielCrashFile *self, guint first, guint past)
{
  for (guint sector = first; sector < MIN (past, self->settled->len); sector++)
    if (self->settled->data[sector] == 0)
      {
        self->settled->data[sector] = 1;
        if (sector * SECTOR < self->now->len)
          self->weight *= count_versions (self->loose, sector);
      }
}

static void
settle_range (FielCrashFile *self, const FielCrashChooser *chooser, guint64 offset, guint64 end)
{
  if (self->loose == NULL)
    return;

  fiel_crash_file_settle_size (self, chooser);
  for (guint sector = FIRST (offset); sector < MIN (PAST (end), self->settled->len); sector++)
    settle_sector (self, chooser, sector);
}

/* Sectors that are overwritten whole need no decision. */
static void
settle_for_write (FielCrashFile *self, const FielCrashChooser *chooser, guint64 offset, guint64 end)
{
  if (self->loose == NULL)
    return;

  fiel_crash_file_settle_size (self, chooser);
  if (offset % SECTOR != 0)
    settle_range (self, chooser, offset, offset + 1);
  if (end % SECTOR != 0)
    settle_range (self, chooser, end, end + 1);
  settle_unseen (self, PAST (offset), FIRST (end));
}

/**
 * fiel_crash_file_settle:
 *
 * Decides all that is undecided.
 */
void
fiel_crash_file_settle (FielCrashFile *self, const FielCrashChooser *chooser)
{
  if (self->loose == NULL)
    return;

  settle_range (self, chooser, 0, G_MAXUINT32);
  g_clear_pointer (&self->loose, loose_unref);
}

/* In use */

void
fiel_crash_file_do_read (FielCrashFile *self, const FielCrashChooser *chooser, guint8 *bytes, gsize size,
                         guint64 offset, gsize *n_read)
{
  settle_range (self, chooser, offset, offset + size);
  *n_read = offset < self->now->len ? MIN (size, self->now->len - (gsize) offset) : 0;
  if (*n_read > 0)
    memcpy (bytes, self->now->data + offset, *n_read);
}

void
fiel_crash_file_do_write (FielCrashFile *self, const FielCrashChooser *chooser, const guint8 *bytes, gsize size,
                          guint64 offset)
{
  Change change = { .offset = offset, .size = size, .at = self->bytes->len };

  if (size == 0)
    return;
  fiel_crash_file_forget_built (self);
  settle_for_write (self, chooser, offset, offset + size);
  if (offset + size > self->now->len)
    resize (self->now, offset + size);
  memcpy (self->now->data + offset, bytes, size);
  g_byte_array_append (self->bytes, bytes, (guint) size);
  change.size_after = self->now->len;
  g_array_append_val (self->changes, change);
}

void
fiel_crash_file_do_truncate (FielCrashFile *self, const FielCrashChooser *chooser, guint64 size)
{
  Change change = { .offset = size, .size_after = size };

  fiel_crash_file_forget_built (self);
  if (self->loose != NULL)
    {
      fiel_crash_file_settle_size (self, chooser);
      settle_range (self, chooser, size, size + 1);
      settle_unseen (self, PAST (size), G_MAXUINT);
    }
  resize (self->now, size);
  g_array_append_val (self->changes, change);
}

/* A change whose flush failed stays unflushed for ever, but for sectors that were written again since. */
static GArray *
keep_abandoned (FielCrashFile *self, GHashTable *written)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (Change));

  for (guint i = 0; i < self->changes->len; i++)
    {
      const Change *change = &g_array_index (self->changes, Change, i);
      const guint64 end = change->offset + change->size;

      for (guint sector = FIRST (change->offset); change->abandoned && sector < PAST (end); sector++)
        {
          const guint64 start = MAX (change->offset, (guint64) sector * SECTOR);
          Change piece = *change;

          piece.offset = start;
          piece.size = (gsize) (MIN (end, (guint64) (sector + 1) * SECTOR) - start);
          piece.at = change->at + (gsize) (start - change->offset);
          piece.size_after = self->now->len;
          if (!g_hash_table_contains (written, GUINT_TO_POINTER (sector + 1)))
            g_array_append_val (left, piece);
        }
    }

  return left;
}

static void
sync_some (FielCrashFile *self)
{
  g_autoptr (GHashTable) written = g_hash_table_new (NULL, NULL);
  GArray *left;

  for (guint i = 0; i < self->changes->len; i++)
    {
      const Change *change = &g_array_index (self->changes, Change, i);

      for (guint sector = FIRST (change->offset); sector < PAST (change->offset + change->size); sector++)
        {
          const guint start = sector * SECTOR;

          if (change->abandoned || start >= self->now->len)
            continue;
          g_hash_table_add (written, GUINT_TO_POINTER (sector + 1));
          memcpy (self->kept->data + start, self->now->data + start, MIN (SECTOR, self->now->len - start));
        }
    }

  left = keep_abandoned (self, written);
  g_array_unref (self->changes);
  self->changes = left;
}

void
fiel_crash_file_do_sync (FielCrashFile *self)
{
  gboolean all = TRUE;

  fiel_crash_file_forget_built (self);
  for (guint i = 0; i < self->changes->len; i++)
    all = all && !g_array_index (self->changes, Change, i).abandoned;

  resize (self->kept, self->now->len);
  if (!all)
    {
      sync_some (self);
      return;
    }
  for (guint i = 0; i < self->changes->len; i++)
    {
      const Change *change = &g_array_index (self->changes, Change, i);

      if (change->size > 0 && change->offset < self->now->len)
        memcpy (self->kept->data + change->offset, self->now->data + change->offset,
                MIN (change->size, self->now->len - (gsize) change->offset));
    }
  forget_changes (self);
}

/**
 * fiel_crash_file_fail_sync:
 *
 * As kernels do it: what could not be written counts as clean afterwards, so that the next flush reports success
 * although it never wrote it.
 */
void
fiel_crash_file_fail_sync (FielCrashFile *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    g_array_index (self->changes, Change, i).abandoned = TRUE;
}
