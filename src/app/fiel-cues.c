/* fiel-cues.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-cues.h"

/* FielCues: when a result is heard. An attempt's phase tells what is durable, the pages say that it arrived in front
 * of somebody, and the frame that shows it is drawn before anything sounds. A payment that is asked about again and
 * again sounds once. */

struct _FielCues
{
  GObject parent_instance;

  FielAttemptPages *pages;   /* unowned: lives in the window */
  FielAttempt *attempt;      /* owned, nullable: that was heard of last */
  FielCue last;              /* of it */
  FielCue next;              /* once it is drawn */
  guint sound_id;            /* idle source */
  gboolean enabled;
  int volume;
};

G_DEFINE_FINAL_TYPE (FielCues, fiel_cues, G_TYPE_OBJECT)

typedef enum
{
  PROP_ENABLED = 1,
  PROP_VOLUME,
} FielCuesProperty;

static GParamSpec *properties[PROP_VOLUME + 1];

enum
{
  CUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
sound_cb (gpointer user_data)
{
  FielCues *self = user_data;

  self->sound_id = 0;
  if (self->enabled && self->volume > 0)
    g_signal_emit (self, signals[CUE], 0, (int) self->next, self->volume);

  return G_SOURCE_REMOVE;
}

/* Behind the redraw, which goes before an idle source. */
static void
arrived_cb (FielCues *self)
{
  FielAttempt *attempt = fiel_attempt_pages_get_attempt (self->pages);
  FielCue cue = fiel_cue_for_attempt (attempt);

  if (self->attempt == attempt && self->last == cue)
    return;

  g_set_object (&self->attempt, attempt);
  self->last = cue;
  self->next = cue;
  if (cue == FIEL_CUE_NONE)
    g_clear_handle_id (&self->sound_id, g_source_remove);
  else if (self->sound_id == 0)
    self->sound_id = g_idle_add (sound_cb, self);
}

static void
fiel_cues_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielCues *self = FIEL_CUES (object);

  switch ((FielCuesProperty) prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_VOLUME:
      g_value_set_int (value, self->volume);
      break;
    }
}

static void
fiel_cues_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FielCues *self = FIEL_CUES (object);

  switch ((FielCuesProperty) prop_id)
    {
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      break;
    case PROP_VOLUME:
      self->volume = g_value_get_int (value);
      break;
    }
}

static void
fiel_cues_dispose (GObject *object)
{
  FielCues *self = FIEL_CUES (object);

  g_clear_handle_id (&self->sound_id, g_source_remove);
  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (fiel_cues_parent_class)->dispose (object);
}

static void
fiel_cues_class_init (FielCuesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_cues_get_property;
  object_class->set_property = fiel_cues_set_property;
  object_class->dispose = fiel_cues_dispose;

  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VOLUME] = g_param_spec_int ("volume", NULL, NULL, 0, 100, 100,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CUE] = g_signal_new ("cue", FIEL_TYPE_CUES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_INT, G_TYPE_INT);
}

static void
fiel_cues_init (FielCues *self)
{
  self->enabled = TRUE;
  self->volume = 100;
}

FielCues *
fiel_cues_new (FielAttemptPages *pages)
{
  FielCues *self;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_PAGES (pages), NULL);

  self = g_object_new (FIEL_TYPE_CUES, NULL);
  self->pages = pages;
  g_signal_connect_object (pages, "arrived", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);

  return self;
}
