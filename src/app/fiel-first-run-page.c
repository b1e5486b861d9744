/* fiel-first-run-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-page.h"

#include "fiel-row-mark.h"

#include <glib/gi18n.h>

typedef struct
{
  FielFirstRunState *state;    /* owned, nullable until it was set */
} FielFirstRunPagePrivate;

enum
{
  GO_ON,
  CHANGED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FielFirstRunPage, fiel_first_run_page, ADW_TYPE_BIN)

static FielFirstRunPagePrivate *
get_private (FielFirstRunPage *self)
{
  return fiel_first_run_page_get_instance_private (self);
}

static void
fiel_first_run_page_dispose (GObject *object)
{
  g_clear_object (&get_private (FIEL_FIRST_RUN_PAGE (object))->state);

  G_OBJECT_CLASS (fiel_first_run_page_parent_class)->dispose (object);
}

static void
fiel_first_run_page_class_init (FielFirstRunPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_first_run_page_dispose;

  signals[GO_ON] = g_signal_new ("go-on", FIEL_TYPE_FIRST_RUN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_FIRST_RUN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", FIEL_TYPE_FIRST_RUN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_first_run_page_init (FielFirstRunPage *self)
{
}

void
fiel_first_run_page_set_state (FielFirstRunPage *self, FielFirstRunState *state)
{
  g_return_if_fail (FIEL_IS_FIRST_RUN_PAGE (self));
  g_return_if_fail (FIEL_IS_FIRST_RUN_STATE (state));

  g_set_object (&get_private (self)->state, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fiel_first_run_page_get_title (self), -1);
}

FielFirstRunState *
fiel_first_run_page_get_state (FielFirstRunPage *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_PAGE (self), NULL);

  return get_private (self)->state;
}

FielProfileDraft *
fiel_first_run_page_get_draft (FielFirstRunPage *self)
{
  return fiel_first_run_state_get_draft (fiel_first_run_page_get_state (self));
}

const char *
fiel_first_run_page_get_title (FielFirstRunPage *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_PAGE (self), NULL);

  return _(FIEL_FIRST_RUN_PAGE_GET_CLASS (self)->title);
}

void
fiel_first_run_page_enter (FielFirstRunPage *self)
{
  g_return_if_fail (FIEL_IS_FIRST_RUN_PAGE (self));

  FIEL_FIRST_RUN_PAGE_GET_CLASS (self)->enter (self);
}

gboolean
fiel_first_run_page_leave (FielFirstRunPage *self, GError **error)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_PAGE (self), FALSE);

  return FIEL_FIRST_RUN_PAGE_GET_CLASS (self)->leave (self, error);
}

void
fiel_first_run_page_keep (FielFirstRunPage *self)
{
  FielFirstRunPageClass *klass = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_FIRST_RUN_PAGE (self));

  klass = FIEL_FIRST_RUN_PAGE_GET_CLASS (self);
  if (klass->keep != NULL)
    klass->keep (self);
  else
    klass->leave (self, &error);
}

char *
fiel_first_run_page_dup_next_label (FielFirstRunPage *self)
{
  FielFirstRunPageClass *klass = NULL;

  g_return_val_if_fail (FIEL_IS_FIRST_RUN_PAGE (self), NULL);

  klass = FIEL_FIRST_RUN_PAGE_GET_CLASS (self);

  return klass->dup_next_label != NULL ? klass->dup_next_label (self) : g_strdup (_("Continue"));
}

void
fiel_first_run_page_go_on (FielFirstRunPage *self)
{
  g_return_if_fail (FIEL_IS_FIRST_RUN_PAGE (self));

  g_signal_emit (self, signals[GO_ON], 0);
}

void
fiel_first_run_page_changed (FielFirstRunPage *self)
{
  g_return_if_fail (FIEL_IS_FIRST_RUN_PAGE (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

void
fiel_first_run_page_show_value (FielFirstRunPage *self, const char *group, const char *key, GtkEditable *row)
{
  g_autofree char *value = NULL;

  g_return_if_fail (FIEL_IS_FIRST_RUN_PAGE (self));

  value = fiel_profile_draft_get (fiel_first_run_page_get_draft (self), group, key);
  if (value != NULL)
    gtk_editable_set_text (row, value);
}

void
fiel_first_run_page_mark (GtkWidget *row, gboolean wrong)
{
  GtkWidget *page = NULL;

  g_return_if_fail (GTK_IS_WIDGET (row));

  fiel_row_mark (row, wrong);
  page = gtk_widget_get_ancestor (row, FIEL_TYPE_FIRST_RUN_PAGE);
  if (wrong)
    gtk_widget_grab_focus (row);
  else if (page != NULL)
    g_signal_emit (page, signals[EDITED], 0);
}

gboolean
fiel_first_run_page_require (GtkWidget *row, const char *words, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GTK_IS_EDITABLE (row), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  if (*text != '\0')
    return TRUE;

  fiel_first_run_page_mark (row, TRUE);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, words);

  return FALSE;
}
