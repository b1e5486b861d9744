/* probe-bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "probe-bench.h"

struct _OddClock
{
  GObject parent_instance;

  gint64 ahead_us;
  guint hurry;
};

static void odd_clock_iface_init (FielClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OddClock, odd_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_CLOCK, odd_clock_iface_init))

typedef struct
{
  GSourceOnceFunc callback;
  gpointer user_data;
} Timer;

static gboolean
on_timer (gpointer user_data)
{
  Timer *timer = user_data;

  timer->callback (timer->user_data);
  return G_SOURCE_REMOVE;
}

static gint64
odd_clock_get_boot_us (FielClock *clock)
{
  return g_get_monotonic_time ();
}

static gint64
odd_clock_get_wall_us (FielClock *clock)
{
  return g_get_real_time () + ODD_CLOCK (clock)->ahead_us;
}

static const char *
odd_clock_get_boot_id (FielClock *clock)
{
  return "boot";
}

/* In whichever thread it is asked. */
static guint
odd_clock_add_timer (FielClock *clock, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data)
{
  Timer *timer = g_new (Timer, 1);
  g_autoptr (GSource) source = g_timeout_source_new ((guint) (delay_us / 1000 / ODD_CLOCK (clock)->hurry));
  GMainContext *context = g_main_context_get_thread_default ();

  timer->callback = callback;
  timer->user_data = user_data;
  g_source_set_callback (source, on_timer, timer, g_free);
  return g_source_attach (source, context);
}

static void
odd_clock_remove_timer (FielClock *clock, guint id)
{
  GMainContext *context = g_main_context_get_thread_default ();
  GSource *source = g_main_context_find_source_by_id (context, id);

  g_assert_nonnull (source);
  g_source_destroy (source);
}

static void
odd_clock_iface_init (FielClockInterface *iface)
{
  iface->get_boot_us = odd_clock_get_boot_us;
  iface->get_wall_us = odd_clock_get_wall_us;
  iface->get_boot_id = odd_clock_get_boot_id;
  iface->add_timer = odd_clock_add_timer;
  iface->remove_timer = odd_clock_remove_timer;
}

static void
odd_clock_class_init (OddClockClass *klass)
{
}

static void
odd_clock_init (OddClock *self)
{
}

FielClock *
odd_clock_new (gint64 ahead_us, guint hurry)
{
  OddClock *self = g_object_new (TYPE_ODD_CLOCK, NULL);

  self->ahead_us = ahead_us;
  self->hurry = hurry;
  return FIEL_CLOCK (self);
}

struct _Keyring
{
  GObject parent_instance;

  KeyringMood mood;
  char *relay_token;  /* owned, nullable */
  GMutex lock;
  GCond released;
  gboolean is_released;
};

static void keyring_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Keyring, keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, keyring_iface_init))

static char *
keyring_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  Keyring *self = TEST_KEYRING (secrets);

  g_assert_cmpstr (provider_key, ==, "shop");
  if (self->mood == KEYRING_FULL && g_str_equal (name, "relay-token"))
    {
      if (self->relay_token == NULL)
        g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, "nothing is kept under %s", name);
      return g_strdup (self->relay_token);
    }
  if (self->mood == KEYRING_FULL)
    return g_strdup (g_str_equal (name, "api-key") ? "fiel-practice-key" : "fiel-practice");

  g_mutex_lock (&self->lock);
  while (self->mood == KEYRING_STUCK && !self->is_released)
    g_cond_wait (&self->released, &self->lock);
  g_mutex_unlock (&self->lock);

  if (self->mood == KEYRING_LOCKED)
    g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_LOCKED, LOCKED_WORDS);
  else
    g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, "nothing is kept under %s", name);
  return NULL;
}

static gboolean
keyring_store (FielSecrets *secrets, const char *provider_key, const char *name, const char *value, GError **error)
{
  g_error ("a probe stores nothing");
  return FALSE;
}

static gboolean
keyring_clear (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  g_error ("a probe forgets nothing");
  return FALSE;
}

static void
keyring_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = keyring_lookup;
  iface->store = keyring_store;
  iface->clear = keyring_clear;
}

static void
keyring_finalize (GObject *object)
{
  Keyring *self = TEST_KEYRING (object);

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->released);
  g_free (self->relay_token);

  G_OBJECT_CLASS (keyring_parent_class)->finalize (object);
}

static void
keyring_class_init (KeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = keyring_finalize;
}

static void
keyring_init (Keyring *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->released);
}

Keyring *
keyring_new (KeyringMood mood)
{
  Keyring *self = g_object_new (TYPE_KEYRING, NULL);

  self->mood = mood;
  return self;
}

void
keyring_release (Keyring *self)
{
  g_mutex_lock (&self->lock);
  self->is_released = TRUE;
  g_cond_signal (&self->released);
  g_mutex_unlock (&self->lock);
}

void
keyring_set_relay_token (Keyring *self, const char *token)
{
  g_free (self->relay_token);
  self->relay_token = g_strdup (token);
}
