/* fiel-shift-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-row.h"

#include "fiel-fit-layout.h"
#include "fiel-own-name.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>

struct _FielShiftRow
{
  GtkListBoxRow parent_instance;

  FielShiftItem *item;   /* owned */

  /* template children */
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *word;
  GtkButton *fix;
};

G_DEFINE_FINAL_TYPE (FielShiftRow, fiel_shift_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
name_remedy (FielShiftRemedy remedy)
{
  switch (remedy)
    {
    case FIEL_SHIFT_REMEDY_NONE:
      return NULL;
    case FIEL_SHIFT_REMEDY_RESOLVE:
      /* Translators: button (verb): opens what has to be resolved */
      return _("Resolve");
    case FIEL_SHIFT_REMEDY_LOOK:
      /* Translators: button (verb): opens the payment under way */
      return _("Look");
    case FIEL_SHIFT_REMEDY_COMPARE:
      /* Translators: button (verb): compares with the terminals’ own lists */
      return _("Compare");
    case FIEL_SHIFT_REMEDY_DIFFERENCES:
      /* Translators: button (verb): shows the records that differ */
      return _("Show");
    case FIEL_SHIFT_REMEDY_PRINT:
      /* Translators: button (verb): prints what is not printed */
      return _("Print");
    case FIEL_SHIFT_REMEDY_VERIFY:
      /* Translators: button (verb): reads and checks the whole journal */
      return _("Verify");
    case FIEL_SHIFT_REMEDY_COUNT:
      /* Translators: button (verb): count the cash in the drawer */
      return _("Count");
    }

  g_return_val_if_reached (NULL);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_state (FielShiftRow *self, FielShiftItemState state)
{
  gboolean done = state == FIEL_SHIFT_ITEM_DONE;
  gboolean running = state == FIEL_SHIFT_ITEM_RUNNING;
  gboolean wrong = state == FIEL_SHIFT_ITEM_PASSABLE || state == FIEL_SHIFT_ITEM_BLOCKED;

  gtk_image_set_from_icon_name (self->icon, done    ? "fiel-approved-symbolic"
                                            : wrong ? "fiel-unconfirmed-symbolic"
                                                    : "fiel-checking-symbolic");
  set_class (GTK_WIDGET (self->icon), "success", done);
  set_class (GTK_WIDGET (self->icon), "warning", wrong);
  set_class (GTK_WIDGET (self->icon), "dim-label", !done && !wrong);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);
  set_class (GTK_WIDGET (self), "fiel-open", wrong);
  set_class (GTK_WIDGET (self->word), "success", done);
  gtk_label_set_text (self->word, fiel_state_words_shift_item (state));
  /* The triangle and the button say it already, where there is one. */
  gtk_widget_set_visible (GTK_WIDGET (self->word), !wrong);
}

static void
update (FielShiftRow *self)
{
  const char *title = fiel_shift_item_get_title (self->item);
  const char *detail = fiel_shift_item_get_detail (self->item);
  const char *remedy = name_remedy (fiel_shift_item_get_remedy (self->item));
  FielShiftItemState state = fiel_shift_item_get_state (self->item);
  g_autofree char *about = g_strdup_printf ("%s. %s", fiel_state_words_shift_item (state), detail);
  g_autofree char *fix = remedy != NULL ? g_strdup_printf ("%s: %s", remedy, title) : NULL;

  show_state (self, state);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->fix), remedy != NULL);
  if (remedy != NULL)
    {
      gtk_button_set_label (self->fix, remedy);
      fiel_own_name (self->fix);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->fix), GTK_ACCESSIBLE_PROPERTY_LABEL, fix, -1);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fix), "u",
                                        (guint) fiel_shift_item_get_remedy (self->item));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fix), "shift.remedy");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
}

static void
fiel_shift_row_dispose (GObject *object)
{
  FielShiftRow *self = FIEL_SHIFT_ROW (object);

  g_clear_object (&self->item);

  G_OBJECT_CLASS (fiel_shift_row_parent_class)->dispose (object);
}

static void
fiel_shift_row_class_init (FielShiftRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_shift_row_dispose;

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-shift-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielShiftRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FielShiftRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, FielShiftRow, title);
  gtk_widget_class_bind_template_child (widget_class, FielShiftRow, detail);
  gtk_widget_class_bind_template_child (widget_class, FielShiftRow, word);
  gtk_widget_class_bind_template_child (widget_class, FielShiftRow, fix);
}

static void
fiel_shift_row_init (FielShiftRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fiel_shift_row_new (FielShiftItem *item)
{
  FielShiftRow *self = NULL;

  g_return_val_if_fail (FIEL_IS_SHIFT_ITEM (item), NULL);

  self = g_object_new (FIEL_TYPE_SHIFT_ROW, NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
