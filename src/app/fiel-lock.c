/* fiel-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-lock.h"

#include "fiel-announce.h"

#include <glib/gi18n.h>

struct _FielLock
{
  GObject parent_instance;

  GtkWindow *window;             /* unowned: it owns us */
  GtkStack *pages;               /* unowned: the window's */
  FielLockPage *lock_page;       /* unowned: the window's */
  GtkWidget *page;               /* unowned, nullable: the one to show, or to come back to */
  FielEngine *engine;            /* owned, nullable */
  FielPerson *last;              /* owned, nullable: who was here before it was locked */
  GSignalGroup *people_signals;  /* owned */
  gint64 touched_boot_us;
  guint idle_timer;              /* of the engine's clock */
  gboolean watching;
  gboolean locked;               /* what the window shows */
  GCancellable *cancellable;     /* owned */
  GDBusConnection *bus;          /* owned, nullable */
  guint subscriptions[2];
};

enum
{
  CHANGED,
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielLock, fiel_lock, G_TYPE_OBJECT)

static void bus_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static FielPeople *
get_people (FielLock *self)
{
  return self->engine != NULL ? fiel_engine_get_people (self->engine) : NULL;
}

/* -- Without a touch -- */

static void idle_cb (gpointer user_data);

static gint64
get_due_us (FielLock *self)
{
  return self->touched_boot_us
         + (gint64) fiel_people_get_lock_after_minutes (get_people (self)) * 60 * G_USEC_PER_SEC;
}

static void
stop_idle (FielLock *self)
{
  if (self->engine != NULL)
    fiel_clock_clear_timer (fiel_engine_get_clock (self->engine), &self->idle_timer);
}

static void
wait_for_idle (FielLock *self)
{
  FielPeople *people = get_people (self);
  FielClock *clock = NULL;

  stop_idle (self);
  if (people == NULL || fiel_people_get_signed_in (people) == NULL || self->watching
      || fiel_people_get_lock_after_minutes (people) == 0)
    return;

  clock = fiel_engine_get_clock (self->engine);
  self->idle_timer = fiel_clock_add_timer (clock, MAX (get_due_us (self) - fiel_clock_get_boot_us (clock), 0),
                                           idle_cb, self);
}

static void
idle_cb (gpointer user_data)
{
  FielLock *self = FIEL_LOCK (user_data);
  FielPeople *people = get_people (self);
  FielClock *clock = fiel_engine_get_clock (self->engine);

  self->idle_timer = 0;
  if (fiel_clock_get_boot_us (clock) >= get_due_us (self))
    fiel_people_lock (people, "idle");
  else
    wait_for_idle (self);
}

/* A key, a button, a finger or a pointer that moves, in any of the till's windows that takes them from this one. */
static void
touch (FielLock *self)
{
  if (self->engine != NULL)
    self->touched_boot_us = fiel_clock_get_boot_us (fiel_engine_get_clock (self->engine));
}

static gboolean
event_cb (FielLock *self)
{
  touch (self);

  return GDK_EVENT_PROPAGATE;
}

/* -- With the session -- */

static void
screen_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *parameters,
           gpointer user_data)
{
  FielLock *self = FIEL_LOCK (user_data);
  gboolean active = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &active);
  if (active && get_people (self) != NULL)
    fiel_people_lock (get_people (self), "session");
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const interfaces[] = { "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  FielLock *self = user_data;

  if (bus == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_info ("The session cannot say when it is locked: %s", error->message);
      return;
    }

  self->bus = g_steal_pointer (&bus);
  for (guint i = 0; i < G_N_ELEMENTS (interfaces); i++)
    self->subscriptions[i] =
      g_dbus_connection_signal_subscribe (self->bus, NULL, interfaces[i], "ActiveChanged", NULL, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, screen_cb, self, NULL);
}

/* -- The page -- */

/* What lies over the till goes with it: a dialog that was left open must not work for whoever comes by. */
static void
close_dialogs (FielLock *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (window != NULL && window != self->window && gtk_window_get_transient_for (window) == self->window)
        gtk_window_destroy (window);
    }
}

static void
show_lock_page (FielLock *self)
{
  close_dialogs (self);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->lock_page));
  fiel_lock_page_begin (self->lock_page, self->last);
  fiel_announce (GTK_WIDGET (self->window), _("The till is locked."), FALSE);
}

/* Somebody is here, or nobody is any more. */
static void
people_changed_cb (FielLock *self)
{
  FielPeople *people = get_people (self);
  FielPerson *signed_in = people != NULL ? fiel_people_get_signed_in (people) : NULL;
  const gboolean locked = people != NULL && fiel_people_get_locked (people);
  const gboolean was_locked = self->locked;
  const gboolean another = signed_in != NULL
                           && (self->last == NULL || g_strcmp0 (fiel_person_get_key (self->last),
                                                                fiel_person_get_key (signed_in)) != 0);

  self->locked = locked;
  touch (self);
  wait_for_idle (self);
  if (signed_in != NULL)
    g_set_object (&self->last, signed_in);
  if (locked && !was_locked && self->page != NULL)
    show_lock_page (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (!locked && was_locked && self->page != NULL)
    {
      gtk_stack_set_visible_child (self->pages, self->page);
      g_signal_emit (self, signals[ENTERED], 0, another);
    }
}

void
fiel_lock_show (FielLock *self, GtkWidget *page)
{
  g_return_if_fail (FIEL_IS_LOCK (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  self->page = page;
  if (!self->locked)
    gtk_stack_set_visible_child (self->pages, page);
  else if (gtk_stack_get_visible_child (self->pages) != GTK_WIDGET (self->lock_page))
    show_lock_page (self);
}

gboolean
fiel_lock_get_locked (FielLock *self)
{
  g_return_val_if_fail (FIEL_IS_LOCK (self), TRUE);

  return self->locked;
}

void
fiel_lock_now (FielLock *self)
{
  g_return_if_fail (FIEL_IS_LOCK (self));

  if (get_people (self) != NULL)
    fiel_people_lock (get_people (self), "key");
}

void
fiel_lock_set_watching (FielLock *self, gboolean watching)
{
  g_return_if_fail (FIEL_IS_LOCK (self));

  if (self->watching == watching)
    return;

  self->watching = watching;
  touch (self);
  wait_for_idle (self);
}

static void
fiel_lock_dispose (GObject *object)
{
  FielLock *self = FIEL_LOCK (object);

  stop_idle (self);
  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (self->subscriptions); i++)
    if (self->bus != NULL && self->subscriptions[i] != 0)
      {
        g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
        self->subscriptions[i] = 0;
      }
  g_clear_object (&self->bus);
  g_clear_object (&self->people_signals);
  g_clear_object (&self->last);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_lock_parent_class)->dispose (object);
}

static void
fiel_lock_finalize (GObject *object)
{
  FielLock *self = FIEL_LOCK (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (fiel_lock_parent_class)->finalize (object);
}

static void
fiel_lock_class_init (FielLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_lock_dispose;
  object_class->finalize = fiel_lock_finalize;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENTERED] = g_signal_new ("entered", FIEL_TYPE_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_BOOLEAN);
}

static void
fiel_lock_init (FielLock *self)
{
  self->cancellable = g_cancellable_new ();
  self->people_signals = g_signal_group_new (FIEL_TYPE_PEOPLE);
  g_signal_group_connect_swapped (self->people_signals, "notify::locked", G_CALLBACK (people_changed_cb), self);
}

FielLock *
fiel_lock_new (GtkWindow *window, GtkStack *pages, FielLockPage *lock_page)
{
  FielLock *self = NULL;
  GtkEventController *events = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (GTK_IS_STACK (pages), NULL);
  g_return_val_if_fail (FIEL_IS_LOCK_PAGE (lock_page), NULL);

  self = g_object_new (FIEL_TYPE_LOCK, NULL);
  self->window = window;
  self->pages = pages;
  self->lock_page = lock_page;
  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_cb, self);

  return self;
}

void
fiel_lock_set_engine (FielLock *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_LOCK (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  stop_idle (self);
  g_set_object (&self->engine, engine);
  g_clear_object (&self->last);
  self->page = NULL;
  self->locked = FALSE;
  g_signal_group_set_target (self->people_signals, get_people (self));
  fiel_lock_page_set_engine (self->lock_page, engine);
  people_changed_cb (self);
}
