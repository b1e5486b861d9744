/* fiel-payment-voice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-voice.h"

#include "fiel-announce.h"
#include "fiel-live-words.h"
#include "fiel-payment-text.h"
#include "fiel-resolve-wording.h"
#include "fiel-wording.h"

/* FielPaymentVoice: what becomes of a payment that is not on the screen, and that something new is to be resolved, for
 * people who listen; the list of today and the header say it to the eye. It stands in the window without taking room,
 * because older GTK reads out only what changes in a status.
 *
 * While another window has the keyboard the notification tells. Where there is none, that window says it if it is one
 * of ours. */

struct _FielPaymentVoice
{
  GtkWidget parent_instance;

  FielEngine *engine;            /* owned, nullable */
  FielAttemptPages *pages;       /* unowned, nullable: in the same window */
  GSignalGroup *attempt_signals; /* owned: of the list */
  GSignalGroup *alert_signals;   /* owned: of the list */
  gboolean notified;
  char *words;                   /* owned, nullable: said last */
  GHashTable *open;              /* owned, of FielAttempt: those known not to be confirmed */
};

G_DEFINE_FINAL_TYPE (FielPaymentVoice, fiel_payment_voice, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_NOTIFIED = 1,
} FielPaymentVoiceProperty;

static GParamSpec *properties[PROP_NOTIFIED + 1];

static void
set_words (FielPaymentVoice *self, const char *words)
{
  fiel_live_words_put (GTK_WIDGET (self), &self->words, words);
}

static gboolean
is_in_front (FielPaymentVoice *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root));
}

static gboolean
is_on_screen (FielPaymentVoice *self, const char *attempt_id)
{
  FielAttempt *shown = self->pages != NULL ? fiel_attempt_pages_get_attempt (self->pages) : NULL;

  return shown != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->pages))
         && g_strcmp0 (fiel_attempt_get_id (shown), attempt_id) == 0;
}

/* @attempt_id: (nullable): what it is about */
static void
say (FielPaymentVoice *self, const char *attempt_id, const char *words, gboolean urgent)
{
  GtkWindow *front = fiel_live_words_find_front ();

  if (is_in_front (self))
    {
      if (is_on_screen (self, attempt_id))
        return;
      set_words (self, words);
      fiel_announce (GTK_WIDGET (self), words, urgent);
    }
  else if (front != NULL && !self->notified)
    fiel_live_words_say (front, words, urgent);
}

static void
say_attempt (FielPaymentVoice *self, FielAttempt *attempt)
{
  const gboolean unconfirmed = fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_UNCONFIRMED;
  const char *standing = fiel_wording_standing (attempt);
  g_autofree char *money = fiel_payment_text_words (fiel_payment_text_amount (attempt));
  g_autofree char *place = fiel_payment_text_place (attempt);
  g_autofree char *words = g_strdup_printf ("%s, %s, %s. %s", fiel_wording_look (attempt).headline, money, place,
                                            standing != NULL ? standing : "");

  say (self, fiel_attempt_get_id (attempt), g_strchomp (words), unconfirmed);
}

/* The page of the payment hears of the change after this, because it was shown after the payment had come. */
static void
attempt_changed_cb (FielPaymentVoice *self, GParamSpec *pspec, FielAttempt *attempt)
{
  const FielAttemptPhase phase = fiel_attempt_get_phase (attempt);
  gboolean news = phase == FIEL_ATTEMPT_PHASE_UNCONFIRMED && g_hash_table_add (self->open, g_object_ref (attempt));

  if (phase == FIEL_ATTEMPT_PHASE_DONE && !fiel_attempt_get_followed_up (attempt))
    {
      g_signal_handlers_disconnect_by_func (attempt, attempt_changed_cb, self);
      news = TRUE;
    }

  if (news)
    say_attempt (self, attempt);
  if (phase == FIEL_ATTEMPT_PHASE_DONE)
    g_hash_table_remove (self->open, attempt);
}

/* Told are changes only. */
static void
attempts_changed_cb (FielPaymentVoice *self, guint position, guint removed, guint added, GListModel *attempts)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (attempts, i);

      g_signal_handlers_disconnect_by_func (attempt, attempt_changed_cb, self);
      if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE && !fiel_attempt_get_followed_up (attempt))
        continue;
      if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_UNCONFIRMED)
        g_hash_table_add (self->open, g_object_ref (attempt));
      g_signal_connect_object (attempt, "notify::phase", G_CALLBACK (attempt_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (attempt, "notify::followed-up", G_CALLBACK (attempt_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

/* What was there when the store was opened is no news. A contradiction is said by the page of its payment. */
static void
alerts_changed_cb (FielPaymentVoice *self, guint position, guint removed, guint added, GListModel *alerts)
{
  g_autofree char *words = g_strdup_printf ("%s. %s", fiel_resolve_wording_news (),
                                            fiel_resolve_wording_news_detail ());
  g_autoptr (FielAlert) alert = NULL;

  if (added <= removed || !fiel_engine_get_ready (self->engine))
    return;

  alert = g_list_model_get_item (alerts, position);
  say (self, fiel_alert_get_attempt_id (alert), words, fiel_alert_get_kind (alert) == FIEL_ALERT_CONFLICT);
}

static void
fiel_payment_voice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((FielPaymentVoiceProperty) prop_id)
    {
    case PROP_NOTIFIED:
      g_value_set_boolean (value, FIEL_PAYMENT_VOICE (object)->notified);
      break;
    }
}

static void
fiel_payment_voice_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((FielPaymentVoiceProperty) prop_id)
    {
    case PROP_NOTIFIED:
      FIEL_PAYMENT_VOICE (object)->notified = g_value_get_boolean (value);
      break;
    }
}

static void
fiel_payment_voice_dispose (GObject *object)
{
  FielPaymentVoice *self = FIEL_PAYMENT_VOICE (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->alert_signals);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->open, g_hash_table_unref);

  G_OBJECT_CLASS (fiel_payment_voice_parent_class)->dispose (object);
}

static void
fiel_payment_voice_finalize (GObject *object)
{
  g_free (FIEL_PAYMENT_VOICE (object)->words);

  G_OBJECT_CLASS (fiel_payment_voice_parent_class)->finalize (object);
}

static void
fiel_payment_voice_class_init (FielPaymentVoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fiel_payment_voice_get_property;
  object_class->set_property = fiel_payment_voice_set_property;
  object_class->dispose = fiel_payment_voice_dispose;
  object_class->finalize = fiel_payment_voice_finalize;

  properties[PROP_NOTIFIED] = g_param_spec_boolean ("notified", NULL, NULL, TRUE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_accessible_role (widget_class, FIEL_ANNOUNCE_ROLE);
}

static void
fiel_payment_voice_init (FielPaymentVoice *self)
{
  self->notified = TRUE;
  self->open = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->attempt_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->attempt_signals, "items-changed", G_CALLBACK (attempts_changed_cb), self);
  self->alert_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->alert_signals, "items-changed", G_CALLBACK (alerts_changed_cb), self);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  set_words (self, "");
}

void
fiel_payment_voice_set_pages (FielPaymentVoice *self, FielAttemptPages *pages)
{
  g_return_if_fail (FIEL_IS_PAYMENT_VOICE (self));
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (pages));

  self->pages = pages;
}

void
fiel_payment_voice_set_engine (FielPaymentVoice *self, FielEngine *engine)
{
  GListModel *attempts = engine != NULL ? fiel_engine_get_attempts (engine) : NULL;

  g_return_if_fail (FIEL_IS_PAYMENT_VOICE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  g_set_object (&self->engine, engine);
  g_hash_table_remove_all (self->open);
  fiel_payment_voice_hush (self);
  g_signal_group_set_target (self->attempt_signals, attempts);
  g_signal_group_set_target (self->alert_signals, engine != NULL ? fiel_engine_get_alerts (engine) : NULL);
  if (attempts != NULL)
    attempts_changed_cb (self, 0, 0, g_list_model_get_n_items (attempts), attempts);
}

void
fiel_payment_voice_hush (FielPaymentVoice *self)
{
  g_return_if_fail (FIEL_IS_PAYMENT_VOICE (self));

  set_words (self, "");
}
