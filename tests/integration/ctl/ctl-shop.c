/* ctl-shop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include "fiel-test.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#define PROFILE                                                                                                        \
  "[fiel]\nversion=1\n[store]\nname=Test\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja "                                \
  "1\ncashier=Ana\nmax-sale=900000\n"                                                                                  \
  "[provider getnet]\nkind=getnet\nenvironment=training\nbase-address=%s\nfirst-check-ms=100\ncheck-interval-ms=200\n" \
  "negative-gap-ms=200\nbackoff-ms=100,200\nanswer-timeout-ms=20000\nlimit-ms=2000\nhorizon-ms=3000\n%s"               \
  "[terminal norte]\nname=Norte\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000001\n" \
  "[terminal sur]\nname=Sur\nprovider=getnet\nterminal-id=70011224\nbranch-id=24680\nserial-number=ABC900000002\n"

#define ARGENTINA                                                                                                      \
  "[fiel]\nversion=1\n[store]\nname=Test\ncountry=ar\ncurrency=ARS\n[till]\nname=Caja 1\ncashier=Ana\n"                \
  "[provider getnet]\nkind=getnet\nenvironment=training\nbase-address=%s\nfirst-check-ms=100\ncheck-interval-ms=200\n" \
  "negative-gap-ms=200\nbackoff-ms=100,200\nanswer-timeout-ms=20000\nlimit-ms=2000\nhorizon-ms=3000\n"                 \
  "amount-unit=centavos\n"                                                                                             \
  "[terminal norte]\nname=Norte\nprovider=getnet\nterminal-id=AR000001\nbranch-id=0000024680\n"                        \
  "serial-number=NEX123456789\n"

void
ctl_shop_write_profile (CtlShop *shop, const char *base, const char *more)
{
  g_autofree char *text = g_strdup_printf (PROFILE, base, more);

  g_assert_true (g_file_set_contents (shop->profile_path, text, -1, NULL));
}

void
ctl_shop_add_till_keys (CtlShop *shop, const char *lines)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *more = NULL;

  g_assert_true (g_file_get_contents (shop->profile_path, &text, NULL, NULL));
  parts = g_strsplit (text, "[till]\n", 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  more = g_strconcat (parts[0], "[till]\n", lines, parts[1], NULL);
  g_assert_true (g_file_set_contents (shop->profile_path, more, -1, NULL));
}

/* @peer: (transfer full) */
static void
init (CtlShop *shop, PracticePeer *peer)
{
  shop->folder = fiel_test_make_dir ();
  shop->profile_path = g_build_filename (shop->folder, "profile.conf", NULL);
  shop->peer = peer;
  practice_peer_post (shop->peer, "time", "{\"paused\":false,\"scale\":20}");
}

void
ctl_shop_init (CtlShop *shop)
{
  init (shop, practice_peer_start (NULL, NULL));
  ctl_shop_write_profile (shop, practice_peer_get_base (shop->peer), "");
}

char *
ctl_shop_make_argentina (CtlShop *shop)
{
  return g_strdup_printf (ARGENTINA, practice_peer_get_base (shop->peer));
}

void
ctl_shop_init_argentina (CtlShop *shop)
{
  g_autofree char *text = NULL;

  init (shop, practice_peer_start ("--country", "ar", NULL));
  text = ctl_shop_make_argentina (shop);
  g_assert_true (g_file_set_contents (shop->profile_path, text, -1, NULL));
}

void
ctl_shop_clear (CtlShop *shop)
{
  g_clear_pointer (&shop->peer, practice_peer_stop);
  fiel_test_remove_dir (shop->folder);
  g_free (shop->folder);
  g_free (shop->profile_path);
}

static GPtrArray *
make_arguments (CtlShop *shop, const char *first_argument, va_list list)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (gpointer) g_getenv ("FIELCTL"));
  g_ptr_array_add (arguments, (gpointer) "--profile");
  g_ptr_array_add (arguments, shop->folder);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  g_ptr_array_add (arguments, NULL);

  return arguments;
}

static GPtrArray *
parse_lines (const char *output)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_auto (GStrv) texts = g_strsplit (output, "\n", -1);

  for (gsize i = 0; texts[i] != NULL && *texts[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (texts[i], NULL);

      g_assert_nonnull (node);
      g_ptr_array_add (lines, json_node_dup_object (node));
    }

  return g_steal_pointer (&lines);
}

CtlRun *
ctl_shop_run (CtlShop *shop, const char *input, const char *first_argument, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CtlRun *run = g_new0 (CtlRun, 1);
  va_list list;

  va_start (list, first_argument);
  arguments = make_arguments (shop, first_argument, list);
  va_end (list);
  process = g_subprocess_newv (
      (const char *const *)arguments->pdata,
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &run->output, &run->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->code = g_subprocess_get_exit_status (process);
  if (run->output[0] == '{')
    run->lines = parse_lines (run->output);
  g_test_message ("exit %d\n%s%s", run->code, run->output, run->errors);

  return run;
}

static CtlRun *
run_without_output (GSubprocessLauncher *launcher, GPtrArray *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CtlRun *run = g_new0 (CtlRun, 1);

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &run->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->code = g_subprocess_get_exit_status (process);
  run->output = g_strdup ("");
  g_test_message ("exit %d, without output\n%s", run->code, run->errors);

  return run;
}

CtlRun *
ctl_shop_run_on_full_disk (CtlShop *shop, const char *first_argument, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) arguments = NULL;
  va_list list;

  va_start (list, first_argument);
  arguments = make_arguments (shop, first_argument, list);
  va_end (list);
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");

  return run_without_output (launcher, arguments);
}

static void
close_output (gpointer data)
{
  close (STDIN_FILENO);
  close (STDOUT_FILENO);
}

CtlRun *
ctl_shop_run_closed (CtlShop *shop, const char *first_argument, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) arguments = NULL;
  va_list list;

  va_start (list, first_argument);
  arguments = make_arguments (shop, first_argument, list);
  va_end (list);
  g_subprocess_launcher_set_child_setup (launcher, close_output, NULL, NULL);

  return run_without_output (launcher, arguments);
}

void
ctl_run_free (CtlRun *run)
{
  g_clear_pointer (&run->lines, g_ptr_array_unref);
  g_free (run->output);
  g_free (run->errors);
  g_free (run);
}

/* Returns: (transfer none): the last line of JSON */
JsonObject *
ctl_run_last (CtlRun *run)
{
  g_assert_nonnull (run->lines);
  g_assert_cmpuint (run->lines->len, >, 0);

  return g_ptr_array_index (run->lines, run->lines->len - 1);
}

/* Returns: (transfer none) (nullable): a text, or NULL for null; the key must be there */
const char *
ctl_text (JsonObject *object, const char *name)
{
  g_assert_true (json_object_has_member (object, name));

  return json_object_get_null_member (object, name) ? NULL : json_object_get_string_member (object, name);
}

/* Exit code 2, nothing on standard output, and one message that names the place. */
void
ctl_run_assert_trouble (CtlRun *run, const char *names)
{
  g_assert_cmpint (run->code, ==, 2);
  g_assert_cmpstr (run->output, ==, "");
  g_assert_true (g_str_has_prefix (run->errors, "fielctl: "));
  if (strstr (run->errors, names) == NULL)
    g_assert_cmpstr (run->errors, ==, names);
}

GSubprocess *
ctl_shop_start (CtlShop *shop, GDataInputStream **output, const char *first_argument, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  va_list list;

  va_start (list, first_argument);
  arguments = make_arguments (shop, first_argument, list);
  va_end (list);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  *output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  return process;
}

/* Returns: (transfer full): the id of the attempt that came into that state */
char *
ctl_wait_for_state (GDataInputStream *output, const char *state)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);
      g_autoptr (JsonNode) node = NULL;

      g_assert_no_error (error);
      g_assert_nonnull (line);
      node = json_from_string (line, NULL);
      g_assert_nonnull (node);
      if (g_strcmp0 (ctl_text (json_node_get_object (node), "state"), state) == 0)
        return g_strdup (ctl_text (json_node_get_object (node), "id"));
    }
}

/* Returns: the exit code, or minus the signal that ended it */
int
ctl_wait_for_end (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (process))
    return -g_subprocess_get_term_sig (process);

  return g_subprocess_get_exit_status (process);
}

/* How often the cloud got a request to charge for this attempt. */
guint
ctl_shop_count_transmissions (CtlShop *shop, const char *attempt_id)
{
  g_autofree char *path = g_strconcat ("transmissions?customId=", attempt_id, NULL);
  g_autoptr (JsonNode) node = practice_peer_control (shop->peer, "GET", path, NULL);

  return json_array_get_length (json_node_get_array (node));
}
