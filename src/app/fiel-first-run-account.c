/* fiel-first-run-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-account.h"

#include "fiel-catalog.h"
#include "fiel-entry-row.h"
#include "fiel-mode-bar.h"
#include "fiel-probe-list.h"
#include "fiel-reveal.h"
#include "fiel-secret-field.h"
#include "fiel-secret-store.h"

#include <glib/gi18n.h>

/* FielFirstRunAccount: what the provider gave out, tried step by step before it is believed.
 *
 *   TYPING ──go on──► PROBING ──all good──► STORING ──kept──► DONE, and on
 *     ▲                  │                     │
 *     └── something was typed, failed ◄────────┘   "Go on all the same" leads to STORING as well, and to DONE if that
 *                                                  failed before
 *
 * Secrets are write-only: what is in the keyring is never shown, and an empty row leaves it as it is. */

typedef enum
{
  STATE_TYPING,
  STATE_PROBING,
  STATE_STORING,
  STATE_DONE,
} State;

struct _FielFirstRunAccount
{
  FielFirstRunPage parent_instance;

  State state;
  gboolean keyring_refused;     /* going on all the same means: without the secrets */
  FielProbe *probe;             /* owned, nullable */
  GCancellable *cancellable;    /* owned, nullable: of what is under way */

  /* template children */
  AdwComboRow *environment;
  FielEntryRow *address;
  FielEntryRow *client_id;
  FielEntryRow *secret;
  FielEntryRow *key_header;
  FielEntryRow *key;
  FielEntryRow *env_header;
  GtkLabel *callbacks;
  FielProbeList *steps;
  GtkLabel *trouble;
  GtkWidget *anyway;
};

G_DEFINE_FINAL_TYPE (FielFirstRunAccount, fiel_first_run_account, FIEL_TYPE_FIRST_RUN_PAGE)

/* As the profile's file calls them; the list of the template has the same order. */
static const char *const environments[] = { "test", "production" };
static const FielMode modes[] = { FIEL_MODE_TEST, FIEL_MODE_LIVE };

static guint
get_environment (FielFirstRunAccount *self)
{
  return MIN (adw_combo_row_get_selected (self->environment), G_N_ELEMENTS (environments) - 1);
}

static const char *
get_text (gpointer row)
{
  return fiel_secret_field_get_text (row);
}

static void
show_trouble (FielFirstRunAccount *self, const char *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
  gtk_widget_set_visible (self->anyway, words != NULL);
  if (words != NULL)
    fiel_reveal (GTK_WIDGET (self->trouble), self->anyway);
}

static void
stop (FielFirstRunAccount *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
enter_state (FielFirstRunAccount *self, State state)
{
  self->state = state;
  fiel_first_run_page_changed (FIEL_FIRST_RUN_PAGE (self));
}

/* What was found is about something else now. */
static void
changed_cb (FielFirstRunAccount *self)
{
  stop (self);
  self->keyring_refused = FALSE;
  show_trouble (self, NULL);
  fiel_first_run_page_mark (GTK_WIDGET (self->address), FALSE);
  fiel_first_run_page_mark (GTK_WIDGET (self->client_id), FALSE);
  fiel_first_run_page_mark (GTK_WIDGET (self->env_header), FALSE);
  fiel_first_run_page_mark (GTK_WIDGET (self->key_header), FALSE);
  if (self->state != STATE_TYPING)
    enter_state (self, STATE_TYPING);
}

static void
environment_changed_cb (FielFirstRunAccount *self)
{
  FielFirstRunState *state = fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self));
  const FielFirstRunCountry *country = NULL;
  g_auto (GStrv) addresses = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->env_header), modes[get_environment (self)] == FIEL_MODE_LIVE);
  if (state == NULL)
    return;

  country = fiel_first_run_state_get_country (state);
  addresses = fiel_catalog_list_addresses (fiel_profile_draft_get_kinds (fiel_first_run_state_get_draft (state)),
                                           FIEL_FIRST_RUN_PROVIDER, country->code,
                                           environments[get_environment (self)]);
  gtk_editable_set_text (GTK_EDITABLE (self->address), addresses[0] != NULL ? addresses[0] : "");
  changed_cb (self);
}

/* Enter in the line of the account leads to that of its secret. */
static void
go_on_cb (FielFirstRunAccount *self, gpointer row)
{
  if (row == self->client_id && *get_text (self->secret) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->secret));
  else
    fiel_first_run_page_go_on (FIEL_FIRST_RUN_PAGE (self));
}

/* -- Into the draft -- */

static void
write_optional (FielFirstRunAccount *self, const char *key, gpointer row)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  const char *text = gtk_widget_get_visible (row) ? get_text (row) : "";

  fiel_profile_draft_set (draft, FIEL_FIRST_RUN_PROVIDER_GROUP, key, *text != '\0' ? text : NULL, NULL);
}

static GtkWidget *
find_row (FielFirstRunAccount *self, const GError *error)
{
  const struct
  {
    const char *key;
    gpointer row;
  } rows[] = {
    { "base-address", self->address },
    { "client-id", self->client_id },
    { "api-key-header", self->key_header },
    { "env-header", self->env_header },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strstr (error->message, rows[i].key) != NULL)
      return rows[i].row;

  return NULL;
}

static gboolean
write_account (FielFirstRunAccount *self, GError **error)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  const char *group = FIEL_FIRST_RUN_PROVIDER_GROUP;
  g_autoptr (GError) local_error = NULL;
  GtkWidget *row = NULL;

  if (!fiel_first_run_page_require (GTK_WIDGET (self->address), _("Type the address that Getnet gave you."), error)
      || !fiel_first_run_page_require (GTK_WIDGET (self->client_id), _("Type the client ID that Getnet gave you."),
                                       error))
    return FALSE;

  fiel_profile_draft_begin (draft);
  fiel_profile_draft_set (draft, group, "environment", environments[get_environment (self)], NULL);
  fiel_profile_draft_set (draft, group, "base-address", get_text (self->address), NULL);
  fiel_profile_draft_set (draft, group, "client-id", get_text (self->client_id), NULL);
  write_optional (self, "api-key-header", self->key_header);
  write_optional (self, "env-header", self->env_header);
  if (fiel_profile_draft_commit (draft, &local_error))
    return TRUE;

  row = find_row (self, local_error);
  if (row != NULL)
    fiel_first_run_page_mark (row, TRUE);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* -- Storing -- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstRunAccount) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean stored = fiel_secret_store_finish (FIEL_SECRETS (source), result, &error);

  if (self->state != STATE_STORING)
    return;

  g_clear_object (&self->cancellable);
  if (stored)
    {
      fiel_secret_field_clear (self->secret);
      fiel_secret_field_clear (self->key);
      enter_state (self, STATE_DONE);
      fiel_first_run_page_go_on (FIEL_FIRST_RUN_PAGE (self));
      return;
    }

  enter_state (self, STATE_TYPING);
  self->keyring_refused = TRUE;
  show_trouble (self, error->message);
}

static void
store (FielFirstRunAccount *self)
{
  static const char *const names[] = { "client-secret", "api-key", NULL };
  FielFirstRunState *state = fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self));
  char *secret = fiel_secret_field_dup_stripped (self->secret);
  char *key = fiel_secret_field_dup_stripped (self->key);
  const char *const values[] = { secret, key, NULL };

  stop (self);
  self->cancellable = g_cancellable_new ();
  enter_state (self, STATE_STORING);
  fiel_secret_store_async (fiel_first_run_state_get_secrets (state), FIEL_FIRST_RUN_PROVIDER, names, values,
                           self->cancellable, stored_cb, g_object_ref (self));
  fiel_secrets_wipe (secret);
  fiel_secrets_wipe (key);
}

/* Nobody is kept from going on by a network that is not there yet, or by a keyring that will be unlocked later. */
static void
anyway_cb (FielFirstRunAccount *self)
{
  g_autoptr (GError) error = NULL;

  if (!write_account (self, &error))
    {
      show_trouble (self, error->message);
      return;
    }

  if (!self->keyring_refused)
    {
      store (self);
      return;
    }

  stop (self);
  enter_state (self, STATE_DONE);
  fiel_first_run_page_go_on (FIEL_FIRST_RUN_PAGE (self));
}

/* -- Probing -- */

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstRunAccount) self = user_data;
  FielFirstRunState *state = fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self));
  gboolean passed = fiel_probe_run_finish (FIEL_PROBE (source), result);
  GtkWidget *failed = NULL;

  if (self->state != STATE_PROBING || self->probe != FIEL_PROBE (source))
    return;

  g_clear_object (&self->cancellable);
  fiel_first_run_state_set_terminals (state, fiel_probe_get_terminals (self->probe));
  if (passed)
    {
      store (self);
      return;
    }

  enter_state (self, STATE_TYPING);
  show_trouble (self, _("Not everything is well yet. What failed says above what to do."));
  failed = fiel_probe_list_focus_failed (self->steps);
  if (failed != NULL)
    fiel_reveal (failed, self->anyway);
}

static GHashTable *
make_values (FielFirstRunAccount *self)
{
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (values, (gpointer) "base-address", (gpointer) get_text (self->address));
  g_hash_table_insert (values, (gpointer) "client-id", (gpointer) get_text (self->client_id));
  if (*get_text (self->key_header) != '\0')
    g_hash_table_insert (values, (gpointer) "api-key-header", (gpointer) get_text (self->key_header));
  if (gtk_widget_get_visible (GTK_WIDGET (self->env_header)))
    g_hash_table_insert (values, (gpointer) "env-header", (gpointer) get_text (self->env_header));

  return values;
}

static void
add_typed (FielProbe *probe, const char *name, FielEntryRow *row)
{
  char *secret = fiel_secret_field_dup_stripped (row);

  if (*secret != '\0')
    fiel_probe_add_typed_secret (probe, name, secret);
  fiel_secrets_wipe (secret);
}

static FielProbe *
make_probe (FielFirstRunAccount *self)
{
  FielFirstRunState *state = fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self));
  const FielFirstRunCountry *country = fiel_first_run_state_get_country (state);
  FielProfileDraft *draft = fiel_first_run_state_get_draft (state);
  g_autoptr (GHashTable) values = make_values (self);
  FielProbeTarget target = { 0 };
  FielProbe *probe = NULL;

  target.key = FIEL_FIRST_RUN_PROVIDER;
  target.kind = FIEL_FIRST_RUN_PROVIDER;
  target.environment = (int) modes[get_environment (self)];
  target.country = country->code;
  target.currency = fiel_currency_find (country->currency);
  target.values = values;
  probe = fiel_probe_new (&target, fiel_profile_draft_get_kinds (draft), fiel_first_run_state_get_clock (state),
                          fiel_first_run_state_get_secrets (state));
  if (probe != NULL)
    {
      add_typed (probe, "client-secret", self->secret);
      add_typed (probe, "api-key", self->key);
    }

  return probe;
}

static void
probe (FielFirstRunAccount *self)
{
  stop (self);
  show_trouble (self, NULL);
  g_clear_object (&self->probe);
  self->probe = make_probe (self);
  fiel_probe_list_set_probe (self->steps, self->probe);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), self->probe != NULL);
  if (self->probe == NULL)
    {
      show_trouble (self, _("This provider cannot be checked from here."));
      return;
    }

  self->cancellable = g_cancellable_new ();
  enter_state (self, STATE_PROBING);
  fiel_probe_run_async (self->probe, self->cancellable, probed_cb, g_object_ref (self));
}

/* -- The page -- */

/* (nullable): what the settings call the address that the provider calls */
static const char *
find_callback_title (FielFirstRunAccount *self)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  const FielSetting *setting = fiel_catalog_get_setup (fiel_profile_draft_get_kinds (draft), FIEL_FIRST_RUN_PROVIDER);

  for (; setting != NULL && setting->key != NULL; setting++)
    if (setting->kind == FIEL_SETTING_CALLBACK)
      return _(setting->title);

  return NULL;
}

/* Whoever was told to give Getnet an address looks for the row here. It is not needed to begin, and not simple. */
static void
show_callbacks (FielFirstRunAccount *self)
{
  const char *title = find_callback_title (self);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->callbacks), title != NULL);
  if (title == NULL)
    return;

  /* Translators: %1$s is a page of the settings ("Providers"), %2$s a row on it ("Callback address") */
  words = g_strdup_printf (_("Getnet need not call this till: it finds out every result by itself. If Getnet is to "
                             "call it, or to tell a relay, that is set up later: in the settings, under “%1$s”, "
                             "beginning with “%2$s”."),
                           /* Translators: title of a page of the settings: payment companies */
                           _("Providers"), title);
  gtk_label_set_text (self->callbacks, words);
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunAccount *self = FIEL_FIRST_RUN_ACCOUNT (page);
  FielProfileDraft *draft = fiel_first_run_page_get_draft (page);
  g_autofree char *environment = fiel_profile_draft_get (draft, FIEL_FIRST_RUN_PROVIDER_GROUP, "environment");

  for (guint i = 0; i < G_N_ELEMENTS (environments); i++)
    if (g_strcmp0 (environments[i], environment) == 0)
      adw_combo_row_set_selected (self->environment, i);
  environment_changed_cb (self);
  fiel_first_run_page_show_value (page, FIEL_FIRST_RUN_PROVIDER_GROUP, "base-address", GTK_EDITABLE (self->address));
  fiel_first_run_page_show_value (page, FIEL_FIRST_RUN_PROVIDER_GROUP, "client-id", GTK_EDITABLE (self->client_id));
  fiel_first_run_page_show_value (page, FIEL_FIRST_RUN_PROVIDER_GROUP, "api-key-header",
                                  GTK_EDITABLE (self->key_header));
  fiel_first_run_page_show_value (page, FIEL_FIRST_RUN_PROVIDER_GROUP, "env-header", GTK_EDITABLE (self->env_header));
  show_callbacks (self);
  self->state = STATE_TYPING;
  gtk_widget_grab_focus (GTK_WIDGET (self->client_id));
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  FielFirstRunAccount *self = FIEL_FIRST_RUN_ACCOUNT (page);

  if (self->state == STATE_DONE)
    return TRUE;
  if (self->state != STATE_TYPING || !write_account (self, error))
    return FALSE;

  probe (self);

  return FALSE;
}

/* What is under way is of no use any more; secrets are typed again. */
static void
keep (FielFirstRunPage *page)
{
  FielFirstRunAccount *self = FIEL_FIRST_RUN_ACCOUNT (page);
  g_autoptr (GError) error = NULL;

  stop (self);
  if (self->state != STATE_DONE)
    write_account (self, &error);
  self->state = STATE_TYPING;
}

static char *
dup_next_label (FielFirstRunPage *page)
{
  switch (FIEL_FIRST_RUN_ACCOUNT (page)->state)
    {
    case STATE_TYPING:
      /* Translators: button: checks the account, then goes on */
      return g_strdup (_("Check and continue"));
    case STATE_PROBING:
      /* Translators: on a button while something is being checked */
      return g_strdup (_("Checking…"));
    case STATE_STORING:
      /* Translators: on a button while the secrets go into the keyring */
      return g_strdup (_("Keeping the secrets…"));
    case STATE_DONE:
      /* Translators: button: the next page */
      return g_strdup (_("Continue"));
    }

  g_return_val_if_reached (NULL);
}

static void
fiel_first_run_account_dispose (GObject *object)
{
  FielFirstRunAccount *self = FIEL_FIRST_RUN_ACCOUNT (object);

  stop (self);
  g_clear_object (&self->probe);

  G_OBJECT_CLASS (fiel_first_run_account_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, environment);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, address);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, client_id);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, secret);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, key_header);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, key);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, env_header);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, callbacks);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, steps);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunAccount, anyway);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, environment_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, anyway_cb);
}

static void
fiel_first_run_account_class_init (FielFirstRunAccountClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_first_run_account_dispose;
  page_class->title = N_("What did Getnet give you?");
  page_class->enter = enter;
  page_class->leave = leave;
  page_class->keep = keep;
  page_class->dup_next_label = dup_next_label;

  g_type_ensure (FIEL_TYPE_PROBE_LIST);

  g_type_ensure (FIEL_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-account.ui");
  bind_children (widget_class);
}

static void
fiel_first_run_account_init (FielFirstRunAccount *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
