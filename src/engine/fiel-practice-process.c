/* fiel-practice-process.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-practice-process.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The practice cloud as a child of this program. The first line it prints is its address; its standard input is the
 * other end of a pipe that only this program holds, so that it sees the end of this program whatever ends it. What it
 * prints later is read and dropped, because a full pipe would stop it. */

#define PROGRAM_NAME "fiel-practice-cloud"
#define START_TIMEOUT_S 10

struct _FielPracticeProcess
{
  GObject parent_instance;

  char *program;               /* (owned): for messages */
  GSubprocess *process;        /* (owned) (nullable): until it was started */
  GDataInputStream *output;    /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned): ends the reading of output */
  char *address;               /* (owned) (nullable): until it said so */
};

G_DEFINE_FINAL_TYPE (FielPracticeProcess, fiel_practice_process, G_TYPE_OBJECT)

typedef struct
{
  FielPracticeProcess *process;    /* (owned) */
  GCancellable *caller;            /* (owned) (nullable) */
  gulong caller_handler;
  GSource *timeout;                /* (owned) (nullable) */
  gboolean timed_out;
} Start;

static void
start_free (Start *start)
{
  if (start->timeout != NULL)
    {
      g_source_destroy (start->timeout);
      g_source_unref (start->timeout);
    }
  g_cancellable_disconnect (start->caller, start->caller_handler);
  g_clear_object (&start->caller);
  g_clear_object (&start->process);
  g_free (start);
}

static void
fiel_practice_process_dispose (GObject *object)
{
  FielPracticeProcess *self = FIEL_PRACTICE_PROCESS (object);

  fiel_practice_process_stop (self);

  G_OBJECT_CLASS (fiel_practice_process_parent_class)->dispose (object);
}

static void
fiel_practice_process_finalize (GObject *object)
{
  FielPracticeProcess *self = FIEL_PRACTICE_PROCESS (object);

  g_free (self->program);
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  g_object_unref (self->cancellable);
  g_free (self->address);

  G_OBJECT_CLASS (fiel_practice_process_parent_class)->finalize (object);
}

static void
fiel_practice_process_class_init (FielPracticeProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_practice_process_dispose;
  object_class->finalize = fiel_practice_process_finalize;
}

static void
fiel_practice_process_init (FielPracticeProcess *self)
{
  self->cancellable = g_cancellable_new ();
}

/* (transfer full): where the practice cloud is: named by the environment, beside this program, or where Fiel was
 * installed. */
static char *
find_program (void)
{
  const char *named = g_getenv ("FIEL_PRACTICE_CLOUD");
  g_autofree char *self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *beside = NULL;

  if (named != NULL && *named != '\0')
    return g_strdup (named);

  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL)
    {
      folder = g_path_get_dirname (self);
      beside = g_build_filename (folder, PROGRAM_NAME, NULL);
      if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&beside);
    }

  return g_build_filename (FIEL_BIN_DIR, PROGRAM_NAME, NULL);
}

gboolean
fiel_practice_process_is_installed (void)
{
  g_autofree char *program = find_program ();

  return g_file_test (program, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (program, G_FILE_TEST_IS_DIR);
}

static void on_output_skipped (GObject *source, GAsyncResult *result, gpointer user_data);

static void
drop_output (GInputStream *output, GCancellable *cancellable)
{
  g_input_stream_skip_async (output, 4096, G_PRIORITY_LOW, cancellable, on_output_skipped, g_object_ref (cancellable));
}

static void
on_output_skipped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = user_data;

  if (g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    drop_output (G_INPUT_STREAM (source), cancellable);
}

static void
fail_start (GTask *task, const char *what)
{
  Start *start = g_task_get_task_data (task);

  g_task_return_new_error (
      task, G_IO_ERROR, G_IO_ERROR_FAILED,
      /* Translators: the path of the program, what is wrong, such as “cannot be started: …”. */
      _ ("The practice cloud (%s) %s. Install Fiel completely, or name the program in the environment variable "
         "FIEL_PRACTICE_CLOUD."),
      start->process->program, what);
}

static gboolean
is_address (const char *line)
{
  g_autoptr (GUri) uri = g_uri_parse (line, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") && g_uri_get_port (uri) > 0;
}

static void
on_address (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  FielPracticeProcess *self = start->process;
  g_autoptr (GError) error = NULL;
  g_autofree char *line
      = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  g_cancellable_disconnect (start->caller, start->caller_handler);
  start->caller_handler = 0;
  if (start->timed_out)
    fail_start (task, _("did not say its address in time"));
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (line == NULL)
    fail_start (task, _("ended before it said its address"));
  else if (!is_address (line))
    fail_start (task, _("did not say an address first"));
  else
    {
      self->address = g_str_has_suffix (line, "/") ? g_steal_pointer (&line) : g_strconcat (line, "/", NULL);
      drop_output (G_INPUT_STREAM (self->output), self->cancellable);
      g_task_return_pointer (task, g_object_ref (self), g_object_unref);
    }
}

static gboolean
on_timeout (gpointer user_data)
{
  Start *start = user_data;

  start->timed_out = TRUE;
  g_subprocess_force_exit (start->process->process);
  g_cancellable_cancel (start->process->cancellable);

  return G_SOURCE_REMOVE;
}

static void
on_caller_cancelled (GCancellable *caller, GCancellable *reading)
{
  g_cancellable_cancel (reading);
}

static GSubprocess *
spawn (const char *program, const char *folder, const char *country, GError **error)
{
  g_autofree char *state = g_build_filename (folder, "practice-cloud.json", NULL);
  const char *const arguments[] = {
    program, "--port", "0", "--country", country, "--until-stdin-closes", "--state", state, NULL,
  };

  return g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
}

/**
 * fiel_practice_process_start_async:
 * @folder: where the practice cloud keeps its ledger; made if it is not there
 * @country: the store's, "cl"
 *
 * Errors name the program and the remedy.
 */
void
fiel_practice_process_start_async (const char *folder, const char *country, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  FielPracticeProcess *self;
  Start *start;

  g_return_if_fail (folder != NULL && country != NULL);

  self = g_object_new (FIEL_TYPE_PRACTICE_PROCESS, NULL);
  start = g_new0 (Start, 1);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_practice_process_start_async);
  g_task_set_task_data (task, start, (GDestroyNotify) start_free);
  start->process = self;
  self->program = find_program ();
  g_mkdir_with_parents (folder, 0700);
  self->process = spawn (self->program, folder, country, &error);
  if (self->process == NULL)
    {
      /* Translators: what the system says; it follows “The practice cloud (PATH)”. */
      g_autofree char *what = g_strdup_printf (_("cannot be started: %s"), error->message);

      fail_start (task, what);
      return;
    }

  start->timeout = g_timeout_source_new_seconds (START_TIMEOUT_S);
  g_source_set_callback (start->timeout, on_timeout, start, NULL);
  g_source_attach (start->timeout, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    {
      start->caller = g_object_ref (cancellable);
      start->caller_handler
          = g_cancellable_connect (cancellable, G_CALLBACK (on_caller_cancelled), self->cancellable, NULL);
    }

  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, self->cancellable, on_address,
                                       g_steal_pointer (&task));
}

FielPracticeProcess *
fiel_practice_process_start_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * fiel_practice_process_get_address:
 *
 * Returns: (transfer none): "http://127.0.0.1:PORT/", with the slash at its end
 */
const char *
fiel_practice_process_get_address (FielPracticeProcess *self)
{
  g_return_val_if_fail (FIEL_IS_PRACTICE_PROCESS (self), NULL);

  return self->address;
}

/**
 * fiel_practice_process_stop:
 *
 * Tells the practice cloud to end, by closing its standard input. It saves its ledger and goes; nobody waits for it.
 */
void
fiel_practice_process_stop (FielPracticeProcess *self)
{
  g_return_if_fail (FIEL_IS_PRACTICE_PROCESS (self));

  g_cancellable_cancel (self->cancellable);
  if (self->process != NULL)
    g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
}
