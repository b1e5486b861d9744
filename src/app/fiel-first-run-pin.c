/* fiel-first-run-pin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-pin.h"

#include "fiel-entry-row.h"
#include "fiel-pin.h"
#include "fiel-row-mark.h"
#include "fiel-secret-field.h"

#include <glib/gi18n.h>

/* FielFirstRunPin: the manager's PIN, typed twice. There is none by default. It stays in memory until the profile is
 * written: who leaves the assistant types it again. */

struct _FielFirstRunPin
{
  FielFirstRunPage parent_instance;

  /* template children */
  GtkSwitch *wanted;
  FielEntryRow *name;
  FielEntryRow *pin;
  FielEntryRow *again;
  GtkWidget *once_more;
};

G_DEFINE_FINAL_TYPE (FielFirstRunPin, fiel_first_run_pin, FIEL_TYPE_FIRST_RUN_PAGE)

static const char *
get_text (gpointer row)
{
  return fiel_secret_field_get_text (row);
}

static void
changed_cb (FielFirstRunPin *self)
{
  fiel_first_run_page_mark (GTK_WIDGET (self->name), FALSE);
  fiel_first_run_page_mark (GTK_WIDGET (self->pin), FALSE);
  fiel_first_run_page_mark (GTK_WIDGET (self->again), FALSE);
}

static void
wanted_cb (FielFirstRunPin *self)
{
  gboolean wanted = gtk_switch_get_active (self->wanted);

  gtk_widget_set_visible (GTK_WIDGET (self->name), wanted);
  gtk_widget_set_visible (GTK_WIDGET (self->pin), wanted);
  gtk_widget_set_visible (GTK_WIDGET (self->again), wanted);
}

/* Enter goes to the next line while that is empty. */
static void
go_on_cb (FielFirstRunPin *self, gpointer row)
{
  if (row == self->name && *get_text (self->pin) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->pin));
  else if (row == self->pin && *get_text (self->pin) != '\0' && *get_text (self->again) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->again));
  else
    fiel_first_run_page_go_on (FIEL_FIRST_RUN_PAGE (self));
}

/* A PIN that was typed before is not shown; who leaves both lines empty keeps it. */
static void
enter (FielFirstRunPage *page)
{
  FielFirstRunPin *self = FIEL_FIRST_RUN_PIN (page);
  FielFirstRunState *state = fiel_first_run_page_get_state (page);
  const char *name = fiel_first_run_state_get_manager_name (state);
  g_autofree char *cashier = fiel_profile_draft_get (fiel_first_run_page_get_draft (page), "till", "cashier");

  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : cashier != NULL ? cashier : "");
  fiel_secret_field_clear (self->pin);
  fiel_secret_field_clear (self->again);
  gtk_widget_set_visible (self->once_more, name != NULL && fiel_first_run_state_get_manager_pin (state) == NULL);
  wanted_cb (self);
  if (!gtk_switch_get_active (self->wanted))
    gtk_widget_grab_focus (GTK_WIDGET (self->wanted));
  else
    gtk_widget_grab_focus (*get_text (self->name) == '\0' ? GTK_WIDGET (self->name) : GTK_WIDGET (self->pin));
}

static gboolean
refuse (FielFirstRunPin *self, gpointer row, const char *words, GError **error)
{
  fiel_first_run_page_mark (GTK_WIDGET (row), TRUE);
  g_set_error_literal (error, FIEL_PIN_ERROR, FIEL_PIN_ERROR_SHAPE, words);

  return FALSE;
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  FielFirstRunPin *self = FIEL_FIRST_RUN_PIN (page);
  FielFirstRunState *state = fiel_first_run_page_get_state (page);
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name)));
  const char *pin = get_text (self->pin);

  if (!gtk_switch_get_active (self->wanted))
    {
      fiel_first_run_state_set_manager (state, NULL, NULL);
      return TRUE;
    }
  if (*name == '\0')
    return refuse (self, self->name, _("Type the manager’s name: it stands beside what they approve."), error);
  if (*pin == '\0' && *get_text (self->again) == '\0' && fiel_first_run_state_get_manager_pin (state) != NULL)
    pin = fiel_first_run_state_get_manager_pin (state);
  else if (*pin == '\0' && *get_text (self->again) != '\0')
    return refuse (self, self->pin, _("The PIN is missing in the first of the two lines."), error);
  else if (*pin != '\0' && *get_text (self->again) == '\0')
    return refuse (self, self->again, _("Type the same PIN a second time."), error);
  else if (g_strcmp0 (pin, get_text (self->again)) != 0)
    return refuse (self, self->again, _("These are two different PINs. Type the same one twice."), error);
  if (!fiel_pin_check (pin, FIEL_ROLE_MANAGER, name, error))
    {
      fiel_first_run_page_mark (GTK_WIDGET (self->pin), TRUE);
      return FALSE;
    }

  fiel_first_run_state_set_manager (state, name, pin);
  fiel_secret_field_clear (self->pin);
  fiel_secret_field_clear (self->again);

  return TRUE;
}

static void
fiel_first_run_pin_class_init (FielFirstRunPinClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  page_class->title = N_("Who is the manager?");
  page_class->enter = enter;
  page_class->leave = leave;

  g_type_ensure (FIEL_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-pin.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunPin, wanted);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunPin, name);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunPin, pin);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunPin, again);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunPin, once_more);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
fiel_first_run_pin_init (FielFirstRunPin *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
