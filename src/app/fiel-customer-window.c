/* fiel-customer-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-customer-window.h"

#include "fiel-amount-display.h"
#include "fiel-text-scale.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielCustomerWindow: amount and state for whoever stands in front of the counter. Nothing of the card, no reason of
 * a bank and no name is shown: everybody in the shop can read it. */

/* Below this height, at normal text, there is no room for what is seen from afar. */
#define COMPACT_HEIGHT 560
#define LARGE_ICON 128
#define LARGE_SPACING 18
#define SMALL_ICON 44
#define SMALL_SPACING 4

struct _FielCustomerWindow
{
  GtkWindow parent_instance;

  FielProfile *profile;            /* owned, nullable */
  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */
  gboolean compact;
  guint compact_id;

  /* template children */
  GtkWidget *pane;
  GtkLabel *store;
  GtkImage *icon;
  FielAmountDisplay *amount;
  GtkLabel *state;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (FielCustomerWindow, fiel_customer_window, GTK_TYPE_WINDOW)

typedef struct
{
  const char *icon;   /* nullable */
  const char *style;  /* as of an outcome */
  const char *state;
  const char *words;
} Face;

static const char *const styles[] = { "approved", "declined", "cancelled", "unconfirmed" };

static Face
get_face_of_result (FielAttempt *attempt)
{
  gboolean back = fiel_wording_is_return (fiel_attempt_get_kind (attempt));

  switch (fiel_attempt_get_outcome (attempt))
    {
    case FIEL_OUTCOME_APPROVED:
    case FIEL_OUTCOME_HAND_CHARGED:
      /* Translators: shown to the customer: the money went back */
      return back ? (Face){ "fiel-return-symbolic", "approved", _("Returned"), _("Thank you for your patience.") }
                  /* Translators: shown to the customer: the result of the payment */
                  : (Face){ "fiel-approved-symbolic", "approved", _("Approved"),
                            /* Translators: shown to the customer when the payment is approved */
                            _("Thank you!") };
    case FIEL_OUTCOME_PARTLY_APPROVED:
      /* Translators: shown to the customer: a card paid a part of the amount */
      return (Face){ "fiel-approved-symbolic", "cancelled", _("Paid in part"), _("The cashier tells you the rest.") };
    case FIEL_OUTCOME_CANCELLED:
      /* Translators: shown to the customer: the payment or return was cancelled */
      return (Face){ "fiel-cancelled-symbolic", "cancelled", _("Cancelled"),
                     /* Translators: shown to the customer: a return was cancelled */
                     back ? _("Nothing was returned.") : _("You were not charged.") };
    case FIEL_OUTCOME_DECLINED:
    case FIEL_OUTCOME_REFUSED:
    case FIEL_OUTCOME_NOT_SENT:
    case FIEL_OUTCOME_NOT_EXECUTED:
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return (Face){ "fiel-declined-symbolic", "declined",
                     /* Translators: shown to the customer: the money did not go back */
                     back ? _("Not returned")
                          /* Translators: shown to the customer: no money was charged */
                          : _("Not paid"),
                     back ? _("Please ask the cashier.") : _("You were not charged.") };
    case FIEL_OUTCOME_NONE:
      break;
    }

  g_return_val_if_reached ((Face){ NULL });
}

static Face
get_face (FielAttempt *attempt)
{
  if (attempt == NULL)
    /* Translators: shown to the customer while nothing is being paid */
    return (Face){ NULL, NULL, _("Welcome"), "" };

  /* Nothing that contradicts a result is argued about over the counter. */
  if (fiel_attempt_get_conflict (attempt) || fiel_attempt_get_followed_up (attempt))
    /* Translators: shown to the customer while a result is being checked */
    return (Face){ "fiel-wait-symbolic", "unconfirmed", _("One moment, please"), _("We are checking the result.") };

  switch (fiel_attempt_get_phase (attempt))
    {
    case FIEL_ATTEMPT_PHASE_SENDING:
      return (Face){ "fiel-wait-symbolic", NULL, _("One moment, please"), "" };
    case FIEL_ATTEMPT_PHASE_WAITING:
      return (Face){ "fiel-card-symbolic", NULL, _("Please follow the terminal"), "" };
    case FIEL_ATTEMPT_PHASE_CHECKING:
    case FIEL_ATTEMPT_PHASE_UNCONFIRMED:
      return (Face){ "fiel-wait-symbolic", "unconfirmed", _("One moment, please"), _("We are checking the result.") };
    case FIEL_ATTEMPT_PHASE_DONE:
      return get_face_of_result (attempt);
    }

  g_return_val_if_reached ((Face){ NULL });
}

/* What was asked for, until less than that moved. */
static FielMoney
get_amount (FielAttempt *attempt)
{
  return fiel_attempt_get_outcome (attempt) == FIEL_OUTCOME_PARTLY_APPROVED ? fiel_attempt_get_approved (attempt)
                                                                            : fiel_attempt_get_amount (attempt);
}

static void
update (FielCustomerWindow *self)
{
  Face face = get_face (self->attempt);

  gtk_label_set_text (self->store, self->profile != NULL ? fiel_profile_get_store_name (self->profile) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), face.icon != NULL);
  gtk_image_set_from_icon_name (self->icon, face.icon);
  gtk_label_set_text (self->state, face.state);
  gtk_label_set_text (self->words, face.words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *face.words != '\0');

  if (face.style != NULL)
    gtk_widget_add_css_class (self->pane, "fiel-outcome");
  else
    gtk_widget_remove_css_class (self->pane, "fiel-outcome");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (face.style, styles[i]) == 0)
      gtk_widget_add_css_class (self->pane, styles[i]);
    else
      gtk_widget_remove_css_class (self->pane, styles[i]);

  gtk_widget_set_visible (GTK_WIDGET (self->amount), self->attempt != NULL);
  if (self->attempt != NULL)
    {
      const FielNumberStyle *style = fiel_profile_get_number_style (self->profile);

      fiel_amount_display_set_money (self->amount, get_amount (self->attempt), style, 0);
    }
}

/* -- A small window -- */

static gboolean
compact_cb (gpointer user_data)
{
  FielCustomerWindow *self = FIEL_CUSTOMER_WINDOW (user_data);

  const int spacing = self->compact ? SMALL_SPACING : LARGE_SPACING;

  self->compact_id = 0;
  gtk_image_set_pixel_size (self->icon, self->compact ? SMALL_ICON : LARGE_ICON);
  gtk_box_set_spacing (GTK_BOX (self->pane), spacing);
  gtk_box_set_spacing (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->icon))), spacing);
  if (self->compact)
    gtk_widget_add_css_class (self->pane, "compact");
  else
    gtk_widget_remove_css_class (self->pane, "compact");

  return G_SOURCE_REMOVE;
}

/* Everything is smaller rather than the last line out of sight. Not at once: this is in the middle of a layout. */
static void
fiel_customer_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FielCustomerWindow *self = FIEL_CUSTOMER_WINDOW (widget);
  const gboolean compact = height < (fiel_text_scale_is_large (widget) ? 2 : 1) * COMPACT_HEIGHT;

  GTK_WIDGET_CLASS (fiel_customer_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->compact == compact)
    return;

  self->compact = compact;
  if (self->compact_id == 0)
    self->compact_id = g_idle_add (compact_cb, self);
}

static void
fiel_customer_window_dispose (GObject *object)
{
  FielCustomerWindow *self = FIEL_CUSTOMER_WINDOW (object);

  g_clear_handle_id (&self->compact_id, g_source_remove);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (fiel_customer_window_parent_class)->dispose (object);
}

static void
fiel_customer_window_class_init (FielCustomerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_customer_window_dispose;
  widget_class->size_allocate = fiel_customer_window_size_allocate;

  g_type_ensure (FIEL_TYPE_AMOUNT_DISPLAY);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-customer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FielCustomerWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, FielCustomerWindow, store);
  gtk_widget_class_bind_template_child (widget_class, FielCustomerWindow, icon);
  gtk_widget_class_bind_template_child (widget_class, FielCustomerWindow, amount);
  gtk_widget_class_bind_template_child (widget_class, FielCustomerWindow, state);
  gtk_widget_class_bind_template_child (widget_class, FielCustomerWindow, words);
}

static void
fiel_customer_window_init (FielCustomerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
  update (self);
}

FielCustomerWindow *
fiel_customer_window_new (void)
{
  return g_object_new (FIEL_TYPE_CUSTOMER_WINDOW, NULL);
}

void
fiel_customer_window_set_attempt (FielCustomerWindow *self, FielProfile *profile, FielAttempt *attempt)
{
  g_return_if_fail (FIEL_IS_CUSTOMER_WINDOW (self));
  g_return_if_fail (profile == NULL || FIEL_IS_PROFILE (profile));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && profile != NULL));

  g_set_object (&self->profile, profile);
  g_set_object (&self->attempt, attempt);
  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}

static GdkMonitor *
find_other_monitor (GtkWindow *till)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (till));
  GListModel *monitors = gdk_display_get_monitors (display);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (till));
  GdkMonitor *taken = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      /* The display holds it. */
      if (monitor != taken)
        return monitor;
    }

  return NULL;
}

void
fiel_customer_window_place (FielCustomerWindow *self, GtkWindow *till)
{
  GdkMonitor *monitor;

  g_return_if_fail (FIEL_IS_CUSTOMER_WINDOW (self));
  g_return_if_fail (GTK_IS_WINDOW (till));

  monitor = find_other_monitor (till);
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}
