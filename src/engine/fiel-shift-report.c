/* fiel-shift-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-report.h"

#include "fiel-redact.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

#define FORMAT_LINE "fiel-shift-report\t1"

struct _FielShiftReport
{
  gatomicrefcount ref_count;
  GPtrArray *lines;     /* owned, of GPtrArray of char *: the name and the cells */
};

G_DEFINE_BOXED_TYPE (FielShiftReport, fiel_shift_report, fiel_shift_report_ref, fiel_shift_report_unref)

FielShiftReport *
fiel_shift_report_new (void)
{
  FielShiftReport *self = g_new0 (FielShiftReport, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  return self;
}

FielShiftReport *
fiel_shift_report_ref (FielShiftReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fiel_shift_report_unref (FielShiftReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* Filling */

void
fiel_shift_report_begin (FielShiftReport *self, const char *name)
{
  GPtrArray *line = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && *name != '\0');

  line = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (line, g_strdup (name));
  g_ptr_array_add (self->lines, line);
}

/* What somebody else wrote stays in its cell. */
static char *
make_cell (const char *text)
{
  char *cell = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (char *c = cell; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return cell;
}

void
fiel_shift_report_put_exact (FielShiftReport *self, const char *cell)
{
  g_return_if_fail (self != NULL && self->lines->len > 0);

  g_ptr_array_add (g_ptr_array_index (self->lines, self->lines->len - 1), make_cell (cell));
}

void
fiel_shift_report_put (FielShiftReport *self, const char *cell)
{
  g_autofree char *masked = cell != NULL ? fiel_redact_text (cell) : NULL;

  fiel_shift_report_put_exact (self, masked);
}

void
fiel_shift_report_put_int (FielShiftReport *self, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  fiel_shift_report_put_exact (self, text);
}

void
fiel_shift_report_put_time (FielShiftReport *self, gint64 wall_us)
{
  g_autoptr (GDateTime) time = wall_us != 0 ? g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

  fiel_shift_report_put_exact (self, text);
}

void
fiel_shift_report_add (FielShiftReport *self, const char *name, ...)
{
  va_list cells;

  fiel_shift_report_begin (self, name);
  va_start (cells, name);
  for (const char *cell = va_arg (cells, const char *); cell != NULL; cell = va_arg (cells, const char *))
    fiel_shift_report_put (self, cell);
  va_end (cells);
}

/* As text and back */

char *
fiel_shift_report_to_text (FielShiftReport *self)
{
  GString *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (FORMAT_LINE "\n");
  for (guint l = 0; l < self->lines->len; l++)
    {
      GPtrArray *line = g_ptr_array_index (self->lines, l);

      for (guint c = 0; c < line->len; c++)
        {
          if (c > 0)
            g_string_append_c (text, '\t');
          g_string_append (text, g_ptr_array_index (line, c));
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

FielShiftReport *
fiel_shift_report_parse (const char *text, GError **error)
{
  g_autoptr (FielShiftReport) self = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  if (g_strcmp0 (lines[0], FORMAT_LINE) != 0 || !g_str_has_suffix (text, "\n"))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("This is not the report of a shift, or a newer version of Fiel wrote it."));
      return NULL;
    }

  self = fiel_shift_report_new ();
  for (guint l = 1; lines[l] != NULL; l++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[l], "\t", -1);

      if (cells[0] == NULL || *cells[0] == '\0')
        continue;
      fiel_shift_report_begin (self, cells[0]);
      for (guint c = 1; cells[c] != NULL; c++)
        fiel_shift_report_put_exact (self, cells[c]);
    }

  return g_steal_pointer (&self);
}

/* Reading */

guint
fiel_shift_report_get_n_lines (FielShiftReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lines->len;
}

const char *
fiel_shift_report_get_name (FielShiftReport *self, guint line)
{
  g_return_val_if_fail (self != NULL && line < self->lines->len, "");

  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (self->lines, line), 0);
}

guint
fiel_shift_report_get_n_cells (FielShiftReport *self, guint line)
{
  g_return_val_if_fail (self != NULL && line < self->lines->len, 0);

  return ((GPtrArray *) g_ptr_array_index (self->lines, line))->len - 1;
}

const char *
fiel_shift_report_get_cell (FielShiftReport *self, guint line, guint cell)
{
  GPtrArray *cells = NULL;

  g_return_val_if_fail (self != NULL && line < self->lines->len, "");

  cells = g_ptr_array_index (self->lines, line);

  return cell + 1 < cells->len ? g_ptr_array_index (cells, cell + 1) : "";
}

gint64
fiel_shift_report_get_int (FielShiftReport *self, guint line, guint cell)
{
  return g_ascii_strtoll (fiel_shift_report_get_cell (self, line, cell), NULL, 10);
}

static gboolean
find_line (FielShiftReport *self, const char *name, guint *line)
{
  for (*line = 0; *line < self->lines->len; (*line)++)
    if (g_str_equal (fiel_shift_report_get_name (self, *line), name))
      return TRUE;

  return FALSE;
}

const char *
fiel_shift_report_find (FielShiftReport *self, const char *name, guint cell)
{
  guint line = 0;

  g_return_val_if_fail (self != NULL && name != NULL, "");

  return find_line (self, name, &line) ? fiel_shift_report_get_cell (self, line, cell) : "";
}

gint64
fiel_shift_report_find_int (FielShiftReport *self, const char *name, guint cell)
{
  return g_ascii_strtoll (fiel_shift_report_find (self, name, cell), NULL, 10);
}

gboolean
fiel_shift_report_has (FielShiftReport *self, const char *name)
{
  guint line = 0;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return find_line (self, name, &line);
}
