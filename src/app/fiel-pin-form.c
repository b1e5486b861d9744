/* fiel-pin-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-pin-form.h"

#include "fiel-announce.h"
#include "fiel-own-name.h"
#include "fiel-secret-field.h"

#include <glib/gi18n.h>

/* FielPinForm: a PIN is a test of memory, so it may be pasted and shown (WCAG 3.3.8). What was typed leaves the field
 * the moment it is handed on. A wait is counted down in words; it is announced once, not every second. */

struct _FielPinForm
{
  GtkWidget parent_instance;

  FielPeople *people;     /* owned, nullable */
  FielPerson *person;     /* owned, nullable */
  FielClock *clock;       /* owned, nullable */
  guint tick;             /* a timer of the clock's */
  gboolean checking;

  /* template children */
  GtkWidget *body;
  GtkEditable *pin;
  GtkButton *enter;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (FielPinForm, fiel_pin_form, GTK_TYPE_WIDGET)

enum
{
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void watch_wait (FielPinForm *self);

static gint64
get_wait_us (FielPinForm *self)
{
  return self->person != NULL ? fiel_people_get_wait_us (self->people, self->person) : 0;
}

static void
update (FielPinForm *self)
{
  const gboolean usable = self->person != NULL && !self->checking;

  gtk_widget_set_sensitive (GTK_WIDGET (self->pin), usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->enter),
                            usable && get_wait_us (self) == 0 && *fiel_secret_field_get_text (self->pin) != '\0');
}

static void
set_words (FielPinForm *self, const char *sentence)
{
  gtk_label_set_text (self->words, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), sentence != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pin), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence != NULL ? sentence : "", -1);
}

static void
tick_cb (gpointer user_data)
{
  FielPinForm *self = FIEL_PIN_FORM (user_data);

  self->tick = 0;
  watch_wait (self);
}

static void
clear_tick (FielPinForm *self)
{
  if (self->clock != NULL)
    fiel_clock_clear_timer (self->clock, &self->tick);
}

static void
watch_wait (FielPinForm *self)
{
  const gint64 wait_us = get_wait_us (self);
  g_autofree char *wait = fiel_people_describe_wait (wait_us);
  g_autofree char *sentence = NULL;

  clear_tick (self);
  update (self);
  if (wait_us > 0)
    {
      /* Translators: %s is "30 seconds" or "5 minutes" */
      sentence = g_strdup_printf (_("Too many wrong PINs. Wait %s."), wait);
      self->tick = fiel_clock_add_timer (self->clock, MIN (wait_us, G_USEC_PER_SEC), tick_cb, self);
    }
  else
    sentence = g_strdup (_("The wait is over. Try again."));
  set_words (self, sentence);
}

static void
changed_cb (FielPinForm *self)
{
  update (self);
}

static void
enter_cb (FielPinForm *self)
{
  char *pin = NULL;

  if (self->person == NULL || self->checking || *fiel_secret_field_get_text (self->pin) == '\0')
    return;

  pin = g_strdup (fiel_secret_field_get_text (self->pin));
  fiel_secret_field_clear (self->pin);
  g_signal_emit (self, signals[ENTERED], 0, pin);
  fiel_secrets_wipe (pin);
}

static gboolean
fiel_pin_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FIEL_PIN_FORM (widget)->pin));
}

static void
fiel_pin_form_dispose (GObject *object)
{
  FielPinForm *self = FIEL_PIN_FORM (object);

  clear_tick (self);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->person);
  g_clear_object (&self->people);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_pin_form_parent_class)->dispose (object);
}

static void
fiel_pin_form_class_init (FielPinFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_pin_form_dispose;
  widget_class->grab_focus = fiel_pin_form_grab_focus;

  /* Nothing may keep the PIN that is told here. */
  signals[ENTERED] = g_signal_new ("entered", FIEL_TYPE_PIN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-pin-form.ui");
  gtk_widget_class_bind_template_child (widget_class, FielPinForm, body);
  gtk_widget_class_bind_template_child (widget_class, FielPinForm, pin);
  gtk_widget_class_bind_template_child (widget_class, FielPinForm, enter);
  gtk_widget_class_bind_template_child (widget_class, FielPinForm, words);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_pin_form_init (FielPinForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_mnemonics (GTK_WIDGET (self));
  g_object_set (gtk_editable_get_delegate (self->pin), "input-purpose", GTK_INPUT_PURPOSE_PIN, NULL);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (self->pin), TRUE);
  fiel_secret_field_set_up (GTK_WIDGET (self->pin));
  update (self);
}

void
fiel_pin_form_set_verb (FielPinForm *self, const char *verb, gboolean suggested)
{
  g_return_if_fail (FIEL_IS_PIN_FORM (self));

  gtk_button_set_label (self->enter, verb);
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->enter), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->enter), "suggested-action");
}

void
fiel_pin_form_set_person (FielPinForm *self, FielPeople *people, FielPerson *person, FielClock *clock)
{
  g_autofree char *label = NULL;

  g_return_if_fail (FIEL_IS_PIN_FORM (self));
  g_return_if_fail (person == NULL || (FIEL_IS_PERSON (person) && FIEL_IS_PEOPLE (people) && FIEL_IS_CLOCK (clock)));

  fiel_pin_form_clear (self);
  clear_tick (self);
  g_set_object (&self->people, people);
  g_set_object (&self->person, person);
  g_set_object (&self->clock, clock);
  if (person != NULL)
    /* Translators: %s is a person's name */
    label = g_strdup_printf (_("PIN of %s"), fiel_person_get_name (person));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : _("PIN"), -1);
  if (get_wait_us (self) > 0)
    watch_wait (self);
  update (self);
}

void
fiel_pin_form_set_checking (FielPinForm *self, gboolean checking)
{
  g_return_if_fail (FIEL_IS_PIN_FORM (self));

  self->checking = checking;
  if (checking)
    set_words (self, _("Checking…"));
  update (self);
}

void
fiel_pin_form_say (FielPinForm *self, const char *sentence)
{
  g_return_if_fail (FIEL_IS_PIN_FORM (self));

  set_words (self, sentence);
  if (sentence != NULL)
    fiel_announce (GTK_WIDGET (self), sentence, FALSE);
  if (get_wait_us (self) > 0)
    watch_wait (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}

void
fiel_pin_form_clear (FielPinForm *self)
{
  g_return_if_fail (FIEL_IS_PIN_FORM (self));

  fiel_secret_field_clear (self->pin);
  set_words (self, NULL);
  update (self);
}

void
fiel_pin_form_type (FielPinForm *self, guint digit)
{
  const char text[2] = { (char) ('0' + digit), '\0' };
  int position = -1;

  g_return_if_fail (FIEL_IS_PIN_FORM (self));
  g_return_if_fail (digit <= 9);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->pin)))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->pin));
  position = (int) g_utf8_strlen (fiel_secret_field_get_text (self->pin), -1);
  gtk_editable_insert_text (self->pin, text, 1, &position);
  gtk_editable_set_position (self->pin, position);
}
