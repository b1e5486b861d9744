/* test-keyring-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-pin-safe.h"
#include "fiel-secrets.h"
#include "fiel-test.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

/* The keyring, for real: a bus and a gnome-keyring-daemon of each test's own. libsecret keeps its connection for the
 * life of a process, so what each keyring is asked is asked by a child of the test. */

#define DAEMON_TIMEOUT 60

typedef struct
{
  char *home;             /* (owned) */
  GTestDBus *bus;         /* (owned) */
  GSubprocess *daemon;    /* (owned) (nullable) */
} Session;

static void
session_init (Session *session)
{
  session->home = fiel_test_make_dir ();
  session->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  session->daemon = NULL;
  g_test_dbus_up (session->bus);
}

static gboolean
keyring_is_there (gpointer user_data)
{
  g_autoptr (GDBusConnection) connection = user_data != NULL ? g_object_ref (user_data) : NULL;
  g_autoptr (GVariant) answer = NULL;
  gboolean there = FALSE;

  answer = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
      g_variant_new ("(s)", "org.freedesktop.secrets"), G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (answer);
  g_variant_get (answer, "(b)", &there);

  return there;
}

/* @password: NULL leaves the keyring locked */
static void
session_start_daemon (Session *session, const char *password)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "HOME", session->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", session->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", session->home, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  session->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                                 "--components=secrets", password != NULL ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (session->daemon);
  if (password != NULL)
    g_output_stream_write_all (input, password, strlen (password), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);

  connection = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (session->bus),
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);
  fiel_test_run_until (keyring_is_there, connection, "the keyring on the bus", DAEMON_TIMEOUT);
}

static void
session_stop_daemon (Session *session)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (session->daemon, SIGTERM);
  g_subprocess_wait (session->daemon, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&session->daemon);
}

static void
session_clear (Session *session)
{
  if (session->daemon != NULL)
    session_stop_daemon (session);
  g_test_dbus_down (session->bus);
  g_object_unref (session->bus);
  fiel_test_remove_dir (session->home);
  g_free (session->home);
}

static void
run_child (const char *path)
{
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
assert_kept (FielSecrets *secrets, const char *provider, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = fiel_secrets_lookup (secrets, provider, name, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  fiel_secrets_wipe (secret);
}

/* It is there, and since a moment ago; nobody has to read it to know that. */
static void
assert_found (FielSecrets *secrets, const char *provider, const char *name)
{
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  gint64 since_s = 0;

  g_assert_true (fiel_secrets_find (secrets, provider, name, &since_s, &error));
  g_assert_no_error (error);
  g_assert_cmpint (since_s, >, now_s - 600);
  g_assert_cmpint (since_s, <=, now_s + 1);
}

static void
assert_not_found (FielSecrets *secrets, const char *provider, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) trouble = NULL;
  gint64 since_s = 0;

  g_assert_false (fiel_secrets_find (secrets, provider, name, &since_s, &trouble));
  g_assert_error (trouble, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND);
  g_assert_null (fiel_secrets_lookup (secrets, provider, name, &error));
  g_assert_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "fielctl secret set getnet"));
}

static void
child_keep (void)
{
  FielSecrets *secrets = fiel_keyring_secrets_new ();
  g_autoptr (GError) error = NULL;

  assert_not_found (secrets, "getnet", "client-secret");
  g_assert_true (fiel_secrets_store (secrets, "getnet", "client-secret", "s3cret", &error));
  g_assert_no_error (error);
  g_assert_true (fiel_secrets_store (secrets, "getnet", "api-key", "contraseña €", &error));
  g_assert_no_error (error);
  g_assert_true (fiel_secrets_store (secrets, "other", "client-secret", "another", &error));
  g_assert_no_error (error);
  assert_found (secrets, "getnet", "client-secret");
  assert_kept (secrets, "getnet", "client-secret", "s3cret");
  assert_kept (secrets, "getnet", "api-key", "contraseña €");
  assert_kept (secrets, "other", "client-secret", "another");
  g_assert_finalize_object (secrets);
}

static void
child_change (void)
{
  FielSecrets *secrets = fiel_keyring_secrets_new ();
  g_autoptr (GError) error = NULL;

  assert_kept (secrets, "getnet", "client-secret", "s3cret");
  g_assert_true (fiel_secrets_store (secrets, "getnet", "client-secret", "newer", &error));
  g_assert_no_error (error);
  assert_kept (secrets, "getnet", "client-secret", "newer");

  g_assert_true (fiel_secrets_clear (secrets, "getnet", "client-secret", &error));
  g_assert_no_error (error);
  assert_not_found (secrets, "getnet", "client-secret");
  assert_kept (secrets, "other", "client-secret", "another");
  g_assert_false (fiel_secrets_clear (secrets, "getnet", "client-secret", &error));
  g_assert_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND);
  g_assert_finalize_object (secrets);
}

static void
assert_all_fail (FielSecretsError code, const char *remedy)
{
  FielSecrets *secrets = fiel_keyring_secrets_new ();
  g_autoptr (GError) looked_up = NULL;
  g_autoptr (GError) found = NULL;
  gint64 since_s = 0;
  g_autoptr (GError) stored = NULL;
  g_autoptr (GError) cleared = NULL;

  g_assert_null (fiel_secrets_lookup (secrets, "getnet", "client-secret", &looked_up));
  g_assert_error (looked_up, FIEL_SECRETS_ERROR, (int) code);
  g_assert_nonnull (strstr (looked_up->message, remedy));
  g_assert_false (fiel_secrets_find (secrets, "getnet", "client-secret", &since_s, &found));
  g_assert_error (found, FIEL_SECRETS_ERROR, (int) code);

  g_assert_false (fiel_secrets_store (secrets, "getnet", "client-secret", "c4nary", &stored));
  g_assert_error (stored, FIEL_SECRETS_ERROR, (int) code);
  g_assert_nonnull (strstr (stored->message, remedy));
  g_assert_null (strstr (stored->message, "c4nary"));

  g_assert_false (fiel_secrets_clear (secrets, "getnet", "client-secret", &cleared));
  g_assert_error (cleared, FIEL_SECRETS_ERROR, (int) code);
  g_assert_finalize_object (secrets);
}

static void
child_locked (void)
{
  assert_all_fail (FIEL_SECRETS_ERROR_LOCKED, "unlock the keyring");
}

static void
child_absent (void)
{
  assert_all_fail (FIEL_SECRETS_ERROR_NO_KEYRING, "gnome-keyring");
}

/* PINs */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **kept = user_data;

  return *kept != NULL;
}

static void
keep_pin (FielPinSafe *safe, const char *key, const char *pin)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_pin_safe_keep_async (safe, key, pin, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the PIN is kept", DAEMON_TIMEOUT);
  g_assert_true (fiel_pin_safe_keep_finish (safe, result, &error));
  g_assert_no_error (error);
}

static gboolean
is_right (FielPinSafe *safe, const char *key, const char *pin, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean matches = FALSE;

  fiel_pin_safe_verify_async (safe, key, pin, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the PIN is looked at", DAEMON_TIMEOUT);

  return fiel_pin_safe_verify_finish (safe, result, &matches, error) && matches;
}

/* What an item of the keyring is called and holds is no PIN. */
static void
child_keep_pins (void)
{
  FielSecrets *secrets = fiel_keyring_secrets_new ();
  FielPinSafe *safe = fiel_pin_safe_new (secrets, "");
  FielPinSafe *other = fiel_pin_safe_new (secrets, "/elsewhere/profile.conf");
  g_autoptr (GError) error = NULL;
  char *kept = NULL;

  keep_pin (safe, "ana", "4820615937");
  keep_pin (safe, "luis", "9375102846");
  g_assert_true (is_right (safe, "ana", "4820615937", &error));
  g_assert_no_error (error);
  g_assert_false (is_right (safe, "ana", "9375102846", &error));
  g_assert_no_error (error);
  kept = fiel_secrets_lookup (secrets, FIEL_SECRETS_PEOPLE, "ana", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (kept, "$argon2id$"));
  fiel_secrets_wipe (kept);

  /* Another store has people of its own. */
  g_assert_false (is_right (other, "ana", "4820615937", &error));
  g_assert_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "fielctl people set-pin ana --recover"));
  g_clear_error (&error);

  keep_pin (safe, "luis", NULL);
  keep_pin (safe, "luis", NULL);
  g_assert_false (is_right (safe, "luis", "9375102846", &error));
  g_assert_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND);
  g_object_unref (safe);
  g_object_unref (other);
  g_object_unref (secrets);
}

static void
child_find_pin (void)
{
  g_autoptr (FielSecrets) secrets = fiel_keyring_secrets_new ();
  g_autoptr (FielPinSafe) safe = fiel_pin_safe_new (secrets, "");
  g_autoptr (GError) error = NULL;

  g_assert_true (is_right (safe, "ana", "4820615937", &error));
  g_assert_no_error (error);
}

static void
child_locked_pin (void)
{
  g_autoptr (FielSecrets) secrets = fiel_keyring_secrets_new ();
  g_autoptr (FielPinSafe) safe = fiel_pin_safe_new (secrets, "");
  g_autoptr (GError) error = NULL;

  g_assert_false (is_right (safe, "ana", "4820615937", &error));
  g_assert_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_LOCKED);
  g_assert_null (strstr (error->message, "4820615937"));
}

static void
test_pins (void)
{
  Session session;

  session_init (&session);
  session_start_daemon (&session, "password");
  run_child ("/keyring-secrets/subprocess/keep-pins");
  session_stop_daemon (&session);

  session_start_daemon (&session, "password");
  run_child ("/keyring-secrets/subprocess/find-pin");
  session_stop_daemon (&session);

  session_start_daemon (&session, NULL);
  run_child ("/keyring-secrets/subprocess/locked-pin");
  session_clear (&session);
}

static void
test_kept_across_sessions (void)
{
  Session session;

  session_init (&session);
  session_start_daemon (&session, "password");
  run_child ("/keyring-secrets/subprocess/keep");
  session_stop_daemon (&session);

  session_start_daemon (&session, "password");
  run_child ("/keyring-secrets/subprocess/change");
  session_clear (&session);
}

static void
test_locked (void)
{
  Session session;

  session_init (&session);
  session_start_daemon (&session, "password");
  run_child ("/keyring-secrets/subprocess/keep");
  session_stop_daemon (&session);

  session_start_daemon (&session, NULL);
  run_child ("/keyring-secrets/subprocess/locked");
  session_clear (&session);
}

static void
test_wrong_password (void)
{
  Session session;

  session_init (&session);
  session_start_daemon (&session, "password");
  run_child ("/keyring-secrets/subprocess/keep");
  session_stop_daemon (&session);

  session_start_daemon (&session, "another");
  run_child ("/keyring-secrets/subprocess/locked");
  session_clear (&session);
}

static void
test_bus_without_keyring (void)
{
  Session session;

  session_init (&session);
  run_child ("/keyring-secrets/subprocess/absent");
  session_clear (&session);
}

static void
test_no_bus (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *address = g_strdup_printf ("unix:path=%s/nobody", folder);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  run_child ("/keyring-secrets/subprocess/absent");
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  fiel_test_remove_dir (folder);
}

/* No bus, no keyring: and still nothing was written anywhere. */
static void
test_never_a_file (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *address = g_strdup_printf ("unix:path=%s/nobody", folder);
  g_autoptr (GDir) dir = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  g_setenv ("HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  run_child ("/keyring-secrets/subprocess/absent");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  fiel_test_remove_dir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* Only run by the tests below, each in a process of its own. */
  g_test_add_func ("/keyring-secrets/subprocess/keep", child_keep);
  g_test_add_func ("/keyring-secrets/subprocess/change", child_change);
  g_test_add_func ("/keyring-secrets/subprocess/locked", child_locked);
  g_test_add_func ("/keyring-secrets/subprocess/absent", child_absent);
  g_test_add_func ("/keyring-secrets/subprocess/keep-pins", child_keep_pins);
  g_test_add_func ("/keyring-secrets/subprocess/find-pin", child_find_pin);
  g_test_add_func ("/keyring-secrets/subprocess/locked-pin", child_locked_pin);

  g_test_add_func ("/keyring-secrets/pins", test_pins);
  g_test_add_func ("/keyring-secrets/kept-across-sessions", test_kept_across_sessions);
  g_test_add_func ("/keyring-secrets/locked", test_locked);
  g_test_add_func ("/keyring-secrets/wrong-password", test_wrong_password);
  g_test_add_func ("/keyring-secrets/bus-without-keyring", test_bus_without_keyring);
  g_test_add_func ("/keyring-secrets/no-bus", test_no_bus);
  g_test_add_func ("/keyring-secrets/never-a-file", test_never_a_file);

  return g_test_run ();
}
