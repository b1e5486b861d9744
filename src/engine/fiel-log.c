/* fiel-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-log.h"

#include "fiel-redact.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME "fiel.log"
#define OLDER_SUFFIX ".1"
#define HIDDEN "***"

/* One log per process, as GLib's own is. Whatever thread speaks, one line is written at a time. */
static struct
{
  GMutex mutex;
  gboolean installed;
  FielClock *clock;      /* owned, nullable: nowhere */
  char *path;            /* owned, nullable: nowhere */
  FielLogLevel level;
  guint n_lost;          /* lines that could not be written */
} kept;

/* -- What is hidden -- */

typedef struct
{
  const char *pattern;
  const char *replacement;
} Rule;

/* In this order: a name hides what stands behind it, whatever it looks like; then what looks like a secret. */
static const Rule rules[] = {
  { "(?i)\\b((?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?)(?:\\w+ +)?[^\\s\"',;]+", "\\1" HIDDEN },
  { "(?i)\\b([\\w-]*(?:secret|token|passw(?:or)?d|api-?key|x-api-key|pin|credential)s?[\"']?\\s*[:=]\\s*)"
    "(?:\"[^\"]*\"|'[^']*'|[^\\s,;&]+)",
    "\\1" HIDDEN },
  { "(?i)\\b(bearer|basic)\\s+[\\w.+/=~-]{8,}", "\\1 " HIDDEN },
  { "\\beyJ[\\w-]{8,}\\.[\\w.-]+", HIDDEN },
  { "\\$argon2\\w+\\$[^\\s\"']+", HIDDEN },
  { "(?i)(callback\\w*/)[\\w-]{16,}", "\\1" HIDDEN },
  { "(://)[^/\\s@]+@", "\\1" HIDDEN "@" },
};

static GRegex *
get_regex (gsize i)
{
  static GRegex *compiled[G_N_ELEMENTS (rules)];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (gsize k = 0; k < G_N_ELEMENTS (rules); k++)
        compiled[k] = g_regex_new (rules[k].pattern, G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&ready, 1);
    }

  return compiled[i];
}

char *
fiel_log_redact (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *hidden = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  hidden = g_steal_pointer (&valid);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      char *next = g_regex_replace (get_regex (i), hidden, -1, 0, rules[i].replacement, 0, NULL);

      /* A text too hard to search is not said at all. */
      g_free (hidden);
      hidden = next != NULL ? next : g_strdup (HIDDEN);
    }

  return fiel_redact_text (hidden);
}

/* -- The files -- */

static gboolean
write_whole (int fd, const char *text, gsize size)
{
  while (size > 0)
    {
      const ssize_t n = write (fd, text, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static void
make_room (const char *path, gsize size)
{
  GStatBuf status;

  if (g_stat (path, &status) == 0 && (gsize) status.st_size + size > FIEL_LOG_MAX_BYTES)
    {
      g_autofree char *older = g_strconcat (path, OLDER_SUFFIX, NULL);

      g_rename (path, older);
    }
}

/* Called with the mutex held. Opened for each line: the folder may come and go, and lines are few. */
static void
keep_line (const char *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int fd = -1;
  gboolean done = FALSE;

  if (kept.n_lost > 0)
    g_string_append_printf (text, "(%u lines before this one could not be written)\n", kept.n_lost);
  g_string_append (text, line);

  make_room (kept.path, text->len);
  fd = g_open (kept.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (fd >= 0)
    {
      done = write_whole (fd, text->str, text->len);
      close (fd);
    }
  kept.n_lost = done ? 0 : kept.n_lost + 1;
}

/* -- GLib's log -- */

static const char *
find_field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key) && fields[i].length < 0)
      return fields[i].value;

  return NULL;
}

static const char *
level_word (GLogLevelFlags flags)
{
  if ((flags & G_LOG_LEVEL_ERROR) != 0)
    return "error";
  if ((flags & G_LOG_LEVEL_CRITICAL) != 0)
    return "critical";
  if ((flags & G_LOG_LEVEL_WARNING) != 0)
    return "warning";
  if ((flags & G_LOG_LEVEL_MESSAGE) != 0)
    return "message";

  return (flags & G_LOG_LEVEL_INFO) != 0 ? "info" : "debug";
}

/* The other libraries' steps are theirs to follow, not ours to keep. */
static gboolean
is_wanted (GLogLevelFlags flags, const char *domain)
{
  const gboolean trouble = (flags & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0;
  const gboolean ours = domain != NULL && g_str_has_prefix (domain, "fiel");

  if (trouble || kept.level == FIEL_LOG_TROUBLE)
    return trouble;
  if ((flags & G_LOG_LEVEL_MESSAGE) != 0)
    return TRUE;

  return ours && kept.level == FIEL_LOG_DETAILED;
}

static char *
make_line (GLogLevelFlags flags, const char *domain, const char *message)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (fiel_clock_get_wall_us (kept.clock) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_add (second, fiel_clock_get_wall_us (kept.clock) % G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format_iso8601 (now);
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);
  g_autofree char *one = g_strjoinv (" / ", lines);

  return g_strdup_printf ("%s %s %s: %s\n", when, level_word (flags), domain != NULL ? domain : "-", one);
}

static GLogWriterOutput
write_log (GLogLevelFlags flags, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const char *message = find_field (fields, n_fields, "MESSAGE");
  const char *domain = find_field (fields, n_fields, "GLIB_DOMAIN");
  g_autofree char *redacted = fiel_log_redact (message != NULL ? message : "");
  g_autofree GLogField *copy = g_memdup2 (fields, n_fields * sizeof *fields);

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (copy[i].key, "MESSAGE"))
      copy[i] = (GLogField){ "MESSAGE", redacted, -1 };

  g_mutex_lock (&kept.mutex);
  if (kept.path != NULL && is_wanted (flags, domain))
    {
      g_autofree char *line = make_line (flags, domain, redacted);

      keep_line (line);
    }
  g_mutex_unlock (&kept.mutex);

  return g_log_writer_default (flags, copy, n_fields, NULL);
}

static void
move_log (FielClock *clock, char *path)
{
  g_set_object (&kept.clock, clock);
  g_free (kept.path);
  kept.path = path;
}

void
fiel_log_begin (FielClock *clock, const char *folder, FielLogLevel level)
{
  gboolean install = FALSE;

  g_return_if_fail (FIEL_IS_CLOCK (clock));
  g_return_if_fail (folder != NULL);

  g_mutex_lock (&kept.mutex);
  install = !kept.installed;
  kept.installed = TRUE;
  kept.level = level;
  move_log (clock, g_build_filename (folder, FILE_NAME, NULL));
  g_mutex_unlock (&kept.mutex);

  /* GLib takes one writer in the life of a process. */
  if (install)
    g_log_set_writer_func (write_log, NULL, NULL);
}

void
fiel_log_end (void)
{
  g_mutex_lock (&kept.mutex);
  move_log (NULL, NULL);
  g_mutex_unlock (&kept.mutex);
}

void
fiel_log_set_level (FielLogLevel level)
{
  g_mutex_lock (&kept.mutex);
  kept.level = level;
  g_mutex_unlock (&kept.mutex);
}

char *
fiel_log_read (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  static const char *const suffixes[] = { OLDER_SUFFIX, "" };

  g_mutex_lock (&kept.mutex);
  for (gsize i = 0; kept.path != NULL && i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (kept.path, suffixes[i], NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        g_string_append (all, text);
    }
  g_mutex_unlock (&kept.mutex);

  return fiel_log_redact (all->str);
}
