/* test-first-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The assistant: every answer that is wrong, every step left and taken up again, an account that is not accepted and a
 * keyring that refuses. The provider's steps are played by this test. */

#include "fiel-fake-engine.h"
#include "fiel-first-run.h"
#include "fiel-first-run-state.h"
#include "fiel-first-run-keys.h"
#include "fiel-first-run-store.h"
#include "fiel-first-run-country.h"
#include "fiel-manual-clock.h"
#include "fiel-provider-kind.h"
#include "fiel-test.h"
#include "fiel-attempt-private.h"
#include "fiel-window-test.h"

#include <string.h>

/* -- A provider whose steps come out as the test wants -- */

static FielTrouble trouble_to_find;
static FielProviderStep step_to_fail;

#define TYPE_PLAYED (played_get_type ())
G_DECLARE_FINAL_TYPE (Played, played, TEST, PLAYED, GObject)

struct _Played
{
  GObject parent_instance;

  FielSecretLookupFunc lookup;
  gpointer lookup_data;
};

static void played_iface_init (FielProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Played, played, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (FIEL_TYPE_PROVIDER, played_iface_init))

static const FielProviderTraits *
played_get_traits (FielProvider *provider)
{
  static const FielProviderTraits traits = { .display_name = "Getnet" };

  return &traits;
}

static void
played_try_async (FielProvider *provider, FielProviderStep step, const FielTerminalIdentity *terminal,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Played *self = TEST_PLAYED (provider);
  g_autoptr (GTask) task = g_task_new (provider, NULL, callback, user_data);
  FielProviderStepResult *result = fiel_provider_step_result_new ();
  g_autofree char *secret = self->lookup ("client-secret", self->lookup_data, NULL);

  if (step == FIEL_PROVIDER_STEP_TERMINALS)
    {
      result->terminals = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_terminal_identity_free);
      g_ptr_array_add (result->terminals, fiel_terminal_identity_new ("70011223", "24680", "ABC900000001"));
      g_ptr_array_add (result->terminals, fiel_terminal_identity_new ("70011224", "24680", "ABC900000002"));
    }
  if (trouble_to_find == FIEL_TROUBLE_NONE || step != step_to_fail)
    {
      g_task_return_pointer (task, result, (GDestroyNotify) fiel_provider_step_result_free);
      return;
    }

  fiel_provider_step_result_free (result);
  g_task_return_new_error (task, FIEL_TROUBLE_ERROR, (int) trouble_to_find, "played with %s", secret);
}

static FielProviderStepResult *
played_try_finish (FielProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
played_iface_init (FielProviderInterface *iface)
{
  iface->get_traits = played_get_traits;
  iface->try_async = played_try_async;
  iface->try_finish = played_try_finish;
}

static void
played_class_init (PlayedClass *klass)
{
}

static void
played_init (Played *self)
{
}

static FielProvider *
played_create (const FielProviderSettings *settings, FielClock *clock, FielSecretLookupFunc lookup, gpointer lookup_data,
               GError **error)
{
  Played *self = g_object_new (TYPE_PLAYED, NULL);

  self->lookup = lookup;
  self->lookup_data = lookup_data;

  return FIEL_PROVIDER (self);
}

static gboolean
played_check (const FielProviderSettings *settings, GError **error)
{
  const char *address = g_hash_table_lookup (settings->values, "base-address");
  const char *client = g_hash_table_lookup (settings->values, "client-id");

  if (settings->environment == FIEL_ENVIRONMENT_TRAINING)
    return TRUE;
  if (address == NULL || !g_str_has_prefix (address, "https://"))
    {
      g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE,
                   "base-address: give an address that begins with https://");
      return FALSE;
    }
  if (client == NULL || *client == '\0')
    {
      g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE,
                   "client-id: give the name of the account");
      return FALSE;
    }

  return TRUE;
}

static const char *const secret_names[] = { "client-secret", "api-key", NULL };

static const FielProviderAddress addresses[] = {
  { "cl", FIEL_ENVIRONMENT_TEST, "https://test.cl.example/" },
  { "cl", FIEL_ENVIRONMENT_PRODUCTION, "https://live.cl.example/" },
  { "ar", FIEL_ENVIRONMENT_TEST, "https://test.ar.example/" },
  { "ar", FIEL_ENVIRONMENT_PRODUCTION, "https://live.ar.example/" },
  { NULL },
};

static const FielSetting setup[] = {
  { FIEL_SETTING_TEXT, "client-id", "Client ID", "" },
  { FIEL_SETTING_CALLBACK, "callback-address", "Where Getnet calls", "" },
  { FIEL_SETTING_TEXT, NULL },
};

static const FielProviderKind played_kind = {
  .addresses = addresses,
  .setup = setup,
  .name = "getnet",
  .display_name = "Getnet",
  .check_settings = played_check,
  .secret_names = secret_names,
  .steps = (1u << (FIEL_PROVIDER_STEP_TERMINAL + 1)) - 1,
  .create = played_create,
};

static const FielProviderKind *const kinds[] = { &played_kind, NULL };

/* -- A keyring that remembers, or refuses -- */

#define TYPE_DRAWER (drawer_get_type ())
G_DECLARE_FINAL_TYPE (Drawer, drawer, TEST, DRAWER, GObject)

struct _Drawer
{
  GObject parent_instance;

  gboolean refuses;
  char *secret;        /* owned, nullable: the last client secret that was stored */
};

static void drawer_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Drawer, drawer, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, drawer_iface_init))

static char *
drawer_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, "nothing is kept");

  return NULL;
}

static gboolean
drawer_store (FielSecrets *secrets, const char *provider_key, const char *name, const char *value, GError **error)
{
  Drawer *self = TEST_DRAWER (secrets);

  if (self->refuses)
    {
      g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_LOCKED, "The keyring is locked.");
      return FALSE;
    }

  g_free (self->secret);
  self->secret = g_strdup_printf ("%s/%s/%s", provider_key, name, value);

  return TRUE;
}

static void
drawer_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = drawer_lookup;
  iface->store = drawer_store;
}

static void
drawer_finalize (GObject *object)
{
  g_free (TEST_DRAWER (object)->secret);

  G_OBJECT_CLASS (drawer_parent_class)->finalize (object);
}

static void
drawer_class_init (DrawerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = drawer_finalize;
}

static void
drawer_init (Drawer *self)
{
}

/* -- The fixture -- */

typedef struct
{
  char *folder;             /* owned */
  FielManualClock *clock;   /* owned */
  Drawer *drawer;           /* owned */
  FielFirstRun *window;     /* weak, nullable */
  FielEngine *engine;       /* weak, nullable: of the practice sale, or of the store that was set up */
  FielPeople *people;       /* owned, nullable: of that store */
  gboolean people_closed;   /* that store takes no people */
  gboolean finished;
  guint n_finishing;        /* how often it began to write things down */
  guint n_given_up;         /* how often nothing came of it */
} Fixture;

static Fixture *current;

static FielEngine *
open_store (const char *folder, gboolean training, const char *country, GError **error)
{
  const FielFirstRunCountry *place = fiel_first_run_country_find (country != NULL ? country : "cl");
  FielEngine *engine
    = fiel_fake_engine_new (FIEL_CLOCK (current->clock), "training", place->code, place->currency, "");

  g_set_weak_pointer (&current->engine, engine);
  if (!training)
    g_set_object (&current->people, fiel_engine_get_people (engine));
  if (!training && !current->people_closed)
    fiel_fake_engine_open_people (engine, "");

  return engine;
}

static void
finished_cb (Fixture *fixture)
{
  fixture->finished = TRUE;
}

static void
finishing_cb (Fixture *fixture, gboolean finishing)
{
  if (finishing)
    fixture->n_finishing++;
  else
    fixture->n_given_up++;
}

static void
open_assistant (Fixture *fixture)
{
  g_set_weak_pointer (&fixture->window, fiel_first_run_new (fixture->folder, kinds, FIEL_CLOCK (fixture->clock),
                                                            FIEL_SECRETS (fixture->drawer), open_store));
  g_signal_connect_swapped (fixture->window, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect_swapped (fixture->window, "finishing", G_CALLBACK (finishing_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fiel_test_drain ();
}

static void
close_assistant (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  fiel_test_drain ();
  g_assert_null (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  current = fixture;
  trouble_to_find = FIEL_TROUBLE_NONE;
  fixture->folder = fiel_test_make_dir ();
  fixture->clock = fiel_manual_clock_new ();
  fixture->drawer = g_object_new (TYPE_DRAWER, NULL);
  open_assistant (fixture);
}

static gboolean
is_ours_alone (gpointer object)
{
  return g_atomic_int_get ((const gint *) &G_OBJECT (object)->ref_count) == 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  fiel_test_drain ();
  g_clear_object (&fixture->people);
  fiel_test_run_until (is_ours_alone, fixture->clock, "nothing of the assistant is left", 20);
  g_clear_weak_pointer (&fixture->window);
  g_clear_weak_pointer (&fixture->engine);
  g_assert_finalize_object (fixture->drawer);
  g_assert_finalize_object (fixture->clock);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  current = NULL;
}

/* -- Pressing and reading -- */

static gpointer
in_window (Fixture *fixture, const char *name)
{
  return fiel_window_test_get_child (fixture->window, name);
}

static gpointer
on_page (Fixture *fixture, const char *name)
{
  return fiel_window_test_get_child (gtk_stack_get_visible_child (in_window (fixture, "pages")), name);
}

static void
type_into (Fixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (on_page (fixture, name)), text);
}

static void
go_on (Fixture *fixture)
{
  g_signal_emit_by_name (in_window (fixture, "next"), "clicked");
  fiel_test_drain ();
}

static void
go_back (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "first-run.back", NULL);
  fiel_test_drain ();
}

static gboolean
press_enter (Fixture *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller)
          || gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &handled);
      fiel_test_drain ();
      return handled;
    }

  g_assert_not_reached ();
}

static void
assert_step (Fixture *fixture, FielFirstRunStep step)
{
  g_assert_cmpint (fiel_first_run_get_step (fixture->window), ==, step);
}

static const char *
get_trouble (Fixture *fixture)
{
  GtkLabel *trouble = in_window (fixture, "trouble");

  return gtk_widget_get_visible (GTK_WIDGET (trouble)) ? gtk_label_get_label (trouble) : "";
}

static void
assert_refused (Fixture *fixture, FielFirstRunStep step, const char *row)
{
  assert_step (fixture, step);
  g_assert_cmpstr (get_trouble (fixture), !=, "");
  if (row == NULL)
    return;
  g_assert_true (gtk_widget_has_css_class (on_page (fixture, row), "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (on_page (fixture, row)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

static void
go_to_store (Fixture *fixture)
{
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
}

static void
go_to_start (Fixture *fixture)
{
  go_to_store (fixture);
  type_into (fixture, "name", "Almacén La Higuera");
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
}

static void
go_to_account (Fixture *fixture)
{
  go_to_start (fixture);
  gtk_check_button_set_active (on_page (fixture, "provider"), TRUE);
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
}

static void
go_to_till (Fixture *fixture)
{
  go_to_start (fixture);
  gtk_check_button_set_active (on_page (fixture, "training"), TRUE);
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_TILL);
  /* In training there is nothing to choose from. */
  g_assert_false (gtk_widget_get_visible (on_page (fixture, "terminal_group")));
}

static void
go_to_pin (Fixture *fixture)
{
  go_to_till (fixture);
  type_into (fixture, "name", "Caja 2");
  type_into (fixture, "cashier", "Ana");
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
}

static void
go_on_without_pin (Fixture *fixture)
{
  assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  gtk_switch_set_active (on_page (fixture, "wanted"), FALSE);
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_SALE);
}

static void
go_to_sale (Fixture *fixture)
{
  go_to_pin (fixture);
  go_on_without_pin (fixture);
}

static void
go_to_keys (Fixture *fixture)
{
  go_to_sale (fixture);
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_KEYS);
}

static FielProfile *
load_profile (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FielProfile *profile = fiel_profile_load (fixture->folder, kinds, &error);

  g_assert_no_error (error);

  return profile;
}

static gboolean
is_at_till (gpointer user_data)
{
  return fiel_first_run_get_step (((Fixture *) user_data)->window) == FIEL_FIRST_RUN_STEP_TILL;
}

static gboolean
has_page_trouble (gpointer user_data)
{
  return gtk_widget_get_visible (on_page (user_data, "trouble"));
}

/* -- From one end to the other -- */

static void
test_training (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;

  go_to_keys (fixture);
  g_assert_false (fixture->finished);
  go_on (fixture);
  g_assert_true (fixture->finished);

  profile = load_profile (fixture);
  g_assert_cmpstr (fiel_profile_get_store_name (profile), ==, "Almacén La Higuera");
  g_assert_cmpstr (fiel_profile_get_country (profile), ==, "cl");
  g_assert_cmpstr (fiel_profile_get_currency (profile)->code, ==, "CLP");
  g_assert_cmpstr (fiel_profile_get_till_name (profile), ==, "Caja 2");
  g_assert_cmpstr (fiel_profile_get_cashier_name (profile), ==, "Ana");
  g_assert_cmpint (fiel_profile_get_environment (profile), ==, FIEL_ENVIRONMENT_TRAINING);
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, FIEL_FIRST_RUN_N_PRACTICE_TERMINALS);
  g_assert_true (fiel_profile_needs_practice_cloud (profile));
}

static void
test_provider (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;
  g_autofree char *text = NULL;
  const FielProfileTerminal *terminal = NULL;

  go_to_account (fixture);
  type_into (fixture, "client_id", "la-higuera");
  type_into (fixture, "secret", "s3cret-of-the-shop");
  go_on (fixture);
  fiel_test_run_until (is_at_till, fixture, "the account is good", 30);
  g_assert_cmpstr (fixture->drawer->secret, ==, "getnet/client-secret/s3cret-of-the-shop");
  g_assert_true (gtk_widget_get_visible (on_page (fixture, "terminal_group")));

  type_into (fixture, "name", "Caja 2");
  type_into (fixture, "cashier", "Ana");
  type_into (fixture, "terminal_name", "Terminal Café");
  adw_combo_row_set_selected (on_page (fixture, "terminal"), 1);
  go_on (fixture);
  go_on_without_pin (fixture);
  go_on (fixture);
  go_on (fixture);
  g_assert_true (fixture->finished);

  profile = load_profile (fixture);
  terminal = g_ptr_array_index (fiel_profile_get_terminals (profile), 0);
  g_assert_cmpint (fiel_profile_get_environment (profile), ==, FIEL_ENVIRONMENT_TEST);
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, 1);
  g_assert_cmpstr (terminal->key, ==, "terminal-cafe");
  g_assert_cmpstr (terminal->terminal_id, ==, "70011224");
  g_assert_cmpstr (fiel_profile_get_default_terminal (profile), ==, "terminal-cafe");
  g_assert_true (g_file_get_contents (fiel_profile_get_path (profile), &text, NULL, NULL));
  g_assert_null (strstr (text, "s3cret"));
}

/* -- What follows from a country -- */

static void
test_demonstration (Fixture *fixture, gconstpointer data)
{
  GtkLabel *demonstration = NULL;

  go_to_store (fixture);
  demonstration = on_page (fixture, "demonstration");
  g_assert_cmpstr (gtk_label_get_label (demonstration), ==, "Typing 1 2 5 0 → $1.250");
  g_assert_false (gtk_widget_get_visible (on_page (fixture, "mode")));

  adw_combo_row_set_selected (on_page (fixture, "country"), 1);
  g_assert_true (gtk_widget_get_visible (on_page (fixture, "mode")));
  g_assert_nonnull (strstr (gtk_label_get_label (demonstration), "1 2 5 0 → $"));
  g_assert_true (g_str_has_suffix (gtk_label_get_label (demonstration), "12,50"));

  adw_combo_row_set_selected (on_page (fixture, "mode"), 1);
  g_assert_nonnull (strstr (gtk_label_get_label (demonstration), "1 2 , 5 0 → $"));
  g_assert_true (g_str_has_suffix (gtk_label_get_label (demonstration), "12,50"));
}

static void
test_argentina (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;
  const FielProfileTerminal *terminal = NULL;

  go_to_store (fixture);
  type_into (fixture, "name", "Kiosco");
  adw_combo_row_set_selected (on_page (fixture, "country"), 1);
  go_on (fixture);
  go_on (fixture);
  type_into (fixture, "cashier", "Ana");
  go_on (fixture);
  go_on_without_pin (fixture);
  go_on (fixture);
  go_on (fixture);
  g_assert_true (fixture->finished);
  profile = load_profile (fixture);
  terminal = g_ptr_array_index (fiel_profile_get_terminals (profile), 0);
  g_assert_cmpstr (fiel_profile_get_currency (profile)->code, ==, "ARS");
  g_assert_cmpint (fiel_profile_get_amount_mode (profile), ==, FIEL_AMOUNT_MODE_CENTS);
  g_assert_cmpstr (terminal->terminal_id, ==, "AR000001");
}

/* -- Wrong answers -- */

static void
test_wrong_store (Fixture *fixture, gconstpointer data)
{
  go_to_store (fixture);
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_STORE, "name");
  g_assert_cmpstr (get_trouble (fixture), ==, "Type the store’s name: it stands on every receipt.");
  type_into (fixture, "name", "  ");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_STORE, "name");
  type_into (fixture, "name", "A\tB");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_STORE, "name");
  type_into (fixture, "name", "Almacén");
  g_assert_false (gtk_widget_has_css_class (on_page (fixture, "name"), "error"));
  /* What was said is about what stood there before. */
  g_assert_cmpstr (get_trouble (fixture), ==, "");
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
  g_assert_cmpstr (get_trouble (fixture), ==, "");
}

static void
test_wrong_till (Fixture *fixture, gconstpointer data)
{
  go_to_till (fixture);
  type_into (fixture, "name", "");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "name");
  g_assert_true (g_str_has_prefix (get_trouble (fixture), "Type a name for this till:"));
  type_into (fixture, "name", "Caja 1");
  g_assert_cmpstr (get_trouble (fixture), ==, "");
  /* Nobody need be named: then the till is. */
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
}

static void
test_wrong_account (Fixture *fixture, gconstpointer data)
{
  go_to_account (fixture);
  /* What the provider is known to have there, as in the settings. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (on_page (fixture, "address"))), ==, "https://test.cl.example/");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT, "client_id");
  type_into (fixture, "client_id", "la-higuera");
  type_into (fixture, "address", "http://cloud.example");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT, "address");
  type_into (fixture, "address", "");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT, "address");
}

/* Whoever looks for the row of callbacks is told that it is not needed, and where it is, as it is called there. */
static void
test_callbacks_come_later (Fixture *fixture, gconstpointer data)
{
  GtkLabel *words = NULL;

  go_to_account (fixture);
  words = on_page (fixture, "callbacks");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (words)));
  g_assert_nonnull (strstr (gtk_label_get_text (words), "need not call this till"));
  g_assert_nonnull (strstr (gtk_label_get_text (words), "under “Providers”, beginning with “Where Getnet calls”."));
}

static void
test_wrong_terminal (Fixture *fixture, gconstpointer data)
{
  go_to_account (fixture);
  type_into (fixture, "client_id", "la-higuera");
  type_into (fixture, "secret", "s3cret");
  go_on (fixture);
  fiel_test_run_until (is_at_till, fixture, "the account is good", 30);
  type_into (fixture, "name", "Caja 2");
  type_into (fixture, "cashier", "Ana");
  type_into (fixture, "terminal_name", "");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "terminal_name");

  type_into (fixture, "terminal_name", "Norte");
  adw_combo_row_set_selected (on_page (fixture, "terminal"), 2);
  g_assert_true (gtk_widget_get_visible (on_page (fixture, "terminal_id")));
  type_into (fixture, "terminal_id", "7001 1223");
  type_into (fixture, "branch_id", "24680");
  type_into (fixture, "serial_number", "ABC900000001");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "terminal_id");
  type_into (fixture, "terminal_id", "70011223");
  type_into (fixture, "branch_id", "");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "branch_id");
  type_into (fixture, "branch_id", "24680");
  type_into (fixture, "serial_number", "");
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "serial_number");
  type_into (fixture, "serial_number", "ABC900000001");
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
}

static void
type_pin (Fixture *fixture, const char *pin, const char *again)
{
  type_into (fixture, "pin", pin);
  type_into (fixture, "again", again);
  go_on (fixture);
}

static void
test_wrong_pin (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *pin;
    const char *again;
    const char *row;
  } rows[] = {
    { "", "", "pin" },
    { "830274", "", "again" },
    { "830274", "830275", "again" },
    { "8302", "8302", "pin" },
    { "83027x", "83027x", "pin" },
    { "123456", "123456", "pin" },
    { "777777", "777777", "pin" },
    { "12345678901234567", "12345678901234567", "pin" },
  };

  go_to_pin (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      type_pin (fixture, rows[i].pin, rows[i].again);
      assert_refused (fixture, FIEL_FIRST_RUN_STEP_PIN, rows[i].row);
      g_assert_true (*rows[i].pin == '\0' || strstr (get_trouble (fixture), rows[i].pin) == NULL);
    }
  type_into (fixture, "name", " ");
  type_pin (fixture, "830274", "830274");
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_PIN, "name");
  type_into (fixture, "name", "Rosa");
  type_pin (fixture, "830274", "830274");
  assert_step (fixture, FIEL_FIRST_RUN_STEP_SALE);
}

/* -- The manager -- */

static gboolean
is_finished (gpointer user_data)
{
  fiel_manual_clock_advance (((Fixture *) user_data)->clock, 1);

  return ((Fixture *) user_data)->finished;
}

static gboolean
has_trouble (gpointer user_data)
{
  fiel_manual_clock_advance (((Fixture *) user_data)->clock, 1);

  return *get_trouble (user_data) != '\0';
}

static void
go_to_keys_with_pin (Fixture *fixture)
{
  go_to_pin (fixture);
  type_into (fixture, "name", "Rosa");
  type_pin (fixture, "830274", "830274");
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_KEYS);
}

static void
assert_nowhere (Fixture *fixture, const char *secret)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, NULL))
        g_assert_null (g_strstr_len (text, (gssize) length, secret));
    }
}

static void
test_manager (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielPerson) person = NULL;

  go_to_keys_with_pin (fixture);
  assert_nowhere (fixture, "830274");
  go_on (fixture);
  /* Whoever shows something behind the assistant is told. */
  g_assert_cmpuint (fixture->n_finishing, ==, 1);
  fiel_test_run_until (is_finished, fixture, "the manager is there", 30);
  g_assert_cmpuint (fixture->n_given_up, ==, 0);
  g_assert_true (fiel_people_get_exist (fixture->people));
  person = g_list_model_get_item (G_LIST_MODEL (fixture->people), 0);
  g_assert_cmpstr (fiel_person_get_name (person), ==, "Rosa");
  g_assert_cmpint (fiel_person_get_role (person), ==, FIEL_ROLE_MANAGER);
  assert_nowhere (fixture, "830274");
}

static char *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

/* A folder as it is when the power goes now, taken up by the next program. */
static char *
make_next_folder (Fixture *fixture, const char *more)
{
  static const char *const names[] = { "profile.conf", "profile.draft.conf", "first-run.conf" };
  char *folder = fiel_test_make_dir ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = read_file (fixture, names[i]);
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *whole = text != NULL ? g_strconcat (text, i == 0 ? more : "", NULL) : NULL;

      if (text != NULL)
        g_assert_true (g_file_set_contents (path, whole, -1, NULL));
    }
  fiel_first_run_state_reclaim (folder);

  return folder;
}

static gboolean
has_profile (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "profile.conf", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The power goes while a keyring asks for its password: the till does not open without the manager it was to have. */
static void
test_manager_interrupted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cut = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;
  g_autoptr (FielFirstRunState) state = NULL;

  go_to_keys_with_pin (fixture);
  go_on (fixture);
  g_assert_true (has_profile (fixture->folder));
  g_assert_false (fixture->finished);

  cut = make_next_folder (fixture, "");
  g_assert_false (has_profile (cut));
  state = fiel_first_run_state_new (cut, kinds, FIEL_CLOCK (fixture->clock), FIEL_SECRETS (fixture->drawer));
  g_assert_cmpint (fiel_first_run_state_get_step (state), ==, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_cmpstr (fiel_first_run_state_get_manager_name (state), ==, "Rosa");

  /* What somebody else wrote meanwhile is not ours to take. */
  changed = make_next_folder (fixture, "# mine\n");
  g_assert_true (has_profile (changed));

  fiel_test_run_until (is_finished, fixture, "the manager is there", 30);
  after = make_next_folder (fixture, "");
  g_assert_true (has_profile (after));
  fiel_test_remove_dir (cut);
  fiel_test_remove_dir (changed);
  fiel_test_remove_dir (after);
}

/* A till that was to be protected is not set up without its manager: it is said, and one may try again or go on
 * without. */
static void
test_manager_not_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.conf", NULL);

  fixture->people_closed = TRUE;
  go_to_keys_with_pin (fixture);
  go_on (fixture);
  fiel_test_run_until (has_trouble, fixture, "the manager is not taken", 30);
  g_assert_cmpuint (fixture->n_given_up, ==, 1);
  g_assert_false (fixture->finished);
  g_assert_true (gtk_widget_get_sensitive (in_window (fixture, "next")));
  g_assert_false (g_file_test (profile, G_FILE_TEST_EXISTS));

  go_back (fixture);
  go_back (fixture);
  go_on_without_pin (fixture);
  go_on (fixture);
  go_on (fixture);
  g_assert_true (fixture->finished);
  g_assert_true (g_file_test (profile, G_FILE_TEST_EXISTS));
}

static gboolean
has_focus (Fixture *fixture, const char *name)
{
  GtkWidget *row = on_page (fixture, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/* What is missing first has the keys: nobody types a PIN and is sent back for a name. */
static void
test_manager_without_name (Fixture *fixture, gconstpointer data)
{
  go_to_till (fixture);
  type_into (fixture, "name", "Caja 2");
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_true (has_focus (fixture, "name"));
  go_back (fixture);
  type_into (fixture, "cashier", "Ana");
  go_on (fixture);
  g_assert_true (has_focus (fixture, "pin"));
}

/* Tab leads to the next field, and not to the button that shows the PIN. */
static void
test_pin_tab (Fixture *fixture, gconstpointer data)
{
  go_to_pin (fixture);
  gtk_widget_grab_focus (on_page (fixture, "pin"));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus (fixture, "again"));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (has_focus (fixture, "pin"));
}

/* The PIN is kept nowhere, so whoever left types it again; going back and forth keeps it. */
static void
test_pin_taken_up (Fixture *fixture, gconstpointer data)
{
  go_to_keys_with_pin (fixture);
  go_back (fixture);
  go_back (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (on_page (fixture, "pin"))), ==, "");
  g_assert_false (gtk_widget_get_visible (on_page (fixture, "once_more")));
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_SALE);

  close_assistant (fixture);
  assert_nowhere (fixture, "830274");
  open_assistant (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (on_page (fixture, "name"))), ==, "Rosa");
  g_assert_true (gtk_widget_get_visible (on_page (fixture, "once_more")));
  go_on (fixture);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_PIN, "pin");
}

/* -- The account is not what one thought -- */

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, scroller, &bounds)
         && bounds.size.height > 0 && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

static gboolean
is_trouble_in_sight (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return has_page_trouble (fixture) && is_in_sight (on_page (fixture, "trouble"))
         && is_in_sight (on_page (fixture, "anyway")) && focus != NULL && is_in_sight (focus);
}

/* What failed, what is said about it and the way on are brought into sight. */
static void
test_trouble_in_sight (Fixture *fixture, gconstpointer data)
{
  trouble_to_find = FIEL_TROUBLE_CREDENTIALS;
  step_to_fail = FIEL_PROVIDER_STEP_SIGN_IN;
  go_to_account (fixture);
  type_into (fixture, "client_id", "la-higuera");
  type_into (fixture, "secret", "wrong");
  go_on (fixture);
  fiel_test_run_until (is_trouble_in_sight, fixture, "what failed is in sight", 30);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         on_page (fixture, "steps")));
}

static void
test_account_not_accepted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;

  trouble_to_find = FIEL_TROUBLE_CREDENTIALS;
  step_to_fail = FIEL_PROVIDER_STEP_SIGN_IN;
  go_to_account (fixture);
  type_into (fixture, "client_id", "la-higuera");
  type_into (fixture, "secret", "wrong");
  g_assert_false (gtk_widget_get_visible (on_page (fixture, "anyway")));
  go_on (fixture);
  fiel_test_run_until (has_page_trouble, fixture, "the account is refused", 30);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
  g_assert_null (fixture->drawer->secret);

  /* Somebody who types better goes on. */
  trouble_to_find = FIEL_TROUBLE_NONE;
  type_into (fixture, "secret", "right");
  g_assert_false (has_page_trouble (fixture));
  go_on (fixture);
  fiel_test_run_until (is_at_till, fixture, "the account is good", 30);
  g_assert_cmpstr (fixture->drawer->secret, ==, "getnet/client-secret/right");
}

static void
test_go_on_all_the_same (Fixture *fixture, gconstpointer data)
{
  trouble_to_find = FIEL_TROUBLE_NAME_NOT_FOUND;
  step_to_fail = FIEL_PROVIDER_STEP_NAME;
  go_to_account (fixture);
  type_into (fixture, "client_id", "la-higuera");
  type_into (fixture, "secret", "right");
  go_on (fixture);
  fiel_test_run_until (has_page_trouble, fixture, "there is no network", 30);
  g_signal_emit_by_name (on_page (fixture, "anyway"), "clicked");
  fiel_test_run_until (is_at_till, fixture, "it goes on", 30);
  g_assert_cmpstr (fixture->drawer->secret, ==, "getnet/client-secret/right");
  g_assert_true (gtk_widget_get_visible (on_page (fixture, "terminal_id")));
}

/* Never a file in place of the keyring, and a way on. */
static void
test_keyring_refuses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *draft = g_build_filename (fixture->folder, "profile.draft.conf", NULL);
  g_autofree char *text = NULL;

  fixture->drawer->refuses = TRUE;
  go_to_account (fixture);
  type_into (fixture, "client_id", "la-higuera");
  type_into (fixture, "secret", "s3cret");
  go_on (fixture);
  fiel_test_run_until (has_page_trouble, fixture, "the keyring refuses", 30);
  fiel_window_test_assert_label (gtk_stack_get_visible_child (in_window (fixture, "pages")), "trouble",
                                 "The keyring is locked.");
  g_signal_emit_by_name (on_page (fixture, "anyway"), "clicked");
  fiel_test_run_until (is_at_till, fixture, "it goes on without", 30);
  g_assert_true (g_file_get_contents (draft, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "la-higuera"));
  g_assert_null (strstr (text, "s3cret"));
}

/* -- From another till, and onto paper -- */

#define EXPORTED                                                                                                       \
  "[fiel]\nversion=1\n[store]\nname=Almacén La Higuera\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 9\n"           \
  "max-sale=50000\n[provider getnet]\nkind=getnet\nenvironment=test\nbase-address=https://test.cl.example/\n"         \
  "client-id=la-higuera\n[terminal barra]\nprovider=getnet\nname=Barra\nterminal-id=70011223\nbranch-id=24680\n"     \
  "serial-number=ABC900000001\n"

static void
import (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "from-another-till.conf", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fiel_first_run_store_import (FIEL_FIRST_RUN_STORE (gtk_stack_get_visible_child (in_window (fixture, "pages"))), path);
  fiel_test_drain ();
}

/* What another till knows is not asked again: only the secrets, and what belongs to this till. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;
  g_autofree char *text = NULL;
  const FielProfileTerminal *terminal = NULL;

  go_to_store (fixture);
  import (fixture, EXPORTED);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (on_page (fixture, "client_id"))), ==, "la-higuera");
  close_assistant (fixture);
  open_assistant (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
  type_into (fixture, "secret", "s3cret");
  go_on (fixture);
  fiel_test_run_until (is_at_till, fixture, "the account is good", 30);
  g_assert_false (gtk_widget_get_visible (on_page (fixture, "terminal_group")));
  type_into (fixture, "name", "Caja 3");
  go_on (fixture);
  go_on_without_pin (fixture);
  go_on (fixture);
  go_on (fixture);
  g_assert_true (fixture->finished);

  profile = load_profile (fixture);
  g_assert_cmpstr (fiel_profile_get_store_name (profile), ==, "Almacén La Higuera");
  g_assert_cmpstr (fiel_profile_get_till_name (profile), ==, "Caja 3");
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, 1);
  terminal = g_ptr_array_index (fiel_profile_get_terminals (profile), 0);
  g_assert_cmpstr (terminal->name, ==, "Barra");
  g_assert_true (g_file_get_contents (fiel_profile_get_path (profile), &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "max-sale=50000"));
}

static void
test_import_nonsense (Fixture *fixture, gconstpointer data)
{
  go_to_store (fixture);
  import (fixture, "this is no profile");
  assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
  g_assert_true (gtk_widget_get_visible (on_page (fixture, "imported")));
  g_assert_cmpstr (gtk_label_get_label (on_page (fixture, "imported")), !=, "");
  type_into (fixture, "name", "Kiosco");
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
}

/* The card says every key that the page says. */
static void
test_card (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "Digits, then Enter", "F3", "F4", "F5", "F9", "F12", "Esc" };
  g_autoptr (FielDocument) card = fiel_first_run_keys_make_card ();
  g_autofree char *text = fiel_document_to_text (card, 48);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_nonnull (strstr (text, keys[i]));
  go_to_keys (fixture);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (on_page (fixture, "next")), "Next the till opens, in training:"));
}

/* -- Leaving and coming back -- */

typedef struct
{
  const char *name;
  void (*go) (Fixture *fixture);
  FielFirstRunStep step;
} Leaving;

static void
stay (Fixture *fixture)
{
}

static const Leaving leavings[] = {
  { "language", stay, FIEL_FIRST_RUN_STEP_LANGUAGE },   { "store", go_to_store, FIEL_FIRST_RUN_STEP_STORE },
  { "start", go_to_start, FIEL_FIRST_RUN_STEP_START },  { "account", go_to_account, FIEL_FIRST_RUN_STEP_ACCOUNT },
  { "till", go_to_till, FIEL_FIRST_RUN_STEP_TILL },     { "pin", go_to_pin, FIEL_FIRST_RUN_STEP_PIN },
  { "sale", go_to_sale, FIEL_FIRST_RUN_STEP_SALE },     { "keys", go_to_keys, FIEL_FIRST_RUN_STEP_KEYS },
};

static void
test_left_and_taken_up (Fixture *fixture, gconstpointer data)
{
  const Leaving *leaving = data;
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.conf", NULL);

  leaving->go (fixture);
  assert_step (fixture, leaving->step);
  close_assistant (fixture);
  g_assert_false (g_file_test (profile, G_FILE_TEST_EXISTS));

  open_assistant (fixture);
  assert_step (fixture, leaving->step);
  while (fiel_first_run_get_step (fixture->window) > FIEL_FIRST_RUN_STEP_STORE)
    go_back (fixture);
  if (leaving->step <= FIEL_FIRST_RUN_STEP_STORE)
    return;
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (on_page (fixture, "name"))), ==, "Almacén La Higuera");
}

/* What was typed on the page that is left is not lost, if it is right. */
static void
test_half_an_answer (Fixture *fixture, gconstpointer data)
{
  go_to_store (fixture);
  type_into (fixture, "name", "Almacén");
  adw_combo_row_set_selected (on_page (fixture, "country"), 1);
  close_assistant (fixture);
  open_assistant (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (on_page (fixture, "name"))), ==, "Almacén");
  g_assert_cmpuint (adw_combo_row_get_selected (on_page (fixture, "country")), ==, 1);
}

static void
test_nonsense_beside_the_profile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *step = g_build_filename (fixture->folder, "first-run.conf", NULL);
  g_autofree char *draft = g_build_filename (fixture->folder, "profile.draft.conf", NULL);

  close_assistant (fixture);
  g_assert_true (g_file_set_contents (step, "[first-run]\nstep=keys\nconnects=perhaps\n", -1, NULL));
  g_assert_true (g_file_set_contents (draft, "this is no key file", -1, NULL));
  open_assistant (fixture);
  g_assert_cmpint (fiel_first_run_get_step (fixture->window), <=, FIEL_FIRST_RUN_STEP_STORE);
}

static void
test_folder_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.conf", NULL);

  go_to_keys (fixture);
  /* A folder in the profile's place cannot be replaced by a file, whoever runs this. */
  g_assert_cmpint (g_mkdir_with_parents (profile, 0700), ==, 0);
  go_on (fixture);
  g_assert_false (fixture->finished);
  assert_refused (fixture, FIEL_FIRST_RUN_STEP_KEYS, NULL);
}

/* -- Keys and words -- */

static void
test_enter_and_escape (Fixture *fixture, gconstpointer data)
{
  assert_step (fixture, FIEL_FIRST_RUN_STEP_LANGUAGE);
  g_assert_true (press_enter (fixture));
  assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
  type_into (fixture, "name", "Almacén");
  /* Not from a line of text: it has an Enter of its own. */
  g_assert_false (press_enter (fixture));
  g_signal_emit_by_name (on_page (fixture, "name"), "entry-activated");
  fiel_test_drain ();
  assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
  /* Nor from a choice that is not made: that Enter makes it. */
  gtk_widget_grab_focus (on_page (fixture, "provider"));
  g_assert_false (press_enter (fixture));
  gtk_widget_grab_focus (on_page (fixture, "training"));
  g_assert_true (press_enter (fixture));
  assert_step (fixture, FIEL_FIRST_RUN_STEP_TILL);
  go_back (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
  go_back (fixture);
  go_back (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_LANGUAGE);
  go_back (fixture);
  g_assert_null (fixture->window);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  fiel_window_test_assert_label (fixture->window, "position", "Step 1 of 7");
  g_assert_false (gtk_widget_get_visible (in_window (fixture, "back")));
  go_to_keys (fixture);
  fiel_window_test_assert_label (fixture->window, "position", "Step 7 of 7");
  g_assert_true (gtk_widget_get_visible (in_window (fixture, "back")));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (in_window (fixture, "next")), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Start practising");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_stack_get_visible_child (in_window (fixture, "pages"))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "The keys to remember");
  while (fiel_first_run_get_step (fixture->window) > FIEL_FIRST_RUN_STEP_LANGUAGE)
    {
      g_hash_table_add (titles, g_strdup (gtk_label_get_label (in_window (fixture, "title"))));
      go_back (fixture);
    }
  g_hash_table_add (titles, g_strdup (gtk_label_get_label (in_window (fixture, "title"))));
  g_assert_cmpuint (g_hash_table_size (titles), ==, 7);
}

/* Every page fits into 360 pixels with text twice as large. */
static void
assert_fits (Fixture *fixture)
{
  int least = 0;

  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_test_message ("%s: %d pixels", gtk_label_get_label (in_window (fixture, "title")), least);
  g_assert_cmpint (least, <=, 360);
}

static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  trouble_to_find = FIEL_TROUBLE_CERTIFICATE_UNTRUSTED;
  step_to_fail = FIEL_PROVIDER_STEP_CONNECTION;
  go_to_account (fixture);
  adw_combo_row_set_selected (on_page (fixture, "environment"), 1);
  type_into (fixture, "client_id", "la-higuera");
  go_on (fixture);
  fiel_test_run_until (has_page_trouble, fixture, "the connection is not trusted", 30);
  assert_fits (fixture);
  g_signal_emit_by_name (on_page (fixture, "anyway"), "clicked");
  fiel_test_run_until (is_at_till, fixture, "it goes on", 30);
  assert_fits (fixture);
  while (fiel_first_run_get_step (fixture->window) > FIEL_FIRST_RUN_STEP_LANGUAGE)
    {
      go_back (fixture);
      assert_fits (fixture);
    }
  go_to_pin (fixture);
  assert_fits (fixture);
  go_on_without_pin (fixture);
  assert_fits (fixture);
  go_on (fixture);
  assert_fits (fixture);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* -- The practice sale -- */

static void
test_practice_sale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  go_to_sale (fixture);
  g_assert_cmpstr (gtk_label_get_label (on_page (fixture, "charge_label")), ==, "Charge $1.250 in training");
  g_signal_emit_by_name (on_page (fixture, "charge"), "clicked");
  fiel_manual_clock_advance (fixture->clock, 1);
  fiel_test_drain ();
  g_assert_nonnull (fixture->engine);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (fixture->engine), ==, 1);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  g_assert_cmpint (fiel_attempt_get_amount (attempt).minor, ==, 1250);
  g_assert_false (gtk_widget_get_sensitive (on_page (fixture, "charge")));

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1250);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_test_drain ();
  g_assert_true (g_str_has_prefix (gtk_label_get_label (on_page (fixture, "news")), "Approved."));
  g_assert_true (gtk_widget_get_sensitive (on_page (fixture, "charge")));
  g_clear_object (&attempt);
  fiel_test_drain ();
  g_assert_null (fixture->engine);
}

/* What is practised is charged in the money of the store. */
static void
test_practice_sale_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  go_to_store (fixture);
  adw_combo_row_set_selected (on_page (fixture, "country"), 1);
  fiel_test_drain ();
  type_into (fixture, "name", "Kiosco");
  go_on (fixture);
  go_on (fixture);
  type_into (fixture, "cashier", "Ana");
  go_on (fixture);
  go_on_without_pin (fixture);
  g_assert_cmpstr (gtk_label_get_label (on_page (fixture, "charge_label")), ==, "Charge $12,50 in training");
  g_signal_emit_by_name (on_page (fixture, "charge"), "clicked");
  fiel_manual_clock_advance (fixture->clock, 1);
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (fixture->engine), ==, 1);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  g_assert_cmpstr (fiel_attempt_get_amount (attempt).currency->code, ==, "ARS");
}

static void
test_sale_passed_over (Fixture *fixture, gconstpointer data)
{
  go_to_sale (fixture);
  g_signal_emit_by_name (on_page (fixture, "charge"), "clicked");
  fiel_test_drain ();
  go_on (fixture);
  assert_step (fixture, FIEL_FIRST_RUN_STEP_KEYS);
  /* It was opening when it was passed over: it opens and ends all the same, and nothing is charged. */
  fiel_manual_clock_advance (fixture->clock, 1);
  fiel_test_drain ();
  g_assert_null (fixture->engine);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  ADD ("/first-run/training", test_training);
  ADD ("/first-run/provider", test_provider);
  ADD ("/first-run/demonstration", test_demonstration);
  ADD ("/first-run/argentina", test_argentina);
  ADD ("/first-run/wrong/store", test_wrong_store);
  ADD ("/first-run/wrong/till", test_wrong_till);
  ADD ("/first-run/wrong/account", test_wrong_account);
  ADD ("/first-run/wrong/terminal", test_wrong_terminal);
  ADD ("/first-run/wrong/pin", test_wrong_pin);
  ADD ("/first-run/manager", test_manager);
  ADD ("/first-run/manager-interrupted", test_manager_interrupted);
  ADD ("/first-run/manager-without-name", test_manager_without_name);
  ADD ("/first-run/manager-not-taken", test_manager_not_taken);
  ADD ("/first-run/pin-tab", test_pin_tab);
  ADD ("/first-run/pin-taken-up", test_pin_taken_up);
  ADD ("/first-run/trouble-in-sight", test_trouble_in_sight);
  ADD ("/first-run/account/callbacks-come-later", test_callbacks_come_later);
  ADD ("/first-run/account-not-accepted", test_account_not_accepted);
  ADD ("/first-run/go-on-all-the-same", test_go_on_all_the_same);
  ADD ("/first-run/keyring-refuses", test_keyring_refuses);
  for (gsize i = 0; i < G_N_ELEMENTS (leavings); i++)
    {
      g_autofree char *path = g_strconcat ("/first-run/left-and-taken-up/", leavings[i].name, NULL);

      g_test_add (path, Fixture, &leavings[i], set_up, test_left_and_taken_up, tear_down);
    }
  ADD ("/first-run/import", test_import);
  ADD ("/first-run/import-nonsense", test_import_nonsense);
  ADD ("/first-run/card", test_card);
  ADD ("/first-run/half-an-answer", test_half_an_answer);
  ADD ("/first-run/nonsense-beside-the-profile", test_nonsense_beside_the_profile);
  ADD ("/first-run/folder-read-only", test_folder_read_only);
  ADD ("/first-run/enter-and-escape", test_enter_and_escape);
  ADD ("/first-run/words", test_words);
  ADD ("/first-run/large-text", test_large_text);
  ADD ("/first-run/practice-sale", test_practice_sale);
  ADD ("/first-run/practice-sale-elsewhere", test_practice_sale_elsewhere);
  ADD ("/first-run/sale-passed-over", test_sale_passed_over);

  return g_test_run ();
}
