/* fiel-cue-player.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-cue-player.h"

#include "fiel-sounds.h"

#include <dlfcn.h>
#include <string.h>

/* FielCuePlayer: GTK's own media player, which has threads of its own for whatever may take long. Where it has no
 * backend, or where no sound server can be reached, as in a sandbox without that permission, the display beeps instead,
 * as often as the cue has tones, and the till goes on as if nothing was. */

#define BEEP_MS 220

struct _FielCuePlayer
{
  GObject parent_instance;

  GtkMediaStream *stream;   /* owned, nullable: the last cue */
  char *trouble;            /* owned, nullable */
  guint n_beeps;            /* still to come */
  guint beep_id;            /* timeout */
};

G_DEFINE_FINAL_TYPE (FielCuePlayer, fiel_cue_player, G_TYPE_OBJECT)

typedef enum
{
  PROP_TROUBLE = 1,
} FielCuePlayerProperty;

static GParamSpec *properties[PROP_TROUBLE + 1];

static const char *const names[] = {
  [FIEL_CUE_APPROVED] = "approved",
  [FIEL_CUE_DECLINED] = "declined",
  [FIEL_CUE_NOT_CONFIRMED] = "not-confirmed",
};

static const guint n_tones[] = {
  [FIEL_CUE_APPROVED] = 2,
  [FIEL_CUE_DECLINED] = 1,
  [FIEL_CUE_NOT_CONFIRMED] = 4,
};

static void
set_trouble (FielCuePlayer *self, const char *trouble)
{
  if (g_strcmp0 (self->trouble, trouble) == 0)
    return;

  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static gboolean
beep_cb (gpointer user_data)
{
  FielCuePlayer *self = user_data;
  GdkDisplay *display = gdk_display_get_default ();

  if (display != NULL && self->n_beeps > 0)
    gdk_display_beep (display);
  if (self->n_beeps > 1)
    {
      self->n_beeps--;
      return G_SOURCE_CONTINUE;
    }

  self->beep_id = 0;
  return G_SOURCE_REMOVE;
}

static void
beep_instead (FielCuePlayer *self, const char *why)
{
  g_debug ("A cue could not be played: %s", why);
  set_trouble (self, why);
  if (self->beep_id == 0)
    self->beep_id = g_timeout_add (BEEP_MS, beep_cb, self);
}

static void
error_cb (FielCuePlayer *self)
{
  const GError *error = gtk_media_stream_get_error (self->stream);

  if (error != NULL)
    beep_instead (self, error->message);
}

/* Without one, a media backend plays to nobody and calls it a success. */
static gboolean
finds_sound (void)
{
  static const char *const sockets[] = { "pulse/native", "pipewire-0" };

  if (g_getenv ("PULSE_SERVER") != NULL || g_file_test ("/dev/snd/timer", G_FILE_TEST_EXISTS))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), sockets[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

/* GTK has GStreamer without its plugins on some machines, and GStreamer ends the program when it does not find the one
 * that plays. */
static gboolean
finds_player (GtkMediaStream *stream)
{
  gboolean (*init_check) (int *argc, char ***argv, GError **error);
  GObject *(*find) (const char *name);
  g_autoptr (GObject) player = NULL;
  void *library;

  if (strstr (G_OBJECT_TYPE_NAME (stream), "Gst") == NULL)
    return TRUE;

  library = dlopen ("libgstreamer-1.0.so.0", RTLD_LAZY);
  if (library == NULL)
    return FALSE;
  init_check = dlsym (library, "gst_init_check");
  find = dlsym (library, "gst_element_factory_find");
  if (init_check != NULL && find != NULL && init_check (NULL, NULL, NULL))
    player = find ("playbin3");

  return player != NULL;
}

static void
forget_stream (FielCuePlayer *self)
{
  if (self->stream != NULL)
    g_signal_handlers_disconnect_by_func (self->stream, error_cb, self);
  g_clear_object (&self->stream);
}

static void
fiel_cue_player_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((FielCuePlayerProperty) prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_string (value, FIEL_CUE_PLAYER (object)->trouble);
      break;
    }
}

static void
fiel_cue_player_dispose (GObject *object)
{
  FielCuePlayer *self = FIEL_CUE_PLAYER (object);

  forget_stream (self);
  g_clear_handle_id (&self->beep_id, g_source_remove);
  g_clear_pointer (&self->trouble, g_free);

  G_OBJECT_CLASS (fiel_cue_player_parent_class)->dispose (object);
}

static void
fiel_cue_player_class_init (FielCuePlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_cue_player_get_property;
  object_class->dispose = fiel_cue_player_dispose;

  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* A static library's resources are linked only if something names them. */
  g_resources_register (fiel_sounds_get_resource ());
}

static void
fiel_cue_player_init (FielCuePlayer *self)
{
}

FielCuePlayer *
fiel_cue_player_new (void)
{
  return g_object_new (FIEL_TYPE_CUE_PLAYER, NULL);
}

void
fiel_cue_player_play (FielCuePlayer *self, FielCue cue, int volume)
{
  g_autofree char *path = NULL;

  g_return_if_fail (FIEL_IS_CUE_PLAYER (self));
  g_return_if_fail (cue > FIEL_CUE_NONE && cue <= FIEL_CUE_NOT_CONFIRMED);
  g_return_if_fail (volume > 0 && volume <= 100);

  forget_stream (self);
  g_clear_handle_id (&self->beep_id, g_source_remove);
  set_trouble (self, NULL);
  self->n_beeps = n_tones[cue];
  if (!finds_sound ())
    {
      beep_instead (self, "no sound server can be reached");
      return;
    }

  path = g_strdup_printf ("/io/github/fielpos/Fiel/sounds/%s.wav", names[cue]);
  self->stream = gtk_media_file_new ();
  if (!finds_player (self->stream))
    {
      beep_instead (self, "GStreamer has no player");
      return;
    }
  gtk_media_file_set_resource (GTK_MEDIA_FILE (self->stream), path);
  g_signal_connect_object (self->stream, "notify::error", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  error_cb (self);
  gtk_media_stream_set_volume (self->stream, (double) volume / 100.0);
  gtk_media_stream_play (self->stream);
}

const char *
fiel_cue_player_get_trouble (FielCuePlayer *self)
{
  g_return_val_if_fail (FIEL_IS_CUE_PLAYER (self), NULL);

  return self->trouble;
}
