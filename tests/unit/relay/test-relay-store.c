/* test-relay-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The relay's file: order, positions, ages, and what the roster makes of it.
 */

#include "fiel-relay-admin.h"
#include "fiel-relay-error.h"
#include "fiel-relay-roster.h"
#include "fiel-relay-store.h"
#include "fiel-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  char *folder;          /* owned */
  char *path;            /* owned */
  FielRelayStore *store; /* owned */
} Fixture;

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->store, fiel_relay_store_close);
  fixture->store = fiel_relay_store_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "relay.db", NULL);
  reopen (fixture);
  g_assert_true (fiel_relay_admin_add_shop (fixture->store, "Norte", &error));
  g_assert_true (fiel_relay_admin_add_shop (fixture->store, "Sur", &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, fiel_relay_store_close);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
write_news (Fixture *fixture, gint64 shop, guint n_news, gint64 received_us, gint64 running_us)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_relay_news_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_news; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

      g_ptr_array_add (news, fiel_relay_news_new (shop, "getnet", received_us, body));
    }
  g_assert_true (fiel_relay_store_write (fixture->store, news, NULL, running_us, &error));
  g_assert_no_error (error);
}

static char *
read_news (Fixture *fixture, gint64 shop, gint64 position, guint *n_news)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayPage) page = fiel_relay_store_read (fixture->store, shop, position, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  *n_news = fiel_relay_page_get_n_news (page);
  bytes = fiel_relay_page_end (page);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_last (Fixture *fixture, gint64 shop, gint64 position, guint expected_n, gint64 expected_last)
{
  guint n_news = 0;
  g_autofree char *text = read_news (fixture, shop, position, &n_news);
  g_autofree char *last = g_strdup_printf (",\"last\":%" G_GINT64_FORMAT ",", expected_last);

  g_assert_cmpuint (n_news, ==, expected_n);
  g_assert_nonnull (strstr (text, last));
}

static void
move_till (Fixture *fixture, gint64 till, gint64 position)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (positions, &till, &position);
  g_assert_true (fiel_relay_store_write (fixture->store, none, positions, 0, &error));
  g_assert_no_error (error);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint n_news = 0;
  g_autofree char *first = NULL;

  write_news (fixture, 1, 60, 0, 0);
  write_news (fixture, 2, 3, 0, 0);
  assert_last (fixture, 1, 0, 50, 50);
  assert_last (fixture, 1, 50, 10, 60);
  assert_last (fixture, 1, 60, 0, 60);
  assert_last (fixture, 2, 0, 3, 63);
  assert_last (fixture, 3, 7, 0, 7);

  first = read_news (fixture, 2, 62, &n_news);
  g_assert_true (g_str_has_suffix (first, "\"last\":63,\"news\":[{\"sequence\":63,\"provider\":\"getnet\","
                                          "\"received\":\"1970-01-01T00:00:00.000Z\",\"body\":\"Mg==\"}]}\n"));
}

/* No sequence is given twice, whatever was deleted and however often the file is opened. */
static void
test_sequence (Fixture *fixture, gconstpointer data)
{
  const FielRelayRetention nothing = { 1, 1 };
  g_autofree char *epoch = g_strdup (fiel_relay_store_get_epoch (fixture->store));
  g_autoptr (GError) error = NULL;
  guint n_forgotten = 0;

  g_assert_cmpuint (strlen (epoch), ==, 32);
  write_news (fixture, 1, 5, 0, 0);
  g_assert_true (fiel_relay_store_forget (fixture->store, &nothing, DAY_US, 100, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 5);
  reopen (fixture);
  g_assert_cmpstr (fiel_relay_store_get_epoch (fixture->store), ==, epoch);
  write_news (fixture, 1, 1, 0, 0);
  assert_last (fixture, 1, 0, 1, 6);
}

/* A wall clock that jumps to and fro changes what is shown, and neither order nor age. */
static void
test_clock_jump (Fixture *fixture, gconstpointer data)
{
  const FielRelayRetention retention = { 7 * DAY_US, 30 * DAY_US };
  const char *first = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n_forgotten = 0;
  guint n_news = 0;

  write_news (fixture, 1, 1, 4000 * DAY_US, 0);
  write_news (fixture, 1, 1, 20 * DAY_US, 1);
  write_news (fixture, 1, 1, 40000 * DAY_US, 2);
  text = read_news (fixture, 1, 0, &n_news);
  g_assert_cmpuint (n_news, ==, 3);
  first = strstr (text, "1980-12-14T");
  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first, "1970-01-21T"));
  g_assert_nonnull (strstr (first, "2079-07-08T"));
  g_assert_true (fiel_relay_store_forget (fixture->store, &retention, 3, 100, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 0);
}

/* What all tills of the shop have goes after its time; what one has not goes after the longest time only. */
static void
test_retention (Fixture *fixture, gconstpointer data)
{
  const FielRelayRetention retention = { 7 * DAY_US, 30 * DAY_US };
  g_autoptr (GError) error = NULL;
  g_autofree char *one = fiel_relay_admin_add_till (fixture->store, "Norte", "Caja 1", &error);
  g_autofree char *two = fiel_relay_admin_add_till (fixture->store, "Norte", "Caja 2", &error);
  guint n_forgotten = 0;

  g_assert_no_error (error);
  write_news (fixture, 1, 4, 0, 0);
  write_news (fixture, 2, 2, 0, 0);
  move_till (fixture, 1, 3);
  move_till (fixture, 2, 2);

  g_assert_true (fiel_relay_store_forget (fixture->store, &retention, 7 * DAY_US, 100, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 0);
  g_assert_true (fiel_relay_store_forget (fixture->store, &retention, 7 * DAY_US + 1, 1, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 1);
  g_assert_true (fiel_relay_store_forget (fixture->store, &retention, 7 * DAY_US + 1, 100, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 1);
  assert_last (fixture, 1, 0, 2, 4);
  assert_last (fixture, 2, 0, 2, 6);
  g_assert_true (fiel_relay_store_forget (fixture->store, &retention, 30 * DAY_US + 1, 100, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 4);
}

static void
test_forget_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = fiel_relay_admin_add_till (fixture->store, "Norte", "Caja 1", &error);
  g_autoptr (GHashTable) counts = NULL;
  guint n_forgotten = 0;
  const gint64 shop = 1;

  write_news (fixture, 1, 5, 0, 0);
  write_news (fixture, 2, 5, 0, 0);
  g_assert_true (fiel_relay_store_forget_read (fixture->store, 2, 100, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 0);
  move_till (fixture, 1, 4);
  g_assert_true (fiel_relay_store_forget_read (fixture->store, 1, 3, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 3);
  g_assert_true (fiel_relay_store_forget_read (fixture->store, 1, 3, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 1);
  counts = fiel_relay_store_count_news (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (counts, &shop), ==, 1);
  g_assert_cmpuint (g_hash_table_size (counts), ==, 2);
}

static gint64
find_position (Fixture *fixture, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayRoster) roster = fiel_relay_roster_read (fixture->store, &error);
  FielRelayTill *till = NULL;

  g_assert_no_error (error);
  till = fiel_relay_roster_find_till (roster, token, strlen (token));
  return till != NULL ? fiel_relay_till_get_position (till) : -1;
}

static void
test_positions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *old = fiel_relay_admin_add_till (fixture->store, "Norte", "Caja 1", &error);
  g_autofree char *new = NULL;

  write_news (fixture, 2, 5, 0, 0);
  reopen (fixture);
  new = fiel_relay_admin_add_till (fixture->store, "Norte", "Caja 2", &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_position (fixture, old), ==, 0);
  g_assert_cmpint (find_position (fixture, new), ==, 5);
  move_till (fixture, 1, 4);
  g_assert_cmpint (find_position (fixture, old), ==, 4);
  move_till (fixture, 1, 2);
  g_assert_cmpint (find_position (fixture, old), ==, 4);
  g_assert_true (fiel_relay_admin_remove_till (fixture->store, "Norte", "Caja 1", &error));
  g_assert_cmpint (find_position (fixture, old), ==, -1);
  g_assert_cmpint (find_position (fixture, "nobody"), ==, -1);
}

/* Written down by one reader and taken over by the next. */
static void
test_roster_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = fiel_relay_admin_add_till (fixture->store, "Norte", "Caja 1", &error);
  g_autoptr (FielRelayRoster) older = fiel_relay_roster_read (fixture->store, &error);
  g_autoptr (FielRelayRoster) newer = fiel_relay_roster_read (fixture->store, &error);

  g_assert_no_error (error);
  fiel_relay_till_advance (fiel_relay_roster_find_till (older, token, strlen (token)), 9);
  fiel_relay_roster_follow (newer, older);
  g_assert_cmpint (fiel_relay_till_get_position (fiel_relay_roster_find_till (newer, token, strlen (token))), ==, 9);
}

static gboolean
is_good (Fixture *fixture, const char *token, gint64 running_us)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayRoster) roster = fiel_relay_roster_read (fixture->store, &error);
  FielRelayAddress *address = NULL;

  g_assert_no_error (error);
  address = fiel_relay_roster_find_address (roster, token, strlen (token));
  return address != NULL && fiel_relay_address_is_good (address, running_us);
}

static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = fiel_relay_admin_add_address (fixture->store, "Norte", "getnet", &error);
  g_autofree char *other = fiel_relay_admin_add_address (fixture->store, "Sur", "getnet", &error);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  guint n_retired = 0;

  write_news (fixture, 1, 1, 0, 10);
  second = fiel_relay_admin_rotate_address (fixture->store, "Norte", "getnet", 100, &error);
  g_assert_true (is_good (fixture, first, 109));
  g_assert_false (is_good (fixture, first, 110));
  g_assert_true (is_good (fixture, second, G_MAXINT64 - 1));
  /* A longer grace later does not give back what was taken. */
  third = fiel_relay_admin_rotate_address (fixture->store, "Norte", "getnet", 1000, &error);
  g_assert_false (is_good (fixture, first, 110));
  g_assert_true (is_good (fixture, second, 1009));
  g_assert_true (fiel_relay_admin_retire_addresses (fixture->store, "Norte", "getnet", &n_retired, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_retired, ==, 2);
  g_assert_false (is_good (fixture, second, 10));
  g_assert_true (is_good (fixture, third, 10) && is_good (fixture, other, 10));
}

/* Another program's change is noticed once; our own are none. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayStore) other = fiel_relay_store_open (fixture->path, &error);

  g_assert_no_error (error);
  fiel_relay_store_has_changed (fixture->store);
  write_news (fixture, 1, 1, 0, 0);
  g_assert_false (fiel_relay_store_has_changed (fixture->store));
  g_assert_true (fiel_relay_admin_add_shop (other, "Este", &error));
  g_assert_true (fiel_relay_store_has_changed (fixture->store));
  g_assert_false (fiel_relay_store_has_changed (fixture->store));
}

/* What is no store of ours keeps its rights. */
static void
test_rights_of_no_store (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none.db", NULL);
  g_autofree char *text = g_strnfill (4096, 'x');
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_null (fiel_relay_store_open (path, &error));
  g_assert_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_NOT_A_STORE);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0666);

  g_clear_error (&error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  g_assert_null (fiel_relay_store_open (path, &error));
  g_assert_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0755);
}

/* All of a transaction, or nothing of it; and the next one is as good as ever. */
static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_relay_news_free);
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) too_long = g_bytes_new_take (g_strnfill (16385, 'x'), 16385);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (news, fiel_relay_news_new (1, "getnet", 0, body));
  g_ptr_array_add (news, fiel_relay_news_new (1, "getnet", 0, too_long));
  g_assert_false (fiel_relay_store_write (fixture->store, news, NULL, 0, &error));
  g_assert_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE);
  for (guint i = 0; i < news->len; i++)
    g_assert_cmpint (((FielRelayNews *) g_ptr_array_index (news, i))->sequence, ==, 0);
  assert_last (fixture, 1, 0, 0, 0);
  write_news (fixture, 1, 1, 0, 0);
  assert_last (fixture, 1, 0, 1, 1);
}

static gint64
find_number (Fixture *fixture, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (fiel_relay_store_get_database (fixture->store), sql, -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return number;
}

/* What is on its way to a shop that was removed is not kept, and stands in nobody's way; its number is not given again. */
static void
test_removed_shop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_relay_news_free);
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *token = fiel_relay_admin_add_address (fixture->store, "Sur", "getnet", &error);

  g_assert_no_error (error);
  write_news (fixture, 2, 3, 0, 0);
  g_assert_true (fiel_relay_admin_remove_shop (fixture->store, "Sur", &error));
  g_assert_no_error (error);
  g_assert_cmpint (find_number (fixture, "SELECT count (*) FROM news"), ==, 0);
  g_assert_cmpint (find_number (fixture, "SELECT count (*) FROM address"), ==, 0);

  g_ptr_array_add (news, fiel_relay_news_new (1, "getnet", 0, body));
  g_ptr_array_add (news, fiel_relay_news_new (2, "getnet", 0, body));
  g_ptr_array_add (news, fiel_relay_news_new (1, "getnet", 0, body));
  g_assert_true (fiel_relay_store_write (fixture->store, news, NULL, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpint (((FielRelayNews *) news->pdata[0])->sequence, ==, 4);
  g_assert_cmpint (((FielRelayNews *) news->pdata[1])->sequence, ==, 0);
  g_assert_cmpint (((FielRelayNews *) news->pdata[2])->sequence, ==, 5);

  g_assert_true (fiel_relay_admin_add_shop (fixture->store, "Este", &error));
  g_assert_cmpint (find_number (fixture, "SELECT id FROM shop WHERE name = 'Este'"), ==, 3);
  g_assert_true (fiel_relay_admin_remove_shop (fixture->store, "Este", &error));
  g_assert_true (fiel_relay_admin_add_shop (fixture->store, "Este", &error));
  g_assert_cmpint (find_number (fixture, "SELECT id FROM shop WHERE name = 'Este'"), ==, 4);
}

/* What a link leads to is out of reach: a new store in its place would know neither shops nor tills. */
static void
test_out_of_reach (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.db", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "disk.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (file, link), ==, 0);
  g_assert_null (fiel_relay_store_open (link, &error));
  g_assert_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, link));
  g_assert_nonnull (strstr (error->message, "Connect the disk"));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));

  g_clear_pointer (&fixture->store, fiel_relay_store_close);
  g_assert_cmpint (g_rename (fixture->path, file), ==, 0);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&link);
  reopen (fixture);
}

/* As a copy from a backup has it. */
static void
test_rights_of_others (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  g_clear_pointer (&fixture->store, fiel_relay_store_close);
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  reopen (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (fixture->path, endings[i], NULL);
      struct stat info;

      g_assert_cmpint (g_stat (name, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/relay/store/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("pages", test_pages);
  add ("out-of-reach", test_out_of_reach);
  add ("rights-of-others", test_rights_of_others);
  add ("rights-of-no-store", test_rights_of_no_store);
  add ("sequence", test_sequence);
  add ("clock-jump", test_clock_jump);
  add ("retention", test_retention);
  add ("forget-read", test_forget_read);
  add ("positions", test_positions);
  add ("roster-follows", test_roster_follows);
  add ("rotation", test_rotation);
  add ("removed-shop", test_removed_shop);
  add ("changes", test_changes);
  add ("all-or-nothing", test_all_or_nothing);
  return g_test_run ();
}
