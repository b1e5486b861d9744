/* fiel-choices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-choices.h"

typedef struct
{
  guint option;
  guint n_options;
} Choice;

struct _FielChoices
{
  GArray *path; /* owned, of Choice */
  guint at;     /* how many of them were asked for on this way */
};

FielChoices *
fiel_choices_new (void)
{
  FielChoices *self = g_new0 (FielChoices, 1);

  self->path = g_array_new (FALSE, FALSE, sizeof (Choice));

  return self;
}

void
fiel_choices_free (FielChoices *self)
{
  g_array_unref (self->path);
  g_free (self);
}

/**
 * fiel_choices_pick:
 * @choices: a #FielChoices
 *
 * Returns: which option to take now
 */
guint
fiel_choices_pick (guint n_options, gpointer choices)
{
  FielChoices *self = choices;
  Choice fresh = { 0, n_options };

  g_assert_cmpuint (n_options, >, 0);
  if (n_options == 1)
    return 0;

  if (self->at == self->path->len)
    g_array_append_val (self->path, fresh);
  /* Else the second time something else was asked, and some ways would be missed. */
  g_assert_cmpuint (g_array_index (self->path, Choice, self->at).n_options, ==, n_options);

  return g_array_index (self->path, Choice, self->at++).option;
}

/**
 * fiel_choices_next:
 *
 * Returns: whether there is another way; then it may be run
 */
gboolean
fiel_choices_next (FielChoices *self)
{
  /* What was asked before and not this time belongs to another way. */
  g_assert_cmpuint (self->at, ==, self->path->len);
  self->at = 0;

  while (self->path->len > 0)
    {
      Choice *last = &g_array_index (self->path, Choice, self->path->len - 1);

      if (++last->option < last->n_options)
        return TRUE;
      g_array_set_size (self->path, self->path->len - 1);
    }

  return FALSE;
}

/**
 * fiel_choices_describe:
 *
 * Returns: (transfer full): this way as digits, to tell where something went wrong
 */
char *
fiel_choices_describe (FielChoices *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->path->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (self->path, Choice, i).option);

  return g_strdup (text->str);
}
