/* fiel-return-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-return-reason.h"

#include "fiel-fit-rows.h"
#include "fiel-row-press.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielReturnReason: why the money goes back. */

#define MAX_PURPOSE 100   /* what an intent takes, in characters */

/* The first is no reason yet, the last needs words of its own. */
static const char *const reasons[] = {
  /* Translators: first of a list, as long as no reason is chosen */
  N_("Choose the reason"),
  N_("The product is faulty"),
  N_("The customer changed their mind"),
  N_("The amount was wrong"),
  N_("It was charged twice"),
  N_("The goods were not handed over"),
  N_("Another reason"),
};

struct _FielReturnReason
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *body;
  AdwComboRow *reason;
  GtkEditable *words;
};

G_DEFINE_FINAL_TYPE (FielReturnReason, fiel_return_reason, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_words (FielReturnReason *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->words)));
}

static void
changed_cb (FielReturnReason *self)
{
  guint chosen = adw_combo_row_get_selected (self->reason);
  /* Translators: one of the reasons of the list. */
  g_autofree char *spoken = g_strdup_printf (_("Reason: %s"), _(reasons[MIN (chosen, G_N_ELEMENTS (reasons) - 1)]));

  gtk_widget_set_visible (GTK_WIDGET (self->words), chosen > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fiel_return_reason_dispose (GObject *object)
{
  FielReturnReason *self = FIEL_RETURN_REASON (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_return_reason_parent_class)->dispose (object);
}

static void
fiel_return_reason_class_init (FielReturnReasonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_return_reason_dispose;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_RETURN_REASON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (ADW_TYPE_COMBO_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-return-reason.ui");
  gtk_widget_class_bind_template_child (widget_class, FielReturnReason, body);
  gtk_widget_class_bind_template_child (widget_class, FielReturnReason, reason);
  gtk_widget_class_bind_template_child (widget_class, FielReturnReason, words);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_return_reason_init (FielReturnReason *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = fiel_fit_choice_factory (TRUE);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    gtk_string_list_append (names, _(reasons[i]));
  adw_combo_row_set_model (self->reason, G_LIST_MODEL (names));
  adw_combo_row_set_list_factory (self->reason, factory);
  fiel_row_press_offer (GTK_WIDGET (self->reason));
  /* The title is part of its name already. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  changed_cb (self);
}

void
fiel_return_reason_clear (FielReturnReason *self)
{
  g_return_if_fail (FIEL_IS_RETURN_REASON (self));

  adw_combo_row_set_selected (self->reason, 0);
  gtk_editable_set_text (self->words, "");
}

const char *
fiel_return_reason_find_missing (FielReturnReason *self)
{
  guint chosen;
  g_autofree char *words = NULL;

  g_return_val_if_fail (FIEL_IS_RETURN_REASON (self), NULL);

  chosen = adw_combo_row_get_selected (self->reason);
  words = get_words (self);
  if (chosen == 0 || chosen >= G_N_ELEMENTS (reasons))
    return _("Choose why the money is returned.");
  if (chosen == G_N_ELEMENTS (reasons) - 1 && *words == '\0')
    return _("Write the reason in your own words.");
  return NULL;
}

gboolean
fiel_return_reason_focus (FielReturnReason *self)
{
  g_return_val_if_fail (FIEL_IS_RETURN_REASON (self), FALSE);

  if (adw_combo_row_get_selected (self->reason) == G_N_ELEMENTS (reasons) - 1)
    return gtk_widget_grab_focus (GTK_WIDGET (self->words));
  return gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

char *
fiel_return_reason_get_purpose (FielReturnReason *self)
{
  guint chosen;
  g_autofree char *words = NULL;
  g_autofree char *both = NULL;

  g_return_val_if_fail (FIEL_IS_RETURN_REASON (self), NULL);

  if (fiel_return_reason_find_missing (self) != NULL)
    return g_strdup ("");

  chosen = adw_combo_row_get_selected (self->reason);
  words = get_words (self);
  if (chosen == G_N_ELEMENTS (reasons) - 1)
    both = g_steal_pointer (&words);
  else if (*words == '\0')
    both = g_strdup (_(reasons[chosen]));
  else
    both = g_strdup_printf ("%s: %s", _(reasons[chosen]), words);

  return g_utf8_substring (both, 0, MIN (g_utf8_strlen (both, -1), MAX_PURPOSE));
}
