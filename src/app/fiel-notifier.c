/* fiel-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-notifier.h"

#include "fiel-mode-bar.h"
#include "fiel-resolve-wording.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielNotifier: what becomes of payments that nobody watches. Each has a notification of its own, which the next word
 * of the same payment replaces; what is to be resolved shares one, as it shares one list.
 *
 * Told are changes only: what was so when the store was opened is on the screen already. */

#define ID_TO_RESOLVE "to-resolve"

struct _FielNotifier
{
  GObject parent_instance;

  GApplication *application;     /* unowned: it outlives us */
  GtkWindow *window;             /* unowned: it outlives us */
  FielEngine *engine;            /* owned, nullable */
  GSignalGroup *attempt_signals; /* owned: of the list */
  GSignalGroup *alert_signals;   /* owned: of the list */
  GPtrArray *told;               /* owned: of char, the ids that the desktop may still show */
  gboolean enabled;
};

G_DEFINE_FINAL_TYPE (FielNotifier, fiel_notifier, G_TYPE_OBJECT)

typedef enum
{
  PROP_ENABLED = 1,
} FielNotifierProperty;

static GParamSpec *properties[PROP_ENABLED + 1];

static gboolean
is_watched (FielNotifier *self)
{
  return gtk_window_is_active (self->window);
}

static void
take_back (FielNotifier *self, const char *id)
{
  guint at;

  if (!g_ptr_array_find_with_equal_func (self->told, id, g_str_equal, &at))
    return;

  g_application_withdraw_notification (self->application, id);
  g_ptr_array_remove_index_fast (self->told, at);
}

static void
take_all_back (FielNotifier *self)
{
  for (guint i = 0; i < self->told->len; i++)
    g_application_withdraw_notification (self->application, g_ptr_array_index (self->told, i));
  g_ptr_array_set_size (self->told, 0);
}

/* Nobody may take practice for money, nor the other way round. */
static char *
make_title (FielNotifier *self, const char *words)
{
  switch ((FielMode) fiel_profile_get_environment (fiel_engine_get_profile (self->engine)))
    {
    case FIEL_MODE_TRAINING:
      return g_strdup_printf ("%s · %s", _("TRAINING"), words);
    case FIEL_MODE_TEST:
      return g_strdup_printf ("%s · %s", _("TEST"), words);
    case FIEL_MODE_LIVE:
      break;
    }

  return g_strdup (words);
}

static void
tell (FielNotifier *self, const char *id, const char *words, const char *body, GNotificationPriority priority)
{
  g_autofree char *title = make_title (self, words);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, priority);
  g_notification_set_default_action (notification, "app.present");
  g_application_send_notification (self->application, id, notification);
  if (!g_ptr_array_find_with_equal_func (self->told, id, g_str_equal, NULL))
    g_ptr_array_add (self->told, g_strdup (id));
}

/* What a person has to do comes first where the desktop orders them; NULL as long as there is nothing to be told. */
static const char *
get_body (FielAttempt *attempt, GNotificationPriority *priority)
{
  const FielAttemptPhase phase = fiel_attempt_get_phase (attempt);

  *priority = G_NOTIFICATION_PRIORITY_NORMAL;
  if (phase == FIEL_ATTEMPT_PHASE_UNCONFIRMED)
    *priority = G_NOTIFICATION_PRIORITY_HIGH;
  else if (phase != FIEL_ATTEMPT_PHASE_DONE || fiel_attempt_get_followed_up (attempt))
    return NULL;

  return fiel_wording_standing (attempt);
}

static void
attempt_changed_cb (FielNotifier *self, GParamSpec *pspec, FielAttempt *attempt)
{
  g_autofree char *id = g_strconcat ("payment-", fiel_attempt_get_id (attempt), NULL);
  GNotificationPriority priority;
  const char *body = get_body (attempt, &priority);

  if (self->engine == NULL)
    return;

  /* What was said of it before is true no more. */
  if (body == NULL || !self->enabled)
    take_back (self, id);
  else if (!is_watched (self))
    tell (self, id, fiel_wording_look (attempt).word, body, priority);
}

/* A payment that ended before it was seen has nothing to tell. */
static void
attempts_changed_cb (FielNotifier *self, guint position, guint removed, guint added, GListModel *attempts)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (attempts, i);

      g_signal_handlers_disconnect_by_func (attempt, attempt_changed_cb, self);
      if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE && !fiel_attempt_get_followed_up (attempt))
        continue;
      g_signal_connect_object (attempt, "notify::phase", G_CALLBACK (attempt_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (attempt, "notify::followed-up", G_CALLBACK (attempt_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
alerts_changed_cb (FielNotifier *self, guint position, guint removed, guint added, GListModel *alerts)
{
  if (g_list_model_get_n_items (alerts) == 0)
    take_back (self, ID_TO_RESOLVE);
  else if (added > removed && self->enabled && fiel_engine_get_ready (self->engine) && !is_watched (self))
    tell (self, ID_TO_RESOLVE, fiel_resolve_wording_news (), fiel_resolve_wording_news_detail (),
          G_NOTIFICATION_PRIORITY_HIGH);
}

static void
is_active_cb (FielNotifier *self)
{
  if (is_watched (self))
    take_all_back (self);
}

static void
fiel_notifier_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielNotifier *self = FIEL_NOTIFIER (object);

  switch ((FielNotifierProperty) prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    }
}

static void
fiel_notifier_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FielNotifier *self = FIEL_NOTIFIER (object);

  switch ((FielNotifierProperty) prop_id)
    {
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      if (!self->enabled)
        take_all_back (self);
      break;
    }
}

static void
fiel_notifier_dispose (GObject *object)
{
  FielNotifier *self = FIEL_NOTIFIER (object);

  take_all_back (self);
  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->alert_signals);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_notifier_parent_class)->dispose (object);
}

static void
fiel_notifier_finalize (GObject *object)
{
  g_ptr_array_unref (FIEL_NOTIFIER (object)->told);

  G_OBJECT_CLASS (fiel_notifier_parent_class)->finalize (object);
}

static void
fiel_notifier_class_init (FielNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_notifier_get_property;
  object_class->set_property = fiel_notifier_set_property;
  object_class->dispose = fiel_notifier_dispose;
  object_class->finalize = fiel_notifier_finalize;

  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
fiel_notifier_init (FielNotifier *self)
{
  self->enabled = TRUE;
  self->told = g_ptr_array_new_with_free_func (g_free);
  self->attempt_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->attempt_signals, "items-changed", G_CALLBACK (attempts_changed_cb), self);
  self->alert_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->alert_signals, "items-changed", G_CALLBACK (alerts_changed_cb), self);
}

FielNotifier *
fiel_notifier_new (GApplication *application, GtkWindow *window)
{
  FielNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (FIEL_TYPE_NOTIFIER, NULL);
  self->application = application;
  self->window = window;
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (is_active_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
fiel_notifier_set_engine (FielNotifier *self, FielEngine *engine)
{
  GListModel *attempts = engine != NULL ? fiel_engine_get_attempts (engine) : NULL;

  g_return_if_fail (FIEL_IS_NOTIFIER (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (!g_set_object (&self->engine, engine))
    return;

  take_all_back (self);
  g_signal_group_set_target (self->attempt_signals, attempts);
  g_signal_group_set_target (self->alert_signals, engine != NULL ? fiel_engine_get_alerts (engine) : NULL);
  if (attempts != NULL)
    attempts_changed_cb (self, 0, 0, g_list_model_get_n_items (attempts), attempts);
}
