/* fiel-first-run-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-keys.h"

#include "fiel-announce.h"
#include "fiel-document-print.h"
#include "fiel-keys-card.h"
#include "fiel-own-name.h"

#include <glib/gi18n.h>

/* FielFirstRunKeys: the keys a cashier needs, also as a card to print, and what comes next. Going on writes the
 * profile. */

struct _FielFirstRunKeys
{
  FielFirstRunPage parent_instance;

  /* template children */
  GtkLabel *next;
  AdwPreferencesGroup *list;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (FielFirstRunKeys, fiel_first_run_keys, FIEL_TYPE_FIRST_RUN_PAGE)

static void
add_row (FielFirstRunKeys *self, const FielKey *key)
{
  GtkWidget *action_row = adw_action_row_new ();
  GtkWidget *cap = gtk_label_new (_(key->name));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _(key->name), _(key->meaning));

  gtk_widget_add_css_class (cap, "fiel-keycap");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (cap), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (cap), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (cap), GTK_JUSTIFY_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (action_row), _(key->meaning));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (action_row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (action_row), cap);
  gtk_accessible_update_property (GTK_ACCESSIBLE (action_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_preferences_group_add (self->list, action_row);
}

/* -- The card -- */

static FielPaper
get_paper (FielFirstRunKeys *self)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  g_autofree char *word = fiel_profile_draft_get (draft, "receipts", "paper");

  for (guint i = 0; fiel_papers[i] != NULL; i++)
    if (g_strcmp0 (fiel_papers[i], word) == 0)
      return (FielPaper) i;

  return FIEL_PAPER_ROLL_80;
}

static void
printed_cb (gboolean printed, const GError *error, gpointer user_data)
{
  FielFirstRunKeys *self = FIEL_FIRST_RUN_KEYS (user_data);
  const char *words = printed ? _("The card was sent to the printer.") : error != NULL ? error->message : "";

  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
  if (*words != '\0')
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
print_cb (FielFirstRunKeys *self)
{
  g_autoptr (FielDocument) card = fiel_keys_card_new ();

  fiel_document_print (card, get_paper (self), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), printed_cb,
                       g_object_ref (self), g_object_unref);
}

/* -- What comes next -- */

static const char *
describe_next (FielFirstRunKeys *self)
{
  FielFirstRunPage *page = FIEL_FIRST_RUN_PAGE (self);
  g_autofree char *environment
    = fiel_profile_draft_get (fiel_first_run_page_get_draft (page), FIEL_FIRST_RUN_PROVIDER_GROUP, "environment");

  if (!fiel_first_run_state_get_connects (fiel_first_run_page_get_state (page)))
    return _("Next the till opens, in training: nothing that is done there moves money. Getnet is connected later, in "
             "the settings, under Providers.");
  if (g_strcmp0 (environment, "production") == 0)
    return _("Next the till opens, and every sale is real. Before the first customer comes, charge a small amount to a "
             "card of your own and return it at once: that shows that the terminal rings.");

  return _("Next the till opens. Sales go to Getnet’s test environment and move no money.");
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunKeys *self = FIEL_FIRST_RUN_KEYS (page);

  gtk_label_set_label (self->next, describe_next (self));
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  return TRUE;
}

static char *
dup_next_label (FielFirstRunPage *page)
{
  return g_strdup (fiel_first_run_state_get_connects (fiel_first_run_page_get_state (page))
                     /* Translators: button at the end of the assistant: real sales */
                     ? _("Start selling")
                     /* Translators: button at the end of the assistant: no money */
                     : _("Start practising"));
}

static void
fiel_first_run_keys_class_init (FielFirstRunKeysClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  page_class->title = N_("The keys to remember");
  page_class->enter = enter;
  page_class->leave = leave;
  page_class->dup_next_label = dup_next_label;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-keys.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunKeys, next);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunKeys, list);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunKeys, words);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
fiel_first_run_keys_init (FielFirstRunKeys *self)
{
  const FielKey *keys = NULL;
  guint n_keys = 0;

  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_mnemonics (GTK_WIDGET (self));
  keys = fiel_keys_card_get_keys (&n_keys);
  for (guint i = 0; i < n_keys; i++)
    add_row (self, &keys[i]);
}
